"""Addresses of pages and files as seen from pages, so that the site works under any path."""

from posixpath import relpath


def relative_url(target: str, start: str) -> str:
    """Address of a page or a file as seen from a page, both relative to the site's root.

    Args:
        target: A page's address ends in `/` or is empty, a file's does not; either may have an anchor.
        start: Address of the page that links.
    """
    path, hash_, anchor = target.partition("#")
    if path == start and hash_:
        return f"#{anchor}"
    relative = relpath("/" + path, "/" + start)
    if path and not path.endswith("/"):
        return relative + hash_ + anchor
    return ("./" if relative == "." else f"{relative}/") + hash_ + anchor
