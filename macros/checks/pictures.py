"""An image holds a picture and nothing else: no script, no hidden file, and no more points than a page can show.

A picture of a few kilobytes can say that it is a hundred thousand points wide, and fill the memory of every reader. A
drawing (SVG) is a document: opened by itself it could run scripts and fetch what it likes, so it may hold shapes only.
"""

import io
import re
import struct
import warnings
from collections.abc import Iterator
from typing import Any

from lxml import etree
from PIL import Image

from ..findings import not_utf8
from ..messages import Message, say

MAX_SIDE = 4_000  # points; the widest screen that a page is made for has half of it
MAX_PARTS = 3_000
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
ENDINGS = (".svg", *_FORMATS)
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "path", "polygon", "polyline",
    "radialGradient", "rect", "stop", "svg", "text", "title", "tspan",
}  # fmt: skip
_ELSEWHERE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|\\|[a-z]+script:", re.I)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*?encoding\s*=\s*['\"](?!utf-8['\"])", re.I)


def wrong(raw: bytes, ending: str) -> Message | None:
    """What is wrong with an image, if anything.

    Args:
        raw: Its bytes.
        ending: How its name ends, one of `ENDINGS`.
    """
    return _drawing(raw) if ending == ".svg" else _picture(raw, _FORMATS[ending])


def _picture(raw: bytes, form: str) -> Message | None:
    too_large = say("the image is more than {most} points wide or high; make it smaller", most=MAX_SIDE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are refused here
            with Image.open(io.BytesIO(raw), formats=[form]) as image:
                if max(image.size) > MAX_SIDE:
                    return too_large
                if getattr(image, "n_frames", 1) > 1:
                    return say("the image moves, and readers cannot stop it; save one picture of it")
                image.load()
        if _END[form](raw) != len(raw):
            return say("something else is hidden behind the image; save it again with an image program")
    except Image.DecompressionBombError:
        return too_large
    except Exception:  # Pillow raises whatever its decoders happen to meet
        return say("this is no whole {format} image; save it again with an image program", format=form)
    return None


def _end_of_png(raw: bytes) -> int:
    place, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, place)
        place += 12 + length
    return place


def _end_of_jpeg(raw: bytes) -> int:
    place = 2
    while (mark := raw[place + 1]) != 0xD9:
        place += 2 + int.from_bytes(raw[place + 2 : place + 4])
        if mark == 0xDA:  # then come the points, up to the next mark that is none of theirs
            while raw[place] != 0xFF or raw[place + 1] in (0x00, *range(0xD0, 0xD8)):
                place += 1
    return place + 2


def _end_of_gif(raw: bytes) -> int:
    def colours(flags: int) -> int:
        return 3 << (flags & 7) + 1 if flags & 0x80 else 0

    place = 13 + colours(raw[10])
    while raw[place] != 0x3B:
        place += 2 if raw[place] == 0x21 else 11 + colours(raw[place + 9])
        while raw[place]:
            place += 1 + raw[place]
        place += 1
    return place + 1


def _end_of_webp(raw: bytes) -> int:
    return 8 + int.from_bytes(raw[4:8], "little")


def _end_of_avif(raw: bytes) -> int:
    place = 0
    while place < len(raw):
        if raw[place + 4 : place + 8] not in (b"ftyp", b"meta", b"mdat", b"moov"):
            return place
        place += max(8, int.from_bytes(raw[place : place + 4]))
    return place


_END = {"PNG": _end_of_png, "JPEG": _end_of_jpeg, "GIF": _end_of_gif, "WEBP": _end_of_webp, "AVIF": _end_of_avif}


def _drawing(raw: bytes) -> Message | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not_utf8()
    if "<!DOCTYPE" in text or "<!ENTITY" in text or _DECLARED.search(text):
        return say("a drawing has no '<!DOCTYPE', no '<!ENTITY' and no other encoding than UTF-8; save it as plain SVG")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return say("the drawing cannot be read; save it as plain SVG")
    if tree.tag != f"{_SVG}svg":
        return say("the file holds no drawing; save it as plain SVG")
    parts = [*tree.itersiblings(preceding=True), *tree.iter(), *tree.itersiblings()]
    if len(parts) > MAX_PARTS:
        return say(
            "the drawing has {found} parts, expected at most {most}; make it simpler", found=len(parts), most=MAX_PARTS
        )
    return next((message for part in parts for message in _told(part)), None)


def _told(part: Any) -> Iterator[Message]:
    if part.tag is etree.Comment:
        return
    name = part.tag.removeprefix(_SVG) if isinstance(part.tag, str) else f"<?{getattr(part, 'target', '')}"
    if name not in _SHAPES:
        name = etree.QName(part).localname if isinstance(part.tag, str) else name
        yield say(
            "a drawing holds shapes and text only, and not '{name}'; save it as plain SVG, or delete it", name=name
        )
        return
    for attribute, value in part.attrib.items():
        short = etree.QName(attribute).localname
        leads = short in ("href", "src") and not value.startswith("#")
        if short.lower().startswith("on") or leads or short == "base" or _ELSEWHERE.search(value):
            yield say(
                "the drawing has the attribute '{name}', which could run or fetch something; delete it", name=short
            )
