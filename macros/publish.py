"""Build the site into a fresh folder and put it in place only when nothing was wrong."""

import shutil
import subprocess
from pathlib import Path as FilePath

from .engines import ENGINES, USUAL
from .messages import say


def build(root: FilePath, site: FilePath, engine: str = USUAL) -> int:
    """Build strictly; on any warning or error the previous site stays as it was.

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
    fresh = site.with_name(f".{site.name}-new")
    old = site.with_name(f".{site.name}-old")
    shutil.rmtree(fresh, ignore_errors=True)
    code = subprocess.run(chosen.build(fresh.absolute()), cwd=root, check=False).returncode
    if code != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        return code
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return 0
