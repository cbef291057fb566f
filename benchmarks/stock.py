"""The same pages on the stock generator: Material as it comes, static-i18n and mkdocs-macros, or nothing but Material.

What the macros give comes from the same views and templates, so the pages hold the same tables; nothing is checked, and
nothing is written beside the pages.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path as FilePath

import yaml

from macros.settings import plugin, settings

_HERE = FilePath(__file__).parent
_KEPT = ("site_name", "site_url", "exclude_docs", "not_in_nav", "nav")
_FRONT_MATTER = re.compile(r"^(?:template|slides): .*\n", re.M)
_SHARED = {"theme": {"name": "material", "language": "da"}, "strict": False}


def with_macros(handbook: FilePath, folder: FilePath) -> FilePath:
    """Both languages with macros, on Material as it comes.

    Args:
        handbook: A handbook that `benchmarks.corpus` wrote.
        folder: A folder that does not exist yet.

    Returns:
        The folder.
    """
    shutil.copytree(handbook / "docs", folder / "docs")
    shutil.copytree(handbook / "macros", folder / "macros")
    shutil.copyfile(_HERE / "stock_macros.py", folder / "main.py")
    languages = plugin(settings(handbook), "i18n")["languages"]
    plugins = [
        "search",
        {"i18n": {"docs_structure": "suffix", "fallback_to_default": False, "languages": languages}},
        {"macros": {"on_error_fail": True}},
    ]
    return _written(handbook, folder, plugins)


def plain(handbook: FilePath, folder: FilePath) -> FilePath:
    """Danish only, without macros: the calls stand on the pages as text.

    Args:
        handbook: A handbook that `benchmarks.corpus` wrote.
        folder: A folder that does not exist yet.

    Returns:
        The folder.
    """
    shutil.copytree(handbook / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.en.md"))
    return _written(handbook, folder, ["search"])


def _written(handbook: FilePath, folder: FilePath, plugins: Sequence[object]) -> FilePath:
    usual = settings(handbook)
    kept = {name: usual[name] for name in (*_KEPT, "markdown_extensions")}
    said = {**kept, **_SHARED, "plugins": list(plugins)}
    for page in (folder / "docs").rglob("*.md"):  # our own templates, and a name that hides a macro
        page.write_text(_FRONT_MATTER.sub("", page.read_text("utf-8"), count=2), "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return folder
