"""The plans' rulebooks, loaded once, and a short way to assess figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import ecocheck
from ecocheck.progress.model import Standing
from ecocheck.reports.assessment import Assessment

PLANS = ("chongqing", "wanzhou", "wulong", "qianjiang", "liangjiang")
Assess = Callable[..., Assessment]


@pytest.fixture(scope="session")
def books() -> dict[str, ecocheck.Rulebook]:
    return {plan: ecocheck.load(plan) for plan in PLANS}


@pytest.fixture
def assess(books: dict[str, ecocheck.Rulebook]) -> Assess:
    """Assesses figures given as {code or clause: {year: figure}} against a plan."""

    def run(plan: str, figures: dict[str, dict[int, Any]], year: int, **more: Any) -> Assessment:
        rows = [
            {
                ("clause" if name[0] == "c" and name[1:].isdigit() else "indicator"): name,
                "years": {str(y): str(v) for y, v in years.items()},
            }
            for name, years in figures.items()
        ]
        for row in rows:
            row.update(more.get("row", {}))
        data = {"figures": rows, **{key: value for key, value in more.items() if key in ("targets", "tasks", "attested")}}
        return books[plan].assess(data, year=year)

    return run


@pytest.fixture
def standing(assess: Assess) -> Callable[..., Standing]:
    """The one row of a clause."""

    def run(plan: str, clause: str, years: dict[int, Any], year: int, **more: Any) -> Standing:
        found = assess(plan, {clause: years}, year, **more).where(clause=clause)
        assert len(found) == 1
        return found[0]

    return run
