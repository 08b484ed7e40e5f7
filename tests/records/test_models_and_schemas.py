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


def test_a_model_takes_nested_records_and_any_spelling_as_a_record_does() -> None:
    from ecocheck.models import Project

    nested = {
        "id": "P1",
        "project": {"industry": ["C2614"], "approved_on": "2023-05-01", "involves": {"coal": "yes"},
                    "boilers": [{"编号": "B1", "id": "B1", "capacity": "14 MW"}]},
        "site": {"distance": {"yangtze_system_bank": {"value": "760 m", "source": "图"}}},
    }  # fmt: skip
    del nested["project"]["boilers"][0]["编号"]  # type: ignore[index]
    assert Project.model_validate(nested) == Project.model_validate(RECORD)
    assert Project.model_validate({"ＰＲＯＪＥＣＴ．industry": "C2614"}).project_industry == "C2614"


def test_a_list_of_a_model_may_be_empty_or_go_on() -> None:
    from ecocheck.models import Project, ProjectBoilersItem, ProjectBoilersList

    boiler = ProjectBoilersItem(capacity="14 MW")
    for listed, complete, number in (
        ([boiler], True, 1), ([{"boiler.capacity": "14 MW"}], True, 1), ("无", True, 0), ([], True, 0),
        ({"items": [boiler], "complete": "否"}, False, 1), (ProjectBoilersList(items=[boiler], complete=False), False, 1),
    ):  # fmt: skip
        (record,) = as_records(Project(project_boilers=listed), vocabulary())[0]
        boilers = record.groups["project.boilers"]
        assert (boilers.complete, len(boilers.items)) == (complete, number)


def test_an_assignment_is_held_to_what_a_record_takes() -> None:
    from pydantic import ValidationError

    from ecocheck.models import Project

    plant = Project.model_validate(RECORD)
    plant.site_distance_yangtze_system_bank = "3 km"
    plant.project_boilers = [{"capacity": "6 t/h"}]
    for field, wrong in (
        ("site_distance_yangtze_system_bank", "3 kg"), ("project_boilers", [{"capacity": "tall"}]), ("subject", "vehicle"),
        ("as_of", "soon"), ("project_colour", "red"),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            setattr(plant, field, wrong)
    (record,) = as_records(plant, vocabulary())[0]
    assert value(record, DISTANCE) == 3
    assert record.groups["project.boilers"].items[0].facts["boiler.capacity"].value == 6


@pytest.mark.parametrize(
    "twice", [{"project_industry": "C26", "项目行业类别": "C27"}, {"project": {"industry": "C26"}, "project.industry": "C27"}]
)
def test_a_fact_under_two_spellings_is_refused(twice: dict[str, Any]) -> None:
    from pydantic import ValidationError

    from ecocheck.models import Project

    with pytest.raises(ValidationError, match="given twice"):
        Project.model_validate(twice)


def test_models_pickle_with_their_items_and_those_of_a_plan_as_well() -> None:
    import pickle

    import ecocheck.models

    shipped = ecocheck.models.Project.model_validate(RECORD)
    of_plan = ecocheck.models.record_model("project", "wanzhou").model_validate(RECORD)
    for plant in (shipped, of_plan, shipped.project_boilers[0], ecocheck.models.ProjectBoilersList(items=[], complete=False)):
        again = pickle.loads(pickle.dumps(plant))
        assert again == plant
        assert type(again) is type(plant)
    assert ecocheck.models.record_model("project") is ecocheck.models.record_model("project", "") is ecocheck.models.Project


def test_a_value_of_numpy_is_kept_as_pythons_own_and_what_is_missing_is_none() -> None:
    import numpy as np
    import pandas as pd

    from ecocheck.models import Project

    plant = Project(
        site_distance_yangtze_system_bank=np.float32(0.7), project_approved_on=pd.NaT, site_zone_built_up=np.bool_(True)
    )
    assert json.loads(plant.model_dump_json(exclude_none=True, exclude={"id", "subject", "name"})) == {
        DISTANCE: 0.7,
        "site.zone.built_up": True,
    }
