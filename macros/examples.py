"""The live example of each macro: `example.md` in its folder, one call as an author writes it."""

from .calls import Call, parse_call
from .registry import REGISTRY, Context
from .rendering import COMPONENTS, render


def example_text(name: str) -> str:
    """The example of a macro as an author writes it; empty when it has none."""
    file = COMPONENTS / name / "example.md"
    return file.read_text("utf-8").strip() if file.exists() else ""


def example_call(name: str) -> Call:
    """The example of a macro, taken apart.

    Raises:
        ValueError: If the example is not exactly one macro call.
    """
    return parse_call(example_text(name))


def example(name: str, ctx: Context) -> str:
    """The example of a macro as HTML, as it looks on the page of the context.

    Raises:
        AuthorError: If the example asks for something that does not exist.
    """
    call = example_call(name)
    return render(REGISTRY[call.name], ctx, call.args, call.kwargs)
