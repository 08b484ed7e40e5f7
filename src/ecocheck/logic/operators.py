"""The closed table of operators: one row an operator, with all that is known about it.

A row says which types of fact the operator takes, how it tests a single known value, which orderings make it true (that is enough
to test intervals and to build the column form), and how it reads in a sentence in Chinese and English. No class per operator:
a new operator is a new row.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from ..vocabulary.values import Interval
from .truth import FT, F, J, T, Truths

ORDERED_TYPES = ("number", "date", "time", "code")  # a code only where its list is ordered
EQUAL_TYPES = ("number", "date", "time", "code", "boolean", "text")
CODE_TYPES = ("code", "codes", "text")


class Operator(NamedTuple):
    """One operator.

    `orders` are the relations of the value to the limit (``<``, ``=``, ``>``) under which an ordering operator holds; empty for
    operators on codes. `arity` is how many limits it takes (0: a list). Sentences have the place ``{limit}``.
    """

    name: str
    types: tuple[str, ...]
    orders: str
    arity: int
    zh: str
    en: str
    zh_not: str
    en_not: str


OPERATORS: dict[str, Operator] = {
    row.name: row
    for row in (
        Operator("eq", EQUAL_TYPES, "=", 1, "为{limit}", "is {limit}", "不为{limit}", "is not {limit}"),
        Operator("ne", EQUAL_TYPES, "<>", 1, "不为{limit}", "is not {limit}", "为{limit}", "is {limit}"),
        Operator("lt", ORDERED_TYPES, "<", 1, "低于{limit}", "is below {limit}", "不低于{limit}", "is not below {limit}"),
        Operator("le", ORDERED_TYPES, "<=", 1, "不超过{limit}", "is at most {limit}", "超过{limit}", "is above {limit}"),
        Operator("gt", ORDERED_TYPES, ">", 1, "超过{limit}", "is above {limit}", "不超过{limit}", "is at most {limit}"),
        Operator("ge", ORDERED_TYPES, ">=", 1, "不低于{limit}", "is at least {limit}", "低于{limit}", "is below {limit}"),
        Operator("between", ORDERED_TYPES, "", 2, "在{limit}之间", "is between {limit}", "不在{limit}之间", "is not between {limit}"),
        Operator("in", CODE_TYPES, "", 0, "属于{limit}", "is among {limit}", "不属于{limit}", "is not among {limit}"),
        Operator("not_in", CODE_TYPES, "", 0, "不属于{limit}", "is not among {limit}", "属于{limit}", "is among {limit}"),
        Operator("within", ("codes",), "", 0, "全部属于{limit}", "is wholly among {limit}", "不全属于{limit}", "is not wholly among {limit}"),
        Operator("contains", ("codes", "text"), "", 0, "包含{limit}", "includes {limit}", "未全部包含{limit}", "does not include all of {limit}"),
        Operator("intersects", ("codes",), "", 0, "涉及{limit}", "includes any of {limit}", "不涉及{limit}", "includes none of {limit}"),
        Operator("exists", (*EQUAL_TYPES, "codes", "place"), "", 1, "有记载：{limit}", "exists: {limit}", "无记载：{limit}", "is not there: {limit}"),
    )
}  # fmt: skip

SCALAR: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip


def compare_exact(op: str, value: Any, limits: tuple[Any, ...]) -> Truths:
    """A known value against its limit or limits; both inclusive for `between`.

    >>> compare_exact("between", 5, (5, 7)) == T
    True
    """
    if op == "between":
        return T if limits[0] <= value <= limits[1] else F
    return T if SCALAR[op](value, limits[0]) else F


def compare_interval(op: str, value: Interval, limits: tuple[Any, ...]) -> Truths:
    """An imprecise value against its limit: decided where the interval lies wholly on one side, else J, or open when censored.

    >>> from fractions import Fraction as N
    >>> compare_interval("le", Interval(N(1), N(2)), (N(2),)) == T, compare_interval("lt", Interval(N(1), N(3)), (N(2),)) == J
    (True, True)
    """
    first, last = limits[0], limits[-1]
    low, high = value.low, value.high
    below = low < first
    above = high is None or high > last
    touches_first = (high is None or high > first or (high == first and not value.high_open)) and (
        low < first or (low == first and not value.low_open)
    )
    if op == "between":
        inside = (low < last or (low == last and not value.low_open)) and (
            high is None or high > first or (high == first and not value.high_open)
        )
        holds, breaks = inside, below or above
    else:
        orders = OPERATORS[op].orders
        met = {"<": below, "=": touches_first, ">": above}
        holds = any(met[order] for order in orders)
        breaks = any(reached for order, reached in met.items() if order not in orders)
    if holds and breaks:
        return FT if value.censored else J
    return T if holds else F
