"""A text that is ready to copy, with the same text as files."""

from dataclasses import dataclass

from ...downloads import ENDINGS, address
from ...links import relative_url
from ...model.ready_text import ReadyText
from ...registry import Context, macro


@dataclass(frozen=True)
class Part:
    """A part of the text as shown."""

    heading: str
    paragraphs: list[str]
    points: list[str]


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    id: str
    title: str
    use: str
    before: list[str]
    parts: list[Part]
    files: list[tuple[str, str]]


@macro
def ready_text(ctx: Context, key: str, *, caption: str | None = None, id: str | None = None) -> View:
    """Show a text that is ready to copy, with a copy button and as files for a word processor and as plain text.

    Args:
        key: Name of a file in `docs/data/ready_texts`, without `.yml`.
        caption: Another caption than the text's own title.
        id: Another anchor than `tekst-` and the key.

    Raises:
        AuthorError: If there is no such text.
    """
    found: ReadyText = ctx.library.find("ready_texts", key)
    parts = [
        Part(
            ctx.text(one.heading) if one.heading else "",
            [ctx.text(paragraph) for paragraph in one.paragraphs],
            [ctx.text(point) for point in one.points],
        )
        for one in found.passages
    ]
    return View(
        id or f"tekst-{key}",
        caption or ctx.text(found.title),
        ctx.text(found.use),
        [ctx.text(thing) for thing in found.before],
        parts,
        [
            (ctx.word(f"file_{ending}"), relative_url(address(key, ctx.lang, ending), ctx.page.url))
            for ending in ENDINGS
        ],
    )
