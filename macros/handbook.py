"""The handbook in memory: facts, pages, and what every macro call on every page gives."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from .beside import beside
from .calls import Call
from .components import REGISTRY
from .engines import SETTINGS
from .kept import Kept, digest, kept
from .library import DATA, Library, load_library
from .messages import say
from .model.base import LANGUAGES, Language
from .outside import Outside
from .pages import Page, Pages, load_pages
from .problems import AuthorError, BrokenDataError, MissingWordError, Problem, did_you_mean
from .registry import Context
from .rendering import render
from .settings import outside
from .skeleton import body, skeleton, too_long
from .stash import ids_in
from .translations.state import Translations, state

# Macros that show which texts have moved on, wherever that is; the reference of all macros holds an example of it.
_WATCHING = {"translation_status", "macro_reference"}


@dataclass(frozen=True)
class Rendered:
    """One macro call of a page, tried out.

    Attributes:
        call: The call.
        html: Its HTML; empty when the call is wrong.
        ids: The ids in that HTML.
    """

    call: Call
    html: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Handbook:
    """Everything that checks and pages need.

    Attributes:
        root: Folder of the repository.
        library: The facts.
        pages: The pages.
        rendered: What each page's macro calls give.
        works: The works that each page cites, in order of first mention.
        skeletons: What Markdown makes of each page by itself; none for one that it would work on for minutes.
        problems: What was wrong with files, pages and calls.
        doubtful: Pages with a wrong macro call.
        translations: What has moved on in one language only.
        outside: Where those who make it are reached.
        surroundings: Changes with the facts, the settings and what pages may show of each other.
    """

    root: FilePath
    library: Library
    pages: Pages
    rendered: Mapping[tuple[str, Language], tuple[Rendered, ...]] = field(repr=False)
    works: Mapping[tuple[str, Language], tuple[str, ...]] = field(repr=False)
    problems: tuple[Problem, ...]
    skeletons: Mapping[tuple[str, Language], str] = field(default_factory=dict, repr=False)
    doubtful: frozenset[tuple[str, Language]] = frozenset()
    translations: Translations = field(default=Translations(), repr=False)
    outside: Outside = field(default=Outside())
    surroundings: str = ""

    def sure(self, page: Page) -> bool:
        """Whether all macro calls of a page are right, so that a missing one can be told."""
        return page.readable and (page.key, page.lang) not in self.doubtful

    def given(self, page: Page, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Rendered | None:
        """What a macro call of a page gave when it was tried; None when the page holds no such call."""
        for one in self.rendered.get((page.key, page.lang), ()):
            if (one.call.name, one.call.args, one.call.kwargs) == (name, tuple(args), kwargs):
                return one
        return None

    def context(self, page: Page, cited: list[str] | None = None) -> Context:
        """What a macro on this page is given."""
        known = [] if cited is None else cited
        return Context(self.library, self.pages, page, self.works, known, self.translations, self.outside)


def load_handbook(root: FilePath) -> Handbook:
    """Read all facts and pages, and try every macro call in the language of its page."""
    library, data_problems = load_library(root)
    pages, page_problems = load_pages(root)
    problems = [*data_problems, *page_problems]
    translations = state(root, pages, library)
    reached = outside(root)
    handbook = Handbook(
        root,
        library,
        pages,
        {},
        {},
        (),
        translations=translations,
        outside=reached,
        surroundings=_surroundings(root, pages, reached),
    )
    rendered: dict[tuple[str, Language], tuple[Rendered, ...]] = {}
    works: dict[tuple[str, Language], tuple[str, ...]] = {}
    skeletons: dict[tuple[str, Language], str] = {}
    # What a page says follows from the facts and from pages of its own language.
    for tried in beside([partial(_tried, handbook, lang) for lang in LANGUAGES]):
        for place, results in tried.results.items():
            page = pages.by_key[place[0]][place[1]]
            rendered[place] = tuple(Rendered(call, *one) for call, one in zip(page.calls, results, strict=True))
        works |= tried.works
        skeletons |= tried.skeletons
        problems += tried.problems
    doubtful = frozenset(place for place, results in rendered.items() if any(not one.html for one in results))
    return replace(
        handbook,
        rendered=rendered,
        works=works,
        skeletons=skeletons,
        problems=tuple(problems),
        doubtful=doubtful,
    )


@dataclass
class _Tried:
    """What the pages of one language give."""

    results: dict[tuple[str, Language], list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    works: dict[tuple[str, Language], tuple[str, ...]] = field(default_factory=dict)
    skeletons: dict[tuple[str, Language], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _tried(handbook: Handbook, lang: Language) -> _Tried:
    tried = _Tried()
    handbook = replace(handbook, works=tried.works)
    store = kept(handbook.root, f"pages-{lang}")
    own = [page for page in handbook.pages if page.lang == lang]
    fresh = [page for page in own if not _remembered(store, handbook, page, tried)]
    for page in fresh:
        if not any(too_long(page)):
            tried.skeletons[page.key, lang] = skeleton(body(page))
    if not handbook.library.items["ui"]:
        return tried  # without words no macro can be tried; the file's own problem says so
    found: dict[str, dict[int, tuple[str, tuple[str, ...]]]] = {page.key: {} for page in fresh}
    # A list of sources needs to know what its page, or every page, cites; so those come last.
    for last in (False, True):
        for page in fresh:
            cited = list(tried.works.get((page.key, lang), ()))
            for index, call in enumerate(page.calls):
                if (call.name == "references") == last:
                    html = _try(handbook, page, call, cited, tried.problems)
                    found[page.key][index] = html, tuple(ids_in(html))
            if not last:
                tried.works[page.key, lang] = tuple(cited)
    wrong = {problem.file for problem in tried.problems}
    for page in fresh:
        results = [found[page.key][index] for index in range(len(page.calls))]
        tried.results[page.key, lang] = results
        if page.file not in wrong and all(html for html, _ in results) and (page.key, lang) in tried.skeletons:
            said = results, tried.works[page.key, lang], tried.skeletons[page.key, lang]
            store.put(_made_of(handbook, page), json.dumps(said).encode())
    store.save()
    return tried


def _made_of(handbook: Handbook, page: Page) -> list[object]:
    """Everything that a page's calls depend on."""
    watched = handbook.translations if any(call.name in _WATCHING for call in page.calls) else ""
    return [handbook.surroundings, watched, page.file, "\n".join(page.lines)]


