"""The shipped examples run, carry the plans' own figures of 2020, and mark every later one as made up."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "progress"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".csv"))


def test_there_is_one_for_every_plan() -> None:
    assert {ecocheck.load().assess(path).plan for path in FILES} == {"cq-145", "wz-145", "wl-145", "qj-145", "lj-145"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_can_be_assessed_without_a_problem(path: Path) -> None:
    found = ecocheck.load().assess(path)
    assert not found.problems
    assert not any(row.outcome == "error" for row in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_figure_of_2020_is_at_odds_with_the_plan(path: Path) -> None:
    for row in ecocheck.load().assess(path):
        assert not any("不一致" in remark["zh"] for remark in row.remarks), row.clause


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_later_figures_are_marked(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".csv":
        marked = [line for line in lines[1:] if line and ",2020," not in line]
        assert all("虚构 made up" in line for line in marked)
    else:
        figures = [line for line in lines if "years:" in line and "indicator" in line]
        assert all("made up" in line for line in figures)
        assert "MADE UP" in lines[1]
