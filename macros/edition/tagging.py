"""What Typst cannot yet say of a table in a tagged PDF: that the first cell of a row is the heading of the row.

(Its function for that, `pdf.header-cell`, is behind a feature flag that the package on PyPI cannot set.)
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf


def tagged(pdf: bytes, tables: Sequence[Sequence[Sequence[bool]]]) -> bytes:
    """The PDF with the headings of rows.

    Args:
        pdf: The PDF that Typst has written.
        tables: For each table in reading order and each of its rows below the head, whether each cell is a heading.

    Raises:
        ValueError: If the PDF does not have just these tables.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [element for element in elements(document) if element.S == "/Table"]
        for table, rows in zip(found, tables, strict=True):
            bodies = [row for group in kids(table) if group.S in ("/TBody", "/TFoot") for row in kids(group)]
            for row, cells in zip(bodies or [row for row in kids(table) if row.S == "/TR"], rows, strict=True):
                for cell, is_heading in zip(kids(row), cells, strict=True):
                    if is_heading:
                        cell.S = pikepdf.Name.TH
                        cell.A = _scoped(cell.get("/A"))
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    return out.getvalue()


def _scoped(known: pikepdf.Object | None) -> pikepdf.Object:
    """The attributes of a cell, with its scope among those that are about tables."""
    listed = list(known) if isinstance(known, pikepdf.Array) else [known] if known is not None else []
    about = next((one for one in listed if one.get("/O") == "/Table"), None)
    if about is None:
        about = pikepdf.Dictionary(O=pikepdf.Name.Table)
        listed.append(about)
    about.Scope = pikepdf.Name.Row
    return pikepdf.Array(listed)


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements inside an element; its text is left out."""
    inside = element.get("/K")
    listed = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [one for one in listed if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements in reading order."""
    waiting = kids(document.Root.StructTreeRoot)
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting[:0] = kids(element)
