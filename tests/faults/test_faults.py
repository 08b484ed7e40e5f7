"""A few rounds of faults over every command: killed, on a full disk, many at once, through a link."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ecocheck

from ..running import PATIENCE
from .commands import COMMANDS, DAY, PLAN, contents, made

HOME = Path(ecocheck.__file__).parents[1]
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs of all commands."""
    monkeypatch.setenv("PYTHONPATH", f"{HOME}{os.pathsep}{CHECKOUT}")
    made(tmp_path)
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="timers and limits of POSIX")
def test_a_command_that_is_killed_or_has_no_room_leaves_its_output_whole_or_as_it_was(alone: Path) -> None:
    """In a process of its own, which has no threads when it forks."""
    words = (sys.executable, "-m", "tests.faults", "--rounds", "2")
    ran = subprocess.run(words, cwd=CHECKOUT, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr


def test_every_file_that_stands_half_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .rounds import Ended, Stage

    monkeypatch.setattr(Stage, "_again", lambda self: Ended(0, "", 1.0))
    monkeypatch.setattr("tests.faults.rounds.ended", lambda *_: Ended(0, "", 1.0))
    stage = Stage("check json", tmp_path)
    stage.whole = {"out.json": b"{}"}
    (stage.folder / "out.json").write_bytes(b"{")
    assert stage._wrong(Ended(None, "", 1.0), {}) == "out.json stands half: 1 of 2 bytes"
    assert stage._wrong(Ended(None, "", 1.0), {"out.json": b"{"}) == ""
    assert stage._wrong(Ended(2, "Traceback", 1.0), {}) == "Traceback"


@pytest.mark.parametrize("name", ["check json", "check xlsx"])
def test_runs_at_the_same_time_leave_one_whole_file(alone: Path, name: str) -> None:
    command = COMMANDS[name]
    words = (sys.executable, "-m", "ecocheck", *command.words)
    running = [subprocess.Popen(words, cwd=alone, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(3)]
    said = [one.communicate(timeout=PATIENCE)[1] for one in running]
    assert {one.returncode for one in running} <= {0, 1}, said
    together = contents(alone, command.output)
    assert not list(alone.glob("*.part"))
    subprocess.run(words, cwd=alone, timeout=PATIENCE, check=False)
    assert contents(alone, command.output) == together


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_an_output_that_is_a_link_is_written_where_it_leads_and_stays_a_link(alone: Path) -> None:
    kept = alone / "kept"
    kept.mkdir()
    (kept / "report.json").write_text("before", encoding="utf-8")
    (alone / "out.json").symlink_to(kept / "report.json")
    words = (sys.executable, "-m", "ecocheck", "check", "in.jsonl", *PLAN, *DAY, "-o", "out.json")
    subprocess.run(words, cwd=alone, timeout=PATIENCE, check=False)
    assert (alone / "out.json").is_symlink()
    assert (kept / "report.json").read_text(encoding="utf-8").startswith("{")
