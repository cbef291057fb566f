"""The handbook's macros. mkdocs-macros calls `define_env`; everything else stands in the modules."""

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros (or an engine that works as it does)."""
    from .wiring import register

    register(env)
