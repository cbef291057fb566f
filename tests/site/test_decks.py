"""The slides as built: where they stand, what they say about themselves, and that they weigh on nobody else."""

import io
import re
from pathlib import Path as FilePath

import brotli
import html5lib
import pytest
from pptx import Presentation

from macros.decks.addresses import powerpoint, web
from macros.decks.outline import Publication
from macros.decks.site import decks, has_deck
from macros.handbook import Handbook
from macros.model.base import LANGUAGES

from ..conftest import SITE_URL
from .site import Html, target, web_decks

pytestmark = pytest.mark.site

NAMES = {"da": "Håndbog i samskabelse", "en": "Handbook of Co-creation"}


@pytest.fixture(scope="module")
def built_decks(built: FilePath) -> dict[str, Html]:
    return {page.url: page for page in web_decks(built)}


def test_every_deck_is_built_in_both_forms(built: FilePath, built_decks: dict[str, Html], handbook: Handbook) -> None:
    having = [page for page in handbook.pages if has_deck(page)]
    assert set(built_decks) == {web(page) for page in having}
    assert sorted(built.rglob("*.pptx")) == sorted(built / powerpoint(page) for page in having)


def test_web_and_powerpoint_say_the_same(built: FilePath, built_decks: dict[str, Html], handbook: Handbook) -> None:
    for lang in LANGUAGES:
        for page, deck in decks(handbook, Publication(SITE_URL, NAMES[lang]), lang):
            soup = built_decks[web(page)].soup
            titles = [slide.title for slide in deck.slides]
            assert [head.get_text(strip=True) for head in soup.select(".hb-slide__title")] == titles
            assert [str(slide["id"]) for slide in soup.select(".hb-slide")] == [
                str(number) for number in range(1, len(titles) + 1)
            ]
            for slide, section in zip(deck.slides, soup.select(".hb-slide"), strict=True):
                assert [note.get_text() for note in section.select(".hb-slide__notes p")] == list(slide.notes)
    for key, lang in (("krydspres", "da"), ("workshop-60-min", "en")):
        page = handbook.pages.by_key[key][lang]  # type: ignore[index]
        prs = Presentation(io.BytesIO((built / powerpoint(page)).read_bytes()))
        heads = built_decks[web(page)].soup.select(".hb-slide__title")
        assert [slide.shapes.title.text for slide in prs.slides] == [head.get_text(strip=True) for head in heads]
        assert prs.core_properties.subject == NAMES[lang]


def test_html_is_valid_and_ids_are_unique(built_decks: dict[str, Html]) -> None:
    for deck in built_decks.values():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(deck.text)
        assert parser.errors == [], deck.url
        assert len(deck.ids) == len(set(deck.ids)), deck.url
        assert deck.soup.html is not None and deck.soup.html["lang"] == deck.lang
        assert "style=" not in deck.text and len(re.findall(r"<script>", deck.text)) == 1


def test_links_lead_somewhere(built: FilePath, built_decks: dict[str, Html]) -> None:
    for deck in built_decks.values():
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
            for found in deck.soup.find_all(tag, attrs={attribute: True}):
                goal = target(deck, str(found[attribute]), SITE_URL)
                if str(found[attribute]).startswith("data:"):
                    continue
                assert goal is not None, f"{deck.url}: {found}"
                path = built / goal.split("#")[0]
                assert (path / "index.html" if goal.endswith("/") or not goal else path).is_file(), goal


def test_search_engines_are_sent_to_the_page(built: FilePath, built_decks: dict[str, Html], handbook: Handbook) -> None:
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    assert "/slides/" not in sitemap
    found = [file.read_text("utf-8") for file in (built / "search").rglob("*.json")]
    assert any('"krydspres/' in text for text in found)
    for page in handbook.pages:
        assert not [text for text in found if f'"{page.url}slides/' in text]
    for page in handbook.pages:
        if has_deck(page):
            soup = built_decks[web(page)].soup
            assert not soup.select('meta[name="robots"]'), "the canonical address leads to the chapter"
            assert soup.select_one('link[rel="canonical"]')["href"] == SITE_URL + page.url  # type: ignore[index]


def test_slides_and_pages_do_not_carry_each_other_s_styles(built: FilePath, built_decks: dict[str, Html]) -> None:
    links = {deck.soup.select_one('link[rel="stylesheet"]')["href"] for deck in built_decks.values()}  # type: ignore[index]
    assert {str(link).rsplit("/", 1)[-1] for link in links} == {"deck.css"}
    chapter = Html("krydspres/", (built / "krydspres/index.html").read_text("utf-8"))
    sheets = [str(link["href"]) for link in chapter.soup.select('link[rel="stylesheet"]')]
    assert [sheet.rsplit("/", 1)[-1] for sheet in sheets] == ["handbook.css"]
    deck_css, page_css = (next(built.rglob(name)).read_text("utf-8") for name in ("deck.css", "handbook.css"))
    assert ".hb-slide__face" in deck_css and ".hb-slide__face" not in page_css
    assert ".hb-comparison" in page_css and ".hb-comparison" not in deck_css


def test_the_script_is_small(built: FilePath) -> None:
    script = next(built.rglob("deck.js")).read_bytes()
    assert len(brotli.compress(script, quality=11)) <= 4096
