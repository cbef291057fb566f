"""The self-checks: the rules against the data, and what two people do with the answers."""

# ruff: noqa: E501  (scripts and files for the browser)

import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from macros.handbook import Handbook

from .conftest import Watch
from .test_canvas import FILL, script, stored

pytestmark = pytest.mark.browser

ADDRESS = {
    "tjek-samskabelse": {"da": "tjek-samskabelse/", "en": "en/is-it-co-creation/"},
    "find-dit-trin": {"da": "find-dit-trin/", "en": "en/find-your-step/"},
}
RULES = "checklist-rules.js"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    yield opened
    opened.close()


def ready(page: Page) -> Page:
    page.wait_for_function("() => document.querySelector('.hb-checklist [data-part=count]').textContent")
    return page


def visit(
    context: BrowserContext, server: str, key: str = "tjek-samskabelse", lang: str = "da", more: str = ""
) -> Page:
    page = context.new_page()
    page.goto(server + ADDRESS[key][lang] + more)
    return ready(page)


def answer(page: Page, letters: str) -> None:
    for question, letter in zip(page.locator("[data-question]").all(), letters, strict=True):
        if letter != "-":
            question.locator(f'input[value="{letter}"]').check()


def answered(page: Page) -> str:
    return page.evaluate("""() => [...document.querySelectorAll("[data-question]")]
        .map((one) => one.querySelector("input:checked")?.value || "-").join("")""")


def result(page: Page) -> str:
    page.locator('.hb-checklist button[type="submit"]').click()
    return page.locator('[data-part="result"]').inner_text()


def press(page: Page, name: str) -> None:
    page.locator(".hb-checklist").get_by_role("button", name=name, exact=True).click()


# The rules -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ADDRESS)
def test_every_set_of_answers_has_one_result_and_both_languages_of_code_agree(
    context: BrowserContext, server: str, handbook: Handbook, key: str
) -> None:
    page = visit(context, server, key)
    checklist = handbook.library.find("checklists", key)
    every = ["".join(letters) for letters in itertools.product(*(question.letters for question in checklist.questions))]
    assert len(every) == (19_683 if key == "tjek-samskabelse" else 32)
    found = page.evaluate("""async ([script, every]) => {
        const { judge } = await import(script)
        const { rules } = JSON.parse(document.querySelector(".hb-checklist").dataset.rules)
        const keys = [...document.querySelectorAll("[data-question]")].map((one) => one.dataset.question)
        return every.map((answers) => { const one = judge(rules, keys, answers); return one && [one.outcome, one.because] })
    }""", [script(page, RULES), every])  # fmt: skip
    assert [tuple(one) for one in found] == [checklist.judge(answers) for answers in every]
    assert {one[0] for one in found} == {outcome.key for outcome in checklist.outcomes}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("key", ADDRESS)
def test_the_vectors_on_the_page(context: BrowserContext, server: str, handbook: Handbook, key: str, lang: str) -> None:
    page = visit(context, server, key, lang)
    checklist = handbook.library.find("checklists", key)
    titles = {outcome.key: outcome.title.in_(lang) for outcome in checklist.outcomes}  # type: ignore[arg-type]
    for vector in checklist.vectors:
        page.locator('.hb-checklist button[type="reset"]').click()
        answer(page, vector.answers.replace("/", ""))
        said = result(page)
        verdicts = page.locator(".hb-checklist__verdict").all_inner_texts()
        assert verdicts == ([titles[vector.outcome]] if vector.outcome else []), vector.answers
    missing = {"da": "Der mangler svar på", "en": "Still to be answered"}[lang]
    assert missing in said, "the last vector lacks an answer"


def test_the_result_names_its_reasons_with_their_source_and_gets_the_focus(
    context: BrowserContext, server: str
) -> None:
    page = visit(context, server)
    answer(page, "JJJJJJNJN")
    assert "8. Involverer I borgerne" in result(page)
    panel = page.locator('[data-part="result"]')
    assert page.evaluate("document.activeElement.dataset.part") == "result"
    assert panel.get_attribute("aria-live") == "polite"
    mark = panel.locator("li a").first
    assert page.locator(str(mark.get_attribute("href"))).inner_text().count("slide 4") == 1
    page.locator('[data-question="n2"] input[value="N"]').check()
    assert "Ja, efter oplæggets definition" in panel.inner_text(), "the result follows the answers"


