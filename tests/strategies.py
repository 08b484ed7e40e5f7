"""Hypothesis strategies shared by the tests: small vocabularies, conditions over them, records that know some of the facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.logic.conditions import All, Always, Compare, Flag, Judge, Lost, Node, Not, Number, Texts
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.logic.truth import F, J
from ecocheck.rulebook.model import Document, Exemption, InForce, Rule, RulebookData
from ecocheck.vocabulary.model import Code, CodeList, Fact, Vocabulary

CODES = ("a", "b", "c")
FACTS = {
    "t.x": Fact("t.x", Said("甲", "x"), "number", ("project",), unit="1"),
    "t.y": Fact("t.y", Said("乙", "y"), "number", ("project",), unit="1"),
    "t.code": Fact("t.code", Said("丙", "code"), "code", ("project",), list="letters"),
    "t.codes": Fact("t.codes", Said("丁", "codes"), "codes", ("project",), list="letters"),
    "t.flag": Fact("t.flag", Said("戊", "flag"), "boolean", ("project",)),
    "t.grade": Fact("t.grade", Said("己", "grade"), "code", ("project",), list="grades"),
}
VOCABULARY = Vocabulary(
    FACTS,
    {
        "letters": CodeList("letters", codes=tuple(Code(c, Said(c, c)) for c in CODES)),
        "grades": CodeList("grades", ordered=True, codes=tuple(Code(c, Said(c, c)) for c in ("low", "mid", "high"))),
    },
)
DOCUMENT = Document("t", Said("试", "t"), Said("试", "t"), "pack", "")

#: Every value a fact can take that matters to constants 0..3: enough for an exhaustive check.
DOMAINS: dict[str, list[Any]] = {
    "t.x": [Fraction(n, 2) for n in range(-1, 8)],
    "t.y": [Fraction(n, 2) for n in range(-1, 8)],
    "t.code": list(CODES),
    "t.codes": [frozenset(c for c, bit in zip(CODES, f"{n:03b}", strict=True) if bit == "1") for n in range(8)],
    "t.flag": [True, False],
    "t.grade": ["low", "mid", "high"],
}


def number(value: int) -> Number:
    return Number(value, 1, str(value), "1")


@st.composite
def comparisons(draw: st.DrawFn) -> Compare:
    fact = draw(st.sampled_from(sorted(FACTS)))
    kind = FACTS[fact].type
    if kind == "number":
        op = draw(st.sampled_from(("eq", "ne", "lt", "le", "gt", "ge", "between")))
        if op == "between":
            low = draw(st.integers(0, 2))
            return Compare(fact, op, (number(low), number(draw(st.integers(low, 3)))))
        return Compare(fact, op, (draw(st.sampled_from([number(n) for n in range(4)] * 4 + [Lost()])),))
    if kind == "boolean":
        return Compare(fact, draw(st.sampled_from(("eq", "ne"))), (Flag(draw(st.booleans())),))
    if fact == "t.grade":
        return Compare(
            fact,
            draw(st.sampled_from(("lt", "le", "gt", "ge", "eq"))),
            (Texts((draw(st.sampled_from(("low", "mid", "high"))),)),),
        )
    some = tuple(sorted(draw(st.sets(st.sampled_from(CODES), min_size=1))))
    ops = ("in", "not_in") if kind == "code" else ("in", "not_in", "within", "contains", "intersects")
    return Compare(fact, draw(st.sampled_from(ops)), (Texts(some),))


def conditions(most: int = 6) -> st.SearchStrategy[Node]:
    leaves = st.one_of(comparisons(), comparisons(), comparisons(), st.just(Always(J)), st.just(Always(F)))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
            inner.map(Judge),
        ),
        max_leaves=most,
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    exempt = draw(st.lists(conditions(2), max_size=2))
    return Rule(
        id="t/r", document="t", clauses=(), title=Said("试", "t"), subjects=("project",), kind="limit",
        modality=draw(st.sampled_from(("strict", "in_principle", "programme", "encouraged"))), force="mandatory", in_force=InForce(),
        scope=draw(st.one_of(st.none(), conditions(3))), require=draw(conditions(4)),
        exempt=tuple(Exemption(f"e{n}", when) for n, when in enumerate(exempt)),
    )  # fmt: skip


def rulebook(*several: Rule) -> RulebookData:
    return RulebookData({"t": DOCUMENT}, {}, several, {}, {}, VOCABULARY)


def known_facts() -> st.SearchStrategy[dict[str, Any]]:
    """Some of the facts, known exactly."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(domain) for name, domain in DOMAINS.items()})
