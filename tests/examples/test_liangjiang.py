"""Cases on the plan of Liangjiang New Area, held against outcomes typed from the line of the plan, and its example.

The records are written as a newcomer writes them: labels or names, few facts. A clause may be decided by several rules; the outcome
held here is the gravest that any of them finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ecocheck
from ecocheck.rulebook.strict_yaml import plain, read_yaml

CASES = Path(__file__).with_name("liangjiang_cases.yaml")
EXAMPLE = Path(__file__).parents[2] / "examples" / "liangjiang"
SHOWN = re.compile(r"^\| (L\d\d) \| (\S+/\S+) \| (\w+) \|", re.MULTILINE)
GRAVEST_FIRST = ("error", "fail", "review", "unknown", "advice", "exempt", "pass", "not_applicable")


def _cases() -> list[dict[str, Any]]:
    written: Any = plain(read_yaml(CASES.read_text(encoding="utf-8"), CASES.name))
    cases: list[dict[str, Any]] = written["cases"]
    return cases


@cache
def _book() -> ecocheck.Rulebook:
    return ecocheck.load("liangjiang")


def _gravest(findings: Iterable[ecocheck.Finding], clause: str) -> str:
    outcomes = (str(finding.outcome) for finding in findings if clause in finding.clauses)
    return min(outcomes, key=GRAVEST_FIRST.index, default="no rule")


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_the_gravest_finding_of_a_clause_is_what_its_line_says(case: dict[str, Any]) -> None:
    report = _book().check({"id": "R", "as_of": "2023-06-01", **case["record"]})
    assert not report.problems
    for clause, wanted in case["expect"].items():
        assert _gravest(report.findings, clause) in (wanted if isinstance(wanted, list) else [wanted])


def test_the_cases_reach_every_outcome_and_most_kinds_of_record() -> None:
    cases = _cases()
    settled = {wanted for case in cases for wanted in case["expect"].values() if isinstance(wanted, str)}
    assert settled >= {"pass", "fail", "review", "advice", "not_applicable", "unknown"}
    subjects = {case["record"]["subject"] for case in cases}
    kinds = "project facility vehicle vessel machine farm site park water zone noise_measurement"
    assert subjects >= set(kinds.split())
    assert len({clause for case in cases for clause in case["expect"]}) >= 100


def test_the_example_shows_what_its_page_says() -> None:
    report = _book().check(EXAMPLE / "records.yaml")
    assert not report.problems
    said = {(record, clause): outcome for record, clause, outcome in SHOWN.findall((EXAMPLE / "README.md").read_text("utf-8"))}
    shown = {
        (record, clause): _gravest([finding for finding in report.findings if finding.record == record], clause)
        for record, clause in said
    }
    assert shown == said
    assert len({record for record, _ in said}) == len({finding.record for finding in report.findings}) >= 10
