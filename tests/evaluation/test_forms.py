"""The forms that rows of tables take: attestations and duties. Tested once here, so that rows need no tests of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck

PACK = {
    "document.yaml": """
ecocheck: 1
id: own
title: {zh: 自定, en: own}
short: {zh: 自定, en: own}
level: pack
area: '500101'
effective: 2021-01-01
expires: 2025-12-31
edition: '1'
source: {zh: 自定, en: own}
""",
    "clauses.yaml": """
ecocheck: 1
document: own
clauses:
  - {id: c1, section: a, anchor: 培训, say: {zh: 培训, en: training}, force: mandatory, form: requirement, priority: 1}
  - {id: c2, section: a, anchor: 监管, say: {zh: 监管, en: supervision}, force: mandatory, form: duty, priority: 3}
  - {id: c3, section: a, anchor: 巡查, say: {zh: 巡查, en: patrol}, force: mandatory, form: duty, priority: 3}
""",
    "attestations.yaml": """
ecocheck: 1
document: own
rows:
  - clause: c1
    title: {zh: 员工受过培训, en: Staff is trained}
    subject: project
    modality: %s
    force: mandatory
    applies_when: {project.industry: {in: [C26]}}
    shows: {zh: 培训记录, en: training records}
""",
    "duties.yaml": """
ecocheck: 1
document: own
rows:
  - clause: c2
    title: {zh: 加强监管, en: Supervision}
  - clause: c3
    title: {zh: 化工项目纳入巡查, en: Chemical projects are patrolled}
    subject: project
    touches: {project.industry: {in: [C26]}}
""",
}


@pytest.fixture
def book(tmp_path: Path, request: pytest.FixtureRequest) -> ecocheck.Rulebook:
    for name, text in PACK.items():
        (tmp_path / name).write_text(text % getattr(request, "param", "strict") if "%s" in text else text, encoding="utf-8")
    return ecocheck.load(tmp_path)


def found(book: ecocheck.Rulebook, rule: str, **more: object) -> ecocheck.Finding:
    record = {"subject": "project", "id": "A", "site.district": "500101", "project.industry": "C2614", **more}
    (finding,) = book.check(record, "2023-06-01", rules=[rule]).findings
    return finding


@pytest.mark.parametrize(
    ("state", "outcome", "reason"), [("met", "pass", ""), ("broken", "fail", ""), ("none", "review", "judge")]
)
def test_an_attestation_decides_its_clause(book: ecocheck.Rulebook, state: str, outcome: str, reason: str) -> None:
    finding = found(book, "own/a-c1", attested={"own/c1": state, "by": "张三", "document": "记录"})
    assert (str(finding.outcome), finding.reason) == (outcome, reason)


def test_without_an_attestation_it_is_unknown_and_the_attestation_is_what_is_missing(book: ecocheck.Rulebook) -> None:
    finding = found(book, "own/a-c1")
    assert (str(finding.outcome), finding.missing, set(finding.possible)) == (
        "unknown",
        ("attested:own/c1",),
        {"fail", "review", "pass"} - {"review"},
    )


@pytest.mark.parametrize("book", ["encouraged"], indirect=True)
def test_a_broken_encouraging_norm_is_advice(book: ecocheck.Rulebook) -> None:
    assert str(found(book, "own/a-c1", attested={"own/c1": "broken"}).outcome) == "advice"


def test_an_attestation_of_a_clause_that_does_not_address_the_record_changes_nothing(book: ecocheck.Rulebook) -> None:
    assert (
        str(found(book, "own/a-c1", **{"project.industry": "C30", "attested": {"own/c1": "broken"}}).outcome)
        == "not_applicable"
    )


def test_a_duty_that_touches_the_record_is_for_attention_and_never_a_breach_of_the_record(book: ecocheck.Rulebook) -> None:
    touched = found(book, "own/d-c3")
    assert (str(touched.outcome), touched.reason) == ("review", "authority")
    assert str(found(book, "own/d-c3", **{"project.industry": "C30"}).outcome) == "not_applicable"


def test_a_duty_without_a_touch_meets_nobody(book: ecocheck.Rulebook) -> None:
    report = book.check({"subject": "project", "id": "A", "project.industry": "C2614"}, "2023-06-01")
    assert "own/d-c2" not in {finding.rule for finding in report.findings}
    assert "own/d-c2" in {rule.id for rule in book.rules}
