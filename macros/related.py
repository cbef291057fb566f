"""What belongs with a page: the exercises that train it, and pages that use the same slides or facts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .handbook import Handbook
from .pages import Page

MOST = 5
_LINKED = re.compile(r"\(([a-z0-9/-]+)\.md")
# Pages that show everything belong with everything, which helps nobody.
COLLECTIONS = {"a-til-aa", "indhold", "index", "kilder", "litteratur", "oevelser", "ordliste", "soeg", "tabeller"}
_KINDS = {
    "checklist": "kind_tool", "case_list": "kind_tool", "canvas": "kind_tool", "planner": "kind_tool",
    "programme": "kind_programme",
    "ready_text": "kind_text", "exercise": "kind_exercise",
}  # fmt: skip


@dataclass(frozen=True)
class Related:
    """A place that belongs with a page: its title, relative address and what it is."""

    title: str
    url: str
    kind: str


class RelatedPages:
    """What belongs with the pages of a handbook.

    Args:
        handbook: The handbook.
    """

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._sharing: dict[object, list[str]] = {}
        for page in handbook.pages:
            if not _is_apart(page):
                for one in {*_slides(page), *(fact for fact in _facts(page) if fact[0] != "voice")}:
                    self._sharing.setdefault((page.lang, one), []).append(page.key)

    def of(self, page: Page) -> list[Related]:
        """At most five places, the closest first: tools before exercises before chapters that share something.

        Args:
            page: The page that is read; a collection has nothing beside it.
        """
        if _is_apart(page):
            return []
        ctx = self._handbook.context(page)
        linked = set(_LINKED.findall("\n".join(page.lines)))
        found = [*_exercises(self._handbook, page)]
        shared = Counter(
            key for one in {*_slides(page), *_facts(page)} for key in self._sharing.get((page.lang, one), ())
        )
        for key, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            if key not in linked and key != page.key:
                other = self._handbook.pages.get(key, page.lang)
                kind = _kind(other)
                place = 0 if kind == "kind_tool" else len(found)
                found.insert(place, Related(other.title, ctx.link(key), ctx.word(kind)))
        return found[:MOST]


def _is_apart(page: Page) -> bool:
    return page.key in COLLECTIONS or page.key.startswith("bidrag/")


def _slides(page: Page) -> Iterator[tuple[str, object]]:
    for number in page.meta.get("slides") or []:
        yield "", number


def _facts(page: Page) -> Iterator[tuple[str, object]]:
    for call in page.calls:
        if call.args and call.alone:
            yield call.name, call.args


def _kind(page: Page) -> str:
    for call in page.calls:
        if call.name in _KINDS:
            return _KINDS[call.name]
    return "kind_chapter" if page.meta.get("kind") == "chapter" else "kind_page"


def _exercises(handbook: Handbook, page: Page) -> Iterator[Related]:
    ctx = handbook.context(page)
    for item in handbook.library.all("exercises"):
        if page.key in item.value.pages:
            yield Related(ctx.text(item.value.title), ctx.shown_at("exercise", item.key), ctx.word("kind_exercise"))
