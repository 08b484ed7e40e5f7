"""Figures that cannot be meant, or are not for this plan: each a clear answer and never a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import ecocheck
from ecocheck.errors import AreaMissing, RecordSourceError, UnknownName
from ecocheck.progress.model import Standing
from ecocheck.reports.assessment import Assessment

Stand = Callable[..., Standing]
Assess = Callable[..., Assessment]


def said(assessment: Assessment) -> str:
    return "\n".join(problem.text("zh") for problem in assessment.problems)


class TestUnitSlips:
    @pytest.mark.parametrize(
        ("plan", "clause", "figure", "meant"),
        [
            ("wanzhou", "c134", "0.9507", "95.07"),  # a fraction for a percentage
            ("wanzhou", "c138", "0.562", "56.2"),
            ("wanzhou", "c134", "9507", "95.07"),
            ("wulong", "c097", "0.026", "26"),  # mg/m3 for ug/m3
            ("qianjiang", "c154", "0.2576", "25.76"),
            ("wanzhou", "c170", "207700", "20.77"),  # mu for 10^4 mu
        ],
    )
    def test_are_refused_with_what_was_probably_meant(
        self, assess: Assess, plan: str, clause: str, figure: str, meant: str
    ) -> None:
        found = assess(plan, {clause: {2025: figure}}, 2025)
        row = found.where(clause=clause)[0]
        assert (row.outcome, row.bad) == ("error", ("indicator.value",))
        assert f"是不是 {meant}" in said(found)
        assert found.failed

    @pytest.mark.parametrize("figure", ["104", "-3", "0.6", "1"])
    def test_a_share_lies_between_0_and_100_and_is_no_fraction(self, assess: Assess, figure: str) -> None:
        found = assess("wanzhou", {"c134": {2025: figure}}, 2025)
        assert found.where(clause="c134")[0].outcome == "error"

    def test_the_same_figure_with_its_unit_is_understood(self, standing: Stand) -> None:
        assert standing("wanzhou", "c134", {2025: "0.9507"}, 2025, row={"unit": "1"}).used == pytest.approx(95.07)
        assert standing("wulong", "c097", {2025: "0.024 mg/m3"}, 2025).outcome == "pass"
        assert standing("wanzhou", "c134", {2025: "100%"}, 2025).outcome == "pass"

    @pytest.mark.parametrize(
        ("days", "valid", "outcome"),
        [
            ("351", "350", "error"),
            ("351", "366", "error"),
            ("351", "许多", "error"),
            ("351", "351.5", "error"),
            ("351", "352", "pass"),
        ],
    )
    def test_valid_days_bound_the_days_that_are_counted_among_them(
        self, assess: Assess, days: str, valid: str, outcome: str
    ) -> None:
        # Wulong asks for 350 good days, and prints 96 % beside them; 2025 has 365 days
        found = assess("wulong", {"c093": {2025: days}}, 2025, row={"valid_days": valid})
        row = found.where(clause="c093")[0]
        assert (row.outcome, found.failed) == (outcome, outcome == "error")
        assert (found.where(clause="c096")[0].used is None) is (outcome == "error")
        assert (valid == "352") is any("13天无效" in remark["zh"] for remark in row.remarks)

    def test_a_unit_of_another_kind_is_refused(self, assess: Assess) -> None:
        found = assess("wulong", {"c097": {2025: "24 t"}}, 2025)
        assert found.where(clause="c097")[0].outcome == "error"
        assert "不是“ug/m3”" in said(found)

    def test_a_poor_figure_is_not_taken_for_a_slip(self, assess: Assess) -> None:
        found = assess("wanzhou", {"c134": {2025: "60"}, "c138": {2025: "40"}}, 2025)
        assert not found.problems
        assert {row.outcome for row in found.where(clause="c134")} == {"fail"}

    def test_more_days_than_the_year_has(self, assess: Assess) -> None:
        assert "2023年只有365天" in said(assess("wanzhou", {"c136": {2023: "366"}}, 2023))
        assert not assess("wanzhou", {"c136": {2024: "366"}}, 2024).problems  # a leap year

    def test_no_number_at_all(self, assess: Assess) -> None:
        found = assess("wanzhou", {"c138": {2025: "很高"}}, 2025)
        assert found.where(clause="c138")[0].outcome == "error"

    def test_before_the_due_year_it_is_named_and_nothing_is_judged(self, assess: Assess) -> None:
        found = assess("wanzhou", {"c134": {2023: "0.9507"}}, 2023)
        row = found.where(clause="c134")[0]
        assert (row.outcome, row.status) == ("not_applicable", "")
        assert found.problems


class TestYears:
    def test_a_missing_year_names_the_year(self, standing: Stand) -> None:
        row = standing("wanzhou", "c138", {2021: "55.5", 2022: "56"}, 2025)
        assert (row.outcome, row.missing) == ("unknown", ("indicator.value@2025",))
        early = standing("wanzhou", "c138", {2021: "55.5"}, 2023)
        assert (early.outcome, early.status) == ("not_applicable", "")
        assert "缺2023年的数值" in early.remarks[-1]["zh"]

    def test_two_figures_for_a_year_are_an_error_that_names_both(self, books: dict[str, ecocheck.Rulebook]) -> None:
        rows = [{"指标": "森林覆盖率", "年份": 2025, "数值": "58.1"}, {"指标": "森林覆盖率", "年份": 2025, "数值": "57.2"}]
        found = books["wanzhou"].assess(rows, year=2025)
        assert {row.outcome for row in found.where(code="forest.coverage")} == {"error"}
        assert "58.1" in said(found)
        assert "57.2" in said(found)

    def test_the_same_figure_twice_counts_once(self, books: dict[str, ecocheck.Rulebook]) -> None:
        found = books["wanzhou"].assess([{"指标": "森林覆盖率", "年份": 2025, "数值": "58.1"}] * 2, year=2025)
        assert {row.outcome for row in found.where(code="forest.coverage")} == {"pass"}
        assert {problem.severity for problem in found.problems} == {"warning"}
        assert not found.failed

    def test_a_year_outside_the_period(self, assess: Assess) -> None:
        with pytest.raises(UnknownName, match="2040"):
            assess("wanzhou", {"c138": {2040: "58"}}, 2040)


class TestPlaces:
    def test_another_district_is_refused(self, assess: Assess) -> None:
        found = assess("wanzhou", {"c138": {2025: "58.5"}}, 2025, row={"district": "武隆区"})
        row = found.where(clause="c138")[0]
        assert (row.outcome, row.value) == ("unknown", "")
        assert "武隆区" in said(found)
        assert "万州区" in said(found)

    def test_its_own_district_by_code_or_name(self, assess: Assess) -> None:
        for name in ("500101", "万州区", "万州", "wanzhou"):
            assert not assess("wanzhou", {"c138": {2025: "58.5"}}, 2025, row={"district": name}).problems

    def test_the_plan_is_found_by_the_district(self) -> None:
        book = ecocheck.load()
        rows = [{"指标": "森林覆盖率", "区县": "武隆区", "2023": "66.3"}]
        assert book.assess(rows, year=2023).plan == "wl-145"
        with pytest.raises(AreaMissing, match="--plan"):
            book.assess([{"指标": "森林覆盖率", "2023": "66.3"}], year=2023)

    def test_a_river_must_be_named_where_there_are_several(self, assess: Assess, standing: Stand) -> None:
        found = assess("wanzhou", {"water.river_class": {2025: "II"}}, 2025)
        assert "长江干流万州段" in said(found)
        assert not any(row.value for row in found.rows)
        named = assess("wanzhou", {"water.river_class": {2025: "II"}}, 2025, row={"scope": "长江干流万州段"})
        assert {row.clause: row.outcome for row in named.rows if row.value} == {"wz-145/c120": "pass"}

    def test_a_scope_that_no_row_has(self, assess: Assess) -> None:
        assert "嘉陵江" in said(assess("wanzhou", {"water.river_class": {2025: "II"}}, 2025, row={"scope": "嘉陵江"}))


class TestNames:
    def test_an_unknown_indicator_comes_with_the_nearest(self, assess: Assess) -> None:
        assert "森林覆盖率" in said(assess("wanzhou", {"森林复盖率": {2025: "58"}, "c138": {2025: "58"}}, 2025))

    def test_an_indicator_that_the_plan_does_not_have_is_said_with_its_look_alike(self, assess: Assess) -> None:
        # Wanzhou prints days and no percentage
        found = assess("wanzhou", {"air.good_days_share": {2025: "95"}, "c138": {2025: "58"}}, 2025)
        assert "不要与环境空气质量优良天数混淆" in said(found)
        assert found.failed

    @pytest.mark.parametrize("name", ["空气质量优良天数", "优良天数", "air.good_days", "环境空气质量优良天数"])
    def test_names_that_plans_use(self, assess: Assess, name: str) -> None:
        assert assess("wanzhou", {name: {2022: "340"}}, 2022).where(clause="c136")[0].value == "340"

    def test_nothing_to_assess(self, books: dict[str, ecocheck.Rulebook]) -> None:
        with pytest.raises(RecordSourceError):
            books["wanzhou"].assess({"figures": []})
