"""The same handbook by every engine: what a reader gets is compared page by page, and then file by file.

What differs is written out here, and the page of the contributor documentation that explains it must name it.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Literal

import pytest
import tinycss2
from filelock import FileLock
from lxml import html as lxml_html
from PIL import Image
from playwright.sync_api import Browser

from macros import publish, serve
from macros.engines import ENGINES, USUAL, Engine
from macros.handbook import Handbook
from macros.portable import zensical
from macros.stash import Stash

from ..conftest import SITE_URL
from ..conftest import serve as serve_folder
from ..small import ROOT, apply, load_case, small_project

pytestmark = pytest.mark.site
OTHERS = sorted(set(ENGINES) - {USUAL})
EXPLAINED = [ROOT / "docs/bidrag" / name for name in ("byggeprogrammer.md", "byggeprogrammer.en.md")]
# Files that only one site has, and rules that only one style sheet has.
FILES: Mapping[str, set[str]] = {"properdocs": set(), "zensical": {"assets/images/favicon.png"}}
RULES: Mapping[str, set[str]] = {"properdocs": set(), "zensical": {"scrollbar-gutter", ".highlight code a[id]"}}


def build(root: FilePath, site: FilePath, engine: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros", "build", "--engine", engine, "--site", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FilePath]:
    """The real handbook by every engine, built once for all workers."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    settings = {"SITE_URL": SITE_URL, "REPO_URL": "https://github.com/example/haandbog", "EDIT_URI": "edit/main/docs/"}
    for engine in ENGINES:
        with FileLock(folder / f"{engine}.lock"):
            if not (folder / f"{engine}.done").exists():
                done = build(ROOT, folder / "engines" / engine, engine, **settings)
                assert done.returncode == 0, done.stdout + done.stderr
                (folder / f"{engine}.done").write_text(done.stdout + done.stderr, "utf-8")
    return {engine: folder / "engines" / engine for engine in ENGINES}


# What a page says, aspect by aspect, so that a difference has a name.
ASPECTS: dict[str, Callable[[Any], Any]] = {
    "text": lambda page: " ".join(" ".join(article.text_content() for article in page.xpath("//article")).split()),
    "headings": lambda page: [
        (tag.tag, tag.get("id"), tag.text_content()) for tag in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    ],
    "ids": lambda page: page.xpath("//@id"),
    "tables": lambda page: [
        [[(cell.tag, cell.get("scope"), cell.text_content().strip()) for cell in row] for row in table.xpath(".//tr")]
        for table in page.xpath("//table")
    ],
    "sources": lambda page: [tag.text_content() for tag in page.xpath("//*[contains(@class, 'hb-references')]//li")],
    "links": lambda page: page.xpath("//a/@href"),
    "short links": lambda page: [href for href in page.xpath("//@href") if re.search(r"(?:^|/)l/", href)],
    "navigation": lambda page: [tag.text_content().split() for tag in page.xpath("//nav")],
    "head": lambda page: [
        (
            tag.get("name") or tag.get("property") or tag.get("rel"),
            # The folder of scripts is named by the styles too, of which one is the engine's.
            re.sub(r"assets/[0-9a-f]{8}/", "assets/", tag.get("content") or tag.get("href") or ""),
        )
        for tag in page.xpath("//head/meta|//head/link[not(@rel='stylesheet')]")
    ],
    "data": lambda page: [tag.text for tag in page.xpath("//script[@type='application/ld+json']")],
}


def said(file: FilePath) -> dict[str, Any]:
    page = lxml_html.fromstring(file.read_bytes())
    return {name: find(page) for name, find in ASPECTS.items()}


def unlike(one: FilePath, other: FilePath) -> list[tuple[str, str]]:
    """Pages that do not say the same, with the aspect; pages that only one site has."""
    here, there = ({file.relative_to(site).as_posix() for file in site.rglob("*.html")} for site in (one, other))
    alone = [(name, "is in one site only") for name in sorted(here ^ there)]
    both = ((name, said(one / name), said(other / name)) for name in sorted(here & there))
    return alone + [(name, aspect) for name, this, that in both for aspect in ASPECTS if this[aspect] != that[aspect]]


@pytest.mark.parametrize("engine", OTHERS)
def test_every_page_says_the_same(sites: dict[str, FilePath], engine: str, handbook: Handbook) -> None:
    assert unlike(sites[USUAL], sites[engine]) == []
    assert [page.url for page in handbook.pages if not (sites[engine] / page.url / "index.html").is_file()] == []


