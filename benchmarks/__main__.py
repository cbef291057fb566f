"""How fast the handbook is built, against the stock generator on the same pages: `make bench`.

Times are ratios within one run on one machine; nothing in the tests depends on them. `--sizes 30` is quick, and
`--sizes 30,300,1000` is what the targets speak of. Everything is made in a folder that is deleted at the end.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from statistics import mean

from . import corpus, stock
from .measure import Run, run, written

OURS = ["macros", "build"]
STOCK = ["mkdocs", "build", "--quiet"]
# What stands in the innermost frame of ours that a sample of the profile shows, and what it is called in the table.
_PARTS = (
    ("macros/search/", "search"), ("macros/checks/", "checks"), ("macros/decks/", "slides"),
    ("macros/shortlinks", "short links and sharing"), ("macros/qr", "short links and sharing"),
    ("macros/sharing", "short links and sharing"), ("macros/twins", "Markdown twins"),
    ("macros/trainer_view", "trainer's edition"), ("macros/bundle", "style sheets"), ("macros/offline", "offline"),
    ("macros/cards", "pictures"), ("macros/lettering", "pictures"), ("macros/open_data", "open data"),
    ("macros/components/", "macros"), ("macros/rendering", "macros"), ("macros/bibliography", "macros"),
    ("macros/library", "reading data"), ("macros/yaml_source", "reading data"), ("macros/pages", "reading pages"),
    ("macros/translations/", "translations"), ("macros/skeleton", "Markdown"), ("macros/swap", "exchanging folders"),
    ("jinja2", "templates"), ("markdown", "Markdown"), ("static_i18n", "static-i18n"), ("mkdocs", "MkDocs"),
    ("importlib", "starting Python"),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """What was measured of a handbook of one size.

    Attributes:
        plain: Material without macros, Danish only.
        stock: Material with static-i18n and macros.
        cold: Ours, when nothing is kept.
        again: Ours, when nothing has changed.
        edited: Ours, after a sentence in one chapter has changed.
        sizes: Bytes of the site: stock, ours.
        page: Bytes of a page, on average: stock, ours.
    """

    plain: Run
    stock: Run
    cold: Run
    again: Run
    edited: Run
    sizes: tuple[int, int]
    page: tuple[float, float]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="30,300", help="chapters in each language (default: %(default)s)")
    sizes = [int(one) for one in parser.parse_args(arguments).sizes.split(",")]
    found: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as name:
        folder = FilePath(name)
        for size in sizes:
            print(f"building {size} chapters in two languages, five times", file=sys.stderr, flush=True)
            found[size] = _measured(folder, size)
        print("\n".join([*_table(found), "", *_targets(found), "", *_parts(folder / f"{sizes[-1]}", folder)]))
    return 0


def _measured(folder: FilePath, size: int) -> Measured:
    ours, cache = corpus.write(folder / str(size), size), folder / f"cache-{size}"
    plain = run(STOCK, stock.plain(ours, folder / f"plain-{size}"))
    usual = stock.with_macros(ours, folder / f"stock-{size}")
    with_macros = run(STOCK, usual)
    cold, again = run(OURS, ours, cache), run(OURS, ours, cache)
    chapter = ours / "docs/krydspres.md"
    text = chapter.read_text("utf-8")
    before, sign, after = text.partition("## Fra oplægget")
    chapter.write_text(f"{before.rstrip()}\n- Det er her, der er rettet.\n\n{sign}{after}", "utf-8")
    edited = run(OURS, ours, cache)
    chapter.write_text(text, "utf-8")
    (all_stock, stock_pages), (all_ours, our_pages) = written(usual / "site"), written(ours / "site")
    return Measured(
        plain, with_macros, cold, again, edited, (all_stock, all_ours), (mean(stock_pages), mean(our_pages))
    )


def _table(found: dict[int, Measured]) -> list[str]:
    lines = [f"{'':44}" + "".join(f"{size:>10}" for size in found)]

    def line(name: str, values: Sequence[str]) -> None:
        lines.append(f"{name:44}" + "".join(f"{value:>10}" for value in values))

    every = list(found.values())
    line("plain Material, one language: seconds", [f"{one.plain.seconds:.1f}" for one in every])
    for name, chosen in (("stock with macros", "stock"), ("ours, nothing kept", "cold"), ("ours, no change", "again"),
                         ("ours, one chapter edited", "edited")):  # fmt: skip
        runs = [getattr(one, chosen) for one in every]
        line(f"{name}: time / plain", [f"{a.seconds / b.plain.seconds:.2f}" for a, b in zip(runs, every, strict=True)])
        line(f"{name}: work / plain", [f"{a.work / b.plain.work:.2f}" for a, b in zip(runs, every, strict=True)])
        line(f"{name}: memory / plain", [f"{a.memory / b.plain.memory:.2f}" for a, b in zip(runs, every, strict=True)])
    line("site, MB: stock", [f"{one.sizes[0] / 1e6:.0f}" for one in every])
    line("site, MB: ours", [f"{one.sizes[1] / 1e6:.0f}" for one in every])
    line("a page, KB: stock", [f"{one.page[0] / 1e3:.0f}" for one in every])
    line("a page, KB: ours", [f"{one.page[1] / 1e3:.0f}" for one in every])
    return lines


def _targets(found: dict[int, Measured]) -> list[str]:
    lines = ["against stock with macros:      time cold   edited     site"]
    lines += [
        f"  {size:>5} chapters             {one.cold.seconds / one.stock.seconds:>11.2f}"
        f"{one.edited.seconds / one.stock.seconds:>9.2f}{one.sizes[1] / one.sizes[0]:>9.2f}"
        for size, one in found.items()
    ]
    for (small, first), (large, second) in zip(list(found.items())[:-1], list(found.items())[1:], strict=True):
        growth = [
            math.log(getattr(second, name).seconds / getattr(first, name).seconds) / math.log(large / small)
            for name in ("stock", "cold", "edited")
        ]
        lines.append(
            f"growth from {small} to {large}, as a power: stock {growth[0]:.2f}, ours {growth[1]:.2f}, "
            f"edited {growth[2]:.2f}"
        )
    return lines


def _parts(handbook: FilePath, folder: FilePath) -> list[str]:
    """Where the time of a build goes, when nothing is kept; read by a profiler from outside."""
    raw = folder / "profile.txt"
    profiler = FilePath(sys.executable).with_name("py-spy")
    command = [str(profiler), "record", "--subprocesses", "--rate", "50", "--format", "raw", "--output", str(raw), "--"]
    done = subprocess.run(
        [*command, sys.executable, "-m", *OURS],
        cwd=handbook, env={"HANDBOOK_CACHE": "", "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode or not raw.exists():
        return ["where the time goes: the profiler may not look into processes here"]
    parts: Counter[str] = Counter()
    for line in raw.read_text("utf-8").splitlines():
        frames, _, count = line.rpartition(" ")
        parts[_part(frames.split(";"))] += int(count)
    total = parts.total()
    return ["where the work of a build goes:", *(f"  {one:28}{n / total:>6.0%}" for one, n in parts.most_common(16))]


def _part(frames: Sequence[str]) -> str:
    for frame in reversed(frames):
        for sign, name in _PARTS:
            if sign in frame:
                return name
    return "other"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
