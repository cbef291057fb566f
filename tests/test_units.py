"""The parts on their own: reading YAML and pages, addresses, the stash, the sandbox, citations."""

import pytest
from jinja2.exceptions import SecurityError, UndefinedError
from markdown import Markdown

from macros.calls import parse_call
from macros.citation import danish
from macros.links import relative_url
from macros.model.base import parse_source
from macros.model.page import FrontMatter
from macros.pages import Page, parse_page
from macros.problems import Problem, did_you_mean
from macros.registry import choose, macro
from macros.rendering import wrapped
from macros.sandbox import PageEnvironment
from macros.stash import Stash, ids_in
from macros.yaml_source import read_yaml

# YAML -----------------------------------------------------------------------------------------


def test_lines_of_values() -> None:
    source, problems = read_yaml(b"a:\n  - x: 1\n  - x: 2\nb: t\n", "f.yml")
    assert problems == [] and source is not None
    assert [source.line(path) for path in (("a",), ("a", 0, "x"), ("a", 1, "x"), ("b",))] == [1, 2, 3, 4]
    assert source.line(("a", 1, "no", "such")) == 3, "the nearest parent answers"


def test_words_of_yaml_1_2_only() -> None:
    source, _ = read_yaml(b"a: no\nb: on\nc: 2018-05-01\nd: 1.10\ne: 007\nf: true\ng: 12\nh:\n", "f.yml")
    assert source is not None
    assert source.data == {
        "a": "no",
        "b": "on",
        "c": "2018-05-01",
        "d": "1.10",
        "e": "007",
        "f": True,
        "g": 12,
        "h": None,
    }


def test_windows_file_with_bom() -> None:
    source, problems = read_yaml("\ufeffa: æ\r\nb: ø\r\n".encode(), "f.yml")
    assert problems == [] and source is not None
    assert source.data == {"a": "æ", "b": "ø"}


# Pages ----------------------------------------------------------------------------------------


def page(body: str) -> tuple[Page, list[Problem]]:
    problems: list[Problem] = []
    return parse_page(f"---\nkind: page\n---\n{body}", "docs/x.md", "x", "da", problems), problems


def test_calls_and_headings_have_lines_of_the_file() -> None:
    found, problems = page('# T\n\n{{ a("x", b=[1, "y"], c=None) }}\n\n## H { #h }\n')
    assert problems == []
    assert [(c.line, c.name, c.args, dict(c.kwargs), c.alone) for c in found.calls] == [
        (6, "a", ("x",), {"b": [1, "y"], "c": None}, True)
    ]
    assert [(h.line, h.level, h.text, h.id) for h in found.headings] == [(4, 1, "T", None), (8, 2, "H", "h")]


def test_raw_blocks_hold_no_calls() -> None:
    found, problems = page("# T\n\n{% raw %}{{ a() }} {# x #}{% endraw %}\n")
    assert problems == [] and found.calls == ()


