"""Excel as people keep it: titles, merged headers, units in headers, sheets of lists, forms; and workbooks that must be refused."""

from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ecocheck.errors import RecordSourceError
from ecocheck.vocabulary.values import Interval, Partial

from .reading import DISTANCE, only, read, value, workbook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "projects.xlsx"


def test_a_list_with_title_merged_header_units_and_remarks(path: Path) -> None:
    rows = [
        ["建设项目一览表（２０２３年）"],
        ["序号", "项目编号", "基本情况", None, None, "距长江干支流岸线距离（ｍ）", "备注"],
        [None, None, "行业类别", "建设性质", "批复时间", None, None],
        [1, "P1", 2614, "新建", date(2023, 5, 1), 760, "近"],
        [2, "P2", "C2614、C3099", "新建；扩建", "2023年5月", "约1公里", None],
        ["合计", None, None, None, None, 1760, None],
    ]
    merged = {"项目": ["A1:G1", "C2:E2", "A2:A3", "B2:B3", "F2:F3", "G2:G3"]}
    first, second = read(workbook(path, {"项目": rows}, merged))[0]
    assert (first.id, first.subject, value(first, "project.industry")) == ("P1", "project", frozenset({"C2614"}))
    assert value(first, DISTANCE) == Fraction(76, 100)
    assert value(first, "project.approved_on") == date(2023, 5, 1)
    assert value(second, "project.construction") == frozenset({"new", "expansion"})
    assert value(second, DISTANCE) == Interval(Fraction(9, 10), Fraction(11, 10))
    assert value(second, "project.approved_on") == Interval(date(2023, 5, 1), date(2023, 5, 31))  # type: ignore[arg-type]


def test_a_bad_cell_is_named_by_file_sheet_and_cell(path: Path) -> None:
    rows = [["编号", "行业类别"], ["P1", "C2614"], ["P2", "化工"]]
    records, _ = read(workbook(path, {"项目": rows}))
    (problem,) = records[1].problems
    assert problem.text("zh").startswith(f"{path}, 项目!B3, P2: project.industry:")


def test_lists_are_linked_by_the_number_or_name_of_their_record_even_when_merged(path: Path) -> None:
    sheets = {
        "项目": [
            ["项目编号", "项目名称", "所在区县"],
            ["P1", "甲厂", "万州区"],
            ["P2", "乙厂", "万州区"],
            ["P3", "丙厂", "万州区"],
        ],
        "锅炉": [
            ["项目编号", "锅炉编号", "锅炉容量(MW)", "锅炉燃料"],
            ["P1", "B1", 14, "燃煤"],
            [None, "B2", "10 t/h", "天然气"],
            ["乙厂", "无", None, None],
        ],
    }
    first, second, third = read(workbook(path, sheets, {"锅炉": ["A2:A3"]}))[0]
    boilers = first.groups["project.boilers"]
    assert [(item.id, item.facts["boiler.capacity"].value) for item in boilers.items] == [
        ("B1", Fraction(20)),
        ("B2", Fraction(10)),
    ]
    assert second.groups["project.boilers"].items == ()
    assert "project.boilers" not in third.groups


def test_a_row_of_a_list_that_belongs_to_no_record_is_refused_and_not_lost(path: Path) -> None:
    sheets = {"项目": [["编号", "所在区县"], ["P1", "万州区"]], "锅炉": [["项目编号", "锅炉燃料"], ["P9", "燃煤"]]}
    records, problems = read(workbook(path, sheets))
    assert [record.id for record in records] == ["P1"]
    assert [(p.refused, p.mark.sheet, p.mark.line) for p in problems] == [(True, "锅炉", 2)]


def test_a_form_of_labels_and_values_is_one_record(path: Path) -> None:
    rows = [
        ["建设项目登记表", None, None, None],
        ["1、项目名称：", "甲厂", "*行业类别：", "C2614"],
        ["所在区县", "万州区", "批复时间", "2023.5.1"],
        ["距长江干支流岸线距离", "０．７６ｋｍ", None, None],
    ]
    record = only(workbook(path, {"项目": rows}, {"项目": ["A1:D1", "B4:D4"]}))
    assert (record.name, value(record, DISTANCE)) == ("甲厂", Fraction(76, 100))
    assert value(record, "project.approved_on") == date(2023, 5, 1)


def test_a_form_with_several_columns_of_values_is_several_records(path: Path) -> None:
    rows = [["指标", "单位", "一号", "二号"], ["项目编号", None, "P1", "P2"], ["所在区县", None, "万州区", "黔江区"],
            ["距长江干支流岸线距离", "km", "500 m", 2]]  # fmt: skip
    first, second = read(workbook(path, {"项目": rows}))[0]
    assert (first.id, value(first, DISTANCE)) == ("P1", Fraction(1, 2))
    assert (second.id, value(second, DISTANCE)) == ("P2", Fraction(2))


def test_a_pollutant_as_a_column_is_a_measured_value_of_an_outlet(path: Path) -> None:
    sheets = {
        "企业": [["企业编号", "所在区县"], ["F1", "万州区"]],
        "排放口": [
            ["企业编号", "排放口编号", "颗粒物(mg/m³)", "COD（ｍｇ／Ｌ）"],
            ["F1", "DA001", "＜20", None],
            ["F1", "DW001", None, "0.05L"],
        ],
    }
    record = only(workbook(path, sheets))
    air, water = record.groups["facility.outlets"].items
    assert air.facts["outlet.pollutant"].value == "pm"
    assert air.facts["outlet.air_value"].value == Interval(Fraction(0), Fraction(20), high_open=True, censored=True)
    assert (water.facts["outlet.medium"].value, water.facts["outlet.pollutant"].value) == ("water", "cod")


