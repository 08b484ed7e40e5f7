"""In which stage a record is: as it says, else by its dates and works, else taken for granted; the same in tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import ecocheck
from ecocheck.records.model import Record
from ecocheck.records.reading import as_records
from ecocheck.records.stage import RecordStage, stage_of
from ecocheck.records.writing import to_yaml

from .reading import only, vocabulary

DAY = "2023-06-01"


@pytest.fixture(scope="module")
def wanzhou() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


def record_of(given: dict[str, Any]) -> Record:
    (record,), _, _ = as_records(given, vocabulary())
    return record


#: facts of a record -> its stage on that day, and where it comes from
STAGES: list[tuple[dict[str, Any], str, str]] = [
    ({"subject": "project"}, "planned", "assumed"),
    ({"subject": "site"}, "planned", "assumed"),
    ({"subject": "facility"}, "operation", "assumed"),
    ({"subject": "vehicle"}, "operation", "assumed"),
    ({"subject": "project", "stage": "运行期"}, "operation", "given"),
    ({"subject": "facility", "stage": "planned"}, "planned", "given"),
    ({"subject": "project", "stage": "施工", "project.commissioned_on": "2020-01-01"}, "construction", "given"),
    ({"subject": "project", "project.commissioned_on": "2023-06-01"}, "operation", "dates"),
    ({"subject": "project", "project.commissioned_on": "2023-06-02"}, "planned", "assumed"),
    ({"subject": "project", "project.commissioned_on": "2023-06"}, "planned", "assumed"),
    ({"subject": "project", "project.commissioned_on": "2023年5月"}, "operation", "dates"),
    ({"subject": "project", "project.started_on": "2023-05-31"}, "construction", "dates"),
    ({"subject": "project", "project.started_on": "2023-05-31", "project.commissioned_on": "无"}, "construction", "dates"),
    ({"subject": "project", "project.started_on": "2022-05-31", "project.commissioned_on": "2023-02-01"}, "operation", "dates"),
    ({"subject": "project", "project.started_on": "2024-01-01"}, "planned", "dates"),
    ({"subject": "project", "project.started_on": "无"}, "planned", "dates"),
    ({"subject": "project", "project.started_on": "2024-01-01", "works.floor_area": "9万平方米"}, "planned", "dates"),
    ({"subject": "project", "works.floor_area": "9万平方米"}, "construction", "works"),
    ({"subject": "site", "facility.kinds": ["construction_site"]}, "construction", "works"),
    ({"subject": "site", "facility.kinds": {"construction_site": "no"}}, "planned", "assumed"),
    ({"subject": "project", "project.commissioned_on": "?"}, "planned", "assumed"),
    ({"subject": "park", "project.started_on": "2015-01-01"}, "operation", "assumed"),
    ({"subject": "park", "project.started_on": "无"}, "planned", "dates"),
]


@pytest.mark.parametrize(("given", "stage", "source"), STAGES)
def test_the_stage_of_a_record(given: dict[str, Any], stage: str, source: str) -> None:
    assert stage_of(record_of(given), date.fromisoformat(DAY)) == RecordStage(stage, source)


def test_what_a_screening_answer_settles_about_works_is_not_works(wanzhou: ecocheck.Rulebook) -> None:
    record = {"subject": "project", "id": "P1", "project.involves": ["coal"]}
    (subject,) = wanzhou.check(record, DAY).subjects
    assert (subject.stage, subject.stage_from) == ("planned", "assumed")


def test_words_that_name_no_stage_are_a_problem_and_the_record_is_checked_all_the_same() -> None:
    record = record_of({"subject": "project", "stage": "五期"})
    assert [(problem.field, problem.severity) for problem in record.problems] == [("stage", "error")]
    assert record.stage == ""


def test_a_column_of_a_table_says_the_stage(tmp_path: Path) -> None:
    (tmp_path / "projects.csv").write_text("编号,对象,阶段\nP1,建设项目,施工阶段\n", encoding="utf-8")
    assert only(tmp_path / "projects.csv").stage == "construction"


def test_a_record_written_out_keeps_its_stage(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(to_yaml([record_of({"subject": "site", "id": "S1", "stage": "调试"})], vocabulary()))
    assert only(tmp_path / "record.yaml").stage == "commissioning"


def test_the_rows_of_a_table_are_in_the_stages_of_their_records(wanzhou: ecocheck.Rulebook) -> None:
    cases = [given for given, _, _ in STAGES if given["subject"] == "project"]
    assert {stage for given, stage, _ in STAGES if given["subject"] == "project"} == {"planned", "construction", "operation"}
    rows = [{name: str(value) for name, value in given.items()} | {"id": f"r{place}"} for place, given in enumerate(cases)]
    names = dict.fromkeys(name for row in rows for name in row)
    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    found = wanzhou.check_table(table, "project", DAY, outcomes=["unknown"]).to_pylist()
    later = {(row["record"], row["rule"]) for row in found if row["later"]}
    expected = {
        (f"r{place}", finding.rule)
        for place, given in enumerate(cases)
        for finding in wanzhou.check({"id": "r", **given}, DAY)
        if finding.later and not finding.item
    }
    assert later == expected
    run = wanzhou.table_run(table, "project", DAY)
    assert list(run.tables())
    assert run.counts.standing == wanzhou.check([{**given, "id": f"r{n}"} for n, given in enumerate(cases)], DAY).standing
    assert run.tally.bad["project.commissioned_on"] == 1


def test_a_cell_that_names_no_stage_is_counted_as_bad(wanzhou: ecocheck.Rulebook) -> None:
    table = pa.table({"id": ["a", "b"], "阶段": ["施工", "五期"], "project.industry": ["C2614", "C2614"]})
    run = wanzhou.table_run(table, "project", DAY)
    assert list(run.tables())
    assert (run.tally.bad["stage"], run.tally.bad_rows) == (1, 1)
