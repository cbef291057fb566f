"""What a reader reads as running text: the sentences of a page or a data file, with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .library import Library
from .model.base import Language
from .pages import Page

LONG_WORD = 7  # letters; what LIX counts as long

_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")
_TERM = re.compile(r'\{\{\s*term\("([^"]*)"(?:,\s*text="([^"]*)")?\)\s*\}\}')
_CLAIM = re.compile(r"\{\{\s*claim\([^}]*\}\}")
_CALL = re.compile(r"\s*\{\{.*?\}\}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LOGIC = re.compile(r"\{%.*?%\}")
_ADDRESS = re.compile(r"\{\s+#[^}]*\}|<https?://[^>]*>|https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:dk|no|org|one|com|md)\b")
_BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+\w+")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_COUNTED = re.compile(r"[^\W_]+(?:[-–’'.,][^\W_]+)*")

# A full stop after these does not end a sentence, and no dictionary knows them.
_SHORT = {
    "da": r"bl\.a|ca|dvs|ed|evt|f\.eks|fx|inkl|kap|kl|kr|m\.fl|m\.m|m\.v|mhp|mio|mv|nr|osv|pkt|red|s|st|stk|u\.å|udg",
    "en": r"ca|cf|e\.g|ed|eds|etc|et al|i\.e|min|n\.d|no|p|pp|vol|vs",
}
ABBREVIATION = {lang: re.compile(rf"(?<!\w)(?:{short})\.?(?!\w)") for lang, short in _SHORT.items()}
_END = re.compile(r"(?<=[.?!:])[»«’”\")]*\s+(?=[»‘“\"(]*[A-ZÆØÅ0-9…])|\s+·\s+")


@dataclass(frozen=True)
class Sentence:
    """A sentence, the line on which it begins, and its length in words."""

    line: int
    text: str

    @property
    def words(self) -> list[str]:
        """The words, numbers included."""
        return _COUNTED.findall(self.text)


def plain(line: str, library: Library, lang: Language) -> str:
    """A line of Markdown as it is read: words instead of links, terms and marks; no code and no macro calls."""

    def term(call: re.Match[str]) -> str:
        item = library.items["terms"].get(call[1])
        return call[2] or (item.value.term.in_(lang) if item else "")

    text = _TERM.sub(term, _CODE.sub("…", line))
    text = _LOGIC.sub("", _CALL.sub("", _CLAIM.sub("…", _BOX.sub("", text))))
    return _EMPHASIS.sub("", _ADDRESS.sub("", _LINK.sub(r"\1", text)))


def sentences(page: Page, library: Library) -> Iterator[Sentence]:
    """The sentences of a page's paragraphs, list items and cells, without headings and boxes' titles."""
    block: list[tuple[int, str]] = []
    for number, raw in page.body():
        stripped = raw.strip()
        if not stripped or stripped.startswith(("#", "|")) or _BOX.match(raw) or _ITEM.match(raw):
            yield from split(block, page.lang)
            block = []
        if stripped.startswith("|"):
            for cell in stripped.strip("|").split("|"):
                yield from split([(number, plain(cell, library, page.lang))], page.lang)
        elif stripped and not stripped.startswith("#") and not _BOX.match(raw):
            block.append((number, plain(_ITEM.sub("", raw), library, page.lang).strip()))
    yield from split(block, page.lang)


def split(block: list[tuple[int, str]], lang: Language) -> Iterator[Sentence]:
    """Lines that belong together, as sentences.

    Args:
        block: Numbers and texts of the lines.
        lang: Their language, which says what is an abbreviation.
    """
    text, starts = "", []
    for number, line in block:
        starts.append((len(text), number))
        text += line + " "
    begin = 0
    short = re.compile(rf"(?<!\w)(?:{_SHORT[lang]})\.$", re.I)
    for end in [*_END.finditer(text), None]:
        stop = end.end() if end else len(text)
        sentence = text[begin : end.start() if end else stop].strip()
        if end and short.search(sentence):
            continue
        if WORD.search(sentence):
            first = max((one for one in starts if one[0] <= begin), default=(0, 1))[1]
            yield Sentence(first, " ".join(sentence.split()))
        begin = stop


def lix(found: list[Sentence]) -> float:
    """Björnsson's readability index: words a sentence plus long words in a hundred."""
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return 0.0
    return len(words) / len(found) + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words)
