"""EDGE: what MkDocs must do that no plugin does: English addresses, the sandbox, 404s, search."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path as FilePath
from typing import Any

# MkDocs loads this file by its path, before mkdocs-macros puts the repository on the path.
sys.path.insert(0, str(FilePath(__file__).parent.parent))

from babel.dates import format_date
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from macros import downloads
from macros.foreign import Foreign
from macros.model.base import LANGUAGES
from macros.pages import TITLE_ID
from macros.registry import REGISTRY
from macros.sandbox import PageEnvironment
from macros.search.site import write_search
from macros.wiring import Current

AFTER_I18N = -200  # static-i18n works at -100, and must have made its files first


@event_priority(AFTER_I18N)
def on_config(config: Any) -> Any:
    """Lock the environment that pages are rendered in, and lend the words of the interface to the templates."""
    plugin = config["plugins"]["macros"]
    plugin._env = PageEnvironment({name: plugin.macros[name] for name in REGISTRY})
    _foreign(config)
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
    for file in _downloads(config):
        files.append(file)
    return files


def _downloads(config: Any) -> Iterator[File]:
    """The texts that are ready to copy, as files, in the language that is being built."""
    lang = config["theme"]["language"]
    texts = Current.handbook.library.all("ready_texts") if Current.handbook else ()
    for item in texts:
        for ending in downloads.ENDINGS:
            content = downloads.content(item.value, lang, ending)
            yield File.generated(config, downloads.address(item.key, lang, ending), content=content)


def _move(file: Any, url: str, config: Any) -> None:
    file.dest_uri = f"{url}index.html"
    file.abs_dest_path = str(FilePath(config["site_dir"], file.dest_uri))
    file.url = url or "./"


@event_priority(AFTER_I18N)
def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """The page in each language, for the switcher (which static-i18n leaves out on front pages) and search engines.

    And the day of its last review, written as its language writes a date.
    """
    lang = config["theme"]["language"]
    context["reviewed"] = format_date(date.fromisoformat(page.meta["review"]["date"]), "long", locale=lang)
    languages = {one.locale: one.name for one in config["plugins"]["i18n"].config.languages}
    config["extra"].alternate = [
        {
            "lang": lang,
            "name": languages[lang],
            "link": file.url,
            "absolute": config["site_url"] + file.url.removeprefix("./"),
        }
        for lang, file in sorted(page.file.alternates.items())
    ]
    return context


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
    """Once both languages stand: search, from the pages as they were built."""
    if not config["plugins"]["i18n"].building and Current.handbook:
        write_search(FilePath(config["site_dir"]), Current.handbook.pages, Current.handbook.library)
