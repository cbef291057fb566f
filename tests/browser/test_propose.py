"""The form for readers without Git or an account, in a real browser: what it writes, and how readers come to it."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..conftest import MAIL
from .conftest import WIDTHS, Watch

pytestmark = pytest.mark.browser

FORMS = {"da": "bidrag/foreslaa/", "en": "en/contribute/propose/"}
CHAPTERS = {"da": "krydspres/", "en": "en/caught-in-a-squeeze/"}
WORDS = {
    "da": {
        "link": "Meld en fejl eller foreslå noget",
        "correction": "Foreslå en rettelse",
        "exercise": "Foreslå en øvelse",
        "where": "Hvor i håndbogen?",
        "now": "Hvad står der nu?",
        "instead": "Hvad skal der stå i stedet?",
        "wrong": "Hvad er galt?",
        "mail": "Skriv som mail",
        "issue": "Skriv som sag (kræver en konto)",
        "copy": "Kopiér teksten",
        "copied": "Kopieret.",
        "long": "Teksten er for lang",
        "text": "Sådan ser dit forslag ud",
    },
    "en": {
        "link": "Report a mistake or suggest something",
        "correction": "Propose a correction",
        "exercise": "Propose an exercise",
        "where": "Where in the handbook?",
        "now": "What does it say now?",
        "instead": "What should it say instead?",
        "wrong": "What is wrong?",
        "mail": "Write it as an email",
        "issue": "Write it as an issue (needs an account)",
        "copy": "Copy the text",
        "copied": "Copied.",
        "long": "The text is too long",
        "text": "This is what your proposal looks like",
    },
}
both = pytest.mark.parametrize("lang", ["da", "en"])


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 740})
    opened.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.removesuffix("/haandbog/"))
    yield opened
    opened.close()


def asked(page: Page, name: str) -> tuple[str, dict[str, str]]:
    """Where a link leads, and what it hands over there."""
    url = urlsplit(page.get_by_role("link", name=name, exact=True).get_attribute("href") or "")
    return url._replace(query="").geturl(), {key: values[0] for key, values in parse_qs(url.query).items()}


def ready(page: Page) -> None:
    """The form's script has come."""
    expect(page.locator("form[data-ready]")).to_be_attached()


@both
def test_a_correction_becomes_a_letter_and_an_issue(context: BrowserContext, server: str, lang: str) -> None:
    page, words = context.new_page(), WORDS[lang]
    watch = Watch(page, server)
    place = f"{CHAPTERS[lang]}#i-praksis"
    page.goto(f"{server}{FORMS[lang]}?side={place.replace('#', '%23')}&tekst=%C3%86ldre%20%26%20%22syge%22%0Aother")
    ready(page)
    page.get_by_label(words["correction"]).check()
    where = page.get_by_role("textbox", name=words["where"])
    expect(where).to_have_value(server + place)
    expect(page.get_by_role("textbox", name=words["now"])).to_have_value('Ældre & "syge"\nother')
    page.get_by_role("textbox", name=words["instead"]).fill("50 % af dem: #1 & 2?")
    address, letter = asked(page, words["mail"])
    assert address == f"mailto:{MAIL}"
    body = letter["body"].replace("\r\n", "\n")
    assert body == "\n\n".join(
        [
            f"{words['where']}\n{server}{place}",
            f'{words["now"]}\nÆldre & "syge"\nother',
            f"{words['instead']}\n50 % af dem: #1 & 2?",
        ]
    )
    assert letter["subject"] == f"{words['correction']}: /haandbog/{place}"
    expect(page.get_by_role("textbox", name=words["text"])).to_have_value(body)
    address, issue = asked(page, words["issue"])
    assert address == "https://github.com/example/haandbog/issues/new"
    assert {key: value.replace("\r\n", "\n") for key, value in issue.items()} == {
        "template": "rettelse.yml",
        "title": letter["subject"],
        "sted": server + place,
        "nu": 'Ældre & "syge"\nother',
        "hellere": "50 % af dem: #1 & 2?",
    }
    page.get_by_role("button", name=words["copy"]).click()
    expect(page.locator("form [role=status]")).to_contain_text(words["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == body
    assert watch.found == []


@both
def test_only_one_kind_is_asked_about(context: BrowserContext, server: str, lang: str) -> None:
    page, words = context.new_page(), WORDS[lang]
    page.goto(f"{server}{FORMS[lang]}?slags=oevelse")
    ready(page)
    assert page.get_by_label(words["exercise"]).is_checked()
    expect(page.locator("fieldset[data-kind]:visible")).to_have_count(1)
    expect(page.locator("fieldset[data-kind=oevelse]")).to_be_visible()
    page.get_by_role("textbox", name=words["where"]).fill("her")
    page.get_by_label(words["correction"]).check()
    expect(page.get_by_role("textbox", name=words["where"])).to_have_value("her")
    expect(page.locator("fieldset[data-kind]:visible")).to_have_count(1)


@both
def test_what_is_missing_is_asked_for_before_anything_is_sent(context: BrowserContext, server: str, lang: str) -> None:
    page, words = context.new_page(), WORDS[lang]
    page.goto(f"{server}{FORMS[lang]}?side={CHAPTERS[lang]}")
    ready(page)
    page.get_by_role("link", name=words["issue"], exact=True).click()
    assert page.url.startswith(server)
    wrong = page.get_by_role("textbox", name=words["wrong"])
    expect(wrong).to_be_focused()
    page.get_by_role("button", name=words["copy"]).click()
    assert page.locator("form [role=status]").text_content() == ""
    wrong.fill("x")
    page.get_by_role("button", name=words["copy"]).click()
    expect(page.locator("form [role=status]")).to_contain_text(words["copied"])


@both
def test_a_long_proposal_is_copied_because_no_link_holds_it(context: BrowserContext, server: str, lang: str) -> None:
    page, words = context.new_page(), WORDS[lang]
    page.goto(f"{server}{FORMS[lang]}?side={CHAPTERS[lang]}")
    ready(page)
    wrong = page.get_by_role("textbox", name=words["wrong"])
    wrong.fill("æ" * 1500)
    _, letter = asked(page, words["mail"])
    assert "body" not in letter and letter["subject"]
    _, issue = asked(page, words["issue"])
    assert set(issue) == {"template", "title"}
    link = page.get_by_role("link", name=words["mail"], exact=True)
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")  # no mail program here
    link.click()
    expect(page.locator("form [role=status]")).to_contain_text(words["long"])
    assert "æ" * 1500 in page.evaluate("navigator.clipboard.readText()")
    wrong.fill("æ")
    assert "æ" in asked(page, words["mail"])[1]["body"]


def test_a_browser_that_will_not_copy_marks_the_text(browser: Browser, server: str) -> None:
    opened = browser.new_context()
    opened.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = opened.new_page()
    page.goto(f"{server}{FORMS['da']}?side=krydspres/")
    ready(page)
    page.get_by_role("textbox", name=WORDS["da"]["wrong"]).fill("Kommaet")
    page.get_by_role("button", name=WORDS["da"]["copy"]).click()
    expect(page.locator("form [role=status]")).to_contain_text("Ctrl+C")
    assert "Kommaet" in page.evaluate("String(getSelection()) || document.activeElement.value")
    opened.close()


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "../../x", "a?b=c", "<b>x</b>"]
)
def test_a_link_to_the_form_can_name_no_other_site(context: BrowserContext, server: str, place: str) -> None:
    page = context.new_page()
    watch = Watch(page, server)
    page.goto(server + FORMS["da"])
    ready(page)
    page.evaluate("place => location.search = '?' + new URLSearchParams({ side: place, tekst: place })", place)
    page.wait_for_url("**?side=*")
    ready(page)
    expect(page.get_by_role("textbox", name=WORDS["da"]["now"])).to_have_value(place)
    expect(page.get_by_role("textbox", name=WORDS["da"]["where"])).to_have_value("")
    assert watch.found == []


