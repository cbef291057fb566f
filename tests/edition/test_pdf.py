"""The book and its chapters as PDF: what a screen reader, a printer and a copy of the file need.

No program for the whole of PDF/UA can be installed from an index (veraPDF is none of PyPI's or Debian's), so Typst's
own refusal, `pdfua` for a part, and these tests stand for it.
"""

import io
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path as FilePath

import pdfua
import pikepdf
import pytest
from lxml import etree
from pypdf import PdfReader

from macros import book_files, sharing
from macros.edition import content, pdf
from macros.edition.content import Book, Chapter, Part
from macros.handbook import Handbook
from macros.model.base import LANGUAGES, Language
from macros.problems import AuthorError
from macros.settings import described

from ..conftest import SITE_URL
from ..small import ROOT
from .reading import Read, bare

pytestmark = pytest.mark.site

FONTS = ("SourceSerif4", "SourceSans3", "Lato")
SOME = ("krydspres", "ledelse", "eksempler", "sammenlign-eksempler", "opskriften-ark", "ordliste", "workshop-heldag")
SAID = ("p", "li", "dd", "td", "th", "h1", "h2", "h3")
OWN = ("Note",)  # the address of a link, at the foot of the page
INTERFACE = ("Del siden", "Share this page", "Stor skærm", "Kopiér", "Søg i håndbogen", "↩")


@pytest.fixture(scope="module")
def books(built: FilePath, handbook: Handbook) -> dict[str, Book]:
    site = replace(described(ROOT, built), url=SITE_URL)
    return {lang: content.read(site, handbook, lang) for lang in LANGUAGES}


@pytest.fixture(scope="module", params=LANGUAGES)
def book(books: dict[str, Book], request: pytest.FixtureRequest) -> Book:
    return books[request.param]


@pytest.fixture(scope="module")
def whole(built: FilePath, book: Book) -> Read:
    return Read((built / book_files.book(book.lang, "pdf")).read_bytes())


@pytest.fixture(scope="module")
def some(built: FilePath, book: Book) -> dict[str, Read]:
    found = {one.key: one for one in book.chapters}
    return {key: Read(published(built, found[key])) for key in SOME}


def published(built: FilePath, chapter: Chapter) -> bytes:
    return (built / book_files.chapter(chapter.url.removeprefix(SITE_URL))).read_bytes()


def words(element: etree._Element) -> str:
    return bare("".join(element.itertext()))


def headings(chapter: Chapter) -> list[tuple[int, str]]:
    return [(int(one.tag[1]), words(one)) for one in chapter.article().iter("h1", "h2", "h3", "h4")]


def outline(document: pikepdf.Pdf) -> list[tuple[int, str]]:
    def below(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
        return [
            found for item in items for found in [(level, bare(item.title)), *below(list(item.children), level + 1)]
        ]

    with document.open_outline() as bookmarks:
        return below(list(bookmarks.root), 1)


# The whole book --------------------------------------------------------------------------------


def test_the_file_says_what_it_is(whole: Read, book: Book) -> None:
    root = whole.document.Root
    with whole.document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == book.title
    assert str(root.Lang) == {"da": "da-DK", "en": "en-GB"}[book.lang]
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.MarkInfo.Marked is True
    assert {str(page.get("/Tabs")) for page in whole.document.pages} == {"/S"}
    assert str(whole.document.docinfo["/CreationDate"]).startswith("D:" + book.edition.replace("-", ""))


def test_headings_and_bookmarks_are_those_of_the_site(whole: Read, book: Book) -> None:
    said = []
    for part in book.parts:
        said.append((1, bare(part.title)))
        said += [(level + 1, text) for chapter in part.chapters for level, text in headings(chapter)]
    found = [(int(str(one.S)[2]), whole.text(one)) for one in whole.all("H1", "H2", "H3", "H4", "H5")]
    assert found == said
    assert outline(whole.document) == said
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(found))


