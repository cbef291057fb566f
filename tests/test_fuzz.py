"""Broken at random, a handbook still gives problems with a file and a line, never a traceback."""

import random
from pathlib import Path as FilePath

import pytest

from macros.preflight import preflight

from .small import small_handbook

PIECES = [
    b"{{", b"}}", b"{%", b"{#", b'"', b"'", b":", b"- ", b"\t", b"\n", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!x ",
    b"---\n", b"\xe6", b"\xff", b"\x00", b"null", b"~", b"{da: 1, en: 2}", b"9" * 30, b"claim: 1-1", b"true",
    b"\xe2\x80\xae", b"<b>", b"```\n", b"# ", b"## ", b"{ #x }", b"[x](y.md#z)", b"(((((", b"slug: ../x\n",
    b"slides: [99]\n", b"? ", b"| ", b"> ", b"<<: ",
]  # fmt: skip


def broken(text: bytes, chance: random.Random) -> bytes:
    new = bytearray(text)
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(new))
        match chance.randint(0, 2):
            case 0:
                new[place:place] = chance.choice(PIECES)
            case 1:
                del new[place : place + chance.randint(1, 30)]
            case _:
                start = chance.randint(0, len(new))
                new[place:place] = new[start : start + chance.randint(1, 60)]
    return bytes(new)


@pytest.mark.parametrize("seed", range(5))
def test_any_broken_file_gives_problems_and_no_traceback(seed: int, tmp_path: FilePath) -> None:
    chance = random.Random(seed)
    root = small_handbook(tmp_path / "handbook")
    files = sorted(file for file in root.rglob("*") if file.is_file())
    for _ in range(12):
        file = chance.choice(files)
        text = file.read_bytes()
        file.write_bytes(broken(text, chance))
        _, problems = preflight(root)
        assert all(problem.line >= 1 and problem.file and problem.message for problem in problems)
        file.write_bytes(text)
    assert preflight(root)[1] == []
