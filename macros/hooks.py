"""EDGE: what MkDocs must do that no plugin does: English addresses, the sandbox, 404s, search."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import urlsplit

# MkDocs loads this file by its path, before mkdocs-macros puts the repository on the path.
sys.path.insert(0, str(FilePath(__file__).parent.parent))

from babel.dates import format_date
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from macros import (
    bundle,
    cards,
    downloads,
    hosting,
    machines,
    offers,
    offline,
    open_data,
    permalinks,
    sheets,
    shortlinks,
    step_notice,
    trainer_view,
    twins,
)
from macros.decks import addresses
from macros.decks.outline import Publication
from macros.decks.site import decks, has_deck
from macros.decks.web import Frame, links, web
from macros.foreign import Foreign
from macros.linked_data import linked_data
from macros.links import relative_url
from macros.model.base import LANGUAGES
from macros.pages import TITLE_ID
from macros.registry import REGISTRY
from macros.related import related
from macros.sandbox import PageEnvironment
from macros.search.site import write_search
from macros.trainer_box import is_chapter, view_url
from macros.wiring import Current

AFTER_I18N = -200  # static-i18n works at -100, and must have made its files first
DATES = {"da": "da_DK", "en": "en_GB"}
SCRIPTS = FilePath(__file__).parent.parent / "overrides" / "assets" / "javascripts"


def on_startup(command: str, dirty: bool) -> None:
    """While the handbook is being written, its styles and scripts are served as they are."""
    Current.serving = command == "serve"


@event_priority(AFTER_I18N)
def on_config(config: Any) -> Any:
    """Lock the environment that pages are rendered in, and lend the words of the interface to the templates."""
    plugin = config["plugins"]["macros"]
    plugin._env = PageEnvironment({name: plugin.macros[name] for name in REGISTRY})
    _foreign(config)
    early = (SCRIPTS / "early.js").read_text("utf-8").strip()
    config["extra"] |= {"early_script": early, "policy": hosting.policy(early)}
    config["extra"].setdefault("site_names", {})[config["theme"]["language"]] = config["site_name"]
    if Current.handbook:
        words = {key: item.value for key, item in Current.handbook.library.items["ui"].items()}
        config["extra"]["ui"] = {lang: {key: text.in_(lang) for key, text in words.items()} for lang in LANGUAGES}
        toc = config["mdx_configs"].setdefault("toc", {})
        toc["permalink_title"] = words["permalink"].in_(config["theme"]["language"])
        # Every other heading has an id of its own; the title's must not clash with theirs or a macro's.
        toc["slugify"] = lambda value, separator: TITLE_ID
    return config


def _foreign(config: Any) -> None:
    """Both languages share the list of extensions, so there is one of ours in it."""
    lang = config["theme"]["language"]
    found = [one for one in config["markdown_extensions"] if isinstance(one, Foreign)]
    if found:
        found[0].lang = lang
    else:
        config["markdown_extensions"].append(Foreign(lang))


@event_priority(AFTER_I18N)
def on_files(files: Any, config: Any) -> Any:
    """Give each page the address that `macros.pages` says; English pages have English ones."""
    pages = Current.handbook.pages if Current.handbook else ()
    urls = {page.file.removeprefix("docs/"): page.url for page in pages}
    for file in files:
        if file.src_uri in urls:  # docs/data/README.md is not published
            for alternate in {id(one): one for one in (file, *file.alternates.values())}.values():
                _move(alternate, urls[alternate.src_uri], config)
    for file in [*_downloads(config), *_decks(config)]:
        files.append(file)
    return files


def _downloads(config: Any) -> Iterator[File]:
    """The texts that are ready to copy and the sheets for paper, as files, in the language that is being built."""
    lang = config["theme"]["language"]
    if Current.handbook:
        for path, html in sheets.files(Current.handbook, lang, config["site_url"], config["extra"]["policy"]):
            yield File.generated(config, path, content=html)
    texts = Current.handbook.library.all("ready_texts") if Current.handbook else ()
    for item in texts:
        for ending in downloads.ENDINGS:
            content = downloads.content(item.value, lang, ending)
            yield File.generated(config, downloads.address(item.key, lang, ending), content=content)


def _decks(config: Any) -> Iterator[File]:
    """The web decks in the language that is being built; they are files and no pages, so no search finds them."""
    if Current.handbook is None:
        return
    lang, site_url = config["theme"]["language"], config["site_url"]
    frame = Frame(site_url, config["extra"]["policy"], config["extra"]["early_script"], config["theme"]["favicon"])
    for page, deck in decks(Current.handbook, Publication(site_url, config["site_name"]), lang):
        address = f"{addresses.web(page)}index.html"
        yield File.generated(config, address, content=web(Current.handbook.context(page), deck, frame))


def _move(file: Any, url: str, config: Any) -> None:
    file.dest_uri = f"{url}index.html"
    file.abs_dest_path = str(FilePath(config["site_dir"], file.dest_uri))
    file.url = url or "./"


@event_priority(AFTER_I18N)
def on_env(env: Any, config: Any, files: Any) -> Any:
    """Lend the templates the addresses and titles of all pages in the language that is built."""
    lang = config["theme"]["language"]
    pages = Current.handbook.pages if Current.handbook else ()
    env.globals["addresses"] = {page.key: page for page in pages if page.lang == lang}
    return env


@event_priority(AFTER_I18N)
def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Remember the parts of the book in the language that is built, for lists of pages."""
    parts = [(one.title, [page.url.removeprefix("./") for page in _pages(one)]) for one in nav if one.children]
    config["extra"].setdefault("parts", {})[config["theme"]["language"]] = parts
    config["extra"].setdefault("descriptions", {})[config["theme"]["language"]] = config["site_description"]
    return nav


