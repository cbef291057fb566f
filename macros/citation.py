"""Works as a reader meets them: `Hood, 1991` in a sentence, a full reference in a list."""

from dataclasses import dataclass

from .model.work import Name, Work
from .registry import Context

# The source of these names stands alone; all other types stand in a larger work.
_IN_A_LARGER_WORK = ("article-journal", "article-magazine", "article-newspaper", "chapter")


@dataclass(frozen=True)
class Reference:
    """A full reference, taken apart for a template.

    Attributes:
        key: Key in `docs/data/works`.
        names: `Ansell, C., & Gash, A.`; the title's place is first when nobody is named.
        year: Year, or the word for no date.
        title: Title of the work.
        standalone: The title is a book's or a report's, not an article's or a chapter's.
        container: Journal or book that the work stands in, with volume, issue and pages apart.
        edited: The names are editors'.
        details: Edition, number, ISBN: short pieces in order.
        publisher: Publisher and place.
        url: Where it can be opened, if anywhere.
        checked: Every field was seen in a source.
        note: What the reader must know.
    """

    key: str
    names: str
    year: str
    title: str
    language: str
    standalone: bool
    chapter: bool
    container: str
    volume: str
    issue: str
    pages: str
    edited: bool
    details: tuple[str, ...]
    publisher: str
    url: str
    checked: bool
    note: str


def full_reference(ctx: Context, key: str) -> Reference:
    """Everything that is known of a work.

    Raises:
        AuthorError: If there is no such work.
    """
    work: Work = ctx.library.find("works", key)
    details = []
    if work.edition:
        details.append(f"{work.edition}. {ctx.word('edition')}")
    if work.number:
        details.append(work.number)
    if work.ISBN:
        details.append(f"ISBN {work.ISBN}")
    publisher = ", ".join(part for part in (work.publisher_place, work.publisher) if part)
    return Reference(
        key=key,
        names=_names(work.names),
        year=work.year or ctx.word("no_date"),
        title=work.title,
        language=work.language,
        standalone=work.type not in _IN_A_LARGER_WORK,
        chapter=work.type == "chapter",
        container=work.container_title or "",
        volume=work.volume or "",
        issue=work.issue or "",
        pages=pages_label(ctx, work.page) if work.page else "",
        edited=not work.author and bool(work.editor),
        details=tuple(details),
        publisher=publisher,
        url=f"https://doi.org/{work.DOI}" if work.DOI else work.URL or "",
        checked=work.checked == "full",
        note=ctx.text(work.note) if work.note else "",
    )


def sort_key(ctx: Context, key: str) -> tuple[str, str, str]:
    """Alphabetical by name, then year, then title; å after z, as in Danish."""
    work: Work = ctx.library.find("works", key)
    who = " ".join(_family(name) for name in work.names) or work.title
    return danish(who), work.year or "9999", danish(work.title)


def danish(text: str) -> str:
    """A text to sort by, in the order of the Danish alphabet."""
    # '{', '|' and '}' follow z, as æ, ø and å do.
    order = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y", "'": "", "’": ""})
    return text.casefold().translate(order)


def short_citation(ctx: Context, work: Work) -> str:
    """Names and year: `Hood, 1991`, `Ansell & Gash, 2008`, `Torfing m.fl., 2019`."""
    names = [_family(name) for name in work.names]
    if not names:
        who = work.title
    elif len(names) == 1:
        who = names[0]
    elif len(names) == 2:
        who = f"{names[0]} & {names[1]}"
    else:
        who = f"{names[0]} {ctx.word('et_al')}"
    return f"{who}, {work.year or ctx.word('no_date')}"


def pages_label(ctx: Context, page: str) -> str:
    """`s. 380`, `pp. 380–382`; what is no page number is left as it is."""
    if not page[:1].isdigit():
        return page
    several = any(sign in page for sign in "-–,")
    return f"{ctx.word('pages' if several else 'page')} {page.replace('-', '–')}"


def _family(name: Name) -> str:
    return name.literal or name.family or ""


def _names(names: list[Name]) -> str:
    shown = [_with_initials(name) for name in names]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])}, & {shown[-1]}"


def _with_initials(name: Name) -> str:
    if name.literal:
        return name.literal
    initials = " ".join(
        "-".join(f"{part[0]}." for part in given.split("-") if part) for given in (name.given or "").split()
    )
    return f"{name.family}, {initials}" if initials else name.family or ""
