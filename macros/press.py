"""EDGE: write the heavy forms of the handbook into a built site: the book as PDF and EPUB, chapters as PDF, slides.

They are made side by side on all cores, kept by what they are made of, and put into the site together once all of
them are right: a chapter that cannot be set leaves the site as it was.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

import click

from . import book_files, kept, swap
from .decks.addresses import powerpoint as slides_address
from .decks.outline import Publication
from .decks.powerpoint import powerpoint
from .decks.site import decks
from .edition import content, epub, pdf
from .finish import Finish
from .handbook import Handbook
from .messages import counted, say
from .model.base import LANGUAGES
from .preflight import preflight
from .problems import AuthorError
from .reports import report
from .settings import described
from .site import Site


@dataclass(frozen=True)
class Piece:
    """A file that is to be made.

    Attributes:
        address: Where it stands, relative to the root of the site.
        make: A function of its arguments only, which another process can call.
        arguments: What it is made of.
    """

    address: str
    make: Callable[..., bytes]
    arguments: tuple[object, ...]

    @property
    def key(self) -> str:
        """The same for the same content, made by the same code."""
        return kept.digest(kept.code(), self.make.__module__, self.make.__qualname__, self.arguments).hex()


def publish(root: FilePath, folder: FilePath) -> int:
    """Write every heavy form.

    Args:
        root: Folder of the repository.
        folder: Folder of the built site.

    Returns:
        0 when all is well, 1 when something cannot be made or there is no site; then the site is as it was.
    """
    handbook, problems = preflight(root)
    if problems:
        print(report(problems))
        return 1
    if not (folder / "index.html").exists():
        print(say("{site} holds no site; run make build first", site=folder))
        return 1
    site = described(root, folder)
    try:
        found = sorted(pieces(site, handbook), key=lambda piece: piece.address)
    except AuthorError as error:
        print(error)
        return 1
    with TemporaryDirectory() as away:
        return _published(site, handbook, found, (kept.folder(root) or FilePath(away)) / "press")


def _published(site: Site, handbook: Handbook, found: Sequence[Piece], cache: FilePath) -> int:
    made, wrong = _made(found, cache)
    for line in wrong:
        print(line)
    if wrong:
        print(
            counted(
                "{count} file could not be made; the site is as it was",
                "{count} files could not be made; the site is as it was",
                count=len(wrong),
            )
        )
        return 1

    def make(fresh: FilePath, inherited: tuple[int, ...]) -> int:
        shutil.copytree(site.folder, fresh)
        for piece in found:
            (fresh / piece.address).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made[piece.address], fresh / piece.address)
        Finish(replace(site, folder=fresh), handbook).renewed()
        return 0

    return swap.replaced(site.folder, make)


def pieces(site: Site, handbook: Handbook) -> Iterator[Piece]:
    """Everything that is to be made.

    Raises:
        AuthorError: If a page of the book has not been built.
    """
    for lang in LANGUAGES:
        book = content.read(site, handbook, lang)
        yield Piece(book_files.book(lang, "epub"), epub.write, (book,))
        yield Piece(book_files.book(lang, "pdf"), pdf.whole, (book,))
        for part in book.parts:
            for chapter in part.chapters:
                # A chapter's PDF knows no other chapter, so only its own changes make it anew.
                alone = replace(book, parts=(replace(part, chapters=(chapter,)),))
                address = book_files.chapter(chapter.url.removeprefix(site.url))
                yield Piece(address, pdf.chapter, (alone, chapter))
        for page, deck in decks(handbook, Publication(site.url, site.names[lang]), lang):
            yield Piece(slides_address(page), powerpoint, (deck,))


def _made(found: Sequence[Piece], cache: FilePath) -> tuple[dict[str, FilePath], list[str]]:
    """Each piece's file in the cache, and a line for each that could not be made."""
    cache.mkdir(parents=True, exist_ok=True)
    files = {piece.address: cache / piece.key for piece in found}
    missing = [piece for piece in found if not files[piece.address].exists()]
    wrong = []
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:  # Typst has threads, so no copies
        # The whole books take longest, so they begin first.
        order = sorted(missing, key=lambda piece: -len(repr(piece.arguments)))
        running = {workers.submit(piece.make, *piece.arguments): piece for piece in order}
        for future in _told(running, len(files) - len(missing)):
            piece = running[future]
            try:
                file = files[piece.address]
                fresh = file.with_suffix(".new")
                fresh.write_bytes(future.result())
                fresh.replace(file)
            except AuthorError as error:
                wrong.append(str(error))
            except Exception as error:
                wrong.append(str(say("{file}: could not be made: {why}", file=piece.address, why=error)))
    if not wrong:
        for old in set(cache.iterdir()) - set(files.values()):
            old.unlink()
    return files, sorted(wrong)


def _told(running: dict[Future[bytes], Piece], kept: int) -> Iterator[Future[bytes]]:
    """What is finished, as it comes: a bar in a terminal, a line each elsewhere."""
    everything = len(running) + kept
    said = counted(
        "{count} file to publish, {kept} unchanged", "{count} files to publish, {kept} unchanged",
        count=everything, kept=kept,
    )  # fmt: skip
    print(said, flush=True)
    if sys.stdout.isatty():
        with click.progressbar(
            as_completed(running),
            length=len(running),
            label="publish",
            item_show_func=lambda future: running[future].address if future else "",
        ) as bar:
            yield from bar
        return
    for number, future in enumerate(as_completed(running), kept + 1):
        print(f"[{number}/{everything}] {running[future].address}", flush=True)
        yield future
