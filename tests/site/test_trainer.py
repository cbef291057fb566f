"""What trainers use, as built: exercises with their sheets, programmes that add up, editions of the chapters."""

import json
import re
from itertools import pairwise
from pathlib import Path as FilePath

import pytest
from bs4 import Tag

from macros.exercise_pages import page_of, sheet_url, sheets
from macros.handbook import Handbook
from macros.model.base import LANGUAGES
from macros.trainer_box import is_chapter, view_url

from ..conftest import SITE_URL
from .site import Html, pages, target

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(built: FilePath) -> dict[str, Html]:
    return {page.url: page for page in pages(built)}


def the(page: Html, selector: str) -> Tag:
    found = page.soup.select_one(selector)
    assert found is not None, f"{page.url}: {selector}"
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


# Exercises ------------------------------------------------------------------------------------


def test_there_are_enough_exercises(handbook: Handbook) -> None:
    assert len(handbook.library.items["exercises"]) >= 12


def test_each_exercise_has_a_page_whose_minutes_add_up(site: dict[str, Html], handbook: Handbook) -> None:
    for item in handbook.library.all("exercises"):
        for lang in LANGUAGES:
            page = page_of(handbook.pages, item.key, lang)
            assert page is not None
            spans = [
                [int(part) for part in re.findall(r"\d+", words(tag))]
                for tag in site[page.url].soup.select(".hb-exercise__minutes")
            ]
            assert [start for start, _ in spans] == [0, *[end for _, end in spans[:-1]]]
            assert spans[-1][1] == item.value.minutes
            assert item.value.invitation.in_(lang) in words(the(site[page.url], ".hb-exercise__invitation"))


def test_the_overview_leads_to_each_exercise(site: dict[str, Html], handbook: Handbook) -> None:
    for lang in LANGUAGES:
        overview = site[handbook.pages.get("oevelser", lang).url]
        rows = {words(row).split(".")[0]: row for row in overview.soup.select(".hb-exercise-list tbody tr")}
        for item in handbook.library.all("exercises"):
            row = rows[str(item.value.number)]
            page = page_of(handbook.pages, item.key, lang)
            assert page is not None and row.a is not None
            assert target(overview, str(row.a["href"]), SITE_URL) == page.url
            mark = row.select_one(".hb-maturity")
            assert mark is not None and mark.get_text(strip=True), "how well it is tried is said in words"


def test_sheets_are_there_in_both_languages_and_out_of_the_sitemap(
    site: dict[str, Html], built: FilePath, handbook: Handbook
) -> None:
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    for item in handbook.library.all("exercises"):
        for lang in LANGUAGES:
            page = page_of(handbook.pages, item.key, lang)
            assert page is not None
            linked = {target(site[page.url], str(a["href"]), SITE_URL) for a in site[page.url].soup.select("a[href]")}
            for sheet in sheets(item.value):
                url = sheet_url(page, sheet)
                assert url in linked
                paper = site[url]
                assert paper.soup.html is not None and paper.soup.html["lang"] == lang
                assert not paper.soup.select('meta[name="robots"]'), "the canonical address says which page it is"
                assert the(paper, 'link[rel="canonical"]')["href"] == SITE_URL + page.url
                assert url not in sitemap
                assert item.value.title.in_(lang) in words(the(paper, "h1"))


def test_answers_stand_on_a_sheet_of_their_own(site: dict[str, Html], handbook: Handbook) -> None:
    for item in handbook.library.all("exercises"):
        if not item.value.cards:
            continue
        page = page_of(handbook.pages, item.key, "da")
        assert page is not None
        paper = site[sheet_url(page, "cards")]
        cards = words(the(paper, ".hb-sheet__cards"))
        assert all(card.text.da in cards for card in item.value.cards)
        assert not any(card.answer.da in cards for card in item.value.cards)
        assert all(card.answer.da in words(the(paper, ".hb-sheet__answers")) for card in item.value.cards)


# Programmes and planner -----------------------------------------------------------------------


