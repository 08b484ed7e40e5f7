"""What the command line writes: never over what it reads, whole or not at all, and nothing that was filled in is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import ecocheck

from ..running import PATIENCE, run

HOME = Path(ecocheck.__file__).parents[1]
WORDS = ("--plan", "wanzhou", "--as-of", "2023-06-01", "--lang", "en")
LINE = '{"id": "P%d", "subject": "project", "project.industry": "C2614", "project.construction": "new"}\n'
TABLE = "id,project.industry,project.construction\nP1,C2614,new\n"


def holding(folder: Path, name: str) -> Path:
    """A file of one record, in the format of its ending."""
    path = folder / name
    if name.endswith(".xlsx"):
        from openpyxl import Workbook

        book = Workbook()
        for row in TABLE.splitlines():
            book.active.append(row.split(","))
        book.save(path)
    elif name.endswith(".parquet"):
        import pyarrow as pa
        import pyarrow.parquet as parquet

        parquet.write_table(pa.table({"id": ["P1"], "project.industry": ["C2614"]}), path)
    else:
        path.write_text(TABLE if name.endswith(".csv") else LINE % 1, encoding="utf-8")
    return path


@pytest.mark.parametrize("way", ["itself", "link", "hard link"])
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("in.jsonl", ()),
        ("in.json", ()),
        ("in.xlsx", ()),
        ("in.csv", ("--subject", "project")),
        ("in.parquet", ("--subject", "project")),
    ],
)
def test_no_output_goes_onto_the_input(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    more: tuple[str, ...],
    way: str,
) -> None:
    given = holding(tmp_path, name)
    before, output = given.read_bytes(), given
    if way != "itself":
        output = tmp_path / f"other{given.suffix}"
        {"link": output.symlink_to, "hard link": output.hardlink_to}[way](given)
    ran = run(monkeypatch, capsys, "check", str(given), *WORDS, *more, "-o", str(output))
    assert ran.status == 2
    assert "it is the very file that is read" in ran.err
    assert given.read_bytes() == before


@pytest.mark.parametrize("option", ["--waivers", "--decisions"])
def test_no_output_goes_onto_the_waivers_or_decisions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str
) -> None:
    beside = tmp_path / "beside.json"
    beside.write_text("{}", encoding="utf-8")
    ran = run(monkeypatch, capsys, "check", str(holding(tmp_path, "in.jsonl")), *WORDS, option, str(beside), "-o", str(beside))
    assert ran.status == 2
    assert beside.read_text(encoding="utf-8") == "{}"


def test_progress_does_not_write_onto_its_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = tmp_path / "figures.json"
    given.write_text('{"figures": [{"indicator": "环境空气质量优良天数", "years": {"2022": 340}}]}', encoding="utf-8")
    before = given.read_bytes()
    assert run(monkeypatch, capsys, "progress", str(given), "--plan", "wanzhou", "-o", str(given)).status == 2
    assert given.read_bytes() == before


def test_a_form_that_was_filled_in_is_not_written_over_and_an_empty_one_may_be_made_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "form.xlsx"
    words = ("form", "vehicle", "--plan", "wanzhou", "-o", str(path))
    assert [run(monkeypatch, capsys, *words).status for _ in range(2)] == [0, 0]
    book = load_workbook(path)
    book.worksheets[0].cell(40, 2).value = "P1"
    book.save(path)
    filled = path.read_bytes()
    ran = run(monkeypatch, capsys, *words)
    assert ran.status == 2
    assert "may be filled in" in ran.err or "可能已填写" in ran.err
    assert path.read_bytes() == filled


def test_lines_that_are_written_while_the_program_is_killed_stand_under_no_name(tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text("".join(LINE % n for n in range(4000)), encoding="utf-8")
    output = tmp_path / "out.jsonl"
    output.write_text("what stood there before\n", encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "ecocheck", "check", str(given), *WORDS, "-o", str(output)],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        stderr=subprocess.DEVNULL,
    )
    while running.poll() is None:  # until it has written something beside the name
        if any(path.stat().st_size for path in tmp_path.glob(".ecocheck-*")):
            running.kill()
            break
    running.wait(timeout=PATIENCE)
    assert running.returncode == -signal.SIGKILL
    assert output.read_text(encoding="utf-8") == "what stood there before\n"


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.argv = ["ecocheck", *sys.argv[1:]]
from ecocheck.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["out.jsonl", "out.json", "out.html", "out.xlsx", "out.docx", "out.md"])
def test_a_disk_that_is_full_leaves_what_stood_there_and_says_so_in_one_line(tmp_path: Path, name: str) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text("".join(LINE % n for n in range(12)), encoding="utf-8")
    (tmp_path / name).write_bytes(b"before")
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, "check", str(given), *WORDS, "-o", str(tmp_path / name)],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert (ran.stderr.count("\n"), ran.stderr[:10]) == (1, "ecocheck: "), ran.stderr
    assert (tmp_path / name).read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.jsonl", name])


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "parts/"])
def test_a_disk_that_is_full_leaves_no_half_table(tmp_path: Path, name: str) -> None:
    given = tmp_path / "in.csv"
    given.write_text(
        "id,project.industry,project.construction\n" + "".join(f"P{n},C2614,new\n" for n in range(5000)), encoding="utf-8"
    )
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            LIMITED,
            "check",
            str(given),
            *WORDS,
            "--subject",
            "project",
            "--all",
            "-o",
            f"{tmp_path}/{name}",
        ],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["in.csv"]


def test_a_report_of_more_records_than_memory_holds_is_refused_with_another_format(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("ecocheck.cli.check.MOST_RECORDS", 2)
    given = tmp_path / "in.csv"
    given.write_text("id,subject,project.industry\nP1,project,C2614\nP2,project,C2614\nP3,project,C2614\n", encoding="utf-8")
    ran = run(monkeypatch, capsys, "check", str(given), *WORDS, "--format", "html")
    assert (ran.status, ran.out) == (2, "")
    assert "3 records" in ran.err
    assert "--format jsonl" in ran.err
    assert run(monkeypatch, capsys, "check", str(given), *WORDS, "--format", "jsonl").status in (0, 1)
