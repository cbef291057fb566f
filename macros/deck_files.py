"""EDGE: write the PowerPoint files into a built site; they take seconds, so no build waits for them."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path as FilePath

from .decks.addresses import powerpoint as address
from .decks.model import Deck
from .decks.outline import Publication
from .decks.powerpoint import powerpoint
from .decks.site import decks
from .finish import Finish
from .model.base import LANGUAGES
from .preflight import preflight, report
from .settings import described


def write(root: FilePath, folder: FilePath) -> int:
    """Write every deck of the handbook.

    Args:
        root: Folder of the repository.
        folder: Folder of the built site.

    Returns:
        0 when all is well, 1 when the handbook has problems or there is no site.
    """
    handbook, problems = preflight(root)
    if problems:
        print(report(problems))
        return 1
    if not (folder / "index.html").exists():
        print(f"{folder} holds no site; `make build` makes one")
        return 1
    site = described(root, folder)
    found: list[tuple[FilePath, Deck]] = []
    for lang in LANGUAGES:
        publication = Publication(site.url, site.names[lang])
        found += [(folder / address(page), deck) for page, deck in decks(handbook, publication, lang)]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for (file, _), content in zip(found, workers.map(powerpoint, [deck for _, deck in found]), strict=True):
            file.write_bytes(content)
    Finish(site, handbook).renewed()
    return 0
