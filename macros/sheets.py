"""Sheets for paper: the handout of each exercise, and its cards to cut out; pages that only a printer needs."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from .exercise_pages import page_of, sheet_url, sheets
from .handbook import Handbook
from .links import relative_url
from .model.base import LANGUAGES, Language
from .model.exercise import Exercise
from .qr import inline, short_link
from .rendering import Words, templates

_TEMPLATES = FilePath(__file__).parent / "_sheets"
_NAMES: dict[Language, str] = {"da": "Dansk", "en": "English"}


def files(handbook: Handbook, lang: Language, site: str, policy: str) -> Iterator[tuple[str, str]]:
    """Every sheet in a language: its file relative to the root of the site, and its HTML.

    Args:
        handbook: The handbook.
        lang: The language.
        site: Absolute address of the site's root, with a final slash.
        policy: What the pages may load, as for all pages.
    """
    other: Language = next(one for one in LANGUAGES if one != lang)
    for item in handbook.library.all("exercises"):
        one: Exercise = item.value
        page, twin = (page_of(handbook.pages, item.key, which) for which in (lang, other))
        if page is None or twin is None:
            continue  # the check says so
        short = short_link(site, item.key, lang)
        words = Words(handbook.context(page))
        for sheet in sheets(one):
            url = sheet_url(page, sheet)
            values = {
                "root": relative_url("", url),
                "page": relative_url(page.url, url),
                "other": relative_url(sheet_url(twin, sheet), url),
                "other_lang": other,
                "other_name": _NAMES[other],
                "canonical": site + page.url,
                "policy": policy,
                "title": one.title.in_(lang),
                "name": words[f"sheet_of_{sheet}"],
                "qr": inline(short),
                "short": short.split("://", 1)[-1],
                "invitation": one.invitation.in_(lang),
                "prompts": [prompt.in_(lang) for prompt in one.sheet],
                "question": one.question.in_(lang),
                "cards": [(card.text.in_(lang), card.answer.in_(lang)) for card in one.cards],
            }
            html = templates(_TEMPLATES).get_template(f"{sheet}.html.jinja").render(**values, ui=words, lang=lang)
            yield f"{url}index.html", html
