"""The short links in the built site: each leads on, and what stands beside them is what it says."""

import csv
import io
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path as FilePath
from urllib.parse import urljoin

import brotli
import html5lib
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image

from macros import register
from macros.handbook import Handbook
from macros.kept import Kept
from macros.model.base import Language
from macros.permalinks import FOLDER, SHARE
from macros.places import Link, links
from macros.shortlinks import write
from macros.site import Site

from ..conftest import SITE_URL
from ..small import ROOT
from .site import pages

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def found(handbook: Handbook) -> list[Link]:
    return links(handbook)


@pytest.fixture(scope="module")
def ids(built: FilePath) -> dict[str, set[str]]:
    """The anchors of every page, by its address."""
    return {page.url: set(page.ids) for page in pages(built)}


def leads_to(file: FilePath, at: str) -> str:
    """Where a page that leads on leads, relative to the root of the site; all its ways must agree."""
    soup = BeautifulSoup(file.read_text("utf-8"), "html5lib")
    refresh = soup.select_one('meta[http-equiv="refresh"]')
    link = soup.select_one("body a")
    assert refresh is not None and link is not None, file
    seconds, target = str(refresh["content"]).split("; url=")
    assert seconds == "0" and target == link["href"] and link.get_text().strip()
    absolute = urljoin(SITE_URL + at, target)
    canonical = soup.select_one('link[rel="canonical"]')
    assert canonical is not None and canonical["href"] == absolute.partition("#")[0]
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex"  # type: ignore[index]
    return absolute.removeprefix(SITE_URL)


def test_every_short_link_leads_to_its_page_and_anchor(
    built: FilePath, found: list[Link], ids: dict[str, set[str]]
) -> None:
    count = 0
    for link in found:
        for lang, folder in FOLDER.items():
            at = f"{folder}/{link.id}/"
            url, _, anchor = leads_to(built / at / "index.html", at).partition("#")
            assert url == link.places[lang].page.url
            assert anchor in ids[url] if anchor else url in ids, (link.id, lang)
            count += 1
    assert count > 800


def test_short_links_are_small_and_valid(built: FilePath, found: list[Link]) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for link in found:
        for folder in FOLDER.values():
            html = (built / folder / link.id / "index.html").read_bytes()
            assert len(html) < 600, (link.id, len(html))
            parser.parse(html.decode())


def test_the_register_is_complete_and_true(built: FilePath, found: list[Link], ids: dict[str, set[str]]) -> None:
    """Every address and every id that was ever published is in the built site, or leads on from there."""
    book, problems = register.read(ROOT)
    assert book is not None and not problems
    for line in book.lines:
        if line.words[0] == "link":
            assert (built / "l" / line.words[1] / "index.html").is_file(), line.body
            assert (built / "en/l" / line.words[1] / "index.html").is_file(), line.body
        elif line.words[0] == "address":
            url, _, anchor = line.words[1].removeprefix("/").partition("#")
            if url in ids:
                assert not anchor or anchor in ids[url], line.body
            else:
                leads_to(built / url / "index.html", url)
    assert {line.words[1] for line in book.lines if line.words[0] == "link"} >= {link.id for link in found}


def test_short_links_are_in_no_sitemap_and_no_search(built: FilePath) -> None:
    for file in [*built.rglob("sitemap.xml*"), *(built / "search").rglob("*")]:
        if file.is_file() and file.suffix in (".xml", ".json", ".js"):
            assert not re.search(r'["/>](?:en/)?l/(?:krydspres|tabel\.)', file.read_text("utf-8")), file


def test_every_share_link_leads_to_a_share_page(built: FilePath) -> None:
    seen = 0
    for page in pages(built):
        for link in page.soup.select('a[data-module="share"]'):
            target = urljoin(SITE_URL + page.url, str(link["href"])).removeprefix(SITE_URL)
            assert (built / target / "index.html").is_file(), (page.url, target)
            assert target.startswith(f"{FOLDER[page.lang]}/") and target.endswith(f"/{SHARE[page.lang]}/")  # type: ignore[index]
            seen += 1
    assert seen > 200


def test_a_share_page_says_all_without_scripts(built: FilePath, found: list[Link]) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for link in (one for one in found if one.shared):
        for lang, folder in FOLDER.items():
            file = built / folder / link.id / SHARE[lang] / "index.html"
            html = file.read_text("utf-8")
            parser.parse(html)
            soup = BeautifulSoup(html, "html5lib")
            assert soup.html is not None and soup.html["lang"] == lang
            short = f"{SITE_URL}{folder}/{link.id}/"
            text = soup.get_text(" ")
            assert short in text and link.title[lang] in text
            for one in soup.select("main [href], main [src]"):
                href = str(one.get("href") or one.get("src"))
                if not href.startswith("http"):
                    target = (file.parent / href.partition("#")[0]).resolve()
                    assert target.is_file() or (target / "index.html").is_file(), (link.id, href)
            assert not soup.select("main script, [style], [onclick]")
            for button in soup.select("button"):
                assert button.has_attr("hidden")


