"""A workshop programme as plain text, for a mail or a text editor."""

from .exercise_pages import counted
from .handbook import Handbook
from .machine_templates import render
from .model.base import Language
from .model.programme import Programme
from .rendering import Words

_VARIANTS = ("few", "sceptical", "no_citizens", "short_of_time", "online")


def text(handbook: Handbook, programme: Programme, lang: Language) -> bytes:
    """The bytes of a programme's file: UTF-8 with a mark at the start and lines as on Windows, for any editor."""
    ctx = handbook.context(handbook.pages.get("index", lang))
    words = Words(ctx)
    hours, begin = (int(part) for part in programme.start.split("."))
    now = 60 * hours + begin
    steps = []
    for step in programme.steps:
        steps.append((f"{now // 60}.{now % 60:02}", step))
        now += step.minutes
    values = {
        "one": programme,
        "lang": lang,
        "ui": words,
        "steps": steps,
        "materials": [(thing.in_(lang), counted(ctx, thing)) for thing in programme.materials],
        "variants": [(words[name], getattr(programme, name)) for name in _VARIANTS],
    }
    return render("programme.txt", values).replace("\n", "\r\n").encode("utf-8-sig")
