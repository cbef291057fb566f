"""Both languages say the same: what has moved on in one of them since somebody compared the two."""

from collections import defaultdict
from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import Message, counted, say
from ..model.base import LANGUAGES, Language
from ..problems import Problem
from ..translations.sections import Unit
from ..translations.state import OTHER, Finding

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
    if len(unit.texts) < len(LANGUAGES):
        here, text = next(iter(unit.texts.items()))
        lacking = (
            say(
                "only the Danish page has the section '{id}': write it in English too, or delete it here; then run "
                "{done}",
                id=unit.id,
                done=done,
            )
            if here == "da"
            else say(
                "only the English page has the section '{id}': write it in Danish too, or delete it here; then run "
                "{done}",
                id=unit.id,
                done=done,
            )
        )
        yield Problem(text.file, text.line, lacking)
        return
    if finding.ahead == "both":
        text = unit.texts["en"]
        yield Problem(
            text.file,
            text.line,
            say(
                "'{id}' has changed in both languages since {since} ({change}): compare it with {other}, then run "
                "{done}",
                id=unit.id,
                since=finding.since,
                change=_said(finding),
                other=f"{unit.texts['da'].file}:{unit.texts['da'].line}",
                done=done,
            ),
        )
        return
    for lang in finding.behind:
        text, other = unit.texts[lang], unit.texts[OTHER[lang]]
        yield Problem(
            text.file,
            text.line,
            _behind(finding, lang, f"{other.file}:{other.line}", done),
        )


def _behind(finding: Finding, lang: Language, other: str, done: str) -> Message:
    values = {
        "id": finding.unit.id, "since": finding.since, "change": _said(finding), "other": other, "done": done,
    }  # fmt: skip
    if lang == "en":
        return say(
            "the Danish of '{id}' has moved on since {since} ({change}): read {other}, change the English if it says "
            "something else now, then run {done}",
            **values,
        )
    return say(
        "the English of '{id}' has moved on since {since} ({change}): read {other}, change the Danish if it says "
        "something else now, then run {done}",
        **values,
    )


def _said(finding: Finding) -> Message:
    """The first change, and how many more there are."""
    first = finding.changes[0]
    if first.old and first.new:
        said = say("'{new}' stands where '{old}' stood", new=_short(first.new), old=_short(first.old))
    elif first.new:
        said = say("new: '{new}'", new=_short(first.new))
    else:
        said = say("gone: '{old}'", old=_short(first.old))
    more = len(finding.changes) - 1
    if not more:
        return said
    return counted("{first}; {count} more change", "{first}; {count} more changes", first=said, count=more)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"


def _fresh(group: str, units: list[Unit]) -> Iterator[Problem]:
    done = f"make reviewed PAGE={group}"
    if len(units) > _FEW:
        line = min(unit.texts["en"].line for unit in units)
        message = say(
            "{count} texts here were never compared with the Danish: read both, then run {done}",
            count=len(units),
            done=done,
        )
        yield Problem(units[0].texts["en"].file, line, message)
        return
    for unit in units:
        text = unit.texts["en"]
        message = say(
            "'{id}' was never compared with the Danish: read both, then run {done}",
            id=unit.id,
            done=f"{done} SECTION={unit.id}",
        )
        yield Problem(text.file, text.line, message)
