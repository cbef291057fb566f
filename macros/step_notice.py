"""Tell readers in a section that the other language has moved on since the two were compared."""

import re
from pathlib import Path as FilePath

from .handbook import Handbook
from .links import relative_url
from .pages import Page
from .rendering import templates
from .translations.days import written
from .translations.state import OTHER, Finding

_TEMPLATES = FilePath(__file__).parent / "_translations"
_HEADING = re.compile(r'<(?P<tag>h[1-6]) id="(?P<id>[^"]+)"[^>]*>.*?</(?P=tag)>', re.S)


def with_notices(html: str, handbook: Handbook, page: Page) -> str:
    """The HTML of a page, with a notice under the heading of each section that is behind.

    Args:
        html: What Markdown made of the page.
        handbook: The handbook.
        page: The page.
    """
    behind = handbook.translations.notices(page)
    if not behind:
        return html

    def told(heading: re.Match[str]) -> str:
        finding = behind.get(heading["id"])
        return heading[0] + ("\n" + _notice(handbook, page, heading["id"], finding) if finding else "")

    return _HEADING.sub(told, html)


def _notice(handbook: Handbook, page: Page, section: str, finding: Finding) -> str:
    ctx = handbook.context(page)
    other = handbook.pages.get(page.key, OTHER[page.lang])
    text = ctx.word("step_notice_both") if finding.ahead == "both" else ctx.word("step_notice")
    values = {
        "text": text.replace("{day}", written(finding.since, page.lang)),
        "url": relative_url(f"{other.url}#{section}", page.url),
        "lang": other.lang,
        "link": ctx.word("step_read_other"),
    }
    return templates(_TEMPLATES).get_template("notice.html.jinja").render(values)
