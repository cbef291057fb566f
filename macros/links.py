"""Addresses of pages as seen from other pages, so that the site works under any path."""

from posixpath import relpath


def relative_url(target: str, start: str) -> str:
    """Address of one page as seen from another, both relative to the site's root."""
    path, hash_, anchor = target.partition("#")
    if path == start and hash_:
        return f"#{anchor}"
    relative = relpath("/" + path, "/" + start)
    return ("./" if relative == "." else f"{relative}/") + hash_ + anchor
