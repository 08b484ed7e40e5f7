"""The rows of the five plans: the indicator tables typed line by line from the plans' text, and what every row must have."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

import ecocheck
from ecocheck.progress.target import chosen_start
from ecocheck.rulebook.goals import Goal, Work
from ecocheck.rulebook.listing import limits_of

DOWN = "handed_down"
# indicator, force, printed 2020 value that is a start (None: dash, slash or a five-year rate), operator, 2025 target
TABLES: dict[str, list[tuple[str, str, str | None, str, str]]] = {
    "wz-145": [
        ("energy.intensity_reduction", "binding", None, "ge", DOWN), ("carbon.intensity_reduction", "binding", None, "ge", DOWN),
        ("emission.nox_reduction", "binding", None, "ge", DOWN), ("emission.voc_reduction", "binding", None, "ge", DOWN),
        ("emission.cod_reduction", "binding", None, "ge", DOWN), ("emission.nh3n_reduction", "binding", None, "ge", DOWN),
        ("water.section_good_share", "binding", "100", "ge", "100"), ("air.good_days", "binding", "346", "ge", "330"),
        ("forest.coverage", "binding", "55", "ge", "58"),
    ],
    "wl-145": [
        ("energy.intensity_reduction", "binding", None, "ge", "14.5"), ("carbon.intensity_reduction", "binding", None, "ge", DOWN),
        ("air.good_days", "binding", "355", "ge", "350"), ("air.good_days_share", "binding", "97.0", "ge", "96"),
        ("air.pm25_mean", "binding", "27", "le", "25"), ("water.section_compliance_share", "binding", "100", "ge", "100"),
        ("water.source_urban", "binding", "100", "ge", "100"), ("emission.nox_reduction", "binding", None, "ge", DOWN),
        ("emission.voc_key_sectors_reduction", "binding", None, "ge", DOWN), ("emission.cod_reduction", "binding", None, "ge", DOWN),
        ("emission.nh3n_reduction", "binding", None, "ge", DOWN), ("forest.coverage", "binding", "64.6", "ge", "68"),
        ("eco.redline_share", "binding", "28.89", "ge", "28.89"), ("city.green_cover", "binding", "39.1", "ge", "42"),
        ("city.park_green_per_head", "expected", "10.3", "ge", "12"), ("soil.farmland_safe_use", "binding", None, "ge", "95"),
        ("soil.building_land_safe_use", "binding", None, "ge", "95"), ("waste.hazardous_safe", "binding", "100", "ge", "100"),
        ("waste.medical_grade2", "binding", "100", "ge", "100"),
    ],
    "qj-145": [
        ("energy.intensity_reduction", "binding", None, "ge", DOWN), ("carbon.intensity_reduction", "binding", None, "ge", DOWN),
        ("energy.non_fossil_share", "expected", None, "ge", DOWN), ("air.good_days", "binding", "355", "ge", "350"),
        ("air.pm25_mean", "binding", "28", "le", "28"), ("water.source_urban", "binding", "100", "ge", "100"),
        ("water.source_town", "binding", "100", "ge", "100"), ("emission.nox_reduction", "binding", None, "ge", DOWN),
        ("emission.voc_reduction", "binding", None, "ge", DOWN), ("emission.cod_reduction", "binding", None, "ge", DOWN),
        ("emission.nh3n_reduction", "binding", None, "ge", DOWN), ("soil.farmland_safe_use", "binding", "95", "ge", "95"),
        ("soil.plot_safe_use", "binding", "95", "ge", "95"), ("waste.medical_town", "binding", "100", "ge", "100"),
        ("eco.redline_share", "binding", "25.76", "ge", "25.76"), ("forest.coverage", "binding", "65", "ge", "65"),
        ("city.green_cover", "expected", "40", "ge", "45"), ("eco.protected_area_share", "binding", None, "ge", "17.02"),
    ],
    "lj-145": [
        ("energy.intensity_reduction", "binding", None, "ge", DOWN), ("carbon.intensity_reduction", "binding", None, "ge", DOWN),
        ("emission.cod_cut_key_works", "binding", None, "ge", DOWN), ("emission.nh3n_cut_key_works", "binding", None, "ge", DOWN),
        ("emission.nox_cut_key_works", "binding", None, "ge", DOWN), ("emission.voc_cut_key_works", "binding", None, "ge", DOWN),
        ("water.section_good_share", "binding", "100", "ge", "100"), ("air.good_days_share", "binding", "91.23", "ge", "92.87"),
        ("city.green_cover", "binding", "45.14", "ge", "45.5"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def goals() -> list[tuple[ecocheck.rulebook.model.Rule, Goal]]:  # type: ignore[name-defined]
    rules = [rule for rule in ecocheck.load().rules if rule.form == "indicator"]
    return [(rule, msgspec.convert(rule.target.row["goal"], Goal)) for rule in rules if rule.target is not None]


@pytest.mark.parametrize(("plan", "line"), [(plan, line) for plan, lines in TABLES.items() for line in lines])
def test_the_indicator_tables(goals, plan: str, line: tuple[str, str, str | None, str, str]) -> None:  # type: ignore[no-untyped-def]
    code, force, start, op, target = line
    rows = [
        (rule, goal)
        for rule, goal in goals
        if rule.document == plan
        and goal.code == code
        and goal.base_year == 2020
        and not goal.outlook
        and not goal.repeats
        and rule.force == force
    ]
    found = {(start_of(goal), goal.aim.op, goal.aim.value or goal.aim.than, goal.aim.due) for _, goal in rows}
    assert (start, op, target, 2025) in found


def start_of(goal: Goal) -> str | None:
    start = chosen_start(goal)
    return start.value if start is not None else None


def test_the_two_rivers_of_qianjiang(goals) -> None:  # type: ignore[no-untyped-def]
    own = [goal for rule, goal in goals if rule.document == "qj-145" and goal.code == "water.river_class" and not goal.repeats]
    rivers = {goal.scope: goal.aim.value for goal in own}
    assert rivers == {"阿蓬江": "II", "黔江河": "IV"}


def test_how_many_rows_there_are() -> None:
    rules = ecocheck.load().rules
    for plan, indicators, tasks in (("cq", 64, 166), ("wz", 52, 131), ("wl", 90, 211), ("qj", 81, 98), ("lj", 91, 135)):
        own = [rule for rule in rules if rule.document == f"{plan}-145"]
        assert sum(rule.form == "indicator" for rule in own) == indicators
        assert sum(rule.form == "task" for rule in own) == tasks


def test_every_number_of_a_row_is_among_its_limits(goals) -> None:  # type: ignore[no-untyped-def]
    data = ecocheck.load().data
    for rule, goal in goals:
        carried = {str(limit["value"]) for limit in limits_of(rule, data)}
        for text in (goal.aim.value, *(start.value for start in goal.starts)):
            if text and text.replace(".", "").isdigit():
                assert any(value.replace(".", "").isdigit() and Fraction(value) == Fraction(text) for value in carried), rule.id


def test_repeats_and_neighbours_have_the_same_code(goals) -> None:  # type: ignore[no-untyped-def]
    by_clause = {rule.clauses[0]: goal for rule, goal in goals}
    for rule, goal in goals:
        if goal.repeats:
            assert by_clause[goal.repeats].code == goal.code, rule.id
        if goal.beside:
            assert by_clause[goal.beside].unit == "day"


def test_a_target_never_lies_on_the_wrong_side_unless_it_is_to_be_held(goals) -> None:  # type: ignore[no-untyped-def]
    """Where a row is not marked hold, its target lies beyond its start in the direction asked for."""
    for rule, goal in goals:
        start = start_of(goal)
        if start and goal.aim.value and goal.form in ("level", "share", "count") and goal.direction in ("larger", "smaller"):
            try:
                low, high = Fraction(start), Fraction(goal.aim.value)
            except ValueError:
                continue
            assert high > low if goal.aim.op in ("ge", "gt") else high < low, rule.id


def test_quantities_of_tasks_have_a_unit() -> None:
    for rule in ecocheck.load().rules:
        if rule.form == "task" and rule.target is not None:
            work = msgspec.convert(rule.target.row["work"], Work)
            assert not work.quantity or work.unit or work.unit_zh, rule.id
