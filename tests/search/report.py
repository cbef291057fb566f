"""How well search answers: `python -m tests.search.report [site]` prints it for each kind of question.

The real engine runs in a real browser, on the built site. Recall at 5: the share of the expected pages that are among
the first five results. Rank 1: the share of questions whose first result is an expected page.
"""

import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from macros.handbook import Handbook, load_handbook

from ..conftest import chromium
from ..small import ROOT

FOLDER = ROOT / "tests" / "search"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
KINDS = ("everyday", "inflection", "compound", "ascii", "typo", "synonym", "abbreviation", "loan", "multi")
_ASK = """async ([engine, lang, questions]) => {
    const { search, show } = await import(engine)
    const answers = []
    for (const question of questions) {
        const found = await search(question, { lang })
        const shown = await show({ ...found, hits: found.hits.slice(0, 10) })
        answers.push(shown.map(({ url }) => url))
    }
    return answers
}"""


@dataclass(frozen=True)
class Question:
    """What somebody might type.

    Attributes:
        text: The words.
        kind: What is hard about it.
        pages: Keys of the pages that must be found.
        held_out: Whether nothing may be tuned on it.
        found: Keys of the pages of the results, best first.
    """

    text: str
    kind: str
    pages: tuple[str, ...]
    held_out: bool
    found: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share of the expected pages among the first five results."""
        return sum(page in self.found[:5] for page in self.pages) / len(self.pages)

    @property
    def first(self) -> bool:
        """Whether the first result is expected."""
        return self.found[:1] != () and self.found[0] in self.pages


def questions(lang: str) -> Iterator[dict[str, Any]]:
    """The questions of a language, as their file says."""
    yield from yaml.safe_load((FOLDER / f"queries.{lang}.yml").read_text("utf-8"))


def engine(site: FilePath) -> str:
    """Address of the engine; the folder of the scripts is named by their content."""
    return next(site.glob("assets/*/search-engine.js")).relative_to(site).as_posix()


def ask(page: Page, server: str, site: FilePath, handbook: Handbook, lang: str) -> list[Question]:
    """Put every question to the engine in a browser's page that stands on the site."""
    texts = list(questions(lang))
    answers = page.evaluate(_ASK, [server + engine(site), lang, [one["q"] for one in texts]])
    keys = {one.url: one.key for one in handbook.pages if one.lang == lang}
    asked = []
    for one, urls in zip(texts, answers, strict=True):
        found = tuple(keys[url.removeprefix(server).split("#")[0]] for url in urls)
        asked.append(Question(one["q"], one["kind"], tuple(one["pages"]), one["held_out"], found))
    return asked


def recall(asked: Sequence[Question]) -> float:
    """Mean recall at 5."""
    return sum(one.recall for one in asked) / len(asked)


def first(asked: Sequence[Question]) -> float:
    """Share of questions whose first result is right."""
    return sum(one.first for one in asked) / len(asked)


def table(asked: Sequence[Question]) -> Iterator[str]:
    """The figures, kind by kind, for both halves."""
    yield f"{'':14}{'tuned':>20}{'held out':>24}"
    yield f"{'kind':14}{'n':>4}{'recall@5':>10}{'first':>8}{'n':>6}{'recall@5':>10}{'first':>8}"
    for kind in (*KINDS, "all"):
        line = f"{kind:14}"
        for held_out in (False, True):
            half = [one for one in asked if one.held_out == held_out and kind in (one.kind, "all")]
            if half:
                line += f"{len(half):>{6 if held_out else 4}}{recall(half):>10.2f}{first(half):>8.2f}"
        yield line


@contextmanager
def opened(site: FilePath) -> Iterator[tuple[Page, str]]:
    """A browser's page on a built site, and the address of the site."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(address + "robots.txt")
        yield page, address
        browser.close()
        server.shutdown()


def main(arguments: Sequence[str]) -> int:
    """Print the figures, and with `--missed` what was missed in the half that may be tuned on."""
    site = FilePath(next((one for one in arguments if not one.startswith("-")), ROOT / "site"))
    handbook = load_handbook(ROOT)
    with opened(site) as (page, server):
        for lang in ("da", "en"):
            asked = ask(page, server, site, handbook, lang)
            print(
                f"\n{lang}: {len(asked)} questions, {len({one.text for one in asked if not one.found})} without answer"
            )
            print("\n".join(table(asked)))
            if "--missed" in arguments:
                for one in asked:
                    if not one.held_out and one.recall < 1:
                        print(f"  {one.text} → {', '.join(one.found[:6])}; expected {', '.join(one.pages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
