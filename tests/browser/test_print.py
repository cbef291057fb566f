"""Pages on paper, from the browser: everything is there, nothing of the screen is, and nothing is cut."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from macros.book_files import in_book
from macros.handbook import Handbook
from macros.model.base import LANGUAGES

pytestmark = pytest.mark.browser

MARGINS = {"top": "16mm", "bottom": "16mm", "left": "15mm", "right": "15mm"}
# Paper, and how wide the text is on it, in pixels of a style sheet.
PAPER = (("A4", 680), ("A5", 446))
PIECE = 30  # letters
INTERFACE = ("Del siden", "Share this page", "denne del", "in this part", "↩")
CUT = """() => [...document.querySelectorAll('article *')].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || getComputedStyle(one).position === 'absolute') return false;
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map(one => one.outerHTML.slice(0, 90))"""
OVER = """() => [...document.querySelectorAll('article :is(td, th)')].filter(one => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return one.offsetParent && words.getBoundingClientRect().right > one.getBoundingClientRect().right + 2;
}).map(one => one.outerHTML.slice(0, 90))"""
# Where the page stands in the book and when it was reviewed belong on paper; nothing else of the frame does.
LEFT = """() => [...document.querySelectorAll('body *')].filter(one => !one.closest('article, .hb-path, .hb-reviewed')
  && !one.querySelector('article, .hb-reviewed') && one.checkVisibility() && one.innerText && one.innerText.trim())
  .map(one => one.outerHTML.slice(0, 90))"""
SAID = """() => [...document.querySelectorAll('article :is(h1, h2, h3, p, li, td, dd)')]
  .filter(one => one.checkVisibility()).map(one => one.firstChild)
  .filter(one => one && one.nodeType === 3).map(one => one.textContent)"""


def bare(text: str) -> str:
    """Without white space, and without the signs of words that were broken or could be."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text)).lower()


def on_paper(words: str, text: str) -> bool:
    """Whether the text holds the words; where a page ends, its reader may put the next box's title into one line."""
    pieces = [words[at : at + PIECE] for at in range(0, len(words), PIECE)]
    return sum(piece not in text for piece in pieces) <= (len(pieces) > 1)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("paper", "width"), PAPER)
def test_every_page_of_the_book_prints(
    context: BrowserContext, server: str, handbook: Handbook, paper: str, lang: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for one in handbook.pages:
        if one.lang != lang or not in_book(one):
            continue
        page.emulate_media(media="screen")
        page.goto(server + one.url)
        page.emulate_media(media="print")
        wrong += [f"{one.url}: out of the paper: {found}" for found in page.evaluate(CUT)[:3]]
        wrong += [f"{one.url}: out of its cell: {found}" for found in page.evaluate(OVER)[:3]]
        wrong += [f"{one.url}: of the frame: {found}" for found in page.evaluate(LEFT)[:3]]
        said = page.evaluate(SAID)
        sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=paper, margin=MARGINS))).pages]
        text = bare("".join(sheets))
        wrong += [f"{one.url}: not on paper: {words}" for words in said if not on_paper(bare(words), text)][:3]
        wrong += [f"{one.url}: of the screen: {word}" for word in INTERFACE if bare(word) in text]
        wrong += [
            f"{one.url}: page {number} is empty" for number, sheet in enumerate(sheets, 1) if len(bare(sheet)) < 8
        ]
    assert not wrong, "\n".join(wrong)


def test_addresses_of_links_are_printed(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "tjek-samskabelse/")
    page.evaluate(
        "document.querySelector('article p').insertAdjacentHTML('beforeend', '<a href=\"https://example.org/x\">ord</a>')"
    )
    text = bare("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages))
    assert "ord(https://example.org/x)" in text


def test_a_table_that_is_cut_is_seen(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 446, "height": 900})
    page.goto(server + "krydspres/")
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    page.evaluate("document.querySelector('article table').style.minWidth = '600px'")
    assert page.evaluate(CUT)
    page.evaluate("document.querySelector('article td').textContent = 'x'.repeat(300)")
    page.evaluate("document.querySelector('article td').style.overflowWrap = 'normal'")
    page.evaluate("document.querySelector('article table').style.tableLayout = 'fixed'")
    assert page.evaluate(OVER)
