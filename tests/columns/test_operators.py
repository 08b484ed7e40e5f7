"""Every operator on every type of fact it takes, one record and in columns, against a third reading that shares no code with either.

The plain reading enumerates worlds: all that a fact can truly be, given what the record says of it. In each world an operator holds or
it does not; the set of both is the answer. Where the engine is knowingly coarser an entry of `COARSER` says why.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.columns.codes_column import Lists
from ecocheck.columns.column import Column
from ecocheck.columns.encoding import Reader
from ecocheck.columns.planes import Truths3, pack, unpack
from ecocheck.evaluation.case import Case
from ecocheck.evaluation.truths import Truth
from ecocheck.logic.atoms import comparer, constant
from ecocheck.logic.conditions import Compare, Day, Flag, Number, Operand, Texts
from ecocheck.logic.operators import OPERATORS, Operator
from ecocheck.rulebook.model import Document, Rule, RulebookData
from ecocheck.vocabulary.model import Code, CodeList, Fact, Vocabulary
from ecocheck.vocabulary.values import NONE, Interval, Partial

LETTERS, GRADES = ("a", "b", "c"), ("low", "mid", "high")
#: Classes of GB/T 4754, of which C1311, C2619 and C3029 are never named by a rule or a record: no list of classes is ever exhausted.
CLASSES = ("C1311", "C2614", "C2613", "C2619", "C3011", "C3029", "D4411")
SAID_TRADES = ("C26", "C2614", "C2613", "C30", "C3011", "C", "D44")
LISTS = {
    "letters": CodeList("letters", codes=tuple(Code(c, Said(c, c)) for c in (*LETTERS, "none"))),
    "grades": CodeList("grades", ordered=True, codes=tuple(Code(c, Said(c, c)) for c in GRADES)),
    "trades": CodeList("trades", scheme="gbt4754"),
}


def fact(name: str, kind: Any, **more: Any) -> Fact:
    return Fact(f"t.{name}", Said(name, name), kind, ("project",), **more)


FACTS = {
    one.name: one
    for one in (
        fact("number", "number", unit="1"),
        fact("zero", "number", unit="1", none="zero"),
        fact("far", "number", unit="1", none="far"),
        fact("absent", "number", unit="1", none="absent"),
        fact("date", "date"),
        fact("date_none", "date", none="absent"),
        fact("time", "time"),
        fact("flag", "boolean"),
        fact("text", "text"),
        fact("text_none", "text", none="absent"),
        fact("letter", "code", list="letters"),
        fact("grade", "code", list="grades"),
        fact("trade", "code", list="trades"),
        fact("letters", "codes", list="letters"),
        fact("trades", "codes", list="trades"),
        fact("place", "place"),
    )
}
VOCABULARY = Vocabulary(FACTS, LISTS)
DATA = RulebookData({"t": Document("t", Said("试", "t"), Said("试", "t"), "pack", "")}, {}, (), {}, {}, VOCABULARY)
RULE = Rule("t/r", "t", (), Said("试", "t"), ("project",), "limit", "strict", "mandatory")
DAY = date(2023, 6, 1)


# --- the plain reading ---------------------------------------------------------------------------------------------------------


class Absent(NamedTuple):
    """A world in which the thing is not there; `nothing` is written 无 and counts as nothing at all, neither nought nor far away."""

    nothing: bool = True


def codes_in(world: Any) -> frozenset[str]:
    """The codes that a world holds; a list without any is what 无 says."""
    held = frozenset((world,)) if isinstance(world, str) else world
    return held or frozenset(("none",))


def things_in(world: Any) -> frozenset[str]:
    return codes_in(world) - {"none"}


#: operator -> whether it holds of a world, given its limits (for lists the set of wanted codes); typed from the rule language.
PLAIN: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda world, limits: world == limits[0],
    "ne": lambda world, limits: world != limits[0],
    "lt": lambda world, limits: world < limits[0],
    "le": lambda world, limits: world <= limits[0],
    "gt": lambda world, limits: world > limits[0],
    "ge": lambda world, limits: world >= limits[0],
    "between": lambda world, limits: limits[0] <= world <= limits[1],
    "in": lambda world, wanted: any(code in wanted for code in codes_in(world)),
    "not_in": lambda world, wanted: not any(code in wanted for code in codes_in(world)),
    "within": lambda world, wanted: all(code in wanted for code in things_in(world)),
    "contains": lambda world, wanted: all(code in codes_in(world) for code in wanted),
    "intersects": lambda world, wanted: any(code in codes_in(world) for code in wanted),
}


#: How the found ones among several make an operator hold.
MET: dict[str, Callable[[Iterable[bool]], bool]] = {"any": any, "all": all, "none": lambda found: not any(found)}


def holds(op: str, kind: str, world: Any, limits: Any) -> bool:
    row = OPERATORS[op]
    if op == "exists":
        there = (
            not isinstance(world, Absent) and (not isinstance(world, frozenset) or bool(things_in(world))) and world != "none"
        )
        return there is limits[0]
    if isinstance(world, Absent):  # 无 that counts as nothing is no text and no number: it only differs from all of them
        return row.each == "none"
    if kind in ("text", "text_none") and row.parts:
        return MET[row.each](text in world for text in limits)
    if kind == "grade" and row.needs_order:
        return PLAIN[op](GRADES.index(world), [GRADES.index(limit) for limit in limits])
    if kind == "trades" and row.one_by_one:  # each wanted class or branch is there, whichever of its classes it is
        return all(things_in(world) & classes_of((code,)) for code in limits)
    if kind in ("trade", "trades"):
        op = {"eq": "in", "ne": "not_in"}.get(op, op)
        limits = classes_of(limits)
    return PLAIN[op](world, limits)


def classes_of(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in CLASSES if any(one.startswith(code) for code in codes))


def answer(op: str, kind: str, value: Any, limits: Any) -> set[str]:
    """The truths that a record leaves open: one where all worlds agree; in an error band a person judges."""
    seen = (
        [Absent()] if op == "exists" and value is NONE else worlds(kind, value)
    )  # 无, whatever number it counts as, is not there
    found = {"T" if holds(op, kind, world, limits) else "F" for world in seen}
    judged = isinstance(value, Interval) and not value.censored and len(found) == 2
    return {"J"} if judged else found


def subsets(codes: Iterable[str]) -> Iterator[frozenset[str]]:
    listed = sorted(codes)
    return map(frozenset, chain.from_iterable(combinations(listed, size) for size in range(len(listed) + 1)))


def worlds(kind: str, value: Any) -> Iterable[Any]:
    """Everything that a fact can truly be, given what the record says."""
    if value is NONE:
        return [{"zero": 0, "far": math.inf}.get(kind, Absent())]
    if isinstance(value, Interval):
        return points(value)
    if kind == "trade":
        return classes_of((value,)) or [value]
    if kind == "trades":
        return part_worlds(value, CLASSES, classes_of) if isinstance(value, Partial) else whole_trades(value)
    if isinstance(value, Partial):
        return part_worlds(value, LETTERS, frozenset)
    if kind == "letters":
        return [value - {"none"}]
    return [value]


def points(value: Interval) -> list[Any]:
    """Points of a band, so close that some lies on each side of every limit and some at it."""
    step: Any = timedelta(days=1) if isinstance(value.low, date) else Fraction(1, 8)
    high = value.high if value.high is not None else value.low + 80 * step
    reached = [value.low + place * step for place in range(int((high - value.low) / step) + 1)]
    return [
        point
        for point in reached
        if not (point == value.low and value.low_open) and not (point == high and (value.high_open or value.high is None))
    ]


def whole_trades(value: frozenset[str]) -> list[frozenset[str]]:
    """A branch in a list stands for one or more of its classes."""
    found = [frozenset[str]()]
    for code in value - {"none"}:
        found = [before | some for before in found for some in subsets(classes_of((code,))) if some]
    return found


def part_worlds(value: Partial, universe: tuple[str, ...], meant: Callable[[Any], frozenset[str]]) -> list[frozenset[str]]:
    """The lists that have all that is affirmed and nothing that is denied; to deny 无 is to say that something is there."""
    denied = frozenset(universe) & meant(value.no)
    return [
        one
        for one in subsets(universe)
        if not one & denied
        and all(one & meant((code,)) for code in value.yes - {"none"})
        and not ("none" in value.yes and one)
        and (one or "none" not in value.no)
    ]


# --- where the engine says otherwise ---------------------------------------------------------------------------------------------

Exception_ = Callable[[Operator, str, Any, frozenset[str]], bool]

#: Where the engine leaves more open than it must. Its set then holds that of the plain reading, and may hold more.
COARSER: dict[str, Exception_] = {
    # No list of classes is ever exhausted, so that it is never concluded that one ends, nor which class must be there.
    "a list of classes known in part never ends": lambda row, kind, value, wanted: (
        kind == "trades" and isinstance(value, Partial) and (row.of == "present" or "none" in value.no)
    ),
}


def agrees(row: Operator, kind: str, value: Any, wanted: Any, found: set[str], expected: set[str]) -> bool:
    codes = frozenset(wanted) if kind in ("letter", "letters", "trade", "trades") else frozenset()
    if any(excepted(row, kind, value, codes) for excepted in COARSER.values()):
        return expected <= found
    return expected == found


# --- drawing ----------------------------------------------------------------------------------------------------------------------

grid = st.integers(0, 16).map(lambda n: Fraction(n, 4))
days = st.integers(0, 6).map(lambda n: date(2023, 5, 30) + timedelta(days=n))
times = st.sampled_from(("00:00", "05:59", "06:00", "21:59", "22:00"))
texts = st.sampled_from(("ab", "xaby", "b", "c"))


@st.composite
def bands(draw: st.DrawFn, ends: Any, whole: bool = False) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if whole:
        return Interval(low, high, censored=draw(st.booleans()))
    open_ends = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    return Interval(low, draw(st.sampled_from((high, high, None))), *open_ends, censored=draw(st.booleans()))


@st.composite
def parts(draw: st.DrawFn, codes: tuple[str, ...]) -> Partial:
    said = {code: draw(st.sampled_from(("yes", "no", ""))) for code in codes}
    yes = frozenset(code for code, state in said.items() if state == "yes")
    no = frozenset(code for code, state in said.items() if state == "no")
    if "none" in yes:
        yes = frozenset(("none",))
    if no.issuperset((*LETTERS, "none")):  # nothing is there, and something is: no record is read so
        no -= {"none"}
    return Partial(yes, frozenset(code for code in no if not any(one.startswith(code) for one in yes)))


def lists_of(codes: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.one_of(st.frozensets(st.sampled_from(codes), max_size=3), st.just(frozenset(("none",))))


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.one_of(grid, bands(grid)),
    **dict.fromkeys(("zero", "far", "absent"), st.one_of(grid, bands(grid), st.just(NONE))),
    "date": st.one_of(days, bands(days, whole=True)),
    "date_none": st.one_of(days, st.just(NONE)),
    "time": times,
    "flag": st.booleans(),
    "text": texts,
    "text_none": st.one_of(texts, st.just(NONE)),
    "letter": st.sampled_from((*LETTERS, "none")),
    "grade": st.sampled_from(GRADES),
    "trade": st.sampled_from(SAID_TRADES),
    "letters": st.one_of(lists_of(LETTERS), parts((*LETTERS, "none"))),
    "trades": st.one_of(lists_of(SAID_TRADES[:6]), parts(("C26", "C2614", "C3011", "D44"))),
    "place": st.just("106.5 29.5"),
}
LIMITS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("number", "zero", "far", "absent"), grid),
    **dict.fromkeys(("date", "date_none"), days),
    "time": times,
    "flag": st.booleans(),
    **dict.fromkeys(("text", "text_none"), texts),
    **dict.fromkeys(("letter", "letters"), st.sampled_from((*LETTERS, "none"))),
    "grade": st.sampled_from(GRADES),
    **dict.fromkeys(("trade", "trades"), st.sampled_from(SAID_TRADES)),
}


def operand(limit: Any) -> Operand:
    if isinstance(limit, bool):
        return Flag(limit)
    if isinstance(limit, Fraction):
        return Number(limit.numerator, limit.denominator, str(limit), "1")
    return Day(limit.isoformat()) if isinstance(limit, date) else Texts((limit,))


@st.composite
def asked(draw: st.DrawFn, row: Operator, kind: str) -> tuple[Compare, Any]:
    """A comparison, and its limits as the plain reading takes them: values in order, or the wanted codes."""
    name = f"t.{kind}"
    if row.presence:
        wanted = draw(st.booleans())
        return Compare(name, row.name, (Flag(wanted),)), (wanted,)
    if not row.arity:
        listed = tuple(sorted(draw(st.sets(LIMITS[kind], min_size=1, max_size=3))))
        return Compare(name, row.name, (Texts(listed),)), listed
    limits = sorted(draw(st.lists(LIMITS[kind], min_size=row.arity, max_size=row.arity)), key=ranked)
    return Compare(name, row.name, tuple(map(operand, limits))), limits


def ranked(limit: Any) -> Any:
    return GRADES.index(limit) if limit in GRADES else limit


# --- the two back ends --------------------------------------------------------------------------------------------------------------


def one_record(node: Compare, value: Any) -> set[str]:
    facts = {} if value is None else {node.fact: value}
    return letters(Truth(DATA).of(node, RULE, Case(facts, frozenset(), {}, {}, DAY)))


def letters(truths: int) -> set[str]:
    return {letter for bit, letter in ((1, "F"), (2, "J"), (4, "T")) if truths & bit}


def by_columns(node: Compare, column: Column) -> list[set[str]]:
    one = FACTS[node.fact]
    limits = tuple(map(constant, node.operands))
    planes = column.planes(OPERATORS[node.op], limits, comparer(one, LISTS.get(one.list), node.op, limits))
    marks = [marked(planes, place, column.rows) for place in range(3)]
    return [{letter for letter in row if letter} for row in zip(*marks, strict=True)]


def marked(planes: Truths3, place: int, rows: int) -> list[str]:
    plane = planes[place]
    return ["FJT"[place] if held else "" for held in (unpack(plane, rows) if plane is not None else np.zeros(rows, dtype=bool))]


def single_column(one: Fact, values: list[Any]) -> Column:
    """A column to which each value was given by itself."""
    rows = len(values)
    codes = LISTS.get(one.list)
    column = Lists(one, codes, rows) if one.type == "codes" and codes is not None else Column(one, rows, None)
    for place, value in enumerate(values):
        if value is not None:
            column.put(pack(np.arange(rows) == place), value)
    return column


def bulk_column(one: Fact, values: list[Any]) -> Column | None:
    """The column of an Arrow array that holds the values as they are; None where one of them is not plain."""
    plain = {"number": Fraction, "date": date, "boolean": bool, "time": str, "text": str, "code": str, "codes": frozenset}
    if one.type not in plain or not all(value is None or isinstance(value, plain[one.type]) for value in values):
        return None
    if one.type == "number":
        return Reader(VOCABULARY).column(
            one, pa.array([None if value is None else float(value) for value in values], pa.float64())
        )
    if one.type == "codes":
        cells = [None if value is None else sorted(value) for value in values]
        return Reader(VOCABULARY).column(one, pa.array(cells, pa.list_(pa.string())))
    kinds = {"date": pa.date32(), "boolean": pa.bool_()}
    return Reader(VOCABULARY).column(one, pa.array(values, kinds.get(one.type, pa.string())))


# --- the tests ------------------------------------------------------------------------------------------------------------------------

PAIRS = [
    (row.name, name.removeprefix("t."))
    for row in OPERATORS.values()
    for name, one in FACTS.items()
    if one.type in row.types and (one.type != "code" or not row.needs_order or LISTS[one.list].ordered)
]


def test_the_plain_reading_knows_every_operator() -> None:
    assert {*PLAIN, "exists"} == OPERATORS.keys()


def hold_the_worlds(row: Operator, kind: str, data: st.DataObject) -> None:
    """Draws a comparison and values, and holds both back ends against the worlds."""
    node, limits = data.draw(asked(row, kind))
    values = data.draw(st.lists(st.one_of(VALUES[kind], VALUES[kind], VALUES[kind], st.none()), min_size=1, max_size=6))
    found = [one_record(node, value) for value in values]
    for value, said in zip(values, found, strict=True):
        expected = {"F", "T"} if value is None else answer(row.name, kind, value, limits)
        assert agrees(row, kind, value, limits, said, expected), (value, limits, said, expected)
    assert by_columns(node, single_column(FACTS[node.fact], values)) == found
    bulk = bulk_column(FACTS[node.fact], values)
    if bulk is not None:
        assert by_columns(node, bulk) == found


@pytest.mark.parametrize(("op", "kind"), PAIRS, ids=lambda word: word)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_back_ends_say_what_the_worlds_say(op: str, kind: str, data: st.DataObject) -> None:
    hold_the_worlds(OPERATORS[op], kind, data)


def test_a_missing_column_leaves_every_row_open() -> None:
    column = Column(FACTS["t.number"], 3, None)
    assert by_columns(Compare("t.number", "le", (operand(Fraction(1)),)), column) == [{"F", "T"}] * 3
