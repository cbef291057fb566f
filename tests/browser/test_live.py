"""`make serve` survives a broken save: the browser shows what is wrong, and the page again after the next good one."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ..small import small_project

pytestmark = pytest.mark.browser
LONG = 120_000  # milliseconds that a slow machine may take; nothing waits longer than it must
BROKEN = ('comparison("syn")', 'comparison("synn")')


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def change(file: FilePath, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def project(tmp_path: FilePath) -> FilePath:
    return small_project(tmp_path / "håndbog")


@pytest.fixture
def serve(project: FilePath) -> Iterator:
    running: list[subprocess.Popen[bytes]] = []

    def start(lang: str = "da") -> str:
        address = f"127.0.0.1:{free_port()}"
        environment = {**os.environ, "LC_MESSAGES": lang, "NO_MKDOCS_2_WARNING": "1"}
        log = (project / "log").open("wb")
        command = [sys.executable, "-m", "macros", "serve", "--address", address]
        running.append(subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log))
        while True:
            assert running[-1].poll() is None, (project / "log").read_text("utf-8")
            try:
                urllib.request.urlopen(f"http://{address}/", timeout=60).close()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(0.1)
                continue
            return f"http://{address}/"

    yield start
    for one in running:
        one.terminate()
        one.wait()


def test_a_broken_save_shows_its_finding_and_a_good_one_the_page(project: FilePath, serve, browser) -> None:
    address = serve()
    page = browser.new_page()
    page.goto(address)
    assert "En lille håndbog" in page.locator("h1").inner_text()
    change(project / "docs/index.md", *BROKEN)
    expect(page.locator("h1")).to_have_text("1 fejl fundet", timeout=LONG)
    assert page.locator("html").get_attribute("lang") == "da" and page.title() == "1 fejl fundet"
    found = " ".join(page.locator("li").inner_text().split())
    assert found == "docs/index.md:12 der er ingen tabel, der hedder »synn«, mente du »syn«?"
    assert Axe().run(page).response["violations"] == []
    change(project / "docs/kilder.md", "# ", "# <b>Nyt</b> ")
    expect(page.locator("li")).not_to_have_count(1, timeout=LONG)
    assert page.locator("b").count() == 0
    change(project / "docs/kilder.md", "# <b>Nyt</b> ", "# ")
    change(project / "docs/index.md", *reversed(BROKEN))
    expect(page.locator("h1")).to_contain_text("En lille", timeout=LONG)
    assert page.url == address
    page.close()


def test_a_broken_handbook_can_be_served_and_mended_in_english(project: FilePath, serve, browser) -> None:
    change(project / "docs/index.md", *BROKEN)
    page = browser.new_page()
    page.goto(serve("en") + "en/sources/")
    assert (
        page.locator("h1").inner_text() == "1 problem found" and "did you mean 'syn'" in page.locator("li").inner_text()
    )
    change(project / "docs/index.md", *reversed(BROKEN))
    expect(page).not_to_have_title("1 problem found", timeout=LONG)
    assert page.url.endswith("en/sources/") and page.locator("article").count()
    page.close()


def test_settings_that_cannot_be_read_are_shown_too(project: FilePath, serve, browser) -> None:
    page = browser.new_page()
    page.goto(serve())
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings + "nav: [index.md\n", "utf-8")
    expect(page.locator("h1")).to_have_text("håndbogen kan ikke bygges", timeout=LONG)
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    expect(page.locator("h1")).to_contain_text("En lille", timeout=LONG)
    page.close()