def test_every_table_of_the_book_is_one_table_with_heads(whole: Read, book: Book) -> None:
    tables = [table for chapter in book.chapters for table in chapter.article().iter("table")]
    found = whole.all("Table")
    assert len(found) == len(tables)
    for ours, table in zip(tables, found, strict=True):
        cells = [[cell for cell in row if cell.tag in ("th", "td")] for row in ours.iter("tr")]
        rows = [whole.kids(row, "TH", "TD") for group in whole.kids(table) for row in whole.kids(group, "TR")]
        assert [[cell.tag.upper() for cell in row] for row in cells] == [
            [str(one.S)[1:] for one in row] for row in rows
        ]
        for row, read in zip(cells, rows, strict=True):
            for cell, one in zip(row, read, strict=True):
                assert (cell.tag == "td") or scope(one) == heads(cell)
                assert agree(words(cell), whole.text(one, OWN)), (words(cell), whole.text(one, OWN))


def heads(cell: etree._Element) -> str:
    return "/Column" if cell.get("scope") == "col" or cell.getparent().getparent().tag == "thead" else "/Row"


def scope(cell: pikepdf.Object) -> str:
    listed = list(cell.A) if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(str(one.Scope) for one in listed if "/Scope" in one)


def agree(ours: str, read: str) -> bool:
    """Whether a text is what we wrote, in its order, with nothing more than numbers of pages and of notes."""
    letters = iter(read)
    return all(letter in letters for letter in ours) and len(read) - len(ours) <= 12 + len(ours) // 2


def test_every_figure_is_described_and_every_link_says_where_it_leads(whole: Read) -> None:
    assert all(str(one.get("/Alt", "")).strip() for one in whole.all("Figure"))
    links = [one for page in whole.document.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    assert len(links) > 2000
    assert all(str(one.get("/Contents", "")).strip() and "/StructParent" in one for one in links)


def test_every_font_is_embedded_and_none_is_the_machines(whole: Read) -> None:
    fonts = [
        one for one in whole.document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
    ]
    below = [one for one in fonts if "/FontDescriptor" in one]
    assert below
    for font in below:
        assert str(font.BaseFont).split("+")[1].startswith(FONTS)
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
    assert all("/ToUnicode" in one for one in fonts if one.Subtype == "/Type0")


def test_contents_say_the_page_where_a_chapter_begins(whole: Read, book: Book) -> None:
    starts = {}
    for heading in whole.all("H1", "H2"):
        starts.setdefault(whole.text(heading), page_of(whole, heading))
    entries = whole.all("TOCI")
    assert len(entries) == len(book.parts) + len(book.chapters)
    for entry in entries:
        text = whole.text(entry)
        assert any(text == f"{title}{page}" for title, page in starts.items()), text


def page_of(read: Read, element: pikepdf.Object) -> int:
    if "/Pg" not in element:
        return page_of(read, read.kids(element)[0])
    return next(number for number, page in enumerate(read.document.pages, 1) if page.obj.objgen == element.Pg.objgen)


def test_pdfua_finds_nothing(built: FilePath, book: Book) -> None:
    file = built / book_files.book(book.lang, "pdf")
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(file)], capture_output=True, text=True, check=False
    )
    assert pdfua and done.returncode == 0, done.stdout
    assert "errors=0 warnings=0" in done.stdout, done.stdout


