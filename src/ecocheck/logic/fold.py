"""The one walk through conditions: `fold` goes, and an algebra says what each kind of node comes to.

Whatever asks something of a condition is an algebra: what is true of a record, the tree that explains it, the generated program, the
graph of the columns, the sentence, what is looked at, an author's slips. A new kind of node is a case of `fold` and a method of
`Algebra`; every algebra then has to answer for it: mypy refuses one that does not, and so does its import.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import repeat
from typing import Generic, TypeVar, assert_never

from ..errors import EcocheckError
from .conditions import All, Always, Any, Attested, Compare, Every, HasRow, Judge, Node, Not, Some

R = TypeVar("R")


class Algebra(ABC, Generic[R]):
    """What conditions come to for one purpose, a method a kind of node.

    `parts` are what the conditions inside come to, in the order written and made only as they are asked for, so that an algebra may
    stop early. What is asked of the items of a group is folded by the algebra itself, once an item.
    """

    def __init_subclass__(cls) -> None:
        """Raises `EcocheckError` naming the first kind of node that an algebra has no answer for."""
        super().__init_subclass__()
        for name in KINDS:
            if getattr(cls, name) is getattr(Algebra, name):
                raise EcocheckError("logic.kind_unanswered", algebra=cls.__name__, kind=name)

    def kept(self, node: Node) -> dict[Node, R] | None:
        """Where it is kept what a node came to, so that it is found out once; None where nothing is kept of it."""
        return None

    @abstractmethod
    def compare(self, node: Compare) -> R: ...
    @abstractmethod
    def all_of(self, node: All, parts: Iterator[R]) -> R: ...
    @abstractmethod
    def any_of(self, node: Any, parts: Iterator[R]) -> R: ...
    @abstractmethod
    def negated(self, node: Not, part: R) -> R: ...
    @abstractmethod
    def judged(self, node: Judge, part: R) -> R: ...
    @abstractmethod
    def always(self, node: Always) -> R: ...
    @abstractmethod
    def some(self, node: Some) -> R: ...
    @abstractmethod
    def every(self, node: Every) -> R: ...
    @abstractmethod
    def has_row(self, node: HasRow) -> R: ...
    @abstractmethod
    def attested(self, node: Attested) -> R: ...


KINDS = tuple(name for name, member in vars(Algebra).items() if getattr(member, "__isabstractmethod__", False))


def fold(node: Node, algebra: Algebra[R]) -> R:
    """What a condition comes to in an algebra; found out once where the algebra keeps it.

    >>> class Depth(Algebra[int]):
    ...     def compare(self, node): return 1
    ...     def all_of(self, node, parts): return 1 + max(parts, default=0)
    ...     def any_of(self, node, parts): return 1 + max(parts, default=0)
    ...     def negated(self, node, part): return 1 + part
    ...     def judged(self, node, part): return 1 + part
    ...     def always(self, node): return 1
    ...     def some(self, node): return 1 + fold(node.where, self)
    ...     def every(self, node): return 1 + fold(node.where, self)
    ...     def has_row(self, node): return 1
    ...     def attested(self, node): return 1
    >>> fold(Any((Always(1), Not(All((Always(4),))))), Depth())
    4
    """
    kept = algebra.kept(node)
    if kept is None:
        return _met(node, algebra)
    found = kept.get(node)
    if found is None:
        found = kept[node] = _met(node, algebra)
    return found


def _met(node: Node, algebra: Algebra[R]) -> R:
    if isinstance(node, Compare):
        return algebra.compare(node)
    if isinstance(node, All):
        return algebra.all_of(node, map(fold, node.parts, repeat(algebra)))
    if isinstance(node, Any):
        return algebra.any_of(node, map(fold, node.parts, repeat(algebra)))
    if isinstance(node, Not):
        return algebra.negated(node, fold(node.part, algebra))
    if isinstance(node, Judge):
        return algebra.judged(node, fold(node.part, algebra))
    if isinstance(node, Always):
        return algebra.always(node)
    if isinstance(node, Some):
        return algebra.some(node)
    if isinstance(node, Every):
        return algebra.every(node)
    if isinstance(node, HasRow):
        return algebra.has_row(node)
    if isinstance(node, Attested):
        return algebra.attested(node)
    assert_never(node)
