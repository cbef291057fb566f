"""Slides in a real browser: keys, swipes, the speaker's window, paper, and no script at all."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from macros.decks.addresses import web
from macros.decks.site import has_deck
from macros.handbook import Handbook

from .conftest import Watch

pytestmark = pytest.mark.browser

DECK = "styringskaede/slides/"


@pytest.fixture(params=["da", "en"])
def deck(request: pytest.FixtureRequest, context: BrowserContext, server: str, handbook: Handbook) -> Iterator[Page]:
    """A chapter's deck, watched for errors, requests elsewhere and breaches of the policy."""
    page = context.new_page()
    watch = Watch(page, server)
    page.goto(server + web(handbook.pages.get("styringskaede", request.param)))
    yield page
    assert watch.found == []


def shown(page: Page) -> list[str]:
    """Numbers of the slides that are seen."""
    return [str(one.get_attribute("id")) for one in page.locator(".hb-slide").all() if one.is_visible()]


def test_keys_and_buttons_turn_the_slides_and_the_address_follows(deck: Page) -> None:
    last = str(deck.locator(".hb-slide").count())
    assert shown(deck) == ["1"]
    for key, number in (("ArrowRight", "2"), ("PageDown", "3"), (" ", "4"), ("ArrowLeft", "3"), ("PageUp", "2"),
                        ("End", last), ("ArrowRight", last), ("Home", "1"), ("ArrowLeft", "1")):  # fmt: skip
        deck.keyboard.press(key)
        assert shown(deck) == [number] and deck.url.endswith(f"#{number}"), key
    deck.locator("[data-do=on]").click()
    assert shown(deck) == ["2"]
    assert re.search(rf"\b2\b.*\b{last}\b", deck.locator("output[data-place]").inner_text())
    assert deck.locator("progress").evaluate("e => e.value") == 2
    deck.reload()
    assert shown(deck) == ["2"]
    deck.evaluate("location.hash = '#4'")
    deck.wait_for_function("() => document.querySelector('.hb-current').id === '4'")


def test_a_button_with_the_focus_is_pressed_by_space_and_turns_one_slide_only(deck: Page) -> None:
    deck.locator("[data-do=on]").focus()
    deck.keyboard.press(" ")
    assert shown(deck) == ["2"]


def test_all_slides_can_be_scrolled_and_full_screen_comes_and_goes(deck: Page) -> None:
    deck.keyboard.press("r")
    assert len(shown(deck)) == deck.locator(".hb-slide").count()
    assert deck.locator("[data-do=scroll]").get_attribute("aria-pressed") == "true"
    deck.keyboard.press("r")
    assert shown(deck) == ["1"]
    deck.keyboard.press("f")
    deck.wait_for_function("() => document.fullscreenElement")
    deck.keyboard.press("f")
    deck.wait_for_function("() => !document.fullscreenElement")


def test_a_swipe_turns_the_slide(browser: Browser, server: str) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = opened.new_page()
    page.goto(server + DECK)
    swipe = """([from, to]) => {
        const target = document.querySelector(".hb-current")
        const touch = (x) => new Touch({identifier: 1, target, clientX: x, clientY: 300})
        const fire = (type, x, touches) => target.dispatchEvent(
            new TouchEvent(type, {bubbles: true, touches, changedTouches: [touch(x)]}))
        fire("touchstart", from, [touch(from)]); fire("touchend", to, [])
    }"""
    for start, end, number in ((300, 100, "2"), (300, 280, "2"), (100, 300, "1")):
        page.evaluate(swipe, [start, end])
        assert shown(page) == [number]
    opened.close()


