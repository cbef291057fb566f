"""What is kept for reading without a network: the lists, what is left out of them, and when they change."""

import json
import shutil
from pathlib import Path as FilePath
from typing import Any

import pytest

from macros import hosting, offline

SAYS = {"da": {"newer": "nyere"}, "en": {"newer": "newer"}}
PAGE = '<!doctype html>\n<html lang="da"><title>{}</title>'
FILES = {
    "index.html": PAGE.format("Forside"),
    "404.html": PAGE.format("Findes ikke"),
    "krydspres/index.html": PAGE.format("Krydspres"),
    "krydspres/slides/index.html": PAGE.format("Slides"),
    "krydspres/slides.pptx": "x",
    "en/index.html": PAGE.format("Front page"),
    "en/404.html": PAGE.format("Not found"),
    "en/files/agreement.txt": "Agreement",
    "en/files/agreement.docx": "x",
    "filer/aftale.txt": "Aftale",
    "l/krydspres/index.html": PAGE.format("Videre"),
    "l/krydspres/del/index.html": PAGE.format("Del"),
    "l/krydspres/qr.svg": "x",
    "l/krydspres/qr.png": "x",
    "l/krydspres/table.csv": "x",
    "en/l/krydspres/index.html": PAGE.format("On"),
    "en/l/krydspres/share/index.html": PAGE.format("Share"),
    "search/da/index.json": '{"version":"abc"}',
    "search/da/t1.json": "[]",
    "search/da/s4.txt": "ord",
    "search/en/index.json": '{"version":"def"}',
    "search/en/t1.json": "[]",
    "assets/0123abcd/main.js": "x",
    "assets/images/favicon.svg": "x",
    "_headers": "x",
    "sitemap.xml": "x",
}


@pytest.fixture
def site(tmp_path: FilePath) -> FilePath:
    for name, text in FILES.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "site"


def lists(site: FilePath) -> dict[str, dict[str, Any]]:
    offline.write(site, SAYS)  # type: ignore[arg-type]
    return {lang: json.loads((site / f"offline/{lang}.json").read_text("utf-8")) for lang in ("da", "en")}


def test_each_language_keeps_its_own_pages_and_nothing_for_other_programs(site: FilePath) -> None:
    found = lists(site)
    assert set(found["da"]["files"]) == {
        *("", "404.html", "krydspres/", "krydspres/slides/", "filer/aftale.txt"),
        *("search/da/index.json", "assets/images/favicon.svg"),
    }
    assert set(found["en"]["files"]) == {
        *("en/", "en/404.html", "en/files/agreement.txt", "search/en/index.json", "assets/images/favicon.svg"),
    }
    for lang in ("da", "en"):
        assert found[lang]["fixed"] == ["assets/0123abcd/main.js"]
        assert found[lang]["missing"] in found[lang]["files"]
        assert found[lang]["says"] == SAYS[lang]


def test_small_files_come_as_one_under_the_addresses_that_are_asked_for(site: FilePath) -> None:
    found = lists(site)
    packs = {lang: json.loads((site / found[lang]["pack"]).read_text("utf-8")) for lang in found}
    assert packs["da"] == {
        "l/krydspres/": FILES["l/krydspres/index.html"],
        "search/da/s4.txt?abc": "ord",
        "search/da/t1.json?abc": "[]",
    }
    assert set(packs["en"]) == {"en/l/krydspres/", "search/en/t1.json?def"}


def snapshot(site: FilePath) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_the_same_site_gives_the_same_bytes_also_twice_over(site: FilePath, tmp_path: FilePath) -> None:
    shutil.copytree(site, tmp_path / "elsewhere")
    lists(site)
    lists(tmp_path / "elsewhere")
    once = snapshot(site)
    assert once == snapshot(tmp_path / "elsewhere")
    lists(site)
    assert once == snapshot(site)


def test_a_page_says_the_edition_that_the_list_says(site: FilePath) -> None:
    found = lists(site)
    edition = found["da"]["files"]["krydspres/"]
    assert f'<html data-edition="{edition}" lang="da">' in (site / "krydspres/index.html").read_text("utf-8")


def test_only_what_has_changed_gets_a_new_edition(site: FilePath) -> None:
    before = lists(site)
    page = site / "krydspres/index.html"
    page.write_text(page.read_text("utf-8").replace("Krydspres", "Nyt"), "utf-8")
    after = lists(site)
    assert before["en"] == after["en"]
    assert before["da"]["pack"] == after["da"]["pack"]
    changed = {one for one, edition in after["da"]["files"].items() if before["da"]["files"][one] != edition}
    assert changed == {"krydspres/"}
    (site / "search/da/t1.json").write_text("[1]", "utf-8")
    last = lists(site)
    assert last["da"]["files"] == after["da"]["files"] and last["da"]["pack"] != after["da"]["pack"]
    assert not (site / after["da"]["pack"]).exists()


def test_the_worker_can_be_withdrawn(site: FilePath) -> None:
    lists(site)
    worker = (site / "sw.js").read_text("utf-8")
    offline.withdraw(site)
    assert "unregister" not in worker and "unregister" in (site / "sw.js").read_text("utf-8")


def test_servers_are_told_to_ask_for_the_worker_each_time(tmp_path: FilePath) -> None:
    hosting.write(tmp_path, "", "/haandbog/")
    assert "/haandbog/sw.js\n  Cache-Control: no-cache" in (tmp_path / "_headers").read_text("utf-8")
    assert 'Header set Cache-Control "no-cache"' in (tmp_path / ".htaccess").read_text("utf-8")
    assert "default no-cache" in (tmp_path / "nginx-map.conf").read_text("utf-8")
