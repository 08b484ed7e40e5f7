"""Tasks: quantities, named items, works done, yearly ones; expected values by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import ecocheck
from ecocheck.progress.model import Standing
from ecocheck.reports.assessment import Assessment

Assess = Callable[..., Assessment]


@pytest.fixture
def task(assess: Assess) -> Callable[..., Standing]:
    """The standing of one task; `said` is what was reported, by year or with a state."""

    def run(plan: str, clause: str, said: dict[Any, Any], year: int, **more: Any) -> Standing:
        keys = {key: value for key, value in said.items() if isinstance(key, str)}
        years = {key: value for key, value in said.items() if isinstance(key, int)}
        if years:
            keys["years"] = years
        found = assess(plan, {}, year, tasks=[{"task": clause, **keys}], **more)
        return found.where(clause=clause)[0]

    return run


Task = Callable[..., Standing]


class TestQuantities:
    def test_part_done_on_the_way(self, task: Task) -> None:
        # 100 km2 of soil loss by 2025; 45 km2 in 2022 is 45 %, time 40 %
        row = task("wanzhou", "c189", {2022: "45"}, 2022)
        assert (row.completion, row.time_share, row.pace, row.status) == (45, 40, 5, "on_track")
        assert (row.outcome, row.reason) == ("not_applicable", "not_due")

    def test_more_than_asked_is_met(self, task: Task) -> None:
        assert task("wanzhou", "c189", {2025: "130"}, 2025).outcome == "pass"
        assert task("wanzhou", "c189", {2025: "100"}, 2025).outcome == "pass"
        assert task("wanzhou", "c189", {2025: "99.9"}, 2025).outcome == "fail"
        assert task("wanzhou", "c189", {2023: "130"}, 2023).status == "ahead"

    def test_units_are_understood(self, task: Task) -> None:
        assert task("wanzhou", "c189", {2025: "10000公顷"}, 2025).outcome == "pass"  # 100 km2
        assert task("wanzhou", "c189", {2025: "9000公顷"}, 2025).outcome == "fail"
        assert task("wanzhou", "c189", {2025: "100吨"}, 2025).outcome == "error"

    def test_the_lower_number_of_a_range_fulfils_it(self, task: Task) -> None:
        assert task("chongqing", "c163", {2025: "3"}, 2025).outcome == "pass"  # 3 to 4 pilots
        assert task("chongqing", "c163", {2025: "5"}, 2025).outcome == "pass"
        assert task("chongqing", "c163", {2025: "2"}, 2025).outcome == "fail"

    def test_two_things_counted_apart(self, task: Task) -> None:
        # 2 tributaries and 7 reservoirs
        assert task("liangjiang", "c286", {2025: "2、7"}, 2025).outcome == "pass"
        row = task("liangjiang", "c286", {2025: "2、6"}, 2025)
        assert (row.outcome, row.completion) == ("fail", pytest.approx(600 / 7))
        assert task("liangjiang", "c286", {2025: "9"}, 2025).outcome == "error"

    def test_each_year_anew(self, task: Task) -> None:
        # five model sites each year
        assert task("wulong", "c438", {2022: "5"}, 2022).outcome == "pass"
        assert task("wulong", "c438", {2022: "4"}, 2022).outcome == "fail"
        assert task("wulong", "c438", {2021: "5"}, 2022).outcome == "unknown"

    def test_nothing_reported(self, task: Task) -> None:
        row = task("wanzhou", "c189", {2024: "80"}, 2025)
        assert (row.outcome, row.missing) == ("unknown", ("task.done",))

    def test_done_without_a_quantity_is_for_a_person(self, task: Task) -> None:
        assert task("wanzhou", "c189", {2025: "已完成"}, 2025).outcome == "review"


class TestCounting:
    """What several years count: said, or told by their shape; where it matters and cannot be told, nothing is decided."""

    def test_numbers_that_fall_are_of_each_year_and_are_added(self, task: Task) -> None:
        # Wanzhou: 100 km2 in all; 18 + 25 + 22 + 19 + 21 = 105
        row = task("wanzhou", "c189", {2021: "18", 2022: "25", 2023: "22", 2024: "19", 2025: "21"}, 2025)
        assert (row.outcome, row.completion) == ("pass", 105)
        assert any("按当年完成的数量理解" in remark["zh"] for remark in row.remarks)
        assert (
            task("wanzhou", "c189", {2021: "18", 2022: "22", 2023: "22", 2024: "19", 2025: "18"}, 2025).outcome == "fail"
        )  # 99

    def test_a_year_that_is_missing_decides_only_what_it_cannot_change(self, task: Task) -> None:
        assert task("wanzhou", "c189", {2021: "60", 2022: "25", 2025: "21"}, 2025).outcome == "pass"  # 106 at least
        assert task("wanzhou", "c189", {2021: "40", 2022: "25", 2025: "21"}, 2025).outcome == "unknown"

    def test_numbers_that_rise_decide_where_both_readings_agree(self, task: Task) -> None:
        assert task("wanzhou", "c189", {2024: "80", 2025: "101"}, 2025).outcome == "pass"  # 101, or 181 and more
        assert (
            task("wanzhou", "c189", {2021: "1", 2022: "2", 2023: "3", 2024: "4", 2025: "5"}, 2025).outcome == "fail"
        )  # 5 or 15
        row = task("wanzhou", "c189", {2021: "10", 2022: "20", 2023: "30", 2024: "40", 2025: "50"}, 2025)  # 50 or 150
        assert row.outcome == "unknown"
        assert any("没有说明是累计还是当年" in remark["zh"] for remark in row.remarks)

    def test_on_the_way_or_with_gaps_numbers_that_rise_are_cumulative_and_that_is_said(self, task: Task) -> None:
        early = task("wanzhou", "c189", {2021: "10", 2022: "30"}, 2022)
        assert early.completion == 30
        assert any("按累计值理解" in remark["zh"] for remark in early.remarks)
        assert task("wanzhou", "c189", {2023: "30", 2025: "60"}, 2025).outcome == "fail"  # 60; the years give 90 and more
        assert task("wanzhou", "c189", {2023: "50", 2025: "60"}, 2025).outcome == "unknown"  # 60, or 110 and more

    def test_the_counting_can_be_said(self, task: Task) -> None:
        rising = {2021: "10", 2022: "20", 2023: "30", 2024: "40", 2025: "50"}
        assert task("wanzhou", "c189", {**rising, "counting": "累计"}, 2025).outcome == "fail"
        assert task("wanzhou", "c189", {**rising, "counting": "当年"}, 2025).outcome == "pass"

    def test_a_cumulative_number_that_falls_is_refused(self, task: Task) -> None:
        row = task("wanzhou", "c189", {2024: "90", 2025: "85", "counting": "累计"}, 2025)
        assert (row.outcome, row.bad) == ("error", ("task.done",))

    def test_cumulative_numbers_of_a_yearly_task_are_taken_apart(self, task: Task) -> None:
        # Wulong: five model sites each year
        years = {2021: "6", 2022: "10", 2023: "15", "counting": "累计"}
        assert task("wulong", "c438", years, 2023).outcome == "pass"
        assert task("wulong", "c438", years, 2022).outcome == "fail"  # 10 - 6
        assert task("wulong", "c438", years, 2021).outcome == "pass"
        assert task("wulong", "c438", {2021: "6", 2023: "15", "counting": "累计"}, 2023).outcome == "unknown"

    def test_rising_numbers_of_a_yearly_task_do_not_pass_as_they_stand(self, task: Task) -> None:
        assert task("wulong", "c438", {2021: "3", 2022: "7"}, 2022).outcome == "unknown"
        assert task("wulong", "c438", {2021: "3", 2022: "4"}, 2022).outcome == "fail"  # 4 or 1
        assert task("wulong", "c438", {2021: "3", 2022: "9"}, 2022).outcome == "pass"  # 9 or 6
        assert task("wulong", "c438", {2021: "5", 2022: "5"}, 2022).outcome == "pass"
        assert task("wulong", "c438", {2021: "7", 2022: "5"}, 2022).outcome == "pass"

    def test_a_header_that_says_cumulative_counts(self, books: dict[str, ecocheck.Rulebook]) -> None:
        rows = [
            {"任务": "c189", "年份": str(year), "累计完成": str(done)} for year, done in ((2021, 40), (2024, 70), (2025, 90))
        ]
        assert books["wanzhou"].assess(rows, year=2025).where(clause="c189")[0].outcome == "fail"


class TestNamedItems:
    def test_every_named_item_counts(self, task: Task) -> None:
        row = task("wanzhou", "c186", {"items": ["刘家沟小流域控制站"], "year": 2025, "done": ""}, 2025)
        assert (row.outcome, row.completion) == ("review", 50)  # 完善: what is urged on is for a person
        assert "塘坊坡面径流小区" in row.remarks[0]["zh"]
        both = task("wanzhou", "c186", {"items": ["刘家沟小流域控制站", "塘坊坡面径流小区"], "year": 2025, "done": ""}, 2025)
        assert both.outcome == "pass"

    def test_a_list_that_ends_in_et_cetera_is_for_a_person(self, task: Task) -> None:
        row = task("wanzhou", "c175", {"items": ["三峡文化园", "十七码头"], "year": 2025, "done": ""}, 2025)
        assert (row.outcome, row.reason) == ("review", "judge")


class TestWorks:
    def test_done_stays_done(self, task: Task) -> None:
        assert task("wanzhou", "c180", {2024: "已完成"}, 2025).outcome == "pass"
        assert task("wanzhou", "c180", {2022: "已完成"}, 2023).status == "ahead"

    def test_under_way_when_a_printed_year_is_due(self, task: Task) -> None:
        assert task("qianjiang", "c484", {2025: "进行中"}, 2025).outcome == "fail"

    def test_a_work_without_a_year_is_not_late_while_it_is_under_way(self, task: Task) -> None:
        row = task("wanzhou", "c180", {2025: "进行中"}, 2025)
        assert (row.outcome, row.reason) == ("review", "judge")
        assert task("wanzhou", "c180", {2025: "未启动"}, 2025).outcome == "fail"
        assert task("wanzhou", "c180", {2024: "进行中"}, 2025).outcome == "unknown"

    def test_under_way_before_is_no_status(self, task: Task) -> None:
        assert task("wanzhou", "c180", {2023: "进行中"}, 2023).status == ""

    def test_a_batch_needs_one(self, task: Task) -> None:
        assert task("wulong", "c543", {2025: "1"}, 2025).outcome == "pass"

    def test_encouraged_work_undone_is_advice(self, task: Task) -> None:
        assert task("wanzhou", "c219", {2025: "未启动"}, 2025).outcome == "advice"

    def test_the_municipality_sets_the_quantity(self, task: Task) -> None:
        row = task("wanzhou", "c320", {2025: "12"}, 2025)
        assert (row.outcome, row.missing) == ("unknown", ("task.total", "task.target_document"))
        ordered = [{"task": "c320", "value": "10", "document": "渝环〔2023〕5号"}]
        assert task("wanzhou", "c320", {2025: "12"}, 2025, targets=ordered).outcome == "pass"
        assert task("wanzhou", "c320", {2025: "9"}, 2025, targets=ordered).outcome == "fail"

    def test_an_attestation_decides(self, assess: Assess) -> None:
        found = assess("wanzhou", {}, 2025, tasks=[{"task": "c189", "years": {2025: 100}}], attested={"wz-145/c180": "broken"})
        assert found.where(clause="c180")[0].outcome == "fail"


def test_an_unknown_task_comes_with_the_nearest(assess: Assess) -> None:
    found = assess("wanzhou", {}, 2025, tasks=[{"task": "c1890", "years": {2025: 1}}, {"task": "c189", "years": {2025: 1}}])
    assert "c189" in found.problems[0].text("zh")
