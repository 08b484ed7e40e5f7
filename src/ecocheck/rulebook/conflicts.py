"""Where documents contradict each other, and where one is stricter than another on the same fact.

Contradictions are those that rules state (`conflicts_with`). Stricter and looser limits are read from the requirements: numbers on the
same fact, in the same direction and on the same basis, for one subject, that differ between documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from msgspec import to_builtins

from ..bilingual import LANGUAGES
from ..logic.conditions import Compare, Node, Number
from ..logic.operators import OPERATORS
from .listing import number_of
from .model import Rule, RulebookData


def conflict_rows(data: RulebookData) -> list[dict[str, Any]]:
    """Rows of kind `contradiction` (a rule against clauses) and `limits` (one fact, several documents, the strictest first)."""
    return [*_contradictions(data), *_limits(data)]


def _contradictions(data: RulebookData) -> Iterator[dict[str, Any]]:
    seen: set[frozenset[str]] = set()
    for rule in data.rules:
        for clause in rule.conflicts_with:
            pair = frozenset((*rule.clauses, clause))
            if pair in seen:
                continue
            seen.add(pair)
            cited = [data.clauses[name] for name in (*rule.clauses, clause) if name in data.clauses]
            yield {
                "kind": "contradiction",
                "rules": [rule.id, *(r.id for r in data.rules if clause in r.clauses)],
                "clauses": [*rule.clauses, clause],
                "say": {lang: [clause.say[lang] for clause in cited] for lang in LANGUAGES},
                "note": to_builtins(rule.note),
            }


def _limits(data: RulebookData) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[str, str, str, str], list[tuple[Fraction, str, Rule]]] = defaultdict(list)
    for rule in data.rules:
        if rule.require is None or rule.form != "rule":
            continue
        for compared in certain(rule.require):
            operand = compared.operands[0]
            direction = OPERATORS[compared.op].direction
            if direction and isinstance(operand, Number) and not compared.fact.startswith("$"):
                value = Fraction(operand.numerator, operand.denominator)
                for subject in rule.subjects:
                    groups[compared.fact, direction, compared.basis, subject].append((value, compared.op, rule))
    for (fact, side, basis, subject), several in sorted(groups.items()):
        if len({rule.document for *_, rule in several}) < 2 or len({(value, op) for value, op, _ in several}) < 2:
            continue
        ordered = sorted(several, key=lambda one: one[0], reverse=side == "at_least")
        yield {
            "kind": "limits",
            "fact": fact,
            "direction": side,
            "basis": basis,
            "subject": subject,
            "unit": data.vocabulary.facts[fact].unit,
            "limits": [
                {
                    "value": number_of(value),
                    "op": op,
                    "rule": rule.id,
                    "document": rule.document,
                    "strictest": value == ordered[0][0],
                }
                for value, op, rule in ordered
            ],
        }


def certain(node: Node) -> Iterator[Compare]:
    """The comparisons that must all hold for a requirement to hold: those not inside `any`, `not` or a group."""
    if isinstance(node, Compare):
        yield node
    elif node.joins == "all" and not node.named.groups:
        for part in node.inside:
            yield from certain(part)