def test_the_steps_are_a_list_with_words_and_gaps_are_named(context: BrowserContext, server: str) -> None:
    page = visit(context, server, "find-dit-trin")
    answer(page, "JNNJN")
    said = result(page)
    assert "Trin 4:" in said and "2. Frivillige er med" in said and "Næste trin: Gør det muligt" in said
    steps = page.locator(".hb-checklist__stairs li")
    assert [text.split()[0] for text in steps.all_inner_texts()] == ["Ja", "Nej", "Nej", "Ja", "Nej"]
    assert page.locator(".hb-checklist__stairs [aria-current=step]").inner_text().startswith("Ja Relevante")
    boxes = [step.bounding_box() for step in steps.all()]
    assert boxes[0] and boxes[4] and boxes[0]["y"] > boxes[4]["y"], "the lowest step stands lowest"
    page.locator('.hb-checklist button[type="reset"]').click()
    answer(page, "NNNNN")
    assert "I er ikke på trappen endnu." in result(page)


# Answers are kept -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["da", "en"])
def test_answers_outlive_the_tab_and_the_language(context: BrowserContext, server: str, lang: str) -> None:
    page = visit(context, server, "find-dit-trin", lang)
    watch = Watch(page, server)
    answer(page, "JN-JN")
    page.locator("[data-question=trin-1] textarea").fill("Vagtplanen i marts <b>🎉</b>")
    context.set_offline(True)
    page.locator("[data-question=trin-3] input[value=J]").check()
    context.set_offline(False)
    assert watch.found == []
    page.close(run_before_unload=False)
    page = visit(context, server, "find-dit-trin", "en" if lang == "da" else "da")
    assert answered(page) == "JNJJN"
    assert page.locator("[data-question=trin-1] textarea").input_value() == "Vagtplanen i marts <b>🎉</b>"
    result(page)
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "Vagtplanen i marts <b>" in text
    assert ("Step 4" if lang == "da" else "Trin 4") in text


def test_two_tabs_show_the_same(context: BrowserContext, server: str) -> None:
    one, two = visit(context, server), visit(context, server)
    answer(one, "JJ-------")
    two.wait_for_function("() => document.querySelector('[data-question=d2] input[value=J]').checked")
    two.locator("[data-question=d1] input[value=N]").check()
    one.wait_for_function("() => document.querySelector('[data-question=d1] input[value=N]').checked")


def test_delete_everything_and_undo(context: BrowserContext, server: str) -> None:
    page = visit(context, server, "find-dit-trin")
    answer(page, "JJJJJ")
    page.locator("[data-question=trin-2] textarea").fill("Bevis")
    page.locator('.hb-checklist button[type="reset"]').click()
    assert answered(page) == "-----" and "Bevis" not in str(stored(page))
    assert page.evaluate("document.activeElement.textContent") == "Fortryd"
    page.keyboard.press("Enter")
    assert answered(page) == "JJJJJ" and page.locator("[data-question=trin-2] textarea").input_value() == "Bevis"
    page.locator('.hb-checklist button[type="reset"]').click()
    page.reload()
    assert answered(ready(page)) == "-----"


