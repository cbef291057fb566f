"""The built site behind real web servers, with the settings that are shipped: headers, compression, 404s, and load.

nginx, Apache and wrk are programs of the system: `apt install nginx apache2-bin media-types wrk` on Debian,
which CI does.
"""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from urllib.parse import urlsplit

import pytest

from macros import hosting
from macros.finish import early
from macros.handbook import Handbook

from ..conftest import SITE_URL
from ..sealed import alone

pytestmark = pytest.mark.site
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
SERVERS = ("nginx", "apache2")
FOLDER = urlsplit(SITE_URL).path
SECONDS = 4
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"

NGINX = """
daemon off;
pid {work}/pid;
error_log {work}/error.log;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  include {site}/nginx-map.conf;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {site}/nginx-headers.conf;
  }}
}}
"""

APACHE = """
ServerName 127.0.0.1
ServerRoot {work}
PidFile {work}/pid
ErrorLog {work}/error.log
Mutex file:{work}
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
DocumentRoot {root}
DirectoryIndex index.html
<Directory {root}>
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "dir", "headers", "filter", "deflate", "brotli", "setenvif", "alias")
CONFIG = {
    "nginx": NGINX,
    "apache2": APACHE.replace(
        "{modules}", "\n".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so" for one in MODULES)
    ),
}

# Every address in turn, and each again with what a browser says it can read.
LUA = """
local paths, at = {{ {paths} }}, 0
wrk.headers["Accept-Encoding"] = "gzip"
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def program(name: str) -> str:
    """Where a program of the system stands; without it the test is skipped."""
    found = shutil.which(name, path=PATH)
    if not found or (name == "apache2" and not FilePath("/etc/mime.types").exists()):
        pytest.skip(f"{name} is missing; on Debian: apt install nginx apache2-bin media-types wrk")
    return found


