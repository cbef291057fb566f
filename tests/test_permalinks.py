"""Permanent links: their ids, where they lead, and the register that only grows, each rule broken once."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path as FilePath

import pytest

from macros import qr, register, sharing
from macros.__main__ import main
from macros.handbook import Handbook, load_handbook
from macros.kept import Kept
from macros.model.base import LANGUAGES, Language
from macros.permalinks import KINDS, item_id, page_id
from macros.places import addresses, links
from macros.preflight import preflight
from macros.shortlinks import moved_away, write, write_moved
from macros.site import Site

from .small import ROOT, small_handbook

PAGE = """---
description: En side.
kind: page
{slug}review: {{date: "2026-11-23", why: "Ny side."}}
---
# En side

## Afsnit {{ #afsnit }}

{text}
"""
SITE = "https://example.org/haandbog/"


@pytest.fixture
def published(tmp_path: FilePath) -> FilePath:
    """The small handbook and a page more, with all links published."""
    root = small_handbook(tmp_path / "handbook")
    (root / "docs/side.md").write_text(PAGE.format(slug="", text="En tekst."), "utf-8")
    (root / "docs/side.en.md").write_text(PAGE.format(slug="slug: a-page\n", text="A text."), "utf-8")
    assert main(["--root", str(root), "links"]) == 0
    return root


@pytest.fixture
def committed(published: FilePath) -> FilePath:
    """The same in a git repository of its own."""
    git(published, "init", "-q")
    git(published, "add", ".")
    git(published, "commit", "-qm", "first")
    return published


def git(root: FilePath, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def checked(root: FilePath) -> list[str]:
    return [str(problem) for problem in preflight(root)[1]]


def edit(root: FilePath, name: str, change: Callable[[str], str]) -> None:
    text = (root / name).read_text("utf-8")
    changed = change(text)
    assert changed != text
    (root / name).write_text(changed, "utf-8")


def append(root: FilePath, line: str) -> None:
    edit(root, register.FILE, lambda text: f"{text}{line}\n")


def line_of(root: FilePath, start: str) -> int:
    lines = (root / register.FILE).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


# Ids


def test_ids_are_typed_on_a_phone_and_belong_to_one_thing(handbook: Handbook) -> None:
    ids = [link.id for link in links(handbook)]
    assert len(ids) == len(set(ids)) > 400
    for one in ids:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*", one)


def test_kinds_have_different_words_but_for_slides_and_their_points() -> None:
    words = [kind.word for kind in KINDS if kind.name != "points"]
    assert len(words) == len(set(words))
    assert item_id(next(kind for kind in KINDS if kind.name == "works"), "gentofte_2016") == "kilde.gentofte-2016"
    assert page_id("bidrag/index") == "bidrag" and page_id("bidrag/tekst") == "bidrag.tekst"


def test_every_item_that_a_page_shows_has_a_link(handbook: Handbook) -> None:
    found = {(link.kind, link.key) for link in links(handbook)}
    for kind in KINDS:
        if kind.name not in ("points", "slides"):
            assert {(kind.name, item.key) for item in handbook.library.all(kind.name)} <= found
    assert {("points", key) for key in handbook.library.points} <= found
    for item in handbook.library.all("comparisons"):
        assert {("rows", f"{item.key}/{row.key}") for row in item.value.rows} <= found


def test_a_link_leads_to_the_same_place_in_both_languages(handbook: Handbook) -> None:
    for link in links(handbook):
        assert set(link.places) == set(LANGUAGES), link.id
        assert len({(place.page.key, place.anchor) for place in link.places.values()}) == 1, link.id


@pytest.mark.parametrize(
    "id, place",
    [
        ("tabel.ressourcer", "krydspres/#ressourcer"),  # the chapter, not the collection of tables
        ("tabel.ledelsesformer", "ledelse/#ledelsesformer"),  # whole, not the rows on another chapter
        ("stige.iap2", "tabeller/#iap2"),  # nowhere else
        ("figur.samskabelse-kort", "#samskabelse-kort"),  # the page with one figure, not with twenty
        ("oevelse.dilemmakort", "oevelser/dilemmakort/#oevelse-dilemmakort"),
        ("kilde.ansell2021a", "litteratur/#ref-ansell2021a"),  # not the sources of one chapter
        ("slide.4-1", "kilder/#punkt-4-1"),
        ("slide.4", "kilder/#slide-4"),
    ],
)
def test_the_page_that_owns_an_item(handbook: Handbook, id: str, place: str) -> None:
    assert {link.id: link for link in links(handbook)}[id].places["da"].url == place


def test_a_row_that_its_chapter_leaves_out_leads_to_the_whole_table(handbook: Handbook) -> None:
    found = {link.id: link.places["da"].page.key for link in links(handbook) if link.kind == "rows"}
    pages = {key for id_, key in found.items() if id_.startswith("tabel.styringsparadigmer.")}
    assert pages == {"styringsparadigmer", "tabeller"}


def test_two_things_with_one_id_are_refused(published: FilePath) -> None:
    (published / "docs/tabel").mkdir()
    for name, more in (("syn.md", ""), ("syn.en.md", "slug: table/syn\n")):
        text = PAGE.format(slug=more, text=name)
        (published / "docs/tabel" / name).write_text(text, "utf-8")
    problems = checked(published)
    assert any("/l/tabel.syn/ belongs to docs/tabel/syn.md already" in one for one in problems), problems


# The register


def test_this_repository_has_one_and_it_is_complete() -> None:
    book, problems = register.read(ROOT)
    assert book is not None and problems == [] and len(book.lines) > 1500
    assert list(register.tampered(book)) == []


def test_a_published_handbook_is_clean(published: FilePath) -> None:
    assert checked(published) == []
    before = (published / register.FILE).read_bytes()
    assert main(["--root", str(published), "links"]) == 0
    assert (published / register.FILE).read_bytes() == before


def test_new_content_needs_a_line(published: FilePath) -> None:
    edit(published, "docs/side.md", lambda text: text + "\n## Nyt { #nyt }\n\nEn tekst.\n")
    edit(published, "docs/side.en.md", lambda text: text + "\n## New { #nyt }\n\nA text.\n")
    problems = checked(published)
    assert [re.sub(r":\d+:", "", one) for one in problems] == [
        f"docs/side{end} 1 new permanent link from here does not stand in links/register.txt yet; run make links"
        for end in (".en.md", ".md")
    ]
    assert main(["--root", str(published), "links"]) == 0
    assert checked(published) == []


def test_a_changed_line_is_seen_without_git(published: FilePath) -> None:
    number = line_of(published, "link tabel.syn comparisons")
    edit(
        published,
        register.FILE,
        lambda text: text.replace("link tabel.syn comparisons syn ", "link tabel.syn2 comparisons syn "),
    )
    assert any(one.startswith(f"{register.FILE}:{number}: the seal does not fit") for one in checked(published))


def test_a_removed_line_is_seen_without_git(published: FilePath) -> None:
    number = line_of(published, "link tabel.syn comparisons")
    edit(published, register.FILE, lambda text: re.sub(r"link tabel\.syn comparisons.*\n", "", text))
    problems = checked(published)
    assert any(one.startswith(f"{register.FILE}:{number}: the seal does not fit") for one in problems)
    assert main(["--root", str(published), "links"]) == 1, "without git nobody knows which line was the right one"


def test_lines_cut_off_at_the_end_are_seen_without_git(published: FilePath) -> None:
    edit(published, register.FILE, lambda text: "".join(text.splitlines(True)[:-3]))
    assert any("not stand in links/register.txt yet" in one for one in checked(published))


def test_a_line_put_in_between_is_seen(published: FilePath) -> None:
    edit(
        published,
        register.FILE,
        lambda text: text.replace("link tabel.syn ", "address /x/ 0123abcd\nlink tabel.syn ", 1),
    )
    assert any("the seal does not fit" in one for one in checked(published))


def test_a_line_that_says_nothing(published: FilePath) -> None:
    append(published, "linkk noget")
    assert any("'linkk noget' is no line of the register, expected" in one for one in checked(published))


def test_an_id_is_never_used_again(published: FilePath) -> None:
    append(published, "link tabel.syn ladders stige")
    first = line_of(published, "link tabel.syn ")
    problems = checked(published)
    assert any(f"'tabel.syn' stands in line {first} already; an id is never used again" in one for one in problems)


def test_what_git_knows_cannot_be_resealed_away(committed: FilePath) -> None:
    """All seals fit, but a published line is gone."""
    book, _ = register.read(committed)
    assert book is not None
    (committed / register.FILE).unlink()
    kept = [body for body in book.bodies if not body.startswith("link tabel.syn comparisons")]
    above, text = "00000000", ""
    for body in kept:
        above = register.seal(above, body)
        text += f"{body} {above}\n"
    (committed / register.FILE).write_text(text, "utf-8")
    problems = checked(committed)
    assert any("the line 'link tabel.syn comparisons syn' is gone; it stands in HEAD" in one for one in problems)
    assert main(["--root", str(committed), "links"]) == 1


def test_a_register_that_was_deleted_is_missed(committed: FilePath) -> None:
    (committed / register.FILE).unlink()
    assert any("is gone; it stands in HEAD" in one for one in checked(committed))


def test_the_last_release_is_compared_too(committed: FilePath) -> None:
    git(committed, "tag", "v1")
    (committed / register.FILE).unlink()
    git(committed, "commit", "-qam", "gone")
    assert any("is gone; it stands in v1" in one for one in checked(committed))


def removed(root: FilePath, start: str) -> str:
    """Take the lines that begin so out of the register, as whoever wants to be rid of them would, and commit that."""
    book, _ = register.read(root)
    assert book is not None
    gone = next(body for body in book.bodies if body.startswith(start))
    above, text = "00000000", ""
    for body in book.bodies:
        if body != gone:
            above = register.seal(above, body)
            text += f"{body} {above}\n"
    (root / register.FILE).write_text(text, "utf-8")
    git(root, "commit", "-qam", "gone")
    return gone


def test_a_release_is_compared_with_the_one_before(
    committed: FilePath, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the removal is committed and released; and only a line that says where it leads now helps."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    git(committed, "tag", "v1")
    rename(committed)
    gone = removed(committed, "link side ")
    git(committed, "tag", "v2")
    capsys.readouterr()
    assert main(["--root", str(committed), "check"]) == 1
    said = capsys.readouterr().out
    assert f"the line '{gone}' is gone; it stands in v1; published links are never changed or removed" in said
    assert f"(git show v1:{register.FILE})" in said and "Traceback" not in said
    (committed / register.FILE).write_bytes(
        subprocess.run(["git", "show", f"v1:{register.FILE}"], cwd=committed, check=True, capture_output=True).stdout
    )
    for line in ("moved side ny-side", "moved /side/ /ny-side/", "moved /en/a-page/ /en/new-page/"):
        append(committed, line)
    assert main(["--root", str(committed), "links"]) == 0
    assert checked(committed) == []


def test_a_release_without_tags_is_compared_with_nothing(committed: FilePath) -> None:
    removed(committed, "link tabel.syn comparisons")
    assert not any("is gone" in one for one in checked(committed)), "git knows no release; seals and content tell"


def test_what_has_come_to_the_main_branch_since_is_not_gone_here(committed: FilePath, tmp_path: FilePath) -> None:
    """But what stood there when this branch left it is."""
    git(committed, "branch", "-M", "main")
    git(tmp_path, "clone", "-q", committed.as_uri(), "clone")
    append(committed, "moved /gammel/ /side/")
    assert main(["--root", str(committed), "links"]) == 0
    git(committed, "commit", "-qam", "new")
    clone = tmp_path / "clone"
    git(clone, "fetch", "-q")
    assert checked(clone) == []
    removed(clone, "link tabel.syn comparisons")
    assert any("is gone; it stands in origin/main" in one for one in checked(clone))


def test_a_workflow_that_fetched_no_history_says_so(
    committed: FilePath, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(committed, "tag", "v1")
    removed(committed, "link tabel.syn comparisons")
    git(tmp_path, "clone", "-q", "--depth", "1", committed.as_uri(), "shallow")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert any("this copy lacks the history" in one for one in checked(tmp_path / "shallow"))
    git(tmp_path, "clone", "-q", committed.as_uri(), "whole")
    assert not any("this copy lacks the history" in one for one in checked(tmp_path / "whole"))
    assert any("is gone; it stands in v1" in one for one in checked(tmp_path / "whole"))


def test_two_merged_branches_are_sealed_anew(committed: FilePath) -> None:
    for name in ("a", "b"):
        append(committed, f"moved /{name}/ /side/ 0123abcd")
    assert any("After a merge of two branches run make links" in one for one in checked(committed))
    assert main(["--root", str(committed), "links"]) == 0
    assert checked(committed) == []


# What moved


def rename(root: FilePath) -> None:
    """A page moves to another address in both languages."""
    for end in (".md", ".en.md"):
        (root / f"docs/side{end}").rename(root / f"docs/ny-side{end}")
    edit(root, "docs/ny-side.en.md", lambda text: re.sub(r"slug: .*", "slug: new-page", text))


def test_a_page_that_moved_must_say_where(published: FilePath) -> None:
    rename(published)
    problems = checked(published)
    assert (
        f"{register.FILE}:{line_of(published, 'link side ')}: /l/side/ is published and leads "
        "nowhere now; write 'moved side NEW' as the last line, and run make links"
    ) in problems
    append(published, "moved side ny-side")
    append(published, "moved /side/ /ny-side/")
    append(published, "moved /en/a-page/ /en/new-page/")
    assert any("the line has no seal yet; run make links" in one for one in checked(published))
    assert main(["--root", str(published), "links"]) == 0
    assert checked(published) == []


def test_a_moved_page_and_its_links_lead_on(published: FilePath, tmp_path: FilePath) -> None:
    rename(published)
    append(published, "moved side ny-side")
    append(published, "moved /side/ /ny-side/")
    append(published, "moved /en/a-page/ /en/new-page/")
    assert main(["--root", str(published), "links"]) == 0
    site = tmp_path / "site"
    names: dict[Language, str] = {"da": "Håndbog", "en": "Handbook"}
    about = Site(site, SITE, names, names, {"da": [], "en": []}, "icon.svg")
    for lang in LANGUAGES:
        write(about, load_handbook(published), lang, Kept())
    write_moved(about, load_handbook(published))
    old = (site / "side/index.html").read_text("utf-8")
    assert 'content="0; url=../ny-side/"' in old and '<a href="../ny-side/">' in old and "moved.js" in old
    assert f'<link rel="canonical" href="{SITE}ny-side/">' in old
    assert "new-page/" in (site / "en/a-page" / "index.html").read_text("utf-8")
    for folder, target in (("l", "../../ny-side/"), ("en/l", "../../new-page/")):
        for id_ in ("side", "ny-side"):
            assert f"url={target}" in (site / folder / id_ / "index.html").read_text("utf-8")


def test_a_section_that_moved_leaves_a_line_where_it_stood(published: FilePath) -> None:
    for end in (".md", ".en.md"):
        edit(published, f"docs/side{end}", lambda text: text.replace("{ #afsnit }", "{ #ny-adresse }"))
    assert any("moved /side/#afsnit NEW" in one for one in checked(published))
    for url in ("/side/", "/en/a-page/"):
        append(published, f"moved {url}#afsnit {url}#ny-adresse")
    assert main(["--root", str(published), "links"]) == 0
    assert checked(published) == []
    handbook = load_handbook(published)
    page = handbook.pages.get("side", "da")
    assert moved_away(handbook)[page.url] == [("afsnit", "#ny-adresse", page.title)]


def test_nothing_moves_to_nowhere(published: FilePath) -> None:
    append(published, "moved /gammel/ /sidee/")
    assert main(["--root", str(published), "links"]) == 0
    problems = checked(published)
    assert any("'/sidee/' does not exist, so nothing can move there, did you mean" in one for one in problems)


def test_moving_in_a_circle_leads_nowhere() -> None:
    assert register.resolve("/a/", {"/a/": "/b/", "/b/": "/a/"}, set()) is None
    assert register.resolve("/a/#x", {"/a/": "/b/", "/b/": "/c/"}, {"/c/", "/c/#x"}) == "/c/#x"
    assert register.resolve("/a/", {"/a/": "/b/"}, {"/a/", "/b/"}) == "/a/", "what is there again wins"


def test_addresses_hold_headings_and_places(small: Handbook) -> None:
    kept = addresses(small, links(small))
    assert {"/", "/en/", "/ordliste/"} <= set(kept)
    assert any(name.startswith("/en/") and "#" in name for name in kept)


# What people take along


def test_a_spreadsheet_calculates_nothing() -> None:
    text = sharing.separated([["a", "b;c"], ["=1+1", '@x "y"']], ";").decode("utf-8")
    assert text == '\ufeffa;"b;c"\r\n\'=1+1;"\'@x ""y"""\r\n'


def test_markdown_keeps_the_cells_apart() -> None:
    assert (
        sharing.markdown([["a", "b"], ["c|d", "e"]], "T", "S")
        == "**T**\n\n| a | b |\n| --- | --- |\n| c\\|d | e |\n\nS\n"
    )


def test_bibtex_keeps_its_signs() -> None:
    cited = sharing.Work("Håndbog", "2026", "50 % & {mere}\\", "", "", SITE, "CC", "da")
    assert r"title = {{50 \% \& \{mere\}\textbackslash{}}}," in sharing.bibtex(cited, "x")


def test_a_qr_code_is_the_same_each_time() -> None:
    first = qr.svg(SITE), qr.png(SITE)
    qr._code.cache_clear()
    assert (qr.svg(SITE), qr.png(SITE)) == first