def test_nothing_is_cut_by_the_edge_of_the_paper(built: FilePath, book: Book) -> None:
    reader = PdfReader(built / book_files.book(book.lang, "pdf"))
    cut = []
    for number, page in enumerate(reader.pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def look(
            text: str,
            cm: list[float],
            tm: list[float],
            *_: object,
            size: tuple[float, float, int] = (width, height, number),
        ) -> None:
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if text.strip() and not (30 <= x <= size[0] - 30 and 20 <= y <= size[1] - 20):
                cut.append((size[2], text, x, y))

        page.extract_text(visitor_text=look)
    assert cut == []


# A chapter -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SOME)
def test_a_chapter_says_all_that_its_page_says(some: dict[str, Read], book: Book, key: str) -> None:
    chapter = next(one for one in book.chapters if one.key == key)
    read = some[key]
    said = read.text(read.elements[0])
    article = chapter.article()
    for gone in article.xpath(".//*[@class='hb-notes__back']"):
        gone.getparent().remove(gone)
    seen: set[str] = set()
    for one in article.iter(*SAID):
        # Words between links: after a link there may be the number of a note. What a voice is, is said once.
        for text in {bare(text) for text in one.itertext()} - seen:
            assert text in said, text
            seen.add(text)
    assert bare(chapter.short) in said
    assert not [word for word in INTERFACE if bare(word) in said]
    assert [(int(str(one.S)[2]), read.text(one)) for one in read.all("H1", "H2", "H3", "H4")] == headings(chapter)
    assert outline(read.document) == headings(chapter)


def test_cells_of_a_table_are_those_of_the_data(some: dict[str, Read], book: Book, handbook: Handbook) -> None:
    lang: Language = book.lang
    page = next(one for one in handbook.pages if one.key == "krydspres" and one.lang == lang)
    cells = sharing.rows(handbook.context(page), handbook.library.items["comparisons"]["ressourcer"].value)
    read = some["krydspres"]
    table = read.all("Table")[0]
    found = [
        [read.text(one) for one in read.kids(row)]
        for group in read.kids(table, "THead", "TBody")
        for row in read.kids(group)
    ]
    assert len(found) == len(cells)
    for row, ours in zip(found, cells, strict=True):
        assert len(row) == len(ours)
        assert all(one.startswith(bare(cell)) for one, cell in zip(row, ours, strict=True)), (row, ours)


def test_a_chapter_with_a_wide_table_turns_the_paper(some: dict[str, Read]) -> None:
    sizes = [tuple(float(side) for side in page.mediabox) for page in some["sammenlign-eksempler"].document.pages]
    assert any(width > height for _, _, width, height in sizes)
    assert len(some["sammenlign-eksempler"].all("Table")) == 1


def test_the_bytes_depend_on_the_book_alone(books: dict[str, Book], built: FilePath, tmp_path: FilePath) -> None:
    """Other processes, other folders, other seeds: what `make publish` wrote is what is written here."""
    book = books["da"]
    chapter = next(one for one in book.chapters if one.key == "krydspres")
    here = pdf.chapter(book, chapter)
    alone = replace(
        book, parts=(Part(next(part.title for part in book.parts if chapter in part.chapters), (chapter,)),)
    )
    (tmp_path / "book").write_bytes(pickle.dumps((alone, chapter)))
    code = (
        "import pickle, sys, pathlib; from macros.edition import pdf;"
        "sys.stdout.buffer.write(pdf.chapter(*pickle.loads(pathlib.Path('book').read_bytes())))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        assert done.stdout == here
    assert published(built, chapter) == here


def test_a_chapter_that_cannot_be_set_is_named(books: dict[str, Book]) -> None:
    book = books["da"]
    chapter = book.chapters[1]
    strange = replace(chapter, markup=chapter.markup.replace("<h2", "<video/><h2", 1))
    undescribed = replace(chapter, markup=chapter.markup.replace("<h2", "<h4>For dybt</h4><h2", 1))
    parts = (replace(book.parts[0], chapters=(book.chapters[0], strange)), *book.parts[1:])
    for broken in (
        lambda: pdf.chapter(replace(book, parts=parts), strange),
        lambda: pdf.whole(replace(book, parts=parts)),
    ):
        with pytest.raises(AuthorError, match=rf"^{chapter.file}:1: .*<video>"):
            broken()
    part = replace(book.parts[0], chapters=(undescribed,))
    with pytest.raises(AuthorError, match=rf"^{chapter.file}:1: no PDF can be made of this page"):
        pdf.chapter(replace(book, parts=(part,)), undescribed)


def test_the_reader_of_these_tests_sees_what_is_wrong(some: dict[str, Read]) -> None:
    """A heading that lost its tag, and a cell that lost its scope, are missed."""
    out = io.BytesIO()
    some["krydspres"].document.save(out)
    broken = Read(out.getvalue())
    heading, cell = broken.all("H2")[0], next(one for one in broken.all("TH") if scope(one) == "/Row")
    heading.S, cell.A = pikepdf.Name.P, pikepdf.Array()
    assert len(Read.all(some["krydspres"], "H2")) == len([one for one in broken.elements if one.S == "/H2"]) + 1
    with pytest.raises(StopIteration):
        scope(cell)