@contextmanager
def running(name: str, site: FilePath, work: FilePath) -> Iterator[int]:
    """A web server with the shipped settings; gives its port."""
    found = program(name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = os.geteuid() == 0  # pytest's folders belong to whoever runs it
    text = CONFIG[name].format(work=work, site=site, root=site.parent, port=port, user="user root;" if root else "")
    (work / "conf").write_text(text, "utf-8")
    log = work / "error.log"
    if name == "nginx":
        call = [found, "-p", str(work), "-e", str(log), "-c", str(work / "conf")]
    else:
        call = [found, "-f", str(work / "conf"), "-E", str(log), "-D", "FOREGROUND"]
        if root:  # Apache serves nothing as root, and pytest's folders are root's: so nobody with the rights of root
            call = ["unshare", "--user", *call] if alone() else pytest.skip("Apache does not run as root")
    with subprocess.Popen(call) as server:
        try:
            for _ in range(600):
                assert server.poll() is None, log.read_text("utf-8")
                with socket.socket() as trial:
                    if trial.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, built: FilePath, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with running(request.param, built, tmp_path_factory.mktemp(request.param)) as port:
        yield port


def get(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def kinds(site: FilePath, handbook: Handbook) -> dict[str, list[str]]:
    """The addresses by what they are: the kinds of page in each language, and the endings of other files."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if not file.is_file() or file.name.startswith((".", "_", "nginx-")) or file.name == "404.html":
            continue
        kind = f"file {file.suffix}"
        if file.name == "index.html":
            name = name.removesuffix("index.html")
            page = handbook.pages.at(name)
            other = re.search(r"(?:^|/)(l|underviser|trainer|slides|ark|handout)/", name)
            kind = f"page {page.meta['kind'] if page else other[1] if other else 'sheet'} {name.startswith('en/')}"
        found.setdefault(kind, []).append(FOLDER + name)
    return found


def test_every_kind_of_page_and_file_has_the_headers(server: int, built: FilePath, handbook: Handbook) -> None:
    wanted = hosting.headers(early())
    found = kinds(built, handbook)
    assert len(found) > 25
    for kind, paths in found.items():
        for path in {paths[0], paths[len(paths) // 2], paths[-1]}:
            answer, _ = get(server, path)
            assert answer.status == 200, (kind, path)
            assert {name: answer.headers.get_all(name) for name in wanted} == {n: [v] for n, v in wanted.items()}, path
            kept = bool(re.search(r"/assets/[0-9a-f]{8}/", path))
            assert answer.headers.get_all("Cache-Control") == [KEPT if kept else ASKED], path
            assert answer.headers["Content-Type"] != "application/octet-stream" or path.endswith((".epub", ".jsonl")), (
                path
            )


@pytest.mark.parametrize(
    "ending", [".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".csv", ".txt", ".bib", ".yml"]
)
def test_text_is_compressed_and_what_is_compressed_already_is_not(server: int, built: FilePath, ending: str) -> None:
    files = (file for file in built.rglob(f"*{ending}") if file.stat().st_size > 2_000 and "nginx" not in file.name)
    file = max(files, key=lambda one: one.stat().st_size)
    path = FOLDER + file.relative_to(built).as_posix()
    answer, body = get(server, path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(body) == file.read_bytes() and len(body) < file.stat().st_size
    assert "charset=utf-8" in answer.headers["Content-Type"] or ending in (".svg", ".json"), answer.headers[
        "Content-Type"
    ]
    plain, whole = get(server, path)
    assert plain.headers["Content-Encoding"] is None and whole == file.read_bytes()


def test_a_picture_is_not_compressed_again(server: int, built: FilePath) -> None:
    path = FOLDER + next(built.rglob("card.png")).relative_to(built).as_posix()
    answer, _ = get(server, path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] is None and answer.headers["Content-Type"] == "image/png"


def test_a_page_that_has_not_changed_is_not_sent_again(server: int) -> None:
    for encoding in ("identity", "gzip"):
        answer, _ = get(server, FOLDER, Accept_Encoding=encoding)
        again, body = get(server, FOLDER, Accept_Encoding=encoding, If_None_Match=answer.headers["ETag"])
        assert again.status == 304 and body == b"" and again.headers["Cache-Control"] == ASKED


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_is_not_there_is_said_in_the_language_of_the_address(server: int, built: FilePath, lang: str) -> None:
    folder = "" if lang == "da" else "en/"
    for path in ("findes-ikke/", "findes/ikke.pdf", "assets/00000000/main.js", "l/ingen/?x=1"):
        answer, body = get(server, FOLDER + folder + path)
        assert answer.status == 404 and body == (built / folder / "404.html").read_bytes()
        assert re.search(rf'<html [^>]*lang="{lang}"'.encode(), body)
        assert answer.headers["Cache-Control"] == ASKED, "nothing that is missing is kept"
        assert (
            answer.headers["Content-Security-Policy"] and answer.headers["Content-Type"] == "text/html; charset=utf-8"
        )


def test_a_slash_that_is_missing_is_added_wherever_the_site_stands(server: int) -> None:
    answer, _ = get(server, f"{FOLDER}krydspres")
    assert answer.status == 301 and urlsplit(answer.headers["Location"]).path == f"{FOLDER}krydspres/"


def test_under_load_every_address_is_answered(
    server: int, built: FilePath, handbook: Handbook, tmp_path: FilePath
) -> None:
    """Some seconds at sixteen readers at a time, who want one of each kind; how fast is never asked."""
    wrk = program("wrk")
    paths = [path for found in kinds(built, handbook).values() for path in found[:: max(1, len(found) // 10)]]
    (tmp_path / "paths.lua").write_text(LUA.format(paths=", ".join(f'"{path}"' for path in paths)), "utf-8")
    call = [wrk, "-t1", "-c16", f"-d{SECONDS}s", "--timeout", "20s", "-s", str(tmp_path / "paths.lua")]
    done = subprocess.run(
        [*call, f"http://127.0.0.1:{server}/"], capture_output=True, text=True, check=True, timeout=120
    )
    requests = re.search(r"(\d+) requests in", done.stdout)
    assert requests and int(requests[1]) >= len(paths), done.stdout
    assert "Non-2xx" not in done.stdout and "Socket errors" not in done.stdout, done.stdout
