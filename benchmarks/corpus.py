"""Handbooks of any size, made of the real chapters: their shapes, their calls and their tables, with other words.

A chapter is copied with a number of its own. Each of its paragraphs says the number too, so that no two pages are the
same and nothing is won by remembering a text; its tables are copied with it.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath

from macros.checks.permalinks import needed
from macros.handbook import load_handbook
from macros.library import load_library
from macros.model.base import LANGUAGES
from macros.pages import Page, load_pages
from macros.register import extend
from macros.translations.review import review

ROOT = FilePath(__file__).parent.parent
PARTS_OF = 20  # chapters in a part of the navigation; the real parts have four to eight
_COPIED = ("docs", "macros", "overrides", "links", "translations")
_TABLE = re.compile(r'comparison\("([a-z0-9-]+)"')
_PROSE = re.compile(r"^(?=[^\W\d_»\"])(?!\*\*)(.*[.:?!])$", re.M)
_SLUG = re.compile(r"^slug: (.*)$", re.M)
_TITLE = re.compile(r"^# (.*)$", re.M)


def write(folder: FilePath, chapters: int) -> FilePath:
    """Write a handbook with as many chapters as asked for, at least the real ones.

    Args:
        folder: A folder that does not exist yet.
        chapters: How many pages of the kind `chapter` it has in each language.

    Returns:
        The folder.

    Raises:
        ValueError: If the copies are no sound handbook; it says why.
    """
    folder.mkdir(parents=True)
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    pages, _ = load_pages(ROOT)
    real = [page for page in pages if page.meta.get("kind") == "chapter" and page.lang == "da"]
    keys = [page.key for page in real]
    copies = [f"{keys[number % len(keys)]}-{number:04}" for number in range(max(0, chapters - len(keys)))]
    for number, name in enumerate(copies):
        for lang in LANGUAGES:
            _copy(folder, pages.by_key[keys[number % len(keys)]][lang], name, number)
    _navigation(folder, copies)
    library, _ = load_library(folder)
    fresh, _ = load_pages(folder)
    review(folder, fresh, library, "", "", "2026-11-25")
    handbook = load_handbook(folder)
    problems = handbook.problems or extend(folder, needed(handbook))[1]
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return folder


def _copy(folder: FilePath, page: Page, name: str, number: int) -> None:
    text = "\n".join(page.lines)
    for table in sorted(set(_TABLE.findall(text))):
        source = folder / "docs/data/comparisons" / f"{table}.yml"
        shutil.copyfile(source, source.with_stem(f"{table}-{number:04}"))
    head, body = text.split("\n---\n", 1)
    body = _TABLE.sub(rf'comparison("\1-{number:04}"', body)
    body = _TITLE.sub(rf"# \1 {number}", body, count=1)
    body = _PROSE.sub(rf"\1 ({number})", body)
    target = folder / "docs" / f"{name}{'' if page.lang == 'da' else f'.{page.lang}'}.md"
    target.write_text(_SLUG.sub(rf"slug: \1-{number:04}", head) + "\n---\n" + body, "utf-8")


def _navigation(folder: FilePath, copies: Sequence[str]) -> None:
    """The copies stand in parts of their own, at the end."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").rstrip("\n") + "\n"
    parts = [copies[start : start + PARTS_OF] for start in range(0, len(copies), PARTS_OF)]
    names = "".join(f"            Del {number}: Part {number}\n" for number in range(1, len(parts) + 1))
    mark = "            Start: Begin here\n"
    if mark not in text:
        raise ValueError("mkdocs.yml has no 'Start: Begin here' under nav_translations")
    text = text.replace(mark, mark + names) + "".join(_part(number, part) for number, part in enumerate(parts, 1))
    (folder / "mkdocs.yml").write_text(text, "utf-8")


def _part(number: int, keys: Sequence[str]) -> str:
    return f"  - Del {number}:\n" + "".join(_items(keys))


def _items(keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        yield f"      - {key}.md\n"
