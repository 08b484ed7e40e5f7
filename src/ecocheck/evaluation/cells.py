"""Splitting a missing fact by cases, so that comparisons of one fact in one rule are judged together.

Where a rule compares one fact more than once, each comparison alone would say {F, T} and their combination could name outcomes
that no value reaches. The constants cut the fact's values into cells; inside a cell every comparison is decided. A rule is judged
once a cell, and its outcomes are the union. At most 64 cells a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Any, NamedTuple

from ..logic.atoms import among, comparer, constant
from ..logic.conditions import (
    AsOf,
    Compare,
    FactRef,
    Lost,
    ParameterRef,
    comparisons,
)
from ..logic.operators import OPERATORS
from ..logic.truth import T
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import NONE, NOTHING_THERE, Interval, Partial, Value

MOST_CELLS = 64
_OUTSIDE = ("T9700", "A0111", "H6110")  # industries far from what rules name, tried in turn for "none of them"


class Cell(NamedTuple):
    """One part of a fact's values: a value that stands for it, and whether it may hold what a record partly knows.

    `members` are the codes of which the value is one, where the fact has one code.
    """

    value: Value
    fits: Callable[[Any], bool]
    members: tuple[str, ...] = ()


class Split(NamedTuple):
    """The cells of one fact in one rule."""

    fact: str
    cells: tuple[Cell, ...]


def splits_of(rule: Rule, data: RulebookData) -> tuple[Split, ...]:
    """The facts of a rule that are compared more than once, with their cells; as many as stay within 64 combinations."""
    compared: dict[str, list[Compare]] = {}
    inside = (name for group in rule.named.groups for name in data.vocabulary.groups[group].facts)
    excluded = {*looked_up(rule, data), *inside}
    for node in rule.conditions:
        for found in comparisons(node):
            compared.setdefault(found.fact, []).append(found)
    found_splits: list[Split] = []
    combinations_so_far = 1
    for name, nodes in compared.items():
        if len(nodes) < 2 or name in excluded or name.startswith("$"):
            continue
        if any(isinstance(operand, AsOf | FactRef | ParameterRef | Lost) for node in nodes for operand in node.operands):
            continue
        cells = cells_of(data.vocabulary.facts[name], data.vocabulary.lists.get(data.vocabulary.facts[name].list), nodes)
        if cells and combinations_so_far * len(cells) <= MOST_CELLS:
            combinations_so_far *= len(cells)
            found_splits.append(Split(name, cells))
    return tuple(found_splits)


def looked_up(rule: Rule, data: RulebookData) -> Iterator[str]:
    """Facts that are limits of others, keys of tables, or parts of derived values: their cells are not constants."""
    yield from rule.named.limits
    for table in rule.named.tables:
        yield from data.parameters[table].by
    for derived in rule.derive:
        yield from (name for name in data.vocabulary.facts if name in derived.expr)


def cells_of(fact: Fact, codes: CodeList | None, nodes: list[Compare]) -> tuple[Cell, ...]:
    """The cells into which the constants of `nodes` cut the values of `fact`; empty where they cannot be counted."""
    limits = [tuple(constant(operand) for operand in node.operands) for node in nodes]
    if fact.type in ("number", "date"):
        cells = _ordered_cells(
            fact,
            [limit for node, several in zip(nodes, limits, strict=True) if OPERATORS[node.op].orders for limit in several],
        )
        if fact.none == "absent" or any(OPERATORS[node.op].presence for node in nodes):
            cells.append(Cell(NONE, lambda known: known is None))
        return tuple(cells)
    if fact.type == "boolean":
        return (Cell(True, lambda known: True), Cell(False, lambda known: True))
    if codes is None:
        return ()
    if fact.type == "code":
        return tuple(_distinct(fact, codes, nodes, limits))
    return tuple(_subsets(fact, codes, nodes, limits))


def _ordered_cells(fact: Fact, limits: list[Any]) -> list[Cell]:
    points = sorted(set(limits))
    step: Any = timedelta(days=1) if fact.type == "date" else Fraction(1)
    if not points:
        return []
    low_first = points[0] - step if points[0] != date.min else points[0]
    cells = [_range(None, points[0], low_first)]
    for place, point in enumerate(points):
        cells.append(_range(point, point, point, closed=True))
        after = points[place + 1] if place + 1 < len(points) else None
        if after is None:
            cells.append(_range(point, None, point + step))
        elif fact.type != "date":
            cells.append(_range(point, after, (point + after) / 2))
        elif after - point > step:
            cells.append(_range(point, after, point + step))
    return cells


def _range(low: Any, high: Any, value: Any, closed: bool = False) -> Cell:
    return Cell(value, lambda known: not isinstance(known, Interval) or _reaches(known, low, high, closed))


def _reaches(known: Interval, low: Any, high: Any, closed: bool) -> bool:
    above = low is None or known.high is None or known.high > low or (closed and known.high == low and not known.high_open)
    below = high is None or known.low < high or (closed and known.low == high and not known.low_open)
    return above and below


def _representatives(codes: CodeList, limits: list[tuple[Any, ...]]) -> list[str]:
    if codes.scheme == "closed":
        return [code.code for code in codes.codes]
    named = sorted(
        {code for several in limits for listed in several if not isinstance(listed, bool) for code in listed if code != "none"}
    )
    return [*dict.fromkeys(code for name in named for code in _padded(name)), *_OUTSIDE, "none"]


def _padded(name: str) -> list[str]:
    """CodeClasses of GB/T 4754 that lie within a branch."""
    return [name + ending[: 5 - len(name)] for ending in ("9999", "8888", "7777", "6666", "5555", "1111")]


def _distinct(fact: Fact, codes: CodeList, nodes: list[Compare], limits: list[tuple[Any, ...]]) -> Iterator[Cell]:
    tests = [comparer(fact, codes, node.op, limit) for node, limit in zip(nodes, limits, strict=True)]
    alike: dict[tuple[int, ...], list[str]] = {}
    for code in _representatives(codes, limits):
        alike.setdefault(tuple(test(code) for test in tests), []).append(code)
    for members in alike.values():
        yield Cell(members[0], _fits_one_of(members), tuple(members))


def _fits_one_of(members: list[str]) -> Callable[[Any], bool]:
    return lambda known: not isinstance(known, Partial) or not known.no.issuperset(members)


class CodeClasses(NamedTuple):
    """The classes of codes of a list that comparisons tell apart: the codes that stand for each, and what the comparisons want."""

    members: tuple[tuple[str, ...], ...]
    wanted: tuple[tuple[str, ...], ...]
    prefixes: bool

    def holding(self, held: str) -> frozenset[int]:
        """The classes of which a held code may be one: several where it is given more coarsely than it is asked for."""
        if not self.prefixes:
            return frozenset(place for place, members in enumerate(self.members) if held in members)
        finer = [code for members in self.members for code in members if code.startswith(held)]
        patterns = {_pattern(code, self.wanted, True) for code in (*finer, *_padded(held))}
        return frozenset(
            place for place, members in enumerate(self.members) if _pattern(members[0], self.wanted, True) in patterns
        )

    def emptied_by(self, place: int) -> tuple[tuple[str, ...], ...]:
        """Sets of codes of which a list that denies all of one set holds nothing of a class."""
        if not self.prefixes:
            return (self.members[place],)
        return tuple(codes for codes in self.wanted if among(self.members[place][0], codes, True) == T)


def classes_of(codes: CodeList, nodes: list[Compare], limits: list[tuple[Any, ...]]) -> CodeClasses:
    """The classes of codes of a list that comparisons tell apart."""
    prefixes = codes.scheme == "gbt4754"
    wanted: list[tuple[str, ...]] = []
    for node, several in zip(nodes, limits, strict=True):
        flat = tuple(code for listed in several if not isinstance(listed, bool) for code in listed)
        wanted.extend([(code,) for code in flat] if OPERATORS[node.op].one_by_one else [flat])
    classes: dict[tuple[bool, ...], list[str]] = {}
    for code in _representatives(codes, limits):
        if code != "none":
            classes.setdefault(_pattern(code, wanted, prefixes), []).append(code)
    return CodeClasses(tuple(map(tuple, classes.values())), tuple(wanted), prefixes)


def _pattern(code: str, wanted: Iterable[tuple[str, ...]], prefixes: bool) -> tuple[bool, ...]:
    return tuple(among(code, some, prefixes) == T for some in wanted)


def _subsets(fact: Fact, codes: CodeList, nodes: list[Compare], limits: list[tuple[Any, ...]]) -> Iterator[Cell]:
    """All sets of classes of codes that the comparisons tell apart; none where that would be more than 64."""
    classes = classes_of(codes, nodes, limits)
    if 2 ** len(classes.members) > MOST_CELLS:
        return
    for size in range(len(classes.members) + 1):
        for chosen in combinations(range(len(classes.members)), size):
            value = frozenset(classes.members[place][0] for place in chosen)
            yield Cell(value or NOTHING_THERE, _fits_partly(classes, frozenset(chosen)))


def _fits_partly(classes: CodeClasses, chosen: frozenset[int]) -> Callable[[Any], bool]:
    """Whether a list known in part may hold codes of just the chosen classes."""
    emptied = [some for place in chosen for some in classes.emptied_by(place)]

    def fits(known: Any) -> bool:
        if not isinstance(known, Partial):
            return True
        if not chosen or "none" in known.yes:
            return not chosen and not known.yes - NOTHING_THERE and "none" not in known.no
        if any(all(_denied(code, known.no, classes.prefixes) for code in some) for some in emptied):
            return False
        return all(classes.holding(code) & chosen for code in known.yes)

    return fits


def _denied(code: str, no: frozenset[str], prefixes: bool) -> bool:
    return code in no or (prefixes and any(code.startswith(other) for other in no))


def is_open(known: Value | None) -> bool:
    """Whether a fact's value leaves more than one cell open: it is missing, partly known, or below what was measurable."""
    return known is None or isinstance(known, Partial) or (isinstance(known, Interval) and known.censored)


class Supposed(NamedTuple):
    """A combination of cells, one of each fact that is open: the values that stand for them, and which cells they are."""

    values: dict[str, Value]
    cells: tuple[tuple[str, int], ...]


def open_cells(splits: tuple[Split, ...], facts: dict[str, Value]) -> list[Supposed]:
    """The combinations of cells that the case leaves open; one empty combination where every split fact is known."""
    choices: list[list[tuple[str, int, Value]]] = []
    for split in splits:
        known = facts.get(split.fact)
        if is_open(known):
            fitting = [(split.fact, place, cell.value) for place, cell in enumerate(split.cells) if cell.fits(known)]
            if fitting:
                choices.append(fitting)
    return [
        Supposed({fact: value for fact, _, value in chosen}, tuple((fact, place) for fact, place, _ in chosen))
        for chosen in product(*choices)
    ]
