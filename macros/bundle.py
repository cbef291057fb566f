"""One style sheet for each kind of page, with only the rules it uses; scripts in a folder named by their content.

Works on the files of a built site, whichever engine built it. A rule is dropped only when one of
its selectors names a class, id, element or attribute that no page has and no script mentions, so
what a reader sees is the same before and after, also when a script has changed the page.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from os.path import normpath
from pathlib import Path as FilePath
from typing import Any

import lightningcss
import tinycss2

SCRIPTS = "assets/javascripts"
STYLES = "assets/stylesheets"
BROWSERS = ["chrome 99", "firefox 102", "safari 15.4", "samsung 18"]  # those of a phone bought four years ago
_LINK = re.compile(r'[<]link rel="stylesheet" href="([^"]+)">\s*')
_TOOLS = re.compile(r'[<]link rel="stylesheet" data-tools(?:="")? href="([^"]+)">\s*')  # see main.js
_SCRIPT = re.compile(rf"{SCRIPTS}/([\w-]+\.js)")
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+)))?')
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"--[\w-]+")
_CHOICES = {"is", "where", "has", "matches"}


@dataclass
class Used:
    """Everything that the pages have, or that a script may give them.

    Attributes:
        elements: Names of elements.
        classes: Names of classes.
        ids: Values of `id`.
        attributes: Names of attributes, and `name=value` for each value.
        mentioned: Every name in a script.
        tags: Every tag that has been read.
    """

    elements: set[str] = field(default_factory=lambda: {"html", "body", "head"})
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    tags: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def page(self, html: str) -> None:
        """Add what one page has."""
        fresh = set(_TAG.findall(html)) - self.tags
        self.tags |= fresh  # most tags of a page stand on others too
        for element, rest in fresh:
            self.elements.add(element.lower())
            for name, *values in _ATTRIBUTE.findall(rest):
                value = next((one for one in values if one), "")
                self.attributes |= {name, f"{name}={value}"}
                if name == "class":
                    self.classes.update(value.split())
                elif name == "id":
                    self.ids.add(value)

    def script(self, text: str) -> None:
        """Add what a script mentions."""
        self.mentioned.update(_NAME.findall(text))

    def with_pages(self, pages: Iterable[str]) -> "Used":
        """The same, and what some pages have."""
        more = Used(*(set(getattr(self, one.name)) for one in fields(self)))
        for html in pages:
            more.page(html)
        return more

    def has(self, kind: str, name: str) -> bool:
        """Whether a page has it, or a script may make it."""
        return name in getattr(self, kind) or name in self.mentioned


def bundle(site: FilePath, ours: FilePath) -> None:
    """Give the pages that link the same style sheets one in their place, and move our scripts beside it.

    Pages of another kind, such as slides, link other sheets; neither kind carries the rules of the other.
    The sheets of the tools become one of their own, which a chapter does not link: main.js fetches it.

    Args:
        site: Folder of the built site.
        ours: Folder of the scripts that readers may get; the theme's own are deleted.
    """
    pages = {file: file.read_text("utf-8") for file in sorted(site.rglob("*.html"))}
    kinds: dict[tuple[FilePath, ...], list[FilePath]] = {}
    tools: dict[FilePath, None] = {}
    for file, html in pages.items():
        kinds.setdefault(_linked(site, file, html, _LINK), []).append(file)
        tools |= dict.fromkeys(_linked(site, file, html, _TOOLS))
    kinds.pop((), None)
    if not kinds:
        return
    scripts = {file.name: (site / SCRIPTS / file.name).read_bytes() for file in sorted(ours.glob("*.js"))}
    shared = Used()
    for script in scripts.values():
        shared.script(script.decode())
    tool_style = _together(tools)
    styles = {"tools.css": reduce(tool_style, shared.with_pages(pages.values()))} if tools else {}
    # What the tools read of the colours must be there, though nothing else on a page reads it.
    shared.mentioned |= {name.removeprefix("--") for name in _VARIABLE.findall(tool_style)}
    names: dict[FilePath, str] = {}
    for linked, files in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        name = _named(linked, styles)
        styles[name] = reduce(_together(linked), shared.with_pages(pages[file] for file in files))
        names.update(dict.fromkeys(files, name))
    content = hashlib.sha256("".join(styles.values()).encode() + b"".join(scripts.values())).hexdigest()[:8]
    folder = site / "assets" / content
    folder.mkdir(parents=True, exist_ok=True)
    for name, style in styles.items():
        (folder / name).write_text(style, "utf-8")
    for name, script in scripts.items():
        (folder / name).write_bytes(script)
    for file, html in pages.items():
        file.write_text(_rewritten(html, f"assets/{content}", names.get(file, "")), "utf-8")
    shutil.rmtree(site / SCRIPTS, ignore_errors=True)
    shutil.rmtree(site / STYLES, ignore_errors=True)


def _together(sheets: Iterable[FilePath]) -> str:
    return "\n".join(file.read_text("utf-8") for file in sheets)


def _named(linked: tuple[FilePath, ...], taken: dict[str, str]) -> str:
    """Most pages have `handbook.css`; another kind is called after the last of its sheets."""
    stem = linked[-1].stem if "handbook.css" in taken else "handbook"
    number = next(one for one in range(1, len(taken) + 2) if f"{stem}{one if one > 1 else ''}.css" not in taken)
    return f"{stem}{number if number > 1 else ''}.css"


def _linked(site: FilePath, file: FilePath, html: str, pattern: re.Pattern[str]) -> tuple[FilePath, ...]:
    """The style sheets that a page links, in the order in which it does."""
    found: dict[FilePath, None] = {}
    for href in pattern.findall(html):
        target = site / href.lstrip("/") if href.startswith("/") else file.parent / href
        # A 404 page links from the root of the server, where the site may stand in a folder.
        while href.startswith("/") and not target.exists() and "/" in href.lstrip("/"):
            href = "/" + href.lstrip("/").split("/", 1)[1]
            target = site / href.lstrip("/")
        found.setdefault(FilePath(normpath(target)), None)
    return tuple(found)


def _rewritten(html: str, folder: str, style: str) -> str:
    """A page with one style sheet in the place of several; a chapter leaves those of the tools to main.js."""
    on_demand = "hb-chapter" in html and "data-eager" not in html
    html = _merged(html, _TOOLS, "" if on_demand else f"{folder}/tools.css")
    return _SCRIPT.sub(rf"{folder}/\1", _merged(html, _LINK, f"{folder}/{style}"))


def _merged(html: str, pattern: re.Pattern[str], sheet: str) -> str:
    """A page with the first link of a kind leading to another sheet, and the others left out; all, for no sheet."""
    links = list(pattern.finditer(html))
    for link in reversed(links[1:] if sheet else links):
        html = html[: link.start()] + html[link.end() :]
    if links and sheet:
        start, end = links[0].span(1)
        html = html[:start] + re.sub(rf"{STYLES}/.*", sheet, links[0][1]) + html[end:]
    return html


def reduce(css: str, used: Used) -> str:
    """The rules of a style sheet that can match, as small as they can be written."""
    kept = list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))
    text = "".join(kept)
    while True:
        smaller = _without_idle_variables(text, used)
        if smaller == text:
            break
        text = smaller
    text = _without_idle_animations(text)
    return str(lightningcss.process_stylesheet(text, filename="handbook.css", minify=True, browsers_list=BROWSERS))


def _rules(rules: Iterable[Any], used: Used) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _split(rule.prelude) if _possible(one, used)]
            if selectors:
                head = ",".join(tinycss2.serialize(one).strip() for one in selectors)
                yield f"{head}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "layer") and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept = "".join(_rules(inner, used))
            if kept:
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _split(tokens: Sequence[Any]) -> list[list[Any]]:
    """A list of selectors, taken apart at its commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _possible(selector: Sequence[Any], used: Used) -> bool:
    """Whether everything that a selector names can be on one of the pages."""
    before = ""
    for token in selector:
        if not _can_be(token, before, used):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _can_be(token: Any, before: str, used: Used) -> bool:
    """Whether one part of a selector can be on a page; what stands in `:not(…)` need not."""
    if token.type == "ident" and before == ".":
        return used.has("classes", token.value)
    if token.type == "ident" and before != ":":
        return used.has("elements", token.lower_value)
    if token.type == "hash":
        return used.has("ids", token.value)
    if token.type == "[] block":
        return _attribute(token.content, used)
    if token.type == "function" and token.lower_name in _CHOICES:
        return any(_possible(one, used) for one in _split(token.arguments))
    return True


