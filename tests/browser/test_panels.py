"""The menu and the list of sections: panels on every page that has their button."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("url", "width", "button", "panel"),
    [
        ("en/", 1280, ".hb-menu", ".hb-nav"),
        ("krydspres/", 360, ".hb-menu", ".hb-nav"),
        ("krydspres/", 360, ".hb-path__toc", ".hb-toc"),
        ("krydspres/", 1000, ".hb-path__toc", ".hb-toc"),
        ("en/four-ways-in/", 1280, ".hb-path__toc", ".hb-toc"),
    ],
)
def test_a_panel_opens_closes_and_leads(
    browser: Browser, server: str, url: str, width: int, button: str, panel: str
) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 740})
    page = opened.new_page()
    page.goto(server + url)
    assert page.locator(panel).is_hidden()
    page.locator(button).click()
    assert page.locator(panel).is_visible()
    page.keyboard.press("Escape")
    assert page.locator(panel).is_hidden()
    assert page.evaluate("document.activeElement.className").split()[-1] in button
    page.locator(button).click()
    page.locator(f"{panel} a").last.click()
    page.wait_for_timeout(100)
    assert page.locator(panel).is_hidden()
    assert page.url != server + url
    opened.close()


def test_on_a_wide_screen_both_stand_beside_the_text(browser: Browser, server: str) -> None:
    opened = browser.new_context(viewport={"width": 1280, "height": 740})
    page = opened.new_page()
    page.goto(server + "krydspres/")
    nav, text, toc = (page.locator(one).bounding_box() for one in (".hb-nav", "article", ".hb-toc"))
    assert nav and text and toc
    assert nav["x"] + nav["width"] <= text["x"] and text["x"] + text["width"] <= toc["x"]
    assert page.locator(".hb-menu").is_hidden() and page.locator(".hb-path__toc").is_hidden()
    opened.close()
