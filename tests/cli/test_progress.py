"""`ecocheck progress` at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecocheck.cli.progress import progress
from ecocheck.errors import OutputRefused


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "figures.csv"
    path.write_text("指标,2021,2025\n森林覆盖率,55.5,58.2\n", encoding="utf-8")
    return str(path)


def test_status_0_where_nothing_is_missed(sheet: str) -> None:
    run = CliRunner().invoke(progress, [sheet, "--plan", "wanzhou"])
    assert run.exit_code == 0
    assert "2025年" in run.output
    assert "达到" in run.output


def test_status_1_where_a_target_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("指标,2025\n森林覆盖率,57.2\n", encoding="utf-8")
    assert CliRunner().invoke(progress, [str(path), "--plan", "wanzhou"]).exit_code == 1


def test_output_by_its_ending(sheet: str, tmp_path: Path) -> None:
    out = tmp_path / "table.md"
    run = CliRunner().invoke(
        progress, [sheet, "--plan", "wanzhou", "--year", "2021", "-o", str(out), "--plots", str(tmp_path / "p")]
    )
    assert run.exit_code == 0
    assert "| c138 |" in out.read_text(encoding="utf-8")
    assert (tmp_path / "p" / "completion.svg").is_file()


def test_a_binary_format_needs_a_file(sheet: str) -> None:
    run = CliRunner().invoke(progress, [sheet, "--plan", "wanzhou", "--format", "xlsx"])
    assert isinstance(run.exception, OutputRefused)


def test_an_unknown_ending(sheet: str) -> None:
    run = CliRunner().invoke(progress, [sheet, "--plan", "wanzhou", "-o", "a.pdf"])
    assert isinstance(run.exception, OutputRefused)
    assert "xlsx" in run.exception.text("en")
