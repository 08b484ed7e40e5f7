"""Cases on the plans of Chongqing and Wanzhou, the Yangtze law and some standards, held against outcomes typed from the text.

The records are written as a newcomer writes them: labels or names, few facts. A clause may be decided by several rules; the outcome
held here is the gravest that any of them finds.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.rulebook.strict_yaml import plain, read_yaml

CASES = Path(__file__).with_name("chongqing_wanzhou_cases.yaml")
GRAVEST_FIRST = ("error", "fail", "review", "unknown", "advice", "exempt", "pass", "not_applicable")


def _cases() -> list[dict[str, Any]]:
    written: Any = plain(read_yaml(CASES.read_text(encoding="utf-8"), CASES.name))
    cases: list[dict[str, Any]] = written["cases"]
    return cases


@cache
def _book(plan: str) -> ecocheck.Rulebook:
    return ecocheck.load(plan)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_the_gravest_finding_of_each_clause_is_what_its_line_says(case: dict[str, Any]) -> None:
    report = _book(case["plan"]).check({"id": "R", "as_of": "2023-06-01", **case["record"]})
    assert not report.problems
    found = {
        clause: min(
            (str(finding.outcome) for finding in report.findings if clause in finding.clauses),
            key=GRAVEST_FIRST.index,
            default="no rule",
        )
        for clause in case["expect"]
    }
    allowed = {clause: wanted if isinstance(wanted, list) else [wanted] for clause, wanted in case["expect"].items()}
    assert {clause: outcome for clause, outcome in found.items() if outcome not in allowed[clause]} == {}


def test_the_cases_reach_every_kind_of_record_and_outcome() -> None:
    cases = _cases()
    subjects = {case["record"]["subject"] for case in cases}
    assert subjects >= {"project", "facility", "vehicle", "vessel", "machine", "farm", "site", "park", "zone", "water"}
    settled = {wanted for case in cases for wanted in case["expect"].values() if isinstance(wanted, str)}
    assert settled >= {"pass", "fail", "exempt", "review", "advice", "not_applicable", "unknown"}
    clauses = {clause for case in cases for clause in case["expect"]}
    assert len(clauses) >= 90
