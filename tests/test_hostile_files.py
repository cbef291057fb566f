"""Files that a stranger may add: bombs, scripts and whatever hides in an image; a sentence refuses each."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from PIL import Image

from macros.checks.pictures import MAX_PARTS, MAX_SIDE
from macros.preflight import preflight

from .small import small_handbook


def saved(form: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    raw = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(raw, form, **options)
    return raw.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, points: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(points)) + chunk(b"IEND", b"")


def zipped() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nuller", bytes(10_000_000))
    return raw.getvalue()


def svg(inside: str = "", attributes: str = "", before: str = "", after: str = "") -> bytes:
    name = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {name} viewBox="0 0 9 9" {attributes}>{inside}</svg>{after}'.encode()


SWELLS = zlib.compress(bytes(90_000_000))
SCRIPT = b"<script>alert(1)</script>"
MOVING = {"save_all": True, "append_images": [Image.effect_noise((40, 30), 50).convert("RGB")]}
LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
HIDDEN, WHOLE = "something else is hidden behind the image", "image; save it again with an image program"
LARGE, MOVES = f"more than {MAX_SIDE} points wide or high", "the image moves"
SHAPES, RUNS, DTD = "holds shapes and text only, and not '", "which could run or fetch something", "no '<!DOCTYPE'"
OTHER = "only pages (.md) and images"

REFUSED: list[tuple[str, bytes, str]] = [
    # More points than memory, or than a page shows.
    ("bred.png", png(200_000, 200_000), LARGE),
    ("bred.png", png(2**31 - 1, 1), LARGE),
    ("bred.png", png(30_000, 30_000, points=bytes(3751) * 30_000), LARGE),
    ("bred.png", png(MAX_SIDE + 1, 1, points=bytes(2 + MAX_SIDE // 8)), LARGE),
    ("bred.gif", b"GIF89a\xff\xff\xff\xff" + saved("GIF")[10:], LARGE),
    ("bred.jpg", saved("JPEG", (MAX_SIDE + 1, 2)), LARGE),
    ("bred.webp", saved("WEBP", (MAX_SIDE + 1, 2)), LARGE),
    # Texts and profiles inside that swell.
    ("tekst.png", png(8, 1, chunk(b"zTXt", b"Comment\0\0" + SWELLS), points=bytes(2)), WHOLE),
    ("tekst.png", png(8, 1, chunk(b"iTXt", b"A\0\1\0\0\0" + SWELLS), points=bytes(2)), WHOLE),
    ("uden-slut.png", png(8, 1, points=bytes(2))[:-12], WHOLE),
    # Not whole, or no image at all.
    *[(f"halv.{e}", saved(f)[: -len(saved(f)) // 3], WHOLE) for e, f in
      [("png", "PNG"), ("jpg", "JPEG"), ("gif", "GIF"), ("webp", "WEBP"), ("avif", "AVIF")]],
    ("tom.png", b"", WHOLE),
    ("hoved.png", png(40, 30)[:20], WHOLE),
    ("ingen-punkter.png", png(40, 30), WHOLE),
    ("tekst.jpg", b"ikke et billede", WHOLE),
    ("side.png", b"<!doctype html>" + SCRIPT, WHOLE),
    ("script.gif", b"GIF89a/*" + b"*/=1;alert(1)//", WHOLE),
    ("andet.png", saved("JPEG"), WHOLE),
    ("andet.jpg", saved("PNG"), WHOLE),
    ("andet.gif", svg(), WHOLE),
    ("tiff.jpg", saved("TIFF"), WHOLE),
    ("ikon.png", saved("ICO"), WHOLE),
    # Two files in one.
    *[(f"to.{e}", saved(f) + more, HIDDEN) for more in (SCRIPT, zipped(), b"\0") for e, f in
      [("png", "PNG"), ("jpg", "JPEG"), ("gif", "GIF"), ("webp", "WEBP"), ("avif", "AVIF")]],
    ("to.jpg", saved("JPEG", progressive=True) + saved("JPEG"), HIDDEN),
    ("to.gif", saved("GIF") + SCRIPT + b";", HIDDEN),
    ("to.png", saved("PNG") + saved("PNG"), HIDDEN),
    # What moves.
    ("film.gif", saved("GIF", **MOVING), MOVES),
    ("film.webp", saved("WEBP", **MOVING), MOVES),
    ("film.png", saved("PNG", **MOVING), MOVES),
    # Drawings that are documents.
    ("x.svg", svg("<script>alert(1)</script>"), f"{SHAPES}script'"),
    ("x.svg", svg("<SCRIPT>alert(1)</SCRIPT>"), f"{SHAPES}SCRIPT'"),
    ("x.svg", svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'), f"{SHAPES}script'"),
    ("x.svg", svg('<script xlink:href="https://ond.example/x.js"/>'), f"{SHAPES}script'"),
    ("x.svg", svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'), SHAPES),
    ("x.svg", svg('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>'), f"{SHAPES}img'"),
    ("x.svg", svg('<image href="https://ond.example/spor.png"/>'), f"{SHAPES}image'"),
    ("x.svg", svg('<image xlink:href="file:///etc/passwd"/>'), f"{SHAPES}image'"),
    ("x.svg", svg("<style>@import url(https://ond.example/x.css);</style>"), f"{SHAPES}style'"),
    ("x.svg", svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), f"{SHAPES}a'"),
    ("x.svg", svg('<set attributeName="href" to="javascript:alert(1)"/>'), f"{SHAPES}set'"),
    ("x.svg", svg('<animate attributeName="href" values="javascript:alert(1)"/>'), f"{SHAPES}animate'"),
    ("x.svg", svg('<g id="a"><use href="#a"/></g>'), f"{SHAPES}use'"),
    ("x.svg", svg('<filter id="f"><feTurbulence numOctaves="99999"/></filter>'), f"{SHAPES}filter'"),
    ("x.svg", svg(before='<?xml-stylesheet href="https://ond.example/x.css"?>'), SHAPES),
    ("x.svg", svg(after='<?xml-stylesheet href="https://ond.example/x.css"?>'), SHAPES),
    ("x.svg", svg('<iframe xmlns="http://www.w3.org/1999/xhtml" src="//ond.example"/>'), f"{SHAPES}iframe'"),
    ("x.svg", svg(attributes='onload="alert(1)"'), RUNS),
    ("x.svg", svg('<path ONCLICK="alert(1)"/>'), RUNS),
    ("x.svg", svg('<path style="fill:url(https://ond.example/x)"/>'), RUNS),
    ("x.svg", svg('<path style="fill:u\\72l(https://ond.example/x)"/>'), RUNS),
    ("x.svg", svg('<path fill="url( \'//ond.example/x\' )"/>'), RUNS),
    ("x.svg", svg('<linearGradient id="g" href="https://ond.example/x#g"/>'), RUNS),
    ("x.svg", svg(attributes='xml:base="https://ond.example/"'), RUNS),
    ("x.svg", svg(before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'), DTD),
    ("x.svg", svg("<text>&x;</text>", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), DTD),
    ("x.svg", svg("<text>&l8;</text>", before=f'<!DOCTYPE svg [<!ENTITY l0 "lol">{LOLS}]>'), DTD),
    ("x.svg", svg(before='<?xml version="1.0" encoding="ISO-2022-JP"?>'), DTD),
    ("x.svg", svg().decode().encode("utf-16"), "not saved as UTF-8"),
    ("x.svg", gzip.compress(svg()), "not saved as UTF-8"),
    ("x.svg", svg("<path"), "the drawing cannot be read"),
    ("x.svg", svg("<g>" * 5_000), "the drawing cannot be read"),
    ("x.svg", b"", "the drawing cannot be read"),
    ("x.svg", b"<html><body/></html>", "the file holds no drawing"),
    ("x.svg", b"<svg><script>alert(1)</script></svg>", "the file holds no drawing"),
    ("x.svg", svg("<path/>" * (MAX_PARTS + 1)), f"expected at most {MAX_PARTS}; make it simpler"),
    # Too much, and what is neither page nor image.
    ("stor.png", saved("PNG", (900, 900)), "kB, expected at most 750 kB; make it smaller"),
    ("side.html", SCRIPT, OTHER),
    ("side.HTM", SCRIPT, OTHER),
    ("side.xhtml", SCRIPT, OTHER),
    ("program.js", b"alert(1)", OTHER),
    ("program.mjs", b"alert(1)", OTHER),
    ("udseende.css", b"body{display:none}", OTHER),
    ("fil.pdf", b"%PDF-1.7", OTHER),
    ("fil.zip", zipped(), OTHER),
    ("fil.docx", zipped(), OTHER),
    ("billede.svgz", gzip.compress(svg()), OTHER),
    ("billede.png.html", SCRIPT, OTHER),
    ("feed.xml", b"<x/>", OTHER),
    ("ordliste.md~", b"# En kopi", OTHER),
    ("uden-endelse", b"x", OTHER),
    ("program.wasm", b"\0asm", OTHER),
    ("manifest.json", b"{}", OTHER),
]  # fmt: skip


def told(root: FilePath, name: str) -> list[str]:
    found = [str(one) for one in preflight(root)[1] if one.file == name]
    assert all("Traceback" not in one and "Error" not in one for one in found), found
    return found


@pytest.mark.parametrize(("name", "raw", "sentence"), REFUSED, ids=[f"{i}-{one[0]}" for i, one in enumerate(REFUSED)])
def test_a_file_is_refused(tmp_path: FilePath, name: str, raw: bytes, sentence: str) -> None:
    root = small_handbook(tmp_path / "h")
    (root / "docs" / name).write_bytes(raw)
    assert any(sentence in one for one in told(root, f"docs/{name}"))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("god.png", saved("PNG", pnginfo=None)),
        ("god.png", png(8, 1, chunk(b"tEXt", b"Title\0Kort"), points=bytes(2))),
        ("god.jpg", saved("JPEG")),
        ("god.jpeg", saved("JPEG", progressive=True, quality=95)),
        ("god.gif", saved("GIF")),
        ("god.webp", saved("WEBP", lossless=True)),
        ("god.avif", saved("AVIF")),
        ("god.svg", svg('<title>Kort</title><g fill="url(#g)"><path d="M0 0h9"/></g>', before='<?xml version="1.0"?>')),
        ("god.svg", svg('<text style="fill: red">Æ</text>', before='<?xml version="1.0" encoding="UTF-8"?><!-- æ -->')),
    ],
)
def test_what_an_image_program_saves_is_fine(tmp_path: FilePath, name: str, raw: bytes) -> None:
    root = small_handbook(tmp_path / "h")
    (root / "docs" / name).write_bytes(raw)
    page = root / "docs/ordliste.md"
    page.write_text(f"{page.read_text('utf-8')}\n![Et kort over byen]({name})\n", "utf-8")
    assert told(root, f"docs/{name}") == [] and told(root, "docs/ordliste.md") == []


def secret(root: FilePath) -> FilePath:
    folder = root.parent / "hemmelig"
    folder.mkdir()
    (folder / "side.md").write_text("# Hemmelig\n", "utf-8")
    return folder


@pytest.mark.parametrize("name", ["docs/billede.png", "docs/mappe", "docs/data/mappe", "docs/data/terms/x.yml"])
@pytest.mark.parametrize("target", [secret, lambda root: secret(root) / "side.md", lambda root: root / "ingen-steder"])
def test_a_link_out_of_the_folder_is_not_followed(
    tmp_path: FilePath, name: str, target: Callable[[FilePath], FilePath]
) -> None:
    root = small_handbook(tmp_path / "h")
    (root / name).symlink_to(target(root))
    assert any("link to another file" in one for one in told(root, name))


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: FilePath) -> None:
    """Where the files of the register and of what was compared are read from, too."""
    root = small_handbook(tmp_path / "h")
    (root / "links").symlink_to(secret(root))
    assert any("link to another file" in one for one in told(root, "links"))


def test_a_folder_is_no_image(tmp_path: FilePath) -> None:
    root = small_handbook(tmp_path / "h")
    (root / "docs/kort.png").mkdir()
    assert any("this is a folder, expected an image" in one for one in told(root, "docs/kort.png"))
