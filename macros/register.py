"""The register of published links: a text file that only ever grows.

Each line says one thing, in words with a space between, and ends in a seal:

    link tabel.ressourcer comparisons ressourcer 1f0c2a9d      a short link, and what it stands for
    address /krydspres/#i-praksis 5b7d3c01                     an address that readers may have kept
    moved /old-page/ /new-page/ 90ab12cd                       where something leads since it moved

The seal is made from the line and the seal above it. So a line that is changed, taken out or put in between
shows without any other tool, by the first seal that does not fit. Lines cut off at the end show in two ways:
what they name is still there and has no line, or git knows them (`lost`).
"""

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from .messages import Message, say
from .problems import Problem

FILE = "links/register.txt"
_FORMS = {
    "link": re.compile(r"link [a-z0-9-]+(?:\.[a-z0-9-]+)* [a-z_]+ [a-z0-9_/-]+"),
    "address": re.compile(r"address /[a-z0-9/-]*(?:#[^\s#]+)?"),
    "moved": re.compile(r"moved (?:/[a-z0-9/-]*(?:#[^\s#]+)?|[a-z0-9.-]+) (?:/[a-z0-9/-]*(?:#[^\s#]+)?|[a-z0-9.-]+)"),
}
_SEALED = re.compile(r"(?P<body>.+) (?P<seal>[0-9a-f]{8})")
_START = "00000000"
UNSEALED = say("the line has no seal yet; run make links")


def _help(command: str = f"git checkout -- {FILE}") -> Message:
    return say(
        "published links are never changed or removed: take the line back ({command}), and write where something leads "
        "now as a new last line: moved OLD NEW",
        command=command,
    )


@dataclass(frozen=True)
class Line:
    """A line of the register.

    Attributes:
        number: Its number in the file, from 1.
        body: What it says, without the seal.
        seal: Its seal; empty when it has none yet.
    """

    number: int
    body: str
    seal: str

    @property
    def words(self) -> list[str]:
        """What it says, word by word."""
        return self.body.split(" ")


@dataclass(frozen=True)
class Register:
    """The register, read.

    Attributes:
        lines: The lines that could be read.
        head: The comments above them.
    """

    lines: tuple[Line, ...] = ()
    head: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def bodies(self) -> list[str]:
        """What the lines say."""
        return [line.body for line in self.lines]


def seal(above: str, body: str) -> str:
    """The seal of a line, from the seal above it."""
    return hashlib.sha256(f"{above} {body}".encode()).hexdigest()[:8]


def parse(text: str) -> tuple[Register, list[Problem]]:
    """Read a register; a line that says nothing known is a problem."""
    lines: list[Line] = []
    head: list[str] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), 1):
        if raw.startswith("#") and not lines:
            head.append(raw)
            continue
        match = _SEALED.fullmatch(raw)
        body, mark = (match["body"], match["seal"]) if match else (raw, "")
        form = _FORMS.get(body.split(" ")[0])
        if form is None or not form.fullmatch(body):
            message = say(
                "'{found}' is no line of the register, expected 'link ID KIND KEY', 'address /PAGE/#PLACE' or "
                "'moved OLD NEW'",
                found=raw[:60],
            )
            problems.append(Problem(FILE, number, message))
            continue
        lines.append(Line(number, body, mark))
    moved = {line.words[1]: line.words[2] for line in lines if line.words[0] == "moved"}
    return Register(tuple(lines), tuple(head), moved), problems


