"""What readers are asked who report a mistake or propose something, on the page and in the issue forms."""

from dataclasses import dataclass
from typing import Literal

Fills = Literal["", "place", "text"]


@dataclass(frozen=True)
class Ask:
    """A question of a kind of proposal.

    Attributes:
        id: Its id in the issue form.
        required: Whether a proposal is of no use without an answer.
        long: Whether the answer may have several lines.
        help: Whether more is said below the question.
        fills: What the link that leads to the form answers it with: the place, or the text that was marked.
    """

    id: str
    required: bool = False
    long: bool = True
    help: bool = False
    fills: Fills = ""

    def word(self, kind: str) -> str:
        """The key of its words; where and what it says now is asked alike of all kinds."""
        return f"propose_{self.id}" if self.id in ("sted", "nu") else f"propose_{kind}_{self.id}"


_WHERE = Ask("sted", long=False, help=True, fills="place")
_EXACTLY = Ask("sted", required=True, long=False, help=True, fills="place")
_NOW = Ask("nu", help=True, fills="text")

# The issue forms in .github/ISSUE_TEMPLATE ask the same: a test holds the two together.
KINDS: dict[str, tuple[Ask, ...]] = {
    "fejl": (
        _EXACTLY,
        _NOW,
        Ask("fejl", required=True),
        Ask("rigtigt", help=True),
        Ask("udstyr", long=False, help=True),
    ),
    "rettelse": (
        _EXACTLY,
        Ask("nu", required=True, help=True, fills="text"),
        Ask("hellere", required=True),
        Ask("kilde", help=True),
    ),
    "eksempel": (
        Ask("navn", required=True, long=False),
        Ask("handling", required=True, help=True),
        Ask("kilder", required=True, help=True),
        Ask("uvist"),
        _WHERE,
    ),
    "oevelse": (
        Ask("navn", required=True, long=False, help=True),
        Ask("trin", required=True),
        Ask("ramme"),
        Ask("gik", help=True),
        Ask("kilde", long=False, help=True),
        _WHERE,
    ),
    "oversaettelse": (
        _EXACTLY,
        Ask("nu", required=True, help=True, fills="text"),
        Ask("hellere"),
    ),
    "kilde": (
        _EXACTLY,
        Ask("paastand", required=True, fills="text"),
        Ask("kilde", required=True, help=True),
        Ask("indhold", required=True, help=True),
    ),
    "forslag": (
        Ask("situation", required=True, help=True),
        Ask("forslag", required=True),
        _WHERE,
    ),
}
