"""Decks: nothing of a page is lost, titles differ, type is large; PowerPoint files are real text and open anywhere."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path as FilePath

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn

from macros.decks import drawing, fitting, master
from macros.decks.addresses import powerpoint as address
from macros.decks.addresses import short_link, web
from macros.decks.model import Columns, Deck, Ending, Figure, Grid, Item, Points, Quotation, Run, Slide, text_of, words
from macros.decks.outline import Publication, finished
from macros.decks.powerpoint import powerpoint
from macros.decks.reading import Box, Paragraph, sections, sentences
from macros.decks.site import decks, has_deck
from macros.handbook import Handbook
from macros.model.base import LANGUAGES
from macros.pages import Page
from macros.qr import png

PUBLICATION = Publication("https://example.org/haandbog/", "Prøvebogen")
# Between them they have every kind of slide.
CHOSEN = ["styringskaede", "samskabelsestrappen", "dilemmaer", "opskriften", "workshop-60-min"]


@cache
def _all(root: FilePath) -> dict[tuple[str, str], tuple[Page, Deck]]:
    from macros.handbook import load_handbook

    book = load_handbook(root)
    return {(page.key, lang): (page, deck) for lang in LANGUAGES for page, deck in decks(book, PUBLICATION, lang)}


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> dict[tuple[str, str], tuple[Page, Deck]]:
    """Every deck of the handbook, by key and language of its page."""
    return _all(handbook.root)


def parts(slide: Slide) -> list[str]:
    """What stands on a slide below its title, tables and drawings apart."""
    body = slide.body
    if isinstance(body, (Points, Ending)):
        return [text_of(item.words) for item in body.items]
    if isinstance(body, Columns):
        return [body.above, *body.heads, *(text_of(item.words) for side in body.sides for item in side.items)]
    return [body.words, *body.below] if isinstance(body, Quotation) else []


def said(slide: Slide) -> str:
    """The same in one string."""
    return " ".join(parts(slide))


# The outline ----------------------------------------------------------------------------------


def test_chapters_and_workshops_have_a_deck_in_both_languages(made, handbook: Handbook) -> None:
    expected = {(page.key, page.lang) for page in handbook.pages if has_deck(page)}
    assert set(made) == expected and len(expected) >= 50
    assert {("krydspres", "da"), ("krydspres", "en"), ("workshop-heldag", "en")} <= expected


def test_titles_differ_and_stay_short(made) -> None:
    for _, deck in made.values():
        titles = [slide.title for slide in deck.slides]
        assert len(titles) == len(set(titles)), deck.key
        assert titles[0] == deck.title
        for title in titles:
            assert fitting.lines(title, drawing.WIDTH, 32) <= 2, title


def test_every_heading_of_a_chapter_has_a_slide(made, handbook: Handbook) -> None:
    for page, deck in made.values():
        if page.meta["kind"] == "chapter":
            titles = [slide.title for slide in deck.slides]
            for heading in sections(handbook, page)[1:]:
                assert any(title.startswith(heading.title) for title in titles), f"{page.file}: {heading.title}"


def test_every_cell_of_every_table_is_on_a_slide(made, handbook: Handbook) -> None:
    cells = 0
    for page, deck in made.values():
        if page.meta["kind"] != "chapter":
            continue
        ctx = handbook.context(page)
        shown = set(grid_cells(deck, (ctx.word("quote_open"), ctx.word("quote_close"))))
        for call in page.calls:
            if call.name != "comparison":
                continue
            table = handbook.library.find("comparisons", call.args[0])
            rows, columns = call.kwargs.get("rows"), call.kwargs.get("columns")
            for row in table.rows:
                for column in table.columns:
                    if (rows and row.key not in rows) or (columns and column.key not in columns):
                        continue
                    place = [ctx.text(row.label), ctx.text(column.label)]
                    text = ctx.said(row.cells[column.key])
                    assert {(*place, text), (*reversed(place), text)} & shown, f"{page.file}: {place}"
                    cells += 1
    assert cells > 400


def grid_cells(deck: Deck, quotes: tuple[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every cell of the tables in a deck, with the headings of its row and column."""

    def bare(cell) -> str:
        text = text_of(cell)
        return text[1:-1] if cell[-1].mark and (text[0], text[-1]) == quotes else text

    for slide in deck.slides:
        if isinstance(slide.body, Grid):
            for row in slide.body.rows:
                for head, cell in zip(slide.body.heads[1:], row[1:], strict=True):
                    yield text_of(row[0]), head, bare(cell)
                    yield text_of(row[0]), head, text_of(cell)


def test_a_table_repeats_its_heads_on_every_slide(made) -> None:
    split = 0
    for _, deck in made.values():
        for before, after in pairwise(deck.slides):
            if (
                isinstance(before.body, Grid)
                and isinstance(after.body, Grid)
                and before.body.caption == after.body.caption
            ):
                assert before.body.heads == after.body.heads
                split += 1
    assert split > 10


