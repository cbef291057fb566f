"""The handbook without a network: what one visit leaves behind, and what happens when a newer edition comes."""

import functools
import http.server
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros import offline

pytestmark = pytest.mark.browser

RAW, ON_THE_WIRE = 5_000_000, 1_300_000
LATER = 6000  # the handbook is kept when a page has been open for five seconds
HOME = {"da": "", "en": "en/"}
CHAPTER = {"da": "styringsparadigmer/", "en": "en/three-views/"}
CANVAS = {"da": "opskriften-ark/", "en": "en/recipe-canvas/"}
SEARCH = {"da": "soeg/?q=frivillig", "en": "en/search/?q=volunteer"}
MISSING = {"da": "Siden findes ikke", "en": "Page not found"}
NEWER = {"da": "Der er en nyere udgave af siden.", "en": "There is a newer edition of this page."}
SHOW = {"da": "Vis den", "en": "Show it"}
EDITION = "document.documentElement.dataset.edition"
# What fails when every page is read, with its style sheets and scripts.
READ_ALL = """async ([root, pages]) => {
    const failed = [], parts = new Set()
    for (const [path, edition] of Object.entries(pages)) {
        const text = await fetch(root + path).then(answer => answer.text(), String)
        if (!text.includes(`data-edition="${edition}"`)) failed.push(path)
        const page = new DOMParser().parseFromString(text, "text/html")
        for (const one of page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img")) {
            const part = new URL(one.getAttribute("href") ?? one.getAttribute("src"), root + path)
            if (part.protocol !== "data:") parts.add(part.href)
        }
    }
    for (const url of parts) await fetch(url).then(answer => answer.ok || failed.push(url), () => failed.push(url))
    return failed
}"""
KEYS = """async () => {
    const found = []
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(url)
    return found
}"""


class Server:
    """A site under /haandbog/ whose server can be slow, or gone, and which remembers what it was asked for."""

    def __init__(self, folder: FilePath) -> None:
        self.folder, self.slow = folder, threading.Event()
        self.asked: list[str] = []
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path.removeprefix("/haandbog/"))
                if outer.slow.is_set() and self.path.endswith("/"):
                    released.wait()
                super().do_GET()

            def end_headers(self) -> None:
                # Pages as macros/_hosting says. Scripts only from the worker: what else a browser keeps is no proof.
                self.send_header("Cache-Control", "no-store" if "/assets/" in self.path else "public, max-age=300")
                super().end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        released = self.released = threading.Event()
        handler = functools.partial(Handler, directory=str(folder.parent))
        self.running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.root = f"http://127.0.0.1:{self.running.server_port}/haandbog/"
        threading.Thread(target=self.running.serve_forever, daemon=True).start()

    def gone(self) -> None:
        """From now on nobody answers."""
        self.released.set()
        self.running.shutdown()
        self.running.server_close()

    def list(self, lang: str) -> dict[str, Any]:
        return dict(json.loads((self.folder / f"offline/{lang}.json").read_text("utf-8")))

    def edit(self, page: str, old: str, new: str) -> None:
        """A second build: a page's text has changed, and a short link, and the scripts of all pages."""
        file = self.folder / page / "index.html"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        (before,) = (one.name for one in self.folder.glob("assets/????????") if one.name != "images")
        (self.folder / "assets" / before).rename(self.folder / "assets/fedcba98")
        for html in self.folder.rglob("*.html"):
            html.write_text(html.read_text("utf-8").replace(before, "fedcba98"), "utf-8")
        for links in ("l", "en/l"):
            with (self.folder / links / "krydspres/index.html").open("a", encoding="utf-8") as link:
                link.write("<!-- ny -->")
        offline.write(self.folder, {lang: self.list(lang)["says"] for lang in ("da", "en")})  # type: ignore[arg-type]


