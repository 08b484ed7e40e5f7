"""A neutral workload: records of fifteen facts, rules of `all` conditions and an `any` requirement, drawn from a seed.

A comparison is (column, operator, value). Every contestant gets the same rules in its own language. A rule is not applicable where its
scope is false, unknown where scope or requirement cannot be told, else pass or fail.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

CODES = {
    "industry": ["C26", "C25", "C30", "C31", "D44", "D45", "B06", "C33", "N77", "E47", "G54", "A03"],
    "construction": ["new", "expansion", "rebuild", "relocation"],
    "zone": ["0", "1", "2", "3", "4"],
    "fuel": ["coal", "gas", "oil", "biomass", "power", "none"],
    "standard": ["1", "2", "3", "4", "5", "6"],
    "district": ["500101", "500156", "500114", "500112", "500105"],
}
NUMBERS = {"distance": (0.0, 10.0, 0.05), "boiler": (0.5, 100.0, 0.6), "emission": (0.0, 500.0, 0.1), "noise": (30.0, 90.0, 0.05),
           "area": (0.0, 50.0, 0.2), "depth": (0.0, 30.0, 0.3)}  # fmt: skip
FLAGS = ("in_park", "has_dpf", "permitted")


class Rule(NamedTuple):
    name: str
    scope: list[tuple[str, str, Any]]
    require: list[tuple[str, str, Any]]


def rules(number: int, seed: int = 20) -> list[Rule]:
    """Rules over the facts; thresholds come from a short list, so that rules share comparisons as real ones do."""
    draw = random.Random(seed)

    def atom(column: str) -> tuple[str, str, Any]:
        if column in CODES:
            return (column, "in", sorted(draw.sample(CODES[column], draw.randint(1, min(3, len(CODES[column]) - 1)))))
        if column in NUMBERS:
            low, high, _ = NUMBERS[column]
            return (
                column,
                draw.choice(("lt", "le", "gt", "ge")),
                round(low + (high - low) * draw.choice((0.1, 0.25, 0.5, 0.75)), 3),
            )
        return (column, "eq", draw.random() < 0.7)

    found = []
    for place in range(number):
        columns = draw.sample([*CODES, *NUMBERS, *FLAGS], draw.randint(2, 4))
        cut = draw.randint(1, len(columns) - 1)
        found.append(Rule(f"t/r{place:04}", [atom(c) for c in columns[:cut]], [atom(c) for c in columns[cut:]]))
    return found


def frame(rows: int, seed: int = 1) -> pa.Table:
    """Records with nulls, numbers on two decimals so that many stand at a limit."""
    draw = np.random.default_rng(seed)
    columns: dict[str, Any] = {"id": pa.array(np.arange(rows)).cast(pa.string())}
    for name, codes in CODES.items():
        column = pa.DictionaryArray.from_arrays(pa.array(draw.integers(0, len(codes), rows).astype(np.int32)), pa.array(codes))
        columns[name] = column.dictionary_decode()
    for name, (low, high, nulls) in NUMBERS.items():
        columns[name] = pa.array(np.round(draw.uniform(low, high, rows), 2), mask=draw.random(rows) < nulls)
    for name in FLAGS:
        columns[name] = pa.array(draw.random(rows) < 0.6, mask=draw.random(rows) < (0.1 if name == "has_dpf" else 0.03))
    return pa.table(columns)


def book(number: int) -> Any:
    """The rules as a rulebook of ecocheck."""
    from fractions import Fraction

    from ecocheck.bilingual import Said
    from ecocheck.book import Rulebook
    from ecocheck.logic.conditions import All, Compare, Flag, Number, Texts
    from ecocheck.logic.conditions import Any as AnyOf
    from ecocheck.rulebook.model import Document, RulebookData
    from ecocheck.rulebook.model import Rule as Law
    from ecocheck.vocabulary.model import Code, CodeList, Fact, Vocabulary

    facts = {n: Fact(n, Said(n, n), "code", ("project",), list=n) for n in CODES}
    facts |= {n: Fact(n, Said(n, n), "number", ("project",), unit="1") for n in NUMBERS}
    facts |= {n: Fact(n, Said(n, n), "boolean", ("project",)) for n in FLAGS}
    lists = {n: CodeList(n, codes=tuple(Code(c, Said(c, c)) for c in codes)) for n, codes in CODES.items()}

    def node(atom: tuple[str, str, Any]) -> Compare:
        column, op, value = atom
        if column in CODES:
            return Compare(column, op, (Texts(tuple(value)),))
        if column in NUMBERS:
            exact = Fraction(str(value))
            return Compare(column, op, (Number(exact.numerator, exact.denominator, str(value), "1"),))
        return Compare(column, op, (Flag(value),))

    laws = tuple(
        Law(rule.name, "t", (), Said(rule.name, rule.name), ("project",), "limit", "strict", "mandatory",
            scope=All(tuple(map(node, rule.scope))), require=AnyOf(tuple(map(node, rule.require))))
        for rule in rules(number)
    )  # fmt: skip
    document = Document("t", Said("t", "t"), Said("t", "t"), "pack", "")
    return Rulebook(RulebookData({"t": document}, {}, laws, {}, {}, Vocabulary(facts, lists)), ("t",))
