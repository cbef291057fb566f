"""Every page stands in the navigation, and everything in the navigation is a page with a name in both languages."""

from collections.abc import Iterator
from typing import Any

import yaml

from ..handbook import Handbook
from ..messages import say
from ..problems import Problem, did_you_mean

FILE = "mkdocs.yml"


def check(handbook: Handbook) -> Iterator[Problem]:
    """What `nav` in `mkdocs.yml` says; a handbook without it is listed by its files."""
    try:
        root = yaml.compose((handbook.root / FILE).read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return  # MkDocs says what is wrong with its own settings
    nav, outside = _child(root, "nav"), _child(root, "not_in_nav")
    if nav is None:
        return
    listed: dict[str, int] = {}
    titles: dict[str, int] = {}
    _walk(nav, listed, titles)
    pages = {f"{key}.md": pair for key, pair in handbook.pages.by_key.items()}
    for name, line in listed.items():
        if name not in pages:
            hint = did_you_mean(name, pages)
            yield Problem(
                FILE, line, say("the navigation names '{file}', which is no page{hint}", file=name, hint=hint)
            )
    hidden = [line.strip("/ ") for line in str(outside.value).splitlines()] if outside is not None else []
    for name, pair in pages.items():
        if name not in listed and name not in hidden:
            page = pair.get("da") or next(iter(pair.values()))
            message = say("readers find no way to this page; add '{file}' to 'nav' in {config}", file=name, config=FILE)
            yield Problem(page.file, 1, message)
    translated = _translations(root)
    for title, line in titles.items() if translated is not None else ():
        if title not in (translated or ()):
            message = say("'{title}' has no English name; write it under 'nav_translations'", title=title)
            yield Problem(FILE, line, message)


def _child(node: Any, name: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


def _walk(node: Any, listed: dict[str, int], titles: dict[str, int]) -> None:
    if isinstance(node, yaml.ScalarNode):
        listed.setdefault(node.value, node.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _walk(one, listed, titles)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.SequenceNode):
                titles.setdefault(key.value, key.start_mark.line + 1)
            _walk(value, listed, titles)


def _translations(root: Any) -> set[str] | None:
    """The titles that have an English name; None when nothing is translated."""
    for plugin in getattr(_child(root, "plugins"), "value", ()):
        languages = _child(_child(plugin, "i18n"), "languages")
        for one in getattr(languages, "value", ()):
            names = _child(one, "nav_translations")
            if names is not None:
                return {key.value for key, _ in names.value}
    return None
