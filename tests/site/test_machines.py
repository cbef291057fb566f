"""What other programs read in the built site: Markdown twins, llms.txt, JSON-LD, pictures, feeds, robots.txt."""

import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image

from macros import cards, machines, twins
from macros.handbook import Handbook
from macros.model.base import LANGUAGES, Language
from macros.permalinks import address, page_id

from ..conftest import MAIL, SITE_URL
from .site import Html, pages

pytestmark = pytest.mark.site

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES: dict[Language, str] = {"da": "Håndbog i samskabelse", "en": "Handbook of Co-creation"}
LINK = re.compile(r"\]\((https?://(?:[^()\s]|\([^()\s]*\))+)\)|<(https?://[^>\s]+)>")


@pytest.fixture(scope="module")
def site(built: FilePath, handbook: Handbook) -> dict[str, Html]:
    """The handbook's pages by address."""
    return {page.url: page for page in pages(built) if handbook.pages.at(page.url)}


@pytest.fixture(scope="module")
def markdown(built: FilePath, site: dict[str, Html]) -> dict[str, tuple[dict[str, Any], str]]:
    """The front matter and the text of every twin, by the address of its page."""
    found = {}
    for url in site:
        _, front, body = (built / url / "index.md").read_text("utf-8").split("---\n", 2)
        found[url] = yaml.safe_load(front), body
    return found


