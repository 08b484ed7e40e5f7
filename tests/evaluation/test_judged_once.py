"""A condition is judged once a record, whichever rules write it, and what is kept never changes what is found."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ecocheck.book import Rulebook
from ecocheck.evaluation.case import Case
from ecocheck.evaluation.judge import NOT_APPLICABLE, Judge
from ecocheck.evaluation.truths import Truth
from ecocheck.logic.conditions import All, Compare, Every, Node
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.logic.outcomes import TABLE
from ecocheck.logic.truth import F
from ecocheck.rulebook.model import InForce, Rule

from .. import strategies as own
from ..columns import drawing
from ..columns.test_agreement import as_written

DAY = date(2023, 6, 1)
FAR = Compare("t.x", "gt", (own.number(1),))
FLAG = Compare("t.y", "lt", (own.number(2),))


class Counting(Truth):
    """Counts how often each comparison is tested."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.tested: Counter[tuple[Compare, Any]] = Counter()

    def test_of(self, node: Compare) -> Any:
        def tested(value: Any) -> Any:
            self.tested[node, value] += 1
            return Truth.test_of(self, node)(value)

        return tested


def rule(name: str, scope: Node | None, require: Node) -> Rule:
    return Rule(
        id=f"t/{name}",
        document="t",
        clauses=(),
        title=own.DOCUMENT.title,
        subjects=("project",),
        kind="limit",
        modality="strict",
        force="mandatory",
        in_force=InForce(),
        scope=scope,
        require=require,
    )


def case_of(facts: dict[str, Any]) -> Case:
    return Case(dict(facts), frozenset(), {}, {}, DAY)


def counting(*rules: Rule) -> tuple[Rulebook, Counting]:
    book = Rulebook(own.rulebook(*rules))
    truth = book._checker.judge.truth = Counting(book.data)
    return book, truth


def test_a_comparison_of_several_rules_is_tested_once_a_record() -> None:
    book, truth = counting(rule("a", FAR, FLAG), rule("b", All((FAR, FLAG)), AnyOf((FLAG, FAR))), rule("c", None, FAR))
    record = {"id": "R", "subject": "project", "t.x": "2", "t.y": "1", "as_of": "2023-06-01"}
    report = book.check(record)
    assert [str(finding.outcome) for finding in report.findings] == ["pass"] * 3
    assert truth.tested == {(FAR, Fraction(2)): 1, (FLAG, Fraction(1)): 1}


def test_what_a_missing_fact_would_decide_is_judged_once_for_all_records() -> None:
    split = rule("a", None, AnyOf((Compare("t.x", "lt", (own.number(1),)), Compare("t.x", "gt", (own.number(2),)))))
    book, truth = counting(split)
    for number in range(3):
        report = book.check({"id": f"R{number}", "subject": "project", "as_of": "2023-06-01"})
        assert report.findings[0].possible == ("fail", "pass")
    assert len(truth.tested) > 2
    assert set(truth.tested.values()) == {1}


@given(st.lists(own.rules(), min_size=1, max_size=4), st.lists(own.known_facts(), min_size=1, max_size=3))
@settings(max_examples=150)
def test_what_is_kept_never_changes_a_judgement(drawn: list[Rule], records: list[dict[str, Any]]) -> None:
    rules = [replace(rule, id=f"t/{number}") for number, rule in enumerate(drawn)]
    judge = Judge(own.rulebook(*rules))
    for facts in records:
        case = case_of(facts)
        for rule in rules:
            afresh = Judge(own.rulebook(*rules))
            assert judge.judgement(rule, case) == afresh.judgement(rule, case_of(facts))
            assert judge.outcomes(rule, case) == afresh.outcomes(rule, case_of(facts))
            assert judge.outside(rule, case) is (judge.outcomes(rule, case) == NOT_APPLICABLE)


@given(drawing.books(), drawing.records())
@settings(max_examples=150)
def test_what_was_checked_before_never_changes_what_is_found(book: Rulebook, records: list[dict[str, Any]]) -> None:
    written = [as_written(raw) for raw in records]
    forwards = [book.check(raw, "2023-06-01").findings for raw in written]
    afresh = Rulebook(book.data, book.plans)
    assert [afresh.check(raw, "2023-06-01").findings for raw in written[::-1]] == forwards[::-1]


def test_what_a_missing_fact_decides_of_one_records_list_is_not_decided_for_the_next_record() -> None:
    """What is asked of every item looks at the project's own `t.x` alone and always holds, yet whether all is listed is not known."""
    near = Compare("t.x", "le", (own.number(1),))
    far = rule("far", Every("t.things", AnyOf((near, Compare("t.x", "gt", (own.number(1),))))), near)
    book = Rulebook(replace(own.rulebook(far), vocabulary=drawing.VOCABULARY), ("t",))
    listed = {"id": "r0", "subject": "project", "t.things": [{"t.size": "2 t/h"}]}
    unlisted = {"id": "r1", "subject": "project"}
    alone = Rulebook(book.data, book.plans).check(unlisted, "2023-06-01").findings[0].possible
    book.check(listed, "2023-06-01")
    assert book.check(unlisted, "2023-06-01").findings[0].possible == alone == ("fail", "pass", "not_applicable")


def test_a_rule_does_not_apply_just_where_its_scope_is_false() -> None:
    for table in TABLE.values():
        for scope in range(1, 8):
            for rest in (require << 3 | exempt for require in range(1, 8) for exempt in range(1, 8)):
                assert (table[scope << 6 | rest] == NOT_APPLICABLE) is (scope == F)
