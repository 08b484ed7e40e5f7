"""From which stage a rule has something to ask: as it says, else from the first stage in which all that it asks can be known.

A clause on the noise at the boundary, on records kept, on offences found has nothing to ask of a project that is not built yet. Truth
does not depend on the stage: what is known decides at any time; only a missing fact of a later stage is nobody's omission.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from ..vocabulary.model import Vocabulary
from ..vocabulary.stages import OPERATION, PLANNED, PLANNED_FIRST, RANK
from .facts_asked import facts_in_conditions
from .model import Parameter, Rule

WRITTEN = "written"
#: Forms that ask for no measure: somebody attests, or reports a figure.
UNMEASURED = ("attestation", "indicator", "task")


def with_stage(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> Rule:
    """The rule with its stage, and where that comes from."""
    if rule.stage:
        return replace(rule, stage_from=WRITTEN)
    stage, fact = stage_asked(rule, vocabulary, parameters)
    return replace(rule, stage=stage, stage_from=fact)


def stage_asked(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> tuple[str, str]:
    """The latest of the stages from which the facts that a rule asks can be known, and the fact that sets it.

    Where no fact sets one: the first; for what is attested or reported of a subject that nobody plans, the last.
    """
    facts = facts_in_conditions(rule, vocabulary, parameters)
    late = [(RANK[stage], name) for name in facts if name in vocabulary.facts and (stage := vocabulary.facts[name].stage)]
    if late:
        _, fact = max(late, key=lambda one: (one[0], one[1]))
        return vocabulary.facts[fact].stage, fact
    running = rule.form in UNMEASURED and PLANNED_FIRST.isdisjoint(rule.subjects)
    return (OPERATION if running else PLANNED), ""
