"""The links to other sites are found where they stand, and asked for on a server of our own."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest

from macros.__main__ import main
from macros.external import links
from macros.handbook import Handbook, load_handbook

from .small import small_handbook


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = int(self.path.strip("/").split("/")[0])
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def handbook_with(folder: FilePath, *addresses: str) -> FilePath:
    """The small handbook with these links, and without its literature, which leads to the world outside."""
    root = small_handbook(folder)
    works = root / "docs/data/works/works.yml"
    works.write_text("".join(line for line in works.read_text("utf-8").splitlines(True) if "DOI" not in line), "utf-8")
    works.write_text("".join(line for line in works.read_text("utf-8").splitlines(True) if "URL" not in line), "utf-8")
    text = "\n\n".join(f"Se [siden]({address})." for address in addresses)
    page = root / "docs/ordliste.md"
    page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")
    return root


def test_what_leads_nowhere_is_told_with_its_place(
    outside: str, tmp_path: FilePath, capsys: pytest.CaptureFixture[str]
) -> None:
    root = handbook_with(tmp_path, *(f"{outside}/{code}" for code in (200, 301, 403, 404, 410)))
    assert main(["--root", str(root), "external-links", "--format", "text"]) == 1
    count, first, second, last = capsys.readouterr().out.splitlines()
    assert count == "5 links to other sites" and last == "2 problems found"
    assert first.startswith(f"docs/ordliste.md:18: {outside}/404 is not there any more (the server answers 404)")
    assert second.startswith(f"docs/ordliste.md:20: {outside}/410 ")


def test_a_server_that_is_gone_is_told(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    root = handbook_with(tmp_path, "http://127.0.0.1:9/")
    assert main(["--root", str(root), "external-links"]) == 1
    assert "http://127.0.0.1:9/ cannot be reached" in capsys.readouterr().out


def test_all_well(outside: str, tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(handbook_with(tmp_path, f"{outside}/200#sted")), "external-links"]) == 0
    assert capsys.readouterr().out == "1 link to another site\nno problems found\n"


def test_the_list_asks_nobody(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    root = handbook_with(tmp_path, "https://example.invalid/a_(b)")
    assert main(["--root", str(root), "external-links", "--list"]) == 0
    assert capsys.readouterr().out == "docs/ordliste.md:12: https://example.invalid/a_(b)\n"


def test_the_real_handbook_lists_its_literature(handbook: Handbook) -> None:
    found = links(handbook)
    dois = [item.value.DOI for item in handbook.library.all("works") if item.value.DOI]
    assert dois and all(f"https://doi.org/{doi}" in found for doi in dois)
    assert all(line >= 1 and file.startswith("docs/") for places in found.values() for file, line in places)


def test_the_small_handbook_has_them_in_data_too(tmp_path: FilePath) -> None:
    root = small_handbook(tmp_path)
    assert any(file == "docs/data/works/works.yml" for one in links(load_handbook(root)).values() for file, _ in one)
