"""The comparisons that look something up, for many rows: other facts, the day of the run, tables, derived values.

Rows that find the same are put together first: a table is asked once for each combination of keys that occurs, by the code of the
one-record path, and the comparison is then made for all its rows at once.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from ..evaluation.judge import Judge
from ..evaluation.truths import against
from ..logic.conditions import AsOf, Compare, FactRef, HasRow, Operand, ParameterRef
from ..logic.operators import OPERATORS
from ..logic.orders import HOLDS
from ..logic.truth import FT
from ..rulebook.model import Parameter, Rule, RulebookData
from ..vocabulary.bands import parse_band
from ..vocabulary.model import CodeList, Fact
from ..vocabulary.values import Interval
from .column import Column, Numbers
from .planes import Indices, Plane, Truths3, both, either, full, masked, of_codes, pack, rows_of, union
from .rows import Rows

MOST_GROUPS = 512


class Classes:
    """Rows in classes that find the same; `first` is a row of each class, `of` the class of each row."""

    def __init__(self, rows: Rows, codes: list[tuple[Any, int]]) -> None:
        joint = np.zeros(rows.count, dtype=np.int64)
        for code, size in codes:
            joint = joint * size + code
            _, joint = np.unique(joint, return_inverse=True)
        _, self.first, self.of = np.unique(joint, return_index=True, return_inverse=True)

    def __len__(self) -> int:
        return len(self.first)

    def plane(self, wanted: list[int]) -> Plane:
        chosen = np.zeros(len(self.first), dtype=bool)
        chosen[wanted] = True
        return pack(chosen[self.of])


def dates_of(parameter: Parameter) -> tuple[Any, ...]:
    return tuple(sorted({day for edition in parameter.editions for day in (edition.start, edition.end) if day is not None}))


def edges_of(parameter: Parameter, place: int, data: RulebookData) -> tuple[Fraction, ...]:
    """The constants at which a number that is a table's key changes what the table finds."""
    fact = data.vocabulary.facts[parameter.by[place]]
    if fact.type != "number":
        return ()
    cells = {row.keys[place] for edition in parameter.editions for row in edition.rows if row.keys[place] != "*"}
    bands = [parse_band(cell, fact) for cell in cells]
    return tuple(sorted({end for band in bands for end in (band.low, band.high) if end is not None}))


