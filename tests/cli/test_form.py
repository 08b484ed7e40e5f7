"""The form: made, filled in, saved by another program, read back; what was typed is what is checked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.cli.form import facts_to_ask
from ecocheck.findings.questions import FIRST
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file

from ..running import PATIENCE, run

FILLED = {
    "所在区县": "万州区", "项目批准日期": "2023-05-01", "建设性质": "新建", "项目行业类别": "C2614",
    "距长江干支流岸线距离（km）": "760 m",
}  # fmt: skip
DISTANCE = "site.distance.yangtze_system_bank"


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    ran = run(monkeypatch, capsys, "form", "项目", "--plan", "wanzhou", "-o", str(path))
    assert (ran.status, ran.err) == (0, "")
    return path


def headers(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[2] if cell.value}


def fill(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    main, boilers, attested, ticks = book["建设项目"], book["锅炉"], book["核实"], book["涉及事项"]
    for row in ticks.iter_rows(min_row=3):
        if str(row[0].value).startswith(("其余", "锅炉", "用煤", "临江河")):
            row[2].value = "是"
    main.cell(6, 1, "P1")
    main.cell(6, 2, "精细化工厂")
    for label, value in FILLED.items():
        main.cell(6, headers(main)[label], value)
    for line, (name, capacity) in enumerate((("B1", "14 MW"), ("B2", "10")), 6):
        for column, value in enumerate(("P1", name), 1):
            boilers.cell(line, column, value)
        boilers.cell(line, next(c for text, c in headers(boilers).items() if text.startswith("锅炉额定蒸发量")), capacity)
    attested.cell(3, 3, "未落实")
    attested.cell(3, 4, "张三")
    book.save(path)


def only_record(path: Path) -> Record:
    records, problems, _ = read_file(path, ecocheck.load("wanzhou").vocabulary)
    assert problems == []
    (record,) = records
    assert record.problems == ()
    return record


def check_filled(record: Record, path: Path) -> None:
    from openpyxl import load_workbook

    assert (record.id, record.name, record.subject) == ("P1", "精细化工厂", "project")
    assert record.facts[DISTANCE].value == Fraction(76, 100)
    assert record.facts["project.involves"].value == frozenset({"boiler", "coal", "river_bank"})
    boilers = record.groups["project.boilers"].items
    assert [(item.id, item.facts["boiler.capacity"].value) for item in boilers] == [("B1", 20), ("B2", 10)]
    clause = load_workbook(path)["核实"].cell(3, 2).value
    assert (record.attested[str(clause)].state, record.attested[str(clause)].by) == ("broken", "张三")


def test_what_is_filled_in_is_what_is_read(form: Path) -> None:
    fill(form)
    check_filled(only_record(form), form)


def test_the_form_is_read_back_after_another_program_saved_it(form: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        assert not os.environ.get("CI"), "LibreOffice is needed here"
        pytest.skip("LibreOffice is not installed")
    fill(form)
    saved = tmp_path / "saved"
    words = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(saved),
        str(form),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)
    check_filled(only_record(saved / "form.xlsx"), saved / "form.xlsx")


def test_a_filled_form_is_checked_and_the_broken_clause_found(
    form: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    fill(form)
    ran = run(monkeypatch, capsys, "check", str(form), "--plan", "wanzhou", "--as-of", "2023-06-01", "--format", "json")
    assert ran.status == 1
    report = json.loads(ran.out)
    assert "wz-145/c470" in {f["clause"]["id"] for f in report["findings"] if f["outcome"] == "fail"}
    assert [subject["record"] for subject in report["subjects"]] == ["P1"]


def test_an_empty_form_has_no_records_and_its_example_is_not_one(form: Path) -> None:
    with pytest.raises(ecocheck.errors.RecordSourceError, match="没有记录"):
        read_file(form, ecocheck.load("wanzhou").vocabulary)


def test_what_screens_comes_first_then_what_most_rules_look_at(form: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(form)
    main = book["建设项目"]
    assert book.sheetnames[:2] == ["涉及事项", "建设项目"]
    assert [main.cell(2, column).value for column in range(1, 4)] == ["编号", "名称", "所在区县"]
    counts = [number for name, number in facts_to_ask(ecocheck.load("wanzhou"), "project") if name not in FIRST]
    assert counts == sorted(counts, reverse=True)
    assert book["_代码"].sheet_state == "hidden"
    validations = {str(v.sqref): v for v in main.data_validations.dataValidation}
    kind = headers(main)["所在区县"]
    assert validations[f"{main.cell(6, kind).column_letter}6:{main.cell(6, kind).column_letter}65"].type == "list"


def test_every_header_of_every_form_names_its_fact() -> None:
    """Forms of all subjects are read back with each column under the fact that it was made for."""
    import io

    from openpyxl import load_workbook

    from ecocheck.records.tables.headers import Headers
    from ecocheck.reports.form import TICKED, write_form
    from ecocheck.vocabulary.model import SUBJECTS

    book = ecocheck.load("wanzhou")
    read = Headers(book.vocabulary)
    for subject in SUBJECTS:
        facts = facts_to_ask(book, subject)
        if not facts:
            continue
        made = load_workbook(io.BytesIO(write_form(book.vocabulary, subject, facts, [], (), "x")))
        main = next(sheet for sheet in made.worksheets if sheet.cell(2, 1).value == "编号")
        found = [read.read(str(cell.value)).fact for cell in main[2] if cell.column > 2]
        inside = {name for group in book.vocabulary.groups.values() for name in group.facts}
        assert found == [name for name, _ in facts if name not in inside and name not in TICKED]


def test_a_form_for_nobody_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for words in (
        ("dragon",),
        ("project", "-o", str(tmp_path / "form.csv")),
        ("project", "-o", str(tmp_path / "no" / "form.xlsx")),
    ):
        ran = run(monkeypatch, capsys, "form", *words, "--plan", "wanzhou")
        assert ran.status == 2
        assert "Traceback" not in ran.err
