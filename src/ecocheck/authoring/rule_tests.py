"""Runs the tests that rules carry inside them.

A test gives facts and says what outcome they must lead to. The record lies in the document's area and is judged on the day of `usual_day`
unless the test says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..book import Rulebook
from ..findings.model import Finding
from ..rulebook.model import Rule, RuleTest
from ..search.trials import trial_of


class TestResult(NamedTuple):
    """A test and what is wrong with it; nothing where it holds."""

    rule: Rule
    test: RuleTest
    wrong: tuple[str, ...]
    finding: Finding | None = None

    @property
    def place(self) -> str:
        return f"{self.rule.file}:{self.test.line or self.rule.line}"


def run_tests(book: Rulebook, rules: Iterable[Rule] | None = None) -> Iterator[TestResult]:
    """Runs every test of the rules (of the whole book where none are named)."""
    for rule in book.data.rules if rules is None else rules:
        for test in rule.tests:
            yield run_test(book, rule, test)


def run_test(book: Rulebook, rule: Rule, test: RuleTest) -> TestResult:
    """One test: its record is judged by this rule alone."""
    trial = trial_of(book, rule, test)
    if trial.record is None:
        return TestResult(rule, test, trial.problems)
    found = list(book.findings_of_rule(rule, trial.record, trial.day))
    if len(found) != 1:
        return TestResult(rule, test, (f"{len(found)} findings, where a test speaks of one; give the group one item",))
    return TestResult(rule, test, tuple(differences(test, found[0])), found[0])


def differences(test: RuleTest, finding: Finding) -> Iterator[str]:
    """What a finding has otherwise than its test says."""
    if str(finding.outcome) != test.expect:
        yield f"expected {test.expect}, found {finding.outcome}{_why(finding)}"
        return
    expected: tuple[tuple[str, Any, Any], ...] = (
        ("missing", None if test.missing is None else set(test.missing), set(finding.missing)),
        ("possible", None if test.possible is None else set(test.possible), set(finding.possible)),
        ("reason", test.reason or None, finding.reason),
    )
    for name, wanted, found in expected:
        if wanted is not None and wanted != found:
            yield f"{name}: expected {_listed(wanted)}, found {_listed(found)}"


def _listed(value: Any) -> Any:
    return sorted(value) if isinstance(value, set) else value


def _why(finding: Finding) -> str:
    parts = [f"reason {finding.reason}"] if finding.reason else []
    parts += [f"missing {list(finding.missing)}"] if finding.missing else []
    parts += [f"possible {list(finding.possible)}"] if finding.possible else []
    return f" ({', '.join(parts)})" if parts else ""
