"""What is written once an engine has rendered the pages; needs the pages, the handbook and the site's settings only.

A language's own files need none of the other's, so they can be written side by side; the rest needs all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path as FilePath
from urllib.parse import urlsplit

from . import (
    bundle,
    cards,
    downloads,
    hosting,
    machines,
    offers,
    offline,
    open_data,
    sheets,
    shortlinks,
    trainer_view,
    twins,
)
from .beside import beside
from .decks import addresses
from .decks.outline import Publication
from .decks.site import decks
from .decks.web import Frame, web
from .handbook import Handbook
from .model.base import LANGUAGES, Language
from .rendering import Words
from .search.site import sources, write_search
from .site import Site

SCRIPTS = FilePath(__file__).parent.parent / "overrides" / "assets" / "javascripts"


@cache
def early() -> str:
    """The one script that stands in every page itself; what pages may load allows it by its hash."""
    return (SCRIPTS / "early.js").read_text("utf-8").strip()


@dataclass(frozen=True)
class Finish:
    """How to finish a site.

    Attributes:
        site: The site.
        handbook: What it was built from.
        serving: While the handbook is being written, styles and scripts are served as they are, and what only
            programs read is left out.
    """

    site: Site
    handbook: Handbook
    serving: bool = False

    def language(self, lang: Language) -> None:
        """Write what belongs to one language, once its pages stand."""
        site, handbook = self.site, self.handbook
        for name, content in self._files(lang):
            target = site.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        shortlinks.write(site, handbook, lang)
        trainer_view.write(site.folder, handbook, lang)
        if not self.serving:
            twins.write(site.folder, handbook, site.url, lang)

    def whole(self) -> None:
        """Write what belongs to all languages, once each has been written."""
        site, handbook = self.site, self.handbook
        shortlinks.write_moved(site, handbook)
        read = sources(site.folder, handbook.pages)  # before the pages are given their style sheet
        jobs: list[Callable[[], None]] = [
            self._beside_search,
            partial(write_search, site.folder, read, handbook.library),
        ]
        beside(jobs)
        self.renewed()

    def _beside_search(self) -> None:
        site, handbook = self.site, self.handbook
        hosting.write(site.folder, early(), urlsplit(site.url).path or "/")
        if not self.serving:
            bundle.bundle(site.folder, SCRIPTS)
        open_data.write(site.folder, handbook, site.url, site.names)
        machines.write(site, handbook)

    def renewed(self) -> None:
        """Write again what tells of files that have come since: their sizes, and what is kept offline."""
        site, handbook = self.site, self.handbook
        offers.fill(site.folder, handbook)
        if not self.serving:
            for lang in LANGUAGES:
                twins.write(site.folder, handbook, site.url, lang, offers.KEY)
        if site.offline and not self.serving:
            offline.write(site.folder, {lang: self._said(lang) for lang in LANGUAGES})
        else:
            offline.withdraw(site.folder)

    def _said(self, lang: Language) -> dict[str, str]:
        """The words of the message about a newer edition."""
        words = Words(self.handbook.context(self.handbook.pages.get("index", lang)))
        return {"newer": words["offline_newer"], "show": words["offline_show"], "close": words["close"]}

    def _files(self, lang: Language) -> Iterator[tuple[str, bytes]]:
        """What is no page: sheets for paper, texts that are ready to copy, pictures for sharing, slides."""
        site, handbook = self.site, self.handbook
        policy = hosting.policy(early())
        for path, html in sheets.files(handbook, lang, site.url, policy):
            yield path, html.encode()
        for item in handbook.library.all("ready_texts"):
            for ending in downloads.ENDINGS:
                yield downloads.address(item.key, lang, ending), downloads.content(item.value, lang, ending)
        yield from cards.files(handbook, lang, site.names[lang])
        frame = Frame(site.url, policy, early(), site.icon)
        for page, deck in decks(handbook, Publication(site.url, site.names[lang]), lang):
            html = web(handbook.context(page), deck, frame)
            yield f"{addresses.web(page)}index.html", html.encode()
