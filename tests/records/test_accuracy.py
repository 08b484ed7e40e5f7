"""A stated accuracy widens the value that it belongs to, at its widest where it is itself imprecise."""

from __future__ import annotations

from typing import Any

import pytest

from ecocheck.book import Rulebook
from ecocheck.plans import load

from .reading import DISTANCE

RULE = "wz-145/chem-1km"
PROJECT = {
    "id": "P",
    "subject": "project",
    "site.district": "万州区",
    "project.industry": "C2614",
    "project.construction": "new",
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("wanzhou")


def outcome(book: Rulebook, value: Any, accuracy: str) -> str:
    said = {**PROJECT, DISTANCE: {"value": value, "accuracy": accuracy}}
    (finding,) = book.check(said, "2023-06-01", rules=[RULE]).findings
    return str(finding.outcome)


@pytest.mark.parametrize(
    ("value", "accuracy", "expected"),
    [
        ("1.01 km", "", "pass"),
        ("1.01 km", "20 m", "review"),
        ("1.01 km", "约20 m", "review"),
        ("1.01 km", "10～20 m", "review"),
        ("1.01 km", "<20 m", "review"),
        ("1.021 km", "约20 m", "review"),  # 22 m at its widest
        ("1.023 km", "约20 m", "pass"),
        ("1.01～1.5 km", "约20 m", "review"),
        (">1.01 km", "20 m", "unknown"),  # beyond a measuring range, and that with an error
        (">1.03 km", "20 m", "pass"),
    ],
)
def test_the_widest_error_counts(book: Rulebook, value: str, accuracy: str, expected: str) -> None:
    assert outcome(book, value, accuracy) == expected


@pytest.mark.parametrize("accuracy", [">20 m", "未检出", "无", "x", "3 kg"])
def test_an_error_without_an_end_is_refused(book: Rulebook, accuracy: str) -> None:
    assert outcome(book, "1.01 km", accuracy) == "error"


def test_an_error_is_not_held_to_the_bounds_of_what_it_belongs_to(book: Rulebook) -> None:
    """A ship of 30 years, give or take one: no ship is asked to be one year old at least."""
    report = book.check({"id": "V", "subject": "vessel", "vessel.age": {"value": "30 年", "accuracy": "1 年"}}, "2023-06-01")
    assert [problem.field for problem in report.problems if problem.severity == "error"] == []
