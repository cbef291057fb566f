"""Write the pages as an engine needs them that knows no macros, one language, and no addresses but those of files.

Every macro has been called, every page stands where its address says (`krydspres/index.md`,
`en/caught-in-a-squeeze/index.md`), and its links name those files.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path as FilePath
from posixpath import dirname, normpath
from typing import Any

from ..checks.pictures import ENDINGS
from ..handbook import Handbook
from ..links import relative_url
from ..pages import CODE, DOCS, FENCE, Page
from ..registry import REGISTRY
from ..sandbox import PageEnvironment
from ..stash import Stash

FILE = "index.md"
_LINK = re.compile(rf"(?<=\]\()(?P<path>[^)\s#:]+(?:\.md|{'|'.join(map(re.escape, ENDINGS))}))(?=[)\s#])", re.I)


def stage(handbook: Handbook, stash: Stash, folder: FilePath) -> None:
    """Write every page.

    Args:
        handbook: The handbook, without problems.
        stash: Filled with the HTML of the macros; the pages hold the words that stand for it.
        folder: Where the pages go.
    """
    for page in handbook.pages:
        target = folder / page.url / FILE
        target.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(_linked(handbook, page, _called(handbook, stash, page)))
        target.write_text(f"---\naddress: /{page.url}\n---\n{text}\n", "utf-8")
    copy(handbook.root, folder)


def copy(root: FilePath, folder: FilePath) -> None:
    """Copy what stands beside the text and is published as it is: images.

    Args:
        root: Folder of the repository.
        folder: Where they go.
    """
    for file in (root / DOCS).rglob("*"):
        name = file.relative_to(root / DOCS)
        if file.is_file() and name.parts[0] != "data" and file.suffix != ".md":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)


def _called(handbook: Handbook, stash: Stash, page: Page) -> str:
    """The text of a page with a word in the place of each macro call; in the same sandbox as with every engine."""

    def caller(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> str:
            found = handbook.given(page, name, args, kwargs)
            if found is None:
                raise LookupError(f"the macro '{name}' was called on {page.file} with what was not checked")
            return stash.put(found.html, found.ids)

        return call

    environment = PageEnvironment({name: caller(name) for name in REGISTRY})
    return environment.from_string("\n".join(page.lines[page.first - 1 :])).render()


def _linked(handbook: Handbook, page: Page, text: str) -> Iterator[str]:
    def target(match: re.Match[str]) -> str:
        path = normpath(f"{dirname(page.key)}/{match['path']}").removeprefix("/")
        if not path.endswith(".md"):
            return relative_url(path, page.url)
        linked = handbook.pages.get(path.removesuffix(".md"), page.lang)
        address = relative_url(linked.url, page.url)
        return address if linked is page else address + FILE  # a page may link to itself without its file's name

    fence = ""
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            yield line
        else:
            code = [match[0] for match in CODE.finditer(line)] + [""]
            parts = [_LINK.sub(target, part) for part in _between(line)]
            yield "".join(part + kept for part, kept in zip(parts, code, strict=True))


def _between(line: str) -> list[str]:
    """What stands around the code in a line."""
    places = [0, *(place for match in CODE.finditer(line) for place in match.span()), len(line)]
    return [line[start:end] for start, end in zip(places[::2], places[1::2], strict=True)]
