"""Typed models and JSON Schemas take what a record takes, and say the same as a record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

import ecocheck
from ecocheck.records.reading import as_records
from ecocheck.records.schema import record_schema
from ecocheck.vocabulary.model import SUBJECTS, Fact

from .reading import DISTANCE, value, vocabulary
from .test_round_trips import project_values

RECORD: dict[str, Any] = {
    "id": "P1", "subject": "project", "project.industry": ["C2614"], "project.approved_on": "2023-05-01",
    DISTANCE: {"value": "760 m", "source": "图"},
    "project.involves": {"coal": "yes"}, "project.boilers": [{"id": "B1", "capacity": "14 MW"}],
}  # fmt: skip


def test_a_model_feeds_the_check_under_labels_names_and_fields() -> None:
    from ecocheck.models import Project

    by_name = Project.model_validate(RECORD)
    by_label = Project.model_validate(
        {**{k: v for k, v in RECORD.items() if k != DISTANCE}, "距长江干支流岸线距离": RECORD[DISTANCE]}
    )
    by_field = Project(project_industry=["C2614"], site_distance_yangtze_system_bank="760 m")
    assert by_name == by_label
    for model in (by_name, by_field):
        (record,) = as_records(model, vocabulary())[0]
        assert value(record, DISTANCE) == value(as_records(RECORD, vocabulary())[0][0], DISTANCE)
    report = ecocheck.load("wanzhou").check(by_name, as_of="2023-06-01")
    assert report.problems == ()
    assert report.subjects[0].record == "P1"


@pytest.mark.parametrize(
    "wrong",
    [{DISTANCE: "3 kg"}, {"project.industry": "化工"}, {"project.colour": "red"}, {"project.boilers": [{"capacity": "tall"}]}],
)
def test_a_model_refuses_what_a_record_would_not_take(wrong: dict[str, Any]) -> None:
    from pydantic import ValidationError

    from ecocheck.models import Project

    with pytest.raises(ValidationError):
        Project.model_validate(wrong)


@given(project_values())
@settings(max_examples=150)
def test_what_a_record_takes_the_model_takes_too(case: tuple[Fact, Any]) -> None:
    from ecocheck.models import Project

    fact, raw = case
    (record,) = as_records(Project.model_validate({fact.name: raw}), vocabulary())[0]
    assert value(record, fact.name) == value(as_records({"subject": "project", fact.name: raw}, vocabulary())[0][0], fact.name)


def test_every_subject_has_a_model_and_a_valid_schema() -> None:
    import ecocheck.models

    jsonschema = pytest.importorskip("jsonschema")
    for subject in SUBJECTS:
        jsonschema.Draft202012Validator.check_schema(record_schema(subject, vocabulary()))
    assert {ecocheck.models.record_model(subject).__name__ for subject in SUBJECTS} <= set(dir(ecocheck.models))
    jsonschema.Draft202012Validator.check_schema(ecocheck.models.record_model("facility").model_json_schema())


def test_the_schema_takes_the_record_and_refuses_strange_names_and_codes() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(record_schema("project", vocabulary()))
    assert list(validator.iter_errors(RECORD)) == []
    for wrong in ({"project.colour": 1}, {"site.zone.red_line": "somewhere"}, {"subject": "ship"}, {DISTANCE: ["1 km"]}):
        assert list(validator.iter_errors(RECORD | wrong)), wrong


def test_facts_as_json_schema_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ..running import run

    ran = run(monkeypatch, capsys, "facts", "project", "--format", "jsonschema")
    assert ran.status == 0
    assert json.loads(ran.out) == record_schema("project", vocabulary())
