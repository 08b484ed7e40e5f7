"""A condition judged and kept: each node with its set of truths, for explanations.

The same tree serves the trace, the list of missing facts, the reason of a review and the failed limbs. Where a rule is judged
cell by cell, the trees are merged, node by node.
"""

from __future__ import annotations

from typing import NamedTuple

from ..logic.conditions import (
    All,
    Attested,
    Compare,
    Every,
    FactRef,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    ParameterRef,
    Some,
    children,
)
from ..logic.conditions import Any as AnyOf
from ..logic.truth import ALL, ANY, FT, JUDGE, NOT, F, J, T, Truths
from ..rulebook.model import Rule
from .case import Case
from .truths import Truth

#: A step at whose node more than one truth is open.
OPEN = (FT, F | J, J | T, F | J | T)


class Step(NamedTuple):
    """One node with its truths; `item` names the item of a group that it was judged for."""

    node: Node
    truths: Truths
    parts: tuple[Step, ...] = ()
    item: str = ""


def steps_of(node: Node, rule: Rule, case: Case, truth: Truth) -> Step:
    """The node judged with everything inside it, nothing left out."""
    if isinstance(node, Some | Every):
        return _steps_of_items(node, rule, case, truth)
    parts = tuple(steps_of(child, rule, case, truth) for child in children(node))
    if isinstance(node, All):
        found = T
        for part in parts:
            found = ALL[found][part.truths]
    elif isinstance(node, AnyOf):
        found = F
        for part in parts:
            found = ANY[found][part.truths]
    elif isinstance(node, Not):
        found = NOT[parts[0].truths]
    elif isinstance(node, Judge):
        found = JUDGE[parts[0].truths]
    else:
        found = truth.of(node, rule, case)
    return Step(node, found, parts, case.item)


def _steps_of_items(node: Some | Every, rule: Rule, case: Case, truth: Truth) -> Step:
    items = truth.item_cases(node.group, case)
    parts: list[Step] = []
    for item in items or ():
        if isinstance(node, Every) and node.among is not None:
            among = steps_of(node.among, rule, item, truth)
            where = steps_of(node.where, rule, item, truth)
            outside = Step(Not(node.among), NOT[among.truths], (among,), item.item)
            implied = AnyOf((Not(node.among), node.where))
            parts.append(Step(implied, ANY[outside.truths][where.truths], (outside, where), item.item))
        else:
            parts.append(steps_of(node.where, rule, item, truth))
    return Step(node, truth.of(node, rule, case), tuple(parts), case.item)


def merged(trees: list[Step]) -> Step:
    """One tree from the trees of several cells: the union of truths at each node."""
    first = trees[0]
    if len(trees) == 1:
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
    if isinstance(node, Some | Every):
        listed = case.groups.get(node.group)
        own = [node.group] if listed is None or not listed.complete else []
        cases = truth.item_cases(node.group, case) or ()
        inner = [name for part, item in zip(step.parts, cases, strict=False) for name in missing_of(part, rule, item, truth)]
        return _once(inner + own)
    if step.parts:
        return _once([name for part in step.parts for name in missing_of(part, rule, case, truth)])
    return _once(leaf_missing(node, rule, case, truth))


def leaf_missing(node: Node, rule: Rule, case: Case, truth: Truth) -> list[str]:
    """The facts that a single undetermined condition lacks."""
    if isinstance(node, Attested):
        return [f"attested:{node.clause}"]
    if isinstance(node, HasRow):
        return [key for key in truth.data.parameters[node.table].by if key not in case.facts]
    if not isinstance(node, Compare):
        return []
    found = _lacking(node.fact, rule, case, truth)
    for operand in node.operands:
        if isinstance(operand, FactRef):
            found += _lacking(operand.name, rule, case, truth)
        elif isinstance(operand, ParameterRef):
            keys = [key for key in truth.data.parameters[operand.name].by if key not in case.facts]
            found += keys or ([] if found else ["$" + operand.name])
    return found or [node.fact]


def _lacking(name: str, rule: Rule, case: Case, truth: Truth) -> list[str]:
    if not name.startswith("$"):
        return [] if name in case.facts else [name]
    if truth.derived(name, rule, case) is not None:
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
    if isinstance(node, Judge) or not step.parts:
        return ["judge"]
    return _once([cause for part in step.parts for cause in causes_of_judgement(part, case)])


def failed_limbs(step: Step, wanted: Truths = T, path: str = "R") -> list[tuple[str, Step]]:
    """The comparisons that keep a condition from holding, with their place in it; under `not`, those that hold."""
    other = F if wanted == T else T
    if step.truths & wanted and not step.truths & other:
        return []
    if isinstance(step.node, Not):
        return failed_limbs(step.parts[0], other, path + ".0")
    if not step.parts:
        return [(path, step)]
    return [limb for place, part in enumerate(step.parts) for limb in failed_limbs(part, wanted, f"{path}.{place}")]


def leaves(step: Step) -> list[Step]:
    """The undivided conditions of a tree, in the order written."""
    return [step] if not step.parts else [leaf for part in step.parts for leaf in leaves(part)]
