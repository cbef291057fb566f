"""The real handbook: no problem in it, and schemas that say what the models say."""

import json

import jsonschema
import pytest

from macros import schemas
from macros.library import KINDS
from macros.preflight import preflight
from macros.reports import report
from macros.yaml_source import read_yaml

from .small import ROOT


def test_the_handbook_has_no_problems() -> None:
    _, problems = preflight(ROOT, language=True)
    assert problems == [], report(problems)


def test_schemas_are_fresh() -> None:
    assert schemas.stale(ROOT) == [], "run `make schema` and commit what it writes"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_schema_holds_for_the_data(kind) -> None:
    schema = json.loads((ROOT / f"docs/data/schema/{kind.name}.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    folder = ROOT / "docs/data"
    files = [folder / f"{kind.name}.yml"] if kind.single else sorted((folder / kind.name).glob("*.yml"))
    assert files
    for file in files:
        source, _ = read_yaml(file.read_bytes(), file.name)
        assert source is not None
        assert [error.message for error in validator.iter_errors(source.data)] == []
        broken = json.loads(json.dumps(source.data))
        (broken if not kind.many else next(iter(broken.values())))["unheard-of"] = 1
        assert list(validator.iter_errors(broken)), "a schema that takes everything checks nothing"


def test_every_data_file_says_what_it_holds() -> None:
    for file in sorted((ROOT / "docs/data").rglob("*.yml")):
        assert file.read_text("utf-8").startswith("# "), (
            f"{file}: begin with a comment: what it holds, which macro shows it"
        )