@both
@pytest.mark.parametrize("press", ["keeps the mark", "takes the mark away"])  # browsers differ
def test_the_foot_of_a_page_takes_the_marked_text_along(
    context: BrowserContext, server: str, lang: str, press: str
) -> None:
    page, words = context.new_page(), WORDS[lang]
    if press != "keeps the mark":
        page.add_init_script("addEventListener('mousedown', () => getSelection().removeAllRanges(), true)")
    page.goto(server + CHAPTERS[lang])
    marked = page.evaluate(
        """() => {
          const text = document.querySelector("#i-praksis ~ p:not([class])")
          getSelection().selectAllChildren(text)
          return String(getSelection()).trim()
        }"""
    )
    assert len(marked) > 20
    page.get_by_role("link", name=words["link"]).click()
    page.wait_for_url(f"{server}{FORMS[lang]}?**")
    ready(page)
    expect(page.get_by_role("textbox", name=words["now"])).to_have_value(marked)
    place = f"{server}{CHAPTERS[lang]}" + ("#i-praksis" if press == "keeps the mark" else "")
    expect(page.get_by_role("textbox", name=words["where"])).to_have_value(place)


@both
def test_the_foot_of_a_page_names_the_section_of_the_address(context: BrowserContext, server: str, lang: str) -> None:
    page, words = context.new_page(), WORDS[lang]
    for anchor, told in (("#i-praksis", "#i-praksis"), ("#nothing", ""), ("", "")):
        page.goto(server + CHAPTERS[lang] + anchor)
        page.reload()
        page.get_by_role("link", name=words["link"]).click()
        page.wait_for_url(f"{server}{FORMS[lang]}?**")
        ready(page)
        where = page.get_by_role("textbox", name=words["where"])
        expect(where).to_have_value(f"{server}{CHAPTERS[lang]}{told}")


@both
def test_the_foot_of_a_page_names_the_page_without_scripts(browser: Browser, server: str, lang: str) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page, words = opened.new_page(), WORDS[lang]
    page.goto(server + CHAPTERS[lang])
    page.get_by_role("link", name=words["link"]).click()
    assert page.url == f"{server}{FORMS[lang]}?side={CHAPTERS[lang]}"
    assert page.locator("article form :is(input, textarea, button):visible").count() == 0, "nothing that does nothing"
    expect(page.get_by_text(words["wrong"])).to_be_visible()
    links = page.get_by_role("link", name=words["mail"], exact=True)
    expect(links).to_have_count(7)
    url = urlsplit(links.first.get_attribute("href") or "")
    assert url.path == MAIL and words["wrong"] in parse_qs(url.query)["body"][0]
    expect(page.get_by_role("link", name=words["issue"], exact=True)).to_have_count(7)
    opened.close()


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_everybody_can_use_the_form(browser: Browser, server: str, lang: str, scheme: str, width: int) -> None:
    opened = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened.new_page()
    page.goto(f"{server}{FORMS[lang]}?slags=eksempel")
    ready(page)
    expect(page.locator("fieldset[data-kind]:visible")).to_have_count(1)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = [one.bounding_box()["height"] for one in page.locator("form .hb-button:visible").all()]  # type: ignore[index]
    assert heights and min(heights) >= 44
    opened.close()
