"""The frame of the pages: finding one's way, colours, weight, policy; by keyboard and without a script."""

import shutil
from pathlib import Path as FilePath

import material
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.handbook import Handbook
from macros.weight import fetched, heaviest, weigh

from ..conftest import serve
from ..small import ROOT
from .conftest import Watch

pytestmark = pytest.mark.browser

# One page of each type, in one of the languages.
TYPES = ["", "krydspres/", "en/three-views/", "tabeller/", "sammenlign-eksempler/", "tekster/", "ordliste/", "indhold/"]


# Weight ---------------------------------------------------------------------------------------


def test_every_page_is_within_its_budget(built: FilePath, handbook: Handbook) -> None:
    kinds = {page.url: str(page.meta["kind"]) for page in handbook.pages}
    weights = list(weigh(built, kinds))
    assert [one.url for one in weights if not one.within] == [], [str(line) for line in heaviest(weights)]


def test_chromium_fetches_what_was_counted(browser: Browser, server: str, built: FilePath, handbook: Handbook) -> None:
    for one in handbook.pages:
        opened = browser.new_context(viewport={"width": 412, "height": 800})
        page = opened.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url.removeprefix(server)))  # type: ignore[misc]
        page.goto(server + one.url)
        page.wait_for_timeout(150)
        opened.close()
        shared, own = fetched(built, one.url)
        files = {f"{url}index.html" if url.endswith("/") or not url else url for url in asked}
        icon = {"assets/images/favicon.svg"}  # Chromium asks for it when it has time
        assert files | icon == shared | own, one.url


def test_nothing_moves_while_a_page_loads(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 412, "height": 800})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    tools = ["krydspres/slides/", "soeg/?q=borgere", "en/search/?q=citizens", "planlaeg/", "opskriften-ark/"]
    for url in [*TYPES, *tools]:
        page.goto(server + url, wait_until="networkidle")
        page.wait_for_timeout(200)
        assert page.evaluate("moved") == 0, url


def test_the_reduced_styles_look_like_the_whole_ones(
    browser: Browser, server: str, built: FilePath, tmp_path: FilePath
) -> None:
    """The same site with nothing left out of its style sheet gives the same pictures, also after interaction."""
    whole = tmp_path / "whole" / "haandbog"
    shutil.copytree(built, whole)
    theme = FilePath(str(material.__file__)).parent / "templates/assets/stylesheets"
    ours = ROOT / "overrides/assets/stylesheets"
    names = [
        name for name in (ROOT / "mkdocs.yml").read_text("utf-8").split() if name.startswith("assets/stylesheets/")
    ]
    sheets = [*theme.glob("main.*.css"), *(ours / FilePath(name).name for name in names)]
    assert len(sheets) >= 5
    (target,) = whole.glob("assets/*/handbook.css")
    target.write_text("\n".join(sheet.read_text("utf-8") for sheet in sheets), "utf-8")
    assert target.stat().st_size > 3 * next(built.glob("assets/*/handbook.css")).stat().st_size
    with serve(whole.parent) as other:
        for url in TYPES:
            looks = ((360, "light"), (1280, "dark"), (360, "dark"), (1280, "light"))
            for width, scheme in looks if "views" in url else looks[:2]:
                opened = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                pictures = []
                for root in (server, f"{other}haandbog/"):
                    page = opened.new_page()
                    page.goto(root + url, wait_until="networkidle")
                    touch(page)
                    pictures.append(page.screenshot(full_page=True, animations="disabled"))
                opened.close()
                assert pictures[0] == pictures[1], f"{url} {width} {scheme}"


