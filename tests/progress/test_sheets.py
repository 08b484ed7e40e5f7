"""Yearly figures from YAML, CSV, Excel, rows and data frames: the same figures give the same assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ecocheck
from ecocheck.errors import RecordSourceError
from ecocheck.reports.assessment import Assessment

WIDE = [["指标", "单位", "2020年", "2021年", "2022年", "备注"],
        ["环境空气质量优良天数", "天", "346", "340", "335", ""],
        ["森林覆盖率", "%", "55", "55.6", "56.30", ""],
        ["城市建成区绿化覆盖率", "%", "36.1", "/", "37.0", "自查"]]  # fmt: skip
LONG = [["指标名称", "年份", "数值"], ["环境空气质量优良天数", "2021年", "340"], ["环境空气质量优良天数", "2022", "335"],
        ["森林覆盖率", "2021", "55.6"], ["森林覆盖率", "2022", "56.30"], ["城市建成区绿化覆盖率", "2022", "37.0"]]  # fmt: skip
YAML = """
plan: wanzhou
figures:
  - {indicator: 环境空气质量优良天数, years: {2020: 346, 2021: 340, 2022: 335}}
  - {indicator: forest.coverage, years: {2020: 55, 2021: 55.6, 2022: 56.30}}
  - {clause: c176, years: {2020: 36.1, 2022: 37.0}}
tasks:
  - {task: c189, unit: 平方公里, years: {2022: 45}}
