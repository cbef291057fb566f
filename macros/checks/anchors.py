"""No two things on a page share an id."""

from collections.abc import Iterator

from ..handbook import Handbook
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
                    message = f"line {taken[id_]} explains this word already; write it here without {{{{ term(…) }}}}"
                else:
                    message = (
                        f"the id '{id_}' stands twice here (also line {taken[id_]}); give this one another: id=\"…\""
                    )
                yield Problem(page.file, line, message)
            taken.setdefault(id_, line)