def test_the_speaker_sees_what_comes_and_both_windows_stay_together(deck: Page) -> None:
    deck.keyboard.press("ArrowRight")
    with deck.context.expect_page() as opening:
        deck.locator("[data-do=speaker]").click()
    speaker = opening.value
    speaker.wait_for_selector(".hb-speaker__now .hb-slide__title")
    title = deck.locator(".hb-current .hb-slide__title").inner_text
    now = speaker.locator(".hb-speaker__now .hb-slide__title")
    assert now.inner_text() == title()
    following = deck.locator(".hb-slide").nth(2).locator(".hb-slide__title").text_content()
    assert speaker.locator(".hb-speaker__next .hb-slide__title").inner_text() == following
    speaker.keyboard.press("ArrowRight")
    deck.wait_for_function("() => document.querySelector('.hb-current').id === '3'")
    assert now.inner_text() == title() == following
    notes = deck.locator(".hb-slide").nth(2).locator(".hb-slide__notes p").all_text_contents()
    assert notes and speaker.locator(".hb-speaker__notes p").all_text_contents() == notes
    deck.keyboard.press("Home")
    speaker.wait_for_function("() => document.querySelector('.hb-speaker__place').textContent.includes('1')")
    assert now.inner_text() == title()


def test_the_clock_runs_when_the_speaker_starts_it(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(server + DECK + "?speaker")
    clock = page.locator(".hb-speaker__clock")
    page.clock.run_for(5000)
    assert clock.inner_text() == "0:00"
    page.locator("[data-do=clock]").click()
    page.clock.run_for(65000)
    assert clock.inner_text() == "1:05"
    page.locator("[data-do=clock]").click()
    assert clock.inner_text() == "0:00"


def test_it_works_offline_once_loaded(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + DECK)
    context.set_offline(True)
    page.keyboard.press("End")
    picture = page.locator(".hb-current img")
    assert picture.is_visible() and picture.evaluate("e => e.complete && e.naturalWidth") > 100
    page.keyboard.press("Home")
    assert shown(page) == ["1"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_without_scripts_everything_is_there(browser: Browser, server: str, handbook: Handbook, lang: str) -> None:
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page = opened.new_page()
    page.goto(server + web(handbook.pages.get("styringskaede", lang)))  # type: ignore[arg-type]
    slides = page.locator(".hb-slide")
    assert len(shown(page)) == slides.count() > 10
    assert not page.locator(".hb-deck__tools").is_visible()
    page.locator(".hb-slide__notes summary").first.click()
    assert page.locator(".hb-slide__notes p").first.is_visible()
    opened.close()


@pytest.mark.parametrize("key", ["styringskaede", "eksempler", "workshop-60-min"])
def test_one_slide_a_page_on_paper(context: BrowserContext, server: str, handbook: Handbook, key: str) -> None:
    page = context.new_page()
    for lang in ("da", "en"):
        page.goto(server + web(handbook.pages.get(key, lang)))
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == page.locator(".hb-slide").count()
        # A4 lying down: 842 by 595 points.
        boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(842, 595)}


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("da", 360, "light"), ("en", 1280, "dark"), ("da", 1280, "dark")]
)
def test_everybody_can_use_them(
    browser: Browser, server: str, handbook: Handbook, lang: str, width: int, scheme: str
) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened.new_page()
    watch = Watch(page, server)
    found, wide = [], []
    for key in ("styringskaede", "samskabelsestrappen", "dilemmaer", "workshop-60-min"):
        for view in ("", "scroll", "?speaker"):
            page.goto(server + web(handbook.pages.get(key, lang)) + (view if view[:1] == "?" else ""))  # type: ignore[arg-type]
            if view == "scroll":
                page.keyboard.press("r")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{key} {view}")
            for violation in Axe().run(page).response["violations"]:
                found.append(f"{key} {view}: {violation['id']} {violation['nodes'][0]['html'][:200]}")
    opened.close()
    assert found == [] and wide == [] and watch.found == []


def test_slides_fit_the_screen_of_a_projector(context: BrowserContext, server: str, handbook: Handbook) -> None:
    """No slide is higher than 16:9 by more than a line, whatever fonts the machine has."""
    page = context.new_page()
    high = []
    for one in handbook.pages:
        if has_deck(one):
            page.goto(server + web(one))
            high += page.evaluate("""() => {
                document.documentElement.classList.remove("hb-present")
                return [...document.querySelectorAll(".hb-slide__face")]
                    .filter((face) => face.offsetHeight > face.offsetWidth * 9 / 16 * 1.2)
                    .map((face) => `${location.pathname} ${face.parentElement.id}`)
            }""")
    assert high == []
