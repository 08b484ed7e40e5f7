"""`check` on a yearly figure or a task gives the findings of the same assessment."""

from __future__ import annotations

from typing import Any

import pytest

import ecocheck
from ecocheck.errors import AreaMissing


def figure(code: str, year: int | None, value: Any, **more: Any) -> dict[str, Any]:
    facts = {"code": code, "value": value, **({} if year is None else {"year": year}), **more}
    return {"subject": "indicator", "id": f"{code}@{year}", "indicator": facts}


def deciding(report: ecocheck.Report, rule: str) -> ecocheck.Finding:
    return report.where(rule=rule)[0]


def test_not_due_before_the_last_year(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["wanzhou"].check(figure("air.good_days", 2023, 320), as_of="2023-12-31")
    found = deciding(report, "wz-145/i-c136")
    assert (str(found.outcome), found.reason, found.force) == ("not_applicable", "not_due", "binding")
    assert "滞后" in found.message["zh"]
    assert found.judged_on == {"fact": "indicator.year", "date": "2023-12-31"}


@pytest.mark.parametrize(("days", "outcome"), [(329, "fail"), (330, "pass"), (346, "pass")])
def test_pass_or_fail_in_the_last_year(books: dict[str, ecocheck.Rulebook], days: int, outcome: str) -> None:
    report = books["wanzhou"].check(figure("air.good_days", 2025, days), as_of="2025-12-31")
    found = deciding(report, "wz-145/i-c136")
    assert str(found.outcome) == outcome
    assert found.limit is not None
    assert (found.limit.op, found.limit.value, found.limit.unit) == ("ge", 330, "day")
    assert found.margin is not None
    assert found.margin.value == days - 330
    assert report.verdict == {"fail": "breaks", "pass": "complies"}[outcome]


def test_a_missed_expected_target_is_review(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["qianjiang"].check(figure("city.green_cover", 2025, "44.2"), as_of="2025-12-31")
    found = deciding(report, "qj-145/i-c158")
    assert (str(found.outcome), found.force) == ("review", "expected")


def test_other_indicators_are_out_of_scope(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["wanzhou"].check(figure("air.good_days", 2025, 340), as_of="2025-12-31")
    others = [f for f in report.findings if f.rule != "wz-145/i-c136"]
    assert others
    assert {(str(f.outcome), f.reason) for f in others} == {("not_applicable", "out_of_scope")}


def test_a_figure_after_the_period_is_not_in_force(books: dict[str, ecocheck.Rulebook]) -> None:
    found = deciding(books["wanzhou"].check(figure("air.good_days", 2026, 340), as_of="2026-12-31"), "wz-145/i-c136")
    assert (str(found.outcome), found.reason) == ("not_applicable", "not_in_force")


def test_without_a_year_it_is_unknown(books: dict[str, ecocheck.Rulebook]) -> None:
    found = deciding(books["wanzhou"].check(figure("air.good_days", None, 340), as_of="2025-12-31"), "wz-145/i-c136")
    assert (str(found.outcome), found.missing) == ("unknown", ("indicator.year",))


def test_records_of_one_run_are_seen_together(books: dict[str, ecocheck.Rulebook]) -> None:
    records = [figure("energy.intensity_reduction", year, "3.2", counting="yearly") for year in range(2021, 2026)]
    found = (
        books["wulong"].check(records, as_of="2025-12-31").where(rule="wl-145/i-c090", record="energy.intensity_reduction@2025")
    )
    assert str(found[0].outcome) == "pass"  # 1 - 0.968^5 = 15.0 %, and 14.8 % where each 3.2 was 3.15


def test_a_target_handed_down_comes_with_the_record(books: dict[str, ecocheck.Rulebook]) -> None:
    record = figure("energy.intensity_reduction", 2025, "14.2")
    found = deciding(books["wanzhou"].check(record, as_of="2025-12-31"), "wz-145/i-c128")
    assert (str(found.outcome), found.missing) == ("unknown", ("indicator.target", "indicator.target_document"))
    record["indicator"] |= {"target": "14", "target_document": "渝府发〔2022〕1号"}
    assert str(deciding(books["wanzhou"].check(record, as_of="2025-12-31"), "wz-145/i-c128").outcome) == "pass"


def test_a_unit_slip_is_an_error_with_a_problem(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["wanzhou"].check(figure("water.section_good_share", 2025, "0.9507"), as_of="2025-12-31")
    found = deciding(report, "wz-145/i-c134")
    assert (str(found.outcome), found.bad) == ("error", ("indicator.value",))
    assert any("95.07" in problem.text("zh") for problem in report.problems)


def test_a_task(books: dict[str, ecocheck.Rulebook]) -> None:
    record = {"subject": "task", "id": "T1", "task": {"clause": "wz-145/c189", "year": 2025, "done": "100 平方公里"}}
    assert str(deciding(books["wanzhou"].check(record, as_of="2025-12-31"), "wz-145/t-c189").outcome) == "pass"


def test_an_unknown_indicator_is_said(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["wanzhou"].check(figure("air.good_day", 2025, 340), as_of="2025-12-31")
    assert any("air.good_days" in problem.text("en") for problem in report.problems)


def test_a_record_of_the_district_meets_no_row_of_the_municipality() -> None:
    record = {**figure("soil.farmland_safe_use", 2025, "96"), "site": {"district": "万州"}}
    report = ecocheck.load().check(record, as_of="2025-12-31")
    assert {f.document for f in report.findings} == {"wz-145"}


def test_a_figure_of_the_municipality(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["chongqing"].check(figure("farm.straw", 2025, "91"), as_of="2025-12-31")
    assert str(deciding(report, "cq-145/i-c351").outcome) == "pass"


@pytest.mark.parametrize("whole", ["500000", "重庆市", "全市"])
@pytest.mark.parametrize("plan", ["chongqing", ""])
def test_the_municipality_is_no_district_and_its_figures_are_judged_alike(
    books: dict[str, ecocheck.Rulebook], whole: str, plan: str
) -> None:
    book = books["chongqing"] if plan else ecocheck.load()
    record = {**figure("farm.straw", 2025, "89"), "site": {"district": whole}}
    report = book.check(record, as_of="2025-12-31")
    assert not report.problems
    assert {f.document for f in report.findings} == {"cq-145"}
    assert str(deciding(report, "cq-145/i-c351").outcome) == "fail"
    assessed = books["chongqing"].assess([record], year=2025)
    assert (assessed.problems, assessed.where(clause="c351")[0].outcome) == ((), "fail")


def test_a_project_lies_in_a_district_and_not_in_the_municipality() -> None:
    with pytest.raises(AreaMissing):
        ecocheck.load().check({"subject": "project", "site.district": "重庆市"}, as_of="2023-06-01")


def test_a_figure_of_the_new_area(books: dict[str, ecocheck.Rulebook]) -> None:
    report = books["liangjiang"].check(figure("city.green_cover", 2025, "45.4"), as_of="2025-12-31")
    assert str(deciding(report, "lj-145/i-c084").outcome) == "fail"


def test_naming_the_district_is_no_stranger_to_a_figure(books: dict[str, ecocheck.Rulebook]) -> None:
    record = {**figure("air.good_days", 2025, 340), "site": {"district": "万州"}}
    assert not books["wanzhou"].check(record, as_of="2025-12-31").problems
