"""EDGE: the command that builds the site with Zensical, called by `macros/publish.py`."""

import shutil
import sys
from pathlib import Path as FilePath

from ..finish import Finish
from ..messages import say
from ..model.base import LANGUAGES
from ..preflight import preflight, refused
from ..settings import described, settings
from .pages import OVERRIDES, Pages
from .staging import copy
from .zensical import EngineError, articles, style

ASSETS = "assets"


def build(root: FilePath, folder: FilePath) -> int:
    """Build the whole site.

    Args:
        root: Folder of the repository.
        folder: Where the site goes; emptied first.

    Returns:
        0 when all is well, 1 when something is wrong, which has been said.
    """
    handbook, problems = preflight(root)
    if problems:
        print(*problems, refused(len(problems)), sep="\n")
        return 1
    site = described(root, folder)
    try:
        made = articles(handbook, settings(root).get("markdown_extensions", []))
    except EngineError as error:
        print(say("Zensical did not build the pages ({why}); what it said stands above", why=error))
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / OVERRIDES / ASSETS, folder / ASSETS)
    copy(root, folder)
    sheet = f"{ASSETS}/stylesheets/{style().name}"
    shutil.copyfile(style(), folder / sheet)
    for name, html in Pages(site, handbook, made, sheet).files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, "utf-8")
    print(
        say(
            "note: Zensical does not look at links to places on a page, so only the handbook's own check has; "
            "the style sheet of plain text is Zensical's; all else is as with MkDocs"
        )
    )
    finish = Finish(site, handbook)
    for lang in LANGUAGES:
        finish.language(lang)
    finish.whole()
    return 0


if __name__ == "__main__":
    sys.exit(build(FilePath.cwd(), FilePath(sys.argv[1])))
