"""What the strategies draw, and how far a failing example shrinks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from ecocheck import load
from ecocheck.errors import UnknownName
from ecocheck.testing import assert_breaks, boundary, boundary_cases, breaking, complying, records, undecided

CHEM = "wz-145/chem-1km"
BANK = "site.distance.yangtze_system_bank"
QUICK = settings(max_examples=50, suppress_health_check=list(HealthCheck))


def test_the_three_sides_of_one_kilometre() -> None:
    """The clause reads 一公里范围内 with the line itself: 1 km is inside."""
    found = {(case.fact, case.side): (case.record[BANK], case.outcome) for case in boundary_cases(CHEM)}
    assert found == {(BANK, "at"): ("1 km", "fail"), (BANK, "below"): ("0.9 km", "fail"), (BANK, "above"): ("1.1 km", "pass")}


def test_boundary_records_say_in_their_name_which_limit_and_side() -> None:
    record = find(boundary(CHEM), lambda record: record[BANK] == "1.1 km")
    assert record["name"] == f"{BANK}: above 1 km"


def test_every_breaking_record_is_a_breach_to_the_assertions_too() -> None:
    @QUICK
    @given(st.one_of(breaking(CHEM), breaking("cq-145/coal-mainly-for-power-and-heat")))
    def drawn(record: dict[str, Any]) -> None:
        rule = CHEM if BANK in record else "cq-145/coal-mainly-for-power-and-heat"
        assert_breaks(record, rule)

    drawn()


def test_a_breach_shrinks_to_the_facts_that_make_it() -> None:
    record = find(breaking(CHEM), lambda record: True)
    assert set(record) == {"id", "subject", "as_of", "site.district", "project.industry", "project.construction", BANK}
    assert record[BANK] == "1 km"


def test_an_undecided_record_shrinks_to_one_that_states_nothing() -> None:
    assert set(find(undecided(CHEM), lambda record: True)) == {"id", "subject", "as_of", "site.district"}


def test_a_random_record_shrinks_to_what_breaks_a_plan() -> None:
    book = load("wanzhou")
    found = find(
        records("wanzhou", "project"),
        lambda r: book.check(r, as_of="2023-06-01").verdict == "breaks",
        settings=settings(max_examples=2000),
    )
    assert len(found) <= 6
    for name in set(found) - {"id", "subject", "site.district"}:
        less = {key: value for key, value in found.items() if key != name}
        assert book.check(less, as_of="2023-06-01").verdict != "breaks", name


@pytest.mark.parametrize("subject", ["project", "facility", "vehicle", "noise_measurement"])
def test_random_records_can_always_be_read(subject: str) -> None:
    book = load("wanzhou")

    @QUICK
    @given(records(book, subject))
    def drawn(record: dict[str, Any]) -> None:
        report = book.check(record, as_of="2023-06-01")
        assert not [problem for problem in report.problems if problem.severity == "error"]
        assert report.counts["error"] == 0

    drawn()


def test_names_that_do_not_exist_are_refused_at_once() -> None:
    for call in (
        lambda: records("nowhere", "project"),
        lambda: records("wanzhou", "spaceship"),
        lambda: complying("wz-145/chem-2km"),
    ):
        with pytest.raises(UnknownName):
            call()
