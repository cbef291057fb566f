"""What runs on pull requests: no way in for a stranger, and a preview that takes what strangers sent as data."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path as FilePath
from types import ModuleType

import pytest
import yaml

from .small import ROOT

SCRIPT = ROOT / ".ci" / "preview.py"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FOUND = "docs/krydspres.md:12: the link leads nowhere\n1 problem found\n"


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = FilePath(sys.executable).parent / name
    return subprocess.run([str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*WORKFLOWS]),
        ("github-issue-forms", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))),
        ("dependabot", [ROOT / ".github/dependabot.yml"]),
    ],
    ids=["workflows", "issue forms", "dependabot"],
)
def test_github_can_read_it(schema: str, files: list[FilePath]) -> None:
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_no_way_in() -> None:
    done = tool("zizmor", "--offline", "--quiet", "--no-progress", ".github")
    assert done.returncode == 0, done.stdout


def test_zizmor_would_find_one(tmp_path: FilePath) -> None:
    """The settings spare GitHub's own actions, and nothing else."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/zizmor.yml").write_text((ROOT / ".github/zizmor.yml").read_text("utf-8"), "utf-8")
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    for old, new, rule in (
        ("uses: actions/checkout@v4", "uses: somebody/checkout@v4", "unpinned-uses"),
        ("run: make build", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
        ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
    ):
        assert old in text
        (tmp_path / ".github/workflows/check.yml").write_text(text.replace(old, new, 1), "utf-8")
        config = str(tmp_path / ".github/zizmor.yml")
        done = tool("zizmor", "--offline", "--no-progress", "--config", config, str(tmp_path / ".github"))
        assert done.returncode != 0 and rule in done.stdout, done.stdout


def test_what_builds_a_strangers_work_can_only_read() -> None:
    check = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert check["permissions"] == {"contents": "read"}
    assert not any("permissions" in job or "environment" in job for job in check["jobs"].values())
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text("utf-8")


def test_what_may_write_runs_nothing_of_a_strangers() -> None:
    text = (ROOT / ".github/workflows/preview.yml").read_text("utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    (checkout,) = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
    assert checkout["with"] == {"persist-credentials": False}, "main is checked out, and nothing else"
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs and not any("${{" in run for run in runs), "what GitHub says comes in as a variable"
    commands = set(re.findall(r"(?m)^\s*(?:.*\$\()?(python3 \S+|make \S+|pip \S+|bash \S+|sh \S+)", "\n".join(runs)))
    assert commands == {"python3 .ci/preview.py"}
    assert "sent" not in re.sub(r"sent/(?:site|findings/findings\.txt)", "", "\n".join(runs))


@pytest.fixture(scope="module")
def preview() -> ModuleType:
    spec = importlib.util.spec_from_file_location("preview", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["preview"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def site(tmp_path: FilePath) -> FilePath:
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Hej</h1>", "utf-8")
    (folder / "en/index.html").write_text("<h1>Hello</h1>", "utf-8")
    (folder / ".htaccess").write_text("x", "utf-8")
    return folder


@pytest.fixture
def remote(tmp_path: FilePath) -> FilePath:
    """A repository with one file, as a host keeps it."""
    folder, first = tmp_path / "remote.git", tmp_path / "first"
    subprocess.run(["git", "init", "-q", "-b", "main", str(first)], check=True)
    (first / "README.md").write_text("previews", "utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, "add", "-A"], cwd=first, check=True)
    subprocess.run(["git", *who, "commit", "-qm", "first"], cwd=first, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(first), str(folder)], check=True)
    return folder


def published(remote: FilePath) -> set[str]:
    done = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main"], cwd=remote, check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_a_preview_is_published_and_renewed(site: FilePath, remote: FilePath) -> None:
    url = f"file://{remote}"
    assert run("publish", str(site), "7", url).returncode == 0
    files = {"README.md", ".nojekyll", "robots.txt", "pr-7/index.html", "pr-7/en/index.html", "pr-7/.htaccess"}
    assert published(remote) == files
    assert run("publish", str(site), "7", url).returncode == 0, "again, with nothing new"
    (site / "en/index.html").unlink()
    (site / "new.html").write_text("x", "utf-8")
    assert run("publish", str(site), "7", url).returncode == 0
    assert published(remote) == files - {"pr-7/en/index.html"} | {"pr-7/new.html"}
    assert run("publish", str(site), "12", url).returncode == 0
    assert {"pr-7/index.html", "pr-12/index.html"} <= published(remote)


def test_old_previews_go(
    site: FilePath, remote: FilePath, preview: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "KEPT", 2)
    for number in (9, 10, 11):
        preview.publish(site, number, f"file://{remote}")
    assert {name.split("/")[0] for name in published(remote) if name.startswith("pr-")} == {"pr-10", "pr-11"}


def test_a_hostile_site_brings_nothing_but_files(site: FilePath, remote: FilePath, tmp_path: FilePath) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/inside.txt").write_text("secret", "utf-8")
    (site / "link.html").symlink_to(secret)
    (site / "linked").symlink_to(tmp_path / "folder")
    os.mkfifo(site / "pipe.html")
    for name in (".git/hooks/pre-commit", ".GIT/config", "en/.gitmodules", ".gitattributes", ".github/workflows/x.yml"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
        (site / name).chmod(0o755)
    assert run("publish", str(site), "7", f"file://{remote}").returncode == 0
    assert {name for name in published(remote) if name.startswith("pr-")} == {
        "pr-7/index.html",
        "pr-7/en/index.html",
        "pr-7/.htaccess",
    }
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("what", ["empty", "link", "large", "many"])
def test_what_is_no_site_is_refused(
    what: str, site: FilePath, remote: FilePath, preview: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "empty":
        (site / "index.html").unlink()
    elif what == "link":
        (site / "index.html").unlink()
        (site / "index.html").symlink_to("/nowhere")
    else:
        monkeypatch.setattr(preview, "BYTES" if what == "large" else "FILES", 1)
    before = published(remote)
    with pytest.raises(preview.Refused):
        preview.publish(site, 7, f"file://{remote}")
    assert published(remote) == before


def test_a_number_is_a_number(site: FilePath, remote: FilePath) -> None:
    assert run("publish", str(site), "../7", f"file://{remote}").returncode == 2


def test_the_comment_says_where_to_look_and_what_to_mend(preview: ModuleType, tmp_path: FilePath) -> None:
    findings = tmp_path / "findings.txt"
    findings.write_text(FOUND, "utf-8")
    text = run("comment", str(findings), "--url", "https://x.example/pr-7/", "--run", "https://r.example/1").stdout
    assert text.startswith(preview.MARK) and "https://x.example/pr-7/" in text
    assert "```text\ndocs/krydspres.md:12: the link leads nowhere\n```" in text and "1 problem" not in text
    without = run("comment", str(findings), "--run", "https://r.example/1").stdout
    assert "https://r.example/1" in without and "x.example" not in without
    assert "kan ikke vises" in run("comment", str(findings), "--url", "-", "--run", "https://r.example/1").stdout
    findings.write_text("no problems found\n", "utf-8")
    assert "ingen fejl" in run("comment", str(findings), "--url", "https://x.example/pr-7/").stdout
    findings.write_text("make: *** [check] Error 2\n", "utf-8")
    assert "fejl" not in run("comment", str(findings), "--url", "https://x.example/pr-7/").stdout
    assert "fejl" not in run("comment", str(tmp_path / "none"), "--url", "https://x.example/pr-7/").stdout


@pytest.mark.parametrize(
    "line",
    [
        "docs/x.md:1: @everyone ![x](https://evil.example/x.png) <img src=x>",
        "docs/x.md:1: ``` \u202eend",
        "docs/x.md:1: ````\nescaped",
        "docs/x.md:1: \x1b[31mred\x07",
        "docs/x.md:1: " + "`" * 3000,
    ],
)
def test_a_hostile_finding_stays_in_its_block(line: str, preview: ModuleType) -> None:
    text = preview.comment(line + "\n", "https://x.example/", "https://r.example/")
    fence = re.search(r"(?m)^(`+)text\n", text)
    assert fence
    inside, after = text[fence.end() :].split(f"\n{fence[1]}\n")
    assert fence[1] not in inside and after == ""
    assert not re.search("[\u202a-\u202e\x00-\x08\x0b-\x1f\x7f]", text)


def test_a_thousand_findings_are_cut(preview: ModuleType) -> None:
    text = preview.comment("".join(f"docs/x.md:{n}: wrong\n" for n in range(1, 1001)), "", "https://r.example/")
    assert text.count("wrong") == preview.LINES and f"(+ {1000 - preview.LINES})" in text
    assert len(preview.comment("docs/x.md:1: " + "a" * 10**6, "", "")) < 10_000
