"""What a reader reads as running text: the sentences of a page or a data file, with their lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .library import Library
from .model.base import Language
from .pages import Page

LONG_WORD = 7  # letters; what LIX counts as long

_CODE = re.compile(r"(`+)(?:(?!\1).)+\1", re.S)
_TERM = re.compile(r"""\{\{\s*term\(\s*(["'])(.*?)\1(?:,\s*text\s*=\s*(["'])(.*?)\3)?\s*\)\s*\}\}""", re.S)
_CLAIM = re.compile(r"\{\{\s*claim\(.*?\}\}", re.S)
_CALL = re.compile(r"\s*\{\{.*?\}\}", re.S)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LOGIC = re.compile(r"\{%.*?%\}", re.S)
_ADDRESS = re.compile(
    r"\{:?\s*[#.][^}]*\}|<https?://[^>]*>|https?://\S+"
    r"|(?<!\w)[\w.+-]+@[\w.-]+\w|\b[\w-]+(?:\.[\w-]+)*\.(?:dk|no|org|one|com|eu|net|uk|md|yml|py)\b"
)
_BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+\w+")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_COUNTED = re.compile(r"[^\W_]+(?:[-–’'.,][^\W_]+)*")

# No dictionary knows abbreviations. A full stop after those that lead up to a name or a word ends no sentence; after
# those that lead up to a number it ends none before a number; after the rest (`osv.`) a capital begins a new one.
_TO_WORD = {
    "da": r"adj|bl\.a|ca|d\.v\.s|dr|dvs|ed|evt|f\.eks|fx|hhv|inkl|jf|mhp|mr|red|st|vedr|vha",
    "en": r"approx|ca|cf|dr|e\.g|ed|eds|et al|i\.e|incl|mr|mrs|ms|prof|st|vs",
}
_TO_NUMBER = {"da": r"bd|kap|kl|kr|nr|pkt|s|stk|tlf", "en": r"fig|no|nos|p|para|pp|vol"}
_REST = {"da": r"m\.fl|m\.m|m\.v|mia|mio|mv|osv|pct|u\.å|udg", "en": r"a\.m|etc|min|n\.d|p\.m"}
ABBREVIATION = {
    lang: re.compile(rf"(?<!\w)(?:{_TO_WORD[lang]}|{_TO_NUMBER[lang]}|{_REST[lang]})\.?(?!\w)") for lang in ("da", "en")
}
_OPEN_TO_WORD = {lang: re.compile(rf"(?<!\w)(?:{short})\.$", re.I) for lang, short in _TO_WORD.items()}
_OPEN_TO_NUMBER = {lang: re.compile(rf"(?<!\w)(?:{short})\.$", re.I) for lang, short in _TO_NUMBER.items()}
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


def plain(text: str, library: Library, lang: Language) -> str:
    """Markdown as it is read: words instead of links, terms and marks; no code and no macro calls.

    Args:
        text: One line, or lines that belong together; they stay as many.
        library: The facts, for the words of terms.
        lang: Language of the text.
    """

    def term(call: re.Match[str]) -> str:
        item = library.items["terms"].get(call[2])
        return call[4] or (item.value.term.in_(lang) if item else "")

    text = _replace(_TERM, term, _replace(_CODE, "…", text))
    text = _replace(_LOGIC, "", _replace(_CALL, "", _replace(_CLAIM, "…", _BOX.sub("", text))))
    return _EMPHASIS.sub("", _ADDRESS.sub("", _replace(_LINK, lambda link: link[1], text)))


def _replace(pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], text: str) -> str:
    """Replace, but keep line breaks, so that what follows stays on its line."""

    def one(match: re.Match[str]) -> str:
        words = new if isinstance(new, str) else new(match)
        return words + "\n" * (match[0].count("\n") - words.count("\n"))

    return pattern.sub(one, text)


def sentences(page: Page, library: Library) -> Iterator[Sentence]:
    """The sentences of a page's paragraphs, list items and cells, without headings and boxes' titles."""
    for first, block in _blocks(page):
        lines = plain(block, library, page.lang).split("\n")
        yield from split(list(enumerate(lines, first)), page.lang)


def _blocks(page: Page) -> Iterator[tuple[int, str]]:
    """Lines that belong together, joined by line breaks, with the number of the first."""
    first, block = page.first, ""
    for number, raw in page.body():
        stripped = raw.strip().lstrip("> ")
        apart = stripped.startswith(("#", "|")) or bool(_BOX.match(raw))
        if block and (apart or not stripped or _ITEM.match(raw) or number != first + block.count("\n")):
            yield first, block
            block = ""
        if stripped.startswith("|"):
            yield from ((number, cell) for cell in stripped.strip("|").split("|"))
        elif stripped and not apart:
            first = first if block else number
            block += _ITEM.sub("", raw).strip().lstrip("> ") + "\n"
    yield first, block


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
    for end in [*_END.finditer(text), None]:
        stop = end.end() if end else len(text)
        sentence = text[begin : end.start() if end else stop].strip()
        if end and _goes_on(sentence, text[stop : stop + 1], lang):
            continue
        if WORD.search(sentence):
            first = max((one for one in starts if one[0] <= begin), default=(0, 1))[1]
            yield Sentence(first, " ".join(sentence.split()))
        begin = stop


def _goes_on(sentence: str, following: str, lang: Language) -> bool:
    """Whether a full stop is that of an abbreviation."""
    if following.isdigit() and _OPEN_TO_NUMBER[lang].search(sentence):
        return True
    return bool(_OPEN_TO_WORD[lang].search(sentence))


def lix(found: list[Sentence]) -> float:
    """Björnsson's readability index: words a sentence plus long words in a hundred."""
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return 0.0
    return len(words) / len(found) + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words)
