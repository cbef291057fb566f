"""What has moved on in one language is told; a mended comma is not."""

import random
import re
import time
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml

from macros.__main__ import main
from macros.checks.in_step import notices
from macros.handbook import Handbook, load_handbook
from macros.step_notice import with_notices
from macros.translations import records
from macros.translations.changes import changes
from macros.translations.sections import units
from macros.translations.state import _Words, state

from .small import ROOT, small_handbook

TABLES = ("edits", "edits-later")
DAY = "2026-11-25"
SILENT = {"typo", "comma", "space", "spelling", "emphasis", "order"}


def table(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((ROOT / f"tests/translations/{name}.yml").read_text("utf-8"))
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def words(handbook: Handbook) -> _Words:
    found = units(handbook.pages, handbook.library)
    return _Words([(f"{u.group}#{u.id}", lang, u.texts[lang].lines) for u in found for lang in u.texts])


def alarms(edit: dict[str, Any], words: _Words) -> bool:
    known = words.elsewhere("", edit["lang"])
    return bool(changes(edit["old"].split("\n"), edit["new"].split("\n"), edit["lang"], known))


@pytest.mark.parametrize("name", TABLES)
def test_planted_edits(name: str, words: _Words) -> None:
    """F1 of at least 0.95, and no alarm on what says the same."""
    edits = table(name)
    told = [(edit, alarms(edit, words)) for edit in edits]
    right = sum(said and edit["alarm"] for edit, said in told)
    wrong = [edit for edit, said in told if said != edit["alarm"]]
    assert 2 * right / (2 * right + len(wrong)) >= 0.95, wrong
    assert [edit for edit, said in told if said and edit["kind"] in SILENT] == []


def test_the_tables_are_large_enough() -> None:
    assert len(table("edits")) >= 60 and len(table("edits-later")) >= 30
    assert all(edit["alarm"] is False for name in TABLES for edit in table(name) if edit["kind"] in SILENT)


def test_slips_of_the_hand_in_the_real_text(handbook: Handbook, words: _Words) -> None:
    """A slip that gives no word of the handbook is no alarm, in whichever direction it is made."""
    chance = random.Random(3)
    places = [
        (unit, lang, number, found)
        for unit in units(handbook.pages, handbook.library)
        for lang in unit.texts
        for number, line in enumerate(unit.texts[lang].lines)
        if not re.search(r"\{\{|\]\(|`|^!!!|^\?\?\?", line)
        for found in re.finditer(r"(?<![\w.*_-])[a-zæøå]{5,}(?![\w_-])", line)
    ]
    alarmed, tried = [], 0
    while tried < 400:
        unit, lang, number, found = chance.choice(places)
        word, at = found[0], chance.randrange(1, len(found[0]) - 1)
        rest = word[at + 2 :]
        left_out, doubled = word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]
        slip = chance.choice([left_out, doubled, word[:at] + word[at + 1] + word[at] + rest])
        known = words.elsewhere(f"{unit.group}#{unit.id}", lang)
        if slip == word or known(slip):
            continue
        tried += 1
        old, lines = unit.texts[lang].lines, list(unit.texts[lang].lines)
        lines[number] = lines[number][: found.start()] + slip + lines[number][found.end() :]
        if changes(old, lines, lang, known) or changes(lines, old, lang, known):
            alarmed.append((lang, word, slip))
    assert alarmed == []