def test_storage_full_and_forbidden(browser: Browser, context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    page.evaluate(FILL)
    answer(page, "JJJJJJNNN")
    assert "lager er fuldt" in page.locator('[data-part="notices"]').inner_text()
    with page.expect_download() as download:
        page.locator('[data-part="notices"] button').click()
    assert "1. Er der mindst én offentlig" in FilePath(download.value.path()).read_text("utf-8")
    assert "Ja, efter oplæggets definition" in result(page)
    opened = browser.new_context()
    opened.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = visit(opened, server, lang="en")
    assert "does not allow the page to save" in page.locator('[data-part="notices"]').inner_text()
    answer(page, "JJJJJJNNN")
    assert "Yes, by the deck’s definition" in result(page)
    opened.close()


# Two people ----------------------------------------------------------------------------------------------


def link(page: Page, name: str) -> str:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    press(page, name)
    shown = page.locator('.hb-checklist [data-part="copy"] textarea')
    shown.wait_for()
    return shown.input_value()


def test_two_people_answer_apart_on_one_screen(browser: Browser, context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    answer(page, "JJJJJJNNN")
    result(page)
    press(page, "Lad den næste svare")
    assert answered(page) == "---------" and page.locator('[data-part="result"]').inner_text() == ""
    page.reload()
    answer(ready(page), "JDJJJNNNN")
    said = result(page)
    assert "Ja, efter oplæggets definition" in said and "samarbejde, men ikke samskabelse endnu" in said
    rows = page.locator('[data-part="result"] tbody tr')
    different = [index for index, text in enumerate(rows.all_inner_texts()) if text.split()[-1] == "Forskel"]
    assert different == [1, 5] and rows.count() == 9
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    url = link(page, "Del som link")
    assert url.endswith("#svar=JJJJJJNNN.JDJJJNNNN")
    fresh = browser.new_context(viewport={"width": 360, "height": 740})
    other = fresh.new_page()
    other.goto(url.replace(ADDRESS["tjek-samskabelse"]["da"], ADDRESS["tjek-samskabelse"]["en"]))
    assert "Yes, by the deck’s definition" in ready(other).locator('[data-part="result"]').inner_text()
    assert other.locator('[data-part="result"] tbody tr').count() == 9
    assert not other.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert answered(other) == "---------"
    fresh.close()
    press(page, "Hold op med at sammenligne")
    assert page.locator('[data-part="result"] table').count() == 0


def test_answers_from_a_link_change_nothing_and_can_be_compared(context: BrowserContext, server: str) -> None:
    page = visit(context, server)
    answer(page, "NNNNNNJJJ")
    before = stored(page)
    page.goto("about:blank")
    page.goto(server + ADDRESS["tjek-samskabelse"]["da"] + "#svar=JJJJJJNNN")
    assert "Ja, efter oplæggets definition" in ready(page).locator('[data-part="result"]').inner_text()
    assert stored(page) == before and answered(page) == "NNNNNNJJJ"
    press(page, "Svar selv, og sammenlign")
    assert "#" not in page.url
    assert (
        "Nej, ikke efter oplæggets definition" in result(page)
        and page.locator('[data-part="result"] table').count() == 1
    )


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "J",
        "JJJJJJNNNN",
        "QQQQQQQQQ",
        "JJJJJJNNN.J",
        "JJJJJJNNN.JJJJJJNNN.JJJJJJNNN",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_link_that_does_not_fit(context: BrowserContext, server: str, bad: str) -> None:
    page = visit(context, server)
    answer(page, "JJJJJJNNN")
    page.evaluate("bad => { location.hash = '#svar=' + bad }", bad)
    page.wait_for_function("() => document.querySelector('.hb-tool__status').textContent.includes('passer ikke')")
    assert answered(page) == "JJJJJJNNN" and page.locator('[data-part="result"]').inner_text() == ""


# For everybody --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ADDRESS)
@pytest.mark.parametrize(("lang", "width", "scheme"), [("da", 360, "light"), ("en", 1280, "dark")])
def test_everybody_can_use_every_state(
    browser: Browser,
    server: str,
    key: str,
    lang: str,
    width: int,
    scheme: str,
) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = visit(opened, server, key, lang)
    for letters in ("J--------", "JJJJJJNJN"):
        answer(page, letters[: page.locator("[data-question]").count()])
        result(page)
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    opened.close()


def test_by_keyboard(context: BrowserContext, server: str) -> None:
    page = visit(context, server, "find-dit-trin")
    page.locator("[data-question=trin-1] input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert answered(page)[0] == "N"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.part") == "result"


@pytest.mark.parametrize("key", ADDRESS)
def test_without_javascript_the_rules_are_written_out(
    browser: Browser, server: str, handbook: Handbook, key: str
) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    checklist = handbook.library.find("checklists", key)
    for lang in ("da", "en"):
        page.goto(server + ADDRESS[key][lang])
        for outcome in checklist.outcomes:
            assert page.get_by_text(outcome.when.in_(lang)).is_visible()  # type: ignore[arg-type]
        assert page.locator(".hb-checklist textarea:visible, .hb-checklist button[type=submit]:visible").count() == 0
        page.locator("[data-question] input").first.check()
    opened.close()


def test_what_the_page_says_of_the_rules_is_what_the_data_says(
    context: BrowserContext, server: str, handbook: Handbook
) -> None:
    page = visit(context, server)
    given = json.loads(str(page.locator(".hb-checklist").get_attribute("data-rules")))
    rules = handbook.library.find("checklists", "tjek-samskabelse").rules
    assert given["rules"] == [rule.model_dump(exclude_none=True) for rule in rules]
    assert given["letters"] == ["JDN"] * 6 + ["JNV"] * 3
