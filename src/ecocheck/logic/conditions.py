"""Conditions as data: the nodes that a rule's scope, requirement and exemptions are made of.

A node is immutable, hashable and can be written to the compiled rulebook. Whatever a node compares with is typed and in the
unit of its fact already; `text` keeps how the rule file wrote it, for people. What nodes come to is the business of `logic.fold`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from msgspec import Struct

from .truth import J

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


class Named(NamedTuple):
    """What conditions name, each once and in the order written; whoever gathers what a rule looks at reads this, not the kinds of nodes.

    `facts` are looked at and `derived` are values of the rule's own arithmetic (without the ``$``); `limits` are facts that others are
    held against; `day` is whether the day of the check is one; `person` is whether somebody is asked to judge.
    """

    facts: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    day: bool = False
    person: bool = False

    @property
    def beside(self) -> bool:
        """Whether more than facts and constants is asked: the rule's arithmetic, a table, another fact, the day."""
        return bool(self.derived or self.limits or self.tables or self.day)


class Condition(Struct, frozen=True, cache_hash=True):
    """What every kind of node has: what stands inside it, how that makes the whole, and what it names itself.

    Explanations go by `joins` through what was judged: where all parts count, or any of them, or the opposite of one. The hash is
    worked out once, because what a node came to is looked up by it.
    """

    joins: ClassVar[Literal["", "all", "any", "not", "judge"]] = ""

    @property
    def inside(self) -> tuple[Node, ...]:
        """The conditions directly inside, in the order written."""
        return ()

    @property
    def named(self) -> Named:
        """What the node names itself; for all that stands inside as well see `named_in`."""
        return Named()


class Compare(Condition, frozen=True, tag="compare"):
    """`fact: {op: operands}`. `operands` has one member, two for `between`.

    `reads` is the wording whose bound is read, `basis` what the limit is stated on (reference oxygen, averaging time).
    """

    fact: str
    op: str
    operands: tuple[Operand, ...]
    reads: str = ""
    basis: str = ""

    @property
    def named(self) -> Named:
        derived = self.fact.startswith(ASKED_DERIVED)
        return Named(
            () if derived else (self.fact,),
            (self.fact[len(ASKED_DERIVED) :],) if derived else (),
            tuple(operand.name for operand in self.operands if isinstance(operand, FactRef)),
            tuple(operand.name for operand in self.operands if isinstance(operand, ParameterRef)),
            day=any(isinstance(operand, AsOf) for operand in self.operands),
            person=any(isinstance(operand, Lost) for operand in self.operands),
        )


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

    @property
    def named(self) -> Named:
        return Named(person=True)


class Always(Condition, frozen=True, tag="always"):
    """A constant: `never` is F, `judge: always` is J."""

    truth: int

    @property
    def named(self) -> Named:
        return Named(person=self.truth == J)


class Some(Condition, frozen=True, tag="some"):
    """At least one item of a group meets `where`."""

    group: str
    where: Node
    joins = "any"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.where,)

    @property
    def named(self) -> Named:
        return Named(groups=(self.group,))


class Every(Condition, frozen=True, tag="every"):
    """Every item of a group that meets `among` (all, where it is None) meets `where`."""

    group: str
    where: Node
    among: Node | None = None
    joins = "all"

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.where,) if self.among is None else (self.among, self.where)

    @property
    def named(self) -> Named:
        return Named(groups=(self.group,))


class HasRow(Condition, frozen=True, tag="has_row"):
    """The table has a row for the record's keys; made for tables whose gaps mean that the rule does not apply."""

    table: str

    @property
    def named(self) -> Named:
        return Named(tables=(self.table,))


class Attested(Condition, frozen=True, tag="attested"):
    """What the record attests for a clause: met is T, broken F, none (nothing shows it) J."""

    clause: str

    @property
    def named(self) -> Named:
        return Named(clauses=(self.clause,))


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


def named_in(*nodes: Node) -> Named:
    """What conditions name with all that stands inside them.

    >>> named_in(All((Attested("c1"), Some("project.boilers", Compare("boiler.capacity", "above", (FactRef("boiler.cap"),))))))[:6]
    (('boiler.capacity',), (), ('boiler.cap',), (), ('project.boilers',), ('c1',))
    """
    found = [inner.named for node in nodes for inner in walk(node)]
    return Named(
        tuple(dict.fromkeys(name for one in found for name in one.facts)),
        tuple(dict.fromkeys(name for one in found for name in one.derived)),
        tuple(dict.fromkeys(name for one in found for name in one.limits)),
        tuple(dict.fromkeys(name for one in found for name in one.tables)),
        tuple(dict.fromkeys(name for one in found for name in one.groups)),
        tuple(dict.fromkeys(name for one in found for name in one.clauses)),
        any(one.day for one in found),
        any(one.person for one in found),
    )


def comparisons(node: Node) -> Iterator[Compare]:
    return (found for found in walk(node) if isinstance(found, Compare))
