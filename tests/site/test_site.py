"""The built site, all pages in both languages: links, languages, facts, provenance, privacy, validity."""

import re
import xml.etree.ElementTree as ET
from copy import copy
from itertools import pairwise
from pathlib import Path as FilePath

import html5lib
import pytest
from bs4 import Tag

from macros.checks.coverage import marked_points
from macros.handbook import Handbook
from macros.library import statements
from macros.model.base import LANGUAGES

from ..conftest import MAIL, SITE_URL
from .site import Html, pages, target

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(built: FilePath) -> dict[str, Html]:
    return {page.url: page for page in pages(built)}


def content(site: dict[str, Html]) -> list[Html]:
    """The handbook's pages, without those that only show one of them in another way: editions and sheets."""
    return [page for page in site.values() if f'rel="canonical" href="{SITE_URL}{page.url}"' in page.text]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# Pages and links ------------------------------------------------------------------------------


def test_every_page_is_built_where_it_should_be(site: dict[str, Html], handbook: Handbook) -> None:
    assert {page.url for page in content(site)} == {page.url for page in handbook.pages}
    assert {"404.html", "en/404.html"} <= set(site)


def test_every_internal_link_and_anchor_resolves(site: dict[str, Html], built: FilePath) -> None:
    dead = []
    for page in site.values():
        for tag, attribute in (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")):
            for found in page.soup.find_all(tag, attrs={attribute: True}):
                goal = target(page, str(found[attribute]), SITE_URL)
                if goal is None:
                    continue
                path, _, anchor = goal.partition("#")
                file = built / path / "index.html" if path.endswith("/") or not path else built / path
                if not file.is_file():
                    dead.append(f"{page.url}: {found[attribute]}")
                elif anchor and path in site and anchor not in site[path].ids:
                    dead.append(f"{page.url}: no #{anchor} in {path}")
    assert dead == []


def test_a_dead_link_would_be_seen(site: dict[str, Html]) -> None:
    page = Html("krydspres/", '<a href="../findes-ikke/">x</a>')
    assert target(page, "../findes-ikke/", SITE_URL) == "findes-ikke/"
    assert "findes-ikke/" not in site


def test_ids_are_unique(site: dict[str, Html]) -> None:
    for page in site.values():
        assert sorted(page.ids) == sorted(set(page.ids)), page.url


def test_html_is_valid(site: dict[str, Html]) -> None:
    for page in site.values():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.text)
        assert parser.errors == [], page.url


def test_html_keeps_the_rules_that_a_parser_does_not_see(site: dict[str, Html]) -> None:
    for page in site.values():
        for caption in page.soup.find_all("figcaption"):
            assert caption.parent is not None and caption.parent.name == "figure", page.url
            beside = [one for one in caption.parent.children if isinstance(one, Tag)]
            assert caption in (beside[0], beside[-1]), page.url
        assert not page.soup.select("table[role], :is(thead, tbody, tr, th, td)[role]"), page.url
        assert not page.soup.select("input:is([type=checkbox], [type=radio])[autocomplete]"), page.url


def test_one_first_heading_and_no_level_left_out(site: dict[str, Html]) -> None:
    for page in site.values():
        levels = [int(tag.name[1]) for tag in page.article.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, page.url
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.url


# Languages ------------------------------------------------------------------------------------


def test_language_of_each_page(site: dict[str, Html]) -> None:
    for page in site.values():
        assert page.soup.html is not None
        assert page.soup.html["lang"] == page.lang, page.url


def test_pages_come_in_pairs_and_the_switcher_leads_to_the_other(site: dict[str, Html], handbook: Handbook) -> None:
    for pair in handbook.pages.by_key.values():
        assert set(pair) == set(LANGUAGES)
        for lang in LANGUAGES:
            page = site[pair[lang].url]
            for other in LANGUAGES:
                switch = page.soup.select_one(f".hb-header a[hreflang={other}]")
                assert (switch is None) == (other == lang)
                if switch is not None:
                    assert target(page, str(switch["href"]), SITE_URL) == pair[other].url
                head = page.soup.select_one(f'link[hreflang="{other}"]')
                assert head is not None and head["href"] == SITE_URL + pair[other].url
            default = page.soup.select_one('link[hreflang="x-default"]')
            assert default is not None and default["href"] == SITE_URL + pair["da"].url
            canonical = page.soup.select_one('link[rel="canonical"]')
            assert canonical is not None and canonical["href"] == SITE_URL + page.url


def test_sitemap_has_every_page_with_its_languages(built: FilePath, handbook: Handbook) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ET.parse(built / "sitemap.xml")
    urls = {
        url.findtext("s:loc", "", names): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)
        }
        for url in tree.getroot().findall("s:url", names)
    }
    expected = {
        SITE_URL + page.url: {lang: SITE_URL + pair[lang].url for lang in LANGUAGES}
        for pair in handbook.pages.by_key.values()
        for page in pair.values()
        if not page.meta.get("noindex")
    }
    assert urls == expected
    days = {url.findtext("s:loc", "", names): url.findtext("s:lastmod", "", names) for url in tree.getroot()}
    assert days[SITE_URL] == handbook.pages.get("index", "da").meta["review"]["date"]