@pytest.fixture
def root(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> FilePath:
    """The small handbook, compared on a day."""
    folder = small_handbook(tmp_path / "handbook")
    assert main(["--root", str(folder), "reviewed", "--day", DAY]) == 0
    capsys.readouterr()
    return folder


def edit(root: FilePath, name: str, old: str, new: str) -> None:
    file = root / "docs" / name
    text = file.read_text("utf-8")
    assert old in text, name
    file.write_text(text.replace(old, new, 1), "utf-8")


def told(root: FilePath) -> list[str]:
    return [str(notice) for notice in notices(load_handbook(root))]


def add(root: FilePath, text: str, *languages: str) -> None:
    for lang in languages:
        file = root / "docs" / ("om-haandbogen.md" if lang == "da" else "om-haandbogen.en.md")
        file.write_text(file.read_text("utf-8").rstrip() + f"\n\n{text}\n", "utf-8")


@pytest.fixture
def with_section(root: FilePath) -> FilePath:
    add(root, "## Prøve { #proeve }\n\nKommunen kan spørge borgerne.\n\n## Sidst { #sidst }\n\nDet er slut nu.", "da")
    add(root, "## Trial { #proeve }\n\nThe council can ask citizens.\n\n## Last { #sidst }\n\nIt is over now.", "en")
    assert main(["--root", str(root), "reviewed", "om-haandbogen", "--day", DAY]) == 0
    return root


def test_nothing_is_asked_of_a_handbook_that_recorded_nothing(tmp_path: FilePath) -> None:
    assert told(small_handbook(tmp_path / "handbook")) == []


def test_what_was_just_compared_is_in_step(root: FilePath) -> None:
    assert told(root) == []


@pytest.mark.parametrize(("ahead", "file", "old", "new", "behind"), [
    ("Danish", "om-haandbogen.md", "kan spørge", "skal spørge", "docs/om-haandbogen.en.md"),
    ("English", "om-haandbogen.en.md", "can ask", "must ask", "docs/om-haandbogen.md"),
])  # fmt: skip
def test_a_section_that_moved_on_is_told_on_the_other_side(
    with_section: FilePath, ahead: str, file: str, old: str, new: str, behind: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    edit(with_section, file, old, new)
    [line] = told(with_section)
    assert line.startswith(f"{behind}:") and f"the {ahead} section 'proeve' has moved on since {DAY}" in line
    assert f"'{new.split()[0]}' stands where '{old.split()[0]}' stood" in line
    assert line.endswith("make reviewed PAGE=om-haandbogen SECTION=proeve")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    capsys.readouterr()
    assert main(["--root", str(with_section), "check"]) == 0
    assert f"::notice file={behind}" in capsys.readouterr().out
    assert main(["--root", str(with_section), "reviewed", "om-haandbogen", "proeve"]) == 0
    assert told(with_section) == []


def test_a_mended_comma_needs_no_command(with_section: FilePath) -> None:
    edit(with_section, "om-haandbogen.md", "Kommunen kan spørge borgerne.", "Kommunen **kan** spørge, borgrne!")
    assert told(with_section) == []


def test_both_sides_changed_are_to_be_compared(with_section: FilePath) -> None:
    edit(with_section, "om-haandbogen.md", "kan spørge", "skal spørge")
    edit(with_section, "om-haandbogen.en.md", "can ask", "must ask")
    [line] = told(with_section)
    assert "has changed in both languages" in line


def test_sections_may_move_and_get_other_ids(with_section: FilePath) -> None:
    for name in ("om-haandbogen.md", "om-haandbogen.en.md"):
        file = with_section / "docs" / name
        head, one, two = re.split(r"(?=^## .*#(?:proeve|sidst))", file.read_text("utf-8"), flags=re.M)
        file.write_text(f"{head}{two}\n{one}".replace("#sidst", "#til-sidst"), "utf-8")
    assert told(with_section) == []
    edit(with_section, "om-haandbogen.md", "Det er slut nu.", "Det er ikke slut nu.")
    [line] = told(with_section)
    assert "'til-sidst' has moved on" in line


def test_a_section_that_only_one_language_has(with_section: FilePath) -> None:
    add(with_section, "## Ny { #ny }\n\nHelt ny.", "da")
    [line] = told(with_section)
    assert "only the Danish page has the section 'ny'" in line
    edit(with_section, "om-haandbogen.en.md", "## Last { #sidst }\n", "")
    assert any("only the Danish page has the section 'sidst'" in one for one in told(with_section))


def test_a_new_section_in_both_languages_is_to_be_compared(with_section: FilePath) -> None:
    add(with_section, "## Ny { #ny }\n\nHelt ny.", "da")
    add(with_section, "## New { #ny }\n\nQuite new.", "en")
    [line] = told(with_section)
    assert "'ny' was never compared with the Danish" in line


def test_data_values(root: FilePath) -> None:
    handbook = load_handbook(root)
    unit = next(one for one in units(handbook.pages, handbook.library) if one.item and one.item[0] == "comparisons")
    text = unit.texts["da"]
    lines = (root / text.file).read_text("utf-8").split("\n")
    lines[text.line - 1] = lines[text.line - 1].replace(text.lines[0], f"{text.lines[0]} og ikke andet")
    (root / text.file).write_text("\n".join(lines), "utf-8")
    [line] = told(root)
    assert line.startswith(f"{text.file}:{unit.texts['en'].line}: the Danish text '{unit.id}' has moved on")
    handbook = load_handbook(root)
    shown = [page for page in handbook.pages if page.lang == "en" and handbook.translations.notices(page)]
    assert shown, "the page that shows the table tells its readers"


def test_readers_are_told_in_that_section_only(with_section: FilePath) -> None:
    edit(with_section, "om-haandbogen.md", "kan spørge", "skal spørge")
    handbook = load_handbook(with_section)
    html = '<h2 id="proeve">Trial</h2><p>x</p><h2 id="sidst">Last</h2>'
    out = with_notices(html, handbook, handbook.pages.get("om-haandbogen", "en"))
    assert out.count("hb-behind") == 1 and out.index("hb-behind") < out.index('sidst"')
    assert "25 November 2026" in out and 'hreflang="da"' in out
    assert with_notices(html, handbook, handbook.pages.get("om-haandbogen", "da")) == html


def test_a_record_changed_by_hand_is_told(with_section: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    file = with_section / records.name("om-haandbogen")
    file.write_text(file.read_text("utf-8").replace("Kommunen kan", "Kommunen må"), "utf-8")
    capsys.readouterr()
    assert main(["--root", str(with_section), "check"]) == 1
    out = capsys.readouterr().out
    assert "translations/om-haandbogen.txt:" in out and "the record of 'proeve' was changed by hand" in out
    assert main(["--root", str(with_section), "reviewed", "om-haandbogen", "proeve"]) == 0
    assert main(["--root", str(with_section), "check"]) == 0


@pytest.mark.parametrize(("page", "section", "said"), [
    ("om-haandbogn", "", "did you mean 'om-haandbogen'"), ("om-haandbogen", "prove", "did you mean 'proeve'"),
    ("", "proeve", "SECTION needs PAGE"),
])  # fmt: skip
def test_a_wrong_name(
    with_section: FilePath, capsys: pytest.CaptureFixture[str], page: str, section: str, said: str
) -> None:
    capsys.readouterr()
    assert main(["--root", str(with_section), "reviewed", page, section]) == 1
    assert said in capsys.readouterr().out


def test_recording_twice_changes_nothing(root: FilePath) -> None:
    before = {file: file.read_bytes() for file in (root / records.FOLDER).rglob("*.txt")}
    assert main(["--root", str(root), "reviewed", "--day", "2031-01-01"]) == 0
    assert before == {file: file.read_bytes() for file in (root / records.FOLDER).rglob("*.txt")}


def test_the_whole_handbook_is_compared_in_well_under_a_second(handbook: Handbook) -> None:
    spent = []
    for _ in range(3):
        start = time.process_time()
        state(ROOT, handbook.pages, handbook.library)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.8