def test_code_holds_no_headings() -> None:
    found, _ = page("# T\n\n```\n## no\n```\n\n~~~\n```\n# no\n~~~\n")
    assert [heading.text for heading in found.headings] == ["T"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("{{ a(b()) }}", "may only be"), ("{{ a.b() }}", "may only be"), ("{{ a(**x) }}", "may only be"),
     ("{{ 1 + 1 }}", "may only be"),
     ("{{ a() }}{{ b() }}", "2 macro calls"), ("{{ a( }}", "cannot be read"), ("{{ {} }}", "may only be")],
)  # fmt: skip
def test_only_literal_calls(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_call(text)


@pytest.mark.parametrize(
    ("target", "start", "expected"),
    [("a/", "b/", "../a/"), ("a/#x", "a/", "#x"), ("", "a/", "../"), ("a/", "", "a/"), ("en/a/", "", "en/a/"),
     ("", "", "./"), ("#x", "", "#x"), ("bidrag/data/", "bidrag/tekst/", "../data/"), ("#x", "a/", "../#x")],
)  # fmt: skip
def test_relative_url(target: str, start: str, expected: str) -> None:
    assert relative_url(target, start) == expected


@pytest.mark.parametrize(
    ("key", "lang", "slug", "url"),
    [("index", "da", None, ""), ("index", "en", None, "en/"), ("krydspres", "da", None, "krydspres/"),
     ("krydspres", "en", "caught", "en/caught/"), ("bidrag/index", "da", None, "bidrag/"),
     ("bidrag/data", "en", "contribute/fact", "en/contribute/fact/")],
)  # fmt: skip
def test_address_of_a_page(key: str, lang: str, slug: str | None, url: str) -> None:
    assert Page("f", key, lang, {"slug": slug} if slug else {}).url == url  # type: ignore[arg-type]


def test_front_matter_keeps_addresses_plain() -> None:
    for slug in ("Stor", "æ", "a/", "/a", "a b", "../a"):
        with pytest.raises(ValueError, match="slug"):
            FrontMatter(description="x", kind="page", slug=slug)


# Sources and citations ------------------------------------------------------------------------


def test_sources_taken_apart() -> None:
    source = parse_source("osborne2006~ p. 380-382, 390")
    assert (source.voice, source.work, source.page, source.unread) == ("research", "osborne2006", "380-382, 390", True)
    assert (parse_source("slide-14").slide, parse_source("slide-14").point) == (14, None)
    assert parse_source("slide-4-1").point == "4-1"
    assert parse_source("editorial").voice == "editors"


@pytest.mark.parametrize(
    "text", ["", "slide-0", "slide 4", "Osborne 2006", "osborne2006 p. x", "slide-4-1-1", "editorial~"]
)
def test_not_a_source(text: str) -> None:
    with pytest.raises(ValueError):
        parse_source(text)


def test_danish_order() -> None:
    words = ["Åse", "Ærø", "Zoo", "Øst", "abe", "Émile"]
    assert sorted(words, key=danish) == ["abe", "Émile", "Zoo", "Ærø", "Øst", "Åse"]


# Macros ---------------------------------------------------------------------------------------


def test_a_macro_is_named_as_its_folder() -> None:
    with pytest.raises(ValueError, match="named alike"):

        @macro
        def elsewhere() -> None: ...


def test_choose_keeps_the_order_asked_for() -> None:
    class Item:
        def __init__(self, key: str) -> None:
            self.key = key

    items = [Item("a"), Item("b")]
    assert [item.key for item in choose(items, ["b", "a"], "item")] == ["b", "a"]
    assert choose(items, None, "item") == items


def test_did_you_mean() -> None:
    assert str(did_you_mean("paradigmr", ["paradigmer", "x"])) == ", did you mean 'paradigmer'?"
    assert str(did_you_mean("zzz", ["a", "b"])) == ", expected one of: a, b"
    assert did_you_mean("zzz", [str(n) for n in range(50)]) == ""


def test_text_of_a_drawing_is_broken_into_lines() -> None:
    assert wrapped("en to tre fire", 6) == ["en to", "tre", "fire"]


# The stash ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "inside"),
    [("{}", None), ("- {}", "li"), ("!!! example \"x\"\n\n    {}", "div"), ("> {}", "blockquote"),
     ("| a |\n|---|\n| {} |", "td"), ("text {} text", "p"), ("# h {}", "h1")],
)  # fmt: skip
def test_html_survives_markdown(markdown: str, inside: str | None) -> None:
    stash = Stash()
    html = '<figure id="f"><table><tr><td>a | b *c* _d_</td></tr></table></figure>'
    out = Markdown(extensions=["admonition", "tables", stash]).convert(markdown.replace("{}", stash.put(html)))
    assert html in out
    assert "hbstash" not in out
    assert "<p><figure" not in out.replace("<p>text", "")
    if inside:
        assert f"<{inside}" in out


def test_equal_html_has_equal_placeholders() -> None:
    stash = Stash()
    assert stash.put("<b>1</b>") == stash.put("<b>1</b>") != stash.put("<b>2</b>")


def test_ids() -> None:
    assert ids_in('<a id="x"><b id=y></b></a>') == ["x", "y"]


# The sandbox ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '{{ cycler.__init__.__globals__.os.popen("id").read() }}', "{{ config }}", "{{ a.__globals__ }}",
        "{{ a.__call__() }}", '{{ "".__class__ }}', '{{ ""["__class__"] }}', '{{ "%s"|format("x") }}', 
        "{{ [].append(1) }}",
        '{{ "{0.__class__}".format(1) }}', '{% include "x" %}', '{% import "x" as y %}', "{{ lipsum() }}",
        "{{ range(9999999) }}", "{{ dict() }}", '{{ a["func_globals"] }}', "{{ namespace() }}", "{{ joiner() }}",
        '{% for x in "ab" %}{{ x.upper() }}{% endfor %}', "{{ self._TemplateReference__context }}",
    ],
)  # fmt: skip
def test_sandbox_gives_nothing_away(text: str) -> None:
    def a() -> str:
        return "ok"

    environment = PageEnvironment({"a": a})
    assert environment.from_string("{{ a() }}").render(config="secret") == "ok"
    with pytest.raises((SecurityError, UndefinedError, TypeError, Exception)) as caught:
        environment.from_string(text).render(config="secret")
    assert "secret" not in str(caught.value)
