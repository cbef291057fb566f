"""The front matter of a page."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Day, Line, Model


class Review(Model):
    """When the page was last read through, and why its text was last changed."""

    date: Day
    why: Line = Field(max_length=160, description="Hvorfor siden sidst blev ændret. / Why it was last changed.")


class FrontMatter(Model):
    """What stands between the two `---` at the top of a page."""

    description: Line = Field(max_length=160, description="Hvad læseren kan bagefter. / What the reader can do after.")
    kind: Literal["chapter", "page"]
    slides: list[Annotated[int, Field(ge=1, le=16)]] = Field(default_factory=list)
    audience: list[Literal["practitioner", "manager", "politician", "volunteer", "trainer", "contributor"]] = Field(
        default_factory=list
    )
    keywords: list[Line] = Field(default_factory=list)
    everyday: list[Line] = Field(
        default_factory=list,
        description="Hverdagsord, folk søger med. / Everyday words that people search with.",
    )
    review: Review
    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")] | None = None
    template: Literal["home.html", "contents.html", "downloads.html"] | None = None
    book: bool = Field(True, description="Er siden med i bogen (PDF, EPUB)? / Is the page in the book (PDF, EPUB)?")
    noindex: bool = Field(False, description="Skal søgemaskiner springe siden over? / Should search engines skip it?")
    hide: list[Literal["toc", "navigation"]] = Field(default_factory=list)
