"""A drawing as native shapes of a slide, in one group."""

from collections.abc import Callable
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from .drawing import Drawing, Shape, Stroke
from .master import LEFT, TOP
from .model import Run

_FORMS = {"box": MSO_SHAPE.RECTANGLE, "pill": MSO_SHAPE.ROUNDED_RECTANGLE, "disc": MSO_SHAPE.OVAL}
# Fill and text of each tone.
_TONES = {
    "core": (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.BACKGROUND_1),
    "box": (MSO_THEME_COLOR.BACKGROUND_2, MSO_THEME_COLOR.TEXT_1),
    "verb": (MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.TEXT_1),
    "label": (None, MSO_THEME_COLOR.TEXT_1),
}


def draw(slide: Any, drawing: Drawing, write: Callable[[Any, Run], Any]) -> Any:
    """Draw on a slide.

    Args:
        slide: The slide.
        drawing: What to draw.
        write: Puts a run into a paragraph, in the language of the deck, and returns it.

    Returns:
        The group of all shapes.
    """
    group = slide.shapes.add_group_shape()
    for stroke in drawing.strokes:
        _stroke(group, stroke)
    for shape in drawing.shapes:
        _shape(group, shape, write)
    return group


def _stroke(group: Any, one: Stroke) -> None:
    ends = (LEFT + one.x1, TOP + one.y1, LEFT + one.x2, TOP + one.y2)
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Pt(end) for end in ends)).line
    line.color.theme_color = MSO_THEME_COLOR.TEXT_2
    line.width = Pt(2.25 if one.arrow else 1.5)
    if one.arrow:
        etree.SubElement(line._get_or_add_ln(), qn("a:tailEnd"), type="triangle", w="med", len="med")


def _shape(group: Any, one: Shape, write: Callable[[Any, Run], Any]) -> None:
    box = (Pt(LEFT + one.x), Pt(TOP + one.y), Pt(one.w), Pt(one.h))
    fill, ink = _TONES[one.tone]
    if one.form == "label":
        made = group.shapes.add_textbox(*box)
    else:
        made = group.shapes.add_shape(_FORMS[one.form], *box)
        if one.form == "pill":
            made.adjustments[0] = 0.5
        made.shadow.inherit = False
        made.fill.solid()
        made.fill.fore_color.theme_color = fill
        made.line.color.theme_color = MSO_THEME_COLOR.TEXT_2
        made.line.width = Pt(1.25)
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(3)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if one.text:
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT if one.left else PP_ALIGN.CENTER
        font = write(paragraph, Run(one.text, bold=one.bold)).font
        font.size = Pt(one.size)
        font.color.theme_color = ink
