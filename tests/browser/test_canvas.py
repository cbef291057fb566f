"""The recipe as a canvas: what a participant does with it, and everything that can go wrong meanwhile."""

# ruff: noqa: E501  (scripts and files for the browser)

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pypdf import PdfReader

from macros.components import REGISTRY
from macros.handbook import Handbook
from macros.rendering import COMPONENTS

from ..small import ROOT
from .conftest import Watch

pytestmark = pytest.mark.browser


def script(page: Page, name: str) -> str:
    """Address of one of the site's scripts, which stand in a folder named by their content."""
    return str(page.evaluate("name => new URL(name, document.querySelector('script[type=module]').src).href", name))


SCRIPTS = ROOT / "overrides/assets/javascripts"
ADDRESS = {"da": "opskriften-ark/", "en": "en/recipe-canvas/"}
WORDS = {
    "da": {"add": "Tilføj som nyt ark", "undo": "Fortryd", "four": "4 af 4 spørgsmål besvaret", "new": "Nyt ark"},
    "en": {"add": "Add as a new sheet", "undo": "Undo", "four": "4 of 4 questions answered", "new": "New sheet"},
}
ANSWERS = {
    "name": "Sti gennem skoven 🌲",
    "problem": "Børnene tør ikke gå ad stien.\n\n# Ikke en overskrift\n\\# heller ikke\n",
    "hjaelpere": "مرحبا بكم في الاجتماع 👩‍👩‍👧 og naboerne",
    "motivation": '<img src=x onerror="window.pwned = 1"><script>window.pwned = 2</script>',
    "arena": "Fire aftener i køkkenet, æøå ÆØÅ",
    "first": "Ringe til formanden",
}
FILL = """() => {
    let text = "x".repeat(1 << 20)
    for (let n = 0; text; n++)
        try { localStorage.setItem("fill" + n, text) } catch { text = text.slice(0, text.length >> 1) }
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    yield opened
    opened.close()


def ready(page: Page) -> Page:
    page.locator(".hb-canvas textarea:not([readonly])").first.wait_for()
    return page


def visit(context: BrowserContext, server: str, lang: str = "da", fragment: str = "") -> Page:
    page = context.new_page()
    page.goto(server + ADDRESS[lang] + fragment)
    return ready(page)


def field(page: Page, key: str) -> Locator:
    return page.locator(f'[data-field="{key}"]').locator("input, textarea")


def fill(page: Page, answers: dict[str, str] = ANSWERS) -> None:
    for key, text in answers.items():
        field(page, key).fill(text)


def filled(page: Page) -> dict[str, str]:
    return {key: field(page, key).input_value() for key in ANSWERS}


def do(page: Page, name: str) -> None:
    page.locator(f'.hb-canvas [data-do="{name}"]').click()


def files(page: Page) -> None:
    if page.locator(".hb-canvas__files").get_attribute("open") is None:
        page.locator(".hb-canvas__files summary").click()


def saved_file(page: Page, name: str) -> str:
    files(page)
    with page.expect_download() as download:
        do(page, name)
    return FilePath(download.value.path()).read_text("utf-8")


def bring(page: Page, name: str, text: str | bytes) -> None:
    content = text.encode() if isinstance(text, str) else text
    page.locator('.hb-canvas input[type="file"]').set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )


def sheets(page: Page) -> list[str]:
    return page.locator('[data-part="list"] option').all_inner_texts()


def status(page: Page) -> str:
    return page.locator('.hb-canvas [data-part="status"]').inner_text()


def notices(page: Page) -> str:
    return page.locator('.hb-canvas [data-part="notices"]').inner_text()


def link(page: Page) -> str:
    """The link that the page makes; where it cannot copy, it shows it."""
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    do(page, "share")
    shown = page.locator('.hb-canvas [data-part="copy"] textarea')
    shown.wait_for()
    return shown.input_value()


def stored(page: Page) -> dict[str, str]:
    return page.evaluate("() => ({...localStorage})")


# A participant's whole path -------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["da", "en"])
def test_fill_in_lose_everything_but_the_text_and_pass_it_on(
    browser: Browser,
    context: BrowserContext,
    server: str,
    lang: str,
) -> None:
    page = visit(context, server, lang)
    watch = Watch(page, server)
    fill(page)
    assert page.locator('.hb-canvas [data-part="count"]').inner_text() == WORDS[lang]["four"]
    context.set_offline(True)
    field(page, "arena").press("End")
    field(page, "arena").press_sequentially("!")
    assert "arena" in str(stored(page)) and not notices(page)
    context.set_offline(False)
    wanted = ANSWERS | {"arena": ANSWERS["arena"] + "!"}
    page.reload()
    assert filled(ready(page)) == wanted
    page.close(run_before_unload=False)
    page = visit(context, server, "en" if lang == "da" else "da")
    assert filled(page) == wanted, "the other language shows the same sheet"

    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    for part in ("Børnene tør ikke gå ad stien.", "Fire aftener i køkkenet, æøå ÆØÅ!", "Ringe til formanden"):
        assert part in text
    assert "Nyt ark" not in text and "New sheet" not in text

    exported = {name: saved_file(page, name) for name in ("json", "markdown", "all")}
    url = link(page)
    assert watch.found == []
    page.close()

    fresh = browser.new_context()
    other = visit(fresh, server, lang)
    for number, (name, ending) in enumerate({"json": "json", "markdown": "md", "all": "json"}.items(), 1):
        bring(other, f"ark.{ending}", exported[name])
        other.wait_for_function("n => document.querySelectorAll('[data-part=list] option').length === n", arg=number)
        assert filled(other) == wanted
    fresh.close()

    fresh = browser.new_context()
    requests: list[str] = []
    fresh.on("request", lambda request: requests.append(request.url + (request.post_data or "")))
    other = visit(fresh, server, lang)
    field(other, "name").fill("Mit eget")
    other.goto("about:blank")
    other.goto(url.replace(ADDRESS["en" if lang == "da" else "da"], ADDRESS[lang]))
    preview = ready(other).locator('[data-part="preview"]')
    preview.wait_for()
    assert ANSWERS["motivation"] in preview.inner_text()
    assert other.evaluate("document.activeElement.dataset.part") == "preview"
    assert sheets(other) == ["Mit eget"], "nothing is added before the reader says so"
    preview.get_by_role("button", name=WORDS[lang]["add"]).click()
    assert filled(other) == wanted and sorted(sheets(other)) == ["Mit eget", ANSWERS["name"]]
    assert "#" not in other.url
    assert other.evaluate("window.pwned") is None
    packed = url.split("#ark=")[1]
    assert not [one for one in requests if packed[:40] in one], "the text never leaves the browser"
    fresh.close()


def test_the_same_by_keyboard(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    page.locator('[data-do="new"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "name"
    page.keyboard.type("Kun tastatur")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("Første svar")
    page.locator('[data-do="delete"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Fortryd"
    page.keyboard.press("Enter")
    assert field(page, "problem").input_value() == "Første svar"


def test_several_sheets(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    fill(page, {"name": "Ét", "problem": "a"})
    do(page, "new")
    assert filled(page) == dict.fromkeys(ANSWERS, "")
    fill(page, {"name": "To", "problem": "b"})
    do(page, "duplicate")
    assert sheets(page) == ["Ét", "To", "To (kopi)"]
    fill(page, {"problem": "c"})
    page.locator('[data-part="list"]').select_option(label="To")
    assert field(page, "problem").input_value() == "b"
    do(page, "delete")
    assert sheets(page) == ["Ét", "To (kopi)"] and "»To« er slettet" in status(page)
    page.reload()
    assert sheets(ready(page)) == ["Ét", "To (kopi)"]
    page.locator('[data-part="deleted"] button', has_text="Fortryd").click()
    assert sheets(page) == ["Ét", "To", "To (kopi)"] and field(page, "problem").input_value() == "b"
    do(page, "delete")
    page.locator('[data-part="deleted"] button', has_text="Slet helt").click()
    assert page.locator('[data-part="deleted"]').is_hidden()
    assert not [key for key, value in stored(page).items() if '"t":"b"' in value], "gone is gone"
    do(page, "example")
    assert "Lindeskolen" in field(page, "name").input_value()
    assert not re.search("^[»‘]|[«’]$", field(page, "arena").input_value())
    assert len(sheets(page)) == 3, "the example is a sheet of its own"


def test_a_deleted_sheet_is_gone_after_a_week(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    fill(page, {"name": "Gammelt"})
    do(page, "delete")
    age = """() => { for (const key of Object.keys(localStorage)) if (key.endsWith(".gone"))
        localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage[key]), at: 1})) }"""
    page.evaluate(age)
    page.reload()
    assert ready(page).locator('[data-part="deleted"]').is_hidden() and "Gammelt" not in str(stored(page))


def test_fifty_thousand_letters(browser: Browser, context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    long = "Vi mødes på biblioteket, og alle taler én gang 🎉. "
    text = (long * (50_000 // len(long) + 1))[:50_000]
    field(page, "problem").fill(text)
    page.reload()
    assert field(ready(page), "problem").input_value() == text
    url = link(page)
    other = browser.new_context().new_page()
    other.goto(url)
    ready(other).get_by_role("button", name="Tilføj som nyt ark").click()
    assert field(other, "problem").input_value() == text
    other.context.close()


# Two tabs --------------------------------------------------------------------------------------


def test_two_tabs(context: BrowserContext, server: str) -> None:
    one = visit(context, server)
    field(one, "name").fill("Fælles")
    two = visit(context, server, "en")
    field(two, "problem").fill("from the other tab")
    one.wait_for_function(
        "() => document.querySelector('[data-field=problem] textarea').value === 'from the other tab'"
    )
    field(one, "arena").fill("fra den første")
    two.wait_for_function("() => document.querySelector('[data-field=arena] textarea').value === 'fra den første'")
    assert one.locator("[data-kept]").count() == two.locator("[data-kept]").count() == 0
    do(two, "delete")
    one.wait_for_function("() => document.querySelector('.hb-tool__status').textContent.includes('anden fane')")
    field(one, "problem").press("End")
    field(one, "problem").press_sequentially(" og videre")
    one.reload()
    assert field(ready(one), "problem").input_value() == "from the other tab og videre"


def test_the_same_field_at_the_same_time(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    fill(page, {"name": "Ark", "problem": "min tekst"})
    # A tab that this one has not heard of yet: it writes, and its event is still on the way.
    page.evaluate("""async (script) => {
        const { openStore } = await import(script)
        const store = openStore("canvas")
        window.elsewhere = { store, sheet: store.sheets()[0] }
        store.write(window.elsewhere.sheet, "problem", "dens tekst")
    }""", script(page, "canvas-store.js"))  # fmt: skip
    field(page, "problem").press("End")
    field(page, "problem").press_sequentially("!")
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    kept = page.locator('[data-field="problem"] [data-kept]')
    assert field(page, "problem").input_value() == "min tekst!" and "dens tekst" in kept.inner_text()
    page.reload()
    assert "dens tekst" in ready(page).locator('[data-field="problem"] [data-kept]').inner_text()
    found = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found] == []
    kept.get_by_role("button", name="Sæt den ind i feltet").click()
    assert field(page, "problem").input_value() == "min tekst!\n\ndens tekst"
    assert kept.count() == 0
    page.reload()
    assert ready(page).locator("[data-kept]").count() == 0


def test_tabs_that_write_as_they_like_lose_nothing(context: BrowserContext, server: str) -> None:
    """Three tabs that hear nothing of each other but when they look; every text that nobody replaced is still there."""
    page = visit(context, server)
    lost = page.evaluate("""async (script) => {
        const { openStore } = await import(script)
        let seed = 42
        const random = (n) => {
            seed = (seed + 0x6d2b79f5) | 0
            let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
            mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
            return ((mixed ^ (mixed >>> 14)) >>> 0) % n
        }
        const lost = []
        let kept = 0
        for (let round = 0; round < 150; round++) {
            localStorage.clear()
            const tabs = [0, 1, 2].map(() => openStore("canvas"))
            const heads = { problem: new Set(), arena: new Set() }
            for (let step = 0; step < 25; step++) {
                const tab = tabs[random(3)]
                const key = random(2) ? "problem" : "arena"
                const what = random(4)
                if (what === 0) tab.refresh()
                else {
                    const before = tab.read("a1")[key] || ""
                    const text = what === 1 ? `ny-${round}-${step};` : `${before}+${step};`
                    heads[key].delete(before)
                    heads[key].add(text)
                    tab.write("a1", key, text)
                }
            }
            for (let again = 0; again < 2; again++) for (const tab of tabs) tab.refresh()
            const texts = tabs.map((tab) => JSON.stringify(Object.entries(tab.read("a1")).sort()))
            if (new Set(texts).size > 1) lost.push("the tabs differ: " + texts)
            const late = openStore("canvas")
            for (const [key, all] of Object.entries(heads)) {
                const there = [late.read("a1")[key] || "", ...late.kept("a1").filter((one) => one[1] === key).map((one) => one[2])]
                kept += there.length - 1
                for (const head of all) if (!there.some((one) => one.includes(head))) lost.push([round, key, head, there])
            }
        }
        localStorage.clear()
        return { lost, kept }
    }""", script(page, "canvas-store.js"))  # fmt: skip
    assert lost["lost"] == []
    assert lost["kept"] > 20, "there were conflicts"


# A storage that says no -------------------------------------------------------------------------


def test_storage_full(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    fill(page, {"name": "Ark", "problem": "gemt"})
    page.evaluate(FILL)
    field(page, "problem").fill("skrevet, da der var fuldt")
    assert "lager er fuldt" in notices(page)
    with page.expect_download() as download:
        page.locator('.hb-canvas [data-part="notices"] button').click()
    assert "skrevet, da der var fuldt" in FilePath(download.value.path()).read_text("utf-8")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) if (key.startsWith('fill')) localStorage.removeItem(key) }"
    )
    field(page, "arena").fill("nu er der plads")
    assert notices(page) == ""
    page.reload()
    assert field(ready(page), "problem").input_value() == "skrevet, da der var fuldt"
    page.evaluate(FILL)
    page.reload()
    assert "lager er fuldt" in notices(ready(page)), "it is said before anything is typed"


@pytest.mark.parametrize(
    "forbid",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }",
        "Object.defineProperty(window, 'localStorage', { value: null })",
    ],
)
def test_storage_forbidden(context: BrowserContext, server: str, forbid: str) -> None:
    context.add_init_script(forbid)
    page = visit(context, server, "en")
    assert "does not allow the page to save" in notices(page)
    fill(page)
    assert json.loads(saved_file(page, "json"))["canvases"][0]["fields"]["problem"] == ANSWERS["problem"]
    do(page, "duplicate")
    assert len(sheets(page)) == 2
    page.locator('[data-part="list"]').select_option(index=0)
    assert filled(page) == ANSWERS


@pytest.mark.parametrize("bad", ["{broken", "null", "[]", '{"t":1}', '{"t":"x","at":"y","by":"z","s":{}}', ""])
def test_what_cannot_be_read_is_put_aside(context: BrowserContext, server: str, bad: str) -> None:
    page = visit(context, server)
    page.evaluate("bad => localStorage.setItem('samskabelse.2.canvas.a1.problem', bad)", bad)
    page.evaluate(
        "() => localStorage.setItem('samskabelse.2.canvas.a1.name', JSON.stringify({t: 'Helt', at: 1, by: 't', s: {t: 1}}))"
    )
    page.reload()
    assert sheets(ready(page)) == ["Helt"]
    assert "lagt til side" in notices(page)
    field(page, "problem").fill("noget nyt")
    aside = [value for key, value in stored(page).items() if key.startswith("samskabelse.aside.")]
    assert aside == [bad]
    with page.expect_download() as download:
        page.locator('.hb-canvas [data-part="notices"] button', has_text="Hent").click()
    assert list(json.loads(FilePath(download.value.path()).read_text("utf-8")).values()) == [bad]
    page.locator('.hb-canvas [data-part="notices"] button', has_text="Slet helt").click()
    assert notices(page) == "" and not [key for key in stored(page) if "aside" in key]


def test_what_a_newer_edition_wrote_is_not_touched(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    page.evaluate("() => localStorage.setItem('samskabelse.3.canvas.a1', 'fra fremtiden')")
    page.reload()
    assert "nyere udgave" in notices(ready(page))
    fill(page)
    assert stored(page)["samskabelse.3.canvas.a1"] == "fra fremtiden"


OLD = {"canvases": [{"id": "a1", "name": "Fra udgave 1", "fields": {"problem": "gammel tekst", "ukendt": "felt"}}]}


def test_version_one_moves_in(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    page.evaluate("old => localStorage.setItem('samskabelse.opskriften.v1', old)", json.dumps(OLD))
    page.reload()
    assert sheets(ready(page)) == ["Fra udgave 1"]
    assert field(page, "problem").input_value() == "gammel tekst"
    assert field(page, "ukendt").input_value() == "felt", "a field that this edition does not know is shown too"
    assert "samskabelse.opskriften.v1" not in stored(page)
    # A tab with the old edition is still open and writes again.
    field(page, "problem").fill("ny tekst")
    page.evaluate("old => localStorage.setItem('samskabelse.opskriften.v1', old)", json.dumps(OLD))
    page.reload()
    assert field(ready(page), "problem").input_value() == "ny tekst"
    assert "gammel tekst" in page.locator('[data-field="problem"] [data-kept]').inner_text()


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "{}",
        '{"canvases":[{"id":"../x","name":"y","fields":{}}]}',
        '{"canvases":[{"id":"a1","name":"y","fields":{"problem":7}}]}',
    ],
)
def test_a_broken_version_one_is_put_aside(context: BrowserContext, server: str, bad: str) -> None:
    page = visit(context, server)
    page.evaluate("bad => localStorage.setItem('samskabelse.opskriften.v1', bad)", bad)
    page.reload()
    assert "lagt til side" in notices(ready(page))
    assert bad in stored(page).values()


def test_version_one_waits_while_the_storage_is_full(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    long = json.dumps({"canvases": [{"id": "a1", "name": "Stort", "fields": {"problem": "x" * 400_000}}]})
    page.evaluate("old => localStorage.setItem('samskabelse.opskriften.v1', old)", long)
    page.evaluate(FILL)
    page.reload()
    assert "lager er fuldt" in notices(ready(page)) and sheets(page) == ["Stort"]
    assert stored(page)["samskabelse.opskriften.v1"] == long


# Hostile and broken input ------------------------------------------------------------------------

HOSTILE = '<img src=x onerror="window.pwned=1"></textarea><script>window.pwned=2</script>'


def test_a_hostile_file_is_text(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    watch = Watch(page, server)
    fields = {"problem": HOSTILE, "onerror": HOSTILE, "constructor": HOSTILE}
    bring(
        page,
        f"{HOSTILE}.json",
        json.dumps({"format": "opskriften", "version": 2, "canvases": [{"name": HOSTILE, "fields": fields}]}),
    )
    page.wait_for_function("() => document.querySelectorAll('[data-extra]').length === 2")
    assert field(page, "problem").input_value() == HOSTILE == field(page, "constructor").input_value()
    bring(page, f"{HOSTILE}.json", "{")
    page.wait_for_function("() => document.querySelector('.hb-tool__status').textContent.includes('beskadiget')")
    url = link(page)
    other = context.new_page()
    other.goto(url)
    ready(other).locator('[data-part="preview"] dd').first.wait_for()
    assert HOSTILE in other.locator('[data-part="preview"]').inner_text()
    assert page.evaluate("window.pwned") is None and other.evaluate("window.pwned") is None
    assert watch.found == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", "{", "beskadiget"), ("x.json", "{}", "beskadiget"), ("x.md", "", "beskadiget"),
        ("x.md", "# En anden fil\n\nTekst", "beskadiget"), ("x.bin", b"\xff\xfe\x00\x01" * 50, "beskadiget"),
        ("x.json", '{"format":"opskriften","version":2,"canvases":[{"name":1,"fields":{}}]}', "beskadiget"),
        ("x.json", '{"format":"opskriften","version":2,"canvases":[{"name":"x","fields":{"__proto__":"y"}}]}', "beskadiget"),
        ("x.json", '{"format":"opskriften","version":2,"canvases":[{"name":"x","fields":[]}]}', "beskadiget"),
        ("x.json", '{"format":"opskriften","version":9,"canvases":[]}', "nyere udgave"),
        ("x.md", "<!-- opskriften 9 -->\n# x\n", "nyere udgave"),
        ("x.json", json.dumps({"format": "opskriften", "version": 2, "canvases": [{"name": "x", "fields": {f"f{n}": "y" for n in range(60)}}]}), "for stort"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet(context: BrowserContext, server: str, name: str, text: str | bytes, said: str) -> None:
    page = visit(context, server)
    fill(page)
    before = stored(page)
    bring(page, name, text)
    page.wait_for_function("said => document.querySelector('.hb-tool__status').textContent.includes(said)", arg=said)
    assert stored(page) == before and filled(page) == ANSWERS


@pytest.mark.parametrize(
    "packed", ["", "d", "x123", "dAAAA", "p####", "pe30", "d" + "A" * 70_000, "pWzksIngiLHt9XQ", "%3Cscript%3E"]
)
def test_a_link_that_is_not_whole(context: BrowserContext, server: str, packed: str) -> None:
    page = visit(context, server)
    fill(page)
    page.evaluate("packed => { location.hash = '#ark=' + packed }", packed)
    page.wait_for_function("() => document.querySelector('.hb-tool__status').textContent")
    assert page.locator('[data-part="preview"]').is_hidden()
    assert filled(page) == ANSWERS and len(sheets(page)) == 1


def test_a_link_that_unpacks_to_something_enormous(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    code = page.evaluate("""async (script) => {
        const { unpack } = await import(script)
        const stream = new Blob(["[2," + JSON.stringify("x".repeat(30_000_000)) + ",{}]"]).stream().pipeThrough(new CompressionStream("deflate-raw"))
        const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
        const text = btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
        return unpack("d" + text).then(() => "read", (error) => error.code)
    }""", script(page, "canvas-format.js"))  # fmt: skip
    assert code == "big"


# The forms in which a sheet travels -----------------------------------------------------------------


def test_every_sheet_survives_every_form(context: BrowserContext, server: str) -> None:
    """Random sheets, made to hurt; the seed is fixed, so the run is always the same."""
    page = visit(context, server)
    report = page.evaluate(r"""async (script) => {
        const { fromJson, fromMarkdown, pack, Problem, toJson, toMarkdown, toText, unpack } = await import(script)
        let seed = 7
        const random = (n) => {
            seed = (seed + 0x6d2b79f5) | 0
            let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
            mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
            return ((mixed ^ (mixed >>> 14)) >>> 0) % n
        }
        const signs = ["a", "æ", "Å", " ", "\n", "\n\n", "#", "## ", "\\", "\\#", "{#problem}", "## x {#arena}\n", "<!-- opskriften 9 -->", "\t", "\0",
            "\u2028", "\u2029", "\ufeff", "\u202e", "🎉", "👩‍👩‍👧", "مرحبا", "\ud800", "\r", "\r\n", "-->", "`", "\"", "'", "</script>", "$&", "{name}", "%", "\u00a0"]
        const text = (most) => Array.from({ length: random(most) }, () => signs[random(signs.length)]).join("")
        const keys = ["problem", "hjaelpere", "motivation", "arena", "first", "other", "constructor", "x-1"]
        const same = (one, other) => one.name === other.name && JSON.stringify(Object.entries(one.fields)) === JSON.stringify(Object.entries(other.fields))
        const wrong = []
        let read = 0
        for (let round = 0; round < 600; round++) {
            const fields = {}
            for (const key of keys) if (random(2)) fields[key] = text(20)
            const sheet = { name: text(6), fields }
            const [clean] = fromJson(toJson([sheet]))
            const plain = (one) => one.toWellFormed().replace(/\r\n?/g, "\n")
            for (const [key, one] of Object.entries(fields)) if ((clean.fields[key] || "") !== plain(one)) wrong.push(["changed", key, one])
            if (!same(clean, fromJson(toJson([clean]))[0])) wrong.push(["json", sheet])
            const bytes = await new Blob([toMarkdown(clean, { problem: "Hvilket problem?" })]).text()
            if (!same(clean, fromMarkdown(bytes)[0])) wrong.push(["markdown", clean, fromMarkdown(bytes)[0]])
            if (!same(clean, fromMarkdown(bytes.replaceAll("\n", "\r\n"))[0])) wrong.push(["windows", clean])
            const packed = await pack(clean)
            if (!/^[\w-]+$/.test(packed) || !same(clean, await unpack(packed))) wrong.push(["link", clean])
            if (typeof toText(clean) !== "string") wrong.push(["text", clean])
            // What was damaged on its way is refused in words or read as some sheet; it never breaks.
            const at = random(packed.length)
            const damaged = [packed.slice(0, at), packed.slice(0, at) + "A" + packed.slice(at + 1), packed + "A", packed.slice(at)][random(4)]
            await unpack(damaged).then(() => read++, (error) => error instanceof Problem || wrong.push(["damaged", damaged, String(error)]))
            for (const reader of [fromJson, fromMarkdown]) {
                const whole = reader === fromJson ? toJson([clean]) : bytes
                const cut = random(whole.length)
                try { reader(whole.slice(0, cut) + whole.slice(cut + 1 + random(5))) } catch (error) {
                    if (!(error instanceof Problem)) wrong.push(["cut", String(error)])
                }
            }
        }
        return { wrong, read }
    }""", script(page, "canvas-format.js"))  # fmt: skip
    assert report["wrong"] == []


def test_a_markdown_file_that_a_person_wrote_on(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    text = "<!-- opskriften 2 -->\n# Min opgave\nEn linje for sig.\n## Hvem kan hjælpe mig? {#hjaelpere}\nNaboen\n## Mere { #hjaelpere }\n\nKokken"
    bring(page, "ark.md", text)
    page.wait_for_function("() => document.querySelector('[data-field=name] input').value === 'Min opgave'")
    assert field(page, "hjaelpere").input_value() == "Naboen\nKokken"
    assert field(page, "other").input_value() == "En linje for sig."


def test_copying_as_text(browser: Browser, server: str) -> None:
    opened = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = visit(opened, server)
    fill(page)
    do(page, "copy")
    page.wait_for_function("() => document.querySelector('.hb-tool__status').textContent.includes('Kopieret')")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert ANSWERS["hjaelpere"] in copied and "Hvem kan hjælpe mig?" in copied
    do(page, "share")
    page.wait_for_function("() => document.querySelector('.hb-tool__status').textContent.includes('tegn langt')")
    assert "#ark=d" in page.evaluate("navigator.clipboard.readText()")
    opened.close()


# For everybody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "width", "scheme"), [("da", 360, "light"), ("en", 1280, "dark")])
def test_everybody_can_use_every_state(browser: Browser, server: str, lang: str, width: int, scheme: str) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = visit(opened, server, lang)
    page.evaluate("() => localStorage.setItem('samskabelse.2.canvas.a1.problem', '{')")
    page.reload()
    fill(ready(page), ANSWERS | {"arena": "x" * 300})
    do(page, "duplicate")
    do(page, "delete")
    files(page)
    for one in page.locator(".hb-canvas__example summary").all():
        one.click()
    url = link(page)
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.evaluate("url => { location.href = url }", url)
    page.locator('[data-part="preview"]').wait_for()
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    for button in page.locator(".hb-canvas .hb-button:visible").all():
        box = button.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24
    opened.close()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_without_javascript_it_is_a_sheet_of_paper(browser: Browser, server: str, lang: str) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(server + ADDRESS[lang])
    assert page.locator(".hb-canvas label").count() >= 6
    assert page.locator(".hb-canvas textarea:visible, .hb-canvas button:visible, .hb-canvas input:visible").count() == 0
    for paper in page.locator(".hb-canvas__paper").all():
        box = paper.bounding_box()
        assert box and box["height"] >= 20
    opened.close()


def test_print_is_one_sheet_and_a3_for_a_group(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) == 1
    fill(page)
    page.evaluate("document.querySelector('.hb-canvas').classList.add('hb-canvas--group')")
    large = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [round(float(side) / 72 * 25.4) for side in (large[0].mediabox.width, large[0].mediabox.height)] == [
        420,
        297,
    ]
    assert "Ringe til formanden" in large[0].extract_text()
    page.evaluate("window.print = () => { window.printed = document.querySelector('.hb-canvas--group') !== null }")
    page.evaluate("document.querySelector('.hb-canvas').classList.remove('hb-canvas--group')")
    do(page, "group")
    assert page.evaluate("window.printed") is True
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".hb-canvas--group").count() == 0


@pytest.mark.parametrize(("name", "scripts"), [("canvas", ["canvas", "tool"]), ("checklist", ["checklist", "tool"])])
def test_the_script_and_the_page_have_the_same_words(handbook: Handbook, name: str, scripts: list[str]) -> None:
    assert name in REGISTRY
    used = {
        word for one in scripts for word in re.findall(r"\bwords\.(\w+)", (SCRIPTS / f"{one}.js").read_text("utf-8"))
    }
    used |= {"full", "forbidden"}  # the states of the storage
    if name == "canvas":
        used |= {"bad", "bad_link", "newer", "big", "old_browser"}  # the codes of a Problem
    templates = [COMPONENTS / name / "_words.html.jinja", COMPONENTS / "_shared" / "tool.html.jinja"]
    given = {word for file in templates for word in re.findall(r'data-word="(\w+)"', file.read_text("utf-8"))}
    shared = {"append"} if name == "checklist" else set()
    assert used - shared == given - shared
