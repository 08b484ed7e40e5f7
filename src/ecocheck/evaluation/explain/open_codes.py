"""Which codes of a list are missing, where the list itself is given in part: whoever said 铅 is not asked for the pollutants again."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.result import FrozenDict
from ...logic.conditions import Compare, Every, Some, Texts
from ...vocabulary.values import Partial
from ..case import Case
from ..judge import Judgement
from ..tree import OPEN, Step


def open_codes(judged: Judgement, case: Case) -> FrozenDict[str, tuple[str, ...]]:
    """For each fact that the case knows in part, the codes that undetermined conditions ask for and that it does not speak of."""
    found: dict[str, dict[str, None]] = {}
    for root in (judged.scope, judged.require, *judged.exempt):
        for node in _undetermined(root):
            given = case.facts.get(node.fact)
            if isinstance(given, Partial):
                asked = (code for operand in node.operands if isinstance(operand, Texts) for code in operand.values)
                unsaid = dict.fromkeys(code for code in asked if code not in given.yes | given.no)
                found.setdefault(node.fact, {}).update(unsaid)
    return FrozenDict({name: tuple(codes) for name, codes in found.items() if codes})


def _undetermined(step: Step) -> Iterator[Compare]:
    """The comparisons that are not decided, beneath conditions that are not; those on the items of a list have facts of their own."""
    if step.truths not in OPEN or isinstance(step.node, Some | Every):
        return
    if isinstance(step.node, Compare):
        yield step.node
    for part in step.parts:
        yield from _undetermined(part)
