"""Workbooks made to hurt or broken on the way: refused in one sentence before anything in them is parsed, whatever they are called."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ecocheck.errors import RecordSourceError
from ecocheck.plans import load
from ecocheck.progress.sheets.reading import read_file as read_figures
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.records.tables import package, table

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: list[list[object]] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows or [["编号", "行业类别", "建设性质"], ["P1", "C2614", "新建"]]:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of it written otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def with_rows(xml: bytes) -> bytes:
    """A workbook whose sheet has these rows behind its own."""
    return changed(workbook(), SHEET, lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"))


def read(path: Path) -> list[Record]:
    return read_file(path, load("wanzhou").vocabulary)[0]


def refused(folder: Path, content: bytes, by: Callable[[Path], object] = read) -> str:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(RecordSourceError) as caught:
        by(path)
    return caught.value.text("en")


CELL = b'<c r="%s%d" t="inlineStr"><is><t>x</t></is></c>'


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (b'<row r="1999999999"><c r="A1999999999"><v>1</v></c></row>', "there is a row 1999999999"),
        (
            b"<x:row xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' spans='1:2' r = '7000000'/>",
            "a row 7000000",
        ),
        (b'<row r="3">' + CELL % (b"B", 3) * (package.MOST_IN_A_ROW + 1) + b"</row>", "more than 16384 cells"),
        (b"<row>" + b"<c><v>1</v></c>" * (package.MOST_IN_A_ROW + 1) + b"</row>", "more than 16384 cells"),
        (b'<row r="3"><c r="AAAAA3"><v>1</v></c></row>', "more than 16384 cells"),
        (b'<row r="3"><c r="XFD3"><v>1</v></c></row>' * 200, "more than 3000000 cells"),
        (b'<row r="3">' + b"".join(b'<c r="A3" s="%0900d"/>' % 0 for _ in range(17_000)) + b"</row>", "more than 16384 cells"),
    ],
    ids=[
        "far row",
        "far row, prefixed",
        "one column often",
        "no places",
        "far column",
        "wide and empty",
        "row over many chunks",
    ],
)
@pytest.mark.parametrize("by", ["check", "progress"])
def test_rows_columns_and_cells_are_counted_before_they_are_parsed(tmp_path: Path, rows: bytes, said: str, by: str) -> None:
    figures = lambda path: read_figures(path, load("wanzhou").vocabulary)  # noqa: E731
    assert said in refused(tmp_path, with_rows(rows), figures if by == "progress" else read)


def test_more_columns_than_any_table_has_facts_are_refused_in_every_kind_of_table(tmp_path: Path) -> None:
    header = ["编号", *(f"h{n}" for n in range(table.MOST_COLUMNS))]
    assert "more than 2000 columns" in refused(tmp_path, workbook([header, ["P1"]]))
    path = tmp_path / "wide.csv"
    path.write_text(",".join(header) + "\nP1\n", encoding="utf-8")
    with pytest.raises(RecordSourceError, match="2000 columns"):
        read(path)


def test_blank_cells_at_the_end_of_a_line_are_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(with_rows(b'<row r="3"><c r="A3" t="inlineStr"><is><t>P2</t></is></c><c r="XFD3"/></row>'))
    assert [record.id for record in read(path)] == ["P1", "P2"]


def test_a_last_row_at_the_end_of_the_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    last = package.MOST_ROWS
    path.write_bytes(with_rows(b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>P2</t></is></c></row>' % (last, last)))
    assert [record.id for record in read(path)] == ["P1", "P2"]


@pytest.mark.parametrize("before", [b"", b"<!--" + b"y" * 100_000 + b"-->", b"<!--" + b"y" * ((1 << 20) - 70) + b"-->"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_document_type_is_found_wherever_it_stands(tmp_path: Path, part: str, before: bytes) -> None:
    def put(content: bytes) -> bytes:
        content = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", content)
        return before + b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content

    assert "DTD" in refused(tmp_path, changed(workbook(), part, put))


def test_a_part_in_another_encoding_hides_nothing(tmp_path: Path) -> None:
    recoded = lambda content: content.decode().encode("utf-16")  # noqa: E731
    assert "not in UTF-8" in refused(tmp_path, changed(workbook(), SHEET, recoded))


@pytest.mark.parametrize("place", range(0, 5000, 250))
def test_damage_anywhere_is_a_clear_error_or_does_no_harm(tmp_path: Path, place: int) -> None:
    content = bytearray(workbook())
    content[place : place + 40] = bytes(byte ^ 0x5A for byte in content[place : place + 40])
    path = tmp_path / "book.xlsx"
    path.write_bytes(bytes(content))
    try:
        said = [record.id for record in read(path)]
    except RecordSourceError as error:
        said = [path.name] if path.name in error.text("en") else []
    assert said in (["P1"], [path.name])


@pytest.mark.parametrize("name", ["book.xls", "book.csv", "book.yaml", "book", "book.XLSX", "book.parquet"])
def test_a_workbook_is_read_by_its_content_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(workbook())
    assert [record.id for record in read(path)] == ["P1"]


def test_many_merged_cells_are_bounded_in_number_and_height(tmp_path: Path) -> None:
    def merged(*ranges: bytes) -> bytes:
        cells = b"".join(b'<mergeCell ref="%s"/>' % one for one in ranges)
        return changed(
            workbook(),
            SHEET,
            lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>"),
        )

    assert "too many merged" in refused(tmp_path, merged(*(b"E%d:F%d" % (n, n) for n in range(1, package.MOST_MERGED + 3))))
    assert "too many merged" in refused(tmp_path, merged(b"E1:F1048576", b"G1:H1048576", b"I1:J1048576"))


def test_a_hundred_thousand_figures_are_joined_at_once() -> None:
    from ecocheck.progress.figures import Sheet, together

    parts = [Sheet(inputs=({"path": str(n)},), plan="" if n < 2 else "wanzhou") for n in range(5)]
    assert together(parts) == parts[0] + parts[1] + parts[2] + parts[3] + parts[4]
    assert (len(together(parts).inputs), together(parts).plan) == (5, "wanzhou")
