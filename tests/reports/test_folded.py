"""What may apply to a record as what it is besides its own subject is one line in every format that speaks of records."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

import ecocheck
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report
from ecocheck.reports.saving import choose, written

PLANT = {"id": "P1", "subject": "project", "project": {"industry": "C2929", "construction": "new", "kinds": ["industrial"]}}
VEHICLE = {"id": "V1", "subject": "vehicle", "vehicle.fuel": "electricity"}


@pytest.fixture(scope="module")
def reports(book: ecocheck.Rulebook) -> tuple[Report, Report]:
    return book.check(PLANT, "2023-06-01"), book.check(VEHICLE, "2023-06-01")


def said(report: Report, form: str, lang: str = "zh") -> str:
    made = written(report, choose(form), Options(lang=lang))
    if form == "docx":
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(bytes(made))).paragraphs)  # type: ignore[arg-type]
    return made if isinstance(made, str) else bytes(made).decode()


@pytest.mark.parametrize("form", ["table", "md", "html", "docx"])
def test_the_line_stands_in_what_people_read(reports: tuple[Report, Report], form: str) -> None:
    plant, vehicle = reports
    folded = plant.subjects[0].folded
    assert folded > 0
    assert f"另有 {folded} 条针对其他对象" in said(plant, form)
    assert "针对其他对象" not in said(vehicle, form)


def test_the_number_stands_in_what_programs_read(reports: tuple[Report, Report], tmp_path: Path) -> None:
    plant, _ = reports
    folded = plant.subjects[0].folded
    assert json.loads(said(plant, "json"))["subjects"][0]["folded"] == folded
    assert json.loads(said(plant, "sarif"))["runs"][0]["properties"]["folded"] == {"P1": folded}
    assert f'<property name="folded" value="{folded}"/>' in said(plant, "junit")
    plant.save(tmp_path / "r.xlsx")
    overview = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    heads = [cell.value for cell in overview[1]]
    assert overview.cell(2, heads.index("另视为其他对象时可能适用") + 1).value == folded
