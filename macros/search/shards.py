"""Pack a weighed language into small text files, so that a query fetches only what it needs.

In the folder of a language:

- `index.json`: what every search needs: `cuts` (the first letters at which each file of words begins), `pages` (for
  each page its sections' numbers of pieces), `packs` (the first piece of each file of texts), `stops`, `endings`,
  `spelling` (the lengths of which there is a list), `words` (what the search box says), `version`.
- `w0.txt`, `w1.txt` …: one line a word: `key|endings|postings|pages|same`. The forms of the word are the key with each
  ending. A posting is the distance from the piece before in base 36, and a capital letter for its impact. `pages` is
  the number of pages that the word counts as standing on, given only when the postings do not tell: there are more,
  or it is a weak word. `same` are the keys of words with the same meaning, whose places are among the postings.
- `s8.txt` …: all words of that length, for those that are spelled with one error.
- `t0.json` …: the texts of some pieces: address, title, heading, text.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .impact import Piece, Weighed
from .linguistics import Family, Linguistics, families

WORDS_SIZE = 2_000  # letters in a file of words, about
TEXTS_SIZE = 1_600  # letters in a file of texts, about
TOGETHER = 4  # words that begin alike by so many letters stand in the same file
MOST_POSTINGS = 500  # of a word that is nearly everywhere only the places where it says most
WEAK = 0.5  # the share of all pages that a weak word counts as standing on
MOST_SPELLINGS = 7_000  # words that spelling errors are looked for in, the most used ones
SPELLING_LENGTHS = range(4, 25)
STEP = 0.2  # impact is told in steps of this
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def pack(
    weighed: Weighed, linguistics: Linguistics, endings: Sequence[str], words: Mapping[str, str]
) -> dict[str, bytes]:
    """The files of one language, by name; the same input gives the same bytes.

    Args:
        weighed: The language.
        linguistics: Its words.
        endings: Inflections, folded, the longest first.
        words: What the search box says.
    """
    pieces = [piece for page in weighed.pages for section in page for piece in section]
    entries = list(_entries(weighed, pieces, linguistics))
    cuts, files = _words(entries)
    spelling = _spelling(weighed)
    packs, texts = _texts(pieces)
    files |= spelling | texts
    head: dict[str, Any] = {
        "cuts": " ".join(cuts),
        "endings": " ".join(endings),
        "packs": packs,
        "pages": " ".join("".join(base36(len(section)) for section in page) for page in weighed.pages),
        "spelling": [int(name[1:-4]) for name in spelling],
        "stops": " ".join(sorted(linguistics.stops)),
        "words": dict(sorted(words.items())),
    }
    digest = hashlib.blake2b(digest_size=5)
    for name, content in sorted(files.items()):
        digest.update(name.encode() + content)
    files["index.json"] = _json(head | {"version": digest.hexdigest()})
    return files


def base36(number: int) -> str:
    """A number in as few letters as JavaScript's `parseInt(…, 36)` reads."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


def _entries(weighed: Weighed, pieces: Sequence[Piece], linguistics: Linguistics) -> Iterator[tuple[Family, str]]:
    """Each word with its line, in the order of their keys."""
    page_of = [number for number, page in enumerate(weighed.pages) for section in page for _ in section]
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, piece in enumerate(pieces):
        for root, impact in piece.impacts.items():
            if impact >= STEP / 2:
                postings.setdefault(root, []).append((number, impact))
    found = families({root: list(weighed.forms[root]) for root in postings})
    same = {root: sorted(found[one].key for one in ones if one in found) for root, ones in linguistics.same.items()}
    for root, family in sorted(found.items(), key=lambda item: (item[1].key, item[0])):
        places = postings[root]
        line = f"{family.key}|{','.join(family.endings)}|"
        count = len({page_of[number] for number, _ in places}) if len(places) > MOST_POSTINGS else 0
        if root in linguistics.weak:
            count = max(count, round(WEAK * len(weighed.pages)))
        if len(places) > MOST_POSTINGS:
            places = sorted(sorted(places, key=lambda place: (-place[1], place[0]))[:MOST_POSTINGS])
        rest = f"{_postings(places)}|{base36(count) if count else ''}|{','.join(same.get(root, ()))}"
        yield family, line + rest.rstrip("|")


def _postings(places: Sequence[tuple[int, float]]) -> str:
    text, last = "", -1
    for number, impact in places:
        level = min(25, max(0, round(impact / STEP) - 1))
        text += (base36(number - last) if number - last > 1 else "") + chr(ord("A") + level)
        last = number
    return text


def _words(entries: Sequence[tuple[Family, str]]) -> tuple[list[str], dict[str, bytes]]:
    cuts, lines, size = [""], [[]], 0  # type: ignore[var-annotated]
    last = ""
    for family, line in entries:
        begins = family.key[:TOGETHER]
        if size > WORDS_SIZE and begins != last:
            cuts.append(begins)
            lines.append([])
            size = 0
        lines[-1].append(line)
        size += len(line) + 1
        last = begins
    # A short word with a long form, such as `by` and `byernes`, is also looked for where the form would stand.
    for family, line in entries:
        for form in family.forms:
            there = lines[place(form, cuts)]
            if line not in there:
                there.append(line)
    return cuts, {f"w{number}.txt": "\n".join(file).encode() for number, file in enumerate(lines)}


def place(form: str, cuts: Sequence[str]) -> int:
    """The number of the file that a form stands in."""
    return bisect_right(cuts, form) - 1


def _spelling(weighed: Weighed) -> dict[str, bytes]:
    counts: dict[str, int] = {}
    for root, forms in weighed.forms.items():
        for form, count in () if root in weighed.pairs else forms.items():
            counts[form] = counts.get(form, 0) + count
    usual = sorted(counts, key=lambda form: (-counts[form], form))
    chosen = [form for form in usual if len(form) in SPELLING_LENGTHS and form.isalpha()][:MOST_SPELLINGS]
    by_length: dict[int, list[str]] = {}
    for form in sorted(chosen):
        by_length.setdefault(len(form), []).append(form)
    return {f"s{length}.txt": "\n".join(forms).encode() for length, forms in sorted(by_length.items())}


def _texts(pieces: Sequence[Piece]) -> tuple[str, dict[str, bytes]]:
    packs: list[list[tuple[str, ...]]] = []
    firsts: list[int] = []
    size = TEXTS_SIZE
    for number, piece in enumerate(pieces):
        length = len(piece.text) + len(piece.heading) + 30
        if size + length > TEXTS_SIZE:
            packs.append([])
            firsts.append(number)
            size = 0
        packs[-1].append((piece.url, piece.title, piece.heading, piece.text))
        size += length
    gaps = [after - before for before, after in pairwise(firsts)]
    return " ".join(map(base36, gaps)), {f"t{number}.json": _json(one) for number, one in enumerate(packs)}


def _json(data: Mapping[str, Any] | Sequence[Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
