#!/usr/bin/env python3
"""Publish what a pull request looks like, and write what to say about it there.

Everything that comes in was made by a job that ran a stranger's code, so it is data: nothing of it is run, its files
are copied one by one, and its text is shown as text. Needs Python and git, and nothing of the handbook.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

MARK = "<!-- preview -->"  # by which the comment is found again
SEEN = "**Sådan ser dit forslag ud:** {url}\n(This is what your proposal looks like.)"
FETCH = (
    "**Sådan ser dit forslag ud:** Hent `site` nederst på {run}, pak den ud, og åbn `index.html`.\n"
    "(To see your proposal, fetch `site` at the foot of that page, unpack it, and open `index.html`.)"
)
NOT_BUILT = "**Forslaget kan ikke vises endnu.** {run}\n(Your proposal cannot be shown yet.)"
FOUND = "**Prøven fandt dette.** Hver linje siger fil, linje, og hvad du kan skrive i stedet.\n(What the check found.)"
CLEAN = "**Prøven fandt ingen fejl i teksten.**\n(The check found nothing wrong with the text.)"
NOTHING = {"ingen fejl fundet", "no problems found"}  # a check that broke down says neither
LINES, LETTERS = 60, 8_000  # what a person reads of it
FILES, BYTES = 20_000, 300_000_000  # several times a whole site
KEPT = 30  # the latest pull requests


class Refused(Exception):
    """What was sent is no site."""


def comment(findings: str | None, url: str, run: str) -> str:
    """What to say on the pull request.

    Args:
        findings: What the check said; None when it did not come so far.
        url: Where the preview stands; empty when it stands nowhere, and `-` when nothing was built.
        run: Address of the run.
    """
    parts = [MARK, (NOT_BUILT if url == "-" else SEEN if url else FETCH).format(url=url, run=run)]
    if findings is not None and _wrong(findings):
        parts.append(f"{FOUND}\n\n{_shown(findings)}")
    elif findings is not None and NOTHING & set(findings.splitlines()):
        parts.append(CLEAN)
    return "\n\n".join(parts) + "\n"


def _wrong(findings: str) -> list[str]:
    return [line for line in findings.splitlines() if re.match(r"[^:]+:\d+: ", line)]


def _shown(findings: str) -> str:
    """Text that a stranger chose, as a block in which nothing is a link, a picture, a name or an end of the block."""
    kept = [
        "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in line) for line in _wrong(findings)
    ]
    text = "\n".join(kept[:LINES])[:LETTERS]
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    more = f"\n… (+ {len(kept) - LINES})" if len(kept) > LINES else ""
    return f"{fence}text\n{text}{more}\n{fence}"


def publish(site: Path, number: int, remote: str) -> None:
    """Put a built site into the folder `pr-NUMBER/` of a repository that a web server shows.

    Raises:
        Refused: If what was sent is no site.
    """
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        _git(Path(folder), "clone", "--quiet", "--depth", "1", remote, str(clone))
        target = clone / f"pr-{number}"
        shutil.rmtree(target, ignore_errors=True)
        copy(site, target)
        for old in sorted(clone.glob("pr-*"), key=lambda one: int(one.name[3:]))[:-KEPT]:
            shutil.rmtree(old)
        (clone / ".nojekyll").touch()
        (clone / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
        _git(clone, "add", "--all", "--force")
        if _git(clone, "status", "--porcelain"):
            _git(clone, "commit", "--quiet", "-m", f"Preview of #{number}")
            _git(clone, "push", "--quiet", "origin", "HEAD")


def copy(site: Path, target: Path) -> None:
    """Copy the files of a site: no links, and nothing that git would read as its own.

    Raises:
        Refused: If it is no site, or too much.
    """
    if not (site / "index.html").is_file():
        raise Refused("there is no index.html")
    files = [one for one in sorted(site.rglob("*")) if not one.is_dir() or one.is_symlink()]
    if len(files) > FILES or sum(one.lstat().st_size for one in files) > BYTES:
        raise Refused("it is larger than any site of ours")
    for one in files:
        name = one.relative_to(site)
        if one.is_symlink() or not one.is_file() or any(part.lower().startswith(".git") for part in name.parts):
            continue
        if any(parent.is_symlink() for parent in [site / part for part in name.parents]):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one, target / name, follow_symlinks=False)


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=preview", "-c", "user.email=preview@localhost", "-c", "core.hooksPath=/dev/null"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it is done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("publish")
    one.add_argument("site", type=Path)
    one.add_argument("number", type=int)
    one.add_argument("remote")
    other = commands.add_parser("comment")
    other.add_argument("findings", type=Path)
    other.add_argument("--url", default="")
    other.add_argument("--run", default="")
    chosen = parser.parse_args(arguments)
    if chosen.command == "publish":
        try:
            publish(chosen.site, chosen.number, chosen.remote)
        except Refused as error:
            print(f"not published: {error}")
            return 1
        return 0
    found = chosen.findings.read_text("utf-8", "replace") if chosen.findings.is_file() else None
    print(comment(found, chosen.url, chosen.run), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
