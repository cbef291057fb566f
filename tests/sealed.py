"""A build without a network: where the machine allows it, with no network at all; and everywhere, with a guard.

The guard is loaded by every Python of the build, so that whatever asks for an address or opens a connection fails.
"""

import subprocess
from functools import cache
from pathlib import Path as FilePath

_GUARD = """
import sys

def guard(event, args):
    outside = event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple) and args[1][0] != "127.0.0.1"
    if outside or event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise ConnectionRefusedError(f"the build asks the network: {event} {args[-1] if outside else args[0]}")

sys.addaudithook(guard)
"""
_ALONE = ("unshare", "--user", "--map-root-user", "--net")


def guard(folder: FilePath) -> None:
    """Write the guard into a folder that stands in PYTHONPATH."""
    with (folder / "sitecustomize.py").open("a", encoding="utf-8") as file:
        file.write(_GUARD)


@cache
def alone() -> tuple[str, ...]:
    """What to put before a command so that it has no network; nothing where the machine does not allow it."""
    try:
        return _ALONE if subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode == 0 else ()
    except OSError:
        return ()
