"""The templates of what no browser shows: text, feeds, lists for programs."""

from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = FilePath(__file__).parent / "_machines"


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["xml.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return env


def render(name: str, values: dict[str, Any]) -> str:
    """A text from `_machines/NAME.jinja`, ending in one line end."""
    return _environment().get_template(f"{name}.jinja").render(values).strip() + "\n"
