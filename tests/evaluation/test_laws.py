"""The laws of DESIGN's section 3, against a brute-force evaluator that shares no code with the engine."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from ecocheck.bilingual import Said
from ecocheck.evaluation.case import Case
from ecocheck.evaluation.compiled import Program
from ecocheck.evaluation.explain.finding import Explainer
from ecocheck.evaluation.judge import Judge
from ecocheck.logic.conditions import All, Always, Compare, Lost, Node, Not, comparisons
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.logic.conditions import Judge as JudgeNode
from ecocheck.logic.outcomes import outcomes
from ecocheck.records.model import Given, Record
from ecocheck.rulebook.model import Rule

from .. import strategies as own

DAY = date(2023, 6, 1)
GRADES = ("low", "mid", "high")


def plain_truth(node: Node, facts: dict[str, Any]) -> str:
    """Truth of a condition on wholly known facts, written from DESIGN alone: 'F' < 'J' < 'T'."""
    order = "FJT"
    if isinstance(node, Compare):
        if isinstance(node.operands[0], Lost):
            return "J"
        value = facts[node.fact]
        limits = [o.values if hasattr(o, "values") else o.value if hasattr(o, "value") else o.numerator for o in node.operands]
        if node.fact == "t.grade":
            value, limits = GRADES.index(value), [GRADES.index(limits[0][0])]
        first = limits[0]
        held = {
            "eq": lambda: value == first, "ne": lambda: value != first, "lt": lambda: value < first, "le": lambda: value <= first,
            "gt": lambda: value > first, "ge": lambda: value >= first, "between": lambda: first <= value <= limits[-1],
            "in": lambda: bool(_set(value) & set(first)), "not_in": lambda: not _set(value) & set(first),
            "within": lambda: _set(value) <= set(first), "contains": lambda: set(first) <= _set(value),
            "intersects": lambda: bool(_set(value) & set(first)),
        }[node.op]()  # fmt: skip
        return "T" if held else "F"
    if isinstance(node, All):
        return min((plain_truth(part, facts) for part in node.parts), key=order.index, default="T")
    if isinstance(node, AnyOf):
        return max((plain_truth(part, facts) for part in node.parts), key=order.index, default="F")
    if isinstance(node, Not):
        return {"T": "F", "J": "J", "F": "T"}[plain_truth(node.part, facts)]
    if isinstance(node, JudgeNode):
        return {"T": "J", "J": "J", "F": "F"}[plain_truth(node.part, facts)]
    assert isinstance(node, Always)
    return {1: "F", 2: "J", 4: "T"}[node.truth]


def _set(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def plain_outcome(rule: Rule, facts: dict[str, Any]) -> str:
    """The outcome table of DESIGN, row by row."""
    scope = "T" if rule.scope is None else plain_truth(rule.scope, facts)
    require = plain_truth(rule.require, facts)
    exempt = max((plain_truth(e.when, facts) for e in rule.exempt), key="FJT".index, default="F")
    if scope == "F":
        return "not_applicable"
    if require == "T":
        return "pass"
    if exempt == "T":
        return "exempt"
    if (scope, require, exempt) == ("T", "F", "F"):
        return {"strict": "fail", "in_principle": "review", "programme": "review", "encouraged": "advice"}[rule.modality]
    return "advice" if rule.modality == "encouraged" else "review"


def compared(rule: Rule) -> set[str]:
    def inside(node: Node) -> set[str]:
        if isinstance(node, Compare):
            return {node.fact}
        parts = getattr(node, "parts", (node.part,) if hasattr(node, "part") else ())
        return set().union(*(inside(part) for part in parts)) if parts else set()

    nodes = [n for n in (rule.scope, rule.require, *(e.when for e in rule.exempt)) if n is not None]
    return set().union(*(inside(node) for node in nodes))


def reachable(rule: Rule, facts: dict[str, Any]) -> set[str]:
    """Every outcome that some completion of the missing facts reaches."""
    open_facts = sorted(compared(rule) - set(facts))
    domains = [own.DOMAINS[name] for name in open_facts]
    return {plain_outcome(rule, {**facts, **dict(zip(open_facts, values, strict=True))}) for values in product(*domains)}


def found_set(rule: Rule, facts: dict[str, Any]) -> set[str]:
    judge = Judge(own.rulebook(rule))
    return {str(o) for o in outcomes(judge.outcomes(rule, Case(dict(facts), frozenset(), {}, {}, DAY)))}


@settings(max_examples=300)
@given(own.rules(), own.known_facts())
def test_every_reachable_outcome_is_found(rule: Rule, facts: dict[str, Any]) -> None:
    assume(len(compared(rule) - set(facts)) <= 4)
    assert reachable(rule, facts) <= found_set(rule, facts)


@settings(max_examples=300)
@given(own.rules(), own.known_facts())
def test_wholly_known_facts_give_exactly_the_outcome_of_the_table(rule: Rule, facts: dict[str, Any]) -> None:
    complete = {name: facts.get(name, domain[0]) for name, domain in own.DOMAINS.items()}
    assert found_set(rule, complete) == {plain_outcome(rule, complete)}


@settings(max_examples=300)
@given(own.rules(), own.known_facts(), st.data())
def test_giving_a_missing_fact_never_adds_an_outcome(rule: Rule, facts: dict[str, Any], data: st.DataObject) -> None:
    missing = sorted(set(own.FACTS) - set(facts))
    assume(missing)
    name = data.draw(st.sampled_from(missing))
    value = data.draw(st.sampled_from(own.DOMAINS[name]))
    assert found_set(rule, {**facts, name: value}) <= found_set(rule, facts)


@settings(max_examples=300)
@given(own.rules(), own.known_facts(), st.data())
def test_giving_all_missing_facts_always_decides(rule: Rule, facts: dict[str, Any], data: st.DataObject) -> None:
    book = own.rulebook(rule)
    judge = Judge(book)
    explainer = Explainer(book, judge)
    case = Case(dict(facts), frozenset(), {}, {}, DAY)
    record = Record("r", "project", {name: Given(value) for name, value in facts.items()})
    finding = explainer.finding(rule, case, record, record.facts)
    answers = {name: data.draw(st.sampled_from(own.DOMAINS[name])) for name in finding.missing}
    assert len(found_set(rule, {**facts, **answers})) == 1
    assert (len(found_set(rule, facts)) > 1) == bool(finding.missing)


@settings(max_examples=200)
@given(own.rules(), own.known_facts())
def test_explained_and_plain_judgement_find_the_same_set(rule: Rule, facts: dict[str, Any]) -> None:
    judge = Judge(own.rulebook(rule))
    case = Case(dict(facts), frozenset(), {}, {}, DAY)
    assert judge.judgement(rule, case).outcomes == judge.outcomes(rule, case)


@settings(max_examples=300)
@given(st.lists(own.rules(), min_size=1, max_size=4), own.known_facts())
def test_the_generated_program_finds_the_same_sets_as_the_judge(rules: list[Rule], facts: dict[str, Any]) -> None:
    judge = Judge(own.rulebook(*rules))
    numbered = [structs.replace(rule, id=f"t/r{n}") for n, rule in enumerate(rules)]
    case = Case(dict(facts), frozenset(), {}, {}, DAY)
    assert Program(judge, numbered).outcomes(case) == [judge.outcomes(rule, case) for rule in numbered]


@settings(max_examples=200)
@given(st.lists(own.conditions(3), min_size=1, max_size=3), own.known_facts())
def test_de_morgan_and_order(parts: list[Node], facts: dict[str, Any]) -> None:
    judge = Judge(own.rulebook())
    rule = Rule("t/r", "t", (), Said("试", "t"), ("project",), "limit", "strict", "mandatory")
    case = Case(dict(facts), frozenset(), {}, {}, DAY)

    def truth(node: Node) -> int:
        return judge.truth.of(node, rule, case)

    assert truth(Not(All(tuple(parts)))) == truth(AnyOf(tuple(Not(part) for part in parts)))
    assert truth(All(tuple(parts))) == truth(All(tuple(reversed(parts))))
    assert truth(AnyOf(tuple(parts))) == truth(AnyOf(tuple(reversed(parts))))


@settings(max_examples=200)
@given(own.rules(), own.known_facts())
def test_a_fact_compared_twice_leaves_only_what_it_can_reach(rule: Rule, facts: dict[str, Any]) -> None:
    """With one fact missing and split into cells, the set is exact: nothing is named that no value reaches."""
    open_facts = compared(rule) - set(facts)
    assume(len(open_facts) == 1)
    nodes = [n for whole in rule.conditions for n in comparisons(whole) if n.fact in open_facts]
    assume(len(nodes) > 1 and not any(isinstance(o, Lost) for n in nodes for o in n.operands))
    assert found_set(rule, facts) == reachable(rule, facts)


def test_a_noise_reading_under_both_limits_passes_whatever_the_period() -> None:
    """49 dB in zone 2 meets the day limit of 60 and the night limit of 50 (GB 3096-2008, table 1)."""
    import ecocheck

    book = ecocheck.load("wanzhou")
    record = {"subject": "noise_measurement", "id": "N", "noise": {"leq": "49 dB(A)", "zone": "2", "source": "ambient"}}
    (finding,) = book.check(record, "2023-06-01", rules=["gb-3096-2008/ambient-noise"]).findings
    assert str(finding.outcome) == "pass"
    louder = {**record, "noise": {**record["noise"], "leq": "55 dB(A)"}}  # type: ignore[dict-item]
    (finding,) = book.check(louder, "2023-06-01", rules=["gb-3096-2008/ambient-noise"]).findings
    assert (str(finding.outcome), finding.missing) == ("unknown", ("noise.period",))
