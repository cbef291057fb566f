"""Everything that is said is said in both languages."""

import ast
import string
from pathlib import Path as FilePath

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from macros.messages import CATALOGUE, Message, counted, language, say
from macros.preflight import preflight

from .reports import CASES, broken
from .small import ROOT

MODULES = sorted((ROOT / "macros").rglob("*.py"))
SAYING = {"say": 1, "counted": 2}
PLACES = {
    "Problem": 2,
    "AuthorError": 0,
    "NotFoundError": 0,
    "MissingWordError": 0,
    "refusal": 0,
}  # the argument that is shown


def calls(name: str):
    for file in MODULES:
        text = file.read_text("utf-8")
        if name in SAYING and "messages import" not in text:
            continue  # a `say` of its own
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{file.relative_to(ROOT).as_posix()}:{node.lineno}", node


def sentences() -> dict[str, tuple[str, str, set[str] | None]]:
    """For each sentence in the code: where it stands, its plural, and its values (None: not all can be read)."""
    found = {}
    for name, count in SAYING.items():
        for place, node in calls(name):
            words = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[:count]]
            assert all(isinstance(one, str) for one in words), f"{place}: write the sentence out in the call"
            values = {keyword.arg for keyword in node.keywords}
            found[words[0]] = (place, words[1] if count == 2 else "", None if None in values else values)
    return found


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="da")


def danish() -> dict[str, tuple[str, ...]]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalogue()
        if message.id
    }


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_has_its_danish_and_nothing_else_is_translated() -> None:
    said = {one for one, translation in danish().items() if all(translation)}
    assert set(sentences()) - said == set(), "run `make messages`, and write the Danish into macros/_messages/da.po"
    assert said - set(sentences()) == set(), "run `make messages`: these are said no more"


def test_the_values_are_those_that_the_sentences_name() -> None:
    for sentence, (place, plural, values) in sentences().items():
        assert names(plural or sentence) >= names(sentence), place
        for translation in danish()[sentence]:
            assert names(translation) == names(plural or sentence), f"{place}: {translation}"
        if values is not None:
            assert values == names(plural or sentence), place


@pytest.mark.parametrize("name", PLACES)
def test_nothing_is_said_in_one_language_only(name: str) -> None:
    for place, node in calls(name):
        shown = node.args[PLACES[name]]
        assert not isinstance(shown, (ast.Constant, ast.JoinedStr, ast.BinOp)), f"{place}: use say(…)"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "da"), ({"LANG": "C.UTF-8"}, "da"), ({"LANG": "en"}, "en"), ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"), ({"LANG": "de_DE.UTF-8"}, "da"), ({"LANG": ""}, "da"),
        ({"LANG": "en", "LC_ALL": "C.UTF-8"}, "en"), ({"LANG": "en", "LC_ALL": "da_DK.UTF-8"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"), ({"LANG": "POSIX"}, "da"),
    ],
)  # fmt: skip
def test_language(environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_numbers_and_parts_follow_the_language() -> None:
    one = counted("{count} problem found", "{count} problems found", count=1)
    two = counted("{count} problem found", "{count} problems found", count=2)
    assert [one.in_("en"), two.in_("en"), two.in_("da")] == ["1 problem found", "2 problems found", "2 fejl fundet"]
    hint = say(", did you mean '{near}'?", near="a{b}")
    whole = say("no page is called '{key}'{hint}", key="x", hint=hint)
    assert whole.in_("en") == "no page is called 'x', did you mean 'a{b}'?"
    assert whole.in_("da") == "der er ingen side, der hedder »x«, mente du »a{b}«?"
    assert say("not in the catalogue").in_("da") == "not in the catalogue"


def seen(message: object) -> set[str]:
    if not isinstance(message, Message):
        return set()
    inner = {one for _, value in message.values for one in seen(value)}
    return {message.one} | inner


# What no broken handbook can bring about: it needs git, a server, a build, a command or another machine; or bytes,
# which tests/test_hostile_files.py has.
ELSEWHERE = (
    "macros/checking.py", "macros/external.py", "macros/reports.py", "macros/scaffold.py",
    "macros/press.py", "macros/serve.py", "macros/languages.py", "macros/hooks.py", "macros/edition/",
    "macros/translations/", "macros/checks/in_step.py", "macros/wiring.py", "macros/weight.py",
    "macros/register.py", "macros/release.py", "macros/__main__.py", "macros/live.py", "macros/checks/permalinks.py",
    "macros/publish.py", "macros/portable/", "macros/preflight.py",
    "macros/swap.py", "macros/checks/files.py", "macros/checks/pictures.py",
)  # fmt: skip
NEVER = {
    "{first} or {second}",  # no macro takes values of two kinds yet
    "'{found}' cannot stand here ({rule}); look at a similar file",  # a rule of pydantic that no model uses yet
    "nothing in docs/data/{kind} is called '{key}'{hint}",  # a kind that no macro looks up by its key alone
    "too many brackets stand inside each other on this page; delete some",  # how many depends on the Python
    "a ':' is missing after a key, here or on the line before",  # these three: libyaml says it in other words
    "a quotation mark is opened and never closed; close it",
    "a text that begins with '*' must stand in \"quotation marks\"",
    "the file cannot be opened: {reason}",  # root may open every file
    # What the machine refuses a command; tests/site/test_atomic.py does it.
    "{file}: there is no room left to write here; make room on the disk, and try again",
    "{file}: cannot be read or written here: {reason}",
    "the file cannot be read from here; look for a sign or an indentation that differs from the others",
}


def test_every_sentence_of_the_checks_is_seen_in_both_languages(tmp_path: FilePath) -> None:
    found: set[str] = set()
    for index, file in enumerate(CASES):
        for problem in broken(file, tmp_path / str(index)):
            found |= seen(problem.message)
    wanted = {one for one, (place, _, _) in sentences().items() if not place.startswith(ELSEWHERE)}
    assert sorted(wanted - found - NEVER) == [], "plant the mistake in a file in tests/problems, and run `make goldens`"


def test_the_order_is_that_of_files_and_lines_whatever_the_language(tmp_path: FilePath) -> None:
    problems = broken(ROOT / "tests/problems/language-spelling.yml", tmp_path)
    assert [(one.file, one.line) for one in problems] == sorted((one.file, one.line) for one in problems)
    assert preflight(tmp_path, language=True)[1] == problems