def test_programmes_add_up_as_shown(site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        for call in page.calls:
            if call.name != "programme" or call.kwargs.get("part") == "variants" or page.key.startswith("bidrag/"):
                continue
            rows = the(site[page.url], ".hb-programme__table tbody").find_all("tr")
            *steps, total = [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows]
            assert sum(int(cells[1]) for cells in steps) == int(total[1])
            clocks = [60 * int(h) + int(m) for h, m in (cells[0].split(".") for cells in steps)]
            assert [b - a for a, b in pairwise(clocks)] == [int(cells[1]) for cells in steps[:-1]]
            assert all(cells[4] for cells in steps), "every step says what the trainer does"


def test_the_planner_reads_without_a_script(site: dict[str, Html], handbook: Handbook) -> None:
    rules = handbook.library.items["planner"]["planner"].value
    for lang in LANGUAGES:
        page = site[handbook.pages.get("planlaeg", lang).url]
        planner = the(page, ".hb-planner")
        text = words(planner)
        assert all(rule.in_(lang) in text for rule in rules.rules)
        ready = [target(page, str(a["href"]), SITE_URL) for a in planner.select("a[href]")]
        assert len(ready) == len(handbook.library.items["programmes"])
        data = json.loads(str(the(page, ".hb-planner script").string))
        assert set(data["goals"]) == {goal.key for goal in rules.goals}
        for one in data["exercises"].values():
            goal = target(page, one["url"], SITE_URL)
            assert goal in site


# The trainer's edition ------------------------------------------------------------------------


def test_every_chapter_has_an_edition_for_trainers(site: dict[str, Html], handbook: Handbook) -> None:
    chapters = [page for page in handbook.pages if is_chapter(page)]
    assert len(chapters) > 30
    for page in chapters:
        reader, trainer = site[page.url], site[view_url(page)]
        back = the(trainer, ".hb-edition a")
        there = the(reader, ".hb-to-trainer a")
        assert target(trainer, str(back["href"]), SITE_URL) == page.url
        assert target(reader, str(there["href"]), SITE_URL) == trainer.url
        assert the(trainer, 'link[rel="canonical"]')["href"] == SITE_URL + page.url
        assert not trainer.soup.select('meta[name="robots"]'), "the canonical address says which page it is"
        for lang in LANGUAGES:
            if lang != page.lang:
                link = the(trainer, f'.hb-header a[hreflang="{lang}"]')
                twin = handbook.pages.get(page.key, lang)
                assert target(trainer, str(link["href"]), SITE_URL) == view_url(twin)


def test_the_edition_has_what_a_trainer_needs_first(site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        if not is_chapter(page):
            continue
        reader, trainer = site[page.url], site[view_url(page)]
        panel = the(trainer, ".hb-trainer")
        assert len(panel.select(".hb-facts > div")) >= 4
        assert trainer.soup.select_one("details.trainer") is None
        assert all(one.has_attr("open") for one in trainer.article.select("details:not(.hb-js, .hb-panel__rows)"))
        trained = [item for item in handbook.library.all("exercises") if page.key in item.value.pages]
        for item in trained:
            assert item.value.title.in_(page.lang) in words(panel)
            assert f"{item.value.minutes} min." in words(panel)
        places = {str(tag["id"]) for tag in reader.article.find_all(["h2", "h3"], id=True)}
        assert places <= set(trainer.ids), "an anchor leads to the same place in both"
        screens = [str(tag["data-target"]) for tag in trainer.soup.select('[data-module="big-screen"]')]
        assert set(screens) <= set(trainer.ids) and (screens or not trainer.article.select(".hb-comparison"))


def test_the_readers_page_has_nothing_of_it_but_the_link(site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        assert not site[page.url].soup.select(".hb-trainer, .hb-edition")
        assert len(site[page.url].soup.select(".hb-to-trainer a")) == (1 if is_chapter(page) else 0)


def test_editions_are_found_from_the_overview_and_nowhere_else(
    site: dict[str, Html], built: FilePath, handbook: Handbook
) -> None:
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    for lang in LANGUAGES:
        overview = site[handbook.pages.get("undervisning", lang).url]
        linked = {target(overview, str(a["href"]), SITE_URL) for a in overview.soup.select("a[href]")}
        for page in handbook.pages:
            if page.lang == lang and is_chapter(page):
                assert view_url(page) in linked
                assert view_url(page) not in sitemap
