"""Serve the handbook while it is written; start the server anew when Python code changes.

The server (`macros.live`) reloads the page after a change in a chapter, a data file, a template or a style, but keeps
the Python code that it once imported.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path as FilePath

from .engines import ENGINES
from .messages import say

ADDRESS = "127.0.0.1:8000"
SECONDS_BETWEEN_LOOKS = 0.5


def serve(root: FilePath, address: str = ADDRESS, engine: str | None = None) -> int:
    """Serve until interrupted.

    Args:
        root: Folder of the repository.
        address: Host and port to serve at.
        engine: Name of the engine, if the reader asks for one.

    Returns:
        Exit code of the server, when it stops by itself; 0 after Ctrl+C; 2 for an engine that cannot serve.
    """
    if engine and not ENGINES[engine].serves:
        print(say("{engine} builds the handbook but does not serve it; type 'make serve' alone", engine=engine))
        return 2
    command = [sys.executable, "-m", "macros.live", str(root.absolute()), address]
    # Stopped from outside, it stops the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        before = _code(root)
        server = subprocess.Popen(command, cwd=root)
        try:
            while server.poll() is None and _code(root) == before:
                time.sleep(SECONDS_BETWEEN_LOOKS)
        except KeyboardInterrupt:
            server.wait()
            return 0
        finally:
            if server.poll() is None:
                server.terminate()
                server.wait()
        if _code(root) == before:
            return server.returncode
        print(say("Python code has changed: starting again"), flush=True)


def _code(root: FilePath) -> dict[FilePath, int]:
    """When each Python file was last changed."""
    return {file: file.stat().st_mtime_ns for file in (root / "macros").rglob("*.py")}
