"""Golden cases: a macro call in a language, and the HTML that it gives.

`python -m tests.goldens` writes the HTML of every case anew, and the reports of the broken handbooks; read the change
before you commit it.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path as FilePath

import yaml

from macros.calls import parse_call
from macros.handbook import Handbook, load_handbook
from macros.problems import AuthorError
from macros.registry import REGISTRY
from macros.rendering import render

from . import reports
from .small import ROOT, load_case, small_handbook

FOLDER = ROOT / "tests" / "components"
CASES = sorted(FOLDER.glob("*/*.yml"))


@dataclass(frozen=True)
class Golden:
    """A case as its file says."""

    file: FilePath
    lang: str
    page: str
    call: str
    html: str
    error: str


def read(file: FilePath) -> Golden:
    """The case in a file."""
    case = load_case(file)
    page = case.get("page", "ordliste")
    return Golden(file, case["lang"], page, case["call"], case.get("html", ""), case.get("error", ""))


def result(handbook: Handbook, golden: Golden) -> tuple[str, str]:
    """What the call gives now: HTML, or the sentence that refuses it."""
    page = handbook.pages.by_key[golden.page][golden.lang]  # type: ignore[index]
    call = parse_call(golden.call)
    try:
        return render(REGISTRY[call.name], handbook.context(page), call.args, call.kwargs), ""
    except AuthorError as error:
        return "", str(error)


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    str, lambda d, s: d.represent_scalar("tag:yaml.org,2002:str", s, style="|" if "\n" in s else None)
)


def write(handbook: Handbook, file: FilePath) -> None:
    """Put what the call gives now into the file."""
    comment = "".join(line for line in file.read_text("utf-8").splitlines(True) if line.startswith("#"))
    golden = read(file)
    html, error = result(handbook, golden)
    case = {"lang": golden.lang, "page": golden.page, "call": golden.call}
    case |= {"error": error} if error else {"html": html}
    file.write_text(
        comment + yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000), "utf-8"
    )


def main() -> int:
    """Write every case, in English as the tests read them, whatever the machine speaks."""
    os.environ["LC_ALL"] = "en"
    with tempfile.TemporaryDirectory() as folder:
        handbook = load_handbook(small_handbook(FilePath(folder) / "handbook"))
        for file in CASES:
            write(handbook, file)
    return reports.main()


if __name__ == "__main__":
    sys.exit(main())