@pytest.mark.parametrize(
    ("old", "new", "aspect"),
    [
        ("<td>to</td>", "<td>tre</td>", {"text", "tables"}),
        ('<th scope="row">', "<th>", {"tables"}),
        ('id="en"', 'id="anden"', {"headings", "ids"}),
        ('href="../b/"', 'href="../c/"', {"links"}),
        ('href="../l/a/"', 'href="../l/b/"', {"links", "short links"}),
        ("<li>Kilde</li>", "", {"text", "sources"}),
        ("<h2", "<h3", {"headings"}),
    ],
)
def test_the_comparison_sees_a_difference(tmp_path: FilePath, old: str, new: str, aspect: set[str]) -> None:
    page = (
        '<html><body><article><h2 id="en">En</h2><p><a href="../b/">b</a> <a href="../l/a/">del</a></p>'
        '<table><tr><th scope="row">et</th><td>to</td></tr></table>'
        '<ul class="hb-references"><li>Kilde</li></ul></article></body></html>'
    )
    assert old in page
    for name, text in (("one", page), ("other", page.replace(old, new))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    assert {found for _, found in unlike(tmp_path / "one", tmp_path / "other")} == aspect
    (tmp_path / "one/more.html").write_text(page, "utf-8")
    assert ("more.html", "is in one site only") in unlike(tmp_path / "one", tmp_path / "other")


# The name of the folder of styles and scripts, and the edition of a page, are computed from the style sheet too.
_COMPUTED = re.compile(rb'assets/[0-9a-f]{8}/| data-edition="[0-9a-f]{8}"')


def files(site: FilePath) -> Iterator[tuple[str, bytes]]:
    """Every file by its name, with its bytes; without what the style sheet decides."""
    for file in site.rglob("*"):
        if file.is_file():
            name = re.sub(r"^assets/[0-9a-f]{8}/", "assets/…/", file.relative_to(site).as_posix())
            content = file.read_bytes()
            if file.suffix == ".html" or name == "_headers":
                content = _COMPUTED.sub(b"", content)
            elif name in ("offline/da.json", "offline/en.json"):
                listed = json.loads(content)
                names = sorted({*listed["files"], *listed["fixed"]})
                content = repr([_COMPUTED.sub(b"", one.encode()) for one in names] + [listed["pack"]]).encode()
            yield name, content


def different(one: FilePath, other: FilePath) -> set[str]:
    """The files that only one site has, or that differ by a byte."""
    here, there = dict(files(one)), dict(files(other))
    return {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)}


def test_properdocs_builds_the_same_to_the_byte(sites: dict[str, FilePath]) -> None:
    here, there = (
        {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in (sites[USUAL], sites["properdocs"])
    )
    assert sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name)) == []


@pytest.mark.parametrize("engine", OTHERS)
def test_no_file_differs_but_those_that_are_explained(sites: dict[str, FilePath], engine: str) -> None:
    style = {"assets/…/handbook.css"} if RULES[engine] else set()
    lists = {"offline/da.json", "offline/en.json"} if FILES[engine] else set()
    assert different(sites[USUAL], sites[engine]) - lists == FILES[engine] | style


@pytest.mark.parametrize("engine", OTHERS)
def test_no_style_differs_but_those_that_are_explained(sites: dict[str, FilePath], engine: str) -> None:
    (one,), (other,) = (list(sites[name].glob("assets/*/handbook.css")) for name in (USUAL, engine))
    found = rules(one) ^ rules(other)
    known = {rule for rule in found if any(name in rule for name in RULES[engine])}
    # A rule that one sheet has with a property more stands in both, once with it and once without.
    bare = {re.sub(r"scrollbar-gutter:[^;}]*;?", "", rule) for rule in known}
    assert found - known - bare == set()
    assert all(any(name in rule for rule in known) for name in RULES[engine])