def touch(page: Page) -> None:
    """What a reader may do on any page: open what is folded, focus, open the menu."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if page.locator(".hb-menu").is_visible():
        page.locator(".hb-menu").click()
    page.wait_for_timeout(100)


# Policy ---------------------------------------------------------------------------------------


def test_every_page_obeys_its_policy(context: BrowserContext, server: str, handbook: Handbook) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    for one in handbook.pages:
        page.goto(server + one.url)
        assert page.locator("[style]").count() == 0, one.url
    assert watch.found == []


def test_the_policy_stops_a_script(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    page.goto(server)
    page.evaluate(
        "() => { const made = document.createElement('script'); made.textContent = 'window.ran = 1';"
        "document.body.append(made) }"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in entry for entry in watch.found)


def test_nothing_is_stored_before_the_reader_chooses(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    for url in TYPES:
        page.goto(server + url)
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


# Colours --------------------------------------------------------------------------------------


def test_the_reader_chooses_colours_and_they_stay(browser: Browser, server: str) -> None:
    opened = browser.new_context(color_scheme="dark")
    page = opened.new_page()
    page.goto(server)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    button = page.locator("[data-schemes]")
    button.click()
    light = page.evaluate(paper)
    assert light != dark
    page.goto(server + "krydspres/")
    assert page.evaluate(paper) == light, "the choice holds on the next page"
    button.click()
    assert page.evaluate(paper) == dark and "mørke" in str(button.get_attribute("aria-label"))
    button.click()
    page.emulate_media(color_scheme="light")
    assert page.evaluate(paper) == light, "and can be given back to the device"
    opened.close()


def test_a_dark_device_gets_dark_pages_without_a_script(browser: Browser, server: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        opened = browser.new_context(color_scheme=scheme, java_script_enabled=False)  # type: ignore[arg-type]
        page = opened.new_page()
        page.goto(server)
        colours.append(page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))
        opened.close()
    assert colours[0] != colours[1]


# Finding one's way ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "all_pages", "goal"),
    [("krydspres/", "indhold/", "ordliste/"), ("en/caught-in-a-squeeze/", "en/contents/", "en/glossary/")],
)
def test_the_whole_structure_is_two_taps_away_on_a_phone(
    browser: Browser, server: str, start: str, all_pages: str, goal: str
) -> None:
    for script in (True, False):
        opened = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=script)
        page = opened.new_page()
        page.goto(server + start)
        assert not page.locator(".hb-nav").is_visible()
        page.locator(".hb-menu").tap()
        assert page.locator(".hb-nav").is_visible()
        page.locator(f".hb-nav__more a[href$='/{all_pages.removeprefix('en/')}']").tap()
        page.wait_for_url(server + all_pages)
        assert page.locator(f"article a[href$='/{goal.removeprefix('en/')}']").count() == 1
        opened.close()


def test_breadcrumbs_place_and_pages_to_turn(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "styringsparadigmer/")
    crumbs = page.locator(".hb-path li")
    assert crumbs.all_inner_texts() == ["Håndbogen", "› Hvorfor"] or crumbs.all_inner_texts() == [
        "Håndbogen",
        "Hvorfor",
    ]
    assert page.locator(".hb-path__place").inner_text() == "Side 2 af 4 i denne del"
    assert "Krydspresset" in page.locator(".hb-turn [rel=prev]").inner_text()
    assert page.locator(".hb-nav [aria-current=page]").inner_text() == "Tre syn på den offentlige sektor"
    page.locator(".hb-turn [rel=next]").click()
    page.wait_for_url(server + "styringskaede/")


def test_what_belongs_together_is_named(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "samskabelsestrappen/")
    found = page.locator(".hb-related li").all_inner_texts()
    assert 1 <= len(found) <= 5
    assert any("øvelse" in one for one in found)
    page.locator(".hb-related a").first.click()
    assert page.locator("h1").count() == 1


def test_from_a_to_z_in_the_order_of_the_language(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "a-til-aa/")
    letters = page.locator(".hb-a-to-z h2").all_inner_texts()
    assert letters == sorted(letters, key="0–9ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ".index)
    assert page.locator(".hb-a-to-z li").count() > 100
    page.locator(".hb-a-to-z a[href$='#term-opgaveudvalg']").click()
    page.wait_for_url("**/ordliste/#term-*")


def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    for url in ("krydspres/", "en/three-views/"):
        page.goto(server + url)
        seen = []
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate("""() => {
                    const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect()
                    return {what: e.className + "|" + e.tagName, outline: s.outlineStyle !== "none", wide: b.width > 0,
                            inside: b.top >= 0 && b.bottom <= innerHeight + 1}
                }""")
            )
        assert "md-skip" in seen[0]["what"]
        assert all(one["outline"] and one["wide"] for one in seen), url
        assert all(one["inside"] for one in seen), "what has focus is not hidden"


def test_the_link_to_the_text_skips_the_frame(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "krydspres/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#titel")


TARGETS = ".hb-header :is(a, button, input), .hb-path button, .hb-turn a, .hb-footer a, summary, .hb-button"


def test_targets_are_large_enough(browser: Browser, server: str) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 740})
    page = opened.new_page()
    page.goto(server + "krydspres/")
    found = [one for one in page.locator(TARGETS).all() if one.is_visible()]
    sizes = [(one.inner_text(), one.bounding_box()) for one in found]
    assert len(sizes) > 10
    assert [text for text, box in sizes if not box or box["height"] < 24 or box["width"] < 24] == []
    opened.close()


def test_text_twice_as_large_still_fits(browser: Browser, server: str) -> None:
    opened = browser.new_context(viewport={"width": 640, "height": 740})
    page = opened.new_page()
    for url in TYPES:
        page.goto(server + url)
        page.evaluate("document.documentElement.classList.add('twice')")
        page.evaluate(
            "const s = new CSSStyleSheet(); s.replaceSync('.twice{font-size:250%}'); document.adoptedStyleSheets = [s]"
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
    opened.close()


def test_the_switch_of_language_keeps_the_place(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "krydspres/#i-praksis")
    page.locator(".hb-header a[hreflang=en]").click()
    page.wait_for_url(server + "en/caught-in-a-squeeze/#i-praksis")


def test_header_files_say_what_the_pages_say(built: FilePath) -> None:
    page = (built / "index.html").read_text("utf-8")
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    for name in ("_headers", ".htaccess", "nginx-headers.conf"):
        text = (built / name).read_text("utf-8")
        assert policy in text and "Permissions-Policy" in text
