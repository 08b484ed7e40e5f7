"""Word and Excel: the tables reviewers hand in, opened by the libraries and by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ecocheck import Rulebook
from ecocheck.findings.own_texts import OwnTexts
from ecocheck.records.reading import as_records
from ecocheck.reports.check import docx as word
from ecocheck.reports.check import xlsx as excel
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report

from ..running import PATIENCE
from .conftest import EXAMPLES, HOSTILE
from .programs import as_pdf, program

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


@pytest.fixture(scope="module")
def told(book: Rulebook) -> Report:
    """The first project of the examples, of which nearly everything is told."""
    records, _, _ = as_records(EXAMPLES / "projects.yaml", book.vocabulary)
    return book.check(next(record for record in records if record.id == "P01"), "2023-06-01")


def tables_of(report: Report, lang: str = "zh") -> list[list[list[str]]]:
    document = docx.Document(io.BytesIO(word.write(report, Options(lang=lang))))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def rows_of(report: Report) -> list[list[str]]:
    """The rows of the conformity tables: number, clause, demand, situation, conformity."""
    tables = [table for table in tables_of(report) if table[0][0] == "序号" and len(table[0]) == 5]
    return [row for table in tables for row in table[1:] if row[0].isdigit()]


def paragraphs_of(report: Report) -> list[str]:
    document = docx.Document(io.BytesIO(word.write(report, Options())))
    return [paragraph.text for paragraph in document.paragraphs]


def test_every_clause_stands_once_in_a_row_or_is_counted_where_rows_are_folded(single: Report) -> None:
    cover, *tables = tables_of(single)
    assert ["名称", "化工厂"] in cover
    assert ["判定日期", "2023-06-01"] in cover
    numbers = [row[0] for table in tables if table[0][0] == "序号" for row in table[1:] if row[0].isdigit()]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    folded = next(text for text in paragraphs_of(single) if text.startswith("不涉及或不影响结论的条款（"))
    assert len(numbers) + int(folded.split("（")[1].split(" ")[0]) == len({f.clause.id for f in single.findings})


def test_what_must_be_done_stands_before_what_conforms_and_before_what_comes_later(told: Report) -> None:
    heads = [text.split("（")[0] for text in paragraphs_of(told)]
    found = [head for head in heads if head in ("须处理的条款", "符合的条款", "届时适用的条款", "需补充的材料", "凭据")]
    assert found == ["须处理的条款", "符合的条款", "届时适用的条款", "需补充的材料", "凭据"]
    words = [row[4].split("\n")[0].split("（")[0] for row in rows_of(told)]
    assert words[0] == "不符合"
    assert "不涉及" not in words
    assert "不影响结论" not in words
    assert words == sorted(words, key=["不符合", "待人工判定", "待核实", "建议改进", "符合"].index)


def test_the_reasons_of_folded_rows_are_counted_document_by_document(single: Report) -> None:
    lines = [text for text in paragraphs_of(single) if text.startswith("《") and "适用范围" in text]
    outside = {f.clause.id for f in single.findings if f.reason == "out_of_scope"}
    others = {f.clause.id for f in single.findings if f.outcome != "not_applicable"}
    counted = sum(int(line.split("不属于该条款的适用范围 ")[1].split(" 条")[0]) for line in lines)
    assert counted == len(outside - others)


def test_a_row_answers_its_clause_in_a_sentence_with_its_source(single: Report) -> None:
    row = next(row for row in rows_of(single) if "一公里以内不许" in row[2] or "1公里以内不许" in row[2])
    assert row[4] == "不符合"
    assert "6.4 危险化学品" in row[1]
    assert row[3].startswith("本项目距长江干支流岸线距离为0.76 km，应超过1 km。")
    assert "依据：总平面图。" in row[3]
    assert "至少再远离 240 m" in row[3]
    assert not any("摘要" in text for text in paragraphs_of(single))


def test_a_clause_of_several_things_is_one_row_that_names_each(report: Report) -> None:
    several = [row for row in rows_of(report) if "1号：" in row[3] and "3号：" in row[3]]
    assert several
    assert several[0][3].count("1号：") == 1


def test_the_first_page_has_no_ids_and_the_receipt_stands_last(single: Report) -> None:
    cover = tables_of(single)[0]
    said = "".join(cell for row in cover for cell in row)
    assert single.receipt.rulebook not in said
    assert "wz-145" not in said
    texts = paragraphs_of(single)
    last = texts[texts.index("凭据") :]
    assert any(single.receipt.rulebook in text for text in last)
    assert any("wz-145/c470" in text for text in last)
    assert texts.index("凭据") > next(place for place, text in enumerate(texts) if text.startswith("编制人："))


def test_titles_that_our_copy_has_lost_are_not_cited(single: Report) -> None:
    assert any("标题缺失" in finding.clause.section for finding in single.findings)
    assert not any("标题缺失" in row[1] for row in rows_of(single))


def test_the_papers_to_bring_name_what_is_wanted_from_each(single: Report) -> None:
    papers = next(table for table in tables_of(single) if table[0][0] == "材料")
    asked = {question.found_in.zh for question in single.questions}
    assert len(papers) > 3
    assert {row[0] for row in papers[1:]} <= asked


def test_the_users_own_sentence_takes_the_place_of_ours(single: Report) -> None:
    sentence = "禁止在长江干支流一公里范围内新建、扩建某某。"
    document = docx.Document(io.BytesIO(word.write(single, Options(texts=OwnTexts(sentences={"wz-145/c470": sentence})))))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    row = next(row for row in rows if row[2:3] == [sentence])
    assert row[1] == "万州十四五规划\n6.4 危险化学品"
    assert any("引自规划原文" in paragraph.text for paragraph in document.paragraphs)


def test_only_the_words_of_the_conformity_table_are_used(report: Report) -> None:
    words = {row[4].split("\n")[0].split("（")[0] for row in rows_of(report)}
    assert words <= {"符合", "不符合", "待核实", "待人工判定", "建议改进"}
    assert {"符合", "不符合", "待核实", "待人工判定"} <= words


def test_a_decision_stands_in_the_conclusion(report: Report) -> None:
    rows = [row for row in rows_of(report) if "王工" in row[4]]
    assert len(rows) == 1
    assert rows[0][4].startswith("符合（王工判定）")


def test_head_rows_repeat_fonts_are_chinese_and_the_page_stands_upright(single: Report) -> None:
    document = docx.Document(io.BytesIO(word.write(single, Options())))
    section = document.sections[0]
    assert section.page_width < section.page_height
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == len(document.tables) - 1
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(docx.oxml.ns.qn("w:eastAsia")) == "宋体"


def test_a_project_of_the_examples_fills_six_pages_at_most(told: Report, tmp_path: Path) -> None:
    told.save(tmp_path / "p01.docx")
    printed = as_pdf(tmp_path / "p01.docx", tmp_path)
    said = subprocess.run([program("pdfinfo"), str(printed)], capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert int(said.stdout.split("Pages:")[1].split()[0]) <= 6


def test_the_example_in_word_is_the_report_on_that_project(told: Report) -> None:
    kept = docx.Document(str(EXAMPLES / "conformity-P01.docx"))
    rows = [cell.text for table in kept.tables for row in table.rows for cell in row.cells]
    assert {row[1] for row in rows_of(told) if row[4] == "不符合"} <= set(rows)


def test_office_files_carry_no_clock(single: Report) -> None:
    for data in (word.write(single, Options()), excel.write(single, Options())):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2023-06-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_excel_has_its_sheets_with_frozen_heads_and_filters(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel.write(report, Options())))
    assert book.sheetnames == ["总览", "检查结果", "判定", "备案例外", "尚缺事实", "规则", "凭据"]
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
