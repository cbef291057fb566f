"""Search as a reader meets it: the box in the head, the page of results, and an address that was wrong."""

from pathlib import Path as FilePath
from urllib.parse import quote_plus

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.handbook import Handbook

from ..search import report
from .conftest import Watch

pytestmark = pytest.mark.browser

RESULTS = {"da": "soeg/", "en": "en/search/"}
FIRST_ANSWER = 30_000
DANISH_RECALL, ENGLISH_RECALL = 0.95, 0.95  # of the questions that were tuned on; of the others, see the report


def results(page: Page, server: str, lang: str, query: str) -> list[str]:
    """Open the page of results and read the addresses of what is found, best first."""
    page.goto(f"{server}{RESULTS[lang]}?q={quote_plus(query)}")
    page.wait_for_selector("[data-search-done]", state="attached")
    links = page.locator("[data-search-result] a").all()
    return [str(link.evaluate("a => a.href")).removeprefix(server) for link in links]


def box(page: Page, query: str) -> None:
    """Type into the field in the head and wait for the answer."""
    page.locator("header input[type=search]").press_sequentially(query)
    expect(page.locator("header .hb-search__status")).not_to_be_empty()


# What it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "query"),
    [("krydspres/", "frivilligledelse"), ("krydspres/", "hvordan får jeg de unge til at være med"),
     ("krydspres/", "samskablese"), ("en/three-views/", "how do we share the leadership with citizens")],
)  # fmt: skip
def test_nothing_is_paid_before_searching_and_little_then(
    context: BrowserContext, server: str, built: FilePath, start: str, query: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server).split("?")[0]))
    page.goto(server + start)
    page.wait_for_timeout(300)
    assert not [url for url in asked if "search" in url]
    before = len(asked)
    page.locator("header input[type=search]").fill(query)
    expect(page.locator("header .hb-search__item").first).to_be_visible()
    page.wait_for_timeout(300)
    paid = asked[before:]
    assert len(paid) > 4
    assert sum(len(brotli.compress((built / url).read_bytes(), quality=11)) for url in paid) <= FIRST_ANSWER, paid


@pytest.mark.parametrize(("lang", "query"), [("da", "borgernes roller i et opgaveudvalg"), ("en", "volunteers")])
def test_the_page_of_results_costs_no_more(
    context: BrowserContext, server: str, built: FilePath, lang: str, query: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server).split("?")[0]))
    assert results(page, server, lang, query)
    paid = [url for url in asked if "search-" in url or url.startswith("search/")]
    assert sum(len(brotli.compress((built / url).read_bytes(), quality=11)) for url in paid) <= FIRST_ANSWER, paid


# What it finds --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 412, "height": 800}).new_page()


@pytest.mark.parametrize(("lang", "least"), [("da", DANISH_RECALL), ("en", ENGLISH_RECALL)])
def test_the_questions_of_the_open_half_find_their_pages(
    page: Page, server: str, built: FilePath, handbook: Handbook, lang: str, least: float
) -> None:
    page.goto(server)
    asked = report.ask(page, server, built, handbook, lang)
    tuned = [one for one in asked if not one.held_out]
    missed = [(one.text, one.found[:5]) for one in tuned if one.recall < 1]
    assert report.recall(tuned) >= least, missed
    assert [one.text for one in tuned if not one.found] == [], "a sensible question has an answer"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_there_are_questions_enough_of_every_kind(lang: str) -> None:
    asked = list(report.questions(lang))
    assert len(asked) >= 100 and len({one["q"].lower() for one in asked}) == len(asked)
    for kind in report.KINDS:
        halves = [one["held_out"] for one in asked if one["kind"] == kind]
        assert min(halves.count(True), halves.count(False)) >= 9, kind


@pytest.mark.parametrize(
    ("lang", "alike", "wanted"),
    [
        ("da", ("frivillige", "frivillig", "frivilliges", "frivilige"), "frivilligledelse/"),
        ("da", ("frivilligledelse", "ledelse af frivillige", "frivillig ledelse"), "frivilligledelse/"),
        ("da", ("øvelser", "oevelser", "ovelser", "øvelserne", "øvelesr"), "oevelser/"),
        ("da", ("faldgrube", "faldgruberne", "fadlgruber", "faldgr"), "faldgruber/"),
        ("en", ("stairway", "stairways", "stair way", "stairwya"), "en/co-creation-stairway/"),
        ("en", ("co-creation", "cocreation", "co creation", "co-craetion"), "en/what-is-co-creation/"),
    ],
)
def test_however_it_is_written(page: Page, server: str, lang: str, alike: tuple[str, ...], wanted: str) -> None:
    for query in alike:
        assert wanted in [url.split("#")[0] for url in results(page, server, lang, query)[:5]], query


@pytest.mark.parametrize("lang", ["da", "en"])
def test_nonsense_finds_nothing(page: Page, server: str, lang: str) -> None:
    for query in ("xqzwvkjp", "kvxplm wqrtz", "asdfghjkl", "blorptang", "grzzk vbnvbn", "!!! ???", "   "):
        assert results(page, server, lang, query) == []
    page.goto(f"{server}{RESULTS[lang]}?q=xqzwvkjp")
    expect(page.locator("article [role=status]")).to_have_text(
        {"da": "Vi fandt ikke noget. Prøv med et andet ord.", "en": "We found nothing. Try another word."}[lang]
    )


