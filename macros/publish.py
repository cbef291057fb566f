"""Build the site into a fresh folder and put it in place only when nothing was wrong."""

import subprocess
import sys
from pathlib import Path as FilePath

from . import swap


def build(root: FilePath, site: FilePath) -> int:
    """Build strictly; on any warning or error, or when it is stopped, the previous site stays as it was.

    MkDocs aborts a strict build only after it has written, so it never writes into `site` itself.

    Args:
        root: Folder of the repository.
        site: Folder that holds the finished site.

    Returns:
        Exit code of MkDocs.
    """

    def make(fresh: FilePath, inherited: tuple[int, ...]) -> int:
        folder = str(fresh.absolute())
        command = ["mkdocs", "build", "--strict", "--clean", "--site-dir", folder]
        plainly = [sys.executable, "-m", "macros.plainly", folder]
        with subprocess.Popen([*plainly, *command], cwd=root, pass_fds=inherited) as engine:
            try:
                return engine.wait()
            except BaseException:  # stopped from outside: it stops the engine too
                engine.terminate()
                raise

    return swap.replaced(site, make)
