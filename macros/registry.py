"""What a macro is, and what it is given: `@macro`, `Macro`, `REGISTRY`, `Context`."""

import inspect
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .findings import missing_word
from .library import Library
from .links import relative_url
from .messages import Message, say
from .model.base import Language, Statement, Text
from .outside import Outside
from .pages import Page, Pages
from .problems import AuthorError, MissingWordError, did_you_mean
from .translations.state import Translations

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """Everything a macro may know: the facts, the pages, and the page it stands on.

    Attributes:
        library: The facts.
        pages: All pages, for links between them.
        page: The page that holds the call.
        works: Keys of the works that each page cites, in order of first mention, by key and language of the page.
        cited: Filled while a macro runs: the works it mentions.
        translations: What has moved on in one language only.
        outside: Where those who make the handbook are reached.
    """

    library: Library
    pages: Pages
    page: Page
    works: Mapping[tuple[str, Language], tuple[str, ...]] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    translations: Translations = field(default=Translations(), repr=False)
    outside: Outside = field(default=Outside())

    @property
    def lang(self) -> Language:
        """The language of the page."""
        return self.page.lang

    @property
    def page_works(self) -> tuple[str, ...]:
        """The works that the whole page cites."""
        return self.works.get((self.page.key, self.lang), ())

    def text(self, text: Text) -> str:
        """A bilingual text in the language of the page."""
        return text.in_(self.lang)

    def said(self, statement: Statement) -> str:
        """The words of a statement in the language of the page, without its sources; a claim's are the slide's.

        Raises:
            AuthorError: If it quotes a point that the deck does not have.
        """
        if statement.claim is not None:
            return self.text(self.library.point(statement.claim).text)
        return (statement.da if self.lang == "da" else statement.en) or ""

    def word(self, key: str) -> str:
        """A word of the interface, from `docs/data/ui.yml`.

        Raises:
            MissingWordError: If there is none.
        """
        if key not in self.library.items["ui"] and not self.library.is_broken("ui", key):
            raise MissingWordError(missing_word(key))
        return self.text(self.library.find("ui", key))

    def link(self, key: str, anchor: str = "") -> str:
        """Relative address of another page in the same language.

        Raises:
            AuthorError: If there is no such page.
        """
        target = self.pages.get(key, self.lang)
        return relative_url(target.url + (f"#{anchor}" if anchor else ""), self.page.url)

    def titled(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Title and relative address of pages that the data names; a wrong name is reported where it stands."""
        found = [pair.get(self.lang) for pair in (self.pages.by_key.get(key, {}) for key in keys)]
        return [(page.title, self.link(page.key)) for page in found if page]

    def shown_at(self, name: str, key: str) -> str:
        """Relative address of the place where a macro shows an item: the heading above the call.

        Args:
            name: Name of the macro.
            key: Key of the item, the macro's first argument.

        Returns:
            The address; that of this page when no page shows the item, which is reported elsewhere.
        """
        for page in self.pages:
            for call in page.calls:
                if page.lang == self.lang and call.name == name and call.args[:1] == (key,):
                    above = [heading.id for heading in page.headings if heading.line < call.line and heading.level > 1]
                    return self.link(page.key, (above[-1] if above else None) or "")
        return self.link(self.page.key)

    def cite(self, work: str) -> Any:
        """A work, remembered for the list of sources at the end of the page."""
        found = self.library.find("works", work)
        if work not in self.cited:
            self.cited.append(work)
        return found


def choose(items: Sequence[T], keys: Iterable[str] | None, argument: str) -> list[T]:
    """The items with these keys, in the order asked for; all of them for None.

    Args:
        items: What there is to choose from.
        keys: The keys that the author asks for.
        argument: What the author calls the list of them.

    Raises:
        AuthorError: If a key fits none of the items, or stands twice.
    """
    if keys is None:
        return list(items)
    by_key = {item.key: item for item in items}  # type: ignore[attr-defined]
    chosen = list(keys)
    for key in chosen:
        if key not in by_key:
            hint = did_you_mean(key, by_key)
            raise AuthorError(
                say("{argument}: there is none called '{key}'{hint}", argument=argument, key=key, hint=hint)
            )
        if chosen.count(key) > 1:
            raise AuthorError(say("{argument}: '{key}' is asked for twice; delete one", argument=argument, key=key))
    if not chosen:
        options = ", ".join(by_key)
        raise AuthorError(
            say(
                "{argument}: the list is empty, expected at least one of: {options}", argument=argument, options=options
            )
        )
    return [by_key[key] for key in chosen]


@dataclass(frozen=True)
class Macro:
    """A macro: a function that decides what to show; its template decides how.

    Attributes:
        name: Name of the macro, its folder, its CSS block and its section in the documentation.
        function: `(Context, …) -> View`.
        inline: Stands inside a sentence; other macros stand alone between blank lines.
    """

    name: str
    function: Callable[..., Any]
    inline: bool

    @property
    def signature(self) -> inspect.Signature:
        """The arguments that an author types."""
        whole = inspect.signature(self.function)
        return whole.replace(parameters=list(whole.parameters.values())[1:])

    @property
    def doc(self) -> str:
        """The docstring."""
        return inspect.getdoc(self.function) or ""

    def view(self, ctx: Context, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Check the arguments and run the function.

        Raises:
            AuthorError: If an argument is missing, unknown, of the wrong type or refers to nothing.
        """
        self._check(args, kwargs)
        return self.function(ctx, *args, **kwargs)

    def _check(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        parameters = self.signature.parameters
        for name in kwargs:
            if name not in parameters:
                hint = did_you_mean(name, parameters)
                raise AuthorError(
                    say("{macro}() has no argument called '{name}'{hint}", macro=self.name, name=name, hint=hint)
                )
        positional = [p for p in parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
        if len(args) > len(positional):
            raise AuthorError(
                say(
                    "{macro}() got {found} arguments without a name, expected at most {most}; it is written {written}",
                    macro=self.name,
                    found=len(args),
                    most=len(positional),
                    written=self.written,
                )
            )
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError:
            given = {*list(parameters)[: len(args)], *kwargs}
            missing = [n for n, p in parameters.items() if p.default is inspect.Parameter.empty and n not in given]
            names = {"macro": self.name, "written": self.written}
            if missing:
                message = say("{macro}() lacks '{name}'; it is written {written}", name=missing[0], **names)
            else:
                message = say("{macro}() has the same argument twice; it is written {written}", **names)
            raise AuthorError(message) from None
        hints = get_type_hints(self.function)
        for name, value in bound.arguments.items():
            if not _fits(value, hints[name]):
                message = say(
                    "{macro}({name}=…): found {found}, expected {expected}",
                    macro=self.name,
                    name=name,
                    found=repr(value),
                    expected=_describe(hints[name]),
                )
                raise AuthorError(message)

    @property
    def written(self) -> str:
        """The macro with its arguments, as an author writes it."""
        return f"{self.name}{self.signature_text}"

    @property
    def signature_text(self) -> str:
        """The arguments with their defaults, without types, as an author writes them."""
        parts = []
        for name, parameter in self.signature.parameters.items():
            default = parameter.default
            parts.append(name if default is inspect.Parameter.empty else f"{name}={default!r}")
        return f"({', '.join(parts)})"


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, option) for option in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is list:
        return isinstance(value, list) and all(_fits(item, get_args(hint)[0]) for item in value)
    if hint is type(None):
        return value is None
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _describe(hint: Any) -> Message:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        first, *others = [_describe(option) for option in get_args(hint) if option is not type(None)]
        return say("{first} or {second}", first=first, second=others[0]) if others else first
    if origin is Literal:
        return say("one of: {options}", options=", ".join(f'"{option}"' for option in get_args(hint)))
    if origin is list:
        return say('a list of texts such as ["a", "b"]')
    if hint is int:
        return say("a whole number")
    return say("True or False") if hint is bool else say('a text in "quotation marks"')


REGISTRY: dict[str, Macro] = {}


def macro(function: Callable[..., Any] | None = None, *, inline: bool = False) -> Callable[..., Any]:
    """Register a function as a macro under its own name, which must be its folder's name too.

    Args:
        function: The function; its first parameter is the Context.
        inline: Stands inside a sentence.

    Raises:
        ValueError: If the function is not named as its folder, or the name is taken.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        name = function.__name__
        if function.__module__.rsplit(".", 1)[-1] != name:
            raise ValueError(f"the macro '{name}' stands in {function.__module__}; folder and function are named alike")
        if name in REGISTRY:
            raise ValueError(f"the macro '{name}' is registered twice")
        REGISTRY[name] = Macro(name, function, inline)
        return function

    return register if function is None else register(function)
