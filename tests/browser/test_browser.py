"""The site in a real browser: phone and desktop, light and dark, with and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from macros.handbook import Handbook

from .conftest import WIDTHS, Watch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
def test_every_page_fits_and_is_quiet(
    browser: Browser, server: str, handbook: Handbook, device: str, scheme: str
) -> None:
    opened = browser.new_context(viewport={"width": WIDTHS[device], "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened.new_page()
    watch = Watch(page, server)
    wide = []
    for one in handbook.pages:
        page.goto(server + one.url)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(one.url)
    opened.close()
    assert wide == []
    assert watch.found == []


def test_the_guards_see_what_they_guard_against(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    page.goto(server)
    page.evaluate("""() => {
        console.error("x"); fetch("findes-ikke.json").catch(() => {}); fetch("http://127.0.0.2:9/").catch(() => {})
        document.body.appendChild(document.createElement("div")).style.width = "5000px"
    }""")
    page.wait_for_timeout(300)
    kinds = {entry.split(":")[0] for entry in watch.found}
    assert {"console", "404", "elsewhere", "failed"} <= kinds
    assert page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("lang", "device", "scheme"),
    [("da", "phone", "light"), ("da", "desktop", "dark"), ("en", "phone", "dark"), ("en", "desktop", "light")],
)
def test_everybody_can_use_every_page(
    browser: Browser, server: str, handbook: Handbook, lang: str, device: str, scheme: str
) -> None:
    opened = browser.new_context(viewport={"width": WIDTHS[device], "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened.new_page()
    found = []
    for one in handbook.pages:
        if one.lang == lang:
            page.goto(server + one.url)
            found += [f"{one.url}: {violation['id']}" for violation in Axe().run(page).response["violations"]]
    assert found == []
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button>')")
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == ["button-name"]
    opened.close()


@pytest.mark.parametrize(
    ("key", "lang"), [("styringsparadigmer", "da"), ("styringsparadigmer", "en"), ("ledelse", "da")]
)
def test_tables_become_cards_on_a_phone(browser: Browser, server: str, handbook: Handbook, key: str, lang: str) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 740})
    page = opened.new_page()
    page.goto(server + handbook.pages.by_key[key][lang].url)  # type: ignore[index]
    cell = page.locator(".hb-comparison tbody td").first
    assert cell.evaluate("e => getComputedStyle(e).display") == "block"
    assert cell.evaluate("e => getComputedStyle(e, '::before').content").strip('"') == cell.get_attribute("data-label")
    assert page.locator(".hb-comparison table").first.get_attribute("role") == "table"
    for box in page.locator(".hb-comparison tbody td").all():
        size = box.bounding_box()
        assert size is not None and size["x"] >= 0 and size["x"] + size["width"] <= 360
    opened.close()


def test_switch_language_and_back(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "styringsparadigmer/")
    page.locator(".hb-header a[hreflang=en]").click()
    page.wait_for_url(server + "en/three-views/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".hb-header a[hreflang=da]").click()
    page.wait_for_url(server + "styringsparadigmer/")


def test_a_page_that_is_not_there(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "404.html")
    assert page.locator("h1").inner_text() == "Siden findes ikke"
    page.goto(server + "en/404.html")
    assert page.locator("h1").inner_text() == "Page not found"


def test_without_javascript(browser: Browser, server: str, handbook: Handbook) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = opened.new_page()
    for key in ("index", "styringsparadigmer", "opskriften", "eksempler", "ordliste"):
        for one in handbook.pages.by_key[key].values():
            page.goto(server + one.url)
            assert page.locator("article h1").is_visible()
            assert page.locator("article figure, article section, article dl").first.is_visible()
            # the boxes for trainers open without a script
            for summary in page.locator("article details > summary").all():
                summary.click()
                assert summary.locator("xpath=..").get_attribute("open") is not None
    page.goto(server)
    page.locator(".hb-menu").click()
    page.locator(".hb-nav a", has_text="Hele indholdet").click()
    assert page.locator("article a", has_text="Ordliste").first.is_visible()
    opened.close()


def test_on_paper(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "styringsparadigmer/")
    page.emulate_media(media="print")
    assert page.locator(".hb-header").is_hidden()
    assert page.locator("article details > p").first.is_visible(), "what is folded on the screen is printed"
    assert page.locator(".hb-notes li").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
