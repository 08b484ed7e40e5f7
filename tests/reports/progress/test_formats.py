"""The evaluation table in each of its formats."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

import ecocheck
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.progress.table import sections

from .conftest import text_of


def test_terminal_names_every_row_of_the_indicator_table(found: Assessment) -> None:
    text = text_of(found, "table", "zh")
    for clause in ("c128", "c129", "c130", "c131", "c132", "c133", "c134", "c136", "c138"):
        assert f"  {clause}  " in text
    assert "快于预期" not in text
    assert all(word in text for word in ("保持", "基本符合预期", "滞后", "335天", "≥330天（2025）", "40.0%"))
    assert "未列出" in text


def test_english(found: Assessment) -> None:
    text = text_of(found, "table", "en")
    assert "about on track" in text
    assert "straight line of ours" in text


def test_markdown_has_as_many_cells_in_every_row(found: Assessment) -> None:
    for block in text_of(found, "md", "zh").split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1


def test_json_carries_exact_numbers(found: Assessment) -> None:
    data = json.loads(text_of(found, "json", "zh"))
    row = next(row for row in data["rows"] if row["clause"] == "wz-145/c138")
    assert (row["completion"], row["time_share"], row["pace"], row["status"]) == (40, 40, 0, "on_track")
    assert data["counts"]["indicator"]["kept"] == 2
    assert data["receipt"]["rulebook"]


def test_html_stands_alone(found: Assessment) -> None:
    page = text_of(found, "html", "zh")
    assert page.count("data:image/svg+xml;base64,") == 5
    assert "http://" not in page
    assert "https://" not in page
    assert "森林覆盖率" in page


def test_html_escapes_what_was_reported() -> None:
    odd = {"figures": [{"clause": "c138", "years": {"2022": "<b>56</b>"}}]}
    page = text_of(ecocheck.load("wanzhou").assess(odd, year=2022), "html", "zh")
    assert "<b>56</b>" not in page
    assert "&lt;b&gt;56" in page


def test_excel(found: Assessment, tmp_path: Path) -> None:
    found.save(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[0] == "指标"
    rows = {row[0]: row for row in book["指标"].iter_rows(min_row=3, values_only=True)}
    assert rows["c138"][6:10] == (1.8, 0.4, 0.4, 0)
    assert rows["c138"][10] == "基本符合预期"
    years = [row for row in book["逐年数据"].iter_rows(min_row=2, values_only=True) if row[0] == "c136"]
    assert [(row[3], row[5]) for row in years[:3]] == [(2020, 346), (2021, 340), (2022, 335)]


def test_word(found: Assessment, tmp_path: Path) -> None:
    import docx

    found.save(tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    cells = [cell.text for cell in document.tables[0].columns[1].cells]
    assert "森林覆盖率" in cells
    assert len(document.inline_shapes) == 5  # the chart, and each of four indicators


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.html", "a.json", "a.md"])
def test_the_same_figures_give_the_same_bytes(found: Assessment, tmp_path: Path, name: str) -> None:
    digests = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        found.save(tmp_path / folder / name)
        digests.add(hashlib.sha256((tmp_path / folder / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_office_files_hold_no_time_of_the_run(found: Assessment, tmp_path: Path) -> None:
    found.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.xlsx").read_bytes())) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_every_row_of_all_sections_has_its_header(found: Assessment) -> None:
    for section in sections(found, "zh", everything=True):
        assert section.left_out == 0
        assert {len(line.cells) for line in section.lines} == {len(section.header)}
