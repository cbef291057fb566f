"""EDGE: the command `check`: all that a contributor's text can get wrong, in one report."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath

from .checks.in_step import notices
from .dictionaries import available
from .handbook import Handbook
from .messages import say
from .preflight import preflight
from .problems import Problem
from .reports import Form, remarks, report, summarise


def check(root: FilePath, form: Form | None = None, weight: bool = False) -> int:
    """Check the handbook, and say what is wrong with it.

    Args:
        root: Folder of the repository.
        form: How to show problems.
        weight: Also build the site and weigh its pages, when nothing else is wrong.

    Returns:
        0 when all is well, 1 when something is wrong.
    """
    if weight:
        with _building(root) as (site, build):
            return _check(root, form, site, build)
    return _check(root, form)


def _check(
    root: FilePath, form: Form | None, site: FilePath | None = None, build: "subprocess.Popen[str] | None" = None
) -> int:
    handbook, problems = preflight(root, language=True)
    if not available():
        print(say("spelling was not checked: its dictionaries are not installed; make check installs them"))
    if build is not None and site is not None and not problems:
        said, _ = build.communicate()
        if build.returncode:
            print(said.strip())
            return build.returncode
        problems = _weighed(handbook, site)
    summarise(problems)
    print(report(problems, form))
    if not problems:  # a mistake is no new meaning: it is mended first, and then compared
        for line in remarks(notices(handbook), form):
            print(line)
    return 1 if problems else 0


def _weighed(handbook: Handbook, site: FilePath) -> list[Problem]:
    # Counting needs a package that only tests have.
    from .weight import heaviest, too_heavy, weigh

    weights = list(weigh(site, {page.url: str(page.meta.get("kind")) for page in handbook.pages}))
    for line in heaviest(weights):
        print(line)
    return list(too_heavy(weights, {page.url: page.file for page in handbook.pages}))


@contextmanager
def _building(root: FilePath) -> "Iterator[tuple[FilePath, subprocess.Popen[str]]]":
    """A build into a folder of its own, beside the checks, so that nobody waits for both; given up if they fail."""
    with tempfile.TemporaryDirectory() as folder:
        site = FilePath(folder, "site")
        command = [sys.executable, "-m", "macros", "--root", str(root), "build", "--site", str(site)]
        build = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            cwd=FilePath(__file__).parent.parent,
        )  # fmt: skip
        try:
            yield site, build
        finally:
            if build.poll() is None:
                if hasattr(os, "killpg"):
                    os.killpg(build.pid, signal.SIGTERM)
                else:
                    build.terminate()
                build.communicate()
