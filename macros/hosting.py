"""What a page may load and do, as a policy for its head and as header files for common web servers."""

import base64
import hashlib
from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = FilePath(__file__).parent / "_hosting"
# Where each file must stand for its server to find it; nginx wants to be told.
_FILES = {"_headers": "_headers", "htaccess": ".htaccess", "nginx": "nginx-headers.conf"}
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
    """Write the header files into the site.

    Args:
        site: Folder of the built site.
        script: As for `policy`.
        folder: Path of the site on its server, `/` or such as `/haandbog/`.
    """
    # A page cannot forbid by itself that others frame it; a header can.
    headers = {"Content-Security-Policy": policy(script) + "; frame-ancestors 'self'", **_HEADERS}
    env = Environment(loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True)
    for template, name in _FILES.items():
        text = env.get_template(f"{template}.jinja").render(headers=headers, folder=folder)
        (site / name).write_text(text, "utf-8")
