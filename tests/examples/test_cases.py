"""Cases on every plan, held against outcomes typed from the line of the plan, and the example of every plan held to its page.

The records are written as a newcomer writes them: labels or names, few facts. A clause may be decided by several rules; the outcome
held here is the gravest that any of them finds. Where a line leaves the choice open, a case allows several outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.source.yaml import plain, read_yaml

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
SHOWN = re.compile(r"^\| (\w\d\d) \| (\S+/\S+) \| (\w+) \|", re.MULTILINE)
GRAVEST_FIRST = ("error", "fail", "review", "unknown", "advice", "exempt", "pass", "not_applicable")
OUTCOMES = {"pass", "fail", "review", "not_applicable", "unknown"}
SUBJECTS = {"project", "facility", "vehicle", "vessel", "farm", "site", "park", "zone"}
#: The file of each plan's cases, and how many clauses it reaches at least.
FILES = {"chongqing_wanzhou": 90, "wulong_qianjiang": 145, "liangjiang": 100}
SHOWS = {
    "chongqing": "records.yaml", "wanzhou": "others.yaml", "wulong": "records.yaml", "qianjiang": "records.yaml",
    "liangjiang": "records.yaml",
}  # fmt: skip


@cache
def cases_of(name: str) -> list[dict[str, Any]]:
    file = HERE / f"{name}_cases.yaml"
    written: Any = plain(read_yaml(file.read_text(encoding="utf-8"), file.name))
    cases: list[dict[str, Any]] = [{"plan": name, **case} for case in written["cases"]]
    return cases


@cache
def book(plan: str) -> ecocheck.Rulebook:
    return ecocheck.load(plan)


def gravest(findings: Iterable[ecocheck.Finding], clause: str) -> str:
    outcomes = (str(finding.outcome) for finding in findings if clause in finding.clauses)
    return min(outcomes, key=GRAVEST_FIRST.index, default="no rule")


@pytest.mark.parametrize("case", [case for name in FILES for case in cases_of(name)], ids=lambda case: case["name"])
def test_the_gravest_finding_of_each_clause_is_what_its_line_says(case: dict[str, Any]) -> None:
    report = book(case["plan"]).check({"id": "R", "as_of": "2023-06-01", **case["record"]})
    assert not [problem for problem in report.problems if problem.severity == "error"]
    found = {clause: gravest(report.findings, clause) for clause in case["expect"]}
    allowed = {clause: wanted if isinstance(wanted, list) else [wanted] for clause, wanted in case["expect"].items()}
    assert {clause: outcome for clause, outcome in found.items() if outcome not in allowed[clause]} == {}


@pytest.mark.parametrize("name", FILES)
def test_the_cases_reach_every_outcome_and_most_kinds_of_record(name: str) -> None:
    cases = cases_of(name)
    assert {wanted for case in cases for wanted in case["expect"].values() if isinstance(wanted, str)} >= OUTCOMES
    assert {case["record"].get("subject") for case in cases} >= SUBJECTS
    assert len({clause for case in cases for clause in case["expect"]}) >= FILES[name]


@pytest.mark.parametrize("plan", SHOWS)
def test_the_examples_show_what_their_page_says(plan: str) -> None:
    report = book(plan).check(EXAMPLES / plan / SHOWS[plan])
    assert not report.problems
    page = (EXAMPLES / plan / "README.md").read_text(encoding="utf-8")
    said = {(record, clause): outcome for record, clause, outcome in SHOWN.findall(page)}
    shown = {
        (record, clause): gravest([finding for finding in report.findings if finding.record == record], clause)
        for record, clause in said
    }
    assert shown == said
    assert len({record for record, _ in said}) == len({finding.record for finding in report.findings}) >= 10