@pytest.fixture
def site(built: FilePath, tmp_path: FilePath) -> Iterator[Server]:
    """A copy of the built site that a test may change."""
    left_out = shutil.ignore_patterns("*.pptx", "*.png", "*.docx")
    server = Server(FilePath(shutil.copytree(built, tmp_path / "haandbog", ignore=left_out)))
    yield server
    server.gone()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="allow")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


def visit(reader: BrowserContext, url: str) -> Page:
    """Open a page and let five seconds pass."""
    page = reader.new_page()
    page.clock.install()
    page.goto(url)
    page.clock.fast_forward(LATER)
    return page


def in_force(page: Page, site: Server, lang: str) -> None:
    """Wait until the newest edition is kept, and what is old has been tidied away."""
    text = (site.folder / f"offline/{lang}.json").read_text("utf-8")
    end = time.monotonic() + 30
    while time.monotonic() < end:
        held = page.evaluate("async url => (await caches.match(url))?.text()", f"{site.root}offline/{lang}.json")
        if held and json.loads(held) == json.loads(text):
            return
        page.wait_for_timeout(100)
    pytest.fail("the handbook was not kept")


def without_network(reader: BrowserContext, site: Server) -> None:
    site.gone()
    reader.set_offline(True)


def wait_for_keys(page: Page, wanted: Any) -> list[str]:
    """Wait until what is kept is as it should be; gives it."""
    end = time.monotonic() + 15
    while not wanted(found := page.evaluate(KEYS)) and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert wanted(found), found
    return list(found)


def gone(page: Page, listed: str) -> None:
    """Wait until a list that a browser keeps is empty."""
    end = time.monotonic() + 15
    while (found := page.evaluate(listed)) and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert found == []


# One visit ------------------------------------------------------------------------------------


def test_what_is_kept_is_small(built: FilePath) -> None:
    for lang in HOME:
        kept = json.loads((built / f"offline/{lang}.json").read_text("utf-8"))
        names = [*kept["files"], *kept["fixed"], kept["pack"]]
        files = [built / (f"{name}index.html" if name.endswith("/") or not name else name) for name in names]
        contents = [file.read_bytes() for file in files]
        assert sum(map(len, contents)) < RAW
        assert sum(len(brotli.compress(content, quality=5)) for content in contents) < ON_THE_WIRE
        assert len(files) < 200


@pytest.mark.parametrize("lang", ["da", "en"])
def test_after_one_visit_every_page_of_the_language_is_there(reader: BrowserContext, site: Server, lang: str) -> None:
    page = visit(reader, site.root + HOME[lang])
    in_force(page, site, lang)
    other = {"da": "en", "en": "da"}[lang]
    own = set(site.list(lang)["files"])
    assert not {one for one in site.list(other)["files"] if one not in own} & set(site.asked), "the other language"
    assert not [one for one in site.asked if re.search(r"\.(pptx|docx|png)$|/(del|share)/", one)]
    without_network(reader, site)
    pages = {one: edition for one, edition in site.list(lang)["files"].items() if one.endswith("/") or not one}
    assert len(pages) > 70
    assert page.evaluate(READ_ALL, [site.root, pages]) == []
    for address in (HOME[lang], CHAPTER[lang]):
        answer = page.goto(site.root + address)
        assert answer and answer.status == 200 and page.evaluate(EDITION) == pages[address]
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 20


