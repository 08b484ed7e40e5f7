"""Decisions and waivers that people write into the workbook of a report, as they are read back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.errors import WaiverRefused
from ecocheck.findings.decisions import read_decisions
from ecocheck.findings.waivers import read_waivers
from ecocheck.reports.report import Report

openpyxl: Any = pytest.importorskip("openpyxl")

PLANT = {
    "subject": "project",
    "id": "P1",
    "name": "化工厂",
    "project": {"industry": "C2614", "construction": "new", "approved_on": "2023-05-01"},
    "site.distance.yangtze_system_bank": "760 m",
}
DECIDED = {"人工判定": "不涉及", "判定人": "王工", "判定日期": datetime(2023, 6, 5), "判定理由": "原料药，不算化工"}
WAIVED = {
    "批准机关": "区生态环境局",
    "批准文号": "万州环函〔2023〕1号",
    "有效期起": "2023年5月1日",
    "有效期止": "2023-06-30",
    "例外理由": "在建",
}


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


@pytest.fixture(scope="module")
def report(book: ecocheck.Rulebook) -> Report:
    return book.check(PLANT, "2023-06-01")


def filled(report: Report, folder: Path, title: str, row: int, cells: dict[str, object]) -> Path:
    """The workbook of a report with one line of a page filled in."""
    path = folder / "报告.xlsx"
    report.save(path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[title]
    heads = [cell.value for cell in sheet[1]]
    for head, value in cells.items():
        sheet.cell(row, heads.index(head) + 1).value = value
    workbook.save(path)
    return path


def test_pages_list_what_can_be_filled_in_and_hide_what_names_it(report: Report, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(filled(report, tmp_path, "判定", 2, {}))
    heads = [cell.value for cell in workbook["判定"][1]]
    assert heads[-6:] == ["人工判定", "判定人", "判定日期", "判定理由", "指纹", "判定时的情况"]
    hidden = [one for one in workbook["判定"].column_dimensions.values() if one.hidden]
    assert sum(one.max - one.min + 1 for one in hidden) == 2
    assert min(one.min for one in hidden) == len(heads) - 1
    waived = {row[-2].value for row in workbook["备案例外"].iter_rows(min_row=2)}
    assert waived == {finding.rule for finding in report.where("fail")}
    assert workbook["判定"].data_validations.dataValidation[0].formula1 == '"符合,不符合,不涉及"'


def test_a_blank_page_holds_no_decision(report: Report, tmp_path: Path) -> None:
    path = filled(report, tmp_path, "判定", 2, {})
    assert read_decisions(path) == ()
    assert read_waivers(path) == ()


def test_a_decision_written_into_the_workbook_closes_its_finding(
    book: ecocheck.Rulebook, report: Report, tmp_path: Path
) -> None:
    path = filled(report, tmp_path, "判定", 2, DECIDED)
    (decision,) = read_decisions(path)
    finding = next(finding for finding in report.findings if finding.fingerprint == decision.fingerprint)
    assert (decision.decision, decision.by, decision.date) == ("不涉及", "王工", "2023-06-05")
    again = book.check(PLANT, "2023-06-01", decisions=(decision,))
    assert [f.rule for f in again.findings if f.decided] == [finding.rule]
    (kept,) = read_decisions(filled(again, tmp_path, "判定", 1, {}))
    assert kept.fingerprint == decision.fingerprint


def test_a_waiver_written_into_the_workbook_covers_its_finding(book: ecocheck.Rulebook, report: Report, tmp_path: Path) -> None:
    (waiver,) = read_waivers(filled(report, tmp_path, "备案例外", 2, WAIVED))
    assert (waiver.start, waiver.until, waiver.record) == (date(2023, 5, 1), date(2023, 6, 30), "P1")
    again = book.check(PLANT, "2023-06-01", waivers=(waiver,))
    assert [f.rule for f in again.where("waived")] == [waiver.rule]


def test_a_stale_decision_is_told_in_words_and_not_by_its_number(
    book: ecocheck.Rulebook, report: Report, tmp_path: Path
) -> None:
    decisions = read_decisions(filled(report, tmp_path, "判定", 2, DECIDED))
    far = book.check({**PLANT, "id": "P2"}, "2023-06-01", decisions=decisions)
    (said,) = [notice.zh for notice in far.notices if "判定已失效" in notice.zh]
    assert said.startswith("判定已失效：P1 ")
    assert decisions[0].fingerprint not in said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({**DECIDED, "判定人": None}, "判定!H2: “判定人”没有填"),
        ({**DECIDED, "人工判定": "同意"}, "“同意”不是判定"),
        ({**DECIDED, "判定日期": "六月"}, "“六月”不是日期"),
        ({**DECIDED, "指纹": None}, "“指纹”没有填"),
    ],
)
def test_a_line_that_is_half_filled_in_is_refused_with_its_cell(
    report: Report, tmp_path: Path, cells: dict[str, object], said: str
) -> None:
    path = filled(report, tmp_path, "判定", 2, cells)
    with pytest.raises(WaiverRefused) as refused:
        read_decisions(path)
    assert said in refused.value.text("zh")


def test_a_workbook_without_the_page_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    workbook = openpyxl.Workbook()
    workbook.save(path)
    with pytest.raises(WaiverRefused) as refused:
        read_waivers(path)
    assert "没有“备案例外”工作表" in refused.value.text("zh")
