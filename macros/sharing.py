"""What somebody takes along from a page or a figure: a QR code, a citation, a table, a piece for another site."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .bibliography import Piece
from .model.base import Language, Statement
from .model.comparison import Comparison
from .places import Link
from .registry import Context

CSV = {"table.csv": ";", "table-comma.csv": ",", "table.tsv": "\t"}  # Danish spreadsheets expect semicolons
FORMATS = (("BibTeX", "cite.bib"), ("RIS", "cite.ris"))
_FORMULA = ("=", "+", "-", "@", "\t")
BIBTEX_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


@dataclass(frozen=True)
class Work:
    """What a citation says: all of it from the page, its data and the site's settings.

    Attributes:
        author: The handbook, which is its own author: its editors do not sign pages.
        year: Year of the page's last review.
        title: Title of the page or the figure.
        form: `Tabel`, for what is no page.
        inside: Title of the page that a figure stands on.
        url: The short link, absolute.
        licence: What others may do with it, in a sentence.
        lang: Language of the text.
    """

    author: str
    year: str
    title: str
    form: str
    inside: str
    url: str
    licence: str
    lang: Language


def work(ctx: Context, link: Link, author: str, url: str) -> Work:
    """What to cite for a link, in the language of the page that it leads to."""
    page = link.places[ctx.lang].page
    review = page.meta.get("review")
    year = str(review.get("date", ""))[:4] if isinstance(review, Mapping) else ""
    form, inside = ("", "") if link.kind == "pages" else (ctx.word(f"form_{link.kind}"), page.title)
    return Work(
        author, year or ctx.word("no_date"), link.title[ctx.lang], form, inside, url, ctx.word("licence"), ctx.lang
    )


def apa(ctx: Context, cited: Work) -> tuple[Piece, ...]:
    """A citation in APA's style, without its address. What is a whole is in italics."""
    head = Piece(f"{cited.author}. ({cited.year}). ", False)
    if not cited.inside:
        return head, Piece(cited.title, True), Piece(_stop(cited.title), False)
    part = Piece(f"{cited.title} [{cited.form}]. {ctx.word('in_work')} ", False)
    return head, part, Piece(cited.inside, True), Piece(_stop(cited.inside), False)


def _stop(title: str) -> str:
    return " " if title.endswith(("?", "!", ".")) else ". "


def bibtex(cited: Work, key: str) -> str:
    """A citation as a BibTeX entry."""
    fields = {
        "author": f"{{{cited.author.translate(BIBTEX_SIGNS)}}}",
        "title": f"{{{cited.title.translate(BIBTEX_SIGNS)}}}",
        "howpublished": f"{cited.inside.translate(BIBTEX_SIGNS)} [{cited.form}]" if cited.inside else "",
        "year": cited.year,
        "url": cited.url,
        "note": cited.licence.translate(BIBTEX_SIGNS),
        "langid": {"da": "danish", "en": "british"}[cited.lang],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{haandbog.{key},", *lines, "}", ""])


def ris(cited: Work) -> str:
    """A citation in the form that reference managers read, with the line ends that they expect."""
    fields = [
        ("TY", "ELEC"),
        ("AU", f"{cited.author},"),  # the comma says that no part of it is a first name
        ("PY", cited.year),
        ("TI", cited.title),
        ("T2", cited.inside),
        ("M3", cited.form),
        ("UR", cited.url),
        ("LA", cited.lang),
        ("N1", cited.licence),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields if value or name == "ER")


def rows(ctx: Context, table: Comparison) -> list[list[str]]:
    """The whole table as text, heads first; what a slide says itself stands in quotation marks."""
    heads = [ctx.text(table.corner), *(ctx.text(column.label) for column in table.columns)]
    return [
        heads,
        *([ctx.text(row.label), *(_cell(ctx, row.cells[one.key]) for one in table.columns)] for row in table.rows),
    ]


def _cell(ctx: Context, statement: Statement) -> str:
    text = ctx.said(statement)
    return f"{ctx.word('quote_open')}{text}{ctx.word('quote_close')}" if statement.claim is not None else text


def separated(cells: Sequence[Sequence[str]], sign: str) -> bytes:
    """A table for a spreadsheet; a cell that a spreadsheet would calculate is kept as text.

    Args:
        cells: The table.
        sign: What stands between the cells. With tabs the text is for the clipboard: no mark at its start, and
            no quotation marks around a cell, for no cell holds a tab or a line end.
    """
    kept = [[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in cells]
    if sign == "\t":
        return "\n".join(sign.join(row) for row in kept).encode()
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(kept)
    return out.getvalue().encode("utf-8-sig")


def markdown(cells: Sequence[Sequence[str]], title: str, source: str) -> str:
    """A table in Markdown with its title above and its source below."""
    lines = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in cells]
    ruler = " | ".join("---" for _ in cells[0])
    body = "\n".join(f"| {line} |" for line in [lines[0], ruler, *lines[1:]])
    return f"**{title}**\n\n{body}\n\n{source}\n"
