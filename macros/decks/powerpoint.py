"""A deck as a PowerPoint file: real text in placeholders, native tables and shapes, notes, one language throughout."""

import copy
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from ..archive import undated
from ..model.base import Language
from ..qr import png
from . import master, shapes
from .drawing import WIDTH
from .model import Columns, Deck, Ending, Figure, Grid, Item, Opening, Points, Quotation, Run, Slide, Words, words

LANGUAGE = {"da": MSO_LANGUAGE_ID.DANISH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
SPELLING = {"da": "da-DK", "en": "en-GB"}
_OTHER: dict[Language, Language] = {"da": "en", "en": "da"}
_VOICES = {
    "deck": MSO_THEME_COLOR.ACCENT_3, "research": MSO_THEME_COLOR.ACCENT_4, "editors": MSO_THEME_COLOR.ACCENT_5,
    "unsure": MSO_THEME_COLOR.ACCENT_6,
}  # fmt: skip
_GRID_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # plain lines; the colours are set on the cells
_TYPE = 18


def powerpoint(deck: Deck) -> bytes:
    """The bytes of the file; the same deck gives the same bytes on any day."""
    prs = Presentation(io.BytesIO(master.template()))
    writer = _Writer(prs, deck)
    for slide in deck.slides:
        writer.add(slide)
    _properties(prs, deck)
    raw = io.BytesIO()
    prs.save(raw)
    return undated(raw.getvalue())


def _properties(prs: Any, deck: Deck) -> None:
    about = prs.core_properties
    about.title, about.author, about.language = deck.title, deck.editors, SPELLING[deck.lang]
    about.subject, about.keywords, about.comments, about.category = deck.handbook, "", "", ""
    about.last_modified_by, about.revision = deck.editors, 1
    about.created = about.modified = datetime.fromisoformat(deck.reviewed)


class _Writer:
    def __init__(self, prs: Any, deck: Deck) -> None:
        self.prs = prs
        self.deck = deck
        self.lang = deck.lang

    def add(self, slide: Slide) -> None:
        body = slide.body
        layouts = {
            Opening: master.OPENING, Points: master.POINTS, Quotation: master.QUOTATION, Figure: master.FIGURE,
            Grid: master.GRID, Ending: master.ENDING,
        }  # fmt: skip
        number = layouts.get(type(body), master.SIDES if isinstance(body, Columns) and body.above else master.COLUMNS)
        made = self.prs.slides.add_slide(master.layout_of(self.prs, number))
        places = {one.placeholder_format.idx: one for one in made.placeholders}
        self._text(places[0].text_frame, [words(slide.title)])
        if isinstance(body, Opening):
            self._text(places[1].text_frame, [words(body.promise)])
            self._text(places[master.LINES].text_frame, [words(line) for line in body.lines])
        elif isinstance(body, Points):
            self._points(places[1].text_frame, body, slide.size)
        elif isinstance(body, Quotation):
            self._quotation(places[1].text_frame, body, slide.size)
        elif isinstance(body, Columns):
            self._columns(places, body, slide.size)
        elif isinstance(body, Grid):
            self._grid(places[1], body)
            self._line(places[master.LINES], body.voices)
        elif isinstance(body, Figure):
            self._figure(made, body)
            self._line(places[master.LINES], body.credit)
        else:
            self._ending(places, body, slide.size)
        self._number(made)
        if slide.notes:
            self._text(made.notes_slide.notes_text_frame, [words(one) for one in slide.notes])

    def _text(self, frame: Any, paragraphs: Iterable[Words], size: int | None = None) -> list[Any]:
        """Fill a frame; returns its paragraphs."""
        out = []
        for index, one in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            for run in one:
                self._run(paragraph, run, size)
            out.append(paragraph)
        return out

    def _run(self, paragraph: Any, run: Run, size: int | None) -> Any:
        made = paragraph.add_run()
        made.text = run.text
        font = made.font
        font.language_id = LANGUAGE[_OTHER[self.lang] if run.foreign else self.lang]
        font.bold = True if run.bold else None
        font.italic = True if run.italic or run.foreign else None
        if size:
            font.size = Pt(size)
        if run.mark:
            font._element.set("baseline", "30000")
        return made

    def _points(self, frame: Any, body: Points, size: int) -> None:
        lines: list[tuple[Item | None, Words, str]] = []
        for voice, items in body.groups:
            if voice:
                lines.append((None, (Run(voice.word, bold=True),), voice.key))
            lines += [(item, item.words, "") for item in items]
        made = self._text(frame, [words for _, words, _ in lines], size)
        for paragraph, (item, _, voice_key) in zip(made, lines, strict=True):
            paragraph.space_before = Pt(size * 0.5)
            if item is None:
                _without_bullet(paragraph)
                paragraph.runs[0].font.size = Pt(_TYPE)
                paragraph.runs[0].font.color.theme_color = _VOICES[voice_key]
            elif not body.bullets:
                _without_bullet(paragraph)
            elif body.ordered:
                properties = paragraph._p.get_or_add_pPr()
                properties.set("marL", str(Pt(round(size * 1.4))))
                properties.set("indent", str(-Pt(round(size * 1.4))))
                etree.SubElement(properties, qn("a:buFont"), typeface="+mj-lt")
                etree.SubElement(properties, qn("a:buAutoNum"), type="arabicPeriod")

    def _quotation(self, frame: Any, body: Quotation, size: int) -> None:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._text(frame, [words(body.words)], size)
        for line in body.below:
            paragraph = frame.add_paragraph()
            paragraph.space_before = Pt(16)
            self._run(paragraph, Run(line), 20).font.color.theme_color = MSO_THEME_COLOR.TEXT_2

    def _columns(self, places: dict[int, Any], body: Columns, size: int) -> None:
        keys = (master.LEFT_HEAD, 1, master.RIGHT_HEAD, 2) if body.above else (1, 2, 3, 4)
        for head, key in zip(body.heads, keys[::2], strict=True):
            made = self._text(places[key].text_frame, [words(head)])
            made[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
        for side, key in zip(body.sides, keys[1::2], strict=True):
            self._points(places[key].text_frame, side, size)
        if body.above:
            self._text(places[master.ABOVE].text_frame, [words(body.above)], 22)

    def _grid(self, place: Any, body: Grid) -> None:
        frame = place.insert_table(len(body.rows) + 1, len(body.heads))
        _describe(frame._element, body.caption)
        table = frame.table
        table.first_row, table.first_col, table.horz_banding = True, True, False
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _GRID_STYLE
        for column, share in zip(table.columns, body.widths, strict=True):
            column.width = Pt(round(share * WIDTH))
        heads: Sequence[Words] = [words(head) for head in body.heads]
        for number, row in enumerate((heads, *body.rows)):
            table.rows[number].height = Pt(_TYPE * 1.2 + 12)
            for index, cell in enumerate(row):
                self._cell(table.cell(number, index), cell, head=number == 0, side=index == 0)

    def _cell(self, cell: Any, text: Words, head: bool, side: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(8)
        cell.margin_top = cell.margin_bottom = Pt(5)
        made = self._text(cell.text_frame, [text], _TYPE)
        cell.fill.solid()
        tone = MSO_THEME_COLOR.ACCENT_1 if head else MSO_THEME_COLOR.BACKGROUND_2 if side else None
        cell.fill.fore_color.theme_color = tone or MSO_THEME_COLOR.BACKGROUND_1
        for run in made[0].runs:
            run.font.bold = True if head or side else run.font.bold
            run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if head else MSO_THEME_COLOR.TEXT_1

    def _line(self, place: Any, text: str) -> None:
        """The line below a table or a drawing; an empty place would ask to be filled."""
        if text:
            self._text(place.text_frame, [words(text)])
        else:
            place._element.getparent().remove(place._element)

    def _figure(self, made: Any, body: Figure) -> None:
        group = shapes.draw(made, body.drawing, lambda paragraph, run: self._run(paragraph, run, None))
        _describe(group._element, body.description)

    def _ending(self, places: dict[int, Any], body: Ending, size: int) -> None:
        frame = places[2].text_frame
        self._points(frame, Points(body.items), size)
        link = frame.add_paragraph() if body.items else frame.paragraphs[0]
        link.space_before = Pt(24)
        _without_bullet(link)
        self._run(link, Run(body.shown, bold=True), 20).hyperlink.address = body.link
        picture = places[1].insert_picture(io.BytesIO(png(body.link)))
        _describe(picture._element, body.alt)

    def _number(self, made: Any) -> None:
        """The number of the slide, as the layout has it."""
        for shape in made.slide_layout.placeholders:
            if shape._element.find(f".//{qn('p:ph')}").get("type") == "sldNum":
                extra = copy.deepcopy(shape._element)
                taken = [int(one.get("id")) for one in made._element.iter(qn("p:cNvPr"))]
                extra.find(f".//{qn('p:cNvPr')}").set("id", str(max(taken) + 1))
                made.shapes._spTree.append(extra)
                for properties in extra.iter(qn("a:rPr"), qn("a:endParaRPr")):
                    properties.set("lang", SPELLING[self.lang])


def _without_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    etree.SubElement(properties, qn("a:buNone"))


def _describe(element: Any, text: str) -> None:
    """Say in words what a picture, a table or a drawing shows."""
    next(element.iter(qn("p:cNvPr"))).set("descr", text)
