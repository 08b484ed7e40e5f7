"""docs/architecture.md tells what is there, and what docs/adding.md adds works as it shows.

Each of its examples is done as written, in a copy of the checkout: files are made, lines put in, commands run, and their output is held.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from .test_house import ORDER

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
HOUSE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PRELUDE = "A pack to try things in"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_PLACE = re.compile(r"# (?P<path>[^\s,]+)(?:, (?P<side>after|before) `(?P<mark>.+)`)?")


class Block(NamedTuple):
    kind: str
    text: str


def sections() -> dict[str, list[Block]]:
    """The blocks of each section about adding something, in the order written."""
    parts = re.split(r"^## (.+)$", GUIDE, flags=re.M)[1:]
    return {name: [Block(*found) for found in _FENCE.findall(text)] for name, text in zip(parts[::2], parts[1::2], strict=True)}


def put(block: Block, checkout: Path) -> None:
    """Writes a block where its first line says."""
    first, _, text = block.text.partition("\n")
    place = _PLACE.fullmatch(first)
    assert place, f"a block without a place: {first}"
    path = checkout / place["path"]
    if place["mark"] is None:
        assert not path.exists(), f"{path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if place["mark"] in line]
    assert len(found) == 1, f"{place['mark']!r} stands {len(found)} times in {place['path']}"
    lines.insert(found[0] + (place["side"] == "after"), text)
    path.write_text("".join(lines), encoding="utf-8")


PROGRAMS = {"ecocheck": ["-m", "ecocheck"], "pytest": ["-m", "pytest", "-p", "no:cacheprovider"], "python": []}


def run(command: str, checkout: Path) -> str:
    """What a command prints; it may end with 1 (something is broken), never with 2."""
    program, *words = shlex.split(command)
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout / "src"),
        "ECOCHECK_CACHE": str(checkout / "cache"),
        "COLUMNS": "160",
    }
    ran = subprocess.run(
        [sys.executable, *PROGRAMS[program], *words],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode in (0, 1), f"{command}\n{ran.stdout}\n{ran.stderr}"
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.stdout + ran.stderr


def holds(shown: str, printed: str) -> None:
    """Every line shown stands in what was printed, in this order; … stands for any lines."""
    rest = printed
    for line in (line.strip() for line in shown.splitlines() if line.strip() not in ("", "…")):
        assert line in rest, f"{line!r} is not in\n{printed}"
        rest = rest.partition(line)[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("src", "rules", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    (tmp_path / "docs").mkdir()
    for name in ("pyproject.toml", "docs/rule-language.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [name for name in sections() if name != PRELUDE])
def test_what_the_guide_adds_works_as_it_shows(name: str, checkout: Path) -> None:
    printed = ""
    for block in [*sections()[PRELUDE], *sections()[name]]:
        if block.kind == "sh":
            printed = "".join(run(command, checkout) for command in block.text.splitlines())
        elif block.kind == "text":
            assert printed, "output is shown before any command"
            holds(block.text, printed)
        else:
            put(block, checkout)
    code = sorted({_PLACE.match(block.text)["path"] for block in sections()[name] if block.kind == "python"})  # type: ignore[index]
    # as `nox -s fmt` does, which the guide names: the order of imports; all the rest is to stand as it is shown
    for words in (["check", "--fix", "--select", "I"], ["check"], ["format", "--diff"]) if code else ():
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *words, "--no-cache", *code], cwd=checkout, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_house_is_told_in_its_order() -> None:
    told = re.search(r"^    (version .+\n)(    .+\n)*", HOUSE, re.M)
    assert told
    assert tuple(told[0].split()) == ORDER
    rooms = re.findall(r"^\| ((?:`\w+` ?)+)\|", HOUSE, re.M)
    assert [room for row in rooms for room in re.findall(r"`(\w+)`", row)] == list(ORDER[:-1])


def test_what_the_page_names_is_there() -> None:
    named = re.findall(r"`([\w/.-]+(?:\.py|/))`", HOUSE)
    assert len(named) > 40
    package = ROOT / "src" / "ecocheck"
    assert [name for name in named if not (ROOT / name).exists() and not (package / name).exists()] == []


def test_the_page_and_the_guide_name_every_algebra() -> None:
    package = ROOT / "src" / "ecocheck"
    algebra = re.compile(r"^class \w+\(Algebra\[", re.M)
    files = [path for path in package.rglob("*.py") if algebra.search(path.read_text(encoding="utf-8"))]
    names = [path.relative_to(package).as_posix() for path in files]
    assert len(names) > 5
    assert [name for name in names if f"`{name}`" not in HOUSE] == []
    shown = "".join(block.text for block in sections()["A kind of condition"])
    assert [name for name in names if f"# src/ecocheck/{name}, " not in shown] == []


def test_every_place_to_add_something_has_its_example() -> None:
    linked = re.findall(r"\| \[(.+?)\]\(adding\.md#", HOUSE)
    assert sorted(linked) == sorted(set(sections()) - {PRELUDE})
