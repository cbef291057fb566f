"""The front matter of a page."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Line, Model


class FrontMatter(Model):
    """What stands between the two `---` at the top of a page."""

    description: Line = Field(max_length=160, description="Hvad læseren kan bagefter. / What the reader can do after.")
    kind: Literal["chapter", "page"]
    slides: list[Annotated[int, Field(ge=1, le=16)]] = Field(default_factory=list)
    audience: list[Literal["practitioner", "manager", "politician", "volunteer", "trainer", "contributor"]] = Field(
        default_factory=list
    )
    keywords: list[Line] = Field(default_factory=list)
    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")] | None = None
    template: Literal["home.html"] | None = None
    hide: list[Literal["toc", "navigation"]] = Field(default_factory=list)
