"""JSON Schemas of the data, so that an editor completes and checks it while it is typed."""

import json
from pathlib import Path as FilePath
from typing import Any

from .library import DATA, KINDS, Kind


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a file of this kind."""
    if not kind.many:
        inner = kind.model.model_json_schema(by_alias=True)
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **inner}
    return collection(kind)


def collection(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of all items of a kind by key, as they are published in one file."""
    inner = kind.model.model_json_schema(by_alias=True)
    definitions = inner.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{kind.model.__name__}"},
        "$defs": {**definitions, kind.model.__name__: inner},
    }


def files(root: FilePath) -> dict[FilePath, str]:
    """Every schema file, with what must stand in it; the editor's map from data to schema is one of them."""
    folder = root / DATA / "schema"
    wanted = {folder / f"{kind.name}.schema.json": _text(schema(kind)) for kind in KINDS}
    mapping = {
        f"docs/data/schema/{kind.name}.schema.json": f"docs/data/{kind.name}{'' if kind.single else '/*'}.yml"
        for kind in KINDS
    }
    settings = {"yaml.schemas": mapping, "files.associations": {"*.html.jinja": "jinja-html"}}
    wanted[root / ".vscode" / "settings.json"] = _text(settings)
    return wanted


def write(root: FilePath) -> None:
    """Write every schema file."""
    for file, text in files(root).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def stale(root: FilePath) -> list[FilePath]:
    """Schema files that do not say what the models say."""
    return [file for file, text in files(root).items() if not file.exists() or file.read_text("utf-8") != text]


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
