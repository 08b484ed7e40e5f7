"""Implications drawn over the vocabulary of `tests/columns/drawing.py`, true or not: whatever they say, the engine must stay sound."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.logic.conditions import TRUE, All, Always, Compare, Day, Every, Flag, Node, Not, Number, Some, Texts
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.logic.truth import F
from ecocheck.rulebook.gathered import Gathered
from ecocheck.rulebook.model import Effect, Implication

from .columns.drawing import CODES, GROUP, WHOLE, comparisons

CONSTANTS = (Number, Texts, Day, Flag)
READ = (*WHOLE, "project.involves")
SAID = {
    "t.x": ("0 km", "1 km", ">1 km", "<2 km", ">3 km"),
    "t.y": ("0 km", "none", "<1 km", ">0.5 km"),
    "t.far": ("none", ">2 km", "1 km"),
    "t.gone": ("<2 km", "none", "1.5 km"),
    "t.code": ("a", "c", "none"),
    "t.codes": ("a", "none", "b、c"),
    "t.grade": ("low", "high"),
    "t.trade": ("C2614", "D44"),
    "t.trades": ("C2614、D44", "none"),
    "t.flag": ("yes", "no"),
    "t.hour": ("22:00",),
    "t.text": ("ab",),
    "project.involves": ("none", "b"),
    "t.size": ("1 t/h", ">2 t/h"),
    "t.fuel": ("a", "b"),
    "t.parts": ("a", "none"),
}
IN_PART = {
    **dict.fromkeys(("t.codes", "project.involves", "t.parts"), (*CODES, "none")),
    **dict.fromkeys(("t.code", "t.fuel"), (*CODES, "none")),
    "t.grade": ("low", "mid", "high"),
    "t.trades": ("C26", "C2614", "D44"),
}
SINGLE = ("t.code", "t.fuel", "t.grade")
BOUNDED = ("t.x", "t.y", "t.far", "t.gone")
#: What may be taken of items: of which fact, for which facts of their record.
TAKEN = {
    "all": (("t.parts", "t.fuel"), ("t.codes",)),
    "one": (("t.fuel",), ("t.code",)),
    "least": (("t.size",), BOUNDED),
    "most": (("t.size",), BOUNDED),
}


def constant(facts: tuple[str, ...]) -> st.SearchStrategy[Node]:
    leaf = comparisons(facts)
    return leaf.filter(lambda node: all(isinstance(operand, CONSTANTS) for operand in node.operands))  # type: ignore[union-attr]


def involved(draw: st.DrawFn) -> Node:
    codes = tuple(sorted(draw(st.sets(st.sampled_from(CODES), min_size=1, max_size=2))))
    return Compare("project.involves", draw(st.sampled_from(("in", "not_in"))), (Texts(codes),))


@st.composite
def premises(draw: st.DrawFn) -> Node:
    kind = draw(st.integers(0, 9))
    if kind < 2:
        return involved(draw)
    if kind == 2:
        inner = constant(GROUP.facts)
        return draw(
            st.one_of(
                inner.map(lambda where: Some("t.things", where)),
                inner.map(lambda where: Every("t.things", where)),
                st.just(Every("t.things", Always(F))),
            )
        )
    several = draw(st.lists(constant(WHOLE), min_size=1, max_size=2))
    if len(several) == 1:
        return Not(several[0]) if kind == 3 else several[0]
    return (All if draw(st.booleans()) else AnyOf)(tuple(several))


@st.composite
def gathered(draw: st.DrawFn) -> Effect:
    take: Any = draw(st.sampled_from(sorted(TAKEN)))
    of, facts = (draw(st.sampled_from(names)) for names in TAKEN[take])
    where = draw(st.one_of(st.just(TRUE), constant(GROUP.facts)))
    return Effect(facts, gathered=Gathered("t.things", take, (of,), where, draw(st.booleans())))


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    if draw(st.integers(0, 4)) == 0:
        return draw(gathered())
    fact = draw(st.sampled_from(sorted(SAID)))
    group = "t.things" if fact in GROUP.facts else ""
    if fact in BOUNDED and draw(st.integers(0, 2)) == 0:
        other = draw(st.sampled_from([name for name in BOUNDED if name != fact]))
        return Effect(fact, at_least=other) if draw(st.booleans()) else Effect(fact, at_most=other)
    if fact in IN_PART and draw(st.integers(0, 2)):
        codes = draw(st.lists(st.sampled_from(IN_PART[fact]), min_size=1, max_size=len(IN_PART[fact]) - 1, unique=True))
        split = 0 if fact in SINGLE else draw(st.integers(0, len(codes)))
        yes = [code for code in codes[:split] if code != "none"]
        if "trade" in fact and yes:
            return Effect(fact, yes=tuple(sorted(yes)))
        return Effect(fact, yes=tuple(sorted(yes)), no=tuple(sorted(set(codes) - set(yes))), group=group)
    return Effect(fact, said=draw(st.sampled_from(SAID[fact])), group=group)


@st.composite
def implications(draw: st.DrawFn, most: int = 5) -> tuple[Implication, ...]:
    """A few rows, of which several may speak of one fact and contradict each other."""
    return tuple(
        Implication(
            f"row-{place}",
            "definition",
            Said("试", "t"),
            draw(premises()),
            tuple(draw(st.lists(effects(), min_size=1, max_size=2))),
            ("t.things",) if draw(st.integers(0, 9)) == 0 else (),
        )
        for place in range(draw(st.integers(0, most)))
    )


def shuffled(rows: tuple[Implication, ...]) -> st.SearchStrategy[Any]:
    return st.permutations(rows)
