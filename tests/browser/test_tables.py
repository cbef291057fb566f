"""Tables that can be chosen from, sorted, turned and compared; notes on the spot; the big screen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from .conftest import WIDTHS, Watch

pytestmark = pytest.mark.browser

ADDRESS = {"da": "styringsparadigmer/", "en": "en/three-views/"}
EXAMPLES = {"da": "sammenlign-eksempler/", "en": "en/compare-cases/"}
WORDS = {
    "da": {"open": "Vælg, sortér og sammenlign", "big": "Stor skærm", "same": "= ens"},
    "en": {"open": "Choose, sort and compare", "big": "Big screen", "same": "= the same"},
}
ID = "styringsparadigmer"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def figure(page: Page, id: str = ID) -> Locator:
    return page.locator(f"figure#{id}")


def opened(page: Page, address: str, id: str = ID) -> Locator:
    """The table's figure, its tools open."""
    page.set_default_timeout(8000)
    page.goto(address)
    found = figure(page, id)
    found.locator(".hb-tools button").first.click()
    found.locator(".hb-panel").wait_for()
    return found


def heads(table: Locator) -> list[str]:
    return [str(one.get_attribute("data-key")) for one in table.locator("thead th").all()[1:]]


def names(table: Locator) -> list[str]:
    return [
        str(
            one.evaluate("e => e.firstElementChild?.matches('a') ? e.firstElementChild.text : e.firstChild.data")
        ).strip()
        for one in table.locator("tbody th").all()
    ]


def cells(table: Locator, column: int) -> list[str]:
    return table.locator(f"tbody tr td:nth-of-type({column})").evaluate_all(
        "all => all.map(e => [...e.childNodes].filter(n => n.nodeName != 'SUP').map(n => n.textContent).join(''))"
    )


def address(page: Page) -> str:
    return page.url.partition("?")[2]


@pytest.mark.parametrize("lang", ADDRESS)
def test_sort_by_any_column(page: Page, server: str, lang: str) -> None:
    watch = Watch(page, server)
    table = opened(page, server + ADDRESS[lang])
    before = names(table)
    head = table.locator("thead th").nth(1)
    assert head.get_attribute("aria-sort") == "none"
    for state, sort in (("ascending", "sort=opa"), ("descending", "sort=-opa"), ("none", "")):
        head.locator(".hb-sort").click()
        assert head.get_attribute("aria-sort") == state
        assert sort in address(page)
        said = cells(table, 1)
        collated = page.evaluate("([all, lang]) => all.toSorted(new Intl.Collator(lang).compare)", [said, lang])
        if state != "none":
            assert said == (collated if state == "ascending" else collated[::-1])
    assert names(table) == before
    assert address(page) == ""
    assert head.locator(".hb-sort").evaluate("e => document.activeElement === e"), "the focus stays"
    table.locator("thead .hb-sort").first.click()
    assert "sort=_" in address(page) and names(table) == sorted(names(table))
    assert watch.found == []


def test_danish_letters_sort_as_in_danish(page: Page, server: str) -> None:
    table = opened(page, server + ADDRESS["da"])
    words = ["Østers", "Zebra", "Ål", "Æble", "»Anker«"]
    table.evaluate(
        "(e, words) => e.querySelectorAll('tbody td:nth-of-type(2)').forEach((td, i) => td.textContent = words[i])",
        words,
    )
    table.locator("thead th").nth(2).locator(".hb-sort").click()
    assert cells(table, 2) == ["»Anker«", "Zebra", "Æble", "Østers", "Ål"]