def test_days_and_numbers_in_the_ways_of_excel(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "项目"
    sheet.append(["编号", "批复时间", "行业类别", "中水回用率", "所在区县", "距长江干支流岸线距离"])
    sheet.append(["P1", 45047, 610, 0.85, 500101, 0.1 + 0.2])
    sheet["C2"].number_format = "0000"
    sheet["D2"].number_format = "0%"
    book.save(path)
    record = only(path)
    assert value(record, "project.approved_on") == date(2023, 5, 1)
    assert value(record, "project.industry") == frozenset({"B0610"})
    assert value(record, "water.reclaimed_use") == Fraction(85)
    assert value(record, DISTANCE) == Fraction(3, 10)


def test_a_formula_without_a_value_and_an_error_of_excel_are_bad_cells(path: Path) -> None:
    rows = [["编号", "距长江干支流岸线距离", "污水处理规模"], ["P1", "=1/2", "#N/A"]]
    records, _ = read(workbook(path, {"项目": rows}))
    assert {p.field: p.mark.column for p in records[0].problems} == {DISTANCE: 2, "wwtp.capacity": 3}
    assert all(records[0].facts[name].bad for name in (DISTANCE, "wwtp.capacity"))


def test_text_that_looks_like_a_formula_is_text(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "项目"
    for row in (["编号", "项目名称", "所在区县"], ["P1", "x", "万州区"]):
        sheet.append(row)
    sheet["B2"].value = "=cmd|' /C calc'!A0"
    sheet["B2"].data_type = "s"
    book.save(path)
    assert only(path).name == "=cmd|' /C calc'!A0"


def test_two_columns_for_one_fact_and_a_unit_that_does_not_suit_are_refused_together(path: Path) -> None:
    rows = [["编号", "行业类别", "行业代码", "距长江干支流岸线距离（千克）"], ["P1", "C26", "C26", 1]]
    with pytest.raises(RecordSourceError) as refused:
        read(workbook(path, {"项目": rows}))
    assert [str(p.mark) for p in refused.value.problems] == [f"{path}, 项目!C1", f"{path}, 项目!D1"]


def test_a_cell_merged_over_two_facts_is_no_value_of_either(path: Path) -> None:
    rows = [["编号", "行业类别", "建设性质"], ["P1", "C2614", None]]
    records, _ = read(workbook(path, {"项目": rows}, {"项目": ["B2:C2"]}))
    assert "project.industry" not in records[0].facts
    assert [p.mark.column for p in records[0].problems] == [2]


def test_unknown_columns_are_said_once_with_the_nearest_name(path: Path) -> None:
    rows = [["编号", "所在区县", "行业类型", "联系电话"], *([f"P{n}", "万州区", "C26", "1"] for n in range(5))]
    _, problems = read(workbook(path, {"项目": rows}))
    assert [(p.severity, p.mark.column) for p in problems] == [("warning", 3), ("warning", 4)]
    assert "行业类别" in problems[0].hint_zh


def broken_zip(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_without_unpacking_it(path: Path) -> None:
    broken_zip(path, "xl/workbook.xml", b" " * 120_000_000)
    with pytest.raises(RecordSourceError, match="解压后"):
        read(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧格式"),
        (b"PK\x03\x04 torn", "Excel"),
        (b"<html><table></table></html>", "Excel"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_so(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordSourceError, match=said):
        read(path)


def test_a_workbook_with_a_dtd_or_cut_short_is_refused(path: Path, tmp_path: Path) -> None:
    broken_zip(path, "xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(RecordSourceError, match="DTD"):
        read(path)
    whole = workbook(tmp_path / "whole.xlsx", {"项目": [["编号", "所在区县"], ["P1", "万州区"]]})
    path.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(RecordSourceError):
        read(path)


def test_ticks_are_known_one_by_one_and_the_rest_closes_what_is_printed(path: Path) -> None:
    ticks = [
        ["涉及事项", "说明", "P1", "P2", "P3"],
        ["其余都不涉及", None, "是", None, "是"],
        ["锅炉", "说明", "√", "是", None],
        ["用煤或储煤", None, None, "否", "可能"],
    ]
    rows = [["编号", "所在区县"], ["P1", "万州区"], ["P2", "万州区"], ["P3", "万州区"], ["P4", "万州区"]]
    records, problems = read(workbook(path, {"涉及事项": ticks, "项目": rows}))
    involved = [record.facts.get("project.involves") for record in records]
    assert [given and given.value for given in involved] == [
        Partial(frozenset({"boiler"}), frozenset({"coal"})), Partial(frozenset({"boiler"}), frozenset({"coal"})),
        Partial(frozenset(), frozenset({"boiler"})), None,
    ]  # fmt: skip
    assert [(p.mark.line, p.mark.column) for p in problems] == [(4, 5)]


def test_a_computed_number_has_the_digits_that_excel_shows(path: Path, tmp_path: Path) -> None:
    made = workbook(tmp_path / "made.xlsx", {"项目": [["编号", "距长江干支流岸线距离"], ["P1", 0.75]]})
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, source.read(entry).replace(b"<v>0.75</v>", b"<v>0.30000000000000004</v>"))
    assert value(only(path), DISTANCE) == Fraction(3, 10)
