"""Read the macro calls of a page: a name and plain arguments, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from .messages import say
from .problems import Problem

_JINJA = Environment()  # parses only; nothing is ever rendered with it

_LOGIC = say(
    "between '{{{{' and '}}}}' there may only be a macro's name and its arguments, as in {example}",
    example='{{ term("samskabelse") }}',
)
_COMMENT = say("'{{#' begins a comment that nobody sees; write an id with spaces: '{{ #id }}'")
_UNREADABLE = say(
    "the macro call cannot be read; look for a quotation mark, a comma or a parenthesis too few or too many"
)
_UNFINISHED = say("a macro call begins here or above and never ends; close it with '}}}}'")


@dataclass(frozen=True)
class Call:
    """A macro call as it stands on a page."""

    line: int
    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    alone: bool

    @property
    def signature(self) -> tuple[str, tuple[Any, ...]]:
        """What must be equal in both languages: the name and the first arguments."""
        return self.name, self.args


def parse_call(text: str) -> Call:
    """The one macro call in a line of text.

    Raises:
        ValueError: If there is not exactly one, or it cannot be read.
    """
    problems: list[Problem] = []
    calls = list(read_calls(text, "", 1, tuple(text.split("\n")), problems))
    if problems or len(calls) != 1:
        raise ValueError(str(problems[0].message) if problems else f"found {len(calls)} macro calls, expected one")
    return calls[0]


def read_calls(body: str, name: str, first: int, lines: tuple[str, ...], problems: list[Problem]) -> Iterator[Call]:
    """The macro calls in the body of a page; what cannot be read is added to the problems.

    Args:
        body: The text.
        name: The name to report problems under.
        first: Line of the file on which the body begins.
        lines: The whole file, line by line.
        problems: Filled.
    """
    shift = first - 1
    try:
        for line, token, _ in _JINJA.lex(body):
            if token == "comment_begin":
                problems.append(Problem(name, line + shift, _COMMENT))
                return
            if token == "block_begin":
                problems.append(Problem(name, line + shift, _LOGIC))
                return
        tree = _JINJA.parse(body)
    except TemplateSyntaxError as error:
        said = str(error.message)
        unfinished = "end of template" in said or "end of print" in said
        message = _COMMENT if "end of comment" in said else _UNFINISHED if unfinished else _UNREADABLE
        problems.append(Problem(name, error.lineno + shift, message))
        return
    except RecursionError:
        problems.append(
            Problem(name, first, say("too many brackets stand inside each other on this page; delete some"))
        )
        return
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                continue
            call = _call(node, shift, lines)
            if call is None:
                problems.append(Problem(name, node.lineno + shift, _LOGIC))
            else:
                yield call


def _call(node: nodes.Node, shift: int, lines: tuple[str, ...]) -> Call | None:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return None
    try:
        args = tuple(_literal(argument) for argument in node.args)
        kwargs = {keyword.key: _literal(keyword.value) for keyword in node.kwargs}
    except ValueError:
        return None
    line = node.lineno + shift
    text = lines[line - 1].strip()
    alone = text.startswith("{{") and text.endswith("}}") and text.count("{{") == 1
    around = [lines[n] for n in (line - 2, line) if 0 <= n < len(lines)]
    return Call(line, node.node.name, args, kwargs, alone and not any(other.strip() for other in around))


def _literal(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.List):
        return [_literal(item) for item in node.items]
    raise ValueError("not a literal")
