"""The assertions: what passes, what raises, and that a message tells somebody who has never heard of ecocheck what to do."""

from __future__ import annotations

import pickle
import unittest
from typing import Any

import pytest

from ecocheck import load
from ecocheck.bilingual import Said
from ecocheck.errors import AreaMissing, ComplianceError, DateMissing, UnknownName
from ecocheck.testing import assert_breaks, assert_complies, assert_outcome

CHEM = "wz-145/chem-1km"
BANK = "site.distance.yangtze_system_bank"
DAY = "2023-06-01"


def works(distance: str | None = None, **more: Any) -> dict[str, Any]:
    record = {
        "id": "P1",
        "subject": "project",
        "name": "江边化工厂",
        "project": {"industry": ["C2614"], "construction": ["new"]},
        **more,
    }
    return record if distance is None else record | {BANK: distance}


def failure(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(AssertionError) as caught:
        call(*arguments, **named)
    assert isinstance(caught.value, ComplianceError)
    return str(caught.value)


def test_what_keeps_its_distance_complies() -> None:
    report = assert_complies(works("1.01 km"), as_of=DAY, rules=[CHEM])
    assert [(finding.rule, finding.outcome) for finding in report.findings] == [(CHEM, "pass")]


def test_the_message_names_clause_anchor_fact_value_limit_margin_and_the_way_out() -> None:
    said = failure(assert_complies, works("760 m"), plan="wanzhou", as_of=DAY, rules=[CHEM], lang="en")
    assert "project P1 (江边化工厂) (judged on 2023-06-01) does not comply with Wanzhou District plan" in said
    assert "wz-145/c470" in said
    assert "“禁止在长江干支流一公里范围内新建”" in said
    assert "Distance to the nearest bank of the Yangtze or any tributary is 0.76 km; it must be above 1 km." in said
    assert "is above 1 km (missed by 0.24 km)" in said
    assert "move away by at least 240 m" in said
    assert len(said.splitlines()) <= 7


def test_the_message_is_chinese_unless_asked_otherwise() -> None:
    said = failure(assert_complies, works("760 m"), plan="wanzhou", as_of=DAY, rules=[CHEM])
    assert "建设项目 P1（江边化工厂）（判定日 2023-06-01）不符合《万州区生态环境保护“十四五”规划》：1 条不符合" in said
    assert "（差 0.24 km）" in said


def test_at_the_limit_it_breaks_and_the_message_says_so() -> None:
    assert assert_breaks(works("1 km"), CHEM, as_of=DAY).outcome == "fail"
    assert "exactly at the limit" in failure(assert_complies, works("1 km"), as_of=DAY, rules=[CHEM], lang="en")


def test_a_missing_fact_is_not_compliance_and_is_named() -> None:
    said = failure(assert_complies, works(), as_of=DAY, rules=[CHEM], lang="en")
    assert "1 undecided" in said
    assert BANK in said


OTHER = "cq-145/coal-reduced-replacement"


def test_what_may_stay_open_is_named_and_nothing_else_stays_open() -> None:
    rules = [CHEM, OTHER]  # the second asks for the coal that the record says nothing of
    assert failure(assert_complies, works("3 km"), plan="wanzhou", as_of=DAY, rules=rules)
    assert failure(assert_complies, works("3 km"), plan="wanzhou", as_of=DAY, rules=rules, allow=["review"])
    assert failure(assert_complies, works("3 km"), plan="wanzhou", as_of=DAY, rules=rules, allow=[CHEM])
    for allow in (["unknown"], "unknown", [OTHER]):
        assert assert_complies(works("3 km"), plan="wanzhou", as_of=DAY, rules=rules, allow=allow).verdict == "open"


def test_where_all_is_allowed_to_stay_open_something_must_still_be_met() -> None:
    said = failure(assert_complies, works(), as_of=DAY, rules=[CHEM], allow=["unknown"], lang="en")
    assert "no clause was met" in said


def test_a_broken_rule_cannot_be_allowed_by_its_id() -> None:
    assert failure(assert_complies, works("10 m"), as_of=DAY, rules=[CHEM], allow=[CHEM])


@pytest.mark.parametrize("word", ["fail", "error", "pass", "not_applicable"])
def test_other_outcomes_cannot_be_allowed(word: str) -> None:
    with pytest.raises(UnknownName):
        assert_complies(works("3 km"), as_of=DAY, rules=[CHEM], allow=[word])


@pytest.mark.parametrize("allow", [(), ("unknown", "review")])
@pytest.mark.parametrize(
    "empty", [{}, [], {"subject": "project"}, {"id": "P1", "subject": "project", "name": "x", "as_of": "2023-06-01"}]
)
def test_an_empty_record_never_complies(empty: Any, allow: tuple[str, ...]) -> None:
    assert failure(assert_complies, empty, plan="wanzhou", as_of=DAY, allow=allow)


@pytest.mark.parametrize(
    "subject", ["project", "facility", "vehicle", "vessel", "machine", "farm", "site", "park", "water", "zone"]
)
def test_a_record_that_only_says_where_it_lies_never_complies(subject: str) -> None:
    record = {"id": "X", "subject": subject, "site.district": "万州"}
    assert failure(assert_complies, record, plan="wanzhou", as_of=DAY, allow=("unknown", "review"))


def test_what_no_clause_addresses_does_not_comply() -> None:
    shop = {
        "id": "S",
        "subject": "project",
        "project.industry": ["F5211"],
        "project.kinds": ["housing"],
        "project.construction": ["new"],
    }
    said = failure(assert_complies, shop, as_of=DAY, rules=[CHEM], allow=("unknown",), lang="en")
    assert "no clause addressed it, so nothing was checked" in said


def test_bad_data_does_not_comply_although_the_rest_does() -> None:
    said = failure(
        assert_complies,
        works("3 km", **{"emission.net_change": "a lot"}),
        as_of=DAY,
        rules=[CHEM],
        allow=["unknown"],
        lang="en",
    )
    assert "emission.net_change" in said
    assert "'a lot' is not a number" in said


def test_one_bad_record_among_good_ones_is_the_one_that_is_named() -> None:
    said = failure(assert_complies, [works("3 km"), works("10 m") | {"id": "P2"}], as_of=DAY, rules=[CHEM], lang="en")
    assert "project P2" in said
    assert "project P1" not in said


def test_assert_breaks_says_what_was_found_instead() -> None:
    said = failure(assert_breaks, works("1.5 km"), CHEM, as_of=DAY, lang="en")
    assert "should break wz-145/chem-1km, but does not" in said
    assert "pass:" in said
    assert "met by 0.5 km" in said
    assert "not given" in failure(assert_breaks, works(), CHEM, as_of=DAY, lang="en")


def test_without_a_rule_only_a_failure_is_a_breach() -> None:
    assert assert_breaks(works("10 m"), plan="wanzhou", as_of=DAY).outcome == "fail"
    assert "should break a clause" in failure(assert_breaks, works("5 km"), plan="wanzhou", as_of=DAY, lang="en")


def test_the_outcome_reason_and_missing_facts_can_be_held() -> None:
    assert assert_outcome(works(), CHEM, "unknown", as_of=DAY, missing=[BANK]).possible == ("fail", "pass")
    said = failure(assert_outcome, works("10 m"), CHEM, "pass", as_of=DAY, lang="en")
    assert "should find 'pass', but finds 'fail'" in said
    assert "lacking project.kinds" in failure(
        assert_outcome, works(), CHEM, "unknown", as_of=DAY, missing=["project.kinds"], lang="en"
    )
    assert failure(assert_outcome, works("10 m"), CHEM, "fail", as_of=DAY, reason="lost")


def test_a_rule_on_a_group_is_held_item_by_item() -> None:
    rule = next(rule for rule in load("wanzhou").rules if rule.each == "project.boilers" and rule.form == "rule")
    record = {"id": "P", "subject": "project", "project.boilers": []}
    assert assert_outcome(record, rule.id, "not_applicable", plan="wanzhou", as_of=DAY, reason="none").item == ""
    assert failure(assert_outcome, record, rule.id, "not_applicable", plan="wanzhou", as_of=DAY, item="B1")


def test_a_test_that_is_itself_incomplete_says_so() -> None:
    with pytest.raises(DateMissing):
        assert_complies(works("3 km"), rules=[CHEM])
    with pytest.raises(AreaMissing):
        assert_complies(works("3 km"), as_of=DAY)
    with pytest.raises(UnknownName):
        assert_complies(works("3 km"), plan="nowhere", as_of=DAY)
    with pytest.raises(UnknownName):
        assert_breaks(works("3 km"), "wz-145/nothing-of-the-kind", as_of=DAY)
    with pytest.raises(UnknownName):
        assert_outcome(works("3 km"), CHEM, "passed", as_of=DAY)


def test_the_error_travels_between_processes() -> None:
    error = ComplianceError(Said("甲", "a"), "en")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.text("zh")) == ("a", "甲")


class InUnittest(unittest.TestCase):
    def test_a_failed_expectation_is_a_failure_and_no_error(self) -> None:
        class Inner(unittest.TestCase):
            def runTest(self) -> None:
                assert_complies(works("10 m"), as_of=DAY, rules=[CHEM])

        result = unittest.TestResult()
        Inner().run(result)
        assert (len(result.failures), len(result.errors)) == (1, 0)
