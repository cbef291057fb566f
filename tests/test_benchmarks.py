"""The benchmark measures sound handbooks: the copies pass every check, and the stock generator gets the same pages."""

from pathlib import Path as FilePath

import yaml

from benchmarks import corpus, stock
from macros.preflight import preflight
from macros.settings import settings


def test_a_handbook_of_any_size_is_sound(tmp_path: FilePath) -> None:
    root = corpus.write(tmp_path / "handbook", 24)
    handbook, problems = preflight(root)
    assert problems == []
    chapters = [page for page in handbook.pages if page.meta.get("kind") == "chapter"]
    assert len(chapters) == 2 * 24 and len({page.title for page in chapters}) == 2 * 24
    assert len({"\n".join(page.lines) for page in chapters}) == 2 * 24
    listed = yaml.safe_dump(settings(root)["nav"])
    assert all(f"{page.key}.md" in listed for page in chapters)


def test_the_stock_generator_gets_the_same_pages(tmp_path: FilePath) -> None:
    root = corpus.write(tmp_path / "handbook", 23)
    usual, plain = stock.with_macros(root, tmp_path / "stock"), stock.plain(root, tmp_path / "plain")
    names = {one.relative_to(root) for one in (root / "docs").rglob("*.md")}
    assert {one.relative_to(usual) for one in (usual / "docs").rglob("*.md")} == names
    assert {one.relative_to(plain) for one in (plain / "docs").rglob("*.md")} == {
        one for one in names if not one.name.endswith(".en.md")
    }
    assert settings(usual)["theme"] == {"name": "material", "language": "da"}
    assert settings(usual)["nav"] == settings(root)["nav"] and settings(plain)["plugins"] == ["search"]