@pytest.mark.parametrize("query", ["samskabelse", "participation", "Gentofte", "governance", "co-creation"])
def test_a_result_is_in_the_reader_s_language(page: Page, server: str, query: str) -> None:
    for lang in RESULTS:
        found = results(page, server, lang, query)
        assert found and all(url.startswith("en/") == (lang == "en") for url in found)
        assert not [url for url in found if url.split("#")[0] in RESULTS.values()]


# The page of results --------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "device"), [("da", 360), ("en", 1280)])
def test_the_page_of_results(browser: Browser, server: str, handbook: Handbook, lang: str, device: int) -> None:
    opened = browser.new_context(viewport={"width": device, "height": 800}, color_scheme="dark")
    page = opened.new_page()
    watch = Watch(page, server)
    query = {"da": "frivilliges rolle", "en": "the role of volunteers"}[lang]
    found = results(page, server, lang, query)
    assert len(found) == len(set(found)) == 10, "one for each section"
    assert len({url.split("#")[0] for url in found[:5]}) >= 4
    assert page.title().startswith(f"{query} – ")
    assert page.locator("article input[type=search]").input_value() == query
    first = page.locator("[data-search-result] a").first
    assert first.locator("mark").count() > 0, "the reason is marked"
    expect(page.locator("article [role=status]")).to_contain_text("steder" if lang == "da" else "places")
    assert Axe().run(page).response["violations"] == []
    page.locator("article [data-more]").click()
    expect(page.locator("[data-search-result]").nth(10)).to_be_visible()
    assert page.evaluate("document.activeElement.closest('[data-search-result]') !== null")
    # The field works too, and the address follows.
    field = page.locator("article input[type=search]")
    field.fill("NPM")
    page.wait_for_url("**?q=NPM")
    page.wait_for_selector("[data-search-done]", state="attached")
    assert page.title().startswith("NPM – ")
    field.press("Enter")
    page.locator("[data-search-result] a").first.click()
    page.wait_for_load_state()
    assert page.url.removeprefix(server).split("#")[0] in {one.url for one in handbook.pages if one.lang == lang}
    assert watch.found == []
    opened.close()


def test_what_is_asked_is_shown_as_text(page: Page, server: str) -> None:
    results(page, server, "da", "<img src=x onerror=alert(1)> ledelse")
    assert page.locator("article section img").count() == 0


def test_a_failure_is_said_and_can_be_mended(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.route("**/search/da/index.json", lambda route: route.abort())
    page.goto(f"{server}soeg/?q=ledelse")
    expect(page.locator("article [role=status]")).to_contain_text("Prøv igen")
    page.unroute("**/search/da/index.json")
    page.locator("article form button").click()
    expect(page.locator("[data-search-result]").first).to_be_visible()


def test_without_javascript_it_says_where_to_look(browser: Browser, server: str) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    for url in RESULTS.values():
        page.goto(server + url + "?q=ledelse")
        link = page.locator("article noscript a, article section p a").first
        expect(link).to_be_visible()
        link.click()
        expect(page.locator("article h1")).to_be_visible()
        assert page.locator("article a, article dt").count() > 10
    opened.close()


# The box in the head --------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "width"), [("krydspres/", 360), ("en/three-views/", 1280)])
def test_the_box_by_keyboard(browser: Browser, server: str, start: str, width: int) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 800})
    page = opened.new_page()
    watch = Watch(page, server)
    page.goto(server + start)
    box(page, "faldgrub" if width == 360 else "pitfa")
    panel = page.locator("header .hb-search__panel")
    expect(panel).to_be_visible()
    expect(panel.locator("a").first).to_contain_text("Faldgruber" if width == 360 else "Pitfalls")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('header .hb-search__panel a')[1]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    expect(panel).to_be_hidden()
    page.keyboard.type("e" if width == 360 else "l")
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faldgruber/**" if width == 360 else "**/pitfalls/**")
    box(page, "NPM")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{RESULTS['da' if width == 360 else 'en']}?q=NPM")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    assert watch.found == []
    opened.close()


def test_tab_leaves_the_box_and_closes_it(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server)
    box(page, "trappe")
    for _ in range(9):
        page.keyboard.press("Tab")
    expect(page.locator("header .hb-search__panel")).to_be_hidden()


# A page that is not there ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "there", "wanted"),
    [
        ("frivillig-ledelse.html", "404.html", "frivilligledelse/"),
        ("samskablesestrappen/", "404.html", "samskabelsestrappen/"),
        ("en/leading-volunters/", "en/404.html", "en/leading-volunteers/"),
    ],
)
def test_a_wrong_address_is_searched(
    context: BrowserContext, server: str, built: FilePath, wrong: str, there: str, wanted: str
) -> None:
    page = context.new_page()
    page.route(server + wrong, lambda route: route.fulfill(status=404, path=built / there, content_type="text/html"))
    page.route(
        "https://example.org/haandbog/**",
        lambda route: route.fulfill(path=built / route.request.url.split("/haandbog/")[1]),
    )
    page.goto(server + wrong)
    links = page.locator(".hb-search-404 a")
    expect(links.first).to_be_visible()
    assert links.count() <= 5
    assert wanted in [str(link.evaluate("a => a.href")).removeprefix(server).split("#")[0] for link in links.all()]