@pytest.mark.parametrize("lang", ADDRESS)
def test_choose_and_hide_columns_and_rows(page: Page, server: str, lang: str) -> None:
    table = opened(page, server + ADDRESS[lang])
    table.locator("[name=kol][value=npm]").uncheck()
    table.locator("[name=raek][value=syn]").uncheck()
    assert heads(table) == ["opa", "npg"]
    assert table.locator("tbody tr").count() == 4
    assert address(page) == f"tabel={ID}&kol=opa,npg&raek=borger,leder,koordinering,kritik"
    shown = table.locator(".hb-shown").inner_text()
    assert "4" in shown and "5" in shown and "2" in shown and "3" in shown
    table.locator("[data-none]").click()
    assert table.locator("tbody tr").count() == 5, "none chosen shows all"
    table.locator("[name=raek][value=kritik]").check()
    assert table.locator("tbody tr").count() == 1
    table.locator("[type=reset]").click()
    assert heads(table) == ["opa", "npm", "npg"] and table.locator("tbody tr").count() == 5
    assert address(page) == "" and table.locator(".hb-shown").inner_text() == ""


def test_switch_rows_and_columns(page: Page, server: str) -> None:
    table = opened(page, server + ADDRESS["da"])
    columns, rows = [one.strip() for one in table.locator("thead th").all_inner_texts()[1:]], names(table)
    inner = cells(table, 3)[1]
    table.locator("[name=vend]").check()
    assert names(table) == columns
    assert [one.strip() for one in table.locator("thead th").all_inner_texts()[1:]] == rows
    assert cells(table, 2)[2] == inner
    assert table.locator("thead th[scope=row], tbody th[scope=col]").count() == 0
    assert set(table.locator("tbody td").nth(1).evaluate_all("all => all.map(e => e.dataset.label)")) == {rows[1]}
    table.locator("[name=vend]").uncheck()
    assert names(table) == rows and cells(table, 3)[1] == inner


@pytest.mark.parametrize("lang", ADDRESS)
def test_differences_are_said_in_words(page: Page, server: str, lang: str) -> None:
    table = opened(page, server + ADDRESS[lang])
    table.evaluate("""e => {
        const row = (n, texts) => texts.forEach((text, i) =>
            (e.querySelectorAll(`tbody tr:nth-child(${n}) td`)[i].textContent = text))
        row(1, ["Borgere hjælper", "Borgere hjælper", "Borgere hjælper"])
        row(2, ["Borgere hjælper", "Borgere betaler", "Borgere deltager"])
        row(3, ["Marked", "Hierarki", "Netværk"])
    }""")
    table.locator("[name=forskel]").check()
    rows = table.locator("tbody tr")
    assert WORDS[lang]["same"] in rows.nth(0).locator("th").inner_text()
    assert [rows.nth(n).get_attribute("data-same") for n in range(3)] == ["same", "partly", "other"]
    assert rows.nth(1).locator("mark").all_inner_texts() == ["hjælper", "betaler", "deltager"]
    assert rows.nth(0).locator("mark").count() == rows.nth(2).locator("mark").count() == 0
    assert "underline" in rows.nth(1).locator("mark").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    table.locator("[name=forskel]").uncheck()
    assert table.locator("mark, .hb-same").count() == 0
    assert rows.nth(1).locator("td").first.inner_text() == "Borgere hjælper"


@pytest.mark.parametrize("lang", ADDRESS)
@pytest.mark.parametrize("device", WIDTHS)
def test_a_link_restores_the_table_and_the_language_keeps_it(
    browser: Browser, server: str, lang: str, device: str
) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[device], "height": 740})
    page = context.new_page()
    query = f"tabel={ID}&kol=npg,opa&raek=syn,kritik&sort=-opa&forskel=1"
    page.goto(f"{server}{ADDRESS[lang]}?{query}")
    table = figure(page)
    table.locator("tbody tr:nth-child(3)").wait_for(state="detached")
    page.wait_for_function("() => document.querySelectorAll('.hb-comparison tbody tr').length === 2")
    assert heads(table) == ["npg", "opa"]
    assert table.locator("thead th").nth(2).get_attribute("aria-sort") == "descending"
    assert table.locator(".hb-same").count() == 2
    page.wait_for_function("() => Math.abs(document.querySelector('.hb-comparison').getBoundingClientRect().top) < 150")
    other = "en" if lang == "da" else "da"
    page.locator(f"a[hreflang={other}]").first.click()
    page.wait_for_url(f"{server}{ADDRESS[other]}?*")
    page.wait_for_function("() => document.querySelectorAll('.hb-comparison tbody tr').length === 2")
    assert heads(figure(page)) == ["npg", "opa"] and address(page).split("#")[0] == query
    context.close()


