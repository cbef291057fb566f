"""The language checks read what a reader reads, and the dictionaries are there."""

from pathlib import Path as FilePath

import pytest

from macros.__main__ import main
from macros.checks import spelling
from macros.dictionaries import Dictionary, available
from macros.library import Library
from macros.model.words import Words
from macros.pages import parse_page
from macros.prose import lix, plain, sentences, split

from .small import small_handbook

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
    "text",
    ["Spørg fx Anna og ca. 10 andre.", "Se § 17, stk. 4, i loven.", "Det er bl.a. Torfing m.fl. i 2019.",
     "Bl.a. Dr. Hansen kom, f.eks. Tirsdag og jf. Ansell.", "Kl. 9.00 den 3. februar 2017 stod der nr. 4 og pkt. 5."],
)  # fmt: skip
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [one.text for one in split([(1, text)], "da")] == [text]


def test_an_abbreviation_may_end_a_sentence() -> None:
    text = "De fik te, kage osv. Derefter gik de. Det kostede 500 kr. Ingen klagede, jf. nr. 4. Nu er det slut."
    assert [one.text for one in split([(1, text)], "da")] == [
        "De fik te, kage osv.", "Derefter gik de.", "Det kostede 500 kr.", "Ingen klagede, jf. nr. 4.",
        "Nu er det slut.",
    ]  # fmt: skip
    text = "Ask others, e.g. Ann and Dr. Lee, no. 4 etc. Then wait 15 min. Go on."
    assert [one.text for one in split([(1, text)], "en")] == [
        "Ask others, e.g. Ann and Dr. Lee, no. 4 etc.", "Then wait 15 min.", "Go on."
    ]  # fmt: skip


def test_quotations_and_colons_end_sentences() -> None:
    text = "Hun sagde: »Vi gør det.« Så gik de. Hvem? »Alle!« Ingen andre"
    assert [one.text for one in split([(1, text)], "da")] == [
        "Hun sagde:", "»Vi gør det.", "Så gik de.", "Hvem?", "»Alle!", "Ingen andre",
    ]  # fmt: skip


def test_marks_links_code_and_calls_are_not_read() -> None:
    line = '**Se** [her](x.md#y) og `kode` {{ slide("4-1") }} hos `make` på denoffentlige.dk { #sted }'
    assert plain(line, NOTHING, "da").split() == ["Se", "her", "og", "…", "hos", "…", "på"]


def test_marks_over_two_lines_are_not_read_and_lines_still_count() -> None:
    text = (
        '# T\n\nSe [den\nlange](x.md\n) tekst {{ slide(\n"4-1") }} her. Og nu\ndet næste.\n\n> Et citat.\n>\n> Og et.\n'
    )
    assert read(text) == [
        (6, "Se den lange tekst her."), (9, "Og nu det næste."), (12, "Et citat."), (14, "Og et."),
    ]  # fmt: skip


def test_a_term_is_read_however_it_is_quoted() -> None:
    line = """{{ term("x", text="Den ene") }} og {{ term('x', text = 'den anden') }}."""
    assert plain(line, NOTHING, "da") == "Den ene og den anden."


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


def test_small_words_of_a_name_are_right_in_the_whole_name_only() -> None:
    english = Dictionary("en", Words(names=["Cykling uden alder"]), {"Social- og Boligstyrelsen"})
    assert english.without_names("Ask Cykling uden alder, or uden").split() == ["Ask", ",", "or", "uden"]
    assert english.knows("Cykling") and english.knows("Boligstyrelsen")
    assert not english.knows("uden") and not english.knows("og")


def test_a_shouted_word_is_no_abbreviation() -> None:
    danish = Dictionary("da", Words(), set())
    assert danish.knows("UNESCO") and danish.knows("OPGAVER") and not danish.knows("KOMMUNALBESTYRRELSE")


def test_only_the_first_unknown_words_get_a_hint(
    tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "MAX_HINTS", 1)
    root = small_handbook(tmp_path)
    file = root / "docs/ordliste.md"
    file.write_text(file.read_text("utf-8") + "\nDet er fokert.\n\nDet er madd og fokert.\n", "utf-8")
    assert main(["--root", str(root), "check"]) == 1
    found = [line for line in capsys.readouterr().out.splitlines() if "dictionary" in line]
    assert len(found) == 2 and sum("did you mean" in line for line in found) == 1


def test_without_dictionaries_the_check_says_so_and_goes_on(
    tmp_path: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("macros.checking.available", "macros.checks.spelling.available"):
        monkeypatch.setattr(place, lambda: False)
    root = small_handbook(tmp_path)
    file = root / "docs/ordliste.md"
    file.write_text(file.read_text("utf-8") + "\nDet er fokert.\n", "utf-8")
    assert main(["--root", str(root), "check"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("spelling was not checked") and last == "no problems found"
