"""Industries that are given in part: the cells of a list of GB/T 4754 classes are fitted alike by the judge, the program and the planes."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ecocheck.bilingual import Said
from ecocheck.columns.codes_column import Lists
from ecocheck.columns.planes import full, unpack
from ecocheck.evaluation.case import Case
from ecocheck.evaluation.cells import cells_of, classes_of
from ecocheck.evaluation.compiled import Program
from ecocheck.evaluation.judge import Judge
from ecocheck.logic.conditions import All, Compare, Node, Not, Texts
from ecocheck.logic.conditions import Any as AnyOf
from ecocheck.rulebook.model import Rule, RulebookData
from ecocheck.vocabulary.model import CodeList, Fact, Vocabulary
from ecocheck.vocabulary.values import NOTHING_THERE, Partial

from .. import strategies as own

DAY = date(2023, 6, 1)
TRADES = Fact("t.trades", Said("行业", "trades"), "codes", ("project",), list="trades")
INDUSTRIES = CodeList("trades", scheme="gbt4754")
DATA = RulebookData({"t": own.DOCUMENT}, vocabulary=Vocabulary({"t.trades": TRADES}, {"trades": INDUSTRIES}))
#: What rules ask for, and what records hold: a section, a division, groups and classes.
WANTED = ("C26", "C261", "C2614", "C30", "D")
HELD = ("C", "C26", "C261", "C2614", "C2619", "C2651", "C30", "C3011", "D4411", "E47")
#: Whole classes, among which every list that matters to WANTED can be drawn.
WHOLE = ("C2614", "C2619", "C2651", "C3011", "C1711", "D4411", "E4720")


def comparison() -> st.SearchStrategy[Compare]:
    some = st.sets(st.sampled_from(WANTED), min_size=1, max_size=2).map(lambda codes: (Texts(tuple(sorted(codes))),))
    return st.builds(Compare, st.just("t.trades"), st.sampled_from(("in", "not_in", "within", "contains")), some)


def condition() -> st.SearchStrategy[Node]:
    return st.recursive(
        comparison(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=2).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=2, max_size=2).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=4,
    )


def parts() -> st.SearchStrategy[Partial]:
    """Lists known in part that do not contradict themselves."""
    codes = st.frozensets(st.sampled_from(HELD), max_size=2)
    return st.builds(Partial, codes, codes).filter(
        lambda part: bool(part.yes or part.no) and not any(yes.startswith(no) for yes in part.yes for no in part.no)
    )


def rule(scope: Node, require: Node) -> Rule:
    return Rule("t/r", "t", (), own.DOCUMENT.title, ("project",), "limit", "strict", "mandatory", scope=scope, require=require)


def case(value: object) -> Case:
    return Case({"t.trades": value}, frozenset(), {}, {}, DAY)  # type: ignore[dict-item]


@settings(max_examples=300)
@given(condition(), condition(), parts())
def test_judge_and_program_agree_on_industries_given_in_part(scope: Node, require: Node, known: Partial) -> None:
    drawn = rule(scope, require)
    judge = Judge(replace(DATA, rules=(drawn,)))
    assert Program(judge, (drawn,)).outcomes(case(known)) == [judge.outcomes(drawn, case(known))]


@settings(max_examples=200)
@given(condition(), condition(), parts())
def test_what_a_whole_list_comes_to_was_possible_for_a_part_of_it(scope: Node, require: Node, known: Partial) -> None:
    drawn = rule(scope, require)
    judge = Judge(replace(DATA, rules=(drawn,)))
    found = judge.outcomes(drawn, case(known))
    for size in range(3):
        for codes in combinations(WHOLE, size):
            met = all(any(code.startswith(yes) for code in codes) for yes in known.yes)
            if met and not any(code.startswith(no) for code in codes for no in known.no):
                assert judge.outcomes(drawn, case(frozenset(codes) or NOTHING_THERE)) & ~found == 0


@settings(max_examples=200)
@given(st.lists(comparison(), min_size=2, max_size=3), parts())
def test_planes_fit_industries_given_in_part_as_one_record_does(compared: list[Compare], known: Partial) -> None:
    limits = [tuple(operand.values for operand in node.operands if isinstance(operand, Texts)) for node in compared]
    classes = classes_of(INDUSTRIES, compared, limits)
    cells = cells_of(TRADES, INDUSTRIES, compared)
    assume(cells)
    column = Lists(TRADES, INDUSTRIES, 1)
    column.put(full(1), known)
    for cell in cells:
        assert isinstance(cell.value, frozenset)
        chosen = frozenset(place for place, members in enumerate(classes.members) if members[0] in cell.value)
        plane = column.misfits_of(classes, chosen)
        misfit = plane is not None and bool(np.any(unpack(plane, 1)))
        assert misfit is not cell.fits(known)


def test_a_class_that_is_held_settles_what_is_asked_of_its_division() -> None:
    """C2614 is in C26, and a list that holds it is never wholly outside C26: no cell without C26 is left."""
    wanted = [Compare("t.trades", op, (Texts(("C26",)),)) for op in ("in", "not_in")]
    held = Partial(frozenset(("C2614",)), frozenset())
    fitting = [cell.value for cell in cells_of(TRADES, INDUSTRIES, wanted) if cell.fits(held)]
    assert fitting
    assert all(any(code.startswith("C26") for code in value) for value in fitting)  # type: ignore[union-attr]