def test_links_stay_in_the_language(site: dict[str, Html]) -> None:
    for page in content(site):
        for link in page.article.find_all("a", href=True):
            goal = target(page, str(link["href"]), SITE_URL)
            if goal is not None and not goal.endswith((".svg", ".png")) and not goal.startswith("data/"):
                assert goal.startswith("en/") == (page.lang == "en"), f"{page.url}: {link['href']}"


_DANISH = re.compile(r"\b(?:og|ikke|hvad|hvordan|borgerne|kommunen|sammen|løsninger|næste|forrige|søg|kilder)\b", re.I)
_ENGLISH = re.compile(r"\b(?:the|and|with|which|citizens|together|next|previous|search|sources|skip to)\b", re.I)


def test_words_of_the_frame_are_in_the_page_s_language(site: dict[str, Html]) -> None:
    for page in site.values():
        for found in page.soup.select(".hb-header, .hb-nav, .hb-toc, .hb-path, .hb-after, .hb-footer, .md-skip"):
            part = copy(found)
            for foreign in part.select(
                "[lang], [hreflang], .hb-brand, .hb-reviewed, :is(.hb-nav, .hb-toc, .hb-turn, .hb-related) a"
            ):
                foreign.extract()
            attributes = " ".join(
                str(tag[name]) for tag in part.find_all(True) for name in ("aria-label", "title") if tag.has_attr(name)
            )
            text = words(part.get_text(" ") + " " + attributes)
            wrong = (_DANISH if page.lang == "en" else _ENGLISH).search(text)
            assert wrong is None, f"{page.url}: '{wrong[0] if wrong else ''}' in {text[:200]}"


def test_parts_of_the_navigation_are_translated(site: dict[str, Html]) -> None:
    danish, english = (
        [" ".join(part.get_text().split()) for part in site[url].soup.select(".hb-nav > ul:first-child > li > a")]
        for url in ("", "en/")
    )
    assert len(danish) == len(english) >= 9
    assert set(danish) & set(english) <= {"Start"}


def test_no_leftovers(site: dict[str, Html]) -> None:
    for page in site.values():
        article = copy(page.article)
        for code in article.find_all(["pre", "code", "script"]):
            code.extract()
        text = article.get_text(" ")
        leftover = re.search(r"\{\{|\}\}|\{%|\{ ?#|\{da:|hbstash|wzxhzdk|\bTODO\b|(?:!!!|\?\?\?) [a-z]", text)
        assert leftover is None, f"{page.url}: {leftover[0] if leftover else ''}"


def test_boxes_have_titles_in_the_page_s_language(site: dict[str, Html], handbook: Handbook) -> None:
    titles = {
        lang: {item.value.in_(lang) for key, item in handbook.library.items["ui"].items() if key.startswith("box_")}
        for lang in LANGUAGES
    }
    for page in content(site):
        for title in page.article.select(".admonition-title, details:not([class^=hb-]) > summary"):
            assert title.get_text(strip=True) in titles[page.lang], page.url  # type: ignore[index]


# Facts ----------------------------------------------------------------------------------------


def test_every_point_of_the_deck_is_marked_in_a_chapter(site: dict[str, Html], handbook: Handbook) -> None:
    for lang in LANGUAGES:
        marked = {
            point
            for page in handbook.pages
            if page.lang == lang and page.key not in ("kilder", "litteratur") and not page.key.startswith("bidrag/")
            for mark in site[page.url].article.select(".hb-slide[data-points]")
            for point in str(mark["data-points"]).split()
        }
        chapters_of_16 = {"16-1"}  # the list of books is told on the pages of sources and literature
        assert set(handbook.library.points) - marked - chapters_of_16 == set()