@pytest.mark.parametrize("lang", ["da", "en"])
def test_everything_works_without_a_network(reader: BrowserContext, site: Server, lang: str) -> None:
    page = visit(reader, site.root + CHAPTER[lang])
    in_force(page, site, lang)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    without_network(reader, site)

    # The page that is open fetches its tools only now.
    mark = page.locator("figure [data-module=note] a").first
    mark.click()
    expect(page.locator(".hb-note:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("figure .hb-tools button").first.click()
    expect(page.locator("figure .hb-panel").first).to_be_visible()

    page.goto(site.root + SEARCH[lang])
    expect(page.locator("[data-search-result] a").first).to_be_visible()
    page.locator("[data-search-result] a").first.click()
    expect(page.locator("article h1")).to_be_visible()

    page.goto(f"{site.root}{CHAPTER[lang]}slides/")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[id='2']")).to_be_visible()

    page.goto(site.root + CANVAS[lang])
    field = page.locator(".hb-canvas textarea:not([readonly])").first
    field.fill("Skrevet uden net, æøå")
    page.reload()
    expect(page.locator(".hb-canvas textarea:not([readonly])").first).to_have_value("Skrevet uden net, æøå")

    page.goto(f"{site.root}{HOME[lang]}l/krydspres/")
    page.wait_for_url(f"{site.root}{ {'da': 'krydspres/', 'en': 'en/caught-in-a-squeeze/'}[lang] }")
    page.goto(site.root + CHAPTER[lang].removesuffix("/"))
    assert page.url == site.root + CHAPTER[lang], "an address without its final slash"
    page.goto(f"{site.root}{CHAPTER[lang]}index.html?x=1#y")
    expect(page.locator("article h1")).to_be_visible()
    assert failed == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_that_is_not_kept_is_not_found_in_its_language(reader: BrowserContext, site: Server, lang: str) -> None:
    page = visit(reader, site.root + HOME[lang])
    in_force(page, site, lang)
    without_network(reader, site)
    answer = page.goto(f"{site.root}{HOME[lang]}xyzzy/krydspres/")
    assert answer and answer.status == 404
    assert page.locator("h1").inner_text() == MISSING[lang]
    expect(page.locator("article [data-offline]")).to_be_visible()
    assert page.locator(".hb-footer").evaluate("e => getComputedStyle(e).borderTopWidth") == "1px", "with its looks"


def test_who_saves_data_gets_nothing(reader: BrowserContext, site: Server) -> None:
    reader.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    with reader.expect_event("requestfinished", lambda request: request.url.endswith("/offline.js")):
        page = visit(reader, site.root)
    page.evaluate("import(document.querySelector('[type=module]').src.replace('main.js', 'offline.js'))")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert not [one for one in site.asked if one.startswith(("offline/", "sw.js"))]


# A newer edition ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_page_is_stale_after_an_update(reader: BrowserContext, site: Server, lang: str) -> None:
    page = visit(reader, site.root + CHAPTER[lang])
    in_force(page, site, lang)
    before, old_keys = site.list(lang), page.evaluate(KEYS)
    title = page.locator("h1").inner_text().removesuffix("#").strip()
    assert page.locator(".hb-newer").count() == 0
    site.edit(CHAPTER[lang], f"{title}", "Ny overskrift")
    site.asked.clear()

    # Another page, and the same one again, are new at once: nobody sees the old edition first.
    other = reader.new_page()
    other.goto(site.root + CHAPTER[lang])
    assert "Ny overskrift" in other.locator("h1").inner_text()
    other.close()

    # The page that was open says so, and its own scripts are still there, though the server has them no more.
    page.evaluate("dispatchEvent(new Event('online'))")
    message = page.locator(".hb-newer")
    expect(message).to_contain_text(NEWER[lang])
    assert message.get_attribute("role") == "status"
    assert Axe().run(page, context=".hb-newer").response["violations"] == []
    after = site.list(lang)
    gone = {f"{site.root}{one}?{edition}" for one, edition in before["files"].items() if after["files"][one] != edition}
    wait_for_keys(page, lambda keys: gone and not gone & set(keys))
    mark = page.locator("figure [data-module=note] a").first
    mark.click()
    expect(page.locator(".hb-note:popover-open")).to_be_visible()
    page.keyboard.press("Escape")

    # One click, and it is the new edition.
    message.get_by_role("button", name=SHOW[lang]).click()
    expect(page.locator("h1")).to_contain_text("Ny overskrift")
    page.clock.fast_forward(LATER)
    wanted = {f"{site.root}{address}?{edition}" for address, edition in after["files"].items()}
    scripts = {one for one in old_keys if re.search(r"/assets/\w{8}/", one)}
    assert scripts
    kept = set(wait_for_keys(page, lambda keys: not scripts & set(keys)))
    assert wanted <= kept and site.root + after["pack"] in kept and site.root + before["pack"] not in kept
    assert page.locator(".hb-newer").count() == 0

    without_network(reader, site)
    page.goto(site.root + CHAPTER[lang])
    assert "Ny overskrift" in page.locator("h1").inner_text()


def test_only_what_has_changed_is_fetched(reader: BrowserContext, site: Server) -> None:
    page = visit(reader, site.root)
    in_force(page, site, "da")
    file = site.folder / "krydspres/index.html"
    file.write_text(file.read_text("utf-8").replace("</h1>", " nyt</h1>", 1), "utf-8")
    offline.write(site.folder, {lang: site.list(lang)["says"] for lang in HOME})  # type: ignore[arg-type]
    site.asked.clear()
    page.evaluate("dispatchEvent(new Event('online'))")
    in_force(page, site, "da")
    assert sorted(site.asked) == ["krydspres/", "offline/da.json"]
    assert page.locator(".hb-newer").count() == 0, "this page has not changed"


def test_half_an_update_is_no_update(reader: BrowserContext, site: Server) -> None:
    """The list is new, one page is not there yet: readers without a network get all of the old edition."""
    page = visit(reader, site.root)
    in_force(page, site, "da")
    before = page.evaluate("async url => (await caches.match(url)).text()", f"{site.root}offline/da.json")
    old = (site.folder / "krydspres/index.html").read_bytes()
    site.edit("krydspres", "</h1>", " nyt</h1>")
    (site.folder / "krydspres/index.html").write_bytes(old)
    site.asked.clear()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".hb-newer")).to_be_visible()
    end = time.monotonic() + 15
    while "krydspres/" not in site.asked and time.monotonic() < end:
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    held = page.evaluate("async url => (await caches.match(url)).text()", f"{site.root}offline/da.json")
    assert held == before
    without_network(reader, site)
    page.goto(f"{site.root}til-politikere/")
    assert page.evaluate(EDITION) == json.loads(before)["files"]["til-politikere/"]
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 20


