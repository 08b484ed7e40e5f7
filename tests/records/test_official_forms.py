"""Forms as offices hand them round: ticks of every kind, feet of tables, four columns, labels that nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ecocheck.book import Rulebook
from ecocheck.errors import Problem
from ecocheck.plans import load
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.vocabulary.values import Partial

INVOLVES = "project.involves"
HEAD = [["编号", "行业类别", "建设性质"], ["K1", "C2614", "新建"]]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("wanzhou")


def written(folder: Path, sheets: dict[str, list[list[Any]]], merged: tuple[str, ...] = ()) -> Path:
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for one in merged:
            sheet.merge_cells(one)
    path = folder / "form.xlsx"
    made.save(path)
    return path


def read(book: Rulebook, path: Path) -> tuple[list[Record], list[Problem]]:
    records, problems, _ = read_file(path, book.data.vocabulary)
    return records, [*problems, *(problem for record in records for problem in record.problems)]


def ticks(book: Rulebook, folder: Path, rows: list[list[Any]]) -> tuple[Any, list[Problem]]:
    records, problems = read(book, written(folder, {"建设项目": HEAD, "涉及事项": [["涉及事项", "是否涉及"], *rows]}))
    given = records[0].facts.get(INVOLVES)
    return None if given is None else given.value, problems


def every(book: Rulebook, **said: str) -> list[list[Any]]:
    """A line for each matter that there is, and what is said of some."""
    listed = book.data.vocabulary.lists[book.data.vocabulary.facts[INVOLVES].list]
    return [[code.label.zh, said.get(code.code)] for code in listed.codes if code.code != "none"]


def test_the_rest_closes_only_the_lines_that_are_printed(book: Rulebook, tmp_path: Path) -> None:
    found, problems = ticks(book, tmp_path, [["其余都不涉及", "是"], ["用煤或储煤", "是"], ["锅炉", "否"], ["湿地", None]])
    assert found == Partial(yes=frozenset({"coal"}), no=frozenset({"boiler", "wetland"}))
    assert problems == []


def test_with_every_line_printed_the_rest_closes_the_list(book: Rulebook, tmp_path: Path) -> None:
    assert ticks(book, tmp_path, [["其余都不涉及", "√"], *every(book, coal="✓")])[0] == frozenset({"coal"})
    assert ticks(book, tmp_path, [["其余都不涉及", "是"], *every(book)])[0] == frozenset({"none"})


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "☑", "■", "●", "是", "有", "Y", "涉及", True])
def test_a_tick_is_read_in_every_hand(book: Rulebook, tmp_path: Path, tick: object) -> None:
    assert ticks(book, tmp_path, [["用煤或储煤", tick], ["锅炉", "否"]])[0] == Partial(
        frozenset({"coal"}), frozenset({"boiler"})
    )


@pytest.mark.parametrize("cross", ["×", "✗", "✘", "否", "无", "不涉及", False])
def test_so_is_a_cross(book: Rulebook, tmp_path: Path, cross: object) -> None:
    assert ticks(book, tmp_path, [["用煤或储煤", "是"], ["锅炉", cross]])[0] == Partial(
        frozenset({"coal"}), frozenset({"boiler"})
    )


def test_a_tick_that_cannot_be_read_is_unknown_even_where_the_rest_is_closed(book: Rulebook, tmp_path: Path) -> None:
    found, problems = ticks(book, tmp_path, [["其余都不涉及", "是"], *every(book, coal="√", red_line="？？", wetland="☐")])
    assert isinstance(found, Partial)
    assert found.yes == {"coal"}
    assert "red_line" not in found.no
    assert "wetland" in found.no
    assert [problem.field for problem in problems] == [INVOLVES]


@pytest.mark.parametrize(
    "foot",
    [
        ["填表人：张工    审核人：李工"],
        ["填表人", "张工", "2023-05-01"],
        [None, "审核：李工"],
        ["填报日期：2023年5月1日"],
        ["注：本表一式两份，由建设单位填写"],
        ["（盖章）"],
        ["以下空白"],
        ["第1页 共2页"],
    ],
)
def test_what_stands_below_a_table_is_no_record_and_does_not_cut_off_its_ticks(
    book: Rulebook, tmp_path: Path, foot: list[object]
) -> None:
    rows = [["涉及事项", "是否涉及"], ["用煤或储煤", "是"], ["锅炉", "否"]]
    records, problems = read(book, written(tmp_path, {"建设项目": [*HEAD, [], foot], "涉及事项": rows}))
    assert [record.id for record in records] == ["K1"]
    assert INVOLVES in records[0].facts
    assert [problem.code for problem in problems] == ["records.line_of_foot"]


@pytest.mark.parametrize("name", ["电话机厂", "负责任环保公司", "时间银行项目", "说明书印刷厂", "日期酒店", "统计局办公楼"])
def test_a_record_is_not_taken_for_a_foot(book: Rulebook, tmp_path: Path, name: str) -> None:
    records, _ = read(book, written(tmp_path, {"建设项目": [["名称", "行业类别"], [name, "C2614"]]}))
    assert [record.name for record in records] == [name]


def test_the_way_out_names_a_column_that_the_sheet_has(book: Rulebook, tmp_path: Path) -> None:
    two = [*HEAD, ["K2", "C2614", "新建"]]
    for header, hint in (("是否涉及", "'是否涉及'"), ("勾选", "'勾选'")):
        rows = [["涉及事项", header], ["用煤或储煤", "是"], ["锅炉", "否"]]
        _, problems = read(book, written(tmp_path, {"建设项目": two, "涉及事项": rows}))
        assert [hint in problem.hint.en for problem in problems] == [True]
    for link in (["所属项目"], []):
        boilers = [[*link, "锅炉燃料", "锅炉额定蒸发量（t/h）"], [*(None for _ in link), "原煤或散煤", 10]]
        _, problems = read(book, written(tmp_path, {"建设项目": two, "锅炉": boilers}))
        said = [problem.hint.en for problem in problems if problem.code == "records.link_missing"]
        assert said == [
            "give the record's id from the main sheet in the column 所属项目"
            if link
            else "add a column 记录编号 with the record's id from the main sheet"
        ]


OFFICIAL = [
    ["一、建设项目基本情况"],
    ["建设项目名称", "某化工有限公司扩能项目"],
    ["建设单位联系人", "王五", "联系方式", "023-1234"],
    ["行业类别", "C2614", "适用的管理名录", "二十三、化学原料"],
    ["建设性质", "□新建\n□改建\n☑扩建", "申报情形", "☑首次申报"],
    ["总投资（万元）", 3000, "环保投资（万元）", 60],
]


def test_an_official_form_of_four_columns_is_one_project_and_its_boxes_are_read(book: Rulebook, tmp_path: Path) -> None:
    records, problems = read(book, written(tmp_path, {"基本情况": OFFICIAL}, ("A1:D1", "B2:D2")))
    assert [record.name for record in records] == ["某化工有限公司扩能项目"]
    assert records[0].facts["project.construction"].value == frozenset({"expansion"})
    labels = {dict(problem.parts)["label"] for problem in problems if problem.code == "records.label_unknown"}
    assert labels == {"适用的管理名录", "申报情形"}
    (at_once,) = [problem.zh for problem in problems if problem.code == "records.official_labels"]
    assert all(
        label in at_once
        for label in ("建设单位联系人（A3）", "联系方式（C3）", "总投资（万元）（A6）", "环保投资（万元）（C6）")
    )
    assert {problem.severity for problem in problems} == {"warning"}


def test_a_value_is_never_taken_from_behind_the_next_label(book: Rulebook, tmp_path: Path) -> None:
    rows = [*OFFICIAL[:3], ["行业类别", None, "适用的管理名录", "二十三"], *OFFICIAL[4:]]
    records, _ = read(book, written(tmp_path, {"基本情况": rows}))
    assert "project.industry" not in records[0].facts


@pytest.mark.parametrize("header", [["项目", "甲", "乙"], ["名称", "甲厂", "乙厂"]])
def test_a_form_with_a_record_a_column_still_has_several(book: Rulebook, tmp_path: Path, header: list[str]) -> None:
    rows = [header, ["行业类别", "C2614", "C3011"], ["建设性质", "新建", "扩建"], ["是否邻近学校", "是", "否"]]
    records, problems = read(book, written(tmp_path, {"基本情况": rows}))
    assert [sorted(record.facts["project.industry"].value) for record in records] == [["C2614"], ["C3011"]]  # type: ignore[arg-type]
    assert [dict(p.parts).get("label") for p in problems if p.code == "records.label_unknown"] == ["是否邻近学校"]


def test_a_date_that_cannot_be_read_leaves_the_period_open_for_records_and_tables_alike(book: Rulebook, tmp_path: Path) -> None:
    rule = "wz-145/chem-1km"
    rows = [
        {"id": day, "project.industry": "C2614", "project.construction": "new", "project.approved_on": day}
        | {"site.distance.yangtze_system_bank": "0.4 km", "site.district": "500101", "subject": "project"}
        for day in ("2023-05-01", "去年五月", "2026-08-01")
    ]
    rows.append({key: value for key, value in rows[0].items() if key != "project.approved_on"} | {"id": "not given"})
    report = book.check(rows, as_of="2026-11-29", rules=rule)
    assert {f.record: (str(f.outcome), f.reason) for f in report.findings} == {
        "2023-05-01": ("fail", ""),
        "去年五月": ("error", ""),
        "2026-08-01": ("not_applicable", "not_in_force"),
        "not given": ("not_applicable", "not_in_force"),
    }
    (bad,) = report.where(record="去年五月")
    assert {"fail", "not_applicable"} <= set(bad.possible)
    assert "project.approved_on" in bad.missing
    found = book.check_table(rows, subject="project", as_of="2026-11-29", outcomes=["fail", "error", "not_applicable"])
    table = {row["record"]: row for row in found.to_pylist() if row["rule"] == rule}
    assert {record: row["outcome"] for record, row in table.items()} == {f.record: str(f.outcome) for f in report.findings}
    assert table["去年五月"]["bad"] == ["project.approved_on"]


@pytest.mark.parametrize("raw", ["，", "、；", " / ", "——", ",,", "|"])
def test_punctuation_alone_says_nothing(book: Rulebook, raw: str) -> None:
    with_it = book.check({"id": "A", "subject": "project", INVOLVES: raw}, as_of="2023-06-01")
    without = book.check({"id": "A", "subject": "project"}, as_of="2023-06-01")
    assert with_it.counts == without.counts


def test_a_record_outside_the_plans_named_is_said_before_all_else(book: Rulebook) -> None:
    from ecocheck.reports.options import Options
    from ecocheck.reports.saving import FORMATS
    from ecocheck.reports.saving import written as report_text

    away = {"id": "A1", "subject": "project", "site.district": "500102", "project.industry": "C2614"}
    report = book.check(away, as_of="2023-06-01")
    assert "A1 lies outside the plans named" in report.notices[0].en
    lines = str(report_text(report, FORMATS["table"], Options(lang="en"))).splitlines()
    assert "outside the plans named" in lines[2]
    assert not any(
        "outside" in notice.en for notice in book.check({**away, "site.district": "500101"}, as_of="2023-06-01").notices
    )


def test_a_record_without_an_id_carries_no_waiver_and_that_is_said(book: Rulebook, tmp_path: Path) -> None:
    from ecocheck.findings.waivers import read_waivers

    path = tmp_path / "waivers.yaml"
    path.write_text(
        "waivers:\n- {body: 局, document: 1 号, from: 2023-01-01, until: 2023-12-31, rule: wz-145/chem-1km, record: P1, reason: x}\n",
        encoding="utf-8",
    )
    record = {
        "subject": "project",
        "project.industry": "C2614",
        "project.construction": "new",
        "project.approved_on": "2023-05-01",
    }
    record["site.distance.yangtze_system_bank"] = "0.3 km"
    report = book.check(record, as_of="2023-06-01", waivers=read_waivers(path))
    assert report.counts["waived"] == 0
    assert any("a record without an id carries no waiver" in notice.en for notice in report.notices)
    assert book.check({**record, "id": "P1"}, as_of="2023-06-01", waivers=read_waivers(path)).counts["waived"] == 1


#: 建设项目基本情况 of the report forms (环办评〔2020〕33号), as two offices keep it: as a workbook, and exported as text.
REPORT_FORM = (
    ("建设项目名称", "重庆某塑胶有限公司注塑件生产线项目", "", ""),
    ("项目代码", "2305-500101-04-01-123456", "", ""),
    ("建设单位联系人", "张三", "联系方式", "138********"),
    ("建设地点", "重庆市万州区高峰街道檬子中路8号", "", ""),
    ("地理坐标", "（108度22分4.592秒，30度44分11.494秒）", "", ""),
    ("国民经济行业类别", "C2929 塑料零件及其他塑料制品制造", "建设项目行业类别", "二十六、橡胶和塑料制品业29—53塑料制品业292"),
    ("建设性质", "R新建（迁建）\n□改建\n□扩建\n□技术改造", "建设项目申报情形", "R首次申报项目\n□不予批准后再次申报项目"),
    ("项目审批（核准/备案）部门（选填）", "万州区发展改革委", "项目审批（核准/备案）文号（选填）", "2305"),
    ("总投资（万元）", "1200", "环保投资（万元）", "35"),
    ("环保投资占比（%）", "2.9", "施工工期", "6个月"),
    ("是否开工建设", "R否\n□是：", "用地（用海）面积（m2）", "5300"),
    ("专项评价设置情况", "无", "", ""),
)


@pytest.mark.parametrize("rows", [REPORT_FORM, REPORT_FORM[:2] + REPORT_FORM[3:8]])
def test_the_official_table_is_one_project_and_every_label_is_used_or_named(
    book: Rulebook, rows: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    merged = tuple(f"B{number}:D{number}" for number, row in enumerate(rows, 1) if not row[2])
    cells = [[text or None for text in row] for row in rows]
    path = written(tmp_path, {"一、建设项目基本情况": cells}, merged)
    (record,), problems, _ = read_file(path, book.vocabulary)
    assert record.name == "重庆某塑胶有限公司注塑件生产线项目"
    assert record.facts["project.industry"].value == {"C2929"}
    assert record.facts["site.district"].value == "500101"
    assert record.facts["project.construction"].value == {"new"}
    labels = {text for row in rows for text in (row[0], row[2]) if text}
    used = {"建设项目名称", "项目代码", "建设地点", "地理坐标", "国民经济行业类别", "建设性质"}
    said = "".join(problem.text("zh") for problem in problems)
    assert {label for label in labels if label in said} == labels - used
    assert len(problems) == 1


def test_an_address_without_a_district_is_named_and_never_guessed(book: Rulebook, tmp_path: Path) -> None:
    rows = [["项目名称", "塑胶厂"], ["建设地点", "檬子中路8号"], ["建设性质", "新建"], ["行业类别", "C2929"]]
    (record,), problems, _ = read_file(written(tmp_path, {"项目": rows}), book.vocabulary)
    assert "site.district" not in record.facts
    assert ["项目!A2" in problem.where for problem in problems] == [True]
