"""Targets that are levels, shares, counts and classes, on rows of the five plans; expected values by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecocheck.progress.model import Standing
from ecocheck.reports.assessment import Assessment

Stand = Callable[..., Standing]
Assess = Callable[..., Assessment]


def test_larger_is_better_on_the_way(standing: Stand) -> None:
    # Wanzhou forest 55 -> 58. 2022: 56.2, (56.2-55)/3 = 40 %, time 2/5 = 40 %, on the line exactly
    row = standing("wanzhou", "c138", {2021: "55.5", 2022: "56.2"}, 2022)
    assert (row.completion, row.time_share, row.pace, row.expected) == (40, 40, 0, 56.2)
    assert (row.status, row.outcome, row.reason, row.basis) == ("on_track", "not_applicable", "not_due", "linear")


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("56.36", "faster"),
        ("56.35", "on_track"),
        ("56.05", "on_track"),
        ("56.04", "behind"),
        ("54.9", "behind"),
        ("58", "ahead"),
    ],
)  # 5 points of 3 % are 0.15: 56.2 + 0.15 and 56.2 - 0.15 are still on track
def test_five_points_either_side_are_on_track(standing: Stand, value: str, status: str) -> None:
    assert standing("wanzhou", "c138", {2022: value}, 2022).status == status


def test_smaller_is_better(standing: Stand) -> None:
    # Wulong PM2.5 27 -> 25. 2023: 26, (26-27)/(25-27) = 50 %, time 60 %, 10 points behind
    row = standing("wulong", "c097", {2023: "26"}, 2023)
    assert (row.completion, row.pace, row.status) == (50, -10, "behind")
    assert row.expected == pytest.approx(25.8)  # 27 - 2 * 0.6


@pytest.mark.parametrize(
    ("value", "outcome", "reason"),
    [("25", "pass", ""), ("24.6", "pass", ""), ("25.4", "review", "uncertain"), ("25.6", "fail", ""), ("26", "fail", "")],
)
def test_pm25_at_the_due_year_is_read_at_the_printed_precision(standing: Stand, value: str, outcome: str, reason: str) -> None:
    row = standing("wulong", "c097", {2025: value}, 2025)
    assert (row.outcome, row.reason, row.force) == (outcome, reason, "binding")
    if outcome == "review":
        said = row.remarks[-1]["zh"]
        assert "25.4" in said
        assert "修约到目标的位数为 25" in said


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("38.04", "pass"),
        ("38.0", "review"),
        ("38", "review"),
        ("38.1", "pass"),
        ("37.9", "fail"),
        ("38.03", "fail"),
        ("38.036", "fail"),  # a share is held by its whole value
    ],
)
def test_a_figure_coarser_than_its_target_is_for_a_person(standing: Stand, value: str, outcome: str) -> None:
    assert standing("wanzhou", "c176", {2025: value}, 2025).outcome == outcome


@pytest.mark.parametrize(
    ("plan", "clause", "value"),
    [
        ("chongqing", "c453", "1.2"),  # accidents a year, at most 1
        ("wulong", "c122", "99.7"),  # all of the medical waste
        ("wulong", "c093", "349.8"),  # at least 350 days
    ],
)
def test_only_a_mean_whose_method_rounds_it_is_rounded(standing: Stand, plan: str, clause: str, value: str) -> None:
    row = standing(plan, clause, {2025: value}, 2025)
    assert row.outcome == "fail"
    assert not any("修约" in remark["zh"] for remark in row.remarks)


class TestBelowItsOwnBaseline:
    """Good-air days: 346 -> at least 330, since 2020 was unusually good. No formula divides by the negative step."""

    @pytest.mark.parametrize(
        ("plan", "clause", "target"), [("wanzhou", "c136", 330), ("wulong", "c093", 350), ("qianjiang", "c131", 350)]
    )
    def test_not_below_the_target_is_all_that_counts(self, standing: Stand, plan: str, clause: str, target: int) -> None:
        held = standing(plan, clause, {2025: str(target)}, 2025)
        assert (held.outcome, held.completion, held.pace) == ("pass", None, None)
        assert standing(plan, clause, {2025: str(target - 1)}, 2025).outcome == "fail"

    def test_before_the_due_year(self, standing: Stand) -> None:
        assert standing("wanzhou", "c136", {2022: "331"}, 2022).status == "kept"
        behind = standing("wanzhou", "c136", {2022: "329"}, 2022)
        assert (behind.status, behind.outcome, behind.completion) == ("behind", "not_applicable", None)


class TestHold:
    @pytest.mark.parametrize(
        ("plan", "clause", "value", "status"),
        [
            ("wanzhou", "c134", "100", "kept"),  # 100 to 100
            ("qianjiang", "c136", "II", "kept"),  # II to II
            ("qianjiang", "c136", "III", "behind"),
            ("wanzhou", "c138", "58.2", "ahead"),  # 55 to 58: reached early
            ("wanzhou", "c372", "91", "ahead"),  # 90 with no start printed
        ],
    )
    def test_what_stood_at_its_target_is_kept_and_not_reached_early(
        self, standing: Stand, plan: str, clause: str, value: str, status: str
    ) -> None:
        assert standing(plan, clause, {2023: value}, 2023).status == status

    @pytest.mark.parametrize("year", [2024, 2025])
    def test_a_year_between_in_which_it_was_not_kept_is_named(self, standing: Stand, year: int) -> None:
        row = standing("wanzhou", "c134", {2022: "95.0", 2023: "100", year: "100"}, year)
        assert "2022年未达到" in [remark.zh for remark in row.remarks]
        assert not any("2023" in remark.zh for remark in row.remarks)

    def test_a_target_still_to_be_reached_names_no_year_on_the_way(self, standing: Stand) -> None:
        row = standing("wanzhou", "c138", {2022: "56", 2025: "58"}, 2025)
        assert not any("未达到" in remark.zh for remark in row.remarks)

    def test_a_share_that_is_kept(self, standing: Stand) -> None:
        assert standing("wanzhou", "c134", {2025: "100"}, 2025).outcome == "pass"
        assert standing("wanzhou", "c134", {2025: "95.0"}, 2025).outcome == "fail"
        row = standing("wanzhou", "c134", {2023: "95.0"}, 2023)
        assert (row.status, row.completion, row.outcome) == ("behind", None, "not_applicable")

    def test_what_cannot_be_raised_any_more_is_raised(self, standing: Stand) -> None:
        assert standing("chongqing", "c307", {2020: "100", 2025: "100"}, 2025).outcome == "pass"
        # what the plan asks the authority to raise is, where it is not raised, for a person
        assert standing("chongqing", "c307", {2020: "99", 2025: "99"}, 2025).outcome == "review"

    def test_the_red_line(self, standing: Stand) -> None:
        assert standing("wulong", "c112", {2025: "28.89"}, 2025).outcome == "pass"
        assert standing("wulong", "c112", {2025: "28.88"}, 2025).outcome == "fail"

    def test_already_met_says_until_when_it_must_be_kept(self, standing: Stand) -> None:
        row = standing("wulong", "c112", {2023: "28.89"}, 2023)
        assert row.status == "kept"
        assert any("须保持到2025年" in remark["zh"] for remark in row.remarks)


class TestClasses:
    @pytest.mark.parametrize(
        ("said", "outcome"),
        [("II", "pass"), ("Ⅱ类", "pass"), ("I", "pass"), ("Ⅰ", "pass"), ("III", "fail"), ("劣Ⅴ类", "fail"), ("2类", "pass")],
    )
    def test_class_two_or_better(self, standing: Stand, said: str, outcome: str) -> None:
        assert standing("qianjiang", "c136", {2025: said}, 2025).outcome == outcome

    def test_a_word_outside_the_order_is_an_error(self, standing: Stand) -> None:
        row = standing("qianjiang", "c136", {2025: "良好"}, 2025)
        assert (row.outcome, row.bad) == ("error", ("indicator.value",))

    def test_overall_leaves_a_fall_to_a_person(self, standing: Stand) -> None:
        # 总体保持: no share of sections is printed
        row = standing("wanzhou", "c120", {2025: "III"}, 2025)
        assert (row.outcome, row.reason) == ("review", "judge")

    def test_rating_in_words(self, standing: Stand) -> None:
        assert standing("liangjiang", "c067", {2025: "优"}, 2025).outcome == "pass"
        assert standing("liangjiang", "c067", {2025: "良好"}, 2025).outcome == "fail"
        assert standing("chongqing", "c249", {2025: "良好"}, 2025).outcome == "pass"  # 总体优良

    def test_grade(self, standing: Stand) -> None:
        assert standing("qianjiang", "c503", {2025: "A级"}, 2025).outcome == "pass"
        assert standing("qianjiang", "c503", {2025: "B"}, 2025).outcome == "fail"


class TestForce:
    def test_a_missed_expected_target_is_no_failure(self, standing: Stand) -> None:
        row = standing("qianjiang", "c158", {2025: "44.0"}, 2025)  # 40 -> 45 %, 预期性
        assert (row.force, row.outcome, row.reason) == ("expected", "review", "programme")
        assert standing("qianjiang", "c158", {2025: "45.0"}, 2025).outcome == "pass"

    def test_a_missed_wish_is_advice(self, standing: Stand) -> None:
        assert standing("chongqing", "c348", {2025: "39"}, 2025).outcome == "advice"  # 力争 40 %
        assert standing("chongqing", "c348", {2025: "40"}, 2025).outcome == "pass"

    def test_about_leaves_a_miss_to_a_person(self, standing: Stand) -> None:
        assert standing("chongqing", "c331", {2025: "92"}, 2025).outcome == "review"  # 93 % 左右
        assert standing("chongqing", "c331", {2021: 93, 2022: 93, 2023: 93, 2024: 93, 2025: 93}, 2025).outcome == "pass"

    def test_steadily_looks_at_the_earlier_years(self, standing: Stand) -> None:
        row = standing("chongqing", "c331", {2023: "92.1", 2025: "94"}, 2025)
        assert (row.outcome, row.reason) == ("review", "judge")
        assert "2023" in row.remarks[-1]["zh"]

    def test_two_figures_that_cannot_rest_on_one_survey(self, standing: Stand) -> None:
        # at least 236.8, with 293.2 in 2020
        assert standing("wanzhou", "c163", {2025: "250"}, 2025).outcome == "review"
        assert standing("wanzhou", "c163", {2025: "293.2"}, 2025).outcome == "pass"
        assert standing("wanzhou", "c163", {2025: "236.7"}, 2025).outcome == "fail"


class TestAgainstOtherFigures:
    def test_the_year_before(self, standing: Stand) -> None:
        # 持续下降 of the coal share
        assert standing("chongqing", "c045", {2024: "48.0", 2025: "47.5"}, 2025).outcome == "pass"
        assert standing("chongqing", "c045", {2024: "48.0", 2025: "48.0"}, 2025).outcome == "fail"
        lacking = standing("chongqing", "c045", {2025: "47.5"}, 2025)
        assert (lacking.outcome, lacking.missing) == ("unknown", ("indicator.value@2024",))
        assert standing("chongqing", "c045", {2021: "50", 2022: "49"}, 2022).status == "on_track"
        assert standing("chongqing", "c045", {2021: "49", 2022: "50"}, 2022).status == "behind"

    def test_the_printed_start_serves_as_the_year_before(self, standing: Stand) -> None:
        # forest 52.5 in 2020, 持续提高
        assert standing("chongqing", "c198", {2021: "54.5"}, 2021).status == "on_track"

    def test_the_standard_of_the_year(self, standing: Stand) -> None:
        # 稳定达标: GB 3095-2012 class 2, 35 ug/m3 until 2026-02-28
        years = {2021: 33, 2022: 30, 2023: 34, 2024: 35}
        assert standing("wanzhou", "c259", {**years, 2025: 35}, 2025).outcome == "pass"
        assert standing("wanzhou", "c259", {**years, 2025: 36}, 2025).outcome == "fail"
        assert standing("wanzhou", "c259", {**years, 2022: 36, 2025: 35}, 2025).outcome == "review"

    def test_a_yearly_limit_is_due_every_year(self, standing: Stand) -> None:
        assert standing("chongqing", "c453", {2022: "1.6"}, 2022).outcome == "fail"
        assert standing("chongqing", "c453", {2022: "1.0"}, 2022).outcome == "pass"


class TestStarts:
    def test_conflicting_starts_are_named_and_one_is_used(self, standing: Stand) -> None:
        # Wulong prints 64.6, 65 and 60 for 2020; (66.3-64.6)/(68-64.6) = 50 %
        row = standing("wulong", "c110", {2023: "66.3"}, 2023)
        assert row.completion == 50
        said = " ".join(remark["zh"] for remark in row.remarks)
        assert all(text in said for text in ("64.6", "65", "60", "采用64.6"))

    def test_a_reported_start_at_odds_with_the_plan(self, standing: Stand) -> None:
        row = standing("wanzhou", "c138", {2020: "55.4", 2022: "56.2"}, 2022)
        assert row.completion == 40  # from the plan's 55
        assert any("55.4" in remark["zh"] and "采用规划的" in remark["zh"] for remark in row.remarks)

    def test_without_a_start_there_is_no_pace(self, standing: Stand) -> None:
        row = standing("qianjiang", "c159", {2023: "16.5"}, 2023)  # start printed as a dash
        assert (row.status, row.completion, row.outcome) == ("", None, "not_applicable")
        assert any("没有起点" in remark["zh"] for remark in row.remarks)

    def test_a_reported_start_stands_in_where_none_is_printed(self, standing: Stand) -> None:
        row = standing("qianjiang", "c159", {2020: "16.02", 2023: "16.52"}, 2023)  # (0.5)/(1.0)
        assert row.completion == pytest.approx(50)


class TestDaysAndShares:
    """Wulong prints 350 days (96 %): the days decide, the bracket stands beside."""

    def test_days_decide(self, assess: Assess, standing: Stand) -> None:
        assert standing("wulong", "c093", {2025: 350}, 2025).outcome == "pass"

    def test_the_bracket_missed_alone_is_for_a_person(self, assess: Assess) -> None:
        found = assess("wulong", {"c093": {2024: 350, 2025: 350}}, 2025)
        beside = found.where(clause="c096")[0]
        assert (beside.outcome, round(beside.used, 2)) == ("review", 95.89)

    def test_a_leap_year_counts_366_days(self, assess: Assess) -> None:
        found = assess("wulong", {"c093": {2024: 352}}, 2024)
        beside = found.where(clause="c096")[0]
        assert round(beside.used, 3) == 96.175  # 352/366; of 365 it would be 96.438
        assert any("352/366" in remark["zh"] for remark in beside.remarks)

    def test_valid_days_are_the_divisor_where_given(self, assess: Assess) -> None:
        found = assess("wulong", {"c093": {2025: 345}}, 2025, row={"valid_days": "355"})
        assert round(found.where(clause="c096")[0].used, 2) == 97.18

    def test_percent_is_never_made_from_days_where_only_percent_is_printed(self, assess: Assess) -> None:
        found = assess("liangjiang", {"c083": {2022: "92.1"}}, 2025)
        row = found.where(clause="c083")[0]
        assert (row.outcome, row.missing) == ("unknown", ("indicator.value@2025",))


class TestHorizons:
    def test_a_repeated_target_counts_once(self, assess: Assess) -> None:
        found = assess("wanzhou", {"forest.coverage": {2022: "56.2"}}, 2022)
        rows = found.where(code="forest.coverage")
        assert [row.repeats for row in rows] == ["", "wz-145/c138", "wz-145/c138"]
        assert {row.status for row in rows} == {"on_track"}
        assert sum(row.code == "forest.coverage" for row in found.indicators) == 1

    def test_outlooks_stand_apart(self, assess: Assess) -> None:
        found = assess("wanzhou", {"c138": {2025: "58"}}, 2025)
        assert {row.clause for row in found.outlooks} == {"wz-145/c125", "wz-145/c126"}
        assert all(row.outcome == "not_applicable" for row in found.outlooks)

    def test_results_of_the_last_period_are_judged_in_their_own_year_only(self, assess: Assess, standing: Stand) -> None:
        # construction land of 2016-2020: below 667 ha; 664.5 was the result
        row = standing("wulong", "c054", {2020: "664.5"}, 2020, row={"counting": "cumulative"})
        assert row.outcome == "pass"
        assert standing("wulong", "c054", {2020: "667"}, 2020, row={"counting": "cumulative"}).outcome == "fail"
        assert not assess("wulong", {"c093": {2025: 350}}, 2025).where(clause="c054")


@pytest.mark.parametrize(
    ("plan", "clause", "kept", "lost"),
    [
        ("wanzhou", "c170", "20.80", "20.50"),  # 不减少: 20.77 x 10^4 mu of wetland
        ("qianjiang", "c243", "65.2", "64.7"),  # 保持在65%以上
        ("chongqing", "c274", "100", "99.1"),  # 保持100%达标
    ],
)
def test_what_is_to_be_kept_is_judged_each_year(standing: Stand, plan: str, clause: str, kept: str, lost: str) -> None:
    row = standing(plan, clause, {2022: lost}, 2022)
    assert (row.outcome, row.due) == ("fail", 2022)
    assert not any("规划期末" in remark["zh"] for remark in row.remarks)
    assert standing(plan, clause, {2022: kept}, 2022).outcome == "pass"