def _pages(section: Any) -> Iterator[Any]:
    """The pages of a part; of a group inside it the first, which leads to the others."""
    for item in section.children:
        yield item if item.is_page else item.children[0]


@event_priority(AFTER_I18N)
def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Sections whose other language has moved on say so."""
    ours = Current.handbook.pages.at(page.file.url.removeprefix("./")) if Current.handbook else None
    return step_notice.with_notices(html, Current.handbook, ours) if Current.handbook and ours else html


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """What the frame says about a page: its other language, its place in the book, what belongs with it, its review."""
    lang = config["theme"]["language"]
    context["reviewed"] = format_date(date.fromisoformat(page.meta["review"]["date"]), "long", locale=DATES[lang])
    context["position"] = _position(nav, page)
    ours = Current.handbook.pages.at(page.file.url.removeprefix("./")) if Current.handbook else None
    context["trainer_url"] = relative_url(view_url(ours), ours.url) if ours and is_chapter(ours) else ""
    context["related"] = related(Current.handbook, ours) if Current.handbook and ours else []
    context["slides"] = links(ours) if ours and has_deck(ours) else None
    context["share_url"] = permalinks.share_address(permalinks.page_id(ours.key), lang) if ours else ""
    context["downloads"] = offers.offered(Current.handbook, ours) if Current.handbook and ours else []
    context |= _for_machines(ours, config) if ours else {}
    context["moved_away"] = shortlinks.moved_away(Current.handbook, ours) if Current.handbook and ours else []
    # static-i18n leaves the alternates out on front pages, and gives relative addresses elsewhere.
    config["extra"].alternate = _alternates(config, page.file.alternates)
    return context


def _for_machines(page: Any, config: Any) -> dict[str, str]:
    """What the head of a page says to programs."""
    names = config["extra"]["site_names"]
    return {
        "twin": twins.NAME,
        "feed": machines.FEED[page.lang],
        "card": config["site_url"] + cards.address(page),
        "linked_data": linked_data(Current.handbook, page, config["site_url"], names) if Current.handbook else "",
    }


@event_priority(AFTER_I18N)
def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """A page that is not found leads to the other language's front page."""
    front = next(file for file in context["nav"].homepage.file.alternates.values() if file)
    config["extra"].alternate = _alternates(config, front.alternates)
    return context


def _alternates(config: Any, files: Any) -> list[dict[str, str]]:
    languages = {one.locale: one.name for one in config["plugins"]["i18n"].config.languages}
    return [
        {
            "lang": lang,
            "name": languages[lang],
            "link": file.url,
            "absolute": config["site_url"] + file.url.removeprefix("./"),
        }
        for lang, file in sorted(files.items())
    ]


def _position(nav: Any, page: Any) -> dict[str, int]:
    """The part that a page stands in, its number there, and how many there are; nothing outside the navigation."""
    for part, section in enumerate((one for one in nav if one.children), 1):
        inside = [one for item in section.children for one in (item.children or [item])]
        if page in inside:
            return {"part": part, "number": inside.index(page) + 1, "all": len(inside)}
    return {}


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Each language has its own 404; the Danish one stands where web servers look for it."""
    if template_name != "404.html" or config["theme"]["language"] == "da":
        return output_content
    target = FilePath(config["site_dir"], config["theme"]["language"], "404.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output_content, "utf-8")
    return ""


@event_priority(AFTER_I18N)
def on_post_build(config: Any) -> None:
    """Once both languages stand: short links, search from the pages as built, headers, one style sheet, the worker."""
    if not config["plugins"]["i18n"].building and Current.handbook:
        site = FilePath(config["site_dir"])
        shortlinks.write(_site(config), Current.handbook)
        write_search(site, Current.handbook.pages, Current.handbook.library)
        trainer_view.write(site, Current.handbook)
        early = config["extra"]["early_script"]
        hosting.write(site, early, urlsplit(config["site_url"]).path or "/")
        if not Current.serving:
            bundle.bundle(site, SCRIPTS)
        _other_forms(site, Current.handbook, config)
        if config["extra"].get("offline") and not Current.serving:
            offline.write(site, {lang: _said(config["extra"]["ui"][lang]) for lang in LANGUAGES})
        else:
            offline.withdraw(site)


def _said(words: dict[str, str]) -> dict[str, str]:
    """The words of the message about a newer edition."""
    return {"newer": words["offline_newer"], "show": words["offline_show"], "close": words["close"]}


def _other_forms(site: FilePath, handbook: Any, config: Any) -> None:
    """The same content for other programs; sizes of files are told once all files stand."""
    extra, url = config["extra"], config["site_url"] or "/"
    open_data.write(site, handbook, url, extra["site_names"])
    cards.write(site, handbook, extra["site_names"])
    offers.fill(site, handbook)
    if not Current.serving:
        twins.write(site, handbook, url)
    contact = str(extra.get("security_contact") or "")
    about = machines.Site(site, url, extra["site_names"], extra["descriptions"], extra["parts"], contact)
    machines.write(about, handbook)


def _site(config: Any) -> shortlinks.Site:
    """The settings that short links need, once both languages stand."""
    folder = FilePath(config["site_dir"])
    theme = sorted(one.relative_to(folder).as_posix() for one in folder.glob("assets/stylesheets/main.*.min.css"))
    styles = [*theme, *(str(style) for style in config["extra_css"])]
    return shortlinks.Site(
        folder, config["site_url"] or "/", config["extra"]["site_names"], styles, config["theme"]["favicon"]
    )
