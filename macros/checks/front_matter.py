"""The front matter of every page has the fields that it needs."""

from collections.abc import Iterator

from pydantic import ValidationError

from ..explain import explained
from ..findings import no_slide
from ..handbook import Handbook
from ..messages import say
from ..model.page import FrontMatter
from ..pages import Page
from ..problems import Problem

MIN_KEYWORDS = 12


def faulty(page: Page) -> set[str]:
    """The fields of a page's front matter that are wrong by themselves."""
    try:
        FrontMatter.model_validate(dict(page.meta))
    except ValidationError as error:
        return {str(one["loc"][0]) for one in error.errors() if one["loc"]}
    return set()


def check(handbook: Handbook) -> Iterator[Problem]:
    """Fields, types, and what the kind of page asks for."""
    for page in handbook.pages:
        source = page.meta_source
        if source is None:
            continue
        try:
            meta = FrontMatter.model_validate(dict(page.meta))
        except ValidationError as error:
            yield from explained(FrontMatter, error.errors(), source, ())
            continue
        if meta.kind == "chapter" and len(meta.keywords) < MIN_KEYWORDS:
            message = say(
                "keywords: found {found}, expected at least {least} words that people search for",
                found=len(meta.keywords),
                least=MIN_KEYWORDS,
            )
            yield Problem(page.file, source.line(("keywords",)), message)
        if page.lang == "da" and meta.slug is not None:
            yield Problem(
                page.file, source.line(("slug",)), say("a Danish page has the address of its file name; delete 'slug'")
            )
        if page.lang == "en" and meta.slug is None and page.key != "index":
            message = say("'slug' is missing; write the page's English address, such as 'what-is-co-creation'")
            yield Problem(page.file, 1, message)
        for index, number in enumerate(meta.slides):
            if number not in handbook.library.slides and not handbook.library.is_broken_slide(str(number)):
                yield Problem(page.file, source.line(("slides", index)), no_slide(number))
