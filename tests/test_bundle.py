"""The reduced style sheet: what it keeps, what it leaves out, what it must not touch."""

from pathlib import Path as FilePath

import pytest

from macros.bundle import Used, bundle, reduce


def used(html: str, script: str = "") -> Used:
    found = Used()
    found.page(html)
    found.script(script)
    return found


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}", True),
        (".b{color:red}", False),
        (".a .b{color:red}", False),
        (".a:not(.b){color:red}", True),
        (":is(.b,.a){color:red}", True),
        (":is(.b,.c) p{color:red}", False),
        ("p:has(.c){color:red}", False),
        ("p#x{color:red}", True),
        ("p#y{color:red}", False),
        ("em{color:red}", False),
        ("p[data-x]{color:red}", True),
        ('p[data-x="2"]{color:red}', False),
        ("p[data-y]{color:red}", False),
        ("::before,*{color:red}", True),
        ("@media print{.a{color:red}}", True),
        ("@media print{.b{color:red}}", False),
        (".made-by-script{color:red}", True),
    ],
)
def test_a_rule_stays_when_it_can_match(css: str, kept: bool) -> None:
    page = used('<p class="a" id="x" data-x="1">', 'element.className = "made-by-script"')
    assert bool(reduce(css, page)) is kept


def test_only_the_wanted_one_of_several_selectors_stays() -> None:
    assert reduce(".a,.b{color:red}", used('<p class="a">')) == ".a{color:red}"


def test_variables_and_animations_that_nothing_uses_go() -> None:
    css = ":root{--a:1px;--b:var(--c);--c:2px;--d:3px}p{margin:var(--a);animation:x 1s}"
    css += "@keyframes x{to{top:0}}@keyframes y{to{top:0}}"
    small = reduce(css, used("<p>", "style.setProperty('--d', 0)"))
    assert "--a" in small and "--d" in small and "--b" not in small and "--c" not in small
    assert "@keyframes x" in small and "@keyframes y" not in small


def test_pages_get_one_sheet_and_scripts_a_folder_named_by_content(tmp_path: FilePath) -> None:
    ours = tmp_path / "ours"
    site = tmp_path / "site"
    for folder in (ours, site / "assets/javascripts", site / "assets/stylesheets", site / "x"):
        folder.mkdir(parents=True)
    for folder in (ours, site / "assets/javascripts"):
        (folder / "main.js").write_text("import('./a.js')", "utf-8")
    (site / "assets/javascripts/theme.js").write_text("", "utf-8")
    (site / "assets/stylesheets/one.css").write_text(".a{color:red}", "utf-8")
    (site / "assets/stylesheets/two.css").write_text(".a{color:blue}", "utf-8")
    page = (
        '<link rel="stylesheet" href="../assets/stylesheets/one.css">\n'
        '<link rel="stylesheet" href="../assets/stylesheets/two.css">\n'
        '<script src="../assets/javascripts/main.js"></script><p class="a">'
    )
    (site / "x/index.html").write_text(page, "utf-8")
    bundle(site, ours)
    (folder,) = (site / "assets").iterdir()
    assert sorted(file.name for file in folder.iterdir()) == ["handbook.css", "main.js"]
    assert (folder / "handbook.css").read_text("utf-8").endswith("color:#00f}")
    html = (site / "x/index.html").read_text("utf-8")
    assert html.count("stylesheet") == 1 and f"../assets/{folder.name}/handbook.css" in html
    assert f"../assets/{folder.name}/main.js" in html
