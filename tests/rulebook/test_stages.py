"""From which stage a rule asks: as it says, else the first in which all its facts can be known."""

from __future__ import annotations

import pytest

from ecocheck.rulebook.model import Rule
from ecocheck.vocabulary.stages import STAGES, stage_named

from ..tiny_rulebook import Tiny

FACTS = "vocabulary/facts/all.yaml"


def late(tiny: Tiny, fact: str, stage: str) -> None:
    tiny.change(FACTS, f"name: {fact},", f"name: {fact}, stage: {stage},")


def stage(rule: Rule) -> tuple[str, str]:
    return rule.stage, rule.stage_from


def test_a_rule_without_a_late_fact_asks_from_the_first_stage_on(tiny: Tiny) -> None:
    assert stage(tiny.rule("require: {project.in_park: {eq: yes}}")) == ("planned", "")


def test_a_rule_asks_from_the_stage_in_which_the_last_of_its_facts_can_be_known(tiny: Tiny) -> None:
    late(tiny, "project.in_park", "commissioning")
    late(tiny, "project.length", "operation")
    assert stage(tiny.rule("require: {project.in_park: {eq: yes}}")) == ("commissioning", "project.in_park")
    both = "applies_when: {project.length: {gt: 5 m}}\nrequire: {project.in_park: {eq: yes}}"
    assert stage(tiny.rule(both)) == ("operation", "project.length")


@pytest.mark.parametrize(
    "more",
    [
        "exempt_when: [{id: a, source: {zh: 法, en: law}, project.length: {gt: 5 m}}]\nrequire: never",
        "derive: {x: {expr: project.length * 2, unit: m}}\nrequire: {$x: {gt: 5 m}}",
        "require: {any: [{project.in_park: {eq: yes}}, {not: {project.length: {lt: 5 m}}}]}",
    ],
)
def test_a_fact_counts_wherever_the_rule_asks_it(tiny: Tiny, more: str) -> None:
    late(tiny, "project.length", "construction")
    assert stage(tiny.rule(more)) == ("construction", "project.length")


def test_the_date_that_a_rule_is_judged_on_is_nothing_that_it_asks(tiny: Tiny) -> None:
    late(tiny, "project.filed_on", "operation")
    rule = tiny.rule("in_force: {judged_on: [project.filed_on, as_of]}\nrequire: {project.in_park: {eq: yes}}")
    assert stage(rule) == ("planned", "")


def test_what_a_rule_says_stands_before_its_facts(tiny: Tiny) -> None:
    late(tiny, "project.in_park", "operation")
    assert stage(tiny.rule("stage: construction\nrequire: {project.in_park: {eq: yes}}")) == ("construction", "written")


def test_a_stage_that_does_not_exist_is_refused(tiny: Tiny) -> None:
    assert "stage" in tiny.rule_problem("stage: built\nrequire: {project.in_park: {eq: yes}}")


@pytest.mark.parametrize(
    ("subject", "expected"), [("project", "planned"), ("farm", "operation"), ("[project, farm]", "planned")]
)
def test_what_is_attested_of_a_subject_that_nobody_plans_is_attested_of_what_runs(
    tiny: Tiny, subject: str, expected: str
) -> None:
    row = "{clause: c2, title: {zh: 一, en: one}, subject: %s, modality: strict, shows: {zh: 材料, en: papers}}"
    tiny.write("tiny/attestations.yaml", f"ecocheck: 1\ndocument: tiny\nrows:\n  - {row % subject}\n")
    assert [rule.stage for rule in tiny.load().rules] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("施工期", "construction"),
        ("运营期", "operation"),
        ("竣工环保验收", ""),
        ("竣工验收", "commissioning"),
        ("拟建", "planned"),
    ],
)
def test_a_stage_is_known_by_the_words_that_people_write(text: str, expected: str) -> None:
    assert stage_named(text) == expected


def test_every_stage_is_known_by_its_own_names() -> None:
    for name, label in STAGES.items():
        assert [stage_named(word) for word in (name, label.zh, label.en)] == [name] * 3
