"""What a page may load and do, as a policy for its head; and ready settings for common web servers.

They say the same everywhere, as far as a server allows: the headers that protect readers, what browsers keep, what is
compressed, and the page that says in its language that something is not there. HOSTING.md says how to use them.
"""

import base64
import hashlib
import re
from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .model.base import LANGUAGES

_TEMPLATES = FilePath(__file__).parent / "_hosting"
# Where each file must stand for its server to find it; nginx wants to be told.
_FILES = {
    "_headers": "_headers",
    "_redirects": "_redirects",
    "htaccess": ".htaccess",
    "htaccess-language": "{lang}/.htaccess",
    "nginx-map": "nginx-map.conf",
    "nginx": "nginx-headers.conf",
}
_HASHED = re.compile(r"[0-9a-f]{8}")  # folders of assets whose name changes with what is in them
# What servers do not know themselves, and what is text and so worth compressing.
_TYPES = {
    "bib": "application/x-bibtex", "csv": "text/csv", "md": "text/markdown",
    "ris": "application/x-research-info-systems", "tsv": "text/tab-separated-values", "yml": "application/yaml",
}  # fmt: skip
_TEXTS = [
    "application/atom+xml", "application/javascript", "application/json", "application/ld+json",
    "application/manifest+json", "application/xml", "image/svg+xml", "text/css", "text/javascript", "text/plain",
    "text/xml", *_TYPES.values(),
]  # fmt: skip
_MAY_LOAD = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), "
        "payment=(), usb=(), browsing-topics=()"
    ),
}


def policy(script: str) -> str:
    """The Content-Security-Policy of every page.

    Args:
        script: The one script that stands in the pages themselves, allowed by its hash.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = {**_MAY_LOAD, "script-src": f"'self' 'sha256-{digest}'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def write(site: FilePath, script: str, folder: str) -> None:
    """Write the settings into the site, once its assets stand.

    Args:
        site: Folder of the built site.
        script: As for `policy`.
        folder: Path of the site on its server, `/` or such as `/haandbog/`.
    """
    env = Environment(loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True)
    assets = site / "assets"
    known = {
        "headers": headers(script),
        "folder": folder,
        "hashed": sorted(one.name for one in assets.iterdir() if _HASHED.fullmatch(one.name))
        if assets.is_dir()
        else [],
        "types": _TYPES,
        "texts": _TEXTS,
        "others": LANGUAGES[1:],
    }
    for template, name in _FILES.items():
        for lang in LANGUAGES[1:] if "{lang}" in name else LANGUAGES[:1]:
            target = site / name.format(lang=lang)
            target.parent.mkdir(exist_ok=True)
            target.write_text(env.get_template(f"{template}.jinja").render(**known, lang=lang), "utf-8")


def headers(script: str) -> dict[str, str]:
    """The headers of every answer.

    Args:
        script: As for `policy`.
    """
    # A page cannot forbid by itself that others frame it; a header can.
    return {"Content-Security-Policy": policy(script) + "; frame-ancestors 'self'", **_HEADERS}