def test_qr_codes_lead_to_the_short_link(built: FilePath, found: list[Link]) -> None:
    """Written by Zint, read by ZXing."""
    shared = [link for link in found if link.shared]
    assert {link.kind for link in shared} == {
        "pages", "comparisons", "ladders", "diagrams", "cases", "exercises", "programmes"
    }  # fmt: skip
    for link in shared:
        for folder in FOLDER.values():
            with Image.open(built / folder / link.id / "qr.png") as picture:
                codes = zxingcpp.read_barcodes(picture.convert("L"))
            assert [code.text for code in codes] == [f"{SITE_URL}{folder}/{link.id}/"]
            assert ET.parse(built / folder / link.id / "qr.svg").getroot().tag.endswith("svg")
    assert not (built / "l/tabel.ressourcer.medarbejdere/qr.svg").exists()


def test_citations_come_from_the_page(built: FilePath, handbook: Handbook) -> None:
    page = handbook.pages.get("krydspres", "da")
    year = page.meta["review"]["date"][:4]
    bib = (built / "l/krydspres/cite.bib").read_text("utf-8")
    assert f"title = {{{{{page.title}}}}}" in bib and f"year = {{{year}}}" in bib
    assert "author = {{Håndbog i samskabelse}}" in bib and f"url = {{{SITE_URL}l/krydspres/}}" in bib
    ris = (built / "en/l/tabel.ressourcer/cite.ris").read_bytes().decode()
    assert ris.startswith("TY  - ELEC\r\nAU  - Handbook of Co-creation,\r\n") and ris.endswith("ER  - \r\n")
    assert "T2  - " + handbook.pages.get("krydspres", "en").title in ris
    soup = BeautifulSoup((built / "l/tabel.ressourcer/del/index.html").read_text("utf-8"), "html5lib")
    words = soup.select_one('[data-text="citation"]')
    assert words is not None
    title = handbook.library.find("comparisons", "ressourcer").title.da
    assert words.get_text() == (
        f"Håndbog i samskabelse. ({year}). {title} [Tabel]. I {page.title}. {SITE_URL}l/tabel.ressourcer/"
    )


def test_a_table_as_files(built: FilePath, handbook: Handbook) -> None:
    folder = built / "l/tabel.ressourcer"
    table = handbook.library.find("comparisons", "ressourcer")
    size = len(table.rows) + 1, len(table.columns) + 1
    for name, sign in (("table.csv", ";"), ("table-comma.csv", ",")):
        raw = (folder / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), "so that spreadsheets read æ, ø and å"
        cells = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=sign))
        assert (len(cells), {len(row) for row in cells}) == (size[0], {size[1]})
        assert [row[0] for row in cells[1:]] == [row.label.da for row in table.rows]
    markdown = (folder / "table.md").read_text("utf-8")
    assert markdown.count("\n|") == size[0] + 1 and f"{SITE_URL}l/tabel.ressourcer/" in markdown


def test_each_row_has_its_anchor(built: FilePath, ids: dict[str, set[str]], handbook: Handbook) -> None:
    for row in handbook.library.find("comparisons", "ressourcer").rows:
        assert f"ressourcer-{row.key}" in ids["krydspres/"] & ids["en/caught-in-a-squeeze/"]


def test_sharing_costs_a_chapter_little(built: FilePath) -> None:
    for page in pages(built):
        count = page.text.count('data-module="share"')
        if not count:
            continue
        panel = r'<p class="hb-share[^>]*>.*?</p>\n?'
        panels = [one for one in re.findall(panel, page.text) if 'data-module="share"' in one]
        assert len(panels) == count, page.url
        sharing = [re.sub(r'<a href="https://github.*?</a> ', "", one) for one in panels]
        assert max(len(one.encode()) for one in sharing) <= 350, page.url
        without = re.sub(panel, "", page.text)
        without = re.sub(r'<tr id="[^"]*">', "<tr>", without)
        cost = len(brotli.compress(page.text.encode())) - len(brotli.compress(without.encode()))
        assert cost <= 600 + 40 * max(0, count - 6), (page.url, cost)


def test_the_script_is_small(built: FilePath) -> None:
    (script,) = built.glob("assets/*/share.js")
    assert len(brotli.compress(script.read_bytes())) <= 1024


def test_two_builds_give_the_same_bytes(handbook: Handbook, tmp_path: FilePath) -> None:
    """In another process too, where sets have another order."""
    code = (
        "from pathlib import Path; from macros.handbook import load_handbook;"
        "from macros.kept import Kept; from macros.shortlinks import write; from macros.site import Site;"
        "n = {'da': 'H', 'en': 'H'};"
        f"write(Site(Path({str(tmp_path / 'b')!r}), {SITE_URL!r}, n, n, {{}}, 'i.svg', ['a.css']),"
        f" load_handbook(Path({str(ROOT)!r})), 'da', Kept())"
    )
    names: dict[Language, str] = {"da": "H", "en": "H"}
    write(Site(tmp_path / "a", SITE_URL, names, names, {}, "i.svg", ["a.css"]), handbook, "da", Kept())
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    one, two = (
        {
            file.relative_to(tmp_path / side): file.read_bytes()
            for file in (tmp_path / side).rglob("*")
            if file.is_file()
        }
        for side in "ab"
    )
    assert len(one) > 1000 and one == two
    shutil.rmtree(tmp_path)
