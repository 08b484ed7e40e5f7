"""Which facts a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..logic.conditions import comparisons
from ..logic.expressions import parse_expression
from ..vocabulary.model import Vocabulary
from .model import Implication, Parameter, Rule
from .readers.scope import expression_scope


def facts_asked(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> set[str]:
    """Every fact that a rule looks at: compared, compared with, key of a table, added up, or date that it is judged on."""
    found = {name for name in rule.in_force.judged_on if name != "as_of"}
    return found | facts_in_conditions(rule, vocabulary, parameters)


def facts_of_items(asked: Iterable[str], implications: Iterable[Implication]) -> dict[str, set[str]]:
    """By facts of the items of lists, the facts asked that follow from them: a list answers for what it amounts to."""
    wanted = set(asked)
    found: dict[str, set[str]] = {}
    for row in implications:
        for effect in row.then:
            taken = effect.gathered
            if taken is not None and effect.fact in wanted:
                for name in (*taken.of, *(one.fact for one in comparisons(taken.where))):
                    found.setdefault(name, set()).add(effect.fact)
    return found


def facts_in_conditions(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> set[str]:
    """Every fact that the conditions of a rule look at, those of its arithmetic among them."""
    named = rule.named
    found = {*named.facts, *named.limits, *(key for table in named.tables for key in parameters[table].by)}
    for derived in rule.derive:
        scope = expression_scope(vocabulary, (one.name for one in rule.derive), derived.over, rule.each)
        expression = parse_expression(derived.expr, scope)
        found.update(expression.names.values())
        for aggregate in expression.aggregates.values():
            found.update(key for key, _ in aggregate.where)
            found.add(aggregate.fact)
    return {name for name in found if name}
