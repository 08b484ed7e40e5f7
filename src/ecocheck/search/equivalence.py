"""Whether a mutant can be told from its rule at all.

The constants that both compare with cut the values of each fact into cells (see `evaluation.cells`). Where every combination of cells
leads both to the same outcome, no record that knows its facts tells them apart, and no test could.
"""

from __future__ import annotations

from datetime import date
from itertools import product

from msgspec.structs import replace

from ..evaluation.case import Case
from ..evaluation.cells import cells_of
from ..evaluation.judge import Judge
from ..logic.conditions import Compare, comparisons
from ..logic.outcomes import Outcomes
from ..rulebook.model import InForce, Rule, RulebookData
from ..vocabulary.engine_facts import DISTRICT
from ..vocabulary.values import Value
from .trials import home_area

MOST_COMBINATIONS = 20_000


def alike(rule: Rule, mutant: Rule, data: RulebookData, judge: Judge) -> bool:
    """Whether rule and mutant have the same outcome for every combination of values; False where that cannot be counted.

    It cannot where groups, tables, attestations, derived values, dates in force or comparisons of two facts are in play.
    """
    if rule.in_force != mutant.in_force:
        return False
    compared = _compared(rule, mutant)
    if compared is None:
        return False
    choices: list[list[tuple[str, Value]]] = []
    combinations = 1
    for name, nodes in compared.items():
        fact = data.vocabulary.facts[name]
        cells = cells_of(fact, data.vocabulary.lists.get(fact.list), nodes)
        combinations *= len(cells)
        if not 0 < combinations <= MOST_COMBINATIONS:
            return False
        choices.append([(name, cell.value) for cell in cells])
    first, second = (replace(one, id=f"{one.id}{mark}", in_force=InForce()) for one, mark in ((rule, "~="), (mutant, "=")))
    place = {DISTRICT: home_area(rule, data)}
    for combination in product(*choices):
        case = Case({**place, **dict(combination)}, frozenset(), {}, {}, date.min)
        if judge.outcomes(first, case) != judge.outcomes(second, case):
            return False
    return True


def reachable(rule: Rule, data: RulebookData, judge: Judge) -> Outcomes:
    """Every outcome that a rule has on some record, whatever its dates: what is open while nothing at all is known."""
    always = replace(rule, id=f"{rule.id}~?{rule.modality}", in_force=InForce())
    return judge.outcomes(always, Case({DISTRICT: home_area(rule, data)}, frozenset(), {}, {}, date.min))


def _compared(rule: Rule, mutant: Rule) -> dict[str, list[Compare]] | None:
    """The comparisons of both by fact; None where something else than constants decides."""
    found: dict[str, list[Compare]] = {}
    for one in (rule, mutant):
        if one.named.beside or one.named.groups or one.named.clauses:
            return None
        for node in (inner for part in one.conditions for inner in comparisons(part)):
            if not node.named.person:
                found.setdefault(node.fact, []).append(node)
    return found