@pytest.mark.parametrize(
    "query",
    [
        "tabel=nope&kol=opa", f"tabel={ID}&kol=&raek=,,,&sort=&vend=&forskel=", f"tabel={ID}&kol=__proto__,constructor",
        f"tabel={ID}&kol=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&sort=%22%5D", f"tabel={ID}&sort=--opa&vend=2",
        f"tabel={ID}&raek={'a,' * 5000}", f"tabel={ID}&kol=%E0%A4%A&storskaerm=2", "tabel=%23x%20*&storskaerm=1",
    ],
)  # fmt: skip
def test_an_address_that_means_nothing_shows_the_whole_table(page: Page, server: str, query: str) -> None:
    watch = Watch(page, server)
    page.on("dialog", lambda dialog: watch.found.append("dialog"))
    page.goto(f"{server}{ADDRESS['da']}?{query}")
    page.wait_for_load_state("networkidle")
    table = figure(page)
    assert heads(table) == ["opa", "npm", "npg"] and table.locator("tbody tr").count() == 5
    assert table.locator("img").count() == 0 and page.locator("dialog").count() == 0
    assert watch.found == []


def test_a_note_opens_where_its_mark_is(page: Page, server: str) -> None:
    page.goto(server + ADDRESS["da"])
    mark = page.locator(".hb-comparison .hb-mark a").nth(1)
    mark.click()
    note = page.locator(".hb-note:popover-open")
    note.wait_for()
    assert "slide 3" in note.inner_text() and "↩" not in note.inner_text()
    where, at = note.bounding_box(), mark.bounding_box()
    assert where and at and abs(where["y"] - at["y"]) < 80
    assert "#" not in page.url
    mark.click()
    note.wait_for(state="detached")
    mark.click()
    note.wait_for()
    page.locator("h1").click()
    note.wait_for(state="detached")


@pytest.mark.parametrize("path", [ADDRESS["da"], "en/ladder-of-participation/", "opskriften/", "eksempler/"])
def test_a_note_by_keyboard(page: Page, server: str, path: str) -> None:
    page.goto(server + path)
    mark = page.locator("article .hb-mark a").first
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(".hb-note:popover-open").wait_for()
    assert page.evaluate("document.activeElement.matches('.hb-note')")
    page.keyboard.press("Escape")
    page.locator(".hb-note:popover-open").wait_for(state="detached")
    assert mark.evaluate("e => document.activeElement === e")


