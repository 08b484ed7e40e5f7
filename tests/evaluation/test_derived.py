"""Derived values of facts that are not known exactly, and sums over items of which some are not: from the record to the outcome."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ecocheck.book import Rulebook

from ..tiny_rulebook import AREAS, RULE, Tiny

DEVIATION = """\
derive: {off: {expr: "abs(project.length - project.distance)", unit: m}}
require: {$off: {ge: 40 m}}
"""
PER_HEAD = """\
derive: {share: {expr: "project.length / project.distance", unit: 1}}
require: {$share: {le: 0.5}}
"""
COAL = """\
derive: {total: {expr: "sum(capacity where fuel = coal)", over: project.boilers, unit: t_steam/h}}
require: {$total: {le: 10 t/h}}
"""


def book(root: Path, rule: str) -> Rulebook:
    tiny = Tiny(root)
    tiny.write("tiny/rules.yaml", RULE + "".join(f"    {line}\n" for line in rule.splitlines()))
    tiny.change("tiny/document.yaml", 'level: district\narea: "500101"', 'level: standard\narea: "100000"')
    tiny.write("areas.yaml", AREAS + '  - {id: "100000", zh: 全国, en: China, kind: country}\n')
    return Rulebook(tiny.load(), ("tiny",))


def checked(rules: Rulebook, **facts: Any) -> tuple[str, tuple[str, ...]]:
    """The outcome and what stays possible; the table must find the same."""
    record = {"id": "r", **{f"project.{name}": value for name, value in facts.items()}}
    (finding,) = rules.check({"subject": "project", **record}, "2023-06-01").findings
    row = {name: [value] for name, value in record.items()}
    table = rules.check_table(pa.table(row), "project", "2023-06-01", outcomes=(str(finding.outcome),)).to_pylist()
    assert [(one["outcome"], tuple(one["possible"])) for one in table] == [(str(finding.outcome), finding.possible)]
    return str(finding.outcome), finding.possible


@pytest.mark.parametrize(
    ("length", "distance", "outcome"),
    [
        ("500±50 m", "0.5 km", "review"),  # 0 to 50 m off: either side of 40 m
        ("500±30 m", "0.5 km", "fail"),
        ("600±50 m", "0.5 km", "pass"),  # 50 to 150 m off
        ("500 m", "0.5 km", "fail"),
        ("<500 m", "0.2 km", "unknown"),  # 0 to 300 m off
        ("<500 m", "0.55 km", "pass"),  # at least 50 m off
        (">500 m", "0.4 km", "pass"),  # more than 100 m off, however much
    ],
)
def test_a_deviation_is_enclosed(tmp_path: Path, length: str, distance: str, outcome: str) -> None:
    assert checked(book(tmp_path, DEVIATION), length=length, distance=distance)[0] == outcome


def test_a_divisor_that_may_be_zero_leaves_all_open(tmp_path: Path) -> None:
    rules = book(tmp_path, PER_HEAD)
    assert checked(rules, length="100 m", distance="<1 km") == ("unknown", ("fail", "pass"))
    assert checked(rules, length="100 m", distance="0 km") == ("error", ("fail", "pass"))
    assert checked(rules, length="100 m", distance="1±0.5 km") == ("pass", ())  # 0.07 to 0.2


def test_what_was_below_detection_and_what_has_an_error_band_leave_three_outcomes(tmp_path: Path) -> None:
    assert checked(book(tmp_path, DEVIATION), length="<90 m", distance="60±10 m") == ("unknown", ("fail", "review", "pass"))


def coal(rules: Rulebook, *boilers: dict[str, Any]) -> str:
    (finding,) = rules.check({"subject": "project", "id": "r", "project.boilers": list(boilers)}, "2023-06-01").findings
    return str(finding.outcome)


def test_an_item_counts_by_what_its_list_of_codes_holds(tmp_path: Path) -> None:
    """`fuel` is a list of codes: a boiler that burns coal and gas burns coal."""
    rules = book(tmp_path, COAL)
    assert coal(rules, {"fuel": ["coal", "gas"], "capacity": "12 t/h"}) == "fail"
    assert coal(rules, {"fuel": ["gas"], "capacity": "12 t/h"}) == "pass"
    assert coal(rules, {"fuel": {"coal": "no"}, "capacity": "12 t/h"}) == "pass"
    assert coal(rules, {"fuel": {"gas": "yes"}, "capacity": "12 t/h"}) == "unknown"
    assert coal(rules, {"capacity": "12 t/h"}) == "unknown"


def test_a_sum_keeps_what_kind_of_doubt_its_items_have(tmp_path: Path) -> None:
    rules = book(tmp_path, COAL)
    assert coal(rules, {"fuel": "coal", "capacity": "8 t/h"}, {"fuel": "coal", "capacity": "2±1 t/h"}) == "review"
    assert coal(rules, {"fuel": "coal", "capacity": "8 t/h"}, {"fuel": "coal", "capacity": "<4 t/h"}) == "unknown"
    assert coal(rules, {"fuel": "coal", "capacity": "8 t/h"}, {"fuel": "coal", "capacity": "<2 t/h"}) == "pass"
    assert coal(rules, {"fuel": "coal", "capacity": "8 t/h"}, {"fuel": "coal", "capacity": ">3 t/h"}) == "fail"


@pytest.mark.parametrize("digits", ["project.sewage", "1000000000", "-1000000000", "2 + 2"])
def test_rounding_to_digits_that_a_record_says_is_refused_when_rules_are_read(tmp_path: Path, digits: str) -> None:
    tiny = Tiny(tmp_path)
    said = tiny.rule_problem(
        f'derive: {{off: {{expr: "round(project.length, {digits})", unit: m}}}}\nrequire: {{$off: {{ge: 40 m}}}}'
    )
    assert "digits" in said
    assert "tiny/rules.yaml" in said
