"""How the command line ends: 2 for whatever went wrong, with one line that says what to do, and never 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ecocheck

from ..running import PATIENCE, run

HOME = Path(ecocheck.__file__).parents[1]
CASE = """\
records:
  - {id: P1, name: "m³▶化工", subject: project, project.industry: C2614, project.construction: new, site.distance.yangtze_system_bank: 760 m}
"""
WORDS = ("--plan", "wanzhou", "--as-of", "2023-06-01")


def program(
    folder: Path, *words: str, encoding: str = "utf-8", out: object = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ecocheck", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTHONIOENCODING": encoding},
        stdout=out,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_crash_is_status_2_and_one_line_that_can_be_sent_and_holds_nothing_of_the_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Path, lang: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("a secret of the record")

    monkeypatch.setattr("ecocheck.cli.check.read_files", broken)
    ran = run(monkeypatch, capsys, "check", str(case), *WORDS, "--lang", lang)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "KeyError（cli/check.py:" in ran.err or "KeyError (cli/check.py:" in ran.err
    assert "https://pypi.org/project/ecocheck/" in ran.err
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "not enough memory"),
        (RecursionError("deep"), "RecursionError"),
        (OSError(28, "No space left", "x"), "No space left"),
    ],
)
def test_what_the_machine_lacks_is_said_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Path, error: Exception, said: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("ecocheck.cli.check.read_files", broken)
    ran = run(monkeypatch, capsys, "check", str(case), *WORDS, "--lang", "en")
    assert ran.status == 2
    assert said in ran.err


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ecocheck.cli.check.read_files", interrupted)
    assert run(monkeypatch, capsys, "check", str(case), *WORDS).status == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_is_status_2_in_one_line(case: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = program(case.parent, "check", str(case), *WORDS, "--lang", "en", out=full)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("ecocheck: the output could not be written to its end")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_went_away_is_neither_a_crash_nor_a_verdict(case: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ran = program(case.parent, "check", str(case), *WORDS, "--all", out=pipe)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "big5"])
def test_a_terminal_that_lacks_a_sign_gets_the_nearest_it_has(case: Path, encoding: str) -> None:
    ran = program(case.parent, "check", str(case), *WORDS, "--lang", "en", encoding=encoding)
    assert ran.returncode == 1, ran.stderr
    said = ran.stdout.decode(encoding)
    assert "m3>" in said
    assert "Verdict: does not comply" in said


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "html"])
def test_what_a_program_reads_is_utf_8_whatever_the_terminal_speaks(case: Path, form: str) -> None:
    words = ("check", str(case), *WORDS, "--format", form)
    ran, usual = program(case.parent, *words, encoding="gbk"), program(case.parent, *words)
    assert ran.returncode == usual.returncode == 1
    assert ran.stdout == usual.stdout
    assert "化工" in ran.stdout.decode("utf-8")
