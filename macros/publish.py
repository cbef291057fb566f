"""Build the site into a fresh folder and put it in place only when nothing was wrong."""

import shutil
import subprocess
import sys
from pathlib import Path as FilePath


def build(root: FilePath, site: FilePath, quiet: bool = False) -> int:
    """Build strictly; on any warning or error the previous site stays as it was.

    MkDocs aborts a strict build only after it has written, so it never writes into `site` itself.

    Args:
        root: Folder of the repository.
        site: Folder that holds the finished site.
        quiet: Say only what is wrong.

    Returns:
        Exit code of MkDocs.
    """
    fresh = site.with_name(f".{site.name}-new")
    old = site.with_name(f".{site.name}-old")
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(fresh.absolute())]
    if quiet:
        command.append("--quiet")
    code = subprocess.run(command, cwd=root, check=False).returncode
    if code != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        return code
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return 0
