"""EDGE: what MkDocs must do that no plugin does: English addresses, the sandbox, 404s, search."""

import sys
from datetime import date
from pathlib import Path as FilePath
from typing import Any

# MkDocs loads this file by its path, before mkdocs-macros puts the repository on the path.
sys.path.insert(0, str(FilePath(__file__).parent.parent))

from babel.dates import format_date
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from macros import book_files, cards, hosting, machines, offers, permalinks, shortlinks, step_notice, twins
from macros.decks.site import has_deck
from macros.decks.web import links
from macros.finish import Finish, early
from macros.foreign import Foreign
from macros.languages import SideBySide
from macros.linked_data import linked_data
from macros.links import relative_url
from macros.messages import say
from macros.model.base import LANGUAGES
from macros.pages import TITLE_ID
from macros.registry import REGISTRY
from macros.related import RelatedPages
from macros.sandbox import PageEnvironment
from macros.settings import site_of
from macros.trainer_box import is_chapter, view_url
from macros.wiring import Current

BEFORE_I18N, AFTER_I18N = 100, -200  # static-i18n works at -100, and must have made its files first
DATES = {"da": "da_DK", "en": "en_GB"}


def on_startup(command: str, dirty: bool) -> None:
    """While the handbook is being written, its styles and scripts are served as they are."""
    Current.serving = command == "serve"


@event_priority(AFTER_I18N)
def on_config(config: Any) -> Any:
    """Lock the environment that pages are rendered in, and lend the words of the interface to the templates."""
    plugin = config["plugins"]["macros"]
    plugin._env = PageEnvironment({name: plugin.macros[name] for name in REGISTRY})
    _foreign(config)
    config["theme"].static_templates.discard("sitemap.xml")  # ours is written once all languages stand
    config["extra"] |= {"early_script": early(), "policy": hosting.policy(early())}
    if not config["plugins"]["i18n"].building:
        Current.site = site_of(config, FilePath(config["site_dir"]))
        if Current.handbook:
            Current.moved_away = shortlinks.moved_away(Current.handbook)
            Current.related = RelatedPages(Current.handbook)
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
    return files


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
    context["related"] = Current.related.of(ours) if Current.related and ours else []
    context["slides"] = links(ours) if ours and has_deck(ours) else None
    context["paper"] = relative_url(book_files.chapter(ours.url), ours.url) if ours and book_files.in_book(ours) else ""
    context["share_url"] = permalinks.share_address(permalinks.page_id(ours.key), lang) if ours else ""
    context["downloads"] = offers.offered(Current.handbook, ours) if Current.handbook and ours else []
    context |= _for_machines(ours, config) if ours else {}
    context["moved_away"] = Current.moved_away.get(ours.url, []) if ours else []
    # static-i18n leaves the alternates out on front pages, and gives relative addresses elsewhere.
    config["extra"].alternate = _alternates(config, page.file.alternates)
    return context


def _for_machines(page: Any, config: Any) -> dict[str, str]:
    """What the head of a page says to programs."""
    site = Current.site
    return {
        "twin": twins.NAME,
        "feed": machines.FEED[page.lang],
        "card": config["site_url"] + cards.address(page),
        "linked_data": linked_data(Current.handbook, page, site.url, site.names) if Current.handbook and site else "",
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


def on_pre_build(config: Any) -> None:
    """Begin to build the other languages, side by side with this one."""
    if not config["plugins"]["i18n"].building and not Current.serving:
        Current.others = SideBySide(config)


@event_priority(BEFORE_I18N)
def _after_a_language(config: Any) -> None:
    """What belongs to the language that was built; then the other languages, unless static-i18n is to build them."""
    if finish := _finish():
        finish.language(config["theme"]["language"])
    if Current.others and not Current.others.wait():
        raise PluginError(str(say("a language could not be built; what was wrong stands above")))


@event_priority(AFTER_I18N)
def _after_all_languages(config: Any) -> None:
    if Current.others:
        Current.others.end()
        Current.others = None
    if not config["plugins"]["i18n"].building and (finish := _finish()):
        finish.whole()


def on_build_error(error: Exception) -> None:
    """A build that fails takes the other languages with it."""
    if Current.others:
        Current.others.stop()
        Current.others = None


on_post_build = CombinedEvent(_after_a_language, _after_all_languages)


def _finish() -> Finish | None:
    return Finish(Current.site, Current.handbook, Current.serving) if Current.site and Current.handbook else None
