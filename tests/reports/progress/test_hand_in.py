"""The report that a bureau hands in: who and when, what is lacking, where figures and targets come from, and no picture cut."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

import ecocheck
from ecocheck.progress.assess import row_of
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.options import Options
from ecocheck.reports.progress import completion_chart, drawing, plots
from ecocheck.reports.progress.table import filled_in, gap_of, sections, summary
from ecocheck.reports.saving import FORMATS, written

from .conftest import text_of

HANDED_IN = {
    "reported_by": "万州区生态环境局",
    "reported_on": "2024-01-15",
    "figures": [
        {"indicator": "森林覆盖率", "source": "林业局年报", "years": {"2020": "55", "2023": "56.6"}},
        {"indicator": "环境空气质量优良天数", "source": "虚构", "years": {"2022": "327", "2023": "338"}},
        {"indicator": "化学需氧量排放量下降率", "counting": "累计", "unit": "%", "years": {"2023": "3.1"}},
        {"indicator": "water.river_class", "scope": "长江干流万州段", "years": {"2022": "III", "2023": "II"}},
    ],
    "targets": [
        {
            "indicator": "化学需氧量排放量下降率",
            "value": 6,
            "unit": "%",
            "document": "渝环〔2022〕2号",
            "yearly": {"2023": "3.5"},
        }
    ],
    "tasks": [
        {"task": "综合治理全区水土流失面积", "unit": "km2", "counting": "累计", "source": "水利局", "years": {"2023": 66}}
    ],
}


@pytest.fixture(scope="module")
def handed() -> Assessment:
    return ecocheck.load("wanzhou").assess(HANDED_IN, year=2023)


@pytest.fixture(scope="module")
def thirty() -> Assessment:
    """An assessment in which every indicator with a number is reported, more than a page of rows."""
    book, rows = ecocheck.load("wulong"), []
    for rule in book.data.rules:
        goal = row_of(rule).goal if rule.document == "wl-145" and rule.form == "indicator" else None
        if (
            goal is not None
            and goal.aim.value.replace(".", "").isdigit()
            and goal.aim.due == 2025
            and goal.form in ("share", "level")
        ):
            rows.append({"clause": rule.clauses[0], "years": {"2021": goal.aim.value, "2023": goal.aim.value}})
    assert len(rows) >= 25
    return book.assess({"figures": rows}, year=2023)


def cells(assessment: Assessment, clause: str) -> dict[str, str]:
    for section in sections(assessment, "zh"):
        for line in section.lines:
            if line.standing.clause.endswith(f"/{clause}"):
                return dict(zip(section.kinds, line.cells, strict=True))
    raise AssertionError(clause)


def test_what_is_lacking_stands_in_the_unit_of_the_row(handed: Assessment) -> None:
    assert cells(handed, "c138")["gap"] == "1.4 个百分点"  # 58 - 56.6
    assert cells(handed, "c136")["gap"] == "无差距"  # 338 of 330
    assert cells(handed, "c132")["gap"] == "2.9 个百分点"  # 6 - 3.1
    assert cells(handed, "c189")["gap"] == "34 km2"  # 100 - 66
    assert cells(handed, "c120")["gap"] == "—"  # a class has no distance


def test_a_gap_too_small_for_the_digits_beside_it_does_not_vanish() -> None:
    row = ecocheck.load("wanzhou").assess({"figures": [{"indicator": "森林覆盖率", "years": {"2025": "57.999"}}]}, year=2025)
    assert gap_of(row.where(clause="c138")[0]).zh == "0.001 个百分点"


def test_the_document_of_a_target_and_the_sources_are_named(handed: Assessment) -> None:
    assert cells(handed, "c132")["target"] == "≥6%（2025），渝环〔2022〕2号"
    assert "来源：林业局年报" in cells(handed, "c138")["remark"]
    assert "来源：水利局" in cells(handed, "c189")["remark"]


def test_made_up_figures_are_marked_and_warned_of(handed: Assessment) -> None:
    assert cells(handed, "c136")["value"] == "338天※"
    assert "※" not in cells(handed, "c138")["value"]
    assert "不得引用" in filled_in(handed)[1].zh


@pytest.mark.parametrize("form", ["html", "md"])
def test_who_reported_it_and_when_stands_below_the_title(handed: Assessment, found: Assessment, form: str) -> None:
    assert "填报单位：万州区生态环境局　填报日期：2024-01-15" in text_of(handed, form)
    assert "填报单位：____" in text_of(found, form)


@pytest.mark.parametrize(
    "above", ["填报单位：万州区生态环境局　填报日期：2024年1月15日,,", "填报单位,万州区生态环境局,\n填报日期,2024年1月15日,"]
)
def test_a_table_says_above_its_header_who_reported_it(above: str, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(f"年度数据表,,\n{above}\n指标,单位,2023\n森林覆盖率,%,56.6\n", encoding="utf-8")
    found = ecocheck.load("wanzhou").assess(file)
    assert (found.reported_by, found.reported_on) == ("万州区生态环境局", "2024年1月15日")


def test_tasks_stand_in_the_summary(handed: Assessment) -> None:
    assert "任务 1 项：快于预期 1" in summary(handed).zh


def test_a_class_that_slipped_on_the_way_is_named(handed: Assessment) -> None:
    assert (cells(handed, "c120")["result"], "2022年未达到" in cells(handed, "c120")["remark"]) == ("保持", True)


def test_the_chart_shows_clause_whole_name_and_the_target_of_the_year(handed: Assessment) -> None:
    part = completion_chart.parts(handed, "zh")[0]
    whole = completion_chart.draw_part(part, handed, "en")
    texts = [text.get_text() for text in whole.axes[0].texts]
    assert "c132  five-year cut of chemical oxygen demand emissions, rate" in [text.replace("\n", " ") for text in texts]
    assert {"3.1%", "52%"} <= set(texts)  # as reported, and the part done, apart
    diamonds = [line for line in whole.axes[0].lines if line.get_marker() == "D"]
    assert [round(float(line.get_xdata()[0]), 2) for line in diamonds] == [58.33]  # 3.5 of 6


def test_thirty_rows_are_drawn_on_pages_and_none_is_lost(thirty: Assessment) -> None:
    pages = completion_chart.parts(thirty, "zh")
    assert len(pages) > 1
    assert [row for page in pages for row in page.rows] == completion_chart.plotted(thirty)
    for page in pages:
        wide, tall = completion_chart.draw_part(page, thirty, "zh").get_size_inches()
        assert tall / wide < 17.4 / 25  # the writing height of a landscape page over the width of the picture


def test_word_holds_a_picture_of_each_indicator_within_the_page(thirty: Assessment) -> None:
    data = written(thirty, FORMATS["docx"], Options(lang="zh"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as word:
        page = word.read("word/document.xml").decode()
    sizes = [(int(wide), int(tall)) for wide, tall in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', page)]
    assert len(sizes) == len(list(plots.pictures(thirty, "zh", "png")))
    assert all(wide <= 26.1 * 360_000 and tall <= 17.4 * 360_000 for wide, tall in sizes)


def test_excel_holds_numbers_as_numbers_and_classes_as_words(handed: Assessment) -> None:
    data = written(handed, FORMATS["xlsx"], Options(lang="zh"))
    book = openpyxl.load_workbook(io.BytesIO(bytes(data)))
    rows = {row[0].value: row for sheet in book.worksheets[:3] for row in sheet.iter_rows(min_row=3)}
    value = rows["c138"][5]
    assert (value.value, value.number_format) == (56.6, '0.0"%"')
    assert (rows["c138"][4].value, rows["c138"][4].number_format) == (58, '"≥"0"%（2025）"')
    assert rows["c120"][5].value == "II"
    years = [row for row in book["逐年数据"].iter_rows(min_row=2, values_only=True) if row[0] == "c120"]
    assert [(row[4], row[5]) for row in years if row[4]] == [("III", None), ("II", None)]
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book.worksheets)


def test_a_page_is_printed_whole_and_reads_on_a_telephone(handed: Assessment) -> None:
    page = text_of(handed, "html")
    assert "@page{size:A4 landscape" in page
    assert 'data-name="与目标的差距"' in page


def test_without_a_chinese_font_the_report_says_so_and_draws_what_can_be_drawn(
    handed: Assessment, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(drawing, "chinese_fonts", list)
    assert "没有中文字体" in text_of(handed, "html")
    assert list(plots.pictures(handed, "zh", "svg"))
    assert not [warning for warning in recwarn if "missing from" in str(warning.message)]


def test_with_one_the_report_says_nothing_of_fonts(handed: Assessment) -> None:
    assert "没有中文字体" not in text_of(handed, "html")
