"""Build the site into a fresh folder and put it in place only when nothing was wrong."""

import subprocess
import sys
from pathlib import Path as FilePath

from . import swap


def build(root: FilePath, site: FilePath, quiet: bool = False) -> int:
    """Build strictly; on any warning or error, or when it is stopped, the previous site stays as it was.

    MkDocs aborts a strict build only after it has written, so it never writes into `site` itself.

    Args:
        root: Folder of the repository.
        site: Folder that holds the finished site.
        quiet: Say only what is wrong.

    Returns:
        Exit code of MkDocs.
    """

    def make(fresh: FilePath, inherited: tuple[int, ...]) -> int:
        command = [sys.executable, "-m", "macros.engine", "--site-dir", str(fresh.absolute())]
        if quiet:
            command.append("--quiet")
        with subprocess.Popen(command, cwd=root, pass_fds=inherited) as engine:
            try:
                return engine.wait()
            except BaseException:  # stopped from outside: it stops the engine too
                engine.terminate()
                raise

    return swap.replaced(site, make)
