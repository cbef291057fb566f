"""A text as what it says: words, numbers, links, macro calls, and where list items and rows begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.base import Language
from .grammar import NUMBERS, PERCENT, folded, spelled_out

Kind = Literal["word", "number", "call", "link", "mark"]

_ITEM = re.compile(r"^(?:[-*+]|\d+[.)])\s+")
_BOX = re.compile(r"^(?:!!!|\?\?\?\+?)\s+(\w+)\s*(.*)$")
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
_PIECE = re.compile(
    r"(?P<call>\{\{.*?\}\})"
    r"|!?\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]*)[^)]*\)"
    r"|<?(?P<url>(?:https?://|mailto:)[^\s>)]*[^\s>).,;:])>?"
    r"|(?P<tag></?[a-zA-Z][^>]*>)"
    r"|`(?P<code>[^`]+)`"
    r"|(?P<number>\d+(?:[.,]\d+)*(?![^\W\d_]))"
    r"|(?P<percent>%)"
    r"|(?P<word>[^\W_]+(?:[-‐‑’'][^\W_]+)*)"
    r"|(?P<end>[.?!…](?=[»”’\")*\s]|$))"
)
_SPACE = re.compile(r"\s+")
_TERM_TEXT = re.compile(r"""\b(text)\s*=\s*(["'])(.*?)\2""")


@dataclass(frozen=True)
class Token:
    """One thing that a text says.

    Attributes:
        kind: What it is; a `mark` begins a list item, a row, a cell, a heading or a box.
        text: As it is compared.
        shown: As it stands in the text.
        sentence: Number of its sentence in the text.
        first: Whether it begins the sentence.
    """

    kind: Kind
    text: str
    shown: str
    sentence: int = 0
    first: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What two tokens that say the same have in common."""
        return self.kind, self.text


def tokens(lines: Sequence[str], lang: Language) -> list[Token]:
    """The tokens of a text whose paragraphs, list items and rows stand on a line each."""
    found: list[Token] = []
    sentence = 0
    for line in lines:
        for kind, text, shown in _line(line, lang):
            if kind == "end":
                sentence += 1
                continue
            first = not found or found[-1].sentence != sentence or found[-1].kind == "mark"
            found.append(Token(kind, text, shown, sentence, first))  # type: ignore[arg-type]
        sentence += 1
    return found


def _line(line: str, lang: Language) -> Iterator[tuple[str, str, str]]:
    line = line.strip()
    if line.startswith("|"):
        if _RULE.match(line):
            return
        yield "mark", "row", ""
        for index, cell in enumerate(line.strip("|").split("|")):
            if index:
                yield "mark", "cell", ""
            yield from _inline(cell, lang)
        return
    box = _BOX.match(line)
    if box:
        yield "mark", f"box {box[1]}", box[1]
        line = box[2]
    elif line.startswith("#"):
        yield "mark", "heading", ""
        line = line.lstrip("#")
    elif _ITEM.match(line):
        yield "mark", "item", ""
        line = _ITEM.sub("", line)
    yield from _inline(line.lstrip("> "), lang)


def _inline(text: str, lang: Language) -> Iterator[tuple[str, str, str]]:
    for match in _PIECE.finditer(_outside_calls(text, lang)):
        kind = match.lastgroup
        if match["call"]:
            yield from _call(match["call"], lang)
        elif match["target"] is not None:
            yield from _inline(match["text"], lang)
            yield "link", _target(match["target"]), match["target"]
        elif match["url"]:
            yield "link", _target(match["url"]), match["url"]
        elif match["code"]:
            yield "number", _SPACE.sub(" ", match["code"]).strip(), match["code"]
        elif match["number"]:
            yield "number", _number(match["number"], lang), match["number"]
        elif match["percent"]:
            yield "word", PERCENT[lang], "%"
        elif match["word"]:
            yield from _word(match["word"].replace("_", ""), lang)
        elif kind == "end":
            yield "end", "", ""


def _outside_calls(text: str, lang: Language) -> str:
    """Emphasis goes, and abbreviations get one spelling, except inside macro calls and addresses."""
    parts = re.split(r"(\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|`[^`]+`)", text)
    for index in range(0, len(parts), 2):
        parts[index] = spelled_out(re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", parts[index]), lang)
    return "".join(parts)


def _word(shown: str, lang: Language) -> Iterator[tuple[str, str, str]]:
    text = folded(shown, lang)
    if not text:
        return
    if text in NUMBERS[lang]:
        yield "number", NUMBERS[lang][text], shown
    elif any(sign.isdigit() for sign in text):
        yield "number", text, shown
    else:
        yield "word", text, shown


def _call(shown: str, lang: Language) -> Iterator[tuple[str, str, str]]:
    words = _TERM_TEXT.search(shown)
    if words:
        yield from _inline(words[3], lang)
        shown = shown.replace(words[0], "text")
    text = _SPACE.sub("", shown).replace("'", '"').replace(",text)", ")")
    yield "call", text, shown


def _target(target: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "//", target).removeprefix("./").rstrip("/")


def _number(shown: str, lang: Language) -> str:
    thousands, point = (".", ",") if lang == "da" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{point}\d+)?", shown):
        shown = shown.replace(thousands, "")
    return shown.replace(point, ".")
