"""Reads a tagged PDF as a screen reader does: what each element of its structure says. Typst writes, pikepdf reads."""

import io
import re
from collections.abc import Iterator
from functools import cached_property

import pikepdf

_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_LINES = {b"bfchar": 2, b"bfrange": 3}


class Read:
    """A PDF with the text of its elements."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pikepdf.open(io.BytesIO(pdf))

    @cached_property
    def elements(self) -> list[pikepdf.Object]:
        """All elements in reading order."""
        return list(self._below(self.document.Root.StructTreeRoot))

    def all(self, *names: str) -> list[pikepdf.Object]:
        """The elements of some kinds, in reading order."""
        return [element for element in self.elements if str(element.S)[1:] in names]

    def kids(self, element: pikepdf.Object, *names: str) -> list[pikepdf.Object]:
        """What stands directly in an element."""
        inside = element.get("/K", [])
        listed = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
        found = [one for one in listed if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        return [one for one in found if not names or str(one.S)[1:] in names]

    def _below(self, element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in self.kids(element):
            yield kid
            yield from self._below(kid)

    def text(self, element: pikepdf.Object, without: tuple[str, ...] = ()) -> str:
        """What an element says, without white space."""
        if "/S" in element and str(element.S)[1:] in without:
            return ""
        inside = element.get("/K", [])
        said = []
        for one in list(inside) if isinstance(inside, pikepdf.Array) else [inside]:
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                said.append(self.text(one, without))
            elif isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/MCR":
                said.append(self._marked[one.Pg.objgen].get(int(one.MCID), ""))
            elif isinstance(one, int):
                said.append(self._marked[element.Pg.objgen].get(one, ""))
        return bare("".join(said))

    @cached_property
    def _marked(self) -> dict[tuple[int, int], dict[int, str]]:
        return {page.obj.objgen: self._page(page) for page in self.document.pages}

    def _page(self, page: pikepdf.Page) -> dict[int, str]:
        fonts = {name: self._letters(font) for name, font in page.Resources.get("/Font", {}).items()}
        said: dict[int, str] = {}
        within: list[int | None] = []
        font: dict[int, str] = {}
        instead: list[str | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC":
                about = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else pikepdf.Dictionary()
                within.append(int(about.MCID) if "/MCID" in about else None)
                instead.append(str(about.ActualText) if "/ActualText" in about else None)
                inner = next((one for one in reversed(within) if one is not None), None)
                if instead[-1] is not None and inner is not None:
                    said[inner] = said.get(inner, "") + instead[-1]
            elif name == "BMC":
                within.append(None)
                instead.append(None)
            elif name == "EMC":
                within.pop()
                instead.pop()
            elif name == "Tf":
                font = fonts[str(operands[0])]
            elif name in ("Tj", "TJ"):
                number = next((one for one in reversed(within) if one is not None), None)
                if number is not None and all(one is None for one in instead):
                    parts = operands[0] if name == "TJ" else [operands[0]]
                    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
                    said[number] = said.get(number, "") + "".join(font.get(code, "") for code in codes)
        return said

    def _letters(self, font: pikepdf.Object) -> dict[int, str]:
        """What each glyph of a font means."""
        letters: dict[int, str] = {}
        source = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        for kind, count in _LINES.items():
            for block in re.findall(rb"begin%s(.*?)end%s" % (kind, kind), source, re.S):
                for line in block.splitlines():
                    values = _HEX.findall(line)
                    if len(values) == count:
                        first, last, word = int(values[0], 16), int(values[-2], 16), bytes.fromhex(values[-1].decode())
                        for step in range(last - first + 1):
                            text = word.decode("utf-16-be")
                            letters[first + step] = text[:-1] + chr(ord(text[-1]) + step)
        return letters


def bare(text: str) -> str:
    """A text without white space and without the places where a word may be broken."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)
