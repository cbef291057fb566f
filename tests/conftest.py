"""Fixtures: the real handbook, the small one, the built site, a server and a browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from macros.handbook import Handbook, load_handbook

from .small import ROOT, small_handbook

SITE_URL = "https://example.org/haandbog/"
MAIL = "redaktion@example.org"
# What the site is built with, wherever the tests build it.
SETTINGS = {
    "SITE_URL": SITE_URL,
    "REPO_URL": "https://github.com/example/haandbog",
    "EDIT_URI": "edit/main/docs/",
    "CONTACT_MAIL": MAIL,
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Whatever the machine speaks, the commands speak English to the tests; those about Danish ask for it.
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "en"
os.environ["HANDBOOK_CACHE"] = ""  # what one test plants is not kept for another


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The real handbook."""
    return load_handbook(ROOT)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The small handbook of the tests."""
    return load_handbook(small_handbook(tmp_path_factory.mktemp("small") / "handbook"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """The whole site with its books and slides, built once, strictly, for the sub-path /haandbog/, for all workers."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    site = folder / "web" / "haandbog"
    site.parent.mkdir(exist_ok=True)
    with FileLock(folder / "web.lock"):
        if not (folder / "web.done").exists():
            _build(site)
            (folder / "web.done").touch()
    return site


def _build(site: FilePath) -> None:
    environment = {**os.environ, **SETTINGS}
    for command in ("build", "publish"):
        call = [sys.executable, "-m", "macros", command, "--site", str(site)]
        done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: FilePath) -> Iterator[str]:
    """Serve a folder on this machine while the block runs; gives its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture(scope="session")
def server(built: FilePath) -> Iterator[str]:
    """Address of the built site on this machine, under /haandbog/."""
    with serve(built.parent) as address:
        yield f"{address}haandbog/"


def chromium() -> str:
    """The browser on this machine.

    Raises:
        pytest.exit: If there is none, saying how to get one.
    """
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        path = shutil.which(name)
        if path:
            return path
    mac = FilePath("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    if mac.exists():
        return str(mac)
    pytest.exit("no Chromium or Chrome found; on Debian: apt install chromium", returncode=1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        # What a test sees must not depend on whether it lasts until the handbook is kept; test_offline.py allows it.
        started.new_context = functools.partial(started.new_context, service_workers="block")  # type: ignore[method-assign]
        yield started
        started.close()
