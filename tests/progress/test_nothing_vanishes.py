"""Every figure that is reported is used, or is said not to be: the second never ends as if all were well."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.reports.assessment import Assessment

Assess = Callable[..., Assessment]
Books = dict[str, ecocheck.Rulebook]


def said(assessment: Assessment) -> str:
    return "\n".join(problem.text("zh") for problem in assessment.problems)


@pytest.mark.parametrize("later", [2026, 2030])
def test_a_year_after_the_plan_hides_no_year_of_it(assess: Assess, later: int) -> None:
    # Wanzhou's plan ends with 2025 and asks for 58 % of forest
    found = assess("wanzhou", {"c138": {2025: "57.1", later: "58.4"}}, None)
    assert found.year == 2025
    assert found.where(clause="c138")[0].outcome == "fail"
    assert f"{later}年的数没有采用" in said(found)
    assert found.failed


@pytest.mark.parametrize("year", [2027, 2012])
def test_a_figure_of_no_year_of_the_plan_is_said_beside_others(assess: Assess, year: int) -> None:
    found = assess("qianjiang", {"air.good_days": {year: 351}, "forest.coverage": {2025: "66"}}, None)
    assert f"{year}年的数没有采用" in said(found)
    assert found.failed


@pytest.mark.parametrize("year", [2027, 2012])
def test_a_figure_of_no_year_of_the_plan_alone_is_refused(assess: Assess, year: int) -> None:
    with pytest.raises(RecordSourceError, match=f"{year}年的数没有采用"):
        assess("qianjiang", {"air.good_days": {year: 351}}, None)


def test_the_base_year_is_used(assess: Assess) -> None:
    assert not assess("wanzhou", {"c138": {2020: "55", 2025: "58.2"}}, None).problems


def test_a_task_of_a_year_after_the_plan_is_said(assess: Assess) -> None:
    found = assess("wanzhou", {"c138": {2025: "58.2"}}, None, tasks=[{"task": "c189", "years": {2027: 120}}])
    assert "2027年的数没有采用" in said(found)
    assert found.failed


def test_a_figure_with_no_row_is_no_success_beside_one_that_has_one(assess: Assess) -> None:
    # the municipal plan prints good days as a share and has no row of days
    found = assess("chongqing", {"air.good_days": {2025: 329}, "forest.coverage": {2025: "57"}}, 2025)
    assert "没有“环境空气质量优良天数”这一行" in said(found)
    assert found.failed


def test_what_is_attested_for_a_clause_without_a_row_is_said(assess: Assess) -> None:
    found = assess("wanzhou", {"c138": {2025: "58.2"}}, 2025, attested={"wz-145/c9999": "met"})
    assert "c9999" in said(found)
    assert found.failed
