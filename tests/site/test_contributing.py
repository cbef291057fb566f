"""The contributor's path: links to the right files, and forms that ask the same on the page and on GitHub."""

import re
from dataclasses import replace
from pathlib import Path as FilePath
from urllib.parse import parse_qs, urlsplit

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
