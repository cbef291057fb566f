"""No two things on a page share an id."""

from collections.abc import Iterator

from ..handbook import Handbook
from ..messages import say
from ..pages import TITLE_ID
from ..problems import Problem


def check(handbook: Handbook) -> Iterator[Problem]:
    """Ids of headings and of what the macros make; a word is explained once a page."""
    for page in handbook.pages:
        taken = {TITLE_ID: page.first}
        found = [(heading.line, heading.id, "") for heading in page.headings if heading.id]
        for result in handbook.rendered.get((page.key, page.lang), ()):
            found += [(result.call.line, id_, result.call.name) for id_ in result.ids]
        reported: set[int] = set()
        for line, id_, macro in found:
            if id_ in taken and line not in reported:
                reported.add(line)
                if macro == "term":
                    message = say(
                        "line {first} explains this word already; write it here without {call}",
                        first=taken[id_],
                        call="{{ term(…) }}",
                    )
                else:
                    message = say(
                        "the id '{id}' stands twice on this page, also in line {first}; give one of them another",
                        id=id_,
                        first=taken[id_],
                    )
                yield Problem(page.file, line, message)
            taken.setdefault(id_, line)