def test_what_is_left_out_of_a_slide_is_in_the_notes(made, handbook: Handbook) -> None:
    for page, deck in made.values():
        if page.meta["kind"] != "chapter":
            continue
        told = "\n".join([*(note for slide in deck.slides for note in slide.notes), *map(said, deck.slides)])
        for section in sections(handbook, page):
            for block in section.blocks:
                if isinstance(block, Paragraph) and section.id != "goer-og-undgaa":
                    assert text_of(block.words) in told, f"{page.file}: {text_of(block.words)}"
                elif isinstance(block, Box):
                    for one in block.paragraphs:
                        assert text_of(one.words) in told, page.file


def test_the_trainer_s_box_is_for_the_speaker_only(made, handbook: Handbook) -> None:
    for page, deck in made.values():
        boxes = [b for s in sections(handbook, page) for b in s.blocks if isinstance(b, Box) and b.kind == "trainer"]
        for box in boxes:
            for paragraph in box.paragraphs:
                assert text_of(paragraph.words) in deck.slides[0].notes
                assert all(text_of(paragraph.words) not in said(slide) for slide in deck.slides)


def test_claims_say_whose_they_are(made, handbook: Handbook) -> None:
    """What the deck or research says on a slide has the voice as a word, and its source."""
    claims = 0
    for page, deck in made.values():
        ctx = handbook.context(page)
        for slide in deck.slides:
            if not isinstance(slide.body, Points):
                continue
            for item in slide.body.items:
                if item.voice and item.voice.key == "deck" and f"[{ctx.word('slide')} " in item.note:
                    assert item.voice.word == ctx.word("voice_deck")
                    assert f"[{ctx.word('slide')} " in text_of(item.words), f"{page.file}: {text_of(item.words)}"
                    claims += 1
    assert claims > 150


def test_the_deck_s_own_words_come_from_the_data(made, handbook: Handbook) -> None:
    point = handbook.library.point("2-2")
    for lang in LANGUAGES:
        _, deck = made["krydspres", lang]
        assert any(point.text.in_(lang).rstrip(".") in said(slide) for slide in deck.slides)


def test_everything_fits_in_large_type(made) -> None:
    for _, deck in made.values():
        for slide in deck.slides:
            assert slide.size >= drawing.SIZE
            if isinstance(slide.body, Points) and len(slide.body.items) > 1:
                assert fitting._height(slide.body.items, slide.size) <= drawing.HEIGHT, slide.title
            if isinstance(slide.body, Columns):
                assert all(fitting._height(s.items, slide.size, 420) <= drawing.HEIGHT for s in slide.body.sides)
            if isinstance(slide.body, Figure):
                for shape in slide.body.drawing.shapes:
                    assert shape.size >= drawing.SIZE
                    assert shape.x >= 0 and shape.x + shape.w <= drawing.WIDTH
                    assert shape.y >= 0 and shape.y + shape.h <= drawing.HEIGHT
                    taken = fitting.lines(shape.text, shape.room, shape.size) * shape.size * fitting.LINE
                    assert taken <= shape.h + 2, shape.text


def test_a_workshop_follows_its_programme(made, handbook: Handbook) -> None:
    for key in ("workshop-60-min", "workshop-halvdag", "workshop-heldag"):
        for lang in LANGUAGES:
            _, deck = made[key, lang]
            programme = handbook.library.find("programmes", key)
            titles = [slide.title for slide in deck.slides]
            places = []
            for step in programme.steps:
                place = next(
                    n for n, title in enumerate(titles)
                    if n not in places and title.startswith(step.what.in_(lang).rstrip("."))
                )  # fmt: skip
                slide = deck.slides[place]
                assert f"{step.minutes} min." in said(slide)
                notes = "\n".join(slide.notes)
                assert step.does.in_(lang) in notes
                assert step.says is None or step.says.in_(lang) in notes
                if step.exercise:
                    assert handbook.library.find("exercises", step.exercise).invitation.in_(lang) in said(slide)
                places.append(place)
            assert places == sorted(places)


def test_the_last_slide_has_the_short_link(made) -> None:
    for page, deck in made.values():
        last = deck.slides[-1].body
        assert isinstance(last, Ending)
        start = "" if page.lang == "da" else "en/"
        assert (
            last.link
            == f"https://example.org/haandbog/{start}l/{page.key}/"
            == short_link(PUBLICATION.site_url, page.key, page.lang)
        )
        assert last.shown in last.alt and last.shown in last.link


def test_addresses() -> None:
    page = Page("docs/x.en.md", "x", "en", {"slug": "the-x"})
    assert (web(page), address(page)) == ("en/the-x/slides/", "en/the-x/slides.pptx")


