"""A trainer prepares and runs a workshop, end to end, in both languages."""

import io
import re
from itertools import pairwise

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from macros.exercise_pages import page_of, sheet_url, sheets
from macros.handbook import Handbook
from macros.model.base import LANGUAGES, Language
from macros.qr import short_link
from macros.trainer_box import is_chapter, view_url

from ..conftest import SITE_URL
from .conftest import WIDTHS, Watch

pytestmark = pytest.mark.browser

OTHER = {"da": "en", "en": "da"}


def planner(handbook: Handbook, lang: Language) -> str:
    return handbook.pages.get("planlaeg", lang).url


def ready(page: Page) -> None:
    """The planner has read the address and made its programme."""
    page.wait_for_selector(".hb-planner__steps > li")


def clocks(page: Page) -> list[tuple[int, int]]:
    """From which minute of the day to which, for each step as shown."""
    found = []
    for text in page.locator(".hb-planner__clock").all_inner_texts():
        hours = [int(part) for part in re.findall(r"\d+", text)]
        found.append((60 * hours[0] + hours[1], 60 * hours[2] + hours[3]))
    return found


def minutes(page: Page) -> list[int]:
    return [int(field.input_value()) for field in page.locator(".hb-planner__minutes input").all()]


def printed(page: Page) -> tuple[str, int]:
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=False)))
    return " ".join(" ".join(one.extract_text() for one in reader.pages).split()), len(reader.pages)


def steps(page: Page) -> list[str]:
    """Titles of the steps, in order."""
    return page.eval_on_selector_all(".hb-planner__what", "all => all.map(one => one.firstChild.textContent)")


# The planner ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trainer_plans_changes_shares_and_prints(
    browser: Browser, server: str, handbook: Handbook, lang: Language
) -> None:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened.new_page()
    watch = Watch(page, server)
    page.goto(server + planner(handbook, lang))
    ready(page)
    page.fill("input[name=t]", "150")
    page.fill("input[name=n]", "24")
    page.select_option("select[name=m]", "lead")
    page.fill("input[name=s]", "13:30")
    page.locator("input[name=s]").press("Tab")
    assert sum(minutes(page)) == 150
    times = clocks(page)
    assert times[0][0] == 13 * 60 + 30 and times[-1][1] == 16 * 60
    assert all(before[1] == after[0] for before, after in pairwise(times))

    before = steps(page)
    page.locator('[data-act="down"]').nth(1).click()
    assert steps(page)[1:3] == [before[2], before[1]]
    assert page.evaluate("document.activeElement.dataset.act") == "down", "the focus stays with what is moved"
    page.locator(".hb-planner__minutes input").nth(1).fill("42")
    page.keyboard.press("Tab")
    page.locator('[data-act="remove"]').nth(3).click()
    page.select_option(".hb-planner__more select", "e8")
    page.click('[data-do="add"]')
    page.click('[data-do="pause"]')
    arranged, lengths = steps(page), minutes(page)
    total = page.inner_text(".hb-planner__total")
    assert lengths[1] == 42 and str(sum(lengths)) in total
    assert clocks(page)[-1][1] == 13 * 60 + 30 + sum(lengths)

    page.reload()
    ready(page)
    assert steps(page) == arranged and minutes(page) == lengths and page.inner_text(".hb-planner__total") == total

    text, count = printed(page)
    assert count <= 3
    for start, end in clocks(page):
        assert f"{start // 60}.{start % 60:02}–{end // 60}.{end % 60:02}" in text
    assert all(title in text for title in arranged)

    page.click('[data-do="text"]')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(title in copied for title in arranged) and total in copied and page.url in copied
    page.click('[data-do="markdown"]')
    copied = page.evaluate("navigator.clipboard.readText()")
    rows = [line for line in copied.splitlines() if re.match(r"\| \d+\.\d\d \|", line)]
    assert len(rows) == len(arranged) and [int(row.split("|")[2]) for row in rows] == lengths

    page.click(f".hb-header a[hreflang={OTHER[lang]}]")
    assert page.url.startswith(server + planner(handbook, OTHER[lang]))  # type: ignore[arg-type]
    ready(page)
    assert minutes(page) == lengths and steps(page) != arranged
    assert watch.found == []
    opened.close()


def test_what_was_removed_comes_back(context: BrowserContext, server: str, handbook: Handbook) -> None:
    page = context.new_page()
    page.goto(server + planner(handbook, "da"))
    ready(page)
    before, address = steps(page), page.url
    assert page.locator('[data-do="undo"]').is_hidden()
    page.locator('[data-act="remove"]').nth(2).click()
    assert len(steps(page)) == len(before) - 1
    page.click('[data-do="undo"]')
    assert steps(page) == before and page.url == address
    page.locator('[data-act="up"]').nth(2).click()
    page.click('[data-do="again"]')
    assert steps(page) == before


@pytest.mark.parametrize("goal", ["understand", "test", "plan", "lead"])
def test_the_rules_hold_for_every_choice(context: BrowserContext, server: str, handbook: Handbook, goal: str) -> None:
    """Never longer than asked, every exercise once and for so many people, breaks from two hours on."""
    page = context.new_page()
    numbers = {item.value.title.da: item.value for item in handbook.library.all("exercises")}
    rules = handbook.library.items["planner"]["planner"].value
    rests = {rules.pause.label.da, rules.lunch.label.da}
    for time in (30, 45, 60, 75, 90, 120, 180, 205, 240, 300, 360):
        for people in (2, 7, 20, 33, 60):
            page.goto(f"{server}{planner(handbook, 'da')}?t={time}&n={people}&m={goal}&s=0900")
            ready(page)
            lengths, titles = minutes(page), steps(page)
            assert sum(lengths) <= time, (time, people)
            if people > 6:
                assert sum(lengths) == time, (time, people)
            exercises = [title for title in titles if title in numbers]
            assert len(exercises) == len(set(exercises))
            assert all(numbers[one].people.min <= people <= numbers[one].people.max for one in exercises)
            assert exercises or not re.match(rules.opening.label.da, titles[0]), "a made programme has an exercise"
            if time < 120:
                assert not rests & set(titles)
            if time >= 300 and titles[0] == rules.opening.label.da:
                assert rules.lunch.label.da in titles


