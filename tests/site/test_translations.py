"""What readers of the built pages are told about a language that has moved on."""

from pathlib import Path as FilePath

import pytest

from macros.__main__ import main

from .site import Html
from .test_build import build, project

__all__ = ["project"]
pytestmark = pytest.mark.site

STATUS = "{{ translation_status() }}"
PROVE = {
    "om-haandbogen.md": "## Prøve { #proeve }\n\nKommunen kan spørge borgerne.\n\n## Nu { #nu }\n\n" + STATUS,
    "om-haandbogen.en.md": "## Trial { #proeve }\n\nThe council can ask citizens.\n\n## Now { #nu }\n\n" + STATUS,
}


def test_the_notice_and_the_list(project: FilePath) -> None:
    for name, text in PROVE.items():
        file = project / "docs" / name
        file.write_text(file.read_text("utf-8").rstrip() + f"\n\n{text}\n", "utf-8")
    assert main(["--root", str(project), "reviewed", "--day", "2026-11-25"]) == 0
    file = project / "docs/om-haandbogen.md"
    file.write_text(file.read_text("utf-8").replace("Kommunen kan", "Kommunen skal"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {path: Html(path, path_of(project, path).read_text("utf-8")) for path in addresses(project)}
    told = {path: page.soup.select("article .hb-behind") for path, page in pages.items()}
    [(path, [notice])] = [(path, found) for path, found in told.items() if found]
    assert path.startswith("en/")
    before = notice.find_previous(["h1", "h2"])
    assert before is not None and before.get("id") == "proeve"
    assert notice.get_text(" ", strip=True) == (
        "The Danish text has changed here after 25 November 2026, and the English may not have followed. "
        "Read it in Danish"
    )
    link = notice.a
    assert link is not None and str(link["href"]).endswith("om-haandbogen/#proeve") and link["hreflang"] == "da"
    for lang, ahead in (("da", "Den danske tekst"), ("en", "The Danish text")):
        page = next(one for one in pages.values() if one.lang == lang and one.soup.select(".hb-translation-status"))
        [row] = page.soup.select(".hb-translation-status tbody tr")
        said = row.get_text(" ", strip=True)
        assert ahead in said and "kan skal" in said and "make reviewed PAGE=om-haandbogen SECTION=proeve" in said
        time = row.select_one("time")
        assert time is not None and time["datetime"] == "2026-11-25"


def addresses(project: FilePath) -> list[str]:
    return [
        file.parent.relative_to(project / "site").as_posix() + "/" for file in (project / "site").rglob("index.html")
    ]


def path_of(project: FilePath, path: str) -> FilePath:
    return project / "site" / path / "index.html"


def test_the_page_that_lists_them_is_published(built: FilePath) -> None:
    for path in ("bidrag/oversaettelser", "en/contribute/translations"):
        assert (built / path / "index.html").is_file()
