"""What belongs with a page: the exercises that train it, and pages that use the same slides or facts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .handbook import Handbook
from .pages import Page

MOST = 5
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


def related(handbook: Handbook, page: Page) -> list[Related]:
    """At most five places, the closest first: tools before exercises before chapters that share something.

    Args:
        handbook: The handbook.
        page: The page that is read; a collection has nothing beside it.
    """
    if page.key in COLLECTIONS or page.key.startswith("bidrag/"):
        return []
    ctx = handbook.context(page)
    linked = {key for key in handbook.pages.by_key if f"({key}.md" in "\n".join(page.lines)}
    found = [*_exercises(handbook, page)]
    shared = Counter(dict(_shared(handbook, page)))
    for key, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        other = handbook.pages.get(key, page.lang)
        if key not in linked:
            kind = _kind(other)
            place = 0 if kind == "kind_tool" else len(found)
            found.insert(place, Related(other.title, ctx.link(key), ctx.word(kind)))
    return found[:MOST]


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


def _shared(handbook: Handbook, page: Page) -> Iterator[tuple[str, int]]:
    """How many slides and facts another page has in common with this one."""
    own_slides = set(page.meta.get("slides") or [])
    own_facts = {call.signature for call in page.calls if call.args and call.alone} - {()}
    for other in handbook.pages:
        if other.lang != page.lang or other.key == page.key or other.key in COLLECTIONS:
            continue
        if other.key.startswith("bidrag/"):
            continue
        facts = {call.signature for call in other.calls if call.args and call.alone and call.name != "voice"}
        count = len(own_slides & set(other.meta.get("slides") or [])) + len(own_facts & facts)
        if count:
            yield other.key, count