# The parts ------------------------------------------------------------------------------------


def test_slides_with_one_title_are_numbered(handbook: Handbook) -> None:
    ctx = handbook.context(handbook.pages.get("krydspres", "da"))
    same = [Slide("A", Points(())), Slide("B", Points(())), Slide("A", Points(()))]
    titles = [slide.title for slide in finished(ctx, PUBLICATION, same).slides]
    assert titles == ["A (1 af 2)", "B", "A (2 af 2)"]


def test_a_sentence_keeps_its_quotation_mark_and_its_source() -> None:
    text = (Run("Sig det: »Min mor er en ressource.« Lyder det forkert? Se "), Run("[slide 2. A]"), Run(". Ja: Prøv."))
    found = sentences(Paragraph(text, frozenset({1})), "da")
    assert [text_of(one.words) for one in found] == [
        "Sig det: »Min mor er en ressource.«", "Lyder det forkert?", "Se [slide 2. A].", "Ja: Prøv.",
    ]  # fmt: skip
    assert [len(one.sources) for one in found] == [0, 0, 1, 0]


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_a_long_list_is_spread_and_nothing_is_lost(count: int) -> None:
    items = tuple(
        Item(words(f"Punkt {number}, " + "som er ret langt og fylder to linjer " * 3)) for number in range(count)
    )
    parts = list(fitting.points(Points(items)))
    assert [item for body, _ in parts for item in body.items] == list(items)
    assert all(fitting._height(body.items, size) <= drawing.HEIGHT for body, size in parts)
    if count == 40:
        assert len(parts) > 3 and min(len(body.items) for body, _ in parts) >= 2


def test_a_row_that_no_slide_can_hold_is_told() -> None:
    grid = Grid("T", ("a", "b"), ((words("x"), words("ord " * 900)),), (0.2, 0.8))
    with pytest.raises(ValueError, match="higher than a slide"):
        list(fitting.grids(grid))


# PowerPoint -----------------------------------------------------------------------------------


@cache
def _file(root: FilePath, key: str, lang: str) -> bytes:
    return powerpoint(_all(root)[key, lang][1])


@pytest.fixture(params=[(key, lang) for key in CHOSEN for lang in LANGUAGES], ids="-".join)
def opened(request: pytest.FixtureRequest, handbook: Handbook):
    """A PowerPoint file as PowerPoint would read it, and the deck that it should show."""
    return Presentation(io.BytesIO(_file(handbook.root, *request.param))), _all(handbook.root)[request.param][1]


def test_every_kind_of_slide_is_tried(made) -> None:
    kinds = {slide.kind for key in CHOSEN for slide in made[key, "da"][1].slides}
    assert kinds == {"opening", "points", "quotation", "columns", "grid", "figure", "ending"}


def test_titles_and_notes_are_those_of_the_deck(opened) -> None:
    prs, deck = opened
    assert [slide.shapes.title.text for slide in prs.slides] == [slide.title for slide in deck.slides]
    for slide, expected in zip(prs.slides, deck.slides, strict=True):
        found = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        assert found == "\n".join(expected.notes)


def test_text_stands_in_placeholders_and_none_is_empty(opened) -> None:
    prs, deck = opened
    for slide, expected in zip(prs.slides, deck.slides, strict=True):
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape.shape_type == MSO_SHAPE_TYPE.GROUP and isinstance(expected.body, Figure)
            elif shape.has_text_frame:
                assert shape.text_frame.text.strip(), f"{expected.title}: {shape.name}"
        found = [
            "".join(unmarked(p)) for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs
        ]
        assert [part for part in parts(expected) if part] == [part for part in found if part in parts(expected)] or (
            isinstance(expected.body, Columns) and set(parts(expected)) - {""} <= set(found)
        )


def unmarked(paragraph) -> list[str]:
    """The texts of a paragraph without the raised marks of notes."""
    return [run.text for run in paragraph.runs if run.font._element.get("baseline") is None]


def test_tables_are_native_with_the_cells_of_the_deck(opened) -> None:
    prs, deck = opened
    for slide, expected in zip(prs.slides, deck.slides, strict=True):
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        assert len(tables) == isinstance(expected.body, Grid)
        for table in tables:
            assert table.first_row and table.first_col
            rows = [[cell.text_frame.paragraphs[0] for cell in row.cells] for row in table.rows]
            assert tuple(cell.text for cell in rows[0]) == expected.body.heads
            for row, cells in zip(rows[1:], expected.body.rows, strict=True):
                texts = ["".join(unmarked(cell)) for cell in row]
                assert texts == [text_of(cell) for cell in cells]


