"""Put the text of every page into the frame of `overrides/`, without any engine; pages that are not found, too."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from ..finish import early
from ..frame import Frame, words_of
from ..handbook import Handbook
from ..hosting import policy
from ..model.base import LANGUAGES, Language
from ..settings import plugin, settings
from ..site import Site
from ..step_notice import with_notices
from .article import Article
from .navigation import Leaf, Navigation, navigation

OVERRIDES = "overrides"
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Pages:
    """How to write the pages of a site.

    Attributes:
        site: The site.
        handbook: What it is built from.
        articles: The text of every page, by its address.
        style: Address of the engine's style sheet for plain text, relative to the root of the site.
    """

    site: Site
    handbook: Handbook
    articles: Mapping[str, Article]
    style: str

    def files(self) -> Iterator[tuple[str, str]]:
        """Every page with the path of its file, in all languages."""
        said, frame = settings(self.handbook.root), Frame(self.handbook, self.site)
        words = {lang: words_of(self.handbook, lang) for lang in LANGUAGES}
        said["extra"] = {**said.get("extra", {}), "ui": words, "policy": policy(early()), "early_script": early()}
        for lang in LANGUAGES:
            yield from self._language(lang, said, frame)

    def _language(self, lang: Language, said: Mapping[str, Any], frame: Frame) -> Iterator[tuple[str, str]]:
        pair = {key: page[lang] for key, page in self.handbook.pages.by_key.items()}
        titles = {key: next(iter(self.articles[page.url].toc)).title for key, page in pair.items()}
        names = next(one for one in plugin(said, "i18n")["languages"] if one["locale"] == lang)
        nav = navigation(self.handbook, lang, said.get("nav") or [], names.get("nav_translations") or {}, titles)
        templates = _templates(self.handbook.root / OVERRIDES, urlsplit(self.site.url).path or "/")
        templates.globals |= {"addresses": pair, "theme_css": self.style}
        for leaf in nav.leaves.values():
            leaf.active = True
            page = self._page(leaf, nav)
            config = self._config(lang, said, frame.alternates(leaf.page.key))
            values = {**frame.context(leaf.page), "page": page, "nav": nav, "config": config}
            template = templates.get_template(leaf.meta.get("template", "main.html"))
            yield f"{leaf.page.url}index.html", template.render(values)
            leaf.active = False
        # The Danish one stands where web servers look for it.
        file = NOT_FOUND if lang == "da" else f"{lang}/{NOT_FOUND}"
        config = self._config(lang, said, frame.alternates("index"))
        yield file, templates.get_template(NOT_FOUND).render(page=None, nav=nav, config=config)

    def _page(self, leaf: Leaf, nav: Navigation) -> dict[str, Any]:
        page, article = leaf.page, self.articles[leaf.page.url]
        before, after = nav.beside(leaf)
        return {
            "url": page.url,
            "title": leaf.title,
            "content": with_notices(article.html, self.handbook, page),
            "toc": article.toc,
            "meta": page.meta,
            "canonical_url": self.site.url + page.url,
            "edit_url": self.handbook.outside.edit_url(page.file),
            "previous_page": before,
            "next_page": after,
        }

    def _config(self, lang: Language, said: Mapping[str, Any], alternate: object) -> dict[str, Any]:
        return {
            **said,
            "site_name": self.site.names[lang],
            "site_description": self.site.descriptions[lang],
            "theme": {"language": lang, "favicon": self.site.icon},
            "extra": {**said["extra"], "alternate": alternate},
        }


def _templates(folder: FilePath, root: str) -> Environment:
    """The frame; text in it is HTML already, as in the engines that it is written for."""
    environment = Environment(loader=FileSystemLoader(folder), auto_reload=False)

    @pass_context
    def url(here: Context, address: str) -> str:
        """An address as seen from the page that is being written, spelled as MkDocs spells it."""
        if urlsplit(address).scheme or address.startswith(("/", "#")):
            return address
        if here["page"] is None:
            return posixpath.join(root, address or ".")
        seen = posixpath.relpath(f"/{address}", f"/{here['page']['url']}")
        return f"{seen}/" if address.endswith("/") else seen

    environment.filters["url"] = url
    return environment