@pytest.mark.parametrize(
    "query",
    [
        "t=abc&n=-5&m=__proto__&s=9999", "p=e999.10_9-9.10_constructor.5_<script>.3", "t=99999999&n=1e9",
        "m=toString&p=e1.0_e1.999_e1.-4", "p=" + "e1.10_" * 500, "p=%00%ff&t=", "s=<img src=x onerror=alert(1)>",
    ],
)  # fmt: skip
def test_a_hostile_address_does_no_harm(context: BrowserContext, server: str, handbook: Handbook, query: str) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    page.goto(f"{server}{planner(handbook, 'da')}?{query}")
    ready(page)
    assert 1 <= len(minutes(page)) <= 40
    assert all(1 <= one <= 180 for one in minutes(page))
    assert len(page.url) < 900
    assert watch.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ready_programme_begins_when_one_likes(
    context: BrowserContext, server: str, handbook: Handbook, lang: Language
) -> None:
    page = context.new_page()
    page.goto(server + handbook.pages.get("workshop-halvdag", lang).url)
    first = page.locator(".hb-programme__table tbody th").first
    assert first.inner_text() == "9.00"
    page.fill(".hb-programme__start input", "12:15")
    expect(first).to_have_text("12.15")
    page.reload()
    expect(first).to_have_text("12.15")
    text, _ = printed(page)
    assert "12.15" in text and "15.07" in text


def test_without_a_script_programmes_and_rules_stand_as_text(browser: Browser, server: str, handbook: Handbook) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(server + planner(handbook, "da"))
    assert page.locator(".hb-planner form").is_hidden()
    assert page.locator("#regler").is_visible()
    page.locator("#faerdige + ul a").first.click()
    assert page.locator(".hb-programme__table").is_visible()
    opened.close()


# Sheets for paper -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_print_and_their_codes_lead_back(
    context: BrowserContext, server: str, handbook: Handbook, lang: Language
) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    for item in handbook.library.all("exercises"):
        own = page_of(handbook.pages, item.key, lang)
        assert own is not None
        for sheet in sheets(item.value):
            page.goto(server + sheet_url(own, sheet))
            shot = page.locator(".hb-sheet__code svg").screenshot()
            codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(shot)))
            assert [code.text for code in codes] == [short_link(SITE_URL, item.key, lang)]
            text, count = printed(page)
            assert item.value.title.in_(lang) in text
            if sheet == "handout":
                assert count <= 2, item.key
            else:
                last = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
                answers = " ".join(last[-1].extract_text().split())
                assert item.value.cards[-1].answer.in_(lang)[:30] in answers
                assert item.value.cards[0].text.in_(lang)[:30] not in answers, "answers have a sheet of their own"
    assert watch.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exercise_prints_as_a_run_sheet(
    context: BrowserContext, server: str, handbook: Handbook, lang: Language
) -> None:
    page = context.new_page()
    own = page_of(handbook.pages, "sorter-kortene", lang)
    assert own is not None
    page.goto(server + own.url)
    text, count = printed(page)
    one = handbook.library.items["exercises"]["sorter-kortene"].value
    assert count <= 4 and "0–3 min." in text and one.invitation.in_(lang)[:40] in text


# The trainer's edition ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_switch_keeps_page_place_and_language(
    context: BrowserContext, server: str, handbook: Handbook, lang: Language
) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    reader = handbook.pages.get("krydspres", lang)
    page.goto(server + reader.url + "#goer-og-undgaa")
    page.click(".hb-to-trainer a")
    assert page.url == server + view_url(reader) + "#goer-og-undgaa"
    assert page.locator(".hb-trainer").is_visible()
    page.click(f".hb-header a[hreflang={OTHER[lang]}]")
    twin = handbook.pages.get("krydspres", OTHER[lang])  # type: ignore[arg-type]
    assert page.url == server + view_url(twin) + "#goer-og-undgaa"
    page.click(".hb-edition a")
    assert page.url == server + twin.url + "#goer-og-undgaa"
    assert watch.found == []


# Everybody ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
def test_everybody_can_use_what_trainers_use(
    browser: Browser, server: str, handbook: Handbook, device: str, scheme: str
) -> None:
    opened = browser.new_context(viewport={"width": WIDTHS[device], "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened.new_page()
    watch = Watch(page, server)
    lang: Language = "da" if device == "phone" else "en"
    urls = [planner(handbook, lang), handbook.pages.get("workshop-heldag", lang).url]
    for key in ("sorter-kortene", "tre-hatte"):
        own = page_of(handbook.pages, key, lang)
        assert own is not None
        urls += [own.url, sheet_url(own, "handout"), sheet_url(own, "cards")]
    urls += [view_url(one) for one in handbook.pages if is_chapter(one) and one.lang == lang][::3]
    found = []
    for url in urls:
        page.goto(server + url)
        found += [f"{url}: {violation['id']}" for violation in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{url}: too wide")
    assert found == []
    assert watch.found == []
    opened.close()