def test_what_is_seen_is_also_said(opened) -> None:
    prs, deck = opened
    for slide, expected in zip(prs.slides, deck.slides, strict=True):
        for shape in slide.shapes:
            described = next(shape._element.iter(qn("p:cNvPr"))).get("descr")
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                assert described == expected.body.description
            elif shape.is_placeholder and shape.placeholder_format.type == PP_PLACEHOLDER.PICTURE:
                assert described == expected.body.alt
                assert shape.image.blob == png(expected.body.link)
                assert (shape.crop_left, shape.crop_top) == (0, 0)
            elif shape.has_table:
                assert described == expected.body.caption


def test_reading_order_is_the_order_on_the_slide(opened) -> None:
    prs, _ = opened
    for slide in prs.slides:
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        order = (
            [(shape.left > 480 * 12700, shape.top) for shape in shapes if shape.placeholder_format.idx not in (12, 13)]
            if all(shape.is_placeholder for shape in shapes)
            else []
        )
        assert order == sorted(order), slide.shapes.title.text


def test_every_word_has_its_language_and_a_readable_size(opened) -> None:
    prs, deck = opened
    own, other = ("da-DK", "en-GB") if deck.lang == "da" else ("en-GB", "da-DK")
    for slide in prs.slides:
        for run in slide._element.iter(qn("a:rPr")):
            assert run.get("lang") in (own, other)
            assert int(run.get("sz") or 1800) >= 1800
        if slide.has_notes_slide:
            notes = slide.notes_slide.notes_text_frame._element
            assert {run.get("lang") for run in notes.iter(qn("a:rPr"))} == {own}
    foreign = [
        r.text for s in deck.slides if isinstance(s.body, Points) for i in s.body.items for r in i.words if r.foreign
    ]
    tagged = [
        run.findtext(qn("a:t")) for slide in prs.slides for run in slide._element.iter(qn("a:r"))
        if run.find(qn("a:rPr")).get("lang") == other
    ]  # fmt: skip
    assert sorted(tagged) == sorted(foreign)


def test_sizes_of_the_master_are_readable() -> None:
    prs = Presentation(io.BytesIO(master.template()))
    for part in (prs.slide_master, *prs.slide_layouts):
        assert all(
            int(one.get("sz") or 1800) >= 1800 for one in part._element.iter(qn("a:defRPr")) if part != prs.slide_master
        )
    assert (prs.slide_width, prs.slide_height) == (960 * 12700, 540 * 12700)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("dk1", "lt1"), ("dk2", "lt1"), ("dk1", "lt2"), ("lt1", "accent1"), ("accent1", "lt1"), ("hlink", "lt1"),
     ("accent3", "lt1"), ("accent4", "lt1"), ("accent5", "lt1"), ("accent6", "lt1")],
)  # fmt: skip
def test_colours_have_contrast(ink: str, paper: str) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted(light(master.COLOURS[name]) for name in (ink, paper))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_colours_are_those_of_the_site(handbook: Handbook) -> None:
    tokens = (handbook.root / "overrides/assets/stylesheets/tokens.css").read_text("utf-8").lower()
    for colour in master.COLOURS.values():
        assert f"#{colour.lower()}" in tokens


def test_properties_say_what_the_deck_is_and_no_time_of_day(opened) -> None:
    prs, deck = opened
    about = prs.core_properties
    assert (about.title, about.author, about.subject) == (deck.title, deck.editors, "Prøvebogen")
    assert about.created.isoformat()[:10] == about.modified.isoformat()[:10] == deck.reviewed
    assert about.created.isoformat()[10:] in ("", "T00:00:00", "T00:00:00+00:00")


def test_the_same_deck_gives_the_same_bytes(handbook: Handbook) -> None:
    first = _file(handbook.root, "styringskaede", "da")
    deck = _all(handbook.root)["styringskaede", "da"][1]
    assert powerpoint(deck) == first
    master.template.cache_clear()
    assert powerpoint(deck) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2017, 1, 1, 0, 0, 0)}
        assert file.testzip() is None and len(file.namelist()) == len(set(file.namelist()))
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_ids_are_unique_on_every_slide(opened) -> None:
    prs, _ = opened
    for part in (*prs.slides, *prs.slide_layouts, prs.slide_master):
        ids = [one.get("id") for one in part._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_libreoffice_opens_it_and_shows_every_slide(handbook: Handbook, tmp_path: FilePath) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine; on Debian: apt install libreoffice-impress")
    names = {}
    for key in CHOSEN:
        (tmp_path / f"{key}.pptx").write_bytes(_file(handbook.root, key, "da"))
        names[key] = len(_all(handbook.root)[key, "da"][1].slides)
    profile = (tmp_path / "profile").as_uri()
    files = [str(tmp_path / f"{key}.pptx") for key in names]
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    for key, count in names.items():
        pdf = (tmp_path / f"{key}.pdf").read_bytes()
        assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type/Page/") == count, key
