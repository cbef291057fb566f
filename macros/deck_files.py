"""EDGE: write the PowerPoint files into a built site; they take seconds, so no build waits for them."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path as FilePath
from typing import Any

from mkdocs.config import load_config

from . import offers, offline, twins
from .decks.addresses import powerpoint as address
from .decks.model import Deck
from .decks.outline import Publication
from .decks.powerpoint import powerpoint
from .decks.site import decks
from .messages import say
from .model.base import LANGUAGES, Language
from .preflight import preflight
from .reports import report


def write(root: FilePath, site: FilePath) -> int:
    """Write every deck of the handbook.

    Args:
        root: Folder of the repository.
        site: Folder of the built site.

    Returns:
        0 when all is well, 1 when the handbook has problems or there is no site.
    """
    handbook, problems = preflight(root)
    if problems:
        print(report(problems))
        return 1
    if not (site / "index.html").exists():
        print(say("{site} holds no site; run make build first", site=site))
        return 1
    config = load_config(str(root / "mkdocs.yml"))
    found: list[tuple[FilePath, Deck]] = []
    for lang in LANGUAGES:
        publication = Publication(str(config["site_url"]), name(config, lang))
        found += [(site / address(page), deck) for page, deck in decks(handbook, publication, lang)]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for (file, _), content in zip(found, workers.map(powerpoint, [deck for _, deck in found]), strict=True):
            file.write_bytes(content)
    offers.fill(site, handbook)
    twins.write(site, handbook, str(config["site_url"]), offers.KEY)
    offline.renew(site)
    return 0


def name(config: Any, lang: Language) -> str:
    """The handbook's name in a language, as mkdocs.yml says."""
    languages = {one.locale: one for one in config["plugins"]["i18n"].config.languages}
    return str(languages[lang].site_name or config["site_name"])
