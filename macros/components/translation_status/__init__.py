"""Which texts have moved on in one language since somebody compared the two."""

from collections import Counter
from dataclasses import dataclass

from ...links import relative_url
from ...model.base import LANGUAGES
from ...registry import Context, macro
from ...translations.days import written
from ...translations.state import Finding


@dataclass(frozen=True)
class Row:
    """One text: where it stands, which side is ahead, since when, the first change, and the words of the command."""

    place: str
    url: str
    section: str
    ahead: str
    since: str
    day: str
    old: str
    new: str
    command: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    rows: list[Row]
    fresh: list[tuple[str, int]]


@macro
def translation_status(ctx: Context) -> View:
    """List the sections and data texts whose languages may no longer say the same."""
    found = ctx.translations.findings
    fresh = Counter(_place(ctx, one)[0] for one in found if one.ahead == "new")
    return View([_row(ctx, one) for one in found if one.ahead != "new"], sorted(fresh.items()))


def _row(ctx: Context, finding: Finding) -> Row:
    unit = finding.unit
    place, url, section = _place(ctx, finding)
    words = {"da": ctx.word("step_ahead_da"), "en": ctx.word("step_ahead_en"), "both": ctx.word("step_both")}
    first = finding.changes[0] if finding.changes else None
    return Row(
        place,
        url,
        section,
        words[finding.ahead],
        finding.since,
        written(finding.since, ctx.lang) if finding.since else "",
        first.old if first else "",
        first.new if first else "",
        f"make reviewed PAGE={unit.group} SECTION={unit.id}",
    )


def _place(ctx: Context, finding: Finding) -> tuple[str, str, str]:
    """Name and address of the page, and the heading of the section; a data file has its name and no address."""
    unit = finding.unit
    if unit.item is not None:
        return next(iter(unit.texts.values())).file, "", unit.id
    pair = ctx.pages.by_key[unit.group]
    page = pair[ctx.lang] if ctx.lang in pair else pair[next(lang for lang in LANGUAGES if lang in pair)]
    heading = next((one.text for one in page.headings if one.id == unit.id), page.title)
    return page.title, relative_url(f"{page.url}#{unit.id}", ctx.page.url), heading
