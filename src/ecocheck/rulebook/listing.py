"""A rulebook as rows of plain data: rules, clauses with what decides them, facts. The keys are contracts."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from msgspec import to_builtins

from ..logic.conditions import Compare, Day, Flag, Number, ParameterRef, Texts, comparisons, named_in
from ..vocabulary.model import Vocabulary
from .meaning import reading_states
from .model import Clause, Rule, RulebookData


def number_of(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def limits_of(rule: Rule, data: RulebookData) -> list[dict[str, Any]]:
    """Every number or code that a rule's conditions, tables or targets compare with."""
    found: list[dict[str, Any]] = []
    for node in [n for n in (rule.scope, rule.require, *(e.when for e in rule.exempt)) if n is not None]:
        for compared in comparisons(node):
            found += _limits_of_comparison(compared, rule, data)
    if rule.target is not None:
        for value in _target_values(rule.target.row):
            found.append({"fact": f"{rule.form}.value", "op": str(value[1]), "value": value[0], "unit": value[2]})
    return found


def _target_values(row: dict[str, Any]) -> list[tuple[Any, str, str]]:
    limits = row.get("limits")
    return [(one["value"], one.get("op", ""), one.get("unit", "")) for one in limits] if isinstance(limits, list) else []


def _limits_of_comparison(compared: Compare, rule: Rule, data: RulebookData) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for operand in compared.operands:
        base = {"fact": compared.fact, "op": compared.op}
        if isinstance(operand, Number):
            found.append({**base, "value": number_of(Fraction(operand.numerator, operand.denominator)), "unit": operand.unit})
        elif isinstance(operand, Texts):
            found.append({**base, "value": list(operand.values), "unit": ""})
        elif isinstance(operand, Day):
            found.append({**base, "value": operand.text, "unit": ""})
        elif isinstance(operand, Flag):
            found.append({**base, "value": operand.value, "unit": ""})
        elif isinstance(operand, ParameterRef):
            parameter = data.parameters[operand.name]
            values = [
                text
                for edition in parameter.editions
                for text in ([edition.value] if edition.value else [r.value for r in edition.rows])
            ]
            found += [{**base, "value": text, "unit": parameter.unit} for text in dict.fromkeys(values)]
    return found


def rule_rows(data: RulebookData) -> list[dict[str, Any]]:
    """One row a rule, as `ecocheck rules --format json` prints it."""
    rows = [
        {
            "id": rule.id,
            "document": rule.document,
            "clauses": list(rule.clauses),
            "subject": rule.subjects[0] if len(rule.subjects) == 1 else list(rule.subjects),
            "kind": rule.kind,
            "modality": rule.modality,
            "force": rule.force,
            "form": rule.form,
            "status": rule.status,
            "topic": rule.topic,
            "title": rule.title,
            "in_force": {
                "from": rule.in_force.start.isoformat() if rule.in_force.start else None,
                "to": rule.in_force.end.isoformat() if rule.in_force.end else None,
                "judged_on": list(rule.in_force.judged_on),
            },
            "limits": limits_of(rule, data),
            "tests": len(rule.tests),
            "stage": rule.stage,
            "stage_from": rule.stage_from,
        }
        for rule in data.rules
    ]
    return _plain(rows)


def decided_by(clause: Clause, rules: list[Rule]) -> str:
    """How a clause is decided: ``measured``, ``attested``, ``duty`` (of an authority, which some record can touch), ``authority`` (its
    duty that no record can touch), ``people``, or nothing where no rule decides it and nobody says why."""
    if any(is_measured(rule) for rule in rules):
        return "measured"
    if any(rule.form != "duty" for rule in rules):
        return "attested"
    if rules:
        return "duty" if any(rule.subjects for rule in rules) else "authority"
    return "people" if clause.left_to_people else ""


def is_measured(rule: Rule) -> bool:
    """Whether a rule holds the facts of a record against its clause: not an attestation, and no duty of an authority."""
    return rule.form not in ("attestation", "duty") and (rule.require is None or not named_in(rule.require).clauses)


def deciding_rules(data: RulebookData) -> dict[str, list[Rule]]:
    """Clause -> the rules that decide it: those of the clause, else those that it grants an exemption from."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in data.rules:
        for clause in rule.clauses:
            found[clause].append(rule)
    exempting = [(exemption.clause, rule) for rule in data.rules for exemption in rule.exempt if exemption.clause not in found]
    for clause, rule in exempting:
        if clause and rule not in found[clause]:
            found[clause].append(rule)
    return dict(found)


def coverage_rows(data: RulebookData) -> list[dict[str, Any]]:
    """One row a clause, as `ecocheck coverage --format json` prints it."""
    deciding = deciding_rules(data)
    states = reading_states(data, deciding)
    rows = []
    for clause in data.clauses.values():
        rules = deciding.get(clause.id, [])
        rows.append(
            {
                "id": clause.id,
                "document": clause.document,
                "section": clause.section,
                "anchor": clause.anchor,
                "rules": [rule.id for rule in rules],
                "form": decided_by(clause, rules),
                "left_to_people": clause.left_to_people or None,
                "reading": states.get(clause.id),
            }
        )
    return _plain(rows)


def fact_rows(vocabulary: Vocabulary, subject: str | None = None) -> list[dict[str, Any]]:
    """One row a fact, with its codes; the facts of one subject, or all."""
    rows = []
    for fact in vocabulary.facts.values():
        if subject is not None and subject not in fact.subjects:
            continue
        codes = vocabulary.lists.get(fact.list)
        rows.append(
            {
                "name": fact.name,
                "label": fact.label,
                "aliases": list(fact.aliases),
                "type": fact.type,
                "unit": fact.unit,
                "list": fact.list,
                "codes": [{"code": c.code, "zh": c.label.zh, "en": c.label.en, "aliases": list(c.aliases)} for c in codes.codes]
                if codes
                else [],
                "groups": [
                    g.name
                    for g in vocabulary.groups.values()
                    if fact.name in g.facts and (subject is None or subject in g.subjects)
                ],
                "subjects": list(fact.subjects),
                "none": fact.none,
                "meaning": fact.meaning,
                "found_in": fact.found_in,
                "stage": fact.stage,
            }
        )
    return _plain(rows)


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done: list[dict[str, Any]] = to_builtins(rows)
    return done
