"""Word and Excel: the tables reviewers hand in, opened by the libraries and by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ecocheck.findings.own_texts import OwnTexts
from ecocheck.reports.check import docx as word
from ecocheck.reports.check import xlsx as excel
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report

from .conftest import HOSTILE
from .programs import as_pdf

docx: Any = pytest.importorskip("docx")
openpyxl: Any = pytest.importorskip("openpyxl")


@pytest.fixture(scope="module")
def single(book) -> Report:  # type: ignore[no-untyped-def]
    facts = {"project.industry": ["C2614"], "project.construction": ["new"], "project.approved_on": "2023-05-01"}
    distance = {"value": "760 m", "source": "总平面图"}
    return book.check(
        {"subject": "project", "id": "P1", "name": "化工厂", "site.distance.yangtze_system_bank": distance, **facts},
        "2023-06-01",
    )  # type: ignore[no-any-return]


def tables_of(report: Report, lang: str = "zh") -> list[list[list[str]]]:
    document = docx.Document(io.BytesIO(word.write(report, Options(lang=lang))))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_there_is_a_table_a_document_with_the_reviewers_columns(single: Report) -> None:
    cover, *tables = tables_of(single)
    assert ["项目名称", "P1 化工厂"] in cover
    assert ["判定日期", "2023-06-01"] in cover
    later = [f for f in single.findings if f.later and f.worst in ("fail", "review")]
    assert len(tables) == len({f.document for f in single.findings}) + 1
    assert [row[4] for row in tables[-1][1:]] == ["届时适用"] * len(later)
    assert not any(row[4] == "届时适用" for table in tables[:-1] for row in table)
    assert all(table[0] == ["序号", "文件及条款", "管控要求", "本项目情况", "符合性"] for table in tables)
    numbers = [row[0] for table in tables for row in table[1:]]
    assert numbers == [str(n) for n in range(1, len(single.findings) + 1)]


def test_a_row_answers_its_clause_with_a_number_and_its_source(single: Report) -> None:
    row = next(row for table in tables_of(single)[1:] for row in table if "wz-145/c470" in row[1])
    assert row[4] == "不符合"
    assert "6.4 危险化学品" in row[1]
    assert "距长江干支流岸线距离：0.76 km（来源：总平面图）" in row[3]
    assert "至少再远离 240 m" in row[3]
    assert row[2].endswith("（摘要）")


def test_the_users_own_sentence_takes_the_place_of_the_paraphrase(single: Report) -> None:
    sentence = "禁止在长江干支流一公里范围内新建、扩建某某。"
    copies = OwnTexts(sentences={"wz-145/c470": sentence})
    document = docx.Document(io.BytesIO(word.write(single, Options(texts=copies))))
    rows = [row.cells for table in document.tables[1:] for row in table.rows]
    assert [cells[2].text for cells in rows if "wz-145/c470" in cells[1].text] == [sentence]


def test_only_the_words_of_the_conformity_table_are_used(report: Report) -> None:
    words = {row[4].split("\n")[0] for table in tables_of(report)[1:] for row in table[1:]}
    words = {word.split("（")[0] for word in words}
    assert words <= {"符合", "不符合", "不涉及", "待核实", "待人工判定", "建议改进", "届时适用", "不影响结论"}
    assert {"符合", "不符合", "待核实", "待人工判定"} <= words


def test_a_decision_stands_in_the_conclusion(report: Report) -> None:
    rows = [row for table in tables_of(report)[1:] for row in table if "王工" in row[4]]
    assert len(rows) == 1
    assert rows[0][4].startswith("符合（王工判定）")


def test_head_rows_repeat_fonts_are_chinese_and_the_page_lies_wide(single: Report) -> None:
    document = docx.Document(io.BytesIO(word.write(single, Options())))
    section = document.sections[0]
    assert section.page_width > section.page_height
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == len(document.tables) - 1
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(docx.oxml.ns.qn("w:eastAsia")) == "宋体"


def test_office_files_carry_no_clock(single: Report) -> None:
    for data in (word.write(single, Options()), excel.write(single, Options())):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2023-06-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_excel_has_its_five_sheets_with_frozen_heads_and_filters(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel.write(report, Options())))
    assert book.sheetnames == ["总览", "检查结果", "尚缺事实", "规则", "凭据"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref.startswith("A1:")
    assert book["检查结果"].max_row == len(report.findings) + 1
    assert [row[2].value for row in book["尚缺事实"].iter_rows(min_row=2)] == [question.fact for question in report.questions]


def test_excel_tells_outcomes_by_word_and_colour(report: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(excel.write(report, Options())))["检查结果"]
    heads = [cell.value for cell in sheet[1]]
    at = heads.index("符合性")
    colours: dict[str, set[str]] = {}
    for row in sheet.iter_rows(min_row=2):
        colours.setdefault(row[heads.index("结论代码")].value, set()).add(row[at].fill.fgColor.rgb[-6:])
    assert colours["fail"] == {"F6D6D3"}
    assert colours["fail"] != colours["pass"] != colours["unknown"]


def test_no_cell_is_a_formula_or_looks_like_one(hostile: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel.write(hostile, Options())))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in texts if cell.data_type == "f"] == []
    assert [cell.value for cell in texts if cell.value[0] in "=+@\t\r"] == []
    assert any(cell.value.startswith("'=HYPERLINK") for cell in texts)


def test_harmful_text_is_text_in_word(hostile: Report) -> None:
    assert any(HOSTILE in cell for table in tables_of(hostile) for row in table for cell in row)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_libreoffice_opens_and_prints_it(single: Report, form: str, tmp_path: Path) -> None:
    single.save(tmp_path / f"a.{form}")
    printed = as_pdf(tmp_path / f"a.{form}", tmp_path)
    assert printed.read_bytes().startswith(b"%PDF")
    assert printed.stat().st_size > 20_000
