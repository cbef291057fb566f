"""EDGE: MkDocs' own build command; what the machine refuses is said in one sentence."""

import sys

from mkdocs.__main__ import cli

from macros.findings import refused


def main(arguments: list[str]) -> int:
    """Build strictly.

    Args:
        arguments: Those of `mkdocs build`; the first two must say where to: `--site-dir FOLDER`.

    Returns:
        1 when the machine refuses something; in all other cases MkDocs ends the process itself.
    """
    try:
        cli(["build", "--strict", "--clean", *arguments])
    except OSError as error:
        print(refused(error, arguments[1]), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
