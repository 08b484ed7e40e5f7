"""`python -m ecocheck`: the command line as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ecocheck

from ..running import PATIENCE, run

RIVERSIDE = """\
records:
  - id: P1
    subject: project
    project.industry: [C2614]
    project.construction: [new]
    site.distance.yangtze_system_bank: {distance}
"""
HOME = Path(ecocheck.__file__).parents[1]


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What the program does in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ecocheck", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def test_it_says_its_version(tmp_path: Path) -> None:
    ran = started(tmp_path, "--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"ecocheck, version {ecocheck.__version__}\n", "")


@pytest.mark.parametrize(("distance", "status"), [("1 km", 1), ("1.1 km", 0)])
def test_it_checks_a_file_as_the_installed_script_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], distance: str, status: int
) -> None:
    (tmp_path / "case.yaml").write_text(RIVERSIDE.format(distance=distance), encoding="utf-8")
    words = ("check", "case.yaml", "--plan", "wanzhou", "--as-of", "2023-06-01", "--lang", "en", "--fail-on", "fail")
    ran = started(tmp_path, *words)
    monkeypatch.chdir(tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == run(monkeypatch, capsys, *words)
    assert ran.returncode == status
    assert ("━━ P1 ━━ does not comply" in ran.stdout) is (status == 1)


def test_what_cannot_be_used_is_said_on_the_error_stream_with_status_2(tmp_path: Path) -> None:
    ran = started(tmp_path, "check", "no-such-file.yaml", "--lang", "en")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ecocheck: no-such-file.yaml: cannot be read")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "还缺 FILE..."),
        (("check", "a.yaml", "--nope"), "没有选项 --nope"),
        (("check", "a.yaml", "--lang", "de"), "--lang 没有这个值；可用：zh、en"),
        (("check", "a.yaml", "--as-of", "六月"), "“六月”不是日期"),
        (("check", "a.yaml", "--as-of", "2023年6月"), "判定日期要写到日"),
    ],
)
def test_a_chinese_run_is_told_in_chinese_what_is_wrong_with_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    ran = run(monkeypatch, capsys, *words)
    assert ran.status == 2
    assert said in ran.err
    assert "Error" not in ran.err


def test_the_day_judged_is_written_as_people_write_days(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("{id: P1, subject: project, site.district: 万州区}", encoding="utf-8")
    ran = run(
        monkeypatch, capsys, "check", str(case), "--plan", "wanzhou", "--as-of", "2023年6月1日", "--rule", "wz-145/chem-1km"
    )
    assert "判定日 2023-06-01" in ran.out
