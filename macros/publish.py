"""Build the site into a fresh folder and put it in place only when nothing was wrong."""

import subprocess
import sys
from pathlib import Path as FilePath

from . import swap
from .engines import ENGINES, USUAL
from .messages import say


def build(root: FilePath, site: FilePath, engine: str = USUAL) -> int:
    """Build strictly; on any warning or error, or when it is stopped, the previous site stays as it was.

    An engine aborts a strict build only after it has written, so it never writes into `site` itself.

    Args:
        root: Folder of the repository.
        site: Folder that holds the finished site.
        engine: Name of the engine.

    Returns:
        Exit code of the engine; 1 when it is not installed.
    """
    chosen = ENGINES[engine]
    if not chosen.installed:
        print(say("{engine} is not installed; 'make build ENGINE={engine}' does that first", engine=engine))
        return 1

    def make(fresh: FilePath, inherited: tuple[int, ...]) -> int:
        folder = fresh.absolute()
        plainly = [sys.executable, "-m", "macros.plainly", str(folder)]
        with subprocess.Popen([*plainly, *chosen.command(folder)], cwd=root, pass_fds=inherited) as running:
            try:
                return running.wait()
            except BaseException:  # stopped from outside: it stops the engine too
                running.terminate()
                raise

    return swap.replaced(site, make)
