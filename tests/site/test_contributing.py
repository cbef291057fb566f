"""The contributor's path: links to the right files, and forms that ask the same on the page and on GitHub."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path as FilePath
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import yaml
from bs4 import Tag

from macros.calls import parse_call
from macros.components import REGISTRY
from macros.handbook import Handbook
from macros.outside import Outside
from macros.permalinks import SHOWN
from macros.proposals import KINDS
from macros.rendering import render
from macros.yaml_source import read_yaml

from ..conftest import MAIL
from ..small import ROOT
from .site import pages

FILES = "https://github.com/example/haandbog/edit/main/"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
BUILT = Outside("https://github.com/example/haandbog", "edit/main/docs/", MAIL)
PROPOSE = "bidrag/foreslaa"


def shown(handbook: Handbook, call: str, lang: str, outside: Outside) -> str:
    page = handbook.pages.by_key["krydspres"][lang]  # type: ignore[index]
    parsed = parse_call(call)
    ctx = replace(handbook, outside=outside).context(page)
    return render(REGISTRY[parsed.name], ctx, parsed.args, parsed.kwargs)


@pytest.mark.site
def test_each_page_leads_to_its_own_file(built: FilePath, handbook: Handbook) -> None:
    files = {page.url: page.file for page in handbook.pages}
    seen = 0
    for page in pages(built):
        if page.url not in files:
            continue
        links = page.soup.select("a[rel=edit]")
        assert [link["href"] for link in links] == [FILES + files[page.url]], page.url
        assert (ROOT / files[page.url]).is_file()
        seen += 1
    assert seen == len(files)


@pytest.mark.site
def test_each_figure_leads_to_its_data(built: FilePath, handbook: Handbook) -> None:
    """Every table, ladder, drawing, example, exercise and so on, in both languages."""
    by_url = {page.url: page for page in handbook.pages}
    for page in pages(built):
        if page.url not in by_url or by_url[page.url].key == "bidrag/makroer":
            continue  # the latter shows an example of each macro
        wanted = []
        for call in by_url[page.url].calls:
            kind = SHOWN.get(call.name)
            if kind is None:
                continue
            keys = [call.args[0], *call.kwargs.get("beside", [])]
            wanted += [FILES + handbook.library.items[kind.name][key].source.file for key in keys]
        found = [str(link["href"]) for link in page.article.select("p.hb-share a") if link["href"].startswith(FILES)]
        assert sorted(found) == sorted(wanted), page.url
        for url in found:
            assert (ROOT / url.removeprefix(FILES)).is_file(), url


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_address_no_link(handbook: Handbook, lang: str) -> None:
    """Without a repository nothing is promised and nothing empty is left behind."""
    table = shown(handbook, '{{ comparison("ressourcer") }}', lang, Outside())
    assert "data/comparisons" not in table
    assert shown(handbook, '{{ steps("opskriften") }}', lang, Outside()).count("hb-share") == 0
    assert shown(handbook, '{{ steps("opskriften") }}', lang, BUILT).count("hb-share") == 1
    form = shown(handbook, "{{ proposal_form() }}", lang, Outside())
    assert "<a " not in form and handbook.library.find("ui", "propose_nowhere").in_(lang) in form
    assert handbook.library.find("ui", "propose_nowhere").in_(lang) not in shown(
        handbook, "{{ proposal_form() }}", lang, BUILT
    )


@pytest.mark.parametrize(
    ("outside", "edit", "issue", "mail"),
    [
        (BUILT, FILES + "docs/data/x.yml", True, True),
        (Outside("https://github.com/example/haandbog/", "edit/main/docs/"), FILES + "docs/data/x.yml", True, False),
        (Outside("https://github.com/example/haandbog", ""), "", True, False),
        (Outside("", "edit/main/docs/", MAIL), "", False, True),
        (
            Outside("https://gitlab.com/a/b", "-/edit/main/docs/"),
            "https://gitlab.com/a/b/-/edit/main/docs/data/x.yml",
            False,
            False,
        ),
        (Outside("https://github.example.dk/a/b", ""), "", True, False),
        (Outside("https://mygithub.com/a/b", ""), "", False, False),
    ],
)
def test_where_links_lead(outside: Outside, edit: str, issue: bool, mail: bool) -> None:
    assert outside.edit_url("docs/data/x.yml") == edit
    assert bool(outside.issue_url("fejl.yml")) == issue
    assert bool(outside.mail_url("a", "b")) == mail


def test_a_letter_keeps_every_sign() -> None:
    url = urlsplit(BUILT.mail_url("Fejl & mangler", "Hvor?\n\n50 % + æ #1"))
    assert url.path == MAIL
    assert parse_qs(url.query.replace("+", "%2B")) == {
        "subject": ["Fejl & mangler"],
        "body": ["Hvor?\r\n\r\n50 % + æ #1"],
    }
    assert " " not in url.query and "+" not in url.query


def asked(form: FilePath) -> list[dict[str, object]]:
    """The questions of an issue form that are answered in words."""
    body = yaml.safe_load(form.read_text("utf-8"))["body"]
    return [one for one in body if one["type"] in ("input", "textarea")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_issue_form_asks_what_the_page_asks(kind: str, handbook: Handbook) -> None:
    """Ids, words in both languages, what has to be answered, and how long an answer may be."""
    words = handbook.library.items["ui"]

    def both(key: str) -> str:
        return f"{words[key].value.da} ({words[key].value.en})"

    wanted = [
        {
            "type": "textarea" if ask.long else "input",
            "id": ask.id,
            "label": both(ask.word(kind)),
            "description": both(f"{ask.word(kind)}_help") if ask.help and ask.id != "nu" else "",
            "required": ask.required,
        }
        for ask in KINDS[kind]
    ]
    found = [
        {
            "type": one["type"],
            "id": one["id"],
            "label": one["attributes"]["label"],  # type: ignore[index]
            "description": one["attributes"].get("description", ""),  # type: ignore[index, attr-defined]
            "required": one.get("validations", {}).get("required", False),  # type: ignore[attr-defined]
        }
        for one in asked(FORMS / f"{kind}.yml")
    ]
    assert found == wanted


def test_every_issue_form_is_on_the_page() -> None:
    assert {file.stem for file in FORMS.glob("*.yml")} - {"config"} == set(KINDS)
    assert {"fejl", "eksempel", "oversaettelse", "oevelse"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_issue_form_is_in_both_languages(kind: str) -> None:
    """Danish, and the same in English in brackets."""
    form = yaml.safe_load((FORMS / f"{kind}.yml").read_text("utf-8"))
    texts = [form["name"], form["description"]]
    for one in form["body"]:
        attributes = one["attributes"]
        texts += [attributes[name] for name in ("label", "description") if name in attributes]
        texts += [option["label"] if isinstance(option, dict) else option for option in attributes.get("options", [])]
        if one["type"] == "markdown":
            danish, english = attributes["value"].strip().splitlines()
            assert english.startswith("(") and english.endswith(")") and not danish.startswith("(")
    for text in texts:
        assert re.fullmatch(r"[^()]+ \([^()]+\)", text), text


@pytest.mark.site
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_without_scripts_says_what_to_write_and_where(built: FilePath, handbook: Handbook, lang: str) -> None:
    url = handbook.pages.by_key[PROPOSE][lang].url  # type: ignore[index]
    page = next(one for one in pages(built) if one.url == url)
    kinds = page.article.select("fieldset[data-kind]")
    assert [one["data-kind"] for one in kinds] == list(KINDS)
    for one in kinds:
        labels = [label.select_one("b").text for label in one.select("label")]  # type: ignore[union-attr]
        mail, issue = one.select_one("a[data-send=mail]"), one.select_one("a[data-send=issue]")
        assert isinstance(mail, Tag) and isinstance(issue, Tag)
        letter = urlsplit(str(mail["href"]))
        assert letter.scheme == "mailto" and letter.path == MAIL
        assert [line for line in parse_qs(letter.query)["body"][0].split("\r\n") if line] == labels
        assert issue["href"] == f"https://github.com/example/haandbog/issues/new?template={one['data-kind']}.yml"


@pytest.mark.site
def test_each_page_leads_to_the_form_in_its_language(built: FilePath, handbook: Handbook) -> None:
    forms = handbook.pages.by_key[PROPOSE]
    ours = {page.url: page for page in handbook.pages}
    for page in pages(built):
        if page.url not in ours or ours[page.url].key == PROPOSE:
            continue
        (link,) = page.soup.select("[data-module=propose-link]")
        path, query = str(link["href"]).split("?")
        assert (built / page.url / path).resolve() == (built / forms[ours[page.url].lang].url).resolve(), page.url
        assert parse_qs(query, keep_blank_values=True) == {"side": [page.url]}


# The steps on the pages for contributors, taken by a newcomer ----------------------------------

TABLE = "docs/data/comparisons/to-syn.yml"
PLANTED = [
    ("docs/data/comparisons/definitionen.yml", "sources: [editorial]", "sources: [Torfing 2017]"),
    (
        "docs/data/comparisons/faldgruber.yml",
        '"Syv faldgruber, og hvad du kan gøre"',
        "Syv faldgruber, og hvad du kan gøre",
    ),
    ("docs/data/comparisons/ikke-samskabelse.yml", "        en: Consultation\n", ""),
    ("docs/data/steps/opskriften.yml", "  - key: problem", "\t- key: problem"),
]


@pytest.fixture
def clone(tmp_path: FilePath) -> FilePath:
    """The handbook's own text and data, to change."""
    for name in ("docs", "links", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    return tmp_path


def command(root: FilePath, *arguments: str, lang: str = "en") -> tuple[int, list[str]]:
    call = [sys.executable, "-m", "macros", "--root", str(root), *arguments]
    environment = {**os.environ, "LC_MESSAGES": lang}
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stdout.splitlines()


def guide(name: str, lang: str) -> str:
    return (ROOT / f"docs/bidrag/{name}{'' if lang == 'da' else '.en'}.md").read_text("utf-8")


def section(text: str, anchor: str) -> str:
    return re.split(r"(?m)^## ", text.split(f"{{ #{anchor} }}")[1])[0]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_mistakes_are_shown_as_the_check_says_them(clone: FilePath, lang: str) -> None:
    shown_ = re.findall(r"(?s)```text\n(.*?)```", section(guide("data", lang), "fejl"))[0].splitlines()
    for name, old, new in PLANTED:
        text = (clone / name).read_text("utf-8")
        assert old in text, name
        (clone / name).write_text(text.replace(old, new, 1), "utf-8")
    code, lines = command(clone, "check", "--format", "text", lang=lang)
    assert code == 1
    assert lines[: len(PLANTED)] == shown_


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_way_to_a_new_table(clone: FilePath, lang: str) -> None:
    """The example in the guide, put where its steps say, passes; on the way the check says what the guide quotes."""
    example = re.findall(r"(?s)```yaml\n(.*?)```", section(guide("data", lang), "tabel"))[0]
    steps = section(guide("data", lang), "ny-tabel")
    (clone / TABLE).write_text(f"# To syn på borgeren.\n{example}", "utf-8")
    code, lines = command(clone, "check", "--format", "text", lang=lang)
    quoted = re.findall(r"`([^`]+)`", steps.split("6. ")[1])[0]
    assert code == 1 and lines[0].startswith(f"{TABLE}:") and quoted in lines[0]
    call = re.findall(r"(\{\{ comparison\(.*?\) \}\})", steps)[0]
    for name, title in (
        ("docs/tabeller.md", "To syn på borgeren"),
        ("docs/tabeller.en.md", "Two views of the citizen"),
    ):
        with (clone / name).open("a", encoding="utf-8") as file:
            file.write(f"\n## {title} {{ #tabel-to-syn }}\n\n{call}\n")
    code, lines = command(clone, "check", "--format", "text", lang=lang)
    assert code == 1 and all("links/register.txt" in line for line in lines[:-1])
    assert "links/register.txt" in steps and "make links" in steps, "the guide says what to do about that"
    assert command(clone, "links")[0] == 0
    code, lines = command(clone, "check", "--format", "text", lang=lang)
    assert code == 0, lines


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_typing_error_in_one_language_passes_without_a_word(clone: FilePath, lang: str) -> None:
    page = clone / f"docs/krydspres{'' if lang == 'da' else '.en'}.md"
    text = page.read_text("utf-8")
    assert ", og " in text or ", and " in text
    page.write_text(text.replace(", og ", " og ", 1) if lang == "da" else text.replace(", and ", " and ", 1), "utf-8")
    code, lines = command(clone, "check", "--format", "text")
    assert code == 0 and not [line for line in lines if "krydspres" in line]


def test_a_new_number_in_one_language_is_told_and_stops_nobody(clone: FilePath) -> None:
    table = clone / "docs/data/comparisons/ikke-samskabelse.yml"
    table.write_text(table.read_text("utf-8").replace("da: Høring\n", "da: Høring i 14 dage\n", 1), "utf-8")
    code, lines = command(clone, "check", "--format", "text")
    assert code == 0 and any("ikke-samskabelse" in line for line in lines)


def test_the_editor_checks_and_completes_data(handbook: Handbook) -> None:
    """The map from data to schema names every data file once, and each schema knows its fields."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended, "without it the map does nothing"
    files = [file.relative_to(ROOT).as_posix() for file in (ROOT / "docs/data").rglob("*.yml")]
    for file in files:
        fitting = [schema for schema, sign in settings.items() if fnmatch(file, sign)]
        assert len(fitting) == 1, file
        schema = json.loads((ROOT / fitting[0]).read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        source, _ = read_yaml((ROOT / file).read_bytes(), file)  # as editors read it: YAML 1.2, where `no` is a word
        assert source is not None
        data = source.data
        assert not list(validator.iter_errors(data)), file
        broken = {**data, "titel": "x"} if not schema.get("additionalProperties") else {"Nøgle": {"titel": "x"}}
        assert list(validator.iter_errors(broken)), f"{file}: a field of a wrong name is not found"
