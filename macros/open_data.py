"""Write the data of the handbook into the site as open data: YAML, JSON, tables, schemas, references, an index.

Needs the handbook and a folder, and no site generator. The version says what the files hold and when their
pages were last read through, and nothing of the day on which they were written.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from . import dataset, downloads, programme_text, reference_files, schemas
from .handbook import Handbook
from .library import Item, Kind
from .model.base import LANGUAGES, Language
from .sharing import separated

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def write(site: FilePath, handbook: Handbook, url: str, names: Mapping[Language, str]) -> None:
    """Write every file, and the index of them.

    Args:
        site: Folder of the built site.
        handbook: The handbook.
        url: Address of the site, with a slash at the end.
        names: Its name in each language.
    """
    files = {**data(handbook), **texts(handbook)}
    files[dataset.INDEX] = _json(index(handbook, files, url, names))
    for name, content in files.items():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def data(handbook: Handbook) -> dict[str, bytes]:
    """Every file of data, by its address relative to the root of the site."""
    files: dict[str, bytes] = {}
    for kind in dataset.PUBLISHED:
        table = [dataset.heads(kind), *dataset.rows(handbook.library, kind)]
        files[dataset.address(kind.name, "yml")] = _source(handbook, kind).encode()
        files[dataset.address(kind.name, "json")] = _json(dataset.items(handbook.library, kind))
        for ending, sign in dataset.SIGNS.items():
            files[dataset.address(kind.name, ending)] = separated(table, sign)
        files[dataset.address(kind.name, "schema.json")] = _json(schemas.collection(kind))
    works = reference_files.files(handbook.library)
    return files | {f"{dataset.FOLDER}/{name}": works[name] for name in dataset.REFERENCES}


def texts(handbook: Handbook) -> dict[str, bytes]:
    """The programmes as text, in both languages."""
    return {
        downloads.address(item.key, lang, "txt"): programme_text.text(handbook, item.value, lang)
        for item in handbook.library.all("programmes")
        for lang in LANGUAGES
    }


def reviewed(handbook: Handbook) -> str:
    """The day of the newest review of any page."""
    return max((str(page.meta["review"]["date"]) for page in handbook.pages if "review" in page.meta), default="")


def version(handbook: Handbook, files: Mapping[str, bytes]) -> str:
    """The day of the newest review, and a mark that changes with the content."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return f"{reviewed(handbook)}+{digest.hexdigest()[:12]}"


def index(handbook: Handbook, files: Mapping[str, bytes], url: str, names: Mapping[Language, str]) -> dict[str, Any]:
    """What there is, in the words of DCAT: every data set with its files, their sizes and checksums."""
    words = handbook.library.items["ui"]
    rights = words["licence"].value

    def said(key: str) -> dict[str, str]:
        return {lang: words[key].value.in_(lang) for lang in LANGUAGES}

    def distribution(name: str, media: str, schema: str = "") -> dict[str, Any]:
        content = files[name]
        conforms = {"conformsTo": url + schema} if schema else {}
        return {
            "file": name,
            "downloadURL": url + name,
            "mediaType": media,
            "byteSize": len(content),
            "checksum": hashlib.sha256(content).hexdigest(),
            **conforms,
        }

    sets = []
    for kind in dataset.PUBLISHED:
        schema = dataset.address(kind.name, "schema.json")
        shown = [
            distribution(dataset.address(kind.name, ending), media, schema if ending in ("yml", "json") else "")
            for ending, media in dataset.FORMATS.items()
        ]
        title = said(f"kind_of_{kind.name}")
        count = len(handbook.library.items[kind.name])
        sets.append({"identifier": kind.name, "title": title, "items": count, "schema": schema, "distribution": shown})
    works = [distribution(f"{dataset.FOLDER}/{name}", media) for name, media in dataset.REFERENCES.items()]
    sets.append({"identifier": "references", "title": said("kind_of_references"), "distribution": works})
    spoken = [distribution(name, "text/plain") for name in sorted(files) if not name.startswith(f"{dataset.FOLDER}/")]
    sets.append({"identifier": "programme-texts", "title": said("kind_of_programme_texts"), "distribution": spoken})
    return {
        "title": dict(names),
        "version": version(handbook, files),
        "modified": reviewed(handbook),
        "license": LICENCE,
        "rights": {lang: rights.in_(lang) for lang in LANGUAGES},
        "language": list(LANGUAGES),
        "dataset": sets,
    }


def _source(handbook: Handbook, kind: Kind) -> str:
    """The sources of a kind in one file, with their comments: each under its key, as in the other formats."""
    return "\n".join(_sources(handbook, kind, list(handbook.library.all(kind.name))))


def _sources(handbook: Handbook, kind: Kind, items: Sequence[Item]) -> Iterator[str]:
    done = set()
    for item in items:
        name = item.source.file
        if name not in done:
            done.add(name)
            text = (handbook.root / name).read_text("utf-8-sig").replace("\r\n", "\n")
            if kind.many:
                yield text
            else:
                inner = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
                yield f'"{item.key}":\n{inner}'


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
