"""A day as each language writes it."""

from datetime import date

from babel.dates import format_date

from ..model.base import Language

_LOCALES: dict[Language, str] = {"da": "da_DK", "en": "en_GB"}


def written(day: str, lang: Language) -> str:
    """`2026-11-25` as `25. november 2026` or `25 November 2026`."""
    return format_date(date.fromisoformat(day), "long", locale=_LOCALES[lang])
