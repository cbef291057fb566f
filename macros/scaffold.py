"""Start a new macro: its folder, its example, its style section and a golden case that fails."""

from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_PARTS = {
    "macros/components/{name}/__init__.py": "module.py.jinja",
    "macros/components/{name}/template.html.jinja": "template.html.jinja",
    "macros/components/{name}/example.md": "example.md.jinja",
    "tests/components/{name}/first.yml": "golden.yml.jinja",
}


def new_macro(root: FilePath, name: str) -> int:
    """Write the files of a macro that shows one word, ready to be changed.

    Args:
        root: Folder of the repository.
        name: Name of the macro: an English word of the field, as a Python name.

    Returns:
        0, or 2 when the name cannot be used.
    """
    if not name.isidentifier() or not name.islower():
        print(f"'{name}' is no name for a macro, expected a word such as 'timeline': make new-macro NAME=timeline")
        return 2
    if (root / "macros/components" / name).exists():
        print(f"the macro '{name}' exists already, in macros/components/{name}")
        return 2
    loader = FileSystemLoader(FilePath(__file__).parent / "_new")
    env = Environment(
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True,
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]",
    )  # fmt: skip
    for path, template in _PARTS.items():
        file = root / path.format(name=name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(env.get_template(template).render(name=name), "utf-8")
        print(file.relative_to(root).as_posix())
    styles = root / "overrides/assets/stylesheets/components.css"
    styles.write_text(styles.read_text("utf-8") + f"\n/* {name} */\n.hb-{name} {{\n}}\n", "utf-8")
    print(f"Now add '{name}' to macros/components/__init__.py, and call it on a page.")
    return 0
