"""How a rule was judged, step by step, as findings carry it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...findings.result import FrozenDict
from ...logic.conditions import Compare
from ...logic.truth import letters
from ..judge import Judgement
from ..tree import Step
from .messages import Messages


def trace_of(judged: Judgement, messages: Messages) -> tuple[Mapping[str, Any], ...]:
    """The steps of scope, requirement and exemptions; a scope or exemption that asks nothing is left out."""
    parts = [("scope", judged.scope), ("require", judged.require), *(("exempt", step) for step in judged.exempt)]
    return tuple(
        FrozenDict({"part": part, **_traced(step, messages)}) for part, step in parts if part == "require" or step.parts
    )


def _traced(step: Step, messages: Messages) -> Mapping[str, Any]:
    said: dict[str, Any] = {"truth": letters(step.truths)}
    if step.item:
        said["item"] = step.item
    node = step.node
    if isinstance(node, Compare):
        said |= {"fact": node.fact, "op": node.op, "limit": messages.limits(node)}
        if node.reads:
            said["reads"] = node.reads
    else:
        said["node"] = str(node.__struct_config__.tag)
    if not step.parts:
        said["said"] = messages.condition(node)
    else:
        said["parts"] = tuple(_traced(part, messages) for part in step.parts)
    return FrozenDict(said)
