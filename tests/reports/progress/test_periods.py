"""A plan of 2026-2030 in every format: its base year, the year on the way, its last year, and no year of another plan."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import ecocheck
from ecocheck.cli.progress import progress
from ecocheck.errors import UnknownName
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.progress import completion_chart, plots, trajectory_chart
from ecocheck.reports.saving import formats_of

from ...progress.next_plan import DOCUMENT, FIGURES, INDICATORS, write_pack
from .conftest import text_of

#: Years of the plans that are shipped; the row that has 2023 as its own base year is left out here.
FOREIGN = re.compile(r"(?<![0-9])(201[0-9]|202[0-4]|2035)(?![0-9])")
OWN_BASE = INDICATORS.index("  - clause: c4")
SAME_BASE = INDICATORS[:OWN_BASE] + INDICATORS[INDICATORS.index("  - clause: c5") : INDICATORS.index("  - clause: c6")]
HEADS = {
    "zh": [
        "条款",
        "指标",
        "属性",
        "2025年基准",
        "2028年目标",
        "目标",
        "2028年",
        "与目标的差距",
        "完成进度",
        "时间进度",
        "进度差",
        "评估结果",
        "说明",
    ],
    "en": [
        "Clause",
        "Indicator",
        "Force",
        "Baseline 2025",
        "Target 2028",
        "Target",
        "2028",
        "Gap to target",
        "Completion",
        "Time share",
        "Pace",
        "Result",
        "Remark",
    ],
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs") / "next", indicators=SAME_BASE)


@pytest.fixture(scope="module")
def found(pack: Path) -> Assessment:
    figures = [row for row in FIGURES["figures"] if row["clause"] in ("c1", "c2", "c3")]
    return ecocheck.load(pack).assess({"figures": figures, "tasks": FIGURES["tasks"]}, year=2028)


def heads_of(form: str, assessment: Assessment, lang: str, folder: Path) -> list[str]:
    """The names of the columns of the first table of a file."""
    path = folder / f"a.{form}"
    assessment.save(path, lang=lang)
    if form == "xlsx":
        return [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][2]]
    if form == "docx":
        import docx

        return [cell.text for cell in docx.Document(str(path)).tables[0].rows[0].cells]
    text = path.read_text(encoding="utf-8")
    if form == "html":
        return re.findall("<th>(.*?)</th>", text.partition("</thead>")[0])
    if form == "md":
        return next(line for line in text.splitlines() if line.startswith("| ")).strip("| ").split(" | ")
    return re.split("  +", next(line for line in text.splitlines() if HEADS[lang][3] in line).strip())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["txt", "md", "html", "xlsx", "docx"])
def test_the_columns_name_the_years_of_the_plan(found: Assessment, tmp_path: Path, form: str, lang: str) -> None:
    heads = HEADS[lang][:-1] if form == "txt" else HEADS[lang]  # in a terminal the remark stands below its row
    assert heads_of(form, found, lang, tmp_path) == heads


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "md", "html", "json"])
def test_no_year_of_another_plan_is_named(found: Assessment, form: str, lang: str) -> None:
    text = text_of(found, form, lang)
    text = re.sub(r'"(ecocheck|rulebook|sha256)": "[^"]*"|base64,[^"]*"|ecocheck [^<]*', "", text)
    assert "2025" in text
    assert not FOREIGN.findall(text)


def test_the_cells_of_the_row_with_a_target_on_the_way(found: Assessment) -> None:
    (row,) = [line for line in text_of(found, "md").splitlines() if line.startswith("| c1 |")]
    cells = row.strip("| ").split(" | ")
    assert cells[3:12] == ["58%", "≥59.5%", "≥60%（2030）", "59.4%", "0.6 个百分点", "70.0%", "60.0%", "-5.0", "滞后"]
    assert "| c2 | " in text_of(found, "md")
    assert [cell for line in text_of(found, "md").splitlines() if line.startswith("| c11 ") for cell in line.split(" | ")][3:6] == [
        "≥20 km2", "≥50 km2（2030）", "19 km2"]  # fmt: skip


def test_the_notes_name_the_years_on_the_way(found: Assessment) -> None:
    assert "规划印有2028年的中期目标" in text_of(found, "md")


def test_json_has_the_years_of_each_row(found: Assessment) -> None:
    rows = {row["clause"]: row for row in json.loads(text_of(found, "json"))["rows"]}
    forest = rows["next/c1"]
    assert (forest["baseline_year"], forest["due"], forest["interim"]) == (
        2025,
        2030,
        {"2028": {"zh": "≥59.5%", "en": "≥59.5%"}},
    )
    assert [point["year"] for point in forest["series"]] == list(range(2025, 2031))
    assert "interim" not in rows["next/c2"]


def test_excel_lists_the_years_from_the_base_year(found: Assessment, tmp_path: Path) -> None:
    found.save(tmp_path / "a.xlsx")
    years = [
        row for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["逐年数据"].iter_rows(values_only=True) if row[0] == "c1"
    ]
    assert [(row[3], row[6]) for row in years] == [
        (2025, 58),
        (2026, 58.5),
        (2027, 59),
        (2028, 59.5),
        (2029, 59.75),
        (2030, 60),
    ]


class TestPictures:
    def test_the_years_across_and_a_mark_on_the_way(self, found: Assessment) -> None:
        axes: Any = trajectory_chart.draw(found, "en").axes[0]
        assert [label.get_text() for label in axes.get_xticklabels()] == [str(year) for year in range(2025, 2031)]
        marks = [(*line.get_xdata(), *line.get_ydata()) for line in axes.lines if line.get_marker() == "D"]
        assert marks == [(2030, 60), (2028, 59.5)]

    def test_the_time_share_is_that_of_the_plan(self, found: Assessment) -> None:
        axes: Any = completion_chart.draw(found, "en").axes[0]
        shares = {line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 1.6}
        assert shares == {60}

    def test_all_can_be_written(self, found: Assessment, tmp_path: Path) -> None:
        assert {"completion.svg", "trajectory-c1.png"} <= set(plots.save_all(found, tmp_path, "zh"))


def test_a_start_of_another_year_says_so(tmp_path: Path) -> None:
    book = ecocheck.load(write_pack(tmp_path / "next"))
    found = book.assess({"figures": [{"clause": "c4", "years": {"2028": "45"}}]}, year=2028)
    assert "| 40%（2023） |" in text_of(found, "md")
    assert "| 40% (2023) |" in text_of(found, "md", "en")


def test_a_period_worked_out_from_the_rows_is_said(tmp_path: Path) -> None:
    stated = ("period", "base_year", "interim", "outlook")
    document = "".join(line for line in DOCUMENT.splitlines(keepends=True) if not line.startswith(stated))
    book = ecocheck.load(write_pack(tmp_path / "next", document, INDICATORS[:OWN_BASE]))
    found = book.assess({"figures": [{"clause": "c1", "years": {"2028": "59.4"}}]}, year=2028)
    for form in ("table", "md", "html"):
        assert "document.yaml 没有写规划期；由指标和任务各行的基准年、到期年推定：2026至2030年，基准年2025年" in text_of(
            found, form
        )
        assert "2026 to 2030, base year 2025" in text_of(found, form, "en")


class TestCommandLine:
    @pytest.fixture
    def sheet(self, tmp_path: Path) -> str:
        path = tmp_path / "figures.csv"
        path.write_text("指标,2026,2028\n森林覆盖率,58.4,59.5\n", encoding="utf-8")
        return str(path)

    @pytest.mark.parametrize("form", [*formats_of("progress")])
    def test_every_format(self, pack: Path, sheet: str, tmp_path: Path, form: str) -> None:
        out = tmp_path / "out"
        run = CliRunner().invoke(progress, [sheet, "--plan", str(pack), "--year", "2028", "--format", form, "-o", str(out)])
        assert run.exit_code == 0, run.exception
        assert out.stat().st_size > 200

    def test_the_last_reported_year(self, pack: Path, sheet: str) -> None:
        run = CliRunner().invoke(progress, [sheet, "--plan", str(pack)])
        assert "2025年基准" in run.output
        assert "2028年实施情况评估表" in run.output

    def test_a_year_outside_the_period(self, pack: Path, sheet: str) -> None:
        run = CliRunner().invoke(progress, [sheet, "--plan", str(pack), "--year", "2045"])
        assert isinstance(run.exception, UnknownName)
        assert "2026 to 2030" in str(run.exception)
