"""Of a list that is given in part the codes that decide are missing, not the list."""

from __future__ import annotations

import pytest

import ecocheck
from ecocheck.findings.model import Finding

DAY = "2023-06-01"
#: A strict rule on what a filling station has; the record says which of the kinds it is, and names some of its equipment.
RULE, FACT = "wz-145/vapour-recovery", "emission.air_treatment"


@pytest.fixture(scope="module")
def wanzhou() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


def finding(book: ecocheck.Rulebook, **facts: object) -> Finding:
    record = {"subject": "facility", "id": "F1", "site.district": "万州区", **facts}
    return book.check(record, DAY, rules=[RULE]).findings[0]


def test_the_code_that_nothing_was_said_of_is_named(wanzhou: ecocheck.Rulebook) -> None:
    kinds = {"facility.kinds": ["petrol_station"]}
    found = finding(wanzhou, **kinds, **{FACT: {"dedusting": "yes"}})
    assert found.missing == (FACT,)
    assert dict(found.missing_codes) == {FACT: ("vapour_recovery",)}
    assert "油气回收有没有" in found.message.zh
    assert found.to_dict()["missing_codes"] == {FACT: ["vapour_recovery"]}


def test_a_list_of_which_nothing_is_known_is_missing_whole(wanzhou: ecocheck.Rulebook) -> None:
    found = finding(wanzhou, **{"facility.kinds": ["petrol_station"]})
    assert found.missing == (FACT,)
    assert dict(found.missing_codes) == {}
    assert "有没有" not in found.message.zh


def test_of_two_lists_each_has_its_own_codes(wanzhou: ecocheck.Rulebook) -> None:
    found = finding(wanzhou, **{"facility.kinds": {"catering": "no"}, FACT: {"vapour_recovery": "no"}})
    assert dict(found.missing_codes) == {"facility.kinds": ("petrol_station",)}


def test_a_code_that_was_denied_is_not_asked_again() -> None:
    book, rule = ecocheck.load("wulong"), "wl-145/vapour-recovery"
    record = {"subject": "facility", "id": "F1", "facility.kinds": {"petrol_station": "no"}, FACT: ["dedusting"]}
    (found,) = book.check(record, DAY, rules=[rule]).findings
    (codes,) = found.missing_codes.values()
    assert "petrol_station" not in codes
    assert len(codes) == 2
