"""What search engines are told of a page, as JSON-LD in the words of schema.org."""

import json
from collections.abc import Mapping
from typing import Any

from . import dataset
from .handbook import Handbook
from .model.base import Language
from .open_data import LICENCE
from .pages import Page

_SCHEMA = "https://schema.org"
DICTIONARY = "data-ordbog"
_GLOSSARY = "ordliste"


def linked_data(handbook: Handbook, page: Page, url: str, names: Mapping[Language, str]) -> str:
    """The JSON-LD of a page, for a script element that nobody runs.

    Args:
        handbook: The handbook.
        page: The page.
        url: Address of the site, with a slash at the end.
        names: The handbook's name in each language.
    """
    here = url + page.url
    said: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "LearningResource" if page.meta.get("kind") == "chapter" else "Article",
        "@id": here,
        "name": page.title,
        "inLanguage": page.lang,
        "dateModified": page.meta["review"]["date"],
        "license": LICENCE,
    }
    if page.key == "index":
        said |= {"@type": "Book", "name": names[page.lang], "description": page.meta["description"]}
        said["bookFormat"] = f"{_SCHEMA}/EBook"
    elif page.key == _GLOSSARY:
        said |= {"@type": "DefinedTermSet", "hasDefinedTerm": _terms(handbook, page, here)}
    elif page.key == DICTIONARY:
        said |= {"@type": "DataCatalog", "dataset": _datasets(handbook, page, url, names)}
    # Nothing in it may end the element that it stands in.
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _terms(handbook: Handbook, page: Page, here: str) -> list[dict[str, str]]:
    ctx = handbook.context(page)
    return [
        {
            "@type": "DefinedTerm",
            "@id": f"{here}#term-{item.key}",
            "name": ctx.text(item.value.term),
            "description": ctx.said(item.value.definition),
        }
        for item in handbook.library.all("terms")
    ]


def _datasets(handbook: Handbook, page: Page, url: str, names: Mapping[Language, str]) -> list[dict[str, Any]]:
    ctx = handbook.context(page)
    return [
        {
            "@type": "Dataset",
            "@id": f"{url}{page.url}#data-{kind.name}",
            "name": f"{names[page.lang]}: {ctx.word(f'kind_of_{kind.name}')}",
            "description": str(page.meta["description"]),
            "license": LICENCE,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": dataset.FORMATS[ending],
                    "contentUrl": url + dataset.address(kind.name, ending),
                }
                for ending in ("json", "csv", "yml")
            ],
        }
        for kind in dataset.PUBLISHED
    ]
