"""A number that its fact cannot be is an error of that value, by every door, and never a measurement."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import ecocheck
from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.errors import ValueRefused
from ecocheck.plans import load
from ecocheck.vocabulary.bounds import bounds_of
from ecocheck.vocabulary.model import Fact, Vocabulary
from ecocheck.vocabulary.typed import read_value

from ..tiny_rulebook import Tiny

AMMONIA = {"medium": "water", "pollutant": "nh3n"}
BANK = "site.distance.yangtze_system_bank"
CHEMICAL = {"site.district": "万州区", "project.industry": "C2614", "project.construction": "new"}
RULE = "wz-145/chem-1km"
ALL, LENGTH = "vocabulary/facts/all.yaml", "type: number, unit: m"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("wanzhou")


def fact(unit: str, **more: Any) -> Fact:
    return Fact("a.b", Said("某值", "some value"), "number", ("project",), unit=unit, **more)


def works(value: Any) -> dict[str, Any]:
    """A sewage works of class 1A, whose ammonia may be 5 mg/L (GB 18918-2002, table 1)."""
    outlet = {"id": "W1", **AMMONIA, "water_value": value}
    return {
        "id": "W",
        "subject": "facility",
        "facility.kinds": ["sewage_works"],
        "wwtp.effluent_class": "1a",
        "facility.outlets": [outlet],
    }


@pytest.mark.parametrize(
    "mark", ["-9999 mg/L", -9999, -999.0, "-9999", "约-99 mg/L", "-9999～-999 mg/L", "-5～3 mg/L", "-1 g/L"]
)
def test_a_concentration_below_zero_is_an_error_that_names_the_bound(book: Rulebook, mark: Any) -> None:
    report = book.check(works(mark), "2023-06-01", rules=["gb-18918-2002/wwtp-1a"])
    assert [(str(f.outcome), f.bad) for f in report.findings] == [("error", ("outlet.water_value",))]
    (problem,) = [one for one in report.problems if one.field == "outlet.water_value"]
    assert "never below 0 mg/L" in problem.en
    assert "leave a missing value blank" in problem.hint_en
    assert "不会小于0 mg/L" in problem.zh
    assert "-9999" in problem.hint_zh


@pytest.mark.parametrize(
    ("unit", "bad", "good"),
    [
        ("mg/m3", "-0.1", "0"),
        ("t/a", "-1 万吨", "0"),
        ("hm2", "-1亩", "2亩"),
        ("person", "-1", "0"),
        ("a", "-1", "3个月"),
        ("pH", "14.1", "14"),
        ("pH", "-1", "0"),
        ("dBA", "9999", "130"),
        ("dBA", "-9999", "0"),
        ("°C", "-273.16", "-273.15"),
        ("°C", "-9999", "-40"),
        ("km", "-300 m", "300 m"),
        ("mg/L", "", "0.02±0.05"),
        ("1", "", "-9999"),
        ("CNY", "", "-5"),
        ("Pa", "", "-20"),
    ],
)
def test_the_dimension_says_what_an_unnamed_bound_is(unit: str, bad: str, good: str) -> None:
    assert read_value(fact(unit), good, Vocabulary()) is not None
    if bad:
        with pytest.raises(ValueRefused):
            read_value(fact(unit), bad, Vocabulary())


@pytest.mark.parametrize(
    ("said", "taken"), [("100", True), ("100.1", False), ("0", True), ("-1", False), ("<50", True), ("≥101", False)]
)
def test_a_fact_says_its_own_bounds_in_its_own_unit(said: str, taken: bool) -> None:
    share = fact("%", least="0", most="100")
    if taken:
        read_value(share, said, Vocabulary())
    else:
        with pytest.raises(ValueRefused, match="-9999"):
            read_value(share, said, Vocabulary())
    assert read_value(share, "1倍" if taken else "0.5倍", Vocabulary()) in (100, 50)


def test_what_may_be_negative_stays(book: Rulebook) -> None:
    for name in ("emission.net_change", "tailings.count_change"):
        assert read_value(book.vocabulary.facts[name], -3, book.vocabulary) == -3


def test_a_figure_below_the_limit_of_detection_is_no_bound_broken(book: Rulebook) -> None:
    year = fact("1", least="1900", most="2200")
    assert read_value(year, "<2020", Vocabulary()).high == 2020  # type: ignore[union-attr]
    assert read_value(fact("mg/L"), "未检出", Vocabulary()).low == 0  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "taken"),
    [("<0", False), ("≤0", True), ("0L", False), ("<0.1", True), (">100", False), ("≥100", True), (">99.9", True)],
)
def test_a_bound_that_leaves_nothing_is_refused(said: str, taken: bool) -> None:
    """Nothing lies below 0 % and nothing above 100 %: such a text names no value, and no outcome would be possible with it."""
    share = fact("%", least="0", most="100")
    if taken:
        read_value(share, said, Vocabulary())
    else:
        with pytest.raises(ValueRefused):
            read_value(share, said, Vocabulary())


def test_a_bound_that_leaves_nothing_is_an_error_of_the_record_and_not_of_the_program(book: Rulebook) -> None:
    record = {"id": "P", "subject": "project", "project.construction": "new", "impact.wetland_taken": "<0"}
    report = book.check(record, "2023-06-01", rules=["wz-145/wetland-first"])
    assert [(str(one.outcome), one.bad) for one in report] == [("error", ("impact.wetland_taken",))]


@pytest.mark.parametrize("said", ["<1", "≤1 t/a", "未检出", "0.5L"])
def test_below_a_figure_says_nothing_of_what_may_be_negative(book: Rulebook, said: str) -> None:
    """A change below 1 t/a may be a fall; from zero on it would be read as none, and a limit on falls as broken."""
    with pytest.raises(ValueRefused):
        read_value(book.vocabulary.facts["emission.net_change"], said, book.vocabulary)


@pytest.mark.parametrize(
    ("unit", "mark"), [("", -9999), ("km", -9999), ("m", -9999.0), ("m", "-9999"), ("", 9999), ("km", "9999"), ("m", 9_999_000)]
)
def test_a_unit_that_stands_apart_is_counted_before_the_bound(book: Rulebook, unit: str, mark: Any) -> None:
    """9999 m is a distance, 9999 km is none in China, which measures some 5,500 km from end to end."""
    said = {"value": mark, "unit": unit} if unit else mark
    (finding,) = book.check({"id": "P", "subject": "project", **CHEMICAL, BANK: said}, "2023-06-01", rules=[RULE]).findings
    assert (str(finding.outcome), finding.bad) == ("error", (BANK,))
    near = {"value": 6000, "unit": "m"}
    (finding,) = book.check({"id": "P", "subject": "project", **CHEMICAL, BANK: near}, "2023-06-01", rules=[RULE]).findings
    assert str(finding.outcome) == "pass"


@pytest.mark.parametrize(
    "cells",
    [
        np.array([-9999.0, 0.3, 2.0, 9999.0]),
        np.array([-9999, 300, 2000, 9_999_000], dtype=np.int32),
        np.array([-9999.0, 0.3, 2.0, 9999.0], dtype=np.float32),
        ["-9999", "0.3", "2", "9999"],
        ["-9999 km", "0.3", "2 km", "9999"],
    ],
    ids=["float", "whole metres", "float32", "text", "text with units"],
)
def test_a_column_finds_them_as_a_record_does(book: Rulebook, cells: Any) -> None:
    whole = not isinstance(cells, list) and cells.dtype == np.int32
    header = f"{BANK}（m）" if whole else BANK
    table = pa.table({"id": list("abcd"), **{key: [value] * 4 for key, value in CHEMICAL.items()}, header: pa.array(cells)})
    found = book.check_table(table, "project", "2023-06-01", outcomes=["error", "fail", "pass"]).to_pylist()
    assert {row["record"]: row["outcome"] for row in found if row["rule"] == RULE} == {
        "a": "error",
        "b": "fail",
        "c": "pass",
        "d": "error",
    }
    assert [row["bad"] for row in found if (row["record"], row["rule"]) == ("a", RULE)] == [[BANK]]


def test_unsigned_and_empty_columns_have_nothing_below_zero(book: Rulebook) -> None:
    table = pa.table({"id": ["a", "b"], **{k: [v] * 2 for k, v in CHEMICAL.items()}, BANK: pa.array([200, None], pa.uint8())})
    found = book.check_table(table, "project", "2023-06-01", outcomes=["pass", "unknown", "error"]).to_pylist()
    assert {row["record"]: row["outcome"] for row in found if row["rule"] == RULE} == {"a": "pass", "b": "unknown"}


def test_every_shipped_number_has_a_lower_bound_but_the_changes() -> None:
    numbers = [one for one in ecocheck.load().vocabulary.facts.values() if one.type == "number"]
    assert {one.name for one in numbers if bounds_of(one).least is None} == {"emission.net_change", "tailings.count_change"}


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        ("type: number, unit: m, least: 5, most: 2", "lies above the most"),
        ("type: text, least: 5", "only a number has bounds"),
        ("type: number, unit: m, most: five", "'five' is no bound"),
    ],
)
def test_bounds_that_cannot_be_are_said(tmp_path: Path, bounds: str, says: str) -> None:
    tiny = Tiny(tmp_path)
    tiny.change(ALL, LENGTH, bounds)
    assert says in tiny.problem()


def test_a_pack_may_lift_the_bound_of_its_dimension(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    tiny.change(ALL, LENGTH, f"{LENGTH}, least: any")
    assert read_value(tiny.load().vocabulary.facts["project.length"], "-5 m", Vocabulary()) == Fraction(-5)
