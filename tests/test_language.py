"""The language checks read what a reader reads, and the dictionaries are there."""

import pytest

from macros.dictionaries import Dictionary, available
from macros.library import Library
from macros.model.words import Words
from macros.pages import parse_page
from macros.prose import lix, plain, sentences, split

NOTHING = Library({"terms": {}}, {}, {})


def read(text: str, lang="da") -> list[tuple[int, str]]:
    page = parse_page("---\nkind: page\n---\n" + text, "docs/x.md", "x", lang, [])
    return [(sentence.line, sentence.text) for sentence in sentences(page, NOTHING)]


def test_sentences_know_their_lines() -> None:
    text = "# Titel\n\nDen første. Den anden\ngår videre. Den tredje.\n\n- Et punkt\n- Et andet\n  over to linjer\n"
    assert read(text) == [
        (6, "Den første."), (6, "Den anden går videre."), (7, "Den tredje."), (9, "Et punkt"),
        (10, "Et andet over to linjer"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Spørg fx Anna og ca. 10 andre.", "Se § 17, stk. 4, i loven.", "Det er bl.a. Torfing m.fl. i 2019."]
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [one.text for one in split([(1, text)], "da")] == [text]


def test_quotations_and_colons_end_sentences() -> None:
    text = "Hun sagde: »Vi gør det.« Så gik de. Hvem? »Alle!« Ingen andre"
    assert [one.text for one in split([(1, text)], "da")] == [
        "Hun sagde:", "»Vi gør det.", "Så gik de.", "Hvem?", "»Alle!", "Ingen andre",
    ]  # fmt: skip


def test_marks_links_code_and_calls_are_not_read() -> None:
    line = '**Se** [her](x.md#y) og `kode` {{ slide("4-1") }} hos `make` på denoffentlige.dk { #sted }'
    assert plain(line, NOTHING, "da").split() == ["Se", "her", "og", "…", "hos", "…", "på"]


def test_cells_and_boxes_are_read_and_their_marks_are_not() -> None:
    text = '| A | B |\n|---|---|\n| Ja da | Nej da |\n\n!!! example "Opdigtet eksempel"\n\n    Inde i boksen.\n'
    assert read(text) == [(4, "A"), (4, "B"), (6, "Ja da"), (6, "Nej da"), (10, "Inde i boksen.")]


def test_lix_of_a_known_text() -> None:
    # 6 words in 2 sentences, 2 of them of more than six letters: 3 + 33.3
    assert lix(list(split([(1, "Foreningen kom sent. Formanden kom aldrig.")], "da"))) == pytest.approx(3 + 100 * 2 / 6)


def test_the_dictionaries_are_installed() -> None:
    assert available()


@pytest.mark.parametrize(
    ("lang", "word", "right"),
    [
        ("da", "borgernes", True), ("da", "borgernnes", False), ("da", "samskabelsens", True),
        ("da", "samskabelsesforløb", True), ("da", "forløbssamskabelse", True), ("da", "samskabelsesforlb", False),
        ("da", "Torfings", True), ("da", "NPM’s", True), ("da", "OECDs", True), ("da", "xsamskabelse", False),
        ("en", "colour", True), ("en", "color", False), ("en", "council’s", True), ("en", "Torfing’s", True),
    ],
)  # fmt: skip
def test_dictionary(lang, word: str, right: bool) -> None:
    words = Words(da={"samskabelse": "skabelse"})
    assert Dictionary(lang, words, {"Torfing"}).knows(word) is right
