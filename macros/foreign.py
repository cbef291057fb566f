"""Words in italics are in the handbook's other language; say so to screen readers and hyphenation."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .model.base import Language

OTHER: dict[Language, Language] = {"da": "en", "en": "da"}


class Foreign(Extension):
    """Gives every `em` the language that the page does not have.

    Args:
        lang: Language of the pages; the build sets it anew for each language.
    """

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.lang = lang

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        md.treeprocessors.register(_Languages(md, self), "handbook_foreign", 5)  # 5: once emphasis has been found


class _Languages(Treeprocessor):
    def __init__(self, md: Markdown, foreign: Foreign) -> None:
        super().__init__(md)
        self._foreign = foreign

    def run(self, root: Element) -> None:
        for element in root.iter("em"):
            element.set("lang", OTHER[self._foreign.lang])
