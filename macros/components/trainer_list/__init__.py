"""The chapters' editions for trainers, with what each takes."""

from dataclasses import dataclass

from ...links import relative_url
from ...registry import Context, macro
from ...trainer_box import LABELS, is_chapter, trainer_box, view_url


@dataclass(frozen=True)
class Row:
    """One chapter as shown."""

    title: str
    url: str
    minutes: str
    group: str
    goal: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    rows: list[Row]


@macro
def trainer_list(ctx: Context) -> View:
    """Show every chapter's edition for trainers with its minutes, how the group works, and the learning goal."""
    words = {key: ctx.word(key) for key in LABELS}
    rows = []
    for page in ctx.pages:
        box = trainer_box(page, words) if page.lang == ctx.lang and is_chapter(page) else None
        if box:
            least, most = box.minutes or (0, 0)
            minutes = f"{least}–{most}" if least < most else str(least)
            url = relative_url(view_url(page), ctx.page.url)
            rows.append(Row(page.title, url, minutes, box.group, box.said.get("trainer_goal", "")))
    return View(sorted(rows, key=lambda row: row.title))