def test_a_slow_server_does_not_keep_a_reader_waiting(reader: BrowserContext, site: Server) -> None:
    page = visit(reader, site.root)
    in_force(page, site, "da")
    edition = site.list("da")["files"]["krydspres/"]
    site.slow.set()
    page.goto(f"{site.root}krydspres/")
    assert page.evaluate(EDITION) == edition
    site.slow.clear()
    site.released.set()


def test_a_server_that_fails_is_no_server(reader: BrowserContext, site: Server) -> None:
    page = visit(reader, site.root)
    in_force(page, site, "da")
    site.running.RequestHandlerClass = functools.partial(Failing)  # type: ignore[assignment]
    answer = page.goto(f"{site.root}krydspres/")
    assert answer and answer.status == 200


class Failing(http.server.BaseHTTPRequestHandler):
    """Says 502 to everything."""

    def do_GET(self) -> None:
        self.send_error(502)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_what_was_kept_can_be_withdrawn(reader: BrowserContext, site: Server) -> None:
    page = visit(reader, site.root)
    in_force(page, site, "da")
    page.evaluate("localStorage.setItem('mine', 'text')")
    offline.withdraw(site.folder)
    for html in site.folder.rglob("*.html"):
        html.write_text(re.sub(' data-edition="[^"]*"', "", html.read_text("utf-8")), "utf-8")
    page.goto(f"{site.root}krydspres/")
    # Only their names are asked for: to look into a store that is just being deleted would make it again.
    gone(page, "caches.keys()")
    gone(page, "navigator.serviceWorker.getRegistrations().then(found => found.map(one => one.scope))")
    assert page.evaluate("localStorage.getItem('mine')") == "text", "what a reader wrote stays"
    page.goto(f"{site.root}krydspres/")
    page.clock.fast_forward(LATER)
    assert page.evaluate("navigator.serviceWorker.controller") is None
