"""Start a new macro or a new exercise: every file it needs, with what is still to be written marked."""

import re
from datetime import date
from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .messages import say

_PARTS = {
    "macros/components/{name}/__init__.py": "module.py.jinja",
    "macros/components/{name}/template.html.jinja": "template.html.jinja",
    "macros/components/{name}/example.md": "example.md.jinja",
    "tests/components/{name}/first.yml": "golden.yml.jinja",
}

_NUMBER = re.compile(r"^number: (\d+)$", re.M)


def new_macro(root: FilePath, name: str) -> int:
    """Write the files of a macro that shows one word, ready to be changed.

    Args:
        root: Folder of the repository.
        name: Name of the macro: an English word of the field, as a Python name.

    Returns:
        0, or 2 when the name cannot be used.
    """
    if not name.isidentifier() or not name.islower():
        print(say("'{name}' is no name for a macro, expected an English word: make new-macro NAME=timeline", name=name))
        return 2
    if (root / "macros/components" / name).exists():
        print(say("the macro '{name}' exists already, in {place}", name=name, place=f"macros/components/{name}"))
        return 2
    env = _environment()
    for path, template in _PARTS.items():
        file = root / path.format(name=name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(env.get_template(template).render(name=name), "utf-8")
        print(file.relative_to(root).as_posix())
    styles = root / "overrides/assets/stylesheets/components.css"
    styles.write_text(styles.read_text("utf-8") + f"\n/* {name} */\n.hb-{name} {{\n}}\n", "utf-8")
    print(say("Now add '{name}' to macros/components/__init__.py, and call it on a page.", name=name))
    return 0


def new_exercise(root: FilePath, key: str, slug: str) -> int:
    """Write the data and the two pages of an exercise; the check then names every text that is still to be written.

    Args:
        root: Folder of the repository.
        key: Its key, and so its Danish address: small letters a-z, digits and hyphens.
        slug: Its English address, of the same signs.

    Returns:
        0, or 2 when the key or the address cannot be used.
    """
    for word in (key, slug):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
            hint = "NAME=hvem-mangler EN=who-is-missing"
            print(
                say("'{word}' is no address, expected small letters, digits and hyphens: {hint}", word=word, hint=hint)
            )
            return 2
    data = root / "docs/data/exercises"
    if (data / f"{key}.yml").exists():
        print(say("the exercise '{key}' exists already, in {place}", key=key, place=f"docs/data/exercises/{key}.yml"))
        return 2
    taken = [int(found[1]) for file in data.glob("*.yml") if (found := _NUMBER.search(file.read_text("utf-8")))]
    values = {"key": key, "slug": slug, "number": max(taken, default=0) + 1, "today": date.today().isoformat()}
    parts = {
        f"docs/data/exercises/{key}.yml": ("exercise.yml.jinja", "da"),
        f"docs/oevelser/{key}.md": ("exercise_page.md.jinja", "da"),
        f"docs/oevelser/{key}.en.md": ("exercise_page.md.jinja", "en"),
    }
    for path, (template, lang) in parts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_environment().get_template(template).render(**values, lang=lang), "utf-8")
        print(path)
    print(
        say(
            "Now write what says TODO, and add '{key}' to mkdocs.yml and to the order in docs/data/planner.yml.",
            key=key,
        )
    )
    return 0


def _environment() -> Environment:
    """Jinja with square brackets, since what is written holds curly ones."""
    return Environment(
        loader=FileSystemLoader(FilePath(__file__).parent / "_new"),
        undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True,
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]",
    )  # fmt: skip
