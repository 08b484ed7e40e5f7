"""Limits that come from other facts: ends that are exchanged, 无 on either side, figures that are not sharp; alike in both back ends."""

from __future__ import annotations

from typing import Any

import pytest

from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.logic.conditions import Compare, FactRef
from ecocheck.rulebook.model import InForce, Rule, RulebookData

from .comparing import differences, framed
from .drawing import DOCUMENT, PARAMETERS, VOCABULARY

DAY = "2023-06-01"


def outcome(node: Compare, record: dict[str, Any]) -> tuple[str, ...]:
    """What a rule that asks for a condition comes to: its outcome, or all that are possible; both back ends have to agree."""
    title = Said("试", "t")
    rule = Rule("t/r", "t", (), title, ("project",), "limit", "strict", "mandatory", in_force=InForce(), require=node)
    book = Rulebook(RulebookData({"t": DOCUMENT}, {}, (rule,), PARAMETERS, {}, VOCABULARY), ("t",))
    given = {"id": "r", **record}
    assert differences(book, [{"subject": "project", **given}], framed([given]), DAY) == []
    (found,) = book.check({"subject": "project", **given}, DAY).findings
    return found.possible or (str(found.outcome),)


BETWEEN = Compare("t.x", "between", (FactRef("t.y"), FactRef("t.far")))


@pytest.mark.parametrize(
    ("x", "low", "high", "expected"),
    [
        ("1.5", "1", "2", "pass"),
        ("1", "1", "2", "pass"),
        ("2", "1", "2", "pass"),
        ("1.5", "2", "1", "fail"),  # nothing lies between 2 and 1
        ("2", "2", "1", "fail"),
        ("1", "2", "1", "fail"),
        ("约1.5", "2", "1", "fail"),  # whatever it is, 1.35 to 1.65
        ("约1.5", "3", "1", "fail"),
        ("1.5", "约3", "约1", "fail"),  # exchanged at every place of both bands
        ("1.5", "约1.5", "3", "review"),  # 1.35 to 1.65: on either side
    ],
)
def test_between_ends_that_other_facts_give(x: str, low: str, high: str, expected: str) -> None:
    assert outcome(BETWEEN, {"t.x": x, "t.y": low, "t.far": high}) == (expected,)


def test_between_exchanged_ends_stays_open_where_one_of_them_is_missing() -> None:
    assert set(outcome(BETWEEN, {"t.x": "1.5", "t.far": "3"})) == {"fail", "pass"}
    assert set(outcome(BETWEEN, {"t.x": "1.5", "t.y": "2"})) <= {"fail", "pass"}


@pytest.mark.parametrize(
    ("fact", "op", "limit", "expected"),
    [
        ("t.far", "gt", "约2", {"pass"}),  # 无 is farther than any distance, however vague
        ("t.far", "ge", "1~3", {"pass"}),
        ("t.far", "lt", "约2", {"fail"}),
        ("t.far", "le", "<2 km", {"fail"}),
        ("t.far", "gt", ">2 km", {"pass"}),
        ("t.y", "lt", "约2", {"pass"}),  # 无 is zero, below 1.8 to 2.2
        ("t.y", "ge", "约2", {"fail"}),
        ("t.y", "le", "<2 km", {"pass"}),  # zero is not above what is not below zero
        ("t.y", "gt", "<2 km", {"fail"}),
        ("t.y", "lt", "<2 km", {"fail", "pass"}),  # the limit may be zero itself
    ],
)
def test_none_against_a_limit_that_is_not_sharp(fact: str, op: str, limit: str, expected: set[str]) -> None:
    assert set(outcome(Compare(fact, op, (FactRef("t.x"),)), {fact: "无", "t.x": limit})) == expected


@pytest.mark.parametrize("op", ["gt", "ge", "lt", "le"])
@pytest.mark.parametrize("value", ["1", "约1", "<2 km", "无"])
def test_a_distance_to_what_is_not_there_is_no_limit(value: str, op: str) -> None:
    """无 in a distance says that the thing is nowhere near; it names no figure that another could be held against."""
    assert set(outcome(Compare("t.y", op, (FactRef("t.far"),)), {"t.y": value, "t.far": "无"})) == {"fail", "pass"}


@pytest.mark.parametrize(
    ("value", "expected"), [("1", {"pass"}), ("约1", {"pass"}), ("0", {"fail"}), ("<2 km", {"fail", "pass"})]
)
def test_none_that_stands_for_zero_is_a_limit_of_zero(value: str, expected: set[str]) -> None:
    assert set(outcome(Compare("t.x", "gt", (FactRef("t.y"),)), {"t.x": value, "t.y": "无"})) == expected
