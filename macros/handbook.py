"""The handbook in memory: facts, pages, and what every macro call on every page gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from .calls import Call
from .components import REGISTRY
from .library import Library, load_library
from .messages import say
from .model.base import Language
from .outside import Outside
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
        outside: Where those who make it are reached; known to a build only.
    """

    root: FilePath
    library: Library
    pages: Pages
    rendered: Mapping[tuple[str, Language], tuple[Rendered, ...]] = field(repr=False)
    works: Mapping[tuple[str, Language], tuple[str, ...]] = field(repr=False)
    problems: tuple[Problem, ...]
    doubtful: frozenset[tuple[str, Language]] = frozenset()
    translations: Translations = field(default=Translations(), repr=False)
    outside: Outside = field(default=Outside())

    def sure(self, page: Page) -> bool:
        """Whether all macro calls of a page are right, so that a missing one can be told."""
        return page.readable and (page.key, page.lang) not in self.doubtful

    def context(self, page: Page, cited: list[str] | None = None) -> Context:
        """What a macro on this page is given."""
        known = [] if cited is None else cited
        return Context(self.library, self.pages, page, self.works, known, self.translations, self.outside)


def load_handbook(root: FilePath) -> Handbook:
    """Read all facts and pages, and try every macro call in the language of its page."""
    library, data_problems = load_library(root)
    pages, page_problems = load_pages(root)
    problems = [*data_problems, *page_problems]
    rendered: dict[tuple[str, Language], tuple[Rendered, ...]] = {}
    works: dict[tuple[str, Language], tuple[str, ...]] = {}
    translations = state(root, pages, library)
    handbook = Handbook(root, library, pages, rendered, works, (), translations=translations)
    broken_ui = not library.items["ui"]
    for page in pages:
        if broken_ui:
            break  # without words no macro can be tried; the file's own problem says so
        place = (page.key, page.lang)
        cited: list[str] = []
        found: dict[int, Rendered] = {}
        # A list of sources needs to know what the rest of the page cites, so it comes last.
        order = sorted(range(len(page.calls)), key=lambda index: page.calls[index].name == "references")
        for index in order:
            works[place] = tuple(cited)
            found[index] = _try(handbook, page, page.calls[index], cited, problems)
        rendered[place] = tuple(found[index] for index in range(len(page.calls)))
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
