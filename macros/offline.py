"""What is kept for reading without a network: a list of files for each language, and the worker that keeps them.

Works on the files of a built site, whichever engine built it, after everything else has been written.
`offline/<language>.json` says:

- `lang`, `home` (where the language's pages begin) and `missing` (its page for what is not found);
- `files`: for each address its edition, eight digits of a hash of its content. A page says its own, as
  `data-edition` of its root, so it can tell that the server has a newer one;
- `fixed`: addresses that have their content in them, and so never change;
- `pack`: one file with hundreds of small ones, by address: what search needs, and the short links;
- `says`: what a page says when there is a newer edition.

Left out are PowerPoint and Word files, QR codes and the pages and files for sharing.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path as FilePath
from urllib.parse import quote

from .model.base import LANGUAGES, Language
from .permalinks import FOLDER

WORKER = "sw.js"
_OURS = FilePath(__file__).parent / "_offline"
_HOME: Mapping[Language, str] = {"da": "", "en": "en/"}
_FIXED = re.compile(r"assets/[0-9a-f]{8}/")
_KEPT = {".html", ".txt", ".svg"}
_STAMP = re.compile(rb' data-edition="[0-9a-f]*"')


def write(site: FilePath, says: Mapping[Language, Mapping[str, str]]) -> None:
    """Write the lists, the packs and the worker, and into each page its edition.

    Args:
        site: Folder of the built site.
        says: For each language, `newer`, `show` and `close`.
    """
    folder = site / "offline"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = sorted(one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file())
    for lang in LANGUAGES:
        own = [one for one in files if _language(one) in (lang, None)]
        packed = {_asked(site, one): (site / one).read_text("utf-8") for one in own if _is_packed(one, lang)}
        pack = json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()
        pack_name = f"offline/{lang}-{_hash(pack)}.json"
        (site / pack_name).write_bytes(pack)
        listed = {
            "lang": lang,
            "home": _HOME[lang],
            "missing": f"{_HOME[lang]}404.html",
            "files": {_address(one): _edition(site / one) for one in own if _is_listed(one, lang)},
            "fixed": [quote(one) for one in own if _FIXED.match(one)],
            "pack": pack_name,
            "says": says[lang],
        }
        (folder / f"{lang}.json").write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":")), "utf-8")
    shutil.copyfile(_OURS / "sw.js", site / WORKER)


def withdraw(site: FilePath) -> None:
    """Write a worker that deletes what an earlier edition had readers keep, and then itself.

    Args:
        site: Folder of the built site.
    """
    shutil.copyfile(_OURS / "withdrawn.js", site / WORKER)


def _language(file: str) -> Language | None:
    """The language whose readers need a file; none for what all need."""
    if file.startswith("assets/"):
        return None
    for lang in LANGUAGES:
        if file.startswith((f"search/{lang}/", f"{lang}/")):
            return lang
    return LANGUAGES[0]


def _is_short(file: str, lang: Language) -> bool:
    """Whether a file belongs to the short links of a language: `l/<id>/` and what stands in it."""
    return file.startswith(f"{FOLDER[lang]}/")


def _is_packed(file: str, lang: Language) -> bool:
    if _is_short(file, lang):
        return file.endswith("/index.html") and file.count("/") == FOLDER[lang].count("/") + 2
    return file.startswith("search/") and not file.endswith("/index.json")


def _is_listed(file: str, lang: Language) -> bool:
    if _is_short(file, lang) or _is_packed(file, lang) or _FIXED.match(file):
        return False
    return FilePath(file).suffix in _KEPT or file == f"search/{lang}/index.json"


def _address(file: str) -> str:
    """What a browser asks for, relative to the root of the site."""
    return quote(re.sub(r"(^|/)index\.html$", r"\1", file))


def _asked(site: FilePath, file: str) -> str:
    """The same; the files of the search are asked for with the version of its index."""
    if not file.startswith("search/"):
        return _address(file)
    return f"{quote(file)}?{json.loads((site / file).with_name('index.json').read_text('utf-8'))['version']}"


def _edition(file: FilePath) -> str:
    """The hash of a file's content. A page is given it, and does not count it."""
    content = _STAMP.sub(b"", file.read_bytes(), count=1)
    edition = _hash(content)
    if file.suffix == ".html":
        file.write_bytes(content.replace(b"<html", b"<html" + f' data-edition="{edition}"'.encode(), 1))
    return edition


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