class Lookups:
    """Tests such comparisons for one rulebook."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.data = judge.data

    def has_row(self, node: HasRow, rule: Rule, rows: Rows) -> Truths3:
        """Whether a table has a row, class by class of its keys and dates."""
        classes, names = self._classes((node,), rule, rows)
        truths = np.zeros(len(classes), dtype=np.uint8)
        for place, row in enumerate(classes.first):
            case = rows.case(int(row), names)
            truths[place] = self.judge.truth.of(node, rule, case)
        return of_codes(truths[classes.of])

    def compare(self, node: Compare, rule: Rule, rows: Rows) -> Truths3:
        """The truths of a comparison with anything but constants."""
        if node.fact.startswith("$") or any(isinstance(o, FactRef) and o.name.startswith("$") for o in node.operands):
            return self._row_by_row(node, rule, rows)
        column = rows.column(node.fact)
        if column is None or column.known is None:
            return Truths3(rows.all, None, rows.all)
        paired = self._paired(node, column, rows)
        if paired is not None:
            return paired
        classes, names = self._classes(node.operands, rule, rows)
        if len(classes) > MOST_GROUPS:
            return self._row_by_row(node, rule, rows)
        return self._by_class(node, rule, rows, column, classes, names)

    def _by_class(self, node: Compare, rule: Rule, rows: Rows, column: Column, classes: Classes, names: list[str]) -> Truths3:
        fact = self.data.vocabulary.facts[node.fact]
        codes = self.data.vocabulary.lists.get(fact.list)
        truth = self.judge.truth
        wanted: dict[tuple[Any, ...], list[int]] = {}
        openly: list[int] = []
        imprecise: list[int] = []
        for place, row in enumerate(classes.first):
            case = rows.case(int(row), names)
            choices = [truth._limits(operand, fact, rule, case) for operand in node.operands]
            if any(choice is None for choice in choices):
                openly.append(place)
                continue
            combinations = dict.fromkeys(product(*[choice or () for choice in choices]))
            if any(isinstance(limit, Interval) for limits in combinations for limit in limits):
                imprecise.append(place)
                continue
            for limits in combinations:
                wanted.setdefault(limits, []).append(place)
        found = Truths3(None, None, None)
        if openly:
            some = classes.plane(openly)
            found = Truths3(some, None, some)
        if imprecise:
            some = classes.plane(imprecise)
            found = union(found, masked(self._row_by_row(node, rule, rows, rows_of(some, rows.count)), some))
        for limits, places in wanted.items():
            tested = column.planes(OPERATORS[node.op], limits, partial(_against, fact, codes, node.op, limits))
            found = union(found, masked(tested, classes.plane(places)) if len(places) < len(classes) else tested)
        nothing = full(rows.count)
        for plane in found:
            nothing = nothing if plane is None else nothing & ~plane
        return Truths3(either(found.f, nothing), found.j, either(found.t, nothing))

    def _paired(self, node: Compare, column: Column, rows: Rows) -> Truths3 | None:
        """Two numbers or two days of each row, where both stand in bulk and in one unit."""
        operand = node.operands[0]
        orders = OPERATORS[node.op].orders
        if len(orders) != 1 or not isinstance(operand, FactRef):
            return None
        other = rows.column(operand.name)
        if (
            not isinstance(column, Numbers)
            or not isinstance(other, Numbers)
            or column.index is not None
            or other.index is not None
        ):
            return None
        if column.factor != other.factor or column.data.dtype.kind != other.data.dtype.kind or type(column) is not type(other):
            return None
        known = both(column.known, other.known)
        held = known if known is None else known & pack(HOLDS[orders[0]](column.data, other.data))
        unknown = full(rows.count) if known is None else ~known
        return Truths3(full(rows.count) if held is None else ~held, None, either(held, unknown))

    def _classes(self, operands: tuple[Operand | HasRow, ...], rule: Rule, rows: Rows) -> tuple[Classes, list[str]]:
        codes: list[tuple[Any, int]] = []
        names = list(rule.in_force.judged_on)
        for operand in operands:
            if isinstance(operand, AsOf):
                _, of = np.unique(rows.as_of, return_inverse=True)
                codes.append((of, rows.count + 1))
            elif isinstance(operand, FactRef):
                codes += self._codes_of(operand.name, (), rows)
                names.append(operand.name)
            elif isinstance(operand, ParameterRef | HasRow):
                parameter = self.data.parameters[operand.name if isinstance(operand, ParameterRef) else operand.table]
                for place, key in enumerate(parameter.by):
                    codes += self._codes_of(key, edges_of(parameter, place, self.data), rows)
                codes.append(rows.judged(rule.in_force.judged_on).key_codes(dates_of(parameter) or _ANY_DAY))
                names += parameter.by
        return Classes(rows, codes), names

    def _codes_of(self, name: str, edges: tuple[Any, ...], rows: Rows) -> list[tuple[Any, int]]:
        column = rows.column(name)
        return [] if column is None else [column.key_codes(edges)]

    def _row_by_row(self, node: Compare, rule: Rule, rows: Rows, some: Indices | None = None) -> Truths3:
        """By the one-record path, all rows or some; rows with the same values are judged once."""
        truth = self.judge.truth
        names, groups = self.looked_at(node, rule)
        kept: dict[Any, int] = {}
        found = np.full(rows.count, FT, dtype=np.uint8)
        for row in range(rows.count) if some is None else some:
            case = rows.case(int(row), names, groups)
            key = None if case.groups else (tuple(case.facts.items()), case.as_of)
            if key is not None and key in kept:
                found[row] = kept[key]
                continue
            found[row] = truth.of(node, rule, case)
            if key is not None:
                kept[key] = int(found[row])
        return of_codes(found)

    def looked_at(self, node: Compare, rule: Rule) -> tuple[list[str], list[str]]:
        """The facts and groups that a comparison depends on."""
        names = list(rule.in_force.judged_on)
        groups: list[str] = []
        for name in (node.fact, *(o.name for o in node.operands if isinstance(o, FactRef))):
            if name.startswith("$"):
                names += self.judge.truth.facts_of(name, rule)
                groups += self._groups_of(name, rule)
            else:
                names.append(name)
        for operand in node.operands:
            if isinstance(operand, ParameterRef):
                names += self.data.parameters[operand.name].by
        return names, groups

    def _groups_of(self, name: str, rule: Rule) -> list[str]:
        sums = self.judge.truth.sums
        expression = sums.expression(next(d for d in rule.derive if d.name == name[1:]), rule)
        own = [aggregate.group for aggregate in expression.aggregates.values()]
        return own + [
            group for part in expression.names.values() if part.startswith("$") for group in self._groups_of(part, rule)
        ]


def _against(fact: Fact, codes: CodeList | None, op: str, limits: tuple[Any, ...], value: Any) -> int:
    return against(fact, codes, op, value, limits)


#: A table without dates finds the same on every day.
_ANY_DAY = (date(1970, 1, 1),)
