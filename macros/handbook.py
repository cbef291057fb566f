"""The handbook in memory: facts, pages, and what every macro call on every page gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from .calls import Call
from .components import REGISTRY
from .library import Library, load_library
from .messages import say
from .model.base import Language
from .pages import Page, Pages, load_pages
from .problems import AuthorError, BrokenDataError, MissingWordError, Problem, did_you_mean
from .registry import Context
from .rendering import render
from .stash import ids_in
from .translations.state import Translations, state


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
        problems: What was wrong with files, pages and calls.
        doubtful: Pages with a wrong macro call.
        translations: What has moved on in one language only.
    """

    root: FilePath
    library: Library
    pages: Pages
    rendered: Mapping[tuple[str, Language], tuple[Rendered, ...]] = field(repr=False)
    works: Mapping[tuple[str, Language], tuple[str, ...]] = field(repr=False)
    problems: tuple[Problem, ...]
    doubtful: frozenset[tuple[str, Language]] = frozenset()
    translations: Translations = field(default=Translations(), repr=False)

    def sure(self, page: Page) -> bool:
        """Whether all macro calls of a page are right, so that a missing one can be told."""
        return page.readable and (page.key, page.lang) not in self.doubtful

    def tried(self, page: Page, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Rendered | None:
        """What a macro call of a page gave when it was tried; None when the page holds no such call."""
        for one in self.rendered.get((page.key, page.lang), ()):
            if (one.call.name, one.call.args, one.call.kwargs) == (name, tuple(args), kwargs):
                return one
        return None

    def context(self, page: Page, cited: list[str] | None = None) -> Context:
        """What a macro on this page is given."""
        return Context(self.library, self.pages, page, self.works, [] if cited is None else cited, self.translations)


def load_handbook(root: FilePath) -> Handbook:
    """Read all facts and pages, and try every macro call in the language of its page."""
    library, data_problems = load_library(root)
    pages, page_problems = load_pages(root)
    problems = [*data_problems, *page_problems]
    rendered: dict[tuple[str, Language], tuple[Rendered, ...]] = {}
    works: dict[tuple[str, Language], tuple[str, ...]] = {}
    translations = state(root, pages, library)
    handbook = Handbook(root, library, pages, rendered, works, (), translations=translations)
    # Without words no macro can be tried; the file's own problem says so.
    tried = pages if library.items["ui"] else ()
    found: dict[tuple[str, Language], dict[int, Rendered]] = {}
    # A list of sources needs to know what its page, or every page, cites; so those come last.
    for last in (False, True):
        for page in tried:
            place = (page.key, page.lang)
            cited = list(works.get(place, ()))
            for index, call in enumerate(page.calls):
                if (call.name == "references") == last:
                    found.setdefault(place, {})[index] = _try(handbook, page, call, cited, problems)
            if not last:
                works[place] = tuple(cited)
    for page in tried:
        results = found.get((page.key, page.lang), {})
        rendered[page.key, page.lang] = tuple(results[index] for index in sorted(results))
    doubtful = frozenset(place for place, results in rendered.items() if any(not one.html for one in results))
    return Handbook(root, library, pages, rendered, works, tuple(problems), doubtful, translations)


def _try(handbook: Handbook, page: Page, call: Call, cited: list[str], problems: list[Problem]) -> Rendered:
    macro = REGISTRY.get(call.name)
    if macro is None:
        hint = did_you_mean(call.name, REGISTRY)
        message = say("there is no macro called '{name}'{hint}", name=call.name, hint=hint)
        problems.append(Problem(page.file, call.line, message))
        return Rendered(call, "", ())
    if not macro.inline and not call.alone:
        shown = f"{{{{ {call.name}(…) }}}}"
        message = say("{call} must stand alone on one line, with an empty line above and below", call=shown)
        problems.append(Problem(page.file, call.line, message))
    try:
        html = render(macro, handbook.context(page, cited), call.args, call.kwargs)
    except BrokenDataError:
        return Rendered(call, "", ())
    except MissingWordError as error:
        problems.append(Problem("docs/data/ui.yml", 1, error.message))
        return Rendered(call, "", ())
    except AuthorError as error:
        problems.append(Problem(page.file, call.line, error.message))
        return Rendered(call, "", ())
    return Rendered(call, html, tuple(ids_in(html)))
