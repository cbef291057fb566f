"""The master of our PowerPoint files: wide, calm, in the handbook's colours, made from python-pptx's own template."""

import copy
import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from .drawing import HEIGHT, WIDTH

LEFT, TOP = 48, 120
SLIDE = (960, 540)
GAP = 16
# The light colours of tokens.css, in the order of a theme; every pair that is used has a contrast of 4.5:1 or more.
COLOURS = {
    "dk1": "23201C", "lt1": "FCFAF5", "dk2": "5B554B", "lt2": "F4EFE4", "accent1": "1D4747", "accent2": "94390F",
    "accent3": "1D4E79", "accent4": "2F5D2F", "accent5": "7A3D12", "accent6": "7A2C57", "hlink": "94390F",
    "folHlink": "7A2C57",
}  # fmt: skip
FONTS = {"majorFont": "Georgia", "minorFont": "Arial"}

Box = tuple[float, float, float, float]
_HALF = (WIDTH - GAP) / 2
_RIGHT = LEFT + _HALF + GAP
_FOOT: Box = (LEFT, 492, 750, 46)
_BODY: Box = (LEFT, TOP, WIDTH, HEIGHT)

# Of the template's layouts: its number, and the place and size of type of each placeholder by index.
OPENING, POINTS, QUOTATION, SIDES, COLUMNS, FIGURE, GRID, ENDING = 0, 1, 2, 3, 4, 5, 7, 8
ABOVE, LEFT_HEAD, RIGHT_HEAD, LINES = 13, 14, 15, 13
_PLACES: Mapping[int, Mapping[int, tuple[Box, int]]] = {
    OPENING: {0: ((LEFT, 70, WIDTH, 150), 44), 1: ((LEFT, 236, WIDTH, 110), 26), LINES: ((LEFT, 366, WIDTH, 120), 18)},
    POINTS: {1: (_BODY, 24)},
    QUOTATION: {1: ((LEFT + 20, TOP, WIDTH - 40, HEIGHT), 32)},
    SIDES: {
        ABOVE: ((LEFT, TOP - 4, WIDTH, 116), 22),
        LEFT_HEAD: ((LEFT, 236, _HALF, 36), 22),
        1: ((LEFT, 276, _HALF, 214), 22),
        RIGHT_HEAD: ((_RIGHT, 236, _HALF, 36), 22),
        2: ((_RIGHT, 276, _HALF, 214), 22),
    },
    COLUMNS: {
        1: ((LEFT, TOP, _HALF, 36), 24),
        2: ((LEFT, TOP + 40, _HALF, HEIGHT - 40), 24),
        3: ((_RIGHT, TOP, _HALF, 36), 24),
        4: ((_RIGHT, TOP + 40, _HALF, HEIGHT - 40), 24),
    },
    FIGURE: {LINES: (_FOOT, 18)},
    GRID: {1: (_BODY, 18), LINES: (_FOOT, 18)},
    ENDING: {2: ((LEFT, TOP, 580, HEIGHT), 22), 1: ((652, 160, 260, 260), 18)},
}
_PLAIN = {
    (OPENING, 1),
    (OPENING, LINES),
    (QUOTATION, 1),
    (SIDES, ABOVE),
    (SIDES, 1),
    (SIDES, 2),
    (FIGURE, LINES),
    (GRID, LINES),
}
_HEADS = {(SIDES, LEFT_HEAD), (SIDES, RIGHT_HEAD), (COLUMNS, 1), (COLUMNS, 3)}
_SOFT = {(OPENING, 1), (OPENING, LINES), (FIGURE, LINES), (GRID, LINES)}
_ADDED = {OPENING: (LINES,), FIGURE: (LINES,), GRID: (LINES,), SIDES: (ABOVE, LEFT_HEAD, RIGHT_HEAD)}
_UNUSED = (6, 9, 10)


