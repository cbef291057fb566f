"""EDGE: what MkDocs must do that no plugin does: English addresses, the sandbox, 404s, search."""

import sys
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

# MkDocs loads this file by its path, before mkdocs-macros puts the repository on the path.
sys.path.insert(0, str(FilePath(__file__).parent.parent))

from mkdocs import utils
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File

from macros import hosting, step_notice
from macros.checks.pictures import ENDINGS
from macros.finish import Finish, early
from macros.foreign import Foreign
from macros.frame import Frame, words_of
from macros.handbook import Handbook
from macros.kept import code
from macros.languages import SideBySide
from macros.messages import say
from macros.model.base import LANGUAGES
from macros.pages import TITLE_ID, Page
from macros.registry import REGISTRY
from macros.sandbox import PageEnvironment
from macros.settings import described
from macros.wiring import Current

_CLEAN = utils.clean_directory
BEFORE_I18N, AFTER_I18N = 100, -200  # static-i18n works at -100, and must have made its files first


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
        site = described(FilePath(config["config_file_path"]).parent, FilePath(config["site_dir"]))
        Current.site = replace(site, url=config["site_url"] or "/")  # the server has an address of its own
        if Current.handbook:
            Current.frame = Frame(Current.handbook, Current.site)
    if Current.handbook:
        config["extra"]["ui"] = {lang: words_of(Current.handbook, lang) for lang in LANGUAGES}
        toc = config["mdx_configs"].setdefault("toc", {})
        words = config["extra"]["ui"][config["theme"]["language"]]
        toc["permalink_title"] = words["permalink"]
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
    if sitemap := files.get_file_from_path("sitemap.xml"):
        files.remove(sitemap)  # a template of static-i18n, which would be copied as it is
    pages = Current.handbook.pages if Current.handbook else ()
    urls = {page.file.removeprefix("docs/"): page.url for page in pages}
    for file in files:
        if file.src_uri in urls:  # docs/data/README.md is not published
            for alternate in {id(one): one for one in (file, *file.alternates.values())}.values():
                _move(alternate, urls[alternate.src_uri], config)
    # static-i18n leaves out of every language but the first what has no language in its name: images.
    docs = FilePath(config["docs_dir"])
    for image in (one.relative_to(docs) for one in docs.rglob("*") if one.suffix.lower() in ENDINGS):
        if image.parts[0] != "data" and not files.get_file_from_path(image.as_posix()):
            files.append(File(image.as_posix(), str(docs), config["site_dir"], use_directory_urls=True))
    return files


def _move(file: Any, url: str, config: Any) -> None:
    file.dest_uri = f"{url}index.html"
    file.abs_dest_path = str(FilePath(config["site_dir"], file.dest_uri))
    file.url = url or "./"


@event_priority(AFTER_I18N)
def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Of a save that changes the text of some pages only, MkDocs is to know those; the others stand as they are."""
    only = Current.finish.only if Current.serving and Current.finish else None
    if only is not None and Current.handbook:
        for file in files.documentation_pages():
            ours = Current.handbook.pages.at(file.url.removeprefix("./"))
            if file.page and ours:
                file.page.title, file.page.meta = Current.titles.get(ours.file), dict(ours.meta)
        every = files.documentation_pages
        files.documentation_pages = lambda **kind: [one for one in every(**kind) if one.url.removeprefix("./") in only]
    return nav


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
    """What the frame says about a page."""
    ours = Current.handbook.pages.at(page.file.url.removeprefix("./")) if Current.handbook else None
    if Current.frame and ours:
        Current.titles[ours.file] = page.title
        context |= Current.frame.context(ours)
        # static-i18n leaves the alternates out on front pages, and gives relative addresses elsewhere.
        config["extra"].alternate = Current.frame.alternates(ours.key)
    return context


@event_priority(AFTER_I18N)
def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """A page that is not found leads to the other language's front page."""
    if Current.frame:
        config["extra"].alternate = Current.frame.alternates("index")
    return context


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
    if config["plugins"]["i18n"].building:
        return
    if Current.serving:
        _keep_what_stands()
    else:
        Current.others = SideBySide(config)


def _keep_what_stands() -> None:
    """What follows from the surroundings of pages, and not from their text, is not written again for every save."""
    if Current.handbook and Current.site:
        around = Current.site, Current.handbook.surroundings, code()
        texts = {page.url: _text(Current.handbook, page) for page in Current.handbook.pages}
        only = None
        if Current.around == around:
            only = frozenset(url for url, text in texts.items() if Current.texts.get(url) != text)
        Current.finish = Finish(Current.site, Current.handbook, True, only)
        Current.around = None  # until all has gone well
        Current.next_around, Current.next_texts = around, texts
        utils.clean_directory = _CLEAN if only is None else _nothing


def _text(handbook: Handbook, page: Page) -> tuple[object, ...]:
    """What a page is made of, beside its surroundings."""
    calls = [one.html for one in handbook.rendered[page.key, page.lang]]
    return page.lines, str(handbook.translations.notices(page)), calls


def _nothing(directory: str) -> None:
    """Clean nothing."""


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
        Current.around, Current.texts = Current.next_around, Current.next_texts


def on_build_error(error: Exception) -> None:
    """A build that fails takes the other languages with it."""
    if Current.others:
        Current.others.stop()
        Current.others = None


on_post_build = CombinedEvent(_after_a_language, _after_all_languages)


def _finish() -> Finish | None:
    if Current.serving:
        return Current.finish
    return Finish(Current.site, Current.handbook) if Current.site and Current.handbook else None
