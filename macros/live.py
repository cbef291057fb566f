"""EDGE: MkDocs' server for the one who writes: a broken save shows what is wrong in the page, a good one the page.

MkDocs' own stops answering when a build fails. This one has one more answer: the findings, at every address, until
the next good save.
"""

import logging
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from .kept import code
from .messages import language, say
from .problems import Problem
from .reports import verdict
from .wiring import Current

log = logging.getLogger("mkdocs.handbook")
TEMPLATES = FilePath(__file__).parent / "_live"
RELOAD = "/reload.js"
SECONDS_BETWEEN_LOOKS = 0.1
BODY_END = b"</body>"
_SEARCH = re.compile(r"/search/(?:da|en)/")


class Server(LiveReloadServer):
    """Serves the site, or what keeps it from being built."""

    findings: bytes | None = None
    stale = True  # whether search knows the pages as they are
    writing: threading.Lock
    _asked = 0

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer one request; the browser's question whether something is new is always MkDocs' to answer."""
        path = str(environ["PATH_INFO"])
        if path == RELOAD:
            return _answer(start_response, "200 OK", "text/javascript", (TEMPLATES / "reload.js").read_bytes())
        if _SEARCH.search(path):
            self._search()
        if path.startswith("/livereload/") or not _is_page(path):
            return super().serve_request(environ, start_response)
        with self._epoch_cond:  # not while a build is under way
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            findings, epoch = self.findings, self._visible_epoch
        if findings is None:
            return super().serve_request(environ, start_response)
        content = self._inject_js_into_html(findings, epoch)
        # Not 200, so that nothing takes this for the page; browsers show it all the same.
        return _answer(start_response, "503 Service Unavailable", "text/html", content)

    def _search(self) -> None:
        """Write what search needs, now that somebody searches."""
        with self.writing:
            if self.stale and Current.finish and self.findings is None:
                Current.finish.search()
                self.stale = False

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The script that reloads, as a file: what pages may load allows no other."""
        self._asked += 1
        tag = (
            _environment().get_template("reload.html.jinja").render(address=f"{RELOAD}?{epoch}.{self._asked}").encode()
        )
        head, end, rest = content.rpartition(BODY_END)
        return head + tag + end + rest


def _answer(start_response: Any, status: str, kind: str, content: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(content)))]
    start_response(status, [*headers, ("Cache-Control", "no-store")])
    return [content]


def _is_page(path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return "." not in name or name.endswith(".html")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def page(problems: Iterable[Problem], message: str = "") -> bytes:
    """The findings as a page.

    Args:
        problems: What is wrong.
        message: What the build said, when it failed for another reason.
    """
    found = sorted(set(problems))
    title = verdict(len(found)) if found else say("the handbook cannot be built")
    help_ = say("Mend it and save: the page comes back by itself.")
    return (
        _environment()
        .get_template("findings.html.jinja")
        .render(lang=language(), title=str(title), problems=found, message=message, help=str(help_))
        .encode()
    )


def main(root: FilePath, address: str) -> int:
    """Serve until interrupted.

    Args:
        root: Folder of the repository.
        address: Host and port.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    logging.basicConfig(format="%(levelname)s - %(message)s", stream=sys.stderr)
    folder = tempfile.mkdtemp(prefix="haandbog-")

    def settings() -> Any:
        return load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=False, dev_addr=address)

    config = settings()
    config.plugins.on_startup(command="serve", dirty=False)
    host, port = config.dev_addr
    server = Server(
        lambda: None, host, port, folder, urlsplit(config.site_url or "/").path, polling_interval=SECONDS_BETWEEN_LOOKS
    )

    server.writing = threading.Lock()

    def once() -> None:
        with server.writing:
            server.findings, server.stale = _built(settings, server.url), True

    server.builder = once
    server.error_handler = lambda code: _error(folder, code)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped from outside as with Ctrl+C
    try:
        once()
        for path in (config.docs_dir, config.config_file_path, *config.theme.dirs, *config.watch):
            if path and FilePath(path).exists():
                server.watch(path)
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        for again in (signal.SIGTERM, signal.SIGINT):  # it is ending already
            signal.signal(again, signal.SIG_IGN)
        server.shutdown()
        config.plugins.on_shutdown()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _built(settings: Any, url: str) -> bytes | None:
    """Build; gives the page of what is wrong, or nothing."""
    Current.problems = ()
    Current.handbook = None
    code.cache_clear()  # templates may have changed
    try:
        config = settings()
        config.site_url = url
        build(config, serve_url=url)
    except (Exception, SystemExit) as error:
        if Current.problems:
            return page(Current.problems)
        log.error(str(error))
        reason = error.__context__ or error
        return page((), str(reason))
    return None


def _error(folder: str, code: int) -> bytes | None:
    file = FilePath(folder, f"{code}.html")
    return file.read_bytes() if file.is_file() else None


if __name__ == "__main__":
    sys.exit(main(FilePath(sys.argv[1]), sys.argv[2]))