def _attribute(tokens: Sequence[Any], used: Used) -> bool:
    parts = [token for token in tokens if token.type != "whitespace"]
    name = parts[0].value
    exact = len(parts) == 3 and parts[1].type == "literal" and parts[1].value == "="
    if name in used.mentioned or name.removeprefix("data-") in used.mentioned or name in ("open", "hidden"):
        return True
    return f"{name}={parts[2].value}" in used.attributes if exact else name in used.attributes


def _without_idle_variables(css: str, used: Used) -> str:
    """Without the custom properties that nothing reads; one may read another."""
    read = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | {
        name for name in _VARIABLE.findall(css) if name.removeprefix("--") in used.mentioned
    }
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_with_variables(rules, read))


def _with_variables(rules: Iterable[Any], read: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            declarations = [
                one
                for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                if one.type != "declaration" or not one.name.startswith("--") or one.name in read
            ]
            if declarations:
                body = ";".join(one.serialize() for one in declarations)
                yield f"{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif rule.content is not None and rule.lower_at_keyword in ("media", "supports", "layer"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept = "".join(_with_variables(inner, read))
            if kept:
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}"
        else:
            yield rule.serialize()


def _without_idle_animations(css: str) -> str:
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    names = set(_NAME.findall(" ".join(re.findall(r"animation(?:-name)?\s*:([^;}]*)", css))))
    return "".join(
        rule.serialize()
        for rule in rules
        if rule.type != "at-rule"
        or not rule.lower_at_keyword.endswith("keyframes")
        or tinycss2.serialize(rule.prelude).strip() in names
    )
