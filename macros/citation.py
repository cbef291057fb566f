"""Works as a reader meets them in a sentence: `Hood, 1991`; and the order of a list of them."""

from .model.work import Name, Work
from .registry import Context


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