"""


def seen(found: Assessment) -> dict[str, tuple[str, str, float | None]]:
    rows = [row for row in found.indicators if row.reported]
    return {row.clause: (row.value, row.status, row.completion) for row in rows}


@pytest.fixture
def expected(books: dict[str, ecocheck.Rulebook]) -> dict[str, tuple[str, str, float | None]]:
    # 335 >= 330; (56.3-55)/3 = 43.3 %; (37.0-36.1)/1.94 = 46.4 %: 6.4 points ahead
    return {
        "wz-145/c136": ("335", "kept", None),
        "wz-145/c138": ("56.30", "on_track", pytest.approx(130 / 3)),
        "wz-145/c176": ("37.0", "faster", pytest.approx(90 / 1.94)),
    }


Expected = dict[str, tuple[str, str, float | None]]


@pytest.mark.parametrize("table", [WIDE, LONG])
def test_csv(tmp_path: Path, table: list[list[str]], expected: Expected) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(",".join(row) for row in table), encoding="utf-8-sig")
    assert seen(ecocheck.load("wanzhou").assess(path)) == expected


def test_csv_as_excel_saves_it_in_china(tmp_path: Path, expected: Expected) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes("\n".join(",".join(row) for row in WIDE).encode("gb18030"))
    assert seen(ecocheck.load("wanzhou").assess(path)) == expected


def test_yaml_names_its_plan(tmp_path: Path, expected: Expected) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(YAML, encoding="utf-8")
    found = ecocheck.load().assess(path)
    assert (found.plan, found.year) == ("wz-145", 2022)
    assert seen(found) == expected
    assert found.where(clause="c189")[0].completion == 45


def workbook(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标"
    sheet.append(["万州区年度数据"])
    for row in rows:
        sheet.append(row)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    book.save(path)
    return path


def test_excel_below_a_title_row(tmp_path: Path, expected: Expected) -> None:
    rows: list[list[Any]] = [WIDE[0], ["环境空气质量优良天数", "天", 346, 340, 335], ["森林覆盖率", "%", 55, 55.6, 56.3],
                             ["城市建成区绿化覆盖率", "%", 36.1, None, 37]]  # fmt: skip
    path = workbook(tmp_path / "figures.xlsx", rows, {"E4": "0.00", "E5": "0.0"})
    assert seen(ecocheck.load("wanzhou").assess(path)) == expected


def test_a_percent_cell_is_read_as_it_is_shown(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["指标", "2022"], ["森林覆盖率", 0.563], ["地表水达到或好于Ⅲ类断面比例", 0.9507]]
    path = workbook(tmp_path / "figures.xlsx", rows, {"B3": "0.0%", "B4": "0.00%"})
    found = ecocheck.load("wanzhou").assess(path)
    assert found.where(clause="c138")[0].value == "56.3%"
    assert found.where(clause="c134")[0].used == 95.07
    assert not found.problems


def test_a_fraction_in_a_plain_cell_is_a_slip_at_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "figures.xlsx", [["指标", "2022"], ["地表水达到或好于Ⅲ类断面比例", 0.9507]])
    found = ecocheck.load("wanzhou").assess(path)
    assert "指标!B3" in found.problems[0].text("zh")
    assert "95.07" in found.problems[0].text("zh")


def test_merged_names_cover_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    workbook(path, [["指标", "年份", "数值"], ["森林覆盖率", 2021, "55.6"], [None, 2022, "56.3"]])
    book = openpyxl.load_workbook(path)
    book["指标"].merge_cells("A3:A4")
    book.save(path)
    found = ecocheck.load("wanzhou").assess(path)
    assert [point.text for point in found.where(clause="c138")[0].series[1:3]] == ["55.6", "56.3"]


@pytest.mark.parametrize("first", ["\n", "\n\n", ",,\n", "填报单位,生态环境局,\n\n"])
def test_blank_lines_above_the_header_say_nothing(tmp_path: Path, first: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(f"{first}指标,2021,2022\n森林覆盖率,55.6,56.3\n", encoding="utf-8")
    found = ecocheck.load("wanzhou").assess(path)
    assert [point.text for point in found.where(clause="c138")[0].series[1:3]] == ["55.6", "56.3"]


def test_a_sheet_of_tasks_beside_that_of_indicators(tmp_path: Path) -> None:
    path = workbook(tmp_path / "figures.xlsx", [["指标", "2022"], ["森林覆盖率", "56.3"]])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("任务")
    for row in (["任务", "年份", "完成数量", "单位"], ["c189", 2022, 45, "平方公里"]):
        sheet.append(row)
    book.save(path)
    assert ecocheck.load("wanzhou").assess(path).where(clause="c189")[0].completion == 45


def test_a_formula_that_was_never_computed_is_said_at_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "figures.xlsx", [["指标", "2021", "2022"], ["森林覆盖率", "55.6", "=B3+1"]])
    found = ecocheck.load("wanzhou").assess(path, year=2022)
    assert found.where(clause="c138")[0].value == ""
    assert any("指标!C3" in problem.text("zh") and "公式" in problem.text("zh") for problem in found.problems)


def test_a_hidden_sheet_reports_nothing(tmp_path: Path, expected: Expected) -> None:
    path = workbook(tmp_path / "figures.xlsx", WIDE)
    book = openpyxl.load_workbook(path)
    hidden = book.create_sheet("旧数据")
    for row in (["指标", "2022"], ["森林覆盖率", "99.9"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.save(path)
    assert seen(ecocheck.load("wanzhou").assess(path)) == expected


def test_the_files_that_records_are_read_from_hold_figures_as_well(tmp_path: Path, expected: Expected) -> None:
    import polars

    book = ecocheck.load("wanzhou")
    (tmp_path / "tabs.tsv").write_text("\n".join("\t".join(row) for row in WIDE), encoding="utf-16")
    (tmp_path / "semicolons.csv").write_text("\n".join(";".join(row) for row in WIDE), encoding="utf-8")
    polars.DataFrame([dict(zip(WIDE[0], row, strict=True)) for row in WIDE[1:]]).write_parquet(tmp_path / "figures.parquet")
    for name in ("tabs.tsv", "semicolons.csv", "figures.parquet"):
        assert seen(book.assess(tmp_path / name)) == expected


def test_rows_and_frames(expected: Expected) -> None:
    import pandas
    import polars

    book = ecocheck.load("wanzhou")
    rows = [dict(zip(WIDE[0], row, strict=True)) for row in WIDE[1:]]
    assert seen(book.assess(rows)) == expected
    assert seen(book.assess(polars.DataFrame(rows))) == expected
    assert seen(book.assess(pandas.DataFrame(rows))) == expected


def test_headers_are_the_labels_of_the_facts(books: dict[str, ecocheck.Rulebook]) -> None:
    """A sheet made from the facts of the subject can be filled in and assessed as it is."""
    labels = {fact.name: fact.label.zh for fact in books["wanzhou"].vocabulary.of_subject("indicator")}
    row = {labels["indicator.code"]: "森林覆盖率", labels["indicator.year"]: "2022", labels["indicator.value"]: "56.2"}
    every = {label: row.get(label, "") for label in labels.values()}
    found = books["wanzhou"].assess([every], year=2022)
    assert not found.problems
    assert found.where(clause="c138")[0].completion == 40
    task = {fact.name: fact.label.zh for fact in books["wanzhou"].vocabulary.of_subject("task")}
    done = dict.fromkeys(task.values(), "") | {
        task["task.clause"]: "c189",
        task["task.year"]: "2022",
        task["task.done"]: "45 km2",
    }
    assert books["wanzhou"].assess([done], year=2022).where(clause="c189")[0].completion == 45


def test_a_blank_is_unknown_and_never_zero(books: dict[str, ecocheck.Rulebook]) -> None:
    for blank in ("", "—", "/", None):
        found = books["wanzhou"].assess([{"指标": "森林覆盖率", "2021": "55.5", "2022": blank}], year=2022)
        assert found.where(clause="c138")[0].value == ""


class TestMistakes:
    def test_an_unknown_column_is_named(self, books: dict[str, ecocheck.Rulebook]) -> None:
        found = books["wanzhou"].assess([{"指标": "森林覆盖率", "2022": "56", "覆盖": "x"}], year=2022)
        assert "“覆盖”" in found.problems[0].text("zh")

    def test_a_field_that_does_not_exist(self, tmp_path: Path) -> None:
        path = tmp_path / "figures.yaml"
        path.write_text("figures:\n  - {indicator: 森林覆盖率, yaers: {2022: 56}, years: {2022: 56}}\n", encoding="utf-8")
        problem = ecocheck.load("wanzhou").assess(path).problems[0]
        assert "figures.yaml:2" in problem.text("en")
        assert "did you mean years?" in problem.text("en")

    def test_no_table_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "figures.csv"
        path.write_text("甲,乙\n1,2\n", encoding="utf-8")
        with pytest.raises(RecordSourceError, match="表头"):
            ecocheck.load("wanzhou").assess(path)

    @pytest.mark.parametrize("name", ["figures.doc", "missing.csv"])
    def test_files_that_cannot_be_read(self, tmp_path: Path, name: str) -> None:
        if name != "missing.csv":
            (tmp_path / name).write_text("x")
        with pytest.raises(RecordSourceError):
            ecocheck.load("wanzhou").assess(tmp_path / name)

    def test_a_workbook_that_is_none(self, tmp_path: Path) -> None:
        path = tmp_path / "figures.xlsx"
        path.write_text("not a zip")
        with pytest.raises(RecordSourceError, match="Excel"):
            ecocheck.load("wanzhou").assess(path)

    def test_a_way_of_counting_that_nobody_knows(self, books: dict[str, ecocheck.Rulebook]) -> None:
        found = books["wulong"].assess({"figures": [{"clause": "c090", "counting": "同比", "years": {"2022": "3"}}]}, year=2022)
        assert "同比" in found.problems[0].text("zh")
