"""Conditions as data: the nodes that a rule's scope, requirement and exemptions are made of.

A node is immutable, hashable and can be written to the compiled rulebook. Whatever a node compares with is typed and in the
unit of its fact already; `text` keeps how the rule file wrote it, for people. What nodes come to is the business of `logic.fold`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from msgspec import Struct

ASKED_DERIVED = "$"  # a left side that starts with this is a derived value of the rule, not a fact


class Number(Struct, frozen=True, tag="number"):
    """A number in the unit of the compared fact, as an exact ratio."""

    numerator: int
    denominator: int
    text: str
    unit: str


class Texts(Struct, frozen=True, tag="texts"):
    """Codes or texts; `name` is the code set they were written as, if any."""

    values: tuple[str, ...]
    name: str = ""


class Day(Struct, frozen=True, tag="day"):
    """A calendar day, ISO text."""

    text: str


class Flag(Struct, frozen=True, tag="flag"):
    value: bool


class FactRef(Struct, frozen=True, tag="fact"):
    """Another fact of the same record (`$fact:NAME`) or a derived value of the rule (`$name`)."""

    name: str


class AsOf(Struct, frozen=True, tag="as_of"):
    """The day on which the run judges (`$as_of`)."""


class ParameterRef(Struct, frozen=True, tag="parameter"):
    """A dated parameter or table, looked up by the record's keys."""

    name: str


class Lost(Struct, frozen=True, tag="lost"):
    """A number that the text has lost: whatever the value, a person must judge."""


Operand = Number | Texts | Day | Flag | FactRef | AsOf | ParameterRef | Lost


class Condition(Struct, frozen=True, cache_hash=True):
    """What every kind of node has: what stands inside it, and how that makes the whole.

    Explanations go by `joins` through what was judged: where all parts count, or any of them, or the opposite of one. The hash is
    worked out once, because what a node came to is looked up by it.
    """

    joins: ClassVar[Literal["", "all", "any", "not", "judge"]] = ""

    @property
    def inside(self) -> tuple[Node, ...]:
        """The conditions directly inside, in the order written."""
        return ()


class Compare(Condition, frozen=True, tag="compare"):
    """`fact: {op: operands}`. `operands` has one member, two for `between`.

    `reads` is the wording whose bound is read, `basis` what the limit is stated on (reference oxygen, averaging time).
    """

    fact: str
    op: str
    operands: tuple[Operand, ...]
    reads: str = ""
    basis: str = ""


class All(Condition, frozen=True, tag="all"):
    parts: tuple[Node, ...]
    joins = "all"

    @property
    def inside(self) -> tuple[Node, ...]:
        return self.parts


class Any(Condition, frozen=True, tag="any"):
    parts: tuple[Node, ...]
    joins = "any"

    @property
    def inside(self) -> tuple[Node, ...]:
        return self.parts


class Not(Condition, frozen=True, tag="not"):
    part: Node
    joins = "not"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.part,)


class Judge(Condition, frozen=True, tag="judge"):
    """Where the inner condition holds, a person must judge."""

    part: Node
    joins = "judge"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.part,)


class Always(Condition, frozen=True, tag="always"):
    """A constant: `never` is F, `judge: always` is J."""

    truth: int


class Some(Condition, frozen=True, tag="some"):
    """At least one item of a group meets `where`."""

    group: str
    where: Node
    joins = "any"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.where,)


class Every(Condition, frozen=True, tag="every"):
    """Every item of a group that meets `among` (all, where it is None) meets `where`."""

    group: str
    where: Node
    among: Node | None = None
    joins = "all"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.where,) if self.among is None else (self.among, self.where)


class HasRow(Condition, frozen=True, tag="has_row"):
    """The table has a row for the record's keys; made for tables whose gaps mean that the rule does not apply."""

    table: str


class Attested(Condition, frozen=True, tag="attested"):
    """What the record attests for a clause: met is T, broken F, none (nothing shows it) J."""

    clause: str


Node = (
    Compare  # a kind a line
    | All
    | Any
    | Not
    | Judge
    | Always
    | Some
    | Every
    | HasRow
    | Attested
)

TRUE = All(())


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it, in the order written."""
    yield node
    for part in node.inside:
        yield from walk(part)


def comparisons(node: Node) -> Iterator[Compare]:
    return (found for found in walk(node) if isinstance(found, Compare))
