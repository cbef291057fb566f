"""The form by which readers without Git or an account report a mistake or propose something."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...proposals import KINDS, Ask, Fills
from ...registry import Context, macro


@dataclass(frozen=True)
class Question:
    """A question as shown."""

    id: str
    text: str
    help: str
    required: bool
    long: bool
    fills: Fills


@dataclass(frozen=True)
class Kind:
    """A kind of proposal as shown, with the links that begin it elsewhere; a link is empty when it leads nowhere."""

    key: str
    name: str
    questions: list[Question]
    mail: str
    issue: str


@dataclass(frozen=True)
class View:
    """What template.html.jinja receives, in one language."""

    kinds: list[Kind]
    reachable: bool


@macro
def proposal_form(ctx: Context) -> View:
    """Show a form that writes a proposal as a letter and as an issue; without JavaScript, what to write and where."""
    kinds = [_kind(ctx, key, asks) for key, asks in KINDS.items()]
    return View(kinds, any(kind.mail or kind.issue for kind in kinds))


def _kind(ctx: Context, key: str, asks: Sequence[Ask]) -> Kind:
    name = ctx.word(f"propose_{key}")
    questions = [
        Question(
            ask.id,
            ctx.word(ask.word(key)),
            ctx.word(f"{ask.word(key)}_help") if ask.help else "",
            ask.required,
            ask.long,
            ask.fills,
        )
        for ask in asks
    ]
    body = "\n\n\n".join(question.text for question in questions)
    return Kind(key, name, questions, ctx.outside.mail_url(name, body), ctx.outside.issue_url(f"{key}.yml"))