def test_marks_in_the_page_are_those_of_the_source(site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        if page.key.startswith("bidrag/"):
            continue
        built_marks = [
            point
            for mark in site[page.url].article.select(".hb-slide[data-points]")
            for point in str(mark["data-points"]).split()
        ]
        assert built_marks == marked_points(handbook, page), page.file


def test_every_fact_is_shown_where_its_macro_is_called(site: dict[str, Html], handbook: Handbook) -> None:
    shown = {"comparison": "comparisons", "ladder": "ladders", "case": "cases", "dilemma": "dilemmas", "steps": "steps"}
    for page in handbook.pages:
        text = words(site[page.url].article.get_text())
        for call in page.calls:
            if call.name not in shown or call.kwargs.get("columns") or call.kwargs.get("rows"):
                continue
            for key in [call.args[0], *(call.kwargs.get("beside") or [])]:
                item = handbook.library.items[shown[call.name]][key]
                for statement, path in statements(item.value):
                    text_of = handbook.library.point(statement.claim).text if statement.claim else statement
                    said = getattr(text_of, page.lang)
                    assert words(said) in text, f"{page.file}: {key} {path}"


def test_every_term_work_and_slide_is_listed(site: dict[str, Html], handbook: Handbook) -> None:
    for lang in LANGUAGES:
        glossary = site[handbook.pages.get("ordliste", lang).url]
        assert {f"term-{key}" for key in handbook.library.items["terms"]} <= set(glossary.ids)
        works = site[handbook.pages.get("litteratur", lang).url]
        assert {f"ref-{key}" for key in handbook.library.items["works"]} <= set(works.ids)
        slides = site[handbook.pages.get("kilder", lang).url]
        assert {f"punkt-{key}" for key in handbook.library.points} <= set(slides.ids)


def test_all_tables_and_models_stand_on_one_page(handbook: Handbook) -> None:
    for lang in LANGUAGES:
        calls = handbook.pages.get("tabeller", lang).calls
        shown = {(call.name, key) for call in calls for key in [*call.args[:1], *(call.kwargs.get("beside") or [])]}
        for kind, name in (("comparisons", "comparison"), ("ladders", "ladder"), ("diagrams", "diagram")):
            assert {(name, item.key) for item in handbook.library.all(kind)} <= shown


def test_every_cell_leads_to_a_note_and_back(site: dict[str, Html]) -> None:
    cells = 0
    for page in content(site):
        for cell in page.article.select(".hb-comparison tbody td"):
            marks = cell.select(".hb-mark a")
            assert len(marks) == 1, f"{page.url}: {cell.get_text()}"
            note = page.article.find(id=str(marks[0]["href"])[1:])
            assert note is not None and note.name == "li"
            back = note.select_one(".hb-notes__back")
            assert back is not None and page.article.find(id=str(back["href"])[1:]) is not None
            cells += 1
    assert cells > 200


def test_tables_have_captions_and_scopes(site: dict[str, Html]) -> None:
    for page in content(site):
        for table in page.article.select(".hb-table"):
            assert table.caption is not None and table.caption.get_text(strip=True)
            assert all(head["scope"] == "col" for head in table.select("thead th"))
            assert all(row.th is not None and row.th["scope"] == "row" for row in table.select("tbody tr"))


def test_diagrams_have_a_title_and_a_description(site: dict[str, Html]) -> None:
    found = 0
    for page in content(site):
        for svg in page.article.select(".hb-diagram svg"):
            names = str(svg["aria-labelledby"]).split()
            assert svg["role"] == "img"
            assert all(page.article.find(id=name).get_text(strip=True) for name in names)  # type: ignore[union-attr]
            found += 1
    assert found >= 8


# Privacy --------------------------------------------------------------------------------------


def test_nothing_comes_from_elsewhere(site: dict[str, Html], built: FilePath) -> None:
    for page in site.values():
        for tag, attribute in (
            ("script", "src"),
            ("link", "href"),
            ("img", "src"),
            ("iframe", "src"),
            ("source", "srcset"),
        ):
            for found in page.soup.find_all(tag, attrs={attribute: True}):
                assert target(page, str(found[attribute]), SITE_URL) is not None, f"{page.url}: {found}"
    for style in built.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?https?:", style.read_text("utf-8")), style


def test_sources_and_templates_are_not_published(built: FilePath) -> None:
    assert {file.parent for file in built.rglob("*.yml")} == {built / "data"}, "what is published stands there"
    assert not {"ui.yml", "words.yml", "search.yml"} & {file.name for file in built.rglob("*.yml")}
    assert not list(built.rglob("*.jinja")) and not list(built.rglob("*.py"))


def test_no_address_of_a_person(site: dict[str, Html]) -> None:
    for page in site.values():
        assert not re.search(r"[\w.]+@[\w.]+\.\w+", page.article.get_text()), page.url
        assert "mailto:" not in page.text.replace(f"mailto:{MAIL}", ""), page.url
