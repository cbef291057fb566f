"""Search for a whole built site: read its pages, write a folder of small files for each language."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath

from ..library import Library
from ..model.base import Language
from ..model.search import SearchWords
from ..pages import Page, Pages
from .extract import Extract, extract
from .fold import fold
from .impact import SourcePage, weigh
from .linguistics import Linguistics
from .shards import pack

FOLDER = "search"
CHAPTER, CONTRIBUTORS, LISTS = 1.15, 0.55, 0.4
MANY_LINKS = 0.5  # a page with more of its text in links only says where other pages are
_ABBREVIATION = re.compile(r"^(?P<name>.+?) \((?P<short>[A-ZÆØÅ0-9]{2,8})\)$")


def write_search(site: FilePath, pages: Pages, library: Library, lang: Language) -> None:
    """Write the search of a language, such as `search/da`, from the pages as they were built.

    A page is left out when its front matter says `noindex`, or when it is no page of the handbook.

    Args:
        site: Folder of the built site.
        pages: The handbook's pages, for their keywords.
        library: The facts, for synonyms and abbreviations.
        lang: The language.
    """
    folder = site / FOLDER / lang
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files(list(_sources(site, pages, lang)), lang, library).items():
        (folder / name).write_bytes(content)


def files(pages: Sequence[SourcePage], lang: Language, library: Library) -> Mapping[str, bytes]:
    """The files that search in one language needs, by name."""
    said = next((item.value for item in library.all("search")), None)
    own = (said.da if lang == "da" else said.en) if isinstance(said, SearchWords) else None
    if own is None:
        return {}
    linguistics = Linguistics.of(lang, own, _abbreviations(library, lang))
    endings = sorted({fold(ending) for ending in own.endings}, key=lambda ending: (-len(ending), ending))
    return pack(weigh(pages, linguistics), linguistics, endings, _words(library, lang))


def _words(library: Library, lang: Language) -> Mapping[str, str]:
    """What the box says, so that the pages need not carry it."""
    words = {key: item.value.in_(lang) for key, item in library.items["ui"].items()}
    return {
        "all": words["search_all"],
        "many": words["search_many"],
        "none": words["search_none"],
        "one": words["search_one"],
    }


def _sources(site: FilePath, pages: Pages, lang: Language) -> Iterator[SourcePage]:
    for page in pages:
        file = site / page.url / "index.html"
        if page.lang != lang or page.meta.get("noindex") or not file.is_file():
            continue
        found = extract(file.read_text("utf-8"))
        if found and found.sections:
            keywords = [str(word) for word in page.meta.get("keywords") or ()]
            yield SourcePage(page.url, found, keywords, _prior(page, found))


def _prior(page: Page, said: Extract) -> float:
    """Most readers want a chapter; few want a list of pages, or to know how the handbook is made."""
    blocks = [block for section in said.sections for block in section.blocks]
    linked = sum(len(block.linked) for block in blocks) / max(1, sum(len(block.text) for block in blocks))
    if linked > MANY_LINKS or page.meta.get("template") == "contents.html":
        return LISTS
    if page.meta.get("audience") == ["contributor"]:
        return CONTRIBUTORS
    return CHAPTER if page.meta.get("kind") == "chapter" else 1


def _abbreviations(library: Library, lang: Language) -> Iterator[Sequence[str]]:
    """Names in the glossary that give their abbreviation, such as `New Public Management (NPM)`."""
    for item in library.all("terms"):
        found = _ABBREVIATION.match(item.value.term.in_(lang))
        if found:
            yield found["name"], found["short"]