def test_a_note_and_a_term_by_touch(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    page.goto(server + ADDRESS["da"])
    page.locator(".hb-comparison .hb-mark a").last.tap()
    note = page.locator(".hb-note:popover-open")
    note.wait_for()
    box = note.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    page.goto(server + "hvad-er-samskabelse/")
    term = page.locator(".hb-term").first
    if term.count():
        term.tap()
        page.locator(".hb-term__tip:popover-open").wait_for()


def test_two_columns_held_against_each_other_on_a_phone(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    table = opened(page, server + ADDRESS["da"])
    one, two = table.locator("[data-pair]").all()
    one.select_option("npg")
    two.select_option("opa")
    assert "kol=npg,opa" in address(page)
    first, second = (cell.bounding_box() for cell in table.locator("tbody tr").first.locator("td").all())
    assert first and second and first["y"] == second["y"] and second["x"] >= first["x"] + first["width"]
    assert second["x"] + second["width"] <= 360
    table.locator("tbody tr").last.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.hb-comparison tbody tr:last-child').scrollIntoView({behavior: 'instant'})")
    head = table.locator("thead").bounding_box()
    assert head and head["y"] == pytest.approx(0, abs=1), "the two names stay in sight"
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_heads_and_first_column_stay_in_sight(page: Page, server: str) -> None:
    page.goto(server + ADDRESS["da"])
    page.evaluate(
        "document.querySelector('.hb-comparison tbody tr:nth-child(3)').scrollIntoView({behavior: 'instant'})"
    )
    header = page.locator("header").first.bounding_box()
    head = figure(page).locator("thead th").nth(1).bounding_box()
    assert header and head and head["y"] == pytest.approx(header["height"], abs=2)
    page.goto(f"{server}tabeller/?tabel={ID}&vend=1")
    table = figure(page)
    page.wait_for_function(f"() => document.querySelector('#{ID}').matches('.hb-many')")
    scroll = table.locator(".hb-scroll")
    before = table.locator("tbody th").first.bounding_box()
    scroll.evaluate("e => e.scrollLeft = 300")
    assert scroll.evaluate("e => e.scrollLeft") == 300
    after = table.locator("tbody th").first.bounding_box()
    assert before and after and after["x"] == before["x"]


@pytest.mark.parametrize("lang", ADDRESS)
def test_the_big_screen(page: Page, server: str, lang: str) -> None:
    watch = Watch(page, server)
    page.goto(server + ADDRESS[lang])
    button = figure(page).get_by_role("button", name=WORDS[lang]["big"])
    button.click()
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    assert address(page) == f"tabel={ID}&storskaerm=1"
    stage = dialog.locator(".hb-big__stage")
    size = "e => parseFloat(getComputedStyle(e.querySelector('td')).fontSize)"
    fitted = stage.evaluate(size)
    assert fitted >= 18 and stage.evaluate(
        "e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1"
    )
    page.keyboard.press("+")
    assert stage.evaluate(size) > fitted
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert stage.evaluate(size) < fitted
    dialog.locator("[data-do=reveal]").click()
    rows = dialog.locator("tbody tr")
    assert [row.is_visible() for row in rows.all()] == [True, False, False, False, False]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("PageDown")
    assert [row.is_visible() for row in rows.all()] == [True, True, True, False, False]
    page.keyboard.press("ArrowUp")
    assert [row.is_visible() for row in rows.all()] == [True, True, False, False, False]
    assert dialog.locator("output").inner_text().startswith("2 ")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    figure(page).locator("tbody tr").last.wait_for()
    assert "storskaerm" not in page.url and button.evaluate("e => document.activeElement === e")
    assert watch.found == []


def test_a_link_opens_the_big_screen_with_what_was_chosen(page: Page, server: str) -> None:
    page.goto(f"{server}{ADDRESS['da']}?tabel={ID}&kol=npm&storskaerm=1")
    page.locator("dialog[open]").wait_for()
    page.wait_for_function("() => document.querySelectorAll('dialog thead th').length === 2")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert heads(figure(page)) == ["npm"] and address(page) == f"tabel={ID}&kol=npm"


def test_ladders_and_figures_have_a_big_screen(page: Page, server: str) -> None:
    page.goto(server + "tabeller/")
    for kind in (".hb-ladder", ".hb-diagram"):
        page.locator(f"{kind} .hb-tools button").first.click()
        page.locator(f"dialog[open] {kind}").wait_for()
        page.locator("[data-do=close]").click()
        page.locator("dialog").wait_for(state="detached")


@pytest.mark.parametrize("lang", EXAMPLES)
def test_examples_are_found_and_held_against_each_other(page: Page, server: str, lang: str) -> None:
    watch = Watch(page, server)
    table = opened(page, server + EXAMPLES[lang], "eksempler")
    everything = table.locator("tbody tr").count()
    table.locator("[name=sted]").select_option("abroad")
    table.locator("[name=del]").select_option("define")
    table.locator("[name=svar]").select_option("met")
    found = table.locator("tbody tr").count()
    assert 0 < found < everything
    assert all(
        one == "met" for one in table.locator("[data-part=define]").evaluate_all("a => a.map(e => e.dataset.answer)")
    )
    assert address(page) == "tabel=eksempler&sted=abroad&del=define&svar=met"
    table.locator("[type=reset]").click()
    assert table.locator("tbody tr").count() == everything
    assert table.locator(".hb-case-list__reason").first.is_hidden()
    keys = table.locator("[name=raek]").evaluate_all("all => all.slice(1, 3).map(e => e.value)")
    page.goto(f"{server}{EXAMPLES[lang]}?tabel=eksempler&raek={','.join(keys)}&vend=1")
    page.wait_for_function("() => document.querySelectorAll('#eksempler thead th').length === 3")
    assert table.locator("tbody tr").count() == 7, "who began, five parts, and the verdict"
    assert table.locator(".hb-case-list__reason").first.is_visible()
    assert watch.found == []


def test_answers_sort_by_what_they_mean(page: Page, server: str) -> None:
    table = opened(page, server + EXAMPLES["da"], "eksempler")
    table.locator("thead th[data-key=define] .hb-sort").click()
    orders = [
        one for one in table.locator("[data-part=define]").evaluate_all("a => a.map(e => e.dataset.order)") if one
    ]
    assert orders == sorted(orders) and len(set(orders)) > 2


def test_without_javascript_the_table_is_whole(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{ADDRESS['da']}?tabel={ID}&kol=opa")
    table = figure(page)
    assert table.locator("tbody tr").count() == 5 and table.locator("tbody td").count() == 15
    assert all(cell.is_visible() for cell in table.locator("tbody td").all())
    assert table.locator(".hb-tools").is_hidden() and table.locator(".hb-notes li").first.is_visible()
    mark = table.locator(".hb-mark a").first
    mark.click()
    assert page.url.endswith(str(mark.get_attribute("href")))
    page.locator(f"{mark.get_attribute('href')} .hb-notes__back").click()
    assert page.url.endswith(f"#{mark.get_attribute('id')}")
    context.close()


def test_paper_shows_what_was_chosen_and_says_so(page: Page, server: str) -> None:
    table = opened(page, server + ADDRESS["da"])
    table.locator("[name=kol][value=npm]").uncheck()
    page.emulate_media(media="print")
    assert table.locator(".hb-panel").is_hidden() and table.locator(".hb-tools").is_hidden()
    assert table.locator(".hb-sort").first.is_hidden()
    assert table.locator("thead th").nth(1).is_visible() and heads(table) == ["opa", "npg"]
    assert table.locator(".hb-shown").is_visible()


@pytest.mark.parametrize(("lang", "device", "scheme"), [("da", "phone", "dark"), ("en", "desktop", "light")])
def test_everybody_can_use_the_tools(browser: Browser, server: str, lang: str, device: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[device], "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()

    def faults() -> list[str]:
        return [one["id"] for one in Axe().run(page).response["violations"]]

    table = opened(page, server + ADDRESS[lang])
    table.locator("[name=forskel]").check()
    table.locator("[name=kol][value=npm]").uncheck()
    table.locator(".hb-sort").nth(1).click()
    assert faults() == []
    table.locator(".hb-mark a").first.click()
    page.locator(".hb-note:popover-open").wait_for()
    assert faults() == []
    page.keyboard.press("Escape")
    table.get_by_role("button", name=WORDS[lang]["big"]).click()
    page.locator("dialog[open]").wait_for()
    assert faults() == []
    page.keyboard.press("Escape")
    opened(page, server + EXAMPLES[lang], "eksempler").locator("[name=vend]").check()
    assert faults() == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 720, 1024, 1280])
def test_open_tools_fit(browser: Browser, server: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    for path, id in ((ADDRESS["da"], ID), (EXAMPLES["en"], "eksempler"), ("tabeller/", "borgerroller")):
        table = opened(page, server + path, id)
        for turn in (False, True):
            table.locator("[name=vend]").set_checked(turn)
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), (
                path
            )
        small = (
            "a => a.filter(e => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 24).map(e => e.outerHTML)"
        )
        assert table.locator(".hb-tools button, .hb-panel button, .hb-sort, .hb-panel label").evaluate_all(small) == []
    context.close()
