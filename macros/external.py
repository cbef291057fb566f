"""EDGE: the links to other sites: a list of them, and whether they still lead somewhere.

Other people's servers fail for reasons of their own, so this is no part of `check`: a workflow runs it on a schedule.
"""

import re
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path as FilePath
from urllib.parse import urldefrag, urlsplit

from .handbook import Handbook, load_handbook
from .library import texts
from .messages import Message, counted, say
from .model.base import LANGUAGES
from .problems import Problem
from .reports import Form, report

Place = tuple[str, int]
_LINK = re.compile(r"https?://[^\s<>\"»«]+")
_WAIT = 20  # seconds
_AT_ONCE = 8  # sites; one site gets one question at a time
_BUSY = (401, 403, 405, 406, 418, 429, 503, 999)  # what servers say to programs, though people get the page


def check(root: FilePath, form: Form | None = None, only_list: bool = False) -> int:
    """List the links, or look where they lead.

    Args:
        root: Folder of the repository.
        form: How to show problems.
        only_list: Only list them.

    Returns:
        0 when all lead somewhere, 1 when one does not.
    """
    found = links(load_handbook(root))
    if only_list:
        for address, places in sorted(found.items()):
            for file, line in places:
                print(f"{file}:{line}: {address}")
        return 0
    print(counted("{count} link to another site", "{count} links to other sites", count=len(found)))
    problems = list(dead(found))
    print(report(problems, form))
    return 1 if problems else 0


def links(handbook: Handbook) -> dict[str, list[Place]]:
    """Every address of another site in pages, data and literature, with the places where it stands."""
    found: dict[str, list[Place]] = defaultdict(list)
    for page in handbook.pages:
        for number, line in page.text():
            for match in _LINK.findall(line):
                found[_trimmed(match)].append((page.file, number))
    for items in handbook.library.items.values():
        for item in items.values():
            for lang in LANGUAGES:
                for text, path in texts(item.value, lang):
                    for match in _LINK.findall(text):
                        found[_trimmed(match)].append((item.source.file, item.line(*path)))
    for item in handbook.library.all("works"):
        if item.value.DOI:
            found[f"https://doi.org/{item.value.DOI}"].append((item.source.file, item.line("DOI")))
        if item.value.URL:
            found[item.value.URL].append((item.source.file, item.line("URL")))
    return {address: sorted(set(places)) for address, places in found.items()}


def _trimmed(address: str) -> str:
    """An address without what belongs to the sentence or the Markdown around it."""
    while address[-1] in ".,;:!?)]" and not (address[-1] == ")" and address.count("(") >= address.count(")")):
        address = address[:-1]
    return address


def dead(found: Mapping[str, list[Place]]) -> Iterator[Problem]:
    """The places whose address leads nowhere."""
    sites: dict[str, list[str]] = defaultdict(list)
    for address in found:
        sites[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        for answers in workers.map(lambda addresses: [(one, _asked(one)) for one in addresses], sites.values()):
            for address, message in answers:
                if message is not None:
                    yield from (Problem(file, line, message) for file, line in found[address])


def _asked(address: str) -> Message | None:
    """What is wrong with an address; nothing when it leads somewhere."""
    request = urllib.request.Request(urldefrag(address).url, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=_WAIT):
            return None
    except urllib.error.HTTPError as error:
        if error.code in _BUSY:
            return None
        return say(
            "{address} is not there any more (the server answers {code}); find where it has moved, or delete the link",
            address=address,
            code=error.code,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return say("{address} cannot be reached ({reason}); open it in a browser", address=address, reason=reason)