def read(root: FilePath) -> tuple[Register | None, list[Problem]]:
    """The register of a handbook; None when it has published nothing yet."""
    try:
        text = (root / FILE).read_text("utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError):
        message = say("the register cannot be read as UTF-8 text; {help}", help=_help())
        return None, [Problem(FILE, 1, message)]
    return parse(text)


def tampered(register: Register) -> Iterator[Problem]:
    """The first seal that does not fit, and whatever stands twice."""
    above = _START
    for line in register.lines:
        if not line.seal and all(not later.seal for later in register.lines if later.number >= line.number):
            yield Problem(FILE, line.number, UNSEALED)
            break
        if line.seal != seal(above, line.body):
            message = say(
                "the seal does not fit: this line was changed, or one was removed or put in above it; {help}. "
                "After a merge of two branches run make links",
                help=_help(),
            )
            yield Problem(FILE, line.number, message)
            break
        above = line.seal
    seen: dict[str, int] = {}
    for line in register.lines:
        if line.words[0] == "moved":
            continue
        name = " ".join(line.words[:2])
        if name in seen:
            message = say(
                "'{id}' stands in line {first} already; an id is never used again", id=line.words[1], first=seen[name]
            )
            yield Problem(FILE, line.number, message)
        seen.setdefault(name, line.number)


def lost(root: FilePath, register: Register | None) -> Iterator[Problem]:
    """Lines that git knows as published and the register no longer has."""
    have = set(register.bodies) if register else set()
    last = register.lines[-1].number if register and register.lines else 1
    reported: set[str] = set()
    for name, text in _published(root):
        for line in parse(text)[0].lines:
            if line.body not in have and line.body not in reported:
                reported.add(line.body)
                message = say(
                    "the line '{line}' is gone; it stands in {place}; {help}",
                    line=line.body,
                    place=name,
                    help=_help(f"git show {name}:{FILE}"),
                )
                yield Problem(FILE, min(line.number, last), message)


def _published(root: FilePath) -> Iterator[tuple[str, str]]:
    """The register as committed, on the main branch, and in the last releases; as far as git is there."""
    places = {"HEAD": "HEAD"}
    # Where this branch left the main one: what has come there since is not gone here.
    if left := _git(root, "merge-base", "HEAD", "origin/main"):
        places["origin/main"] = left.strip()
    for start in ("HEAD", "HEAD^"):  # where a release itself is checked, it is compared with the one before
        if tag := _git(root, "describe", "--tags", "--abbrev=0", start):
            places[tag.strip()] = tag.strip()
    for name, commit in places.items():
        text = _git(root, "show", f"{commit}:./{FILE}")
        if text:
            yield name, text


def blind(root: FilePath) -> bool:
    """Whether git was told to fetch so little that it cannot know the last release."""
    return (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"


def _git(root: FilePath, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def resolve(name: str, moved: Mapping[str, str], current: Mapping[str, object] | set[str]) -> str | None:
    """Where an id or an address leads in the end.

    An anchor follows its page when the page moved and the new one has an anchor of that name.

    Args:
        name: An id or an address.
        moved: What has moved, and where to.
        current: The ids and addresses that lead to content.

    Returns:
        One of `current`, or None when it leads nowhere.
    """
    seen: set[str] = set()
    while name not in current:
        if name in seen:
            return None
        seen.add(name)
        page, _, anchor = name.partition("#")
        if name in moved:
            name = moved[name]
        elif anchor and page in moved:
            name = f"{moved[page].partition('#')[0]}#{anchor}"
        else:
            return None
    return name


def extend(root: FilePath, needed: Iterable[str]) -> tuple[int, list[Problem]]:
    """Write what is missing at the end of the register, and seal what has no seal.

    Two branches that were merged each have lines of their own; they are sealed anew, as long as no line
    is gone that git knows as published.

    Args:
        root: Folder of the repository.
        needed: What the register should say.

    Returns:
        How many lines were added, and what is wrong; with a problem nothing is written.
    """
    register, problems = read(root)
    register = register or Register()
    problems += lost(root, register)
    broken = [problem for problem in tampered(register) if problem.message != UNSEALED]
    if broken and not _git(root, "rev-parse", "HEAD"):
        problems += broken
    if problems:
        return 0, problems
    have = set(register.bodies)
    new = [body for body in needed if body not in have]
    above = _START
    text = "".join(f"{line}\n" for line in register.head or _HEAD)
    for body in [*register.bodies, *new]:
        above = seal(above, body)
        text += f"{body} {above}\n"
    file = root / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return len(new), []


_HEAD = (
    "# Udgivne links. Kun `make links` skriver her, og kun nederst: et link, nogen har printet, bliver aldrig fjernet.",
    "# Er noget flyttet, så skriv en ny linje nederst, `moved GAMMEL NY`, og kør `make links`.",
    "# Published links. Only `make links` writes here, and only at the end: a link that somebody printed never goes.",
    "# If something moved, write a new last line, `moved OLD NEW`, and run `make links`.",
)
