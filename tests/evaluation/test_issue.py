"""From which day a document binds records: the day it was issued, and the days on which that is in doubt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import RuleSourceError

DOCUMENT = """
ecocheck: 1
id: own
title: {zh: 自定, en: own}
level: pack
area: '500101'
%s
expires: 2025-12-31
period: [2021, 2025]
"""
CLAUSES = """
ecocheck: 1
document: own
clauses:
  - {id: own/c1, anchor: 不得, say: {zh: 不得新建, en: no new works}, force: mandatory, form: ban}
  - {id: own/c2, anchor: 完成, say: {zh: 完成一事, en: a work is done}, form: task}
"""
RULES = """
ecocheck: 1
document: own
rules:
  - {id: own/ban, title: {zh: 不得新建, en: no new works}, clause: own/c1, subject: project, kind: prohibition, modality: strict,
     force: mandatory, require: {project.construction: {not_in: [new]}}, topic: space, in_force: {%sjudged_on: [project.approved_on, as_of]}}
"""


def book(folder: Path, issue: str, own: str = "") -> ecocheck.Rulebook:
    (folder / "own").mkdir()
    (folder / "own" / "document.yaml").write_text(DOCUMENT % issue, encoding="utf-8")
    (folder / "own" / "clauses.yaml").write_text(CLAUSES, encoding="utf-8")
    (folder / "own" / "rules.yaml").write_text(RULES % own, encoding="utf-8")
    (folder / "own" / "tasks.yaml").write_text(
        "ecocheck: 1\ndocument: own\nrows:\n  - {clause: own/c2, form: done, due_printed: no}\n", encoding="utf-8"
    )
    return ecocheck.load(folder / "own")


def outcome(rules: ecocheck.Rulebook, day: str) -> tuple[str, str]:
    """The outcome on a record and in a table, which must be one."""
    record = {"id": "R", "subject": "project", "site.district": "500101", "project.construction": "new"}
    found = next(
        f for f in rules.check({**record, "project.approved_on": day}, as_of="2024-01-01").findings if f.rule == "own/ban"
    )
    table = rules.check([{**record, "id": str(n), "project.approved_on": day} for n in range(3)], as_of="2024-01-01")
    assert {str(f.outcome) for f in table.findings if f.rule == "own/ban"} == {str(found.outcome)}
    return str(found.outcome), found.reason


@pytest.mark.parametrize(
    ("issue", "binds"),
    [
        ("issued: 2022-02-24", "2022-02-24"),
        ("published: 2022-02-24\neffective: 2021-01-01", "2022-02-24"),
        ("issued: 2022-02-24\neffective: 2022-05-01", "2022-05-01"),
        ("issued: 2022-02-24\npublished: 2022-03-01", "2022-02-24"),
    ],
)
def test_a_record_is_bound_from_the_later_of_issue_and_effect(tmp_path: Path, issue: str, binds: str) -> None:
    rules = book(tmp_path, issue)
    before = date.fromordinal(date.fromisoformat(binds).toordinal() - 1).isoformat()
    assert outcome(rules, before) == ("not_applicable", "not_in_force")
    assert outcome(rules, binds)[0] == "fail"


def test_a_breach_on_a_day_that_may_lie_before_the_issue_is_for_a_person(tmp_path: Path) -> None:
    rules = book(tmp_path, "issued: [2022-01-01, 2022-01-31]")
    days = ("2021-12-31", "2022-01-01", "2022-01-30", "2022-01-31")
    assert [outcome(rules, day)[0] for day in days] == ["not_applicable", "review", "review", "fail"]
    assert outcome(rules, "2022-01-15")[1] == "issue_day"


def test_a_rule_of_its_own_later_date_leaves_no_doubt(tmp_path: Path) -> None:
    rules = book(tmp_path, "issued: [2022-01-01, 2022-01-31]", "from: 2022-03-01, ")
    assert [outcome(rules, day)[0] for day in ("2022-02-28", "2022-03-01")] == ["not_applicable", "fail"]


def test_a_date_before_the_issue_in_a_rule_does_not_bind_earlier(tmp_path: Path) -> None:
    rules = book(tmp_path, "issued: 2022-02-24", "from: 2021-07-01, ")
    assert [outcome(rules, day)[0] for day in ("2022-02-23", "2022-02-24")] == ["not_applicable", "fail"]


def test_targets_hold_for_the_years_of_the_plan_whenever_it_was_issued(tmp_path: Path) -> None:
    task = next(rule for rule in book(tmp_path, "issued: 2022-02-24").data.rules if rule.form == "task")
    assert (task.in_force.start, task.in_force.end) == (date(2021, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("said", ["[2022-01-01]", "[2022-01-31, 2022-01-01]", "[January, 2022]"])
def test_a_span_of_issue_is_two_days_in_order(tmp_path: Path, said: str) -> None:
    with pytest.raises(RuleSourceError, match=r"day of issue|印发日"):
        book(tmp_path, f"issued: {said}")
