"""The open data in the built site, each file opened with a reader that is not its writer."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path as FilePath
from typing import Any

import jsonschema
import pytest
import rispy
import yaml
from pybtex.database import parse_string

from macros import dataset, offers, open_data
from macros.handbook import Handbook
from macros.library import Library, statements
from macros.model.base import LANGUAGES
from macros.sharing import separated

from ..conftest import SITE_URL
from .site import pages

pytestmark = pytest.mark.site

KINDS = [
    "cases", "checklists", "comparisons", "diagrams", "dilemmas", "exercises", "ladders", "programmes", "ready_texts",
    "slides", "steps", "terms", "works",
]  # fmt: skip
NAMES = {"da": "Håndbog i samskabelse", "en": "Handbook of Co-creation"}


def table(file: FilePath, sign: str = ",") -> list[dict[str, str]]:
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), f"{file.name} does not say that it is UTF-8"
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=sign, strict=True))


def loaded(file: FilePath) -> Any:
    return json.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def index(built: FilePath) -> dict[str, Any]:
    found = loaded(built / "data/index.json")
    assert isinstance(found, dict)
    return found


def test_every_kind_is_published_and_nothing_else() -> None:
    assert [kind.name for kind in dataset.PUBLISHED] == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_every_item_and_obeys_its_schema(built: FilePath, handbook: Handbook, kind: str) -> None:
    data = loaded(built / f"data/{kind}.json")
    schema = loaded(built / f"data/{kind}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert list(data) == list(handbook.library.items[kind])
    broken = {**data, "one": {"no_such_field": 1}}
    assert not jsonschema.Draft202012Validator(schema).is_valid(broken)


@pytest.mark.parametrize("kind", KINDS)
def test_yaml_is_the_source_and_says_the_same(built: FilePath, handbook: Handbook, kind: str) -> None:
    text = (built / f"data/{kind}.yml").read_text("utf-8")
    data = yaml.load(text, yaml.BaseLoader)  # every scalar as it is written
    published = loaded(built / f"data/{kind}.json")
    assert list(data) == list(published)
    assert flat(data) == flat(published)
    for item in handbook.library.all(kind):
        source = (handbook.root / item.source.file).read_text("utf-8")
        assert [line for line in source.splitlines() if line.strip() and line.strip() not in text] == []


def flat(value: Any) -> Any:
    """Texts only, with single blanks, as the models read them."""
    if isinstance(value, dict):
        return {key: flat(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [flat(inner) for inner in value]
    return " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())


@pytest.mark.parametrize("kind", KINDS)
def test_both_tables_hold_the_same_in_every_row(built: FilePath, kind: str) -> None:
    danish = table(built / f"data/{kind}-da.csv", ";")
    assert danish and danish == table(built / f"data/{kind}.csv")
    assert all(None not in row and None not in row.values() for row in danish), "a row is longer or shorter"
    assert {row["key"] for row in danish} == set(loaded(built / f"data/{kind}.json"))


def said(library: Library, cell: Any, lang: str) -> str:
    text = library.point(cell.claim).text if cell.claim else cell
    return str(getattr(text, lang))


def test_cells_of_comparisons_are_those_of_the_data(built: FilePath, handbook: Handbook) -> None:
    rows = {(row["key"], row["row"], row["column"]): row for row in table(built / "data/comparisons.csv")}
    expected = 0
    for item in handbook.library.all("comparisons"):
        for line in item.value.rows:
            for column in item.value.columns:
                row, cell = rows[item.key, line.key, column.key], line.cells[column.key]
                expected += 1
                for lang in LANGUAGES:
                    assert unmarked(row[lang]) == said(handbook.library, cell, lang)
                    assert row[f"row.{lang}"] == getattr(line.label, lang)
                    assert row[f"column.{lang}"] == getattr(column.label, lang)
                assert row["sources"] == " | ".join(cell.sources or [])
                assert row["claim"] == (cell.claim or "")
    assert len(rows) == expected


def unmarked(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t]", cell) else cell


@pytest.mark.parametrize(
    ("kind", "part"),
    [("programmes", "steps"), ("checklists", "questions"), ("ladders", "rungs"), ("slides", "points"), ("cases", "")],
)
def test_there_is_a_row_for_each_part(built: FilePath, handbook: Handbook, kind: str, part: str) -> None:
    items = list(handbook.library.all(kind))
    count = sum(len(getattr(item.value, part)) for item in items) if part else len(items)
    assert len(table(built / f"data/{kind}.csv")) == count


def test_steps_of_programmes_are_those_of_the_data(built: FilePath, handbook: Handbook) -> None:
    steps = [(item.key, step) for item in handbook.library.all("programmes") for step in item.value.steps]
    for row, (key, step) in zip(table(built / "data/programmes-da.csv", ";"), steps, strict=True):
        assert (row["key"], row["steps.minutes"], row["steps.does.da"]) == (key, str(step.minutes), step.does.da)
        assert row["steps.says.en"] == (step.says.en if step.says else "")


def test_every_claim_is_in_a_table(built: FilePath, handbook: Handbook) -> None:
    """No words are lost on the way: whatever a statement says in Danish stands in the table of its kind."""
    for kind in KINDS:
        text = "\n".join("\n".join(row.values()) for row in table(built / f"data/{kind}.csv"))
        for item in handbook.library.all(kind):
            for statement, path in statements(item.value):
                assert said(handbook.library, statement, "da") in text, (kind, item.key, path)


def test_a_spreadsheet_is_given_nothing_to_calculate(built: FilePath) -> None:
    for file in sorted((built / "data").glob("*.csv")):
        for row in table(file, ";" if file.name.endswith("-da.csv") else ","):
            assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == [], file.name
    assert separated([["=HYPERLINK(1)", "+1", "-1", "@x", "ok"]], ";").decode("utf-8-sig").count("'") == 4


def test_the_index_names_every_file_as_it_is(built: FilePath, index: dict[str, Any]) -> None:
    listed = [one for found in index["dataset"] for one in found["distribution"]]
    for one in listed:
        content = (built / one["file"]).read_bytes()
        assert one["byteSize"] == len(content) > 0, one["file"]
        assert one["checksum"] == hashlib.sha256(content).hexdigest(), one["file"]
        assert one["downloadURL"] == SITE_URL + one["file"]
    there = {file.relative_to(built).as_posix() for file in (built / "data").iterdir()} - {"data/index.json"}
    assert there == {one["file"] for one in listed if one["file"].startswith("data/")}
    for found in index["dataset"]:
        if "schema" in found:
            assert (built / found["schema"]).is_file()
            assert found["items"] == len(loaded(built / f"data/{found['identifier']}.json"))
    assert "creativecommons.org/licenses/by/4.0" in index["license"]


def test_the_version_is_of_the_content_and_of_no_day_of_building(
    built: FilePath, handbook: Handbook, index: dict[str, Any]
) -> None:
    newest = max(str(page.meta["review"]["date"]) for page in handbook.pages)
    assert index["modified"] == newest and re.fullmatch(rf"{newest}\+[0-9a-f]{{12}}", index["version"])
    files = open_data.data(handbook)
    changed = {**files, "data/works.json": files["data/works.json"] + b" "}
    assert open_data.version(handbook, files) != open_data.version(handbook, changed)


def test_two_writings_give_the_same_bytes(built: FilePath, handbook: Handbook, tmp_path: FilePath) -> None:
    open_data.write(tmp_path, handbook, SITE_URL, NAMES)
    written = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert len(written) == 5 * len(KINDS) + 3 + 2 * 3 + 1
    assert {name for name, content in written.items() if (built / name).read_bytes() != content} == set()


# References -----------------------------------------------------------------------------------


def test_references_agree_in_three_formats(built: FilePath, handbook: Handbook) -> None:
    works = {item.key: item.value for item in handbook.library.all("works")}
    csl = {one["id"]: one for one in loaded(built / "data/references.csl.json")}
    bib = parse_string((built / "data/references.bib").read_text("utf-8"), "bibtex").entries
    ris = {one["id"]: one for one in rispy.loads((built / "data/references.ris").read_text("utf-8"))}
    assert set(csl) == set(bib) == set(ris) == set(works)
    for key, work in works.items():
        assert csl[key]["title"] == work.title and csl[key]["type"] == work.type
        assert re.sub(r"[{}\\]", "", bib[key].fields["title"]) == work.title
        assert (ris[key].get("title") or ris[key].get("primary_title")) == work.title
        assert bib[key].fields.get("year") == work.year == ris[key].get("year", work.year)
        assert bib[key].fields.get("doi") == csl[key].get("DOI") == ris[key].get("doi") == work.DOI
        assert len(ris[key].get("authors", [])) == len(work.author) == len(csl[key].get("author", []))
        assert len(bib[key].persons.get("author", [])) == len(work.author), key
        if work.issued:
            assert csl[key]["issued"]["date-parts"][0][0] == int(str(work.year))
        assert not {"checked", "note"} & set(csl[key]), "these are ours and no part of CSL"


# Programmes as text, and the page that offers all files ----------------------------------------


@pytest.mark.parametrize(("lang", "folder"), [("da", "filer"), ("en", "en/files")])
def test_programmes_as_text_say_every_step(built: FilePath, handbook: Handbook, lang: str, folder: str) -> None:
    for item in handbook.library.all("programmes"):
        text = (built / folder / f"{item.key}.txt").read_bytes().decode("utf-8-sig")
        assert "\n" not in text.replace("\r\n", "")
        assert not re.search(r"\{|\}|None|Undefined", text)
        for step in item.value.steps:
            assert getattr(step.what, lang) in text and getattr(step.does, lang) in text
            assert step.says is None or getattr(step.says, lang) in text
        clocks = re.findall(r"^(\d+)\.(\d\d) \((\d+) ", text, re.M)
        assert sum(int(minutes) for *_, minutes in clocks) == item.value.minutes
        first, last = ([int(part) for part in one] for one in (clocks[0], clocks[-1]))
        spent = 60 * (last[0] - first[0]) + last[1] + last[2] - first[1]
        assert spent == item.value.minutes


@pytest.mark.parametrize("url", ["hent/", "en/downloads/"])
def test_every_file_is_offered_with_its_size_and_date(built: FilePath, handbook: Handbook, url: str) -> None:
    page = next(page for page in pages(built) if page.url == url)
    offered = set()
    for link in page.article.select(".hb-offers a[download]"):
        file = (built / url / str(link["href"])).resolve()
        offered.add(file.relative_to(built.resolve()).as_posix())
        told = link.find_next_sibling("span")
        assert told is not None and told["data-size"] == link["href"]
        number, unit = re.fullmatch(r"([\d.,]+)\u00a0(B|KB|MB)", told.get_text()).groups()  # type: ignore[union-attr]
        size = float(number.replace(",", ".")) * {"B": 1, "KB": 1e3, "MB": 1e6}[unit]
        assert size == pytest.approx(file.stat().st_size, rel=0.15, abs=500), link["href"]
    assert all(line.find("time") for line in page.article.select(".hb-offers li"))
    lang_folder = "en/" if url.startswith("en/") else ""
    expected = {file.relative_to(built).as_posix() for file in (built / "data").iterdir()}
    files = built / ("en/files" if lang_folder else "filer")
    expected |= {file.relative_to(built).as_posix() for file in files.iterdir()}
    expected |= {
        file.relative_to(built).as_posix()
        for file in (*built.rglob("slides.pptx"), *built.rglob("*.pdf"))
        if file.relative_to(built).as_posix().startswith("en/") == bool(lang_folder)
    }
    assert offered == expected
    dates = {str(time["datetime"]) for time in page.article.select(".hb-offers time")}
    assert dates <= {str(one.meta["review"]["date"]) for one in handbook.pages}


def test_sizes_are_told_as_each_language_writes_them() -> None:
    told = [offers.in_words(size, "da").replace("\u00a0", " ") for size in (999, 1000, 14_600, 1_450_000)]
    assert told == ["999 B", "1 KB", "15 KB", "1,4 MB"]
    assert offers.in_words(1_450_000, "en") == "1.4\u00a0MB"


def test_the_dictionary_names_every_column_and_file(built: FilePath) -> None:
    for page in pages(built):
        if page.url in ("data-ordbog/", "en/data-dictionary/"):
            for kind in KINDS:
                section = page.soup.find(id=f"data-{kind}")
                assert section is not None
                named = {code.get_text() for code in section.find_all("code")}
                assert set(table(built / f"data/{kind}.csv")[0]) <= named
                assert {str(link["href"]).rsplit("/", 1)[-1] for link in section.find_all("a")} == {
                    f"{kind}.yml", f"{kind}.json", f"{kind}.csv", f"{kind}-da.csv", f"{kind}.schema.json",
                }  # fmt: skip
