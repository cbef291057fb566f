"""Split the search index: one file a language, fetched when somebody searches."""

import json
from pathlib import Path as FilePath
from typing import Any

from .model.base import LANGUAGES


def split_index(site: FilePath) -> None:
    """Replace the one index by `search/da.json` and `search/en.json`.

    The theme fetches `search/search_index.json` on every page view; it is left with no entries,
    and our search worker fetches the file of the reader's language at the first search.

    Args:
        site: Folder of the built site.
    """
    index = site / "search" / "search_index.json"
    if not index.exists():
        return
    whole: dict[str, Any] = json.loads(index.read_text("utf-8"))
    for lang in LANGUAGES:
        entries = [entry for entry in whole["docs"] if _language(entry["location"]) == lang]
        _write(index.with_name(f"{lang}.json"), entries)
    _write(index, {"config": whole["config"], "docs": []})


def _language(location: str) -> str:
    first = location.split("/")[0]
    return first if first in LANGUAGES else "da"


def _write(file: FilePath, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