def unfenced(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


def seen(page: Html) -> BeautifulSoup:
    """What a reader of the article sees, without tools and without links of a figure to itself."""
    soup = BeautifulSoup(str(page.article), "html.parser")
    unseen = "template, .hb-js, [popover], .headerlink, .hb-notes__back, .hb-share, [data-send], textarea, select"
    for tag in soup.select(unseen):
        tag.extract()
    return soup


# Markdown -------------------------------------------------------------------------------------


def test_every_page_has_a_twin_that_it_links(built: FilePath, site: dict[str, Html], handbook: Handbook) -> None:
    assert len(site) == len(list(handbook.pages))
    for page in site.values():
        (link,) = page.soup.select('link[rel="alternate"][type="text/markdown"]')
        assert (built / urljoin(f"/{page.url}", str(link["href"])).lstrip("/")).samefile(built / page.url / "index.md")


def test_twins_say_what_they_are(markdown: dict[str, tuple[dict[str, Any], str]], handbook: Handbook) -> None:
    for page in handbook.pages:
        front, _ = markdown[page.url]
        assert front["title"] == page.title and front["language"] == page.lang
        assert str(front["reviewed"]) == page.meta["review"]["date"]
        assert front["canonical"] == SITE_URL + page.url
        assert "creativecommons.org/licenses/by/4.0" in front["license"]


def plain(text: str) -> str:
    return re.sub(r"[\s*`\\]+", " ", text).strip()


def test_twins_have_the_same_headings(site: dict[str, Html], markdown: dict[str, tuple[dict[str, Any], str]]) -> None:
    for url, page in site.items():
        expected = [(int(tag.name[1]), plain(tag.get_text())) for tag in seen(page).find_all(re.compile("^h[1-6]$"))]
        body = unfenced(markdown[url][1])
        found = [(len(level), plain(LINKED.sub(r"\1", text))) for level, text in re.findall(r"^(#+) (.*)$", body, re.M)]
        assert found == expected, url


LINKED = re.compile(r"\[([^\]]*)\]\(https?://[^)]*\)")


def test_twins_have_as_many_links_and_all_are_absolute(
    site: dict[str, Html], markdown: dict[str, tuple[dict[str, Any], str]]
) -> None:
    for url, page in site.items():
        here = SITE_URL + url
        expected = sorted(urljoin(here, str(link["href"])) for link in seen(page).select("a[href]"))
        found = sorted(one or other for one, other in LINK.findall(unfenced(markdown[url][1])))
        assert found == expected, url


def test_twins_have_the_same_tables(site: dict[str, Html], markdown: dict[str, tuple[dict[str, Any], str]]) -> None:
    tables = 0
    for url, page in site.items():
        rows = [
            len(row.find_all(["th", "td"]))
            for row in seen(page).select("table tr")
            if not row.find_parent("table table")
        ]
        lines = [line for line in unfenced(markdown[url][1]).splitlines() if line.startswith("| ")]
        found = [line for line in lines if not re.fullmatch(r"[|\s-]+", line)]
        assert [len(re.findall(r"(?<!\\)\|", line)) - 1 for line in found] == rows, url
        tables += len(lines) - len(found)
    assert tables > 40


def test_twins_keep_the_words(site: dict[str, Html], markdown: dict[str, tuple[dict[str, Any], str]]) -> None:
    """Every paragraph of the article stands in the twin, its voices too."""
    for url, page in site.items():
        body = re.sub(r"[\W_]+", "", LINKED.sub(r"\1", markdown[url][1]))
        for paragraph in seen(page).select("p, li, td, th"):
            text = re.sub(r"[\W_]+", "", paragraph.get_text())
            if not paragraph.find(["ul", "ol", "svg", "table", "p"]) and not paragraph.find_parent("svg"):
                assert text in body, (url, paragraph.get_text())


def test_twins_hold_no_leftovers(markdown: dict[str, tuple[dict[str, Any], str]]) -> None:
    for url, (_, body) in markdown.items():
        text = re.sub(r"`[^`]*`", "", unfenced(body))
        # A page that explains the handbook's own macros and files may name them in code.
        assert not re.search(r"\{\{|\{%|</?[a-z]+[ >]|\bundefined\b|\]\((?!https?://)", text), url
        assert "¶" not in text and "[#]" not in text, url
        assert body.endswith("\n") and not body.endswith("\n\n"), url


def test_pictures_are_told_in_words(markdown: dict[str, tuple[dict[str, Any], str]], handbook: Handbook) -> None:
    for item in handbook.library.all("diagrams"):
        for lang in LANGUAGES:
            told = item.value.description.in_(lang)
            assert any(told in body for url, (_, body) in markdown.items() if url.startswith("en/") == (lang == "en"))


def test_twins_are_the_same_each_time(built: FilePath, site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        if page.key in ("krydspres", "tabeller", "hent", "ordliste"):
            again = twins.twin(site[page.url].text, handbook, page, SITE_URL)
            assert again == (built / page.url / "index.md").read_text("utf-8")


# llms.txt -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_llms_txt_leads_to_twins_part_by_part(built: FilePath, handbook: Handbook, lang: Language) -> None:
    text = (built / machines.LLMS[lang]).read_text("utf-8")
    lines = text.splitlines()
    assert lines[0] == f"# {NAMES[lang]}" and lines[2].startswith("> ")
    links = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)(?:: (.+))?$", text, re.M)
    assert len(links) == text.count("\n- ") and len(links) > 40
    urls = [url for _, url, _ in links]
    assert len(urls) == len(set(urls)) and all(url.startswith(SITE_URL) for url in urls)
    for title, url, told in links:
        assert (built / url.removeprefix(SITE_URL)).is_file(), url
        page = handbook.pages.at(url.removeprefix(SITE_URL).removesuffix("index.md"))
        if page is not None:
            assert (title, told, page.lang) == (page.title, page.meta["description"], lang)
    chapters = {page.url for page in handbook.pages if page.lang == lang and page.meta["kind"] == "chapter"}
    assert {f"{SITE_URL}{url}index.md" for url in chapters} <= set(urls)
    heads = [line for line in lines if line.startswith("## ")]
    assert len(heads) == 10 and heads[-1] == "## Optional"
    assert len(text.encode()) < 20_000, "it is to be short"


# What pages say of themselves -----------------------------------------------------------------


def told(page: Html) -> dict[str, Any]:
    (script,) = page.soup.select('script[type="application/ld+json"]')
    data = json.loads(str(script.string))
    assert isinstance(data, dict)
    return data


def test_every_page_says_what_it_is(site: dict[str, Html], handbook: Handbook) -> None:
    kinds = {"index": "Book", "ordliste": "DefinedTermSet", "data-ordbog": "DataCatalog"}
    for page in handbook.pages:
        data = told(site[page.url])
        chapter = page.meta["kind"] == "chapter"
        assert data["@type"] == kinds.get(page.key, "LearningResource" if chapter else "Article")
        assert data["@context"] == "https://schema.org" and data["@id"] == SITE_URL + page.url
        assert data["inLanguage"] == page.lang and data["dateModified"] == page.meta["review"]["date"]
        assert data["name"] == (NAMES[page.lang] if page.key == "index" else page.title)


def test_a_chapter_says_it_shortly(site: dict[str, Html], handbook: Handbook) -> None:
    for page in handbook.pages:
        if page.meta["kind"] == "chapter":
            (script,) = site[page.url].soup.select('script[type="application/ld+json"]')
            assert len(str(script.string).encode()) <= 320, page.url


def test_the_glossary_names_every_term_where_it_stands(site: dict[str, Html], handbook: Handbook) -> None:
    for url in ("ordliste/", "en/glossary/"):
        terms = told(site[url])["hasDefinedTerm"]
        assert len(terms) == len(handbook.library.items["terms"])
        for term in terms:
            assert term["@type"] == "DefinedTerm" and term["description"]
            page, _, anchor = term["@id"].partition("#")
            assert page == SITE_URL + url and anchor in site[url].ids


def test_data_sets_lead_to_files(site: dict[str, Html], built: FilePath) -> None:
    for url in ("data-ordbog/", "en/data-dictionary/"):
        sets = told(site[url])["dataset"]
        assert len(sets) == 13
        for one in sets:
            assert one["@type"] == "Dataset" and one["@id"].partition("#")[2] in site[url].ids
            assert 50 <= len(one["description"]) <= 5000
            for file in one["distribution"]:
                assert (built / file["contentUrl"].removeprefix(SITE_URL)).is_file()


def test_shared_pages_have_a_picture(site: dict[str, Html], built: FilePath, handbook: Handbook) -> None:
    pictures = set()
    for page in handbook.pages:
        meta = {str(tag["property"]): str(tag["content"]) for tag in site[page.url].soup.select("meta[property]")}
        assert meta["og:title"] and meta["og:type"] and meta["og:url"] == SITE_URL + page.url
        picture = meta["og:image"].removeprefix(SITE_URL)
        assert picture == cards.address(page) and (built / picture).is_file()
        pictures.add(picture)
    chapters = sum(page.meta["kind"] == "chapter" for page in handbook.pages)
    assert len(pictures) == chapters + 2
    for picture in pictures:
        with Image.open(built / picture) as opened:
            assert opened.size == (1200, 630) and opened.format == "PNG"
            assert len(opened.convert("RGB").getcolors(1 << 20)) > 20, "there is no text on it"
        assert (built / picture).stat().st_size < 60_000


def test_no_title_runs_out_of_its_picture(handbook: Handbook) -> None:
    """The edge of the picture is empty on the side where a line that is too long would run out."""
    for page in handbook.pages:
        if page.meta["kind"] == "chapter":
            picture = Image.open(io.BytesIO(cards.draw(page.title, ""))).convert("L")
            edge = picture.crop((1130, 360, 1200, 630))
            assert len(edge.getcolors()) == 1, page.title
    assert cards.draw("Æblegrød på øen", "x") == cards.draw("Æblegrød på øen", "x") != cards.draw("Andet", "x")


# Feeds, robots, security ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_says_what_changed_and_why(built: FilePath, handbook: Handbook, lang: Language) -> None:
    feed = feedparser.parse((built / machines.FEED[lang]).read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.language == lang if "language" in feed.feed else True
    listed = [page for page in handbook.pages if page.lang == lang and not page.meta.get("noindex")]
    entries = {entry.link: entry for entry in feed.entries}
    assert set(entries) == {SITE_URL + page.url for page in listed}
    for page in listed:
        entry = entries[SITE_URL + page.url]
        assert entry.title == page.title and entry.summary == page.meta["review"]["why"]
        assert entry.updated == f"{page.meta['review']['date']}T00:00:00Z"
        assert entry.id == SITE_URL + address(page_id(page.key), lang)
        assert (built / entry.id.removeprefix(SITE_URL) / "index.html").is_file()
    assert [entry.updated for entry in feed.entries] == sorted((one.updated for one in feed.entries), reverse=True)
    assert feed.feed.updated == feed.entries[0].updated


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_keeps_the_rules_of_atom(built: FilePath, lang: Language) -> None:
    root = ET.fromstring((built / machines.FEED[lang]).read_text("utf-8"))
    assert root.tag == f"{ATOM}feed" and root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    (own,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == SITE_URL + machines.FEED[lang]
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_every_page_links_the_feed_of_its_language(site: dict[str, Html], built: FilePath) -> None:
    for page in site.values():
        (link,) = page.soup.select('link[type="application/atom+xml"]')
        goal = urljoin(SITE_URL + page.url, str(link["href"]))
        assert goal == SITE_URL + machines.FEED["en" if page.lang == "en" else "da"]


def test_robots_are_welcome_and_told_of_the_map(built: FilePath) -> None:
    lines = (built / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {SITE_URL}sitemap.xml"]
    assert (built / "sitemap.xml").is_file()


def test_a_contact_is_named_only_when_there_is_one(built: FilePath, handbook: Handbook, tmp_path: FilePath) -> None:
    assert not (built / ".well-known").exists()
    parts: dict[Language, list[tuple[str, list[str]]]] = {"da": [], "en": []}
    contact = "https://example.org/security"
    machines.write(machines.Site(tmp_path, SITE_URL, NAMES, NAMES, parts, contact=contact), handbook)
    lines = (tmp_path / ".well-known/security.txt").read_text("utf-8").splitlines()
    newest = max(str(page.meta["review"]["date"]) for page in handbook.pages)
    assert f"Contact: {contact}" in lines
    assert f"Expires: {int(newest[:4]) + 1}{newest[4:]}T00:00:00Z" in lines


def test_feeds_are_the_same_each_time(built: FilePath, handbook: Handbook, tmp_path: FilePath) -> None:
    machines.write(machines.Site(tmp_path, SITE_URL, NAMES, NAMES, {"da": [], "en": []}), handbook)
    for name in (*machines.FEED.values(), "robots.txt"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_nothing_for_machines_leads_to_a_persons_mail(built: FilePath, site: dict[str, Html]) -> None:
    files = [*built.glob("data/*"), *built.rglob("*.md"), *built.rglob("llms.txt"), *built.rglob("atom.xml")]
    texts = {str(file): file.read_text("utf-8") for file in files} | {page.url: page.text for page in site.values()}
    for name, text in texts.items():
        text = text.replace(f"mailto:{MAIL}", "")  # that of the editors, which the settings name
        assert "mailto:" not in text, name
        assert not re.search(r"[\w.+-]+@[\w-]+\.(?:dk|com|org|net|eu)\b", text), name


# In a browser ---------------------------------------------------------------------------------
