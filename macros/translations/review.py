"""Record that somebody has compared both languages."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path as FilePath

from ..library import Library
from ..model.base import LANGUAGES
from ..pages import Pages
from ..problems import AuthorError, did_you_mean, quantity
from . import records
from .records import Record
from .sections import units
from .state import matched


def review(root: FilePath, pages: Pages, library: Library, page: str, section: str, day: str) -> str:
    """Record the texts as they stand now, in both languages.

    Args:
        root: Folder of the repository.
        pages: All pages.
        library: All facts.
        page: A page or data file, as its key, file or address; empty for everything.
        section: Id of one section of it, or path of one value; empty for all.
        day: The day of the review; a text that is recorded as it stands keeps its day.

    Returns:
        What was recorded, in a sentence.

    Raises:
        AuthorError: If there is no such page or section, or only one language has it.
    """
    groups = {group: list(members) for group, members in groupby(units(pages, library), lambda unit: unit.group)}
    wanted = _group(page, groups) if page else ""
    if section and not page:
        raise AuthorError("SECTION needs PAGE: say which page the section stands on")
    count = 0
    for group, members in groups.items():
        if wanted and group != wanted:
            continue
        names = [unit.id for unit in members]
        if section and section not in names:
            raise AuthorError(f"'{group}' has no section '{section}'{did_you_mean(section, names)}")
        kept: list[Record] = []
        for unit, record in matched(members, records.read(root, group)[0]):
            if section and unit.id != section:
                kept += [Record(unit.id, record.day, record.texts)] if record else []
                continue
            if len(unit.texts) < len(LANGUAGES):
                if section or page:
                    raise AuthorError(
                        f"only one language of '{group}' has the section '{unit.id}'; write the other first"
                    )
                continue
            texts = {lang: unit.texts[lang].lines for lang in LANGUAGES}
            fresh = record is None or record.texts != texts
            count += fresh
            kept.append(Record(unit.id, day if fresh or record is None else record.day, texts))
        records.write(root, group, kept)
    if not page:
        _tidy(root, set(groups))
    return f"{quantity(count, 'text')} recorded in {records.FOLDER}/; commit it with your change"


def _group(page: str, groups: Mapping[str, object]) -> str:
    bare = page.strip("/").removeprefix("docs/").removesuffix(".yml").removesuffix(".md").removesuffix(".en")
    for name in (bare, f"{bare}/index", f"data/{bare}"):
        if name in groups:
            return name
    raise AuthorError(f"no page or data file is called '{page}'{did_you_mean(bare, groups)}")


def _tidy(root: FilePath, groups: set[str]) -> None:
    """Records of pages that are gone go too."""
    for file in sorted((root / records.FOLDER).rglob("*.txt")):
        if file.relative_to(root / records.FOLDER).with_suffix("").as_posix() not in groups:
            file.unlink()
