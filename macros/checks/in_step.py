"""Both languages say the same: what has moved on in one of them since somebody compared the two."""

from collections import defaultdict
from collections.abc import Iterator

from ..handbook import Handbook
from ..model.base import LANGUAGES
from ..problems import Problem, quantity
from ..translations.sections import Unit
from ..translations.state import OTHER, Finding

_NAMES = {"da": "Danish", "en": "English"}
_MOST = 60  # signs of a change that are shown
_FEW = 5  # new texts of one file that are told one by one; of more, their number


def check(handbook: Handbook) -> Iterator[Problem]:
    """The records can be read. That a language has moved on is no mistake: `notices` tells it."""
    yield from handbook.translations.problems


def notices(handbook: Handbook) -> list[Problem]:
    """What to compare, where, and what to do afterwards, sorted by file and line. Nothing here fails a build."""
    found: list[Problem] = []
    fresh: dict[str, list[Unit]] = defaultdict(list)
    for finding in handbook.translations.findings:
        if finding.ahead == "new":
            fresh[finding.unit.group].append(finding.unit)
        else:
            found += _moved(finding)
    for group, units in fresh.items():
        found += _fresh(group, units)
    return sorted(found)


def _moved(finding: Finding) -> Iterator[Problem]:
    unit = finding.unit
    done = f"make reviewed PAGE={unit.group} SECTION={unit.id}"
    what = "section" if unit.item is None else "text"
    if len(unit.texts) < len(LANGUAGES):
        here, text = next(iter(unit.texts.items()))
        lacking = f"only the {_NAMES[here]} page has the section '{unit.id}'"
        yield Problem(
            text.file,
            text.line,
            f"{lacking}: write it in {_NAMES[OTHER[here]]} too, or delete it here; then run {done}",
        )
        return
    if finding.ahead == "both":
        text = unit.texts["en"]
        yield Problem(
            text.file,
            text.line,
            f"the {what} '{unit.id}' has changed in both languages since {finding.since} ({_said(finding)}): compare "
            f"it with {unit.texts['da'].file}:{unit.texts['da'].line}, then run {done}",
        )
        return
    for lang in finding.behind:
        text, other = unit.texts[lang], unit.texts[OTHER[lang]]
        yield Problem(
            text.file,
            text.line,
            f"the {_NAMES[OTHER[lang]]} {what} '{unit.id}' has moved on since {finding.since} ({_said(finding)}): read "
            f"{other.file}:{other.line}, change the {_NAMES[lang]} if it says something else now, then run {done}",
        )


def _said(finding: Finding) -> str:
    """The first change, and how many more there are."""
    first = finding.changes[0]
    if first.old and first.new:
        said = f"'{_short(first.new)}' stands where '{_short(first.old)}' stood"
    else:
        said = f"new: '{_short(first.new)}'" if first.new else f"gone: '{_short(first.old)}'"
    more = len(finding.changes) - 1
    return f"{said}; {quantity(more, 'more change')}" if more else said


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"


def _fresh(group: str, units: list[Unit]) -> Iterator[Problem]:
    done = f"then run make reviewed PAGE={group}"
    if len(units) > _FEW:
        line = min(unit.texts["en"].line for unit in units)
        message = f"{len(units)} texts here were never compared with the Danish: read both, {done}"
        yield Problem(units[0].texts["en"].file, line, message)
        return
    for unit in units:
        text = unit.texts["en"]
        message = f"'{unit.id}' was never compared with the Danish: read both, {done} SECTION={unit.id}"
        yield Problem(text.file, text.line, message)
