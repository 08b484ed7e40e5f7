"""Which facts a rule looks at."""

from __future__ import annotations

from collections.abc import Mapping

from ..logic.conditions import FactRef, HasRow, Node, ParameterRef, comparisons, walk
from ..logic.expressions import parse_expression
from ..vocabulary.model import Vocabulary
from .model import Parameter, Rule
from .readers.scope import expression_scope


def parts_of(rule: Rule) -> list[Node]:
    """The conditions of a rule: scope, requirement, exemptions."""
    return [part for part in (rule.scope, rule.require, *(e.when for e in rule.exempt)) if part is not None]


def facts_asked(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> set[str]:
    """Every fact that a rule looks at: compared, compared with, key of a table, added up, or date that it is judged on."""
    found = {name for name in rule.in_force.judged_on if name != "as_of"}
    return found | facts_in_conditions(rule, vocabulary, parameters)


def facts_in_conditions(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> set[str]:
    """Every fact that the conditions of a rule look at, those of its arithmetic among them."""
    found: set[str] = set()
    for part in parts_of(rule):
        for node in comparisons(part):
            found.add(node.fact)
            for operand in node.operands:
                if isinstance(operand, FactRef):
                    found.add(operand.name)
                elif isinstance(operand, ParameterRef):
                    found.update(parameters[operand.name].by)
        found.update(key for node in walk(part) if isinstance(node, HasRow) for key in parameters[node.table].by)
    for derived in rule.derive:
        scope = expression_scope(vocabulary, (one.name for one in rule.derive), derived.over, rule.each)
        expression = parse_expression(derived.expr, scope)
        found.update(expression.names.values())
        for aggregate in expression.aggregates.values():
            found.update(key for key, _ in aggregate.where)
            found.add(aggregate.fact)
    return {name for name in found if name and not name.startswith("$")}
