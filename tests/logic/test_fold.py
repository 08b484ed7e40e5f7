"""The walk through conditions: every kind has its answer, an algebra without one is refused, and what is kept is found out once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Anything
from typing import get_args

import pytest

from ecocheck.errors import EcocheckError
from ecocheck.logic.conditions import All, Always, Any, Attested, Compare, Every, Flag, HasRow, Judge, Node, Not, Some
from ecocheck.logic.fold import KINDS, Algebra, fold
from ecocheck.logic.truth import F, T

LEAF = Compare("t.flag", "eq", (Flag(True),))
SAMPLES: dict[str, Node] = {
    "compare": LEAF,
    "all_of": All((LEAF,)),
    "any_of": Any((LEAF,)),
    "negated": Not(LEAF),
    "judged": Judge(LEAF),
    "always": Always(F),
    "some": Some("t.items", LEAF),
    "every": Every("t.items", LEAF),
    "has_row": HasRow("t.table"),
    "attested": Attested("t/c1"),
}


def answering(name: str) -> Anything:
    def answer(self: Anything, node: Node, inside: Anything = None) -> str:
        return name

    return answer


Named = type("Named", (Algebra,), {name: answering(name) for name in KINDS})


class Leaves(Algebra[int]):
    """How many leaves a condition has; counts how often it is asked for one."""

    def __init__(self, keeps: bool) -> None:
        self.found: dict[Node, int] | None = {} if keeps else None
        self.asked = 0

    def kept(self, node: Node) -> dict[Node, int] | None:
        return self.found

    def compare(self, node: Compare) -> int:
        self.asked += 1
        return 1

    def all_of(self, node: All, parts: Iterator[int]) -> int:
        return sum(parts)

    def any_of(self, node: Any, parts: Iterator[int]) -> int:
        return next(parts)

    def negated(self, node: Not, part: int) -> int:
        return part

    def judged(self, node: Judge, part: int) -> int:
        return part

    def always(self, node: Always) -> int:
        return 1

    def some(self, node: Some) -> int:
        return fold(node.where, self)

    def every(self, node: Every) -> int:
        return fold(node.where, self)

    def has_row(self, node: HasRow) -> int:
        return 1

    def attested(self, node: Attested) -> int:
        return 1


def test_every_kind_of_condition_has_an_answer_of_its_own() -> None:
    assert {type(node) for node in SAMPLES.values()} == set(get_args(Node))
    assert {name: fold(node, Named()) for name, node in SAMPLES.items()} == {name: name for name in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_algebra_that_lacks_an_answer_is_refused_where_it_is_written(kind: str) -> None:
    with pytest.raises(EcocheckError, match=f"Short does not say what the condition {kind} comes to"):
        type("Short", (Algebra,), {name: answering(name) for name in KINDS if name != kind})


def test_what_an_algebra_keeps_is_found_out_once_however_often_it_stands() -> None:
    node = All((LEAF, Any((LEAF, LEAF)), Not(LEAF), Compare("t.flag", "eq", (Flag(True),))))
    forgetful, keeping = Leaves(keeps=False), Leaves(keeps=True)
    assert fold(node, forgetful) == fold(node, keeping) == 4
    assert (forgetful.asked, keeping.asked) == (4, 1)


def test_parts_are_made_only_as_they_are_asked_for() -> None:
    asked = Leaves(keeps=False)
    fold(Any((LEAF, LEAF, LEAF)), asked)
    assert asked.asked == 1


def test_what_stands_inside_a_node_is_in_the_order_written() -> None:
    parts = (Always(F), Always(T))
    assert All(parts).inside == Any(parts).inside == parts
    assert Every("t.items", parts[1], among=parts[0]).inside == parts
    assert [node.inside for node in (LEAF, Always(F), HasRow("t.table"), Attested("t/c1"))] == [()] * 4
