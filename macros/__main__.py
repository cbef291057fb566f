"""The handbook's own commands; `python -m macros --help` lists them."""

import argparse
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path as FilePath

from . import checking, external, press, publish, register, release, scaffold, schemas, serve, swap
from .checks.permalinks import needed
from .engines import ENGINES, USUAL
from .findings import refused
from .handbook import load_handbook
from .library import Library, load_library
from .messages import counted
from .pages import Pages, load_pages
from .problems import AuthorError
from .reports import FORMS, report
from .translations.review import review

ROOT = FilePath(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when all is well, 1 when the handbook has problems, 2 for a wrong command.
    """
    parser = argparse.ArgumentParser(prog="python -m macros", description="The handbook's own commands.")
    parser.add_argument("--root", type=FilePath, default=ROOT, help="folder that holds docs/ (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check all that a contributor writes")
    check.add_argument("--format", choices=FORMS, help="text, or annotations for GitHub (default: what fits the place)")
    check.add_argument("--weight", action="store_true", help="also build the pages and weigh them")
    build = commands.add_parser("build", help="build the site; the old one stays if anything is wrong")
    build.add_argument("--site", type=FilePath, help="folder of the finished site (default: site/)")
    press_ = commands.add_parser("publish", help="write the book, its chapters and slides as files into a built site")
    press_.add_argument("--site", type=FilePath, help="folder of the finished site (default: site/)")
    serving = commands.add_parser("serve", help="read the handbook in a browser while it is written")
    serving.add_argument("--address", default=serve.ADDRESS, help="host and port (default: %(default)s)")
    build.add_argument("--engine", choices=ENGINES, default=USUAL, help="what renders pages (default: %(default)s)")
    serving.add_argument("--engine", choices=ENGINES, help="as for build; not all can serve")
    outside = commands.add_parser("external-links", help="look whether the links to other sites still lead somewhere")
    outside.add_argument("--list", action="store_true", help="only list them; needs no network")
    outside.add_argument("--format", choices=FORMS, help="as for check")
    commands.add_parser("schema", help="write the JSON Schemas that editors use")
    commands.add_parser("links", help="give new content its permanent links")
    reviewed = commands.add_parser("reviewed", help="record that both languages say the same now")
    reviewed.add_argument("page", nargs="?", default="", help="a page or data file; everything without it")
    reviewed.add_argument("section", nargs="?", default="", help="id of one section of it; all without it")
    reviewed.add_argument("--day", default="", help="the day of the review, such as 2026-11-25 (default: today)")
    notes = commands.add_parser(
        "release-notes", help="write what has changed since the release before, from the commits"
    )
    notes.add_argument("tag", nargs="?", default="HEAD", help="the release (default: what is checked out)")
    new = commands.add_parser("new", help="start a macro")
    new.add_argument("name", help="name of the macro, in English")
    exercise = commands.add_parser("exercise", help="start an exercise")
    exercise.add_argument("key", help="its key and Danish address, such as hvem-mangler")
    exercise.add_argument("slug", help="its English address, such as who-is-missing")
    chosen = parser.parse_args(arguments)
    try:
        swap.restore(_site(chosen))
        return _run(chosen)
    except OSError as error:
        print(refused(error, chosen.root))
        return 1


def _site(chosen: argparse.Namespace) -> FilePath:
    """Folder of the finished site."""
    return FilePath(getattr(chosen, "site", None) or chosen.root / "site")


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "check":
        return checking.check(chosen.root, chosen.format, chosen.weight)
    if chosen.command == "build":
        return publish.build(chosen.root, _site(chosen), chosen.engine)
    if chosen.command == "publish":
        return press.publish(chosen.root, _site(chosen))
    if chosen.command == "serve":
        return serve.serve(chosen.root, chosen.address, chosen.engine)
    if chosen.command == "external-links":
        return external.check(chosen.root, chosen.format, chosen.list)
    if chosen.command == "schema":
        schemas.write(chosen.root)
        return 0
    if chosen.command == "links":
        return _links(chosen.root)
    if chosen.command == "reviewed":
        day = chosen.day or date.today().isoformat()
        return _told(
            chosen.root, lambda pages, library: review(chosen.root, pages, library, chosen.page, chosen.section, day)
        )
    if chosen.command == "release-notes":
        return _told(
            chosen.root, lambda pages, library: release.notes(chosen.root, pages, library, chosen.tag).rstrip("\n")
        )
    if chosen.command == "exercise":
        return scaffold.new_exercise(chosen.root, chosen.key, chosen.slug)
    return scaffold.new_macro(chosen.root, chosen.name)


def _links(root: FilePath) -> int:
    handbook = load_handbook(root)
    added, problems = register.extend(root, needed(handbook)) if not handbook.problems else (0, list(handbook.problems))
    if problems:
        print(report(sorted(problems)))
        return 1
    print(
        counted(
            "{count} line added to {register}; commit it with your change",
            "{count} lines added to {register}; commit them with your change",
            count=added,
            register=register.FILE,
        )
    )
    return 0


def _told(root: FilePath, tell: Callable[[Pages, Library], object]) -> int:
    """Print what is told of the texts and facts, once all of them can be read."""
    library, problems = load_library(root)
    pages, unread = load_pages(root)
    if problems or unread:
        print(report(sorted([*problems, *unread])))
        return 1
    try:
        print(tell(pages, library))
    except AuthorError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    # Stopped from outside, a command tidies up as with Ctrl+C, and stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
