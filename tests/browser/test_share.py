"""Sharing in a real browser: with and without scripts, by keyboard, to the clipboard, and from the printed code."""

import io
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..conftest import SITE_URL
from .conftest import Watch

pytestmark = pytest.mark.browser

CHAPTERS = {"da": "krydspres/", "en": "en/caught-in-a-squeeze/"}
TABLES = {"da": "l/tabel.ressourcer/", "en": "en/l/tabel.ressourcer/"}
PAGES = {"da": "del/", "en": "share/"}
WORDS = {
    "da": {"link": "Kopiér linket", "close": "Luk", "sheet": "Kopiér til et regneark", "done": "Kopieret"},
    "en": {"link": "Copy the link", "close": "Close", "sheet": "Copy for a spreadsheet", "done": "Copied"},
}


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.removesuffix("/haandbog/"))
    yield opened
    opened.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without scripts."""
    opened = browser.new_context(java_script_enabled=False)
    yield opened
    opened.close()


def table_share(page: Page) -> str:
    return "#ressourcer a[data-module=share]"


def clipboard(page: Page, kind: str = "text/plain") -> str:
    text = page.evaluate("async (kind) => (await (await navigator.clipboard.read())[0].getType(kind)).text()", kind)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("lang", ["da", "en"])
def test_short_links_lead_on_without_scripts(plain: BrowserContext, server: str, lang: str) -> None:
    page = plain.new_page()
    page.goto(server + TABLES[lang])
    page.wait_for_url(f"{server}{CHAPTERS[lang]}#ressourcer")
    assert page.locator("#ressourcer").is_visible()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_everything_is_a_plain_link_without_scripts(plain: BrowserContext, server: str, lang: str) -> None:
    page = plain.new_page()
    page.goto(server + CHAPTERS[lang])
    page.click(table_share(page))
    page.wait_for_url(f"{server}{TABLES[lang]}{PAGES[lang]}")
    assert page.locator("main button:visible").count() == 0
    names = [link.get_attribute("href") for link in page.locator("main a[download]").all()]
    assert [
        f"../{name}"
        for name in ("qr.png", "qr.svg", "table.csv", "table-comma.csv", "table.md", "cite.bib", "cite.ris")
    ] == names
    with page.expect_download() as download:
        page.click('main a[href="../table.csv"]')
    assert FilePath(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    page.click(".hb-sheet__back a")
    page.wait_for_url(f"{server}{CHAPTERS[lang]}#ressourcer")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_first_click_opens_a_dialog(context: BrowserContext, server: str, lang: str) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + CHAPTERS[lang])
    assert not [url for url in asked if "share" in url or "qr." in url], "nothing is fetched before it is used"
    page.click(table_share(page))
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert page.url == server + CHAPTERS[lang]
    expect(dialog.locator("img")).to_have_js_property("complete", True)
    assert dialog.locator("img").evaluate("image => image.naturalWidth") > 0
    dialog.get_by_role("button", name=WORDS[lang]["close"], exact=True).click()
    expect(page.locator("dialog")).to_have_count(0)
    assert watch.found == []


def test_by_keyboard_alone(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + CHAPTERS["da"])
    page.focus(table_share(page))
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    reached = set()
    for _ in range(20):
        reached.add(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    assert {"Luk", "Kopiér linket", "BibTeX", "Kopiér koden"} <= reached
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('#ressourcer a[data-module=share]')"), "focus comes back"


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("where", ["dialog", "page"])
def test_copying(context: BrowserContext, server: str, lang: str, where: str) -> None:
    page = context.new_page()
    if where == "dialog":
        page.goto(server + CHAPTERS[lang])
        page.click(table_share(page))
        sheet = page.locator("dialog[open]")
    else:
        page.goto(server + TABLES[lang] + PAGES[lang])
        sheet = page.locator("main")
    short = SITE_URL + TABLES[lang]
    words = WORDS[lang]
    sheet.get_by_role("button", name=words["link"]).click()
    expect(sheet.get_by_role("status")).to_have_text(f"{words['link']}: {words['done']}")
    assert clipboard(page) == short
    sheet.get_by_role("button", name=words["sheet"]).click()
    expect(sheet.get_by_role("status")).to_contain_text(words["sheet"])
    lines = clipboard(page).split("\n")
    assert len(lines) == 4 and {line.count("\t") for line in lines} == {3}
    assert clipboard(page, "text/html").count("<tr>") == 4
    for name, expected in (("Markdown", "| --- |"), ("citation" if lang == "en" else "henvisningen", "(20")):
        sheet.get_by_role("button", name=name).click()
        expect(sheet.get_by_role("status")).to_contain_text(name)
        assert expected in clipboard(page) and short in clipboard(page)
    assert "<i>" in clipboard(page, "text/html")
    sheet.get_by_role("button", name="code" if lang == "en" else "koden").click()
    expect(sheet.get_by_role("status")).to_contain_text("code" if lang == "en" else "koden")
    embedded = clipboard(page)
    page.set_content(f"<main>{embedded}</main>")
    assert page.locator("main tr").count() == 4 and page.locator(f'main a[href="{short}"]').count() == 1
    assert page.locator("main script, main iframe, main img").count() == 0


def test_it_says_when_nothing_could_be_copied(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + TABLES["da"] + PAGES["da"])
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Kopiér linket").click()
    expect(page.get_by_role("status")).to_contain_text("lod os ikke kopiere")
    context.close()


def test_without_a_network_the_link_is_a_link(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + CHAPTERS["da"])
    page.route(
        "**/l/tabel.ressourcer/del/",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    page.click(table_share(page))
    page.wait_for_url(f"{server}{TABLES['da']}del/")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("file", ["qr.svg", "qr.png"])
def test_the_downloaded_code_leads_to_the_table(context: BrowserContext, server: str, lang: str, file: str) -> None:
    """Downloaded as a trainer does, drawn by the browser as on paper, read, and followed to the end."""
    page = context.new_page()
    page.goto(server + TABLES[lang] + PAGES[lang])
    with page.expect_download() as download:
        page.click(f'main a[href="../{file}"]')
    assert download.value.suggested_filename == f"qr-tabel.ressourcer.{file[3:]}"
    picture = FilePath(download.value.path()).read_bytes()
    if file == "qr.svg":
        page.set_viewport_size({"width": 400, "height": 400})
        page.set_content(picture.decode())
        picture = page.screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    assert code.text == SITE_URL + TABLES[lang]
    page.goto(code.text.replace(SITE_URL, server))
    page.wait_for_url(f"{server}{CHAPTERS[lang]}#ressourcer")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(browser: Browser, server: str, lang: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server + TABLES[lang] + PAGES[lang])
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(server + CHAPTERS[lang])
    page.click(table_share(page))
    expect(page.locator("dialog[open]")).to_be_visible()
    violations = Axe().run(page).response["violations"]
    assert violations == [], violations
    context.close()


def test_a_moved_page_keeps_the_place(browser: Browser, server: str, built: FilePath) -> None:
    """With scripts the place named after # is carried over."""
    (script,) = built.glob("assets/*/moved.js")
    page = browser.new_page()
    html = (built / "l/krydspres/index.html").read_text("utf-8")
    html = html.replace("../../", "../").replace("</p>", f'</p><script src="../{script.relative_to(built)}"></script>')
    page.route("**/gammel-side/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(server + "gammel-side/#i-praksis")
    page.wait_for_url(f"{server}krydspres/#i-praksis")
    page.close()
