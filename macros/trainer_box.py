"""What the box for trainers in a chapter says, taken apart by its bold labels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .model.base import Language
from .pages import Page

FOLDER: Mapping[Language, str] = {"da": "underviser", "en": "en/trainer"}
LABELS = ("trainer_goal", "trainer_time", "trainer_open", "trainer_dividing", "trainer_misunderstanding")
_BOX = re.compile(r"^\?\?\?\+? trainer\b")
_LABEL = re.compile(r"\*\*(?P<label>[^*]+?):\*\*\s*(?P<text>.*)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CALL = re.compile(r"\s*\{\{.*?\}\}")
_MINUTES = re.compile(r"(\d+)(?:[–-](\d+))?")


@dataclass(frozen=True)
class TrainerBox:
    """The box of one chapter.

    Attributes:
        line: Line on which it begins.
        said: What stands after each label that was found, by the key of the label in `docs/data/ui.yml`.
        group: What it says of the group, after the time and without a label of its own.
        minutes: The least and the most minutes; none when it names no number.
    """

    line: int
    said: Mapping[str, str]
    group: str
    minutes: tuple[int, int] | None


def view_url(page: Page) -> str:
    """Where a chapter's edition for trainers stands, relative to the root of the site."""
    return f"{FOLDER[page.lang]}/{page.url.removeprefix('en/')}"


def is_chapter(page: Page) -> bool:
    """Whether a page has an edition for trainers."""
    return page.meta.get("kind") == "chapter"


def trainer_box(page: Page, words: Mapping[str, str]) -> TrainerBox | None:
    """The box of a page, or None when it has none.

    Args:
        page: The page.
        words: The labels in the language of the page, by their keys (`LABELS`).
    """
    start = next((number for number, text in page.body() if _BOX.match(text)), None)
    if start is None:
        return None
    said: dict[str, str] = {}
    group = ""
    for number, text in page.body():
        if number <= start or not text.strip():
            continue
        if not text.startswith("    "):
            break
        for part in text.strip().split(" · "):
            match = _LABEL.match(part)
            key = _key(match["label"], words) if match else None
            if match and key:
                said[key] = _plain(match["text"])
            elif not match and "trainer_time" in said and not group:
                group = _plain(part)
    found = _MINUTES.search(said.get("trainer_time", ""))
    minutes = (int(found[1]), int(found[2] or found[1])) if found else None
    return TrainerBox(start, said, group, minutes)


def _key(label: str, words: Mapping[str, str]) -> str | None:
    """The label that these words are; English may have an article before it."""
    return next((key for key in LABELS if label.casefold().removeprefix("a ") == words[key].casefold()), None)


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", _CALL.sub("", text)).replace("*", "").strip()
