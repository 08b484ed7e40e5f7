"""Which facts a rule looks at."""

from __future__ import annotations

from collections.abc import Mapping

from ..logic.expressions import parse_expression
from ..vocabulary.model import Vocabulary
from .model import Parameter, Rule
from .readers.scope import expression_scope


def facts_asked(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> set[str]:
    """Every fact that a rule looks at: compared, compared with, key of a table, added up, or date that it is judged on."""
    found = {name for name in rule.in_force.judged_on if name != "as_of"}
    return found | facts_in_conditions(rule, vocabulary, parameters)


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
