"""One spelling for everybody: small letters, and æ, ø and å as those without a Danish keyboard type them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_JOINT = re.compile(r"[-‐‑’']")
_GENITIVE = re.compile(r"[’']s$")
_DANISH = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ß": "s"})
_TYPED = re.compile(r"ae|oe|aa")  # bevaegelse and bevægelse both become bevagelse; so does bevagelse


@lru_cache(100_000)
def fold(text: str) -> str:
    """A word as it is compared: `Bevægelse`, `bevaegelse` and `bevagelse` give the same."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_DANISH))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_DANISH)
    return _TYPED.sub(lambda found: found[0][0], bare)


def words(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text in small letters, each with its parts: `co-creation` gives `cocreation`, `co`, `creation`."""
    for found in _WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        if found[0].isalnum():
            yield (found[0],)
            continue
        parts = tuple(_JOINT.split(_GENITIVE.sub("", found[0])))
        yield ("".join(parts), *parts) if len(parts) > 1 else parts
