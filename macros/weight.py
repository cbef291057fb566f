"""How heavy each page is to fetch, counted from the files of a built site, and whether that is within its budget.

Counts what a browser fetches before the reader does anything: the page, its style sheet, its
scripts with what they import, its icon and its pictures. A browser test holds this against what
Chromium really fetches.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from posixpath import dirname, join, normpath

import brotli

KILOBYTE = 1000
_SHEET = re.compile(r'[<]link rel="(?:stylesheet|icon)"(?: data-tools)? href="([^"]+)"')
_SCRIPT = re.compile(r'[<]script[^>]* src="([^"]+)"')
_PICTURE = re.compile(r'[<]img(?![^>]*loading="?lazy)[^>]* src="([^"]+)"')
_EAGER = re.compile(r'[<][^>]*data-module="([\w-]+)"[^>]*data-eager')
_IMPORT = re.compile(r'^\s*import\s[^"\']*["\']\./([\w-]+\.js)["\']', re.M)


@dataclass(frozen=True)
class Budget:
    """What a kind of page may weigh.

    Attributes:
        first: Bytes of the first page a reader opens, Brotli 11.
        further: Bytes of each page after that, with style sheet, scripts and icon already fetched.
        requests: How many files the first page may need.
    """

    first: int
    further: int
    requests: int


CHAPTER = Budget(22 * KILOBYTE, 10 * KILOBYTE, 4)
TOOL = Budget(35 * KILOBYTE, 35 * KILOBYTE, 10)


@dataclass(frozen=True)
class Weight:
    """What a page weighs.

    Attributes:
        url: Address relative to the site's root.
        first: As in `Budget`.
        further: As in `Budget`.
        requests: As in `Budget`.
        budget: What it may weigh.
    """

    url: str
    first: int
    further: int
    requests: int
    budget: Budget

    @property
    def within(self) -> bool:
        """Whether nothing is over the budget."""
        return (
            self.first <= self.budget.first
            and self.further <= self.budget.further
            and self.requests <= self.budget.requests
        )


def weigh(site: FilePath, kinds: Mapping[str, str]) -> Iterator[Weight]:
    """Every page of the handbook.

    Args:
        site: Folder of the built site.
        kinds: For the address of each page its kind; `chapter` has a budget of its own.
    """
    for url, kind in sorted(kinds.items()):
        shared, own = fetched(site, url)
        first = sum(size(site / file) for file in shared | own)
        further = sum(size(site / file) for file in own)
        budget = CHAPTER if kind == "chapter" else TOOL
        yield Weight(url, first, further, len(shared | own), budget)


def fetched(site: FilePath, url: str) -> tuple[frozenset[str], frozenset[str]]:
    """The files that a browser fetches for a page: those that all pages share, and the page's own."""
    html = (site / url / "index.html").read_text("utf-8")
    shared = {_resolve(url, href) for href in _SHEET.findall(html) + _SCRIPT.findall(html)}
    own = {f"{url}index.html"} | {_resolve(url, src) for src in _PICTURE.findall(html)}
    folder = next((dirname(file) for file in shared if file.endswith("/main.js")), "")
    wanted = [f"{folder}/{name}.js" for name in _EAGER.findall(html)]
    while wanted:
        script = wanted.pop()
        if script not in own | shared:
            own.add(script)
            text = (site / script).read_text("utf-8")
            wanted += [f"{dirname(script)}/{name}" for name in _IMPORT.findall(text)]
    return frozenset(shared), frozenset(own)


def _resolve(url: str, href: str) -> str:
    return normpath(join("/", url, href)).lstrip("/")


@cache
def size(file: FilePath) -> int:
    """Bytes of a file on the wire, Brotli 11."""
    return len(brotli.compress(file.read_bytes(), quality=11))


def report(weights: list[Weight]) -> str:
    """The heaviest page of each budget, and every page that is over it."""
    lines = []
    for name, budget in (("chapter", CHAPTER), ("other page", TOOL)):
        found = [one for one in weights if one.budget is budget]
        if found:
            first = max(found, key=lambda one: one.first)
            further = max(found, key=lambda one: one.further)
            most = max(one.requests for one in found)
            lines.append(
                f"heaviest {name} of {len(found)}: "
                f"{first.first / KILOBYTE:.1f} of {budget.first // KILOBYTE} KB first ({first.url or '/'}), "
                f"{further.further / KILOBYTE:.1f} of {budget.further // KILOBYTE} KB further ({further.url or '/'}), "
                f"{most} of {budget.requests} requests"
            )
    lines += [
        f"{one.url or '/'}: {one.first} bytes first, {one.further} further, {one.requests} requests: over its budget"
        for one in weights
        if not one.within
    ]
    return "\n".join(lines)
