"""The texts that are ready to copy, as files: plain text, and a document for a word processor."""

import io
import re
from typing import Literal, get_args

from docx import Document
from docx.oxml.ns import qn

from .archive import undated
from .model.base import Language, Text
from .model.ready_text import ReadyText

Ending = Literal["docx", "txt"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)
SCRIPTS = "assets/javascripts"  # where the scripts stand in the site
_FOLDERS = {"da": "filer", "en": "en/files"}
_SPELLING = {"da": "da-DK", "en": "en-GB"}
_TO_FILL_IN = re.compile(r"(\[[^\]]*\])")


def address(key: str, lang: Language, ending: Ending) -> str:
    """Where a text's file stands, relative to the root of the site."""
    return f"{_FOLDERS[lang]}/{key}.{ending}"


def content(text: ReadyText, lang: Language, ending: Ending) -> bytes:
    """The bytes of a text's file.

    Args:
        text: The text.
        lang: Its language.
        ending: `txt` (UTF-8 with a mark at the start, lines as on Windows, so that any editor opens it) or `docx`.
    """
    if ending == "txt":
        return _plain(text, lang).replace("\n", "\r\n").encode("utf-8-sig")
    return _document(text, lang)


def _plain(text: ReadyText, lang: Language) -> str:
    blocks = [text.title.in_(lang)]
    for passage in text.passages:
        blocks += [one.in_(lang) for one in ([passage.heading] if passage.heading else []) + passage.paragraphs]
        if passage.points:
            blocks.append("\n".join(f"- {point.in_(lang)}" for point in passage.points))
    return "\n\n".join(blocks) + "\n"


def _document(text: ReadyText, lang: Language) -> bytes:
    document = Document()
    document.core_properties.title = text.title.in_(lang)
    document.core_properties.language = _SPELLING[lang]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    language = fonts.makeelement(qn("w:lang"), {qn("w:val"): _SPELLING[lang]})
    fonts.append(language)

    def add(words: Text, style: str | None = None) -> None:
        paragraph = document.add_paragraph(style=style)
        for index, part in enumerate(_TO_FILL_IN.split(words.in_(lang))):
            paragraph.add_run(part).bold = True if index % 2 else None

    add(text.title, "Heading 1")
    for passage in text.passages:
        if passage.heading:
            add(passage.heading, "Heading 2")
        for paragraph in passage.paragraphs:
            add(paragraph)
        for point in passage.points:
            add(point, "List Bullet")
    raw = io.BytesIO()
    document.save(raw)
    return undated(raw.getvalue())
