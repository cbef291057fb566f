"""Split the search index: one file a language, fetched when somebody searches."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from .model.base import LANGUAGES


def split_index(site: FilePath, keywords: Mapping[str, Sequence[str]]) -> None:
    """Replace the one index by `search/da.json` and `search/en.json`.

    The theme fetches `search/search_index.json` on every page view; it is left with no entries,
    and our search worker fetches the file of the reader's language at the first search.

    Args:
        site: Folder of the built site.
        keywords: For the address of a page, words that people search for and the page does not say.
    """
    index = site / "search" / "search_index.json"
    if not index.exists():
        return
    whole: dict[str, Any] = json.loads(index.read_text("utf-8"))
    for lang in LANGUAGES:
        entries = [entry for entry in whole["docs"] if _language(entry["location"]) == lang]
        for entry in entries:
            if keywords.get(entry["location"]):
                entry["keywords"] = " ".join(keywords[entry["location"]])
        _write(index.with_name(f"{lang}.json"), entries)
    _write(index, {"config": whole["config"], "docs": []})


def _language(location: str) -> str:
    first = location.split("/")[0]
    return first if first in LANGUAGES else "da"


def _write(file: FilePath, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
