"""The whole literature as files for reference managers: CSL-JSON, BibTeX and RIS."""

import json
from collections.abc import Mapping
from typing import Any

from .library import Library
from .model.work import Name, Work
from .sharing import BIBTEX_SIGNS

_BIBTEX = {"article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
           "book": "book", "chapter": "incollection", "report": "techreport", "manuscript": "unpublished"}  # fmt: skip
_RIS = {"article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
        "chapter": "CHAP", "report": "RPRT", "manuscript": "UNPB", "webpage": "ELEC",
        "legislation": "STAT"}  # fmt: skip
_LANGUAGES = {"da": "danish", "en": "english", "no": "norsk", "sv": "swedish", "de": "german"}


def files(library: Library) -> dict[str, bytes]:
    """The three files, by name."""
    works: dict[str, Work] = {item.key: item.value for item in library.all("works")}
    listed = [csl(key, work) for key, work in works.items()]
    return {
        "references.csl.json": (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode(),
        "references.bib": "\n".join(bibtex(key, work) for key, work in works.items()).encode(),
        "references.ris": "\r\n".join(ris(key, work) for key, work in works.items()).encode(),
    }


def csl(key: str, work: Work) -> dict[str, Any]:
    """A work as CSL-JSON; what is ours and no part of CSL is left out."""
    data = work.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, exclude={"checked", "note"})
    if work.issued is not None:
        data["issued"] = {"date-parts": [[int(part) for part in str(work.issued).split("-")]]}
    return {"id": key, **data}


def bibtex(key: str, work: Work) -> str:
    """A work as a BibTeX entry."""
    kind = _BIBTEX.get(work.type, "misc")
    holder = "journal" if kind == "article" else "booktitle" if kind == "incollection" else "howpublished"
    parts = str(work.issued or "").split("-")
    fields: Mapping[str, str | None] = {
        "author": _names(work.author),
        "editor": _names(work.editor),
        "title": f"{{{_escaped(work.title)}}}",
        holder: work.container_title,
        "institution" if kind == "techreport" else "publisher": work.publisher,
        "address": work.publisher_place,
        "year": parts[0],
        "month": parts[1] if len(parts) > 1 else None,
        "volume": work.volume,
        "number": work.issue or work.number,
        "pages": (work.page or "").replace("–", "-").replace("-", "--"),
        "edition": work.edition,
        "doi": work.DOI,
        "isbn": work.ISBN,
        "url": work.URL,
        "langid": _LANGUAGES[work.language],
    }
    raw = {"author", "editor", "title", "doi", "url"}
    lines = [f"  {name} = {{{text if name in raw else _escaped(text)}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def ris(key: str, work: Work) -> str:
    """A work in the form that reference managers read, with the line ends that they expect."""
    first, _, last = (work.page or "").replace("–", "-").partition("-")
    fields = [
        ("TY", _RIS.get(work.type, "GEN")),
        ("ID", key),
        *(("AU", _person(name)) for name in work.author),
        *(("ED", _person(name)) for name in work.editor),
        ("TI", work.title),
        ("T2", work.container_title),
        ("PB", work.publisher),
        ("CY", work.publisher_place),
        ("PY", work.year),
        ("DA", str(work.issued).replace("-", "/") if "-" in str(work.issued or "") else None),
        ("VL", work.volume),
        ("IS", work.issue or work.number),
        ("SP", first),
        ("EP", last),
        ("ET", work.edition),
        ("DO", work.DOI),
        ("SN", work.ISBN),
        ("UR", work.URL),
        ("LA", work.language),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields if value) + "ER  - \r\n"


def _escaped(text: str) -> str:
    return text.translate(BIBTEX_SIGNS)


def _names(names: list[Name]) -> str:
    return " and ".join(f"{{{_escaped(name.literal)}}}" if name.literal else _escaped(_person(name)) for name in names)


def _person(name: Name) -> str:
    """`Hood, Christopher`; a body has a comma after it, which says that no part of it is a first name."""
    return f"{name.literal}," if name.literal else f"{name.family}, {name.given}" if name.given else str(name.family)
