"""Search for a whole built site: read its pages, write a folder of small files for each language."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath

from ..library import Library
from ..model.base import LANGUAGES, Language
from ..model.search import SearchLanguage, SearchWords
from ..pages import Page, Pages
from .borrow import borrow
from .extract import Extract, extract
from .fold import fold
from .impact import SourcePage, weigh
from .linguistics import Linguistics
from .shards import pack

FOLDER = "search"
CHAPTER, TOOLS, CONTRIBUTORS, LISTS = 1.15, 0.75, 0.55, 0.4
MANY_LINKS = 0.5  # a page with more of its text in links only says where other pages are
_ABBREVIATION = re.compile(r"^(?P<name>.+?) \((?P<short>[A-ZÆØÅ0-9]{2,8})\)$")

Sources = Mapping[Language, Mapping[str, SourcePage]]


def write_search(site: FilePath, read: Sources, library: Library) -> None:
    """Write `search/da` and `search/en`.

    Args:
        site: Folder of the built site.
        read: Its pages, as `sources` reads them.
        library: The facts, for synonyms and abbreviations.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for lang, content in files(read, library).items():
        folder = site / FOLDER / lang
        folder.mkdir(parents=True)
        for name, one in content.items():
            (folder / name).write_bytes(one)


def files(pages: Sources, library: Library) -> Mapping[Language, Mapping[str, bytes]]:
    """The files that search needs, by language and name.

    Args:
        pages: The pages of each language by their keys, which twins share.
        library: The facts.
    """
    said = next((item.value for item in library.all("search")), None)
    if not isinstance(said, SearchWords):
        return {}
    own = {"da": said.da, "en": said.en}
    linguistics = {lang: Linguistics.of(lang, own[lang], _abbreviations(library, lang)) for lang in pages}
    weighed = {lang: weigh(list(pages[lang].values()), linguistics[lang]) for lang in pages}
    stops = {stop for one in linguistics.values() for stop in one.stops}
    for lang in pages:
        for other in pages:
            if other != lang:
                twins = {page.url: pages[other][key].url for key, page in pages[lang].items() if key in pages[other]}
                borrow(weighed[lang], weighed[other], other, stops, twins)
    return {lang: pack(weighed[lang], linguistics[lang], _endings(own[lang]), _words(library, lang)) for lang in pages}


def _endings(said: SearchLanguage) -> list[str]:
    return sorted({fold(ending) for ending in said.endings}, key=lambda ending: (-len(ending), ending))


def _words(library: Library, lang: Language) -> Mapping[str, str]:
    """What the box says, so that the pages need not carry it."""
    words = {key: item.value.in_(lang) for key, item in library.items["ui"].items()}
    return {
        "all": words["search_all"],
        "many": words["search_many"],
        "none": words["search_none"],
        "one": words["search_one"],
    }


def sources(site: FilePath, pages: Pages) -> Sources:
    """The pages of each language that search shall find, as they were built, by their keys.

    A page is left out when its front matter says `noindex`, or when it is no page of the handbook.

    Args:
        site: Folder of the built site.
        pages: The handbook's pages, for their keywords.
    """
    read: dict[Language, dict[str, SourcePage]] = {lang: {} for lang in LANGUAGES}
    for page in pages:
        file = site / page.url / "index.html"
        if page.meta.get("noindex") or not file.is_file():
            continue
        found = extract(file.read_text("utf-8"))
        if found and found.sections:
            read[page.lang][page.key] = source_page(page, found)
    return read


def source_page(page: Page, said: Extract) -> SourcePage:
    """A page with the words that its front matter has for search, and how likely readers are to look for it."""
    keywords, everyday = ([str(word) for word in page.meta.get(field) or ()] for field in ("keywords", "everyday"))
    return SourcePage(page.url, said, keywords, everyday, _prior(page, said))


def _prior(page: Page, said: Extract) -> float:
    """Most readers want a chapter; few want a list of pages, or to know how the handbook is made."""
    blocks = [block for section in said.sections for block in section.blocks]
    linked = sum(len(block.linked) for block in blocks) / max(1, sum(len(block.text) for block in blocks))
    if linked > MANY_LINKS or page.meta.get("template") == "contents.html":
        return LISTS
    if page.meta.get("audience") == ["contributor"]:
        return CONTRIBUTORS
    if page.meta.get("book") is False:
        return TOOLS
    return CHAPTER if page.meta.get("kind") == "chapter" else 1


def _abbreviations(library: Library, lang: Language) -> Iterator[Sequence[str]]:
    """Names in the glossary that give their abbreviation, such as `New Public Management (NPM)`."""
    for item in library.all("terms"):
        found = _ABBREVIATION.match(item.value.term.in_(lang))
        if found:
            yield found["name"], found["short"]
