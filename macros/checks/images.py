"""Images are there, in the folder of the text, and say in words what they show."""

import re
from collections.abc import Iterator
from posixpath import basename, dirname, normpath

from ..handbook import Handbook
from ..messages import Message, say
from ..pages import Page
from ..problems import Problem, did_you_mean
from .pictures import ENDINGS

_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\((?P<target>[^)\s]*)[^)]*\)|(?P<reference>\[))?")
_MARK = re.compile(r"^(?:billede|foto|figur|image|picture|photo|figure|alt|img|dsc)?[\s_\d.-]*$", re.I)
_MIN_WORDS = 2


def check(handbook: Handbook) -> Iterator[Problem]:
    """Every `![words](file)` of every page, and files that no page shows."""
    docs = handbook.root / "docs"
    there = {
        file.relative_to(docs).as_posix()
        for file in docs.rglob("*")
        if file.suffix.lower() in ENDINGS and file.relative_to(docs).parts[0] != "data"
    }
    shown: set[str] = set()
    for page in handbook.pages:
        for number, text in page.text():
            for match in _IMAGE.finditer(text):
                target = match["target"]
                if target is None:
                    message = say("the image cannot be read; write it as '{example}'", example="![…](image.png)")
                    yield Problem(page.file, number, message)
                    continue
                file = normpath(f"{dirname(page.key)}/{target}" if dirname(page.key) else target)
                shown.add(file)
                for wrong in (_place(target, file, there), _words(match["alt"], target)):
                    if wrong is not None:
                        yield Problem(page.file, number, wrong)
        shown |= {image for image in there if _named(page, image)}
    for image in sorted(there - shown):
        yield Problem(f"docs/{image}", 1, say("no page shows this image; show it or delete the file"))


def _named(page: Page, image: str) -> bool:
    """Whether a page names an image in another way, such as a macro's argument."""
    return any(basename(image) in line for line in page.lines)


def _place(target: str, file: str, there: set[str]) -> Message | None:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.I):
        return say("the image stands on another site; put the file beside the page, so that nobody is told who reads")
    if file not in there:
        hint = did_you_mean(file, there)
        return say("there is no image '{target}'{hint}", target=target, hint=hint)
    return None


def _words(alt: str, target: str) -> Message | None:
    words = alt.strip()
    if not words:
        return say("the image has no words; write between [ and ] what it shows, for those who do not see it")
    if _MARK.match(words) or words == basename(target) or words.lower().endswith(ENDINGS):
        return say("'{words}' does not say what the image shows; write it in a sentence", words=words)
    if len(words.split()) < _MIN_WORDS:
        return say("'{words}' is too short to say what the image shows; write it in a sentence", words=words)
    return None
