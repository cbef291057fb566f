"""Serve the handbook while it is written; start MkDocs anew when Python code changes.

MkDocs reloads the page after a change in a chapter, a data file, a template or a style, but keeps
the Python code that it once imported.
"""

import subprocess
import sys
import time
from pathlib import Path as FilePath

ADDRESS = "127.0.0.1:8000"
SECONDS_BETWEEN_LOOKS = 0.5


def serve(root: FilePath, address: str = ADDRESS) -> int:
    """Serve until interrupted.

    Args:
        root: Folder of the repository.
        address: Host and port to serve at.

    Returns:
        Exit code of MkDocs, when it stops by itself; 0 after Ctrl+C.
    """
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    while True:
        before = _code(root)
        server = subprocess.Popen(command, cwd=root)
        try:
            while server.poll() is None and _code(root) == before:
                time.sleep(SECONDS_BETWEEN_LOOKS)
        except KeyboardInterrupt:
            server.wait()
            return 0
        if server.poll() is not None:
            return server.returncode
        print("Python code has changed: starting again", flush=True)
        server.terminate()
        server.wait()


def _code(root: FilePath) -> dict[FilePath, int]:
    """When each Python file was last changed."""
    return {file: file.stat().st_mtime_ns for file in (root / "macros").rglob("*.py")}