def rules(file: FilePath) -> set[str]:
    sheet = tinycss2.parse_stylesheet(file.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    return {rule.serialize() for rule in sheet}


@pytest.mark.parametrize("engine", [name for name in OTHERS if RULES[name]])
@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [("krydspres/", 360, "light"), ("en/three-views/", 1280, "dark"), ("bidrag/data/", 1280, "light")],
)
def test_pages_look_the_same(
    sites: dict[str, FilePath], browser: Browser, engine: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """To the pixel: neither style sheet shows through."""
    seen = []
    for site in (sites[USUAL], sites[engine]):
        with serve_folder(site) as address:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.goto(address + path)
            seen.append(page.screenshot(full_page=True, animations="disabled"))
            page.close()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("page", EXPLAINED, ids=lambda page: page.name)
def test_what_differs_is_explained(page: FilePath) -> None:
    text = page.read_text("utf-8")
    for engine in OTHERS:
        assert f"ENGINE={engine}" in text
        for name in {*FILES[engine], *RULES[engine]}:
            assert f"`{name}`" in text, f"{page.name} does not say that {name} differs"
    for engine in ENGINES.values():
        if not engine.serves:
            assert "`make serve`" in text


def test_what_zensical_cannot_do_is_said_when_it_builds(sites: dict[str, FilePath]) -> None:
    (said,) = re.findall(r"^note: Zensical .*$", (sites["zensical"].parent.parent / "zensical.done").read_text(), re.M)
    assert "own check" in said and "style sheet" in said


HIDDEN = ["material", "mkdocs", "mkdocs_macros", "mkdocs_static_i18n", "properdocs"]
# Code and lists that an engine's own extensions would render in their way, links to the page itself, and what only
# looks like a link.
TRICKS = """

## Et sted { #sted }

    indented *code*

```python
[x](findes-ikke.md)
```

1. et

    ```yaml
    b: [x](index.md)
    ```

        indented `code` in a list

2. to

`[x](index.md)` og [forsiden](index.md "Titel"), [her](index.md#sted), [ord](ordliste.md) og *only a word*

![En lille tegning af ingenting](tegning.png)

| a | b |
|---|--:|
| `c` | 2 |
"""


def test_zensical_needs_neither_mkdocs_nor_material(tmp_path: FilePath) -> None:
    """Also not the commands around it: on the day they are gone, this is how the handbook is built."""
    project = small_project(tmp_path / "project")
    for name in ("index.md", "index.en.md"):
        with (project / "docs" / name).open("a", encoding="utf-8") as file:
            file.write(TRICKS)
    Image.new("RGB", (2, 2)).save(project / "docs/tegning.png")
    (tmp_path / "hidden").mkdir()
    # Python runs this file when it starts; it can import none of them then.
    code = f"import sys\nsys.modules.update(dict.fromkeys({HIDDEN!r}))\n"
    (tmp_path / "hidden/sitecustomize.py").write_text(code, "utf-8")
    gone = str(tmp_path / "hidden")
    assert build(project, tmp_path / "nothing", "mkdocs", PYTHONPATH=gone).returncode != 0
    for engine, path in {"zensical": gone, "properdocs": "", "mkdocs": ""}.items():
        done = build(project, tmp_path / engine, engine, PYTHONPATH=path)
        assert done.returncode == 0, done.stdout + done.stderr
    for name, source in {"index.html": "tegning.png", "en/index.html": "../tegning.png"}.items():
        assert f'src="{source}"' in (tmp_path / USUAL / name).read_text("utf-8")
    for engine in OTHERS:
        assert (tmp_path / engine / "tegning.png").is_file()
        assert unlike(tmp_path / USUAL, tmp_path / engine) == []
        for name in ("index.html", "en/index.html"):
            one, other = (_COMPUTED.sub(b"", (tmp_path / site / name).read_bytes()) for site in (USUAL, engine))
            assert one == other


@pytest.mark.parametrize("engine", OTHERS)
@pytest.mark.parametrize("case", ["missing-source", "page-missing-translation"])
def test_a_mistake_builds_nothing(tmp_path: FilePath, engine: str, case: str) -> None:
    project = small_project(tmp_path / "project")
    broken = load_case(ROOT / "tests/problems" / f"{case}.yml")
    apply(broken, project)
    done = build(project, project / "site", engine, PYTHONPATH="")
    assert done.returncode != 0
    for line in broken["report"].splitlines():
        assert line in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (project / "site").exists()


def test_a_page_that_zensical_leaves_out_is_missed(handbook: Handbook, tmp_path: FilePath) -> None:
    """When Python fails inside it, Zensical may build the rest and say nothing of it."""
    page = handbook.pages.get("krydspres", "da")
    with pytest.raises(zensical.EngineError, match="krydspres"):
        zensical._article(page, tmp_path / "index.html", Stash())
    (tmp_path / "index.html").write_text(json.dumps({"address": "/another/", "content": "", "toc": []}), "utf-8")
    with pytest.raises(zensical.EngineError, match="krydspres"):
        zensical._article(page, tmp_path / "index.html", Stash())


def test_an_engine_that_is_not_there_says_how_to_get_it(
    tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = Engine("absent", "there_is_no_such_package", lambda folder: [])
    monkeypatch.setattr(publish, "ENGINES", {"absent": absent})
    assert publish.build(ROOT, tmp_path / "site", "absent") == 1
    assert "make build ENGINE=absent" in capsys.readouterr().out


@pytest.mark.parametrize("engine", [name for name, engine in ENGINES.items() if not engine.serves])
def test_an_engine_that_does_not_serve_says_so(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.serve(ROOT, engine=engine) == 2
    assert engine in capsys.readouterr().out
