"""Settings for hosts that no test can run: no two rules speak of one header, and only what has a hash is kept."""

from pathlib import Path as FilePath

from macros import hosting


def rules(site: FilePath) -> dict[str, dict[str, str]]:
    """The headers of each rule in `_headers`."""
    found: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[[*found][-1]][name] = value
    return found


def test_rules_that_meet_speak_of_different_headers(tmp_path: FilePath) -> None:
    """Netlify joins the values of all rules that fit."""
    for name in ("0123abcd", "images"):
        (tmp_path / "assets" / name).mkdir(parents=True)
    hosting.write(tmp_path, "1", "/haandbog/")
    found = rules(tmp_path)
    assert found.pop("/haandbog/*") == hosting.headers("1")
    assert found == {
        "/haandbog/assets/0123abcd/*": {"Cache-Control": "public, max-age=31536000, immutable"},
        "/haandbog/sw.js": {"Cache-Control": "no-cache"},
    }


def test_each_language_has_its_404(tmp_path: FilePath) -> None:
    hosting.write(tmp_path, "", "/")
    lines = (tmp_path / "_redirects").read_text("utf-8").splitlines()[1:]
    assert lines == ["/en/* /en/404.html 404", "/* /404.html 404"], "the first that fits counts"
    assert "ErrorDocument 404 /404.html" in (tmp_path / ".htaccess").read_text("utf-8")
    assert "ErrorDocument 404 /en/404.html" in (tmp_path / "en/.htaccess").read_text("utf-8")
