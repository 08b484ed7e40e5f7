"""Figures on every plan, held against outcomes that were typed from the plans' lines before anything was run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.progress.model import Standing
from ecocheck.source.yaml import plain, read_yaml

HERE = Path(__file__).parent
FILE = HERE / "figures_cases.yaml"
WORDS = ("ahead", "kept", "faster", "on_track", "behind")
REPORTED = ("indicator", "task", "unit", "counting", "years")
Book = Callable[[str], ecocheck.Rulebook]


def cases() -> list[dict[str, Any]]:
    written: Any = plain(read_yaml(FILE.read_text(encoding="utf-8"), FILE.name))
    found: list[dict[str, Any]] = written["cases"]
    return found


def name(case: dict[str, Any]) -> str:
    return f"{case['plan']}-{case['line']}-{case['expect']}-{case.get('indicator') or case.get('task')}"


def reported(case: dict[str, Any]) -> dict[str, Any]:
    """The figure as a bureau hands it in, with the target that was handed down to it."""
    row = {key: case[key] for key in REPORTED if key in case}
    found: dict[str, Any] = {"tasks" if "task" in case else "figures": [row]}
    if "handed_down" in case:
        target = {"indicator": case["indicator"], "value": case["handed_down"], "document": case["document"]}
        found["targets"] = [{**target, "unit": case["unit"]}]
    return found


def answer(row: Standing) -> str:
    """What a row comes to, in the words of the cases."""
    return "refused" if row.outcome == "error" else row.status or row.outcome


@pytest.fixture(scope="module")
def books() -> dict[str, ecocheck.Rulebook]:
    return {plan: ecocheck.load(plan) for plan in sorted({case["plan"] for case in cases()})}


@pytest.mark.parametrize("case", cases(), ids=name)
def test_a_figure_comes_to_what_its_line_says(case: dict[str, Any], books: dict[str, ecocheck.Rulebook]) -> None:
    wanted = case.get("settled", case)["expect"]
    try:
        found = books[case["plan"]].assess(reported(case), year=int(case["year"]))
    except RecordSourceError:
        assert wanted == "refused"
        return
    rows = [row for row in found if row.reported and not row.repeats]
    if not rows:
        assert (wanted, found.failed) == ("refused", True)
        return
    assert wanted in [answer(row) for row in rows]
    if wanted not in ("pass", *WORDS):  # nothing else that the figure is held against may pass in its place
        assert "pass" not in [row.outcome for row in rows]
    undated = [row for row in rows if not row.due_printed and row.outcome == "fail" and "每年" not in str(row.remarks)]
    assert all(any("原文未写年份" in remark.zh for remark in row.remarks) for row in undated)


def test_the_plans_are_reached_alike() -> None:
    every = cases()
    assert len(every) == 60
    assert {plan: sum(case["plan"] == plan for case in every) for plan in {case["plan"] for case in every}} == dict.fromkeys(
        ("chongqing", "wanzhou", "liangjiang", "qianjiang", "wulong"), 12
    )
