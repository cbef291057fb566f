"""Run a program of Python's as `python -m` does; what the machine refuses it is said in one sentence."""

import runpy
import sys

from macros.findings import refused


def main(folder: str, program: str, *arguments: str) -> int:
    """Run the program in this process.

    Args:
        folder: Where it writes; named when the machine does not say which file it is about.
        program: Name of the module.
        arguments: Its arguments.

    Returns:
        1 when the machine refuses something; 0 when the program does not end the process itself.
    """
    sys.argv = [program, *arguments]
    try:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    except OSError as error:
        print(refused(error, folder), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