@cache
def template() -> bytes:
    """An empty presentation with our master."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = (Pt(side) for side in SLIDE)
    _theme(prs.slide_master)
    _master(prs.slide_master)
    layouts = list(prs.slide_layouts)
    pattern = copy.deepcopy(_placeholder(layouts[POINTS], 1)._element)
    for number, places in _PLACES.items():
        _layout(layouts[number], number, places, pattern)
    for number in _UNUSED:
        prs.slide_layouts.remove(layouts[number])
    _without_thumbnail(prs)
    out = io.BytesIO()
    prs.save(out)
    return out.getvalue()


def layout_of(prs: Any, number: int) -> Any:
    """A layout of the template, by its number before the unused were removed."""
    return prs.slide_layouts[number - sum(1 for one in _UNUSED if one < number)]


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(part.blob)
    for name, colour in COLOURS.items():
        found = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(found):
            found.remove(child)
        etree.SubElement(found, qn("a:srgbClr"), val=colour)
    for name, font in FONTS.items():
        tree.find(f".//{qn(f'a:{name}')}/{qn('a:latin')}").set("typeface", font)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: Any) -> None:
    places = {"title": (LEFT, 22, WIDTH, 86), "body": _BODY, "ftr": (LEFT, 498, 700, 30), "sldNum": (812, 498, 100, 30)}
    for shape in list(master.placeholders):
        kind = shape._element.find(f".//{qn('p:ph')}").get("type")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
            continue
        _place(shape, places[kind])
        for edge in ("lIns", "rIns", "tIns", "bIns"):
            shape._element.txBody.find(qn("a:bodyPr")).set(edge, "0")
        if kind in ("ftr", "sldNum"):
            _type(shape, 18, "tx2", "l" if kind == "ftr" else "r")
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    _font(title.find(qn("a:defRPr")), 32, "accent1", bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        if level.find(qn("a:defRPr")) is not None:
            level.find(qn("a:defRPr")).set("sz", "2400")
    first = styles.find(f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    first.set("marL", str(Pt(26)))
    first.set("indent", str(-Pt(26)))
    _edge(master)


def _edge(master: Any) -> None:
    """A band of colour down the left side; it says nothing, so it stands in the master."""
    title = master.placeholders[0]._element
    band = copy.deepcopy(title)
    band.find(f".//{qn('p:cNvPr')}").set("id", "20")
    band.find(f".//{qn('p:cNvPr')}").set("name", "Edge")
    ph = band.find(f".//{qn('p:ph')}")
    ph.getparent().remove(ph)
    band.remove(band.txBody)
    title.addprevious(band)
    shape = next(one for one in master.shapes if one.shape_id == 20)
    _place(shape, (0, 0, 14, SLIDE[1]))
    fill = etree.SubElement(band.spPr, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr"), val="accent1")


def _placeholder(layout: Any, idx: int) -> Any:
    return next(one for one in layout.placeholders if one.placeholder_format.idx == idx)


def _layout(layout: Any, number: int, places: Mapping[int, tuple[Box, int]], pattern: Any) -> None:
    tree = layout.shapes._spTree
    for shape in list(layout.placeholders):
        idx, kind = shape.placeholder_format.idx, shape._element.find(f".//{qn('p:ph')}").get("type")
        if kind == "dt" or (kind not in ("ftr", "sldNum") and idx and idx not in places):
            tree.remove(shape._element)
        elif kind in ("ftr", "sldNum") or idx == 0:
            _bare(shape)
    for idx in _ADDED.get(number, ()):
        extra = copy.deepcopy(pattern)
        ph = extra.find(f".//{qn('p:ph')}")
        ph.set("idx", str(idx))
        ph.set("type", "body")
        extra.find(f".//{qn('p:cNvPr')}").set("id", str(idx + 20))
        extra.find(f".//{qn('p:cNvPr')}").set("name", f"Text Placeholder {idx}")
        tree.append(extra)
    found = {one.placeholder_format.idx: one for one in layout.placeholders}
    for idx, (box, size) in places.items():
        shape = found[idx]
        _bare(shape)
        _place(shape, box)
        if (number, idx) == (GRID, 1):
            shape._element.find(f".//{qn('p:ph')}").set("type", "tbl")
        plain = (number, idx) in _PLAIN | _HEADS or idx == 0
        colour = "tx2" if (number, idx) in _SOFT else None
        _type(shape, size, colour, plain=plain, bold=(number, idx) in _HEADS or idx == 0)
        if idx:
            tree.remove(shape._element)
            tree.append(shape._element)  # so that a screen reader meets them in the order in which they are seen


def _bare(shape: Any) -> None:
    """A placeholder that looks as the master says."""
    for child in list(shape._element.spPr):
        shape._element.spPr.remove(child)
    body = shape._element.txBody
    for name in list(body.find(qn("a:bodyPr")).attrib):
        del body.find(qn("a:bodyPr")).attrib[name]
    for child in list(body.find(qn("a:lstStyle"))):
        body.find(qn("a:lstStyle")).remove(child)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in box)


def _type(
    shape: Any, size: int, colour: str | None, align: str | None = None, plain: bool = False, bold: bool = False
) -> None:
    style = shape._element.txBody.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    level = etree.SubElement(style, qn("a:lvl1pPr"))
    if plain:
        level.set("marL", "0")
        level.set("indent", "0")
    if align:
        level.set("algn", align)
    if plain:
        etree.SubElement(level, qn("a:buNone"))
    _font(etree.SubElement(level, qn("a:defRPr")), size, colour, bold)


def _font(properties: Any, size: int, colour: str | None, bold: bool = False) -> None:
    properties.set("sz", str(size * 100))
    properties.set("b", "1" if bold else "0")
    if colour:
        fill = properties.find(qn("a:solidFill"))
        if fill is None:
            fill = etree.SubElement(properties, qn("a:solidFill"))
        for child in list(fill):
            fill.remove(child)
        etree.SubElement(fill, qn("a:schemeClr"), val=colour)


def _without_thumbnail(prs: Any) -> None:
    package = prs.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
