"""What is written once an engine has rendered the pages; needs the pages, the handbook and the site's settings only.

A language's own files need none of the other's, so they can be written side by side; the rest needs all of them.
"""

from collections.abc import Callable, Collection, Iterator
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
from .decks.site import deck, with_decks
from .decks.web import Frame, web
from .handbook import Handbook
from .kept import Kept, kept
from .model.base import LANGUAGES, Language
from .pages import Page
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
        serving: While the handbook is being written, styles and scripts are served as they are, what only programs
            read is left out, and search is written when somebody searches (`search`).
        only: Addresses of the pages whose text alone has changed since the folder was finished; what follows
            from the surroundings of pages stands there already. None when nothing stands.
    """

    site: Site
    handbook: Handbook
    serving: bool = False
    only: Collection[str] | None = None

    def language(self, lang: Language) -> None:
        """Write what belongs to one language, once its pages stand."""
        site, handbook = self.site, self.handbook
        store = kept(handbook.root, f"files-{lang}")
        for name, content in self._files(lang, store):
            target = site.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if self.only is None:
            shortlinks.write(site, handbook, lang, store)
        trainer_view.write(site.folder, handbook, lang, self.only)
        if not self.serving:
            twins.write(site.folder, handbook, site.url, lang, store)
        if self.only is None:  # otherwise not all was asked for
            store.save()

    def whole(self) -> None:
        """Write what belongs to all languages, once each has been written."""
        site, handbook = self.site, self.handbook
        if self.only is None:
            shortlinks.write_moved(site, handbook)
        read = {} if self.serving else sources(site.folder, handbook.pages)  # before the pages get their style sheet
        jobs: list[Callable[[], None]] = [self._beside_search]
        if not self.serving:
            jobs.append(partial(write_search, site.folder, read, handbook.library))
        beside(jobs)
        self.renewed()

    def search(self) -> None:
        """Write what search needs, from the pages as they stand."""
        write_search(self.site.folder, sources(self.site.folder, self.handbook.pages), self.handbook.library)

    def _beside_search(self) -> None:
        site, handbook = self.site, self.handbook
        if not self.serving:
            bundle.bundle(site.folder, SCRIPTS)
        hosting.write(site.folder, early(), urlsplit(site.url).path or "/")
        if self.only is None:
            open_data.write(site.folder, handbook, site.url, site.names)
            machines.write(site, handbook)

    def renewed(self) -> None:
        """Write again what tells of files that have come since: their sizes, and what is kept offline."""
        site, handbook = self.site, self.handbook
        offers.fill(site.folder, handbook)
        if not self.serving:
            for lang in LANGUAGES:
                twins.write(site.folder, handbook, site.url, lang, Kept(), offers.KEY)
        if site.offline and not self.serving:
            offline.write(site.folder, {lang: self._said(lang) for lang in LANGUAGES})
        else:
            offline.withdraw(site.folder)

    def _said(self, lang: Language) -> dict[str, str]:
        """The words of the message about a newer edition."""
        words = Words(self.handbook.context(self.handbook.pages.get("index", lang)))
        return {"newer": words["offline_newer"], "show": words["offline_show"], "close": words["close"]}

    def _files(self, lang: Language, store: Kept) -> Iterator[tuple[str, bytes]]:
        """What is no page: sheets for paper, texts that are ready to copy, pictures for sharing, slides."""
        if self.only is None:
            yield from self._around(lang, store)
        site, handbook = self.site, self.handbook
        frame = Frame(site.url, hosting.policy(early()), early(), site.icon)
        publication = Publication(site.url, site.names[lang])
        for page in with_decks(handbook, lang):
            if self.only is None or page.url in self.only:
                made_of = "deck", handbook.surroundings, page.file, "\n".join(page.lines), frame, publication
                html = store.text(made_of, partial(self._deck, page, publication, frame))
                yield f"{addresses.web(page)}index.html", html.encode()

    def _around(self, lang: Language, store: Kept) -> Iterator[tuple[str, bytes]]:
        """What the text of no single page changes."""
        site, handbook = self.site, self.handbook
        for path, html in sheets.files(handbook, lang, site.url, hosting.policy(early())):
            yield path, html.encode()
        for item in handbook.library.all("ready_texts"):
            for ending in downloads.ENDINGS:
                make = partial(downloads.content, item.value, lang, ending)
                yield downloads.address(item.key, lang, ending), store.bytes((item.value, lang, ending), make)
        for name, title, below in cards.wanted(handbook, lang, site.names[lang]):
            yield name, store.bytes(("card", title, below), partial(cards.draw, title, below))

    def _deck(self, page: Page, publication: Publication, frame: Frame) -> str:
        return web(self.handbook.context(page), deck(self.handbook, page, publication), frame)
