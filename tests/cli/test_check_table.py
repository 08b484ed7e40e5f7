"""`ecocheck check big.parquet --subject project`: the run of a large table as its user sees it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ecocheck
from ecocheck.columns import frames as sources
from ecocheck.columns.run import TableRun

from ..columns.comparing import framed
from ..columns.inventing import Inventor
from ..running import run


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "records.parquet"
    pq.write_table(framed(Inventor(ecocheck.load("wanzhou"), "project", 2).records(100)), path)
    return path


WORDS = ("--plan", "wanzhou", "--subject", "project", "--as-of", "2023-06-01", "--lang", "en")


def test_the_findings_are_those_of_the_library(parquet: Path, monkeypatch: Any, capsys: Any, tmp_path: Path) -> None:
    out = tmp_path / "findings.parquet"
    ran = run(monkeypatch, capsys, "check", str(parquet), *WORDS, "-o", str(out))
    expected = ecocheck.load("wanzhou").check_table(parquet, as_of="2023-06-01")
    assert pq.read_table(out).to_pylist() == expected.to_pylist()
    assert "read 100 rows = checked 100 + refused 0" in ran.out
    assert ran.status == 1, "some fail"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@pytest.mark.parametrize("name", ["findings.csv", "folder/"])
def test_other_outputs_hold_the_same_findings(name: str, parquet: Path, monkeypatch: Any, capsys: Any, tmp_path: Path) -> None:
    out = f"{tmp_path}/{name}"
    run(monkeypatch, capsys, "check", str(parquet), *WORDS, "-o", out)
    expected = ecocheck.load("wanzhou").check_table(parquet, as_of="2023-06-01")
    if name.endswith("/"):
        assert pq.read_table(out).num_rows == expected.num_rows
    else:
        lines = Path(out).read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == expected.num_rows + 1
        assert lines[0].replace('"', "").startswith("record,row,item,rule,outcome,possible")


@pytest.mark.parametrize("out", ["/no/such/folder/x.parquet", "x.pdf"])
def test_an_output_that_cannot_be_written_is_said_before_the_work(
    out: str, parquet: Path, monkeypatch: Any, capsys: Any
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the table was opened")

    monkeypatch.setattr(TableRun, "__init__", never)
    ran = run(monkeypatch, capsys, "check", str(parquet), *WORDS, "-o", out)
    assert ran.status == 2
    assert out.rsplit("/", 1)[-1].rsplit(".", 1)[-1] in ran.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_findings_of_finished_chunks(
    number: int, parquet: Path, monkeypatch: Any, capsys: Any, tmp_path: Path
) -> None:
    """The signal comes while the second chunk of ten rows is judged: twenty rows are checked, and the file holds their findings."""
    monkeypatch.setattr(sources, "CHUNK", 10)
    judge = TableRun._judge
    seen: list[int] = []

    def interrupted(self: TableRun, chunk: Any) -> None:
        seen.append(chunk.start)
        if len(seen) == 2:
            os.kill(os.getpid(), number)
        judge(self, chunk)

    monkeypatch.setattr(TableRun, "_judge", interrupted)
    out = tmp_path / "findings.parquet"
    ran = run(monkeypatch, capsys, "check", str(parquet), *WORDS, "-o", str(out))
    assert ran.status == 130
    assert "read 20 rows = checked 20 + refused 0" in ran.out
    monkeypatch.setattr(TableRun, "_judge", judge)
    first = pq.read_table(parquet).slice(0, 20)
    assert pq.read_table(out).to_pylist() == ecocheck.load("wanzhou").check_table(first, as_of="2023-06-01").to_pylist()


def test_broken_lines_and_bad_cells_are_counted_and_never_stop_the_run(monkeypatch: Any, capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(
        "id,project.industry,site.distance.yangtze_system_bank\nP1,C2614,0.4\nP2,C2614\nP3,C2614,far away\n", encoding="utf-8"
    )
    ran = run(monkeypatch, capsys, "check", str(path), *WORDS)
    assert "read 3 rows = checked 2 + refused 1" in ran.out
    assert "not as many cells as headers: 1" in ran.out
    assert "1 rows hold values that cannot be used: site.distance.yangtze_system_bank 1" in ran.out
    assert ran.status == 1