def _remembered(store: Kept, handbook: Handbook, page: Page, tried: _Tried) -> bool:
    """Take over what is kept of a page, if anything is."""
    found = store.find(_made_of(handbook, page))
    if found is None:
        return False
    results, works, tried.skeletons[page.key, page.lang] = json.loads(found)
    tried.results[page.key, page.lang] = [(html, tuple(ids)) for html, ids in results]
    tried.works[page.key, page.lang] = tuple(works)
    return True


def _surroundings(root: FilePath, pages: Pages, outside: Outside) -> str:
    """Says the same as long as the facts, the settings and what pages may show of each other are the same."""
    files = [root / SETTINGS, *sorted((root / DATA).rglob("*.yml"))]
    facts = [one.read_bytes() for one in files if one.is_file()]
    outlines = [
        (
            page.file,
            page.url,
            page.meta,
            [(heading.level, heading.text, heading.id) for heading in page.headings],
            [(call.name, call.args, call.kwargs, call.alone) for call in page.calls],
        )
        for page in pages
    ]
    return digest(*facts, outside, outlines).hex()


def _try(handbook: Handbook, page: Page, call: Call, cited: list[str], problems: list[Problem]) -> str:
    """The HTML of a macro call; empty when the call is wrong."""
    macro = REGISTRY.get(call.name)
    if macro is None:
        hint = did_you_mean(call.name, REGISTRY)
        message = say("there is no macro called '{name}'{hint}", name=call.name, hint=hint)
        problems.append(Problem(page.file, call.line, message))
        return ""
    if not macro.inline and not call.alone:
        shown = f"{{{{ {call.name}(…) }}}}"
        message = say("{call} must stand alone on one line, with an empty line above and below", call=shown)
        problems.append(Problem(page.file, call.line, message))
    try:
        return render(macro, handbook.context(page, cited), call.args, call.kwargs)
    except BrokenDataError:
        return ""
    except MissingWordError as error:
        problems.append(Problem("docs/data/ui.yml", 1, error.message))
        return ""
    except AuthorError as error:
        problems.append(Problem(page.file, call.line, error.message))
        return ""
