"""A page as a deck needs it: its sections, their blocks, and sentences that keep their sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import html

from ..calls import Call
from ..handbook import Handbook
from ..model.base import Language
from ..pages import Page
from ..prose import split
from ..registry import REGISTRY, Context
from ..skeleton import SIGN
from .model import Run, Words, text_of

_PLACE = "\ue102"  # one sign for a whole call, while sentences are told apart
_CLOSING = "«»’”)"
_HEADS = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True)
class Paragraph:
    """Running text; `calls` are the macro calls in it, each of which is one run."""

    words: Words
    sources: frozenset[int] = frozenset()  # which runs are sources


@dataclass(frozen=True)
class Listing:
    """A list."""

    items: tuple[Paragraph, ...]
    ordered: bool


@dataclass(frozen=True)
class Box:
    """A box: its kind, its title and its paragraphs."""

    kind: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Shown:
    """A macro that stands alone, and what it shows."""

    call: Call
    view: Any


Block = Paragraph | Listing | Box | Shown


@dataclass
class Section:
    """A heading and what stands under it, up to the next heading."""

    id: str
    title: str
    level: int
    blocks: list[Block] = field(default_factory=list)

    def shown(self, name: str) -> list[Any]:
        """What the macro of that name shows here."""
        return [block.view for block in self.blocks if isinstance(block, Shown) and block.call.name == name]


def sections(handbook: Handbook, page: Page) -> list[Section]:
    """The sections of a page whose macro calls are right, the title's first."""
    return _Reader(handbook.context(page), handbook.skeletons[page.key, page.lang]).read()


def sentences(paragraph: Paragraph, lang: Language) -> list[Paragraph]:
    """A paragraph taken apart; a source belongs to the sentence in which it stands."""
    flat = "".join(_PLACE if n in paragraph.sources else run.text for n, run in enumerate(paragraph.words))
    out: list[Paragraph] = []
    rest, done, end = paragraph, 0, 0
    for found in split([(1, flat)], lang):
        words = re.compile(r"\s+".join(map(re.escape, found.text.split())))
        match = words.search(flat, end)
        end = match.end() if match else end
        # A closing quotation mark belongs to the sentence before it.
        end += len(flat[end:]) - len(flat[end:].lstrip(_CLOSING))
        if not found.text.endswith(":") and flat[end:].strip():
            first, rest = _cut(rest, end - done)
            out.append(first)
            end += len(flat[end:]) - len(flat[end:].lstrip())
            done = end
    return [*out, rest]


def _cut(paragraph: Paragraph, length: int) -> tuple[Paragraph, Paragraph]:
    """The first signs of a paragraph, and the rest without the space between; a source counts as one sign."""
    first: list[Run] = []
    rest: list[Run] = []
    first_sources: set[int] = set()
    rest_sources: set[int] = set()
    for number, run in enumerate(paragraph.words):
        source = number in paragraph.sources
        size = 1 if source else len(run.text)
        if length >= size:
            if source:
                first_sources.add(len(first))
            first.append(run)
            length -= size
            continue
        if length:
            first.append(replace(run, text=run.text[:length]))
            run, length = replace(run, text=run.text[length:]), 0
        if not rest:
            run = replace(run, text=run.text.lstrip())
        if run.text:
            if source:
                rest_sources.add(len(rest))
            rest.append(run)
    return Paragraph(tuple(first), frozenset(first_sources)), Paragraph(tuple(rest), frozenset(rest_sources))


class _Reader:
    def __init__(self, ctx: Context, html: str) -> None:
        self.ctx = ctx
        self.page = ctx.page
        self.html = html

    def read(self) -> list[Section]:
        tree = html.fragment_fromstring(self.html, create_parent=True)
        found: list[Section] = []
        for element in tree:
            if element.tag in _HEADS:
                title = text_of(self._paragraph(element).words)
                found.append(Section(element.get("id", ""), title, _HEADS[element.tag]))
            elif found:
                found[-1].blocks += self._blocks(element)
        return found

    def _blocks(self, element: Any) -> Iterator[Block]:
        if element.tag == "p":
            alone = SIGN.fullmatch((element.text or "").strip()) if not len(element) else None
            call = self.page.calls[int(alone[1])] if alone else None
            if call and not REGISTRY[call.name].inline:
                yield Shown(call, REGISTRY[call.name].view(self.ctx, call.args, call.kwargs))
            else:
                yield self._paragraph(element)
        elif element.tag in ("ul", "ol"):
            yield Listing(tuple(self._paragraph(item) for item in element), element.tag == "ol")
        elif element.tag in ("div", "details"):
            kind = element.get("class", "").replace("admonition", "").split()
            title, *rest = element
            paragraphs = tuple(self._paragraph(one) for one in rest)
            yield Box(kind[0] if kind else "", text_of(self._paragraph(title).words), paragraphs)

    def _paragraph(self, element: Any) -> Paragraph:
        runs: list[Run] = []
        sources: set[int] = set()
        for run in self._runs(element, Run("")):
            for index, part in enumerate(SIGN.split(run.text)):
                if index % 2:
                    words, source = self._called(self.page.calls[int(part)])
                    for word in words:
                        if source:
                            sources.add(len(runs))
                        runs.append(replace(run, text=word))
                elif part:
                    runs.append(replace(run, text=part))
        return Paragraph(tuple(runs), frozenset(sources))

    def _runs(self, element: Any, manner: Run) -> Iterator[Run]:
        if element.tag == "strong":
            manner = replace(manner, bold=True)
        elif element.tag == "em":
            manner = replace(manner, foreign=True)
        yield replace(manner, text=_even(element.text))
        for child in element:
            yield from self._runs(child, manner)
            yield replace(manner, text=_even(child.tail))

    def _called(self, call: Call) -> tuple[list[str], bool]:
        """The words that a macro in a sentence gives, and whether they are a source."""
        view = REGISTRY[call.name].view(self.ctx, call.args, call.kwargs)
        word = self.ctx.word
        if call.name == "cite":
            return [f"({view.label})"], True
        if call.name in ("slide", "claim"):
            where = f"{word('slide')} {view.number}"
            where += f", {word('our_translation')}" if call.name == "claim" and view.translated else ""
            where += f", {word('unsure_reading')}" if view.unsure else ""
            quoted = [f"{word('quote_open')}{view.text}{word('quote_close')} "] if call.name == "claim" else []
            return [*quoted, f"[{where}]"], True
        return [view.text], False


def _even(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
