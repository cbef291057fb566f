"""Write the short links into the built site: small static pages that lead on, and the files beside them.

Needs the handbook and the folder, and no site generator. Nothing here depends on the day, so two builds
give the same bytes.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from . import qr, register, sharing
from .downloads import SCRIPTS
from .handbook import Handbook
from .kept import Kept
from .links import relative_url
from .model.base import LANGUAGES, Language
from .permalinks import FOLDER, address, share_address
from .places import Link, Place, addresses, links
from .registry import Context
from .rendering import Words, environment
from .site import Site

_TEMPLATES = "_permalinks"


def write(site: Site, handbook: Handbook, lang: Language, store: Kept) -> None:
    """Write every short link of a language, and what belongs to it.

    Args:
        site: The site.
        handbook: The handbook.
        lang: The language.
        store: Where QR codes are kept.
    """
    for link in links(handbook):
        place = link.places.get(lang)
        if place is not None:
            _forward(site, address(link.id, lang), place, link.title[lang], handbook)
            if link.shared:
                _share(site, link, lang, handbook.context(place.page), store)


def write_moved(site: Site, handbook: Handbook) -> None:
    """Write a page at every address that something moved away from."""
    book, _ = register.read(handbook.root)
    if book is not None:
        _moved(site, handbook, book, links(handbook))


def moved_away(handbook: Handbook) -> Mapping[str, list[tuple[str, str, str]]]:
    """Anchors that pages no longer have.

    Returns:
        For the address of a page: each anchor with the address and the title of where it leads now.
    """
    book, _ = register.read(handbook.root)
    gone: dict[str, list[tuple[str, str, str]]] = {}
    anchors = [old for old in book.moved if old.startswith("/") and "#" in old] if book else []
    if book is None or not anchors:
        return gone
    current = set(addresses(handbook, links(handbook)))
    for old in anchors:
        new = register.resolve(old, book.moved, current)
        if new is not None and old not in current:
            place = _place(handbook, new)
            url, _, anchor = old.removeprefix("/").partition("#")
            gone.setdefault(url, []).append((anchor, relative_url(place.url, url), place.page.title))
    return gone


def _moved(site: Site, handbook: Handbook, book: register.Register, found: list[Link]) -> None:
    by_id = {link.id: link for link in found}
    current = set(by_id) | set(addresses(handbook, found))
    for old in book.moved:
        new = register.resolve(old, book.moved, current)
        if old in current or new is None:
            continue
        if old.startswith("/"):
            if "#" not in old:
                place = _place(handbook, new)
                _forward(site, old.removeprefix("/"), place, place.page.title, handbook, keep=True)
            continue
        for lang in LANGUAGES:
            if not new.startswith("/"):
                place, title = by_id[new].places[lang], by_id[new].title[lang]
            else:
                there = _place(handbook, new)
                place = Place(handbook.pages.get(there.page.key, lang), there.anchor)
                title = place.page.title
            _forward(site, address(old, lang), place, title, handbook)


def _place(handbook: Handbook, name: str) -> Place:
    """The place at an address that is known to lead to content."""
    url, _, anchor = name.removeprefix("/").partition("#")
    page = handbook.pages.at(url)
    assert page is not None, name
    return Place(page, anchor)


def _forward(site: Site, at: str, place: Place, title: str, handbook: Handbook, *, keep: bool = False) -> None:
    """A page that leads on.

    Args:
        site: The site.
        at: Address of the page.
        place: Where it leads.
        title: What is there.
        handbook: The handbook.
        keep: Whether a place named after `#` is carried over, where scripts run.
    """
    values = {
        "lang": place.page.lang,
        "title": title if len(title) <= 60 else f"{title[:59].rstrip()}…",
        "target": relative_url(place.url, at),
        "canonical": site.url + place.page.url,
        "script": relative_url(f"{SCRIPTS}/moved.js", at) if keep else "",
    }
    _put(site, f"{at}index.html", _render("forward", values).encode())


def _share(site: Site, link: Link, lang: Language, ctx: Context, store: Kept) -> None:
    url = site.url + address(link.id, lang)
    at = share_address(link.id, lang)
    place = link.places[lang]
    cited = sharing.work(ctx, link, site.names[lang], url)
    files = {
        "qr.svg": store.bytes(("qr.svg", url), partial(qr.svg, url)),
        "qr.png": store.bytes(("qr.png", url), partial(qr.png, url)),
    }
    files["cite.bib"] = sharing.bibtex(cited, link.id).encode()
    files["cite.ris"] = sharing.ris(cited).encode()
    cells = sharing.rows(ctx, link.value) if link.kind == "comparisons" else []
    if cells:
        source = "".join(piece.text for piece in sharing.apa(ctx, cited)) + f"<{url}>. {cited.licence}"
        files["table.md"] = sharing.markdown(cells, cited.title, source).encode()
        files |= {name: sharing.separated(cells, sign) for name, sign in sharing.CSV.items()}
    for name, content in files.items():
        _put(site, address(link.id, lang, name), content)
    values: dict[str, Any] = {
        "ui": Words(ctx),
        "lang": lang,
        "id": link.id,
        "cited": cited,
        "pieces": sharing.apa(ctx, cited),
        "cells": cells,
        "formats": sharing.FORMATS,
        "description": _description(link, place),
    }
    values["embed"] = _render("embed", values)
    values |= {
        "canonical": site.url + place.page.url,
        "back": relative_url(place.url, at),
        "home": relative_url(FOLDER[lang].removesuffix("l"), at),
        "icon": relative_url(site.icon, at),
        "styles": [relative_url(style, at) for style in (*_theme(site), *site.styles)],
        "script": relative_url(f"{SCRIPTS}/share.js", at),
    }
    _put(site, f"{at}index.html", _render("share", values).encode())


def _theme(site: Site) -> list[str]:
    """The style sheet of the theme, whose name holds its version."""
    found = site.folder.glob("assets/stylesheets/main.*.min.css")
    return sorted(one.relative_to(site.folder).as_posix() for one in found)


def _description(link: Link, place: Place) -> str:
    if link.kind == "pages":
        return str(place.page.meta.get("description", ""))
    return link.value.description.in_(place.page.lang) if link.kind == "diagrams" else ""


def _render(name: str, values: Mapping[str, Any]) -> str:
    return environment().get_template(f"{_TEMPLATES}/{name}.html.jinja").render(values).strip() + "\n"


def _put(site: Site, at: str, content: bytes) -> None:
    file = site.folder / at
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
