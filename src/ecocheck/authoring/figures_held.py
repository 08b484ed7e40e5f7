"""The numbers and days that a rule holds, so that they can be held against those that a reader wrote down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from ..errors import UnknownUnit, ValueRefused
from ..logic.conditions import Compare, Day, Judge, Node, Not, Number, ParameterRef, comparisons
from ..logic.operators import sides
from ..rulebook.meaning import own_days
from ..rulebook.model import Rule, RulebookData
from ..rulebook.readings import BOUNDS
from ..vocabulary.quantities import parse_quantity
from ..vocabulary.units import find_unit, unit

Side = Literal["allowed", "addressed"]
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_TIMES = {"万": 10**4, "亿": 10**8}
#: The opposite of a bound: what is forbidden below a limit must be above it.
OPPOSITE = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le", "eq": "ne", "ne": "eq"}
#: A share of a limit: that it is at most 1 says "keeps its limit", which is no number of the clause.
_RATIO = "_ratio"


class Amount(NamedTuple):
    """A number as written, and what it comes to in the base of its dimension; no dimension for a bare one."""

    number: Fraction
    value: Fraction
    dimension: str

    def equals(self, other: Amount) -> bool:
        """Whether they are one amount, or one number beside units that do not compare (蒸吨 and t/h)."""
        if self.dimension and self.dimension == other.dimension:
            return self.value == other.value
        return self.number == other.number or self.value == other.value


class Held(NamedTuple):
    """A number of a rule: its bound, on the side of what is allowed or of what the rule addresses.

    `sure` tells a bound that a rule decides by from what it leaves to a person or looks up in a table.
    """

    text: str
    amount: Amount
    op: str
    side: Side
    sure: bool

    def reads(self, op: str, side: Side) -> bool:
        """Whether a bound says the same, written of the one side or the other."""
        return not self.sure or self.op == (op if side == self.side else OPPOSITE[op])


def amount_of(text: str, unit_name: str = "") -> Amount | None:
    """The amount of a text such as ``1 km`` or ``35蒸吨``; None where it holds no number.

    >>> amount_of("8万平方米").value, amount_of("1 km").equals(amount_of("1000米"))
    (Fraction(80000, 1), True)
    """
    try:
        read = parse_quantity(text)
    except (ValueRefused, UnknownUnit):
        digits = _DIGITS.search(text)
        if digits is None:
            return None
        number = Fraction(digits[0].replace(",", "")) * _TIMES.get(text[digits.end() : digits.end() + 1], 1)
        return Amount(number, number, "")
    number, name = read.high, read.unit or unit_name
    known = unit(name) if name else None
    return Amount(number, number * known.factor, known.dimension) if known else Amount(number, number, "")


def figures_of(rule: Rule, data: RulebookData) -> Iterator[Held]:
    """The numbers of a rule's conditions, tables and target; nought only says that there is any, and is none."""
    if rule.scope is not None:
        yield from _figures(rule.scope, "addressed", True, data)
    if rule.require is not None:
        yield from _figures(rule.require, "allowed", True, data)
    for exemption in rule.exempt:
        yield from _figures(exemption.when, "allowed", True, data)
    if rule.target is not None:
        yield from _figures_of_target(rule)


def _figures(node: Node, side: Side, sure: bool, data: RulebookData) -> Iterator[Held]:
    if isinstance(node, Compare):
        yield from _compared(node, side, sure, data)
    if isinstance(node, Not):
        side = "addressed" if side == "allowed" else "allowed"
    for part in node.inside:
        yield from _figures(part, side, sure and not isinstance(node, Judge), data)


def _compared(node: Compare, side: Side, sure: bool, data: RulebookData) -> Iterator[Held]:
    ops = sides(node.op) or (node.op,) * len(node.operands)
    for op, operand in zip(ops, node.operands, strict=False):
        if isinstance(operand, Number) and operand.numerator and op in BOUNDS:
            number = Fraction(operand.numerator, operand.denominator)
            written = amount_of(operand.text, operand.unit)
            own = sure and not (number == 1 and node.fact.endswith(_RATIO))
            yield Held(operand.text, written or Amount(number, number, ""), op, side, own)
        elif isinstance(operand, ParameterRef):
            parameter = data.parameters[operand.name]
            for edition in parameter.editions:
                for text in (edition.value, *(row.value for row in edition.rows)):
                    amount = amount_of(text, parameter.unit if find_unit(parameter.unit) else "")
                    if amount is not None:
                        yield Held(text, amount, op, side, sure=False)


def _figures_of_target(rule: Rule) -> Iterator[Held]:
    assert rule.target is not None
    limits = rule.target.row.get("limits")
    for limit in limits if isinstance(limits, list) else ():
        said = str(limit["value"])
        amount = amount_of(said, limit["unit"] if find_unit(limit["unit"]) else "")
        if amount is not None and not isinstance(limit["value"], list):
            yield Held(said, amount, limit["op"], "allowed", sure=limit["op"] in BOUNDS)


def days_of(rule: Rule, data: RulebookData) -> Iterator[tuple[str, bool]]:
    """The days and years of a rule, and whether they are its own rather than its document's."""
    document = data.documents[rule.document]
    own = own_days(rule, document)
    yield from ((day.isoformat(), day in own) for day in (rule.in_force.start, rule.in_force.end) if day is not None)
    yield from ((node.text, True) for node in _days_in(rule))
    if rule.target is not None:
        last = document.period.last if document.period else 0
        for due in _dues(rule.target.row):
            yield str(due), due != last


def _days_in(rule: Rule) -> Iterator[Day]:
    for part in rule.conditions:
        for node in comparisons(part):
            yield from (operand for operand in node.operands if isinstance(operand, Day))


def _dues(row: dict[str, object]) -> Iterator[int]:
    goal, work = row.get("goal"), row.get("work")
    if isinstance(goal, dict):
        yield goal["aim"]["due"]
    if isinstance(work, dict):
        yield work["due"]
