"""A report that rests on signed sheets says so on its first page, and each finding says who answers for what it rests on."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

import ecocheck
from ecocheck.reports.report import Report

PLANT = {"id": "P1", "subject": "project", "project": {"industry": "C2929", "construction": "new", "kinds": ["industrial"]}}
RESTS = "依据核对单上“如印”的内容（产业政策与准入清单：王工 2023-06-05，10 行）"


@pytest.fixture(scope="module")
def signed(book: ecocheck.Rulebook) -> Report:
    record = book.record(PLANT)
    policy = book.sheets(record)[0]
    assert policy.name == "policy"
    record = record.confirm(policy, by="王工", on="2023-06-05", rest="as_printed", **{"access.sector_lists": ["two_high"]})
    return book.check(record, "2023-06-01")


def saved(report: Report, tmp_path: Path, name: str) -> bytes:
    report.save(tmp_path / name)
    return (tmp_path / name).read_bytes()


def test_a_finding_says_who_answers_for_what_it_rests_on(signed: Report, tmp_path: Path) -> None:
    text = saved(signed, tmp_path, "r.md").decode()
    assert "据核对单（王工 2023-06-05，如印）" in text
    assert "据核对单（王工 2023-06-05）" in text, "a line that the signer named is theirs, not the print's"


def test_the_json_says_which_sheets_are_signed_and_how_many_passes_rest_on_the_print(signed: Report, tmp_path: Path) -> None:
    found = json.loads(saved(signed, tmp_path, "r.json"))
    (policy,) = found["sheets"]["signed"]
    assert (policy["sheet"], policy["by"], policy["on"], len(policy["facts"]), len(policy["as_printed"])) == (
        "policy",
        "王工",
        "2023-06-05",
        11,
        10,
    )
    assert policy["left_open"] == ["access.plan_eia"]
    resting = [
        one
        for one in found["findings"]
        if one["outcome"] == "pass" and any(seen.get("as_printed") for seen in one["observed"].values())
    ]
    assert found["sheets"]["passes_as_printed"] == len(resting) > 0
    assert {(seen["source"], seen["by"]) for one in resting for seen in one["observed"].values() if seen.get("as_printed")} == {
        ("sheet", "王工")
    }


def test_the_first_page_says_how_many_passes_rest_on_the_print(signed: Report, tmp_path: Path) -> None:
    assert signed.sheets is not None
    said = f"{signed.sheets.passes_as_printed} 项“符合”{RESTS}"  # type: ignore[union-attr]
    assert said in saved(signed, tmp_path, "r.md").decode().split("##")[0]
    assert said in saved(signed, tmp_path, "r.html").decode()
    cover = Document(BytesIO(saved(signed, tmp_path, "r.docx"))).tables[0]
    assert any(said in cell.text for row in cover.rows for cell in row.cells)


def test_a_report_without_signed_sheets_says_nothing_of_them(book: ecocheck.Rulebook, tmp_path: Path) -> None:
    plain = book.check(PLANT, "2023-06-01")
    assert "sheets" not in json.loads(saved(plain, tmp_path, "r.json"))
    assert "核对单" not in saved(plain, tmp_path, "r.md").decode().split("##")[0]
