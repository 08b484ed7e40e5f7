"""A condition judged and kept: each node with its set of truths, for explanations.

The same tree serves the trace, the list of missing facts, the reason of a review and the failed limbs. Where a rule is judged
cell by cell, the trees are merged, node by node.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..logic.conditions import (
    All,
    Always,
    Attested,
    Compare,
    Every,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Some,
)
from ..logic.conditions import Any as AnyOf
from ..logic.fold import Algebra, fold
from ..logic.truth import ANY, FT, JUDGE, NOT, F, J, T, Truths, all_of, any_of
from ..rulebook.model import Rule
from .case import Case
from .cells import Supposed, is_open
from .parameters import is_known
from .sharing import Sharing
from .truths import Sets, Truth, rest_of

#: A step at whose node more than one truth is open.
OPEN = (FT, F | J, J | T, F | J | T)


Joined = TypeVar("Joined", bound=Node)


class Step(NamedTuple):
    """One node with its truths; `item` names the item of a group that it was judged for."""

    node: Node
    truths: Truths
    parts: tuple[Step, ...] = ()
    item: str = ""


class Steps(Algebra[Step]):
    """Conditions judged with everything inside them, nothing left out.

    What a node came to is kept with the case and serves every rule that writes the same; `own` are the nodes that mean something only
    beside their rule.
    """

    def __init__(self, truth: Truth, rule: Rule, case: Case, own: Container[Node]) -> None:
        self.sets = Sets(truth, rule, case)
        self.own = own
        self._shared: dict[Node, Step] = case.shared.setdefault(Steps, {})
        self._beside_rule: dict[Node, Step] = {}

    def kept(self, node: Node) -> dict[Node, Step]:
        return self._beside_rule if node in self.own else self._shared

    def _joined(self, node: Joined, truths: Callable[[Joined, Iterator[Truths]], Truths], parts: Iterator[Step]) -> Step:
        judged = tuple(parts)
        return Step(node, truths(node, (part.truths for part in judged)), judged, self.sets.case.item)

    def _leaf(self, node: Node, truths: Truths) -> Step:
        return Step(node, truths, (), self.sets.case.item)

    def compare(self, node: Compare) -> Step:
        return self._leaf(node, self.sets.compare(node))

    def all_of(self, node: All, parts: Iterator[Step]) -> Step:
        return self._joined(node, self.sets.all_of, parts)

    def any_of(self, node: AnyOf, parts: Iterator[Step]) -> Step:
        return self._joined(node, self.sets.any_of, parts)

    def negated(self, node: Not, part: Step) -> Step:
        return Step(node, NOT[part.truths], (part,), self.sets.case.item)

    def judged(self, node: Judge, part: Step) -> Step:
        return Step(node, JUDGE[part.truths], (part,), self.sets.case.item)

    def always(self, node: Always) -> Step:
        return self._leaf(node, node.truth)

    def some(self, node: Some) -> Step:
        return self._of_items(node, tuple(fold(node.where, inner) for inner in self._items(node.group)), any_of)

    def every(self, node: Every) -> Step:
        return self._of_items(node, tuple(self._meets(node, inner) for inner in self._items(node.group)), all_of)

    def has_row(self, node: HasRow) -> Step:
        return self._leaf(node, self.sets.has_row(node))

    def attested(self, node: Attested) -> Step:
        return self._leaf(node, self.sets.attested(node))

    def _items(self, group: str) -> Iterator[Steps]:
        """The same for each item of a group."""
        sets = self.sets
        for item in sets.truth.item_cases(group, sets.case) or ():
            yield Steps(sets.truth, sets.rule, item, self.own)

    def _of_items(self, node: Some | Every, parts: tuple[Step, ...], joined: Callable[[Iterable[Truths]], Truths]) -> Step:
        case = self.sets.case
        known = node.group in case.groups
        truths = joined([*(part.truths for part in parts), *rest_of(node.group, case)]) if known else FT
        return Step(node, truths, parts, case.item)

    def _meets(self, node: Every, inner: Steps) -> Step:
        """An item, which is not among those asked or meets what is asked."""
        where = fold(node.where, inner)
        if node.among is None:
            return where
        among, item = fold(node.among, inner), inner.sets.case.item
        outside = Step(Not(node.among), NOT[among.truths], (among,), item)
        return Step(AnyOf((Not(node.among), node.where)), ANY[outside.truths][where.truths], (outside, where), item)


class StepsSupposing(Steps):
    """The same in a cell: only what the supposed facts touch is judged anew, and what they decide once for all records."""

    def __init__(self, truth: Truth, rule: Rule, case: Case, sharing: Sharing, supposed: Supposed) -> None:
        super().__init__(truth, rule, case.supposing(supposed.values), sharing.own)
        self._touched = sharing.touched
        self._in_cell: dict[Node, Step] = {}
        self._decided: Container[Node] = () if case.item else sharing.decided(supposed)
        self._for_ever: dict[Node, Step] = sharing.kept(supposed)

    def kept(self, node: Node) -> dict[Node, Step]:
        if node not in self._touched:
            return super().kept(node)
        return self._for_ever if node in self._decided else self._in_cell


def merged(trees: list[Step]) -> Step:
    """One tree from the trees of several cells: the union of truths at each node."""
    first = trees[0]
    if all(tree is first for tree in trees):
        return first
    truths = 0
    for tree in trees:
        truths |= tree.truths
    parts = tuple(merged(list(several)) for several in zip(*(tree.parts for tree in trees), strict=True))
    return Step(first.node, truths, parts, first.item)


def missing_of(step: Step, rule: Rule, case: Case, truth: Truth) -> list[str]:
    """The facts of undetermined comparisons, found by going down only through undetermined nodes, in the order written."""
    if step.truths not in OPEN:
        return []
    node = step.node
    if node.named.groups:
        (group,) = node.named.groups
        listed = case.groups.get(group)
        own = [group] if listed is None or not listed.complete else []
        cases = truth.item_cases(group, case) or ()
        inner = [name for part, item in zip(step.parts, cases, strict=False) for name in missing_of(part, rule, item, truth)]
        return _once(inner + own)
    if step.parts:
        return _once([name for part in step.parts for name in missing_of(part, rule, case, truth)])
    return _once(leaf_missing(node, rule, case, truth))


def leaf_missing(node: Node, rule: Rule, case: Case, truth: Truth) -> list[str]:
    """The facts that a single undetermined condition lacks."""
    named = node.named
    asked = (*named.facts, *("$" + name for name in named.derived))
    found = [f"attested:{clause}" for clause in named.clauses]
    for name in (*asked, *named.limits):
        found += _lacking(name, rule, case, truth)
    for table in named.tables:
        keys = [key for key in truth.data.parameters[table].by if not is_known(case.facts.get(key))]
        found += keys or ([] if found or not asked else ["$" + table])
    return found or [*asked]


def _lacking(name: str, rule: Rule, case: Case, truth: Truth) -> list[str]:
    """The facts behind a name that are missing, or known in part or by a method that did not reach."""
    if not name.startswith("$"):
        return [name] if is_open(case.facts.get(name)) else []
    if not is_open(truth.derived(name, rule, case)):
        return []
    expression = truth.sums.expression(next(d for d in rule.derive if d.name == name[1:]), rule)
    found: list[str] = []
    for part in expression.names.values():
        found += _lacking(part, rule, case, truth)
    for aggregate in expression.aggregates.values():
        items = truth.item_cases(aggregate.group, case)
        wanted = [key for key, _ in aggregate.where] + ([aggregate.fact] if aggregate.fact else [])
        lacking = [key for key in wanted if any(key not in item.facts for item in items or ())]
        found += lacking or ([aggregate.group] if items is None or not case.groups[aggregate.group].complete else [])
    return found


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def causes_of_judgement(step: Step, case: Case) -> list[str]:
    """Why a J stands in this tree: `lost`, `uncertain` or `judge`, from the leaves that carry it."""
    if not step.truths & J:
        return []
    node = step.node
    if isinstance(node, Compare):
        return ["lost" if any(isinstance(operand, Lost) for operand in node.operands) else "uncertain"]
    if node.joins == "judge" or not step.parts:
        return ["judge"]
    return _once([cause for part in step.parts for cause in causes_of_judgement(part, case)])


def failed_limbs(step: Step, wanted: Truths = T, path: str = "R") -> list[tuple[str, Step]]:
    """The comparisons that keep a condition from holding, with their place in it; under `not`, those that hold."""
    other = F if wanted == T else T
    if step.truths & wanted and not step.truths & other:
        return []
    if step.node.joins == "not":
        return failed_limbs(step.parts[0], other, path + ".0")
    if not step.parts:
        return [(path, step)]
    return [limb for place, part in enumerate(step.parts) for limb in failed_limbs(part, wanted, f"{path}.{place}")]


def leaves(step: Step) -> list[Step]:
    """The undivided conditions of a tree, in the order written."""
    return [step] if not step.parts else [leaf for part in step.parts for leaf in leaves(part)]
