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

from .messages import Message, say
from .problems import Problem

KILOBYTE = 1000
_SHEET = re.compile(r'[<]link rel="(?:stylesheet|icon)"(?: data-tools)? href="([^"]+)"')
_SCRIPT = re.compile(r'[<]script[^>]* src="([^"]+)"')
_PRELOADED = re.compile(r'[<]link rel="preload"[^>]* href="([^"]+)"')
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
    own = {f"{url}index.html"} | {_resolve(url, src) for src in _PICTURE.findall(html) + _PRELOADED.findall(html)}
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


def heaviest(weights: list[Weight]) -> list[Message]:
    """What the heaviest page of each budget weighs."""
    lines = []
    for budget in (CHAPTER, TOOL):
        found = [one for one in weights if one.budget is budget]
        if not found:
            continue
        first = max(found, key=lambda one: one.first)
        values = {
            "count": len(found),
            "page": f"/{first.url}",
            "bytes": first.first,
            "most": budget.first,
            "further": max(one.further for one in found),
            "most_further": budget.further,
        }
        if budget is CHAPTER:
            line = say(
                "heaviest of {count} chapters: {page}, {bytes} of {most} bytes; opened after another at most {further} "
                "of {most_further}",
                **values,
            )
        else:
            line = say(
                "heaviest of {count} other pages: {page}, {bytes} of {most} bytes; opened after another at most "
                "{further} of {most_further}",
                **values,
            )
        lines.append(line)
    return lines


def too_heavy(weights: list[Weight], files: Mapping[str, str]) -> Iterator[Problem]:
    """Pages over their budget.

    Args:
        weights: All pages.
        files: The file that each address is made from.
    """
    for one in weights:
        file, budget = files[one.url], one.budget
        if one.first > budget.first:
            yield Problem(file, 1, _heavy(one.first, budget.first))
        elif one.further > budget.further:
            yield Problem(file, 1, _heavy(one.further, budget.further))
        if one.requests > budget.requests:
            message = say(
                "the page fetches {found} files, expected at most {most}; leave a picture out",
                found=one.requests,
                most=budget.requests,
            )
            yield Problem(file, 1, message)


def _heavy(found: int, most: int) -> Message:
    return say(
        "the page weighs {found} bytes, expected at most {most}; shorten it, or make a picture smaller",
        found=found,
        most=most,
    )
