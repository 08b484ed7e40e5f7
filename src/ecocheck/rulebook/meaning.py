"""What a rule means, as a digest: a rule whose conditions, limits, scope, modality or dates change has lost its second reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from .model import Clause, Document, InForce, Parameter, Rule, RulebookData
from .readings import Reading, ReadingState

#: What says the same in other words: how a value is written, the wording that was read, the name of a set whose codes are there.
_WORDING = {"number": ("text",), "texts": ("name",), "compare": ("reads",)}
#: Of the target of a row, what only describes it.
_DESCRIBING = ("sections", "also", "see_also", "repeats", "beside", "words", "reads", "word", "line", "limits")


def digest_of_clause(rules: Iterable[Rule], data: RulebookData) -> str:
    """Twelve characters that stand for what the rules of a clause mean together."""
    meanings = [
        _meaning(rule, data.documents[rule.document], data.parameters) for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    return hashlib.blake2b(msgspec.json.encode(meanings, order="deterministic"), digest_size=6).hexdigest()


def _meaning(rule: Rule, document: Document, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """All that decides, without titles, notes, tests, and without the days that a rule has from its document alone."""
    return {
        "subjects": sorted(rule.subjects),
        "modality": rule.modality,
        "form": rule.form,
        "each": rule.each,
        "days": own_days(rule, document),
        "judged_on": rule.in_force.judged_on,
        "scope": _plain(rule.scope),
        "require": _plain(rule.require),
        "exempt": [_plain(exemption.when) for exemption in rule.exempt],
        "derive": [(one.name, "".join(one.expr.split()), one.unit, one.over) for one in rule.derive],
        "target": _plain(rule.target.row) if rule.target is not None else None,
        "tables": [_table(parameters[name]) for name in sorted(rule.named.tables)],
        "status": rule.status,
    }


def own_days(rule: Rule, document: Document) -> tuple[date | None, date | None]:
    """From and to, where the rule itself says so."""
    usual, own = _usual(rule, document), rule.in_force
    return own.start if own.start != usual.start else None, own.end if own.end != usual.end else None


def _usual(rule: Rule, document: Document) -> InForce:
    """From and to of a rule that says neither: targets hold for the plan's years, all else from its issue."""
    if rule.form in ("indicator", "task") and document.period is not None:
        return InForce(date(document.period.first, 1, 1), document.expires)
    return InForce(document.begins, document.expires)


def _table(parameter: Parameter) -> Any:
    return [
        (edition.start, edition.end, edition.value, [(row.keys, row.value) for row in edition.rows])
        for edition in parameter.editions
    ]


def _plain(value: Any) -> Any:
    """Conditions and targets as plain data, without the words that only describe them."""
    return _without_words(msgspec.to_builtins(value))


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        kind = value.get("type", "")
        left_out = (*_WORDING.get(kind, ()), *_DESCRIBING)
        said = {key: _without_words(inner) for key, inner in value.items() if key not in left_out}
        return said | {"values": sorted(said["values"])} if kind == "texts" else said
    if isinstance(value, list | tuple):
        return [_without_words(inner) for inner in value]
    return value


def reading_state(reading: Reading | None, rules: Iterable[Rule], data: RulebookData) -> ReadingState:
    """How far the second reading of a clause is, whose rules these are."""
    if reading is None:
        return "unread"
    if not reading.digest:
        return "typed"
    return "read" if reading.digest == digest_of_clause(rules, data) else "changed"


def needs_reader(rule: Rule) -> bool:
    """Whether a second reader has to read it: measured rules, and rows of tables whose breach is a fail."""
    if rule.status == "deprecated" or rule.form == "duty":
        return False
    return rule.form == "rule" or rule.modality == "strict"


def reading_states(data: RulebookData, deciding: Mapping[str, Iterable[Rule]]) -> dict[str, ReadingState]:
    """The state of every clause that a second reader has to read; `deciding` are the rules of each."""
    return {
        clause.id: reading_state(data.readings.get(clause.id), deciding[clause.id], data)
        for clause in data.clauses.values()
        if any(needs_reader(rule) for rule in deciding.get(clause.id, ()))
    }


def unread_rules(data: RulebookData, deciding: Mapping[str, Iterable[Rule]]) -> tuple[str, ...]:
    """The rules of which a clause has no second reading that still holds. Rules of one's own are their author's affair."""
    states = reading_states(data, deciding)
    return tuple(
        rule.id
        for rule in data.rules
        if needs_reader(rule)
        and data.documents[rule.document].level != "pack"
        and any(states.get(clause) != "read" for clause in rule.clauses)
    )


def clauses_to_read(data: RulebookData, deciding: Mapping[str, Iterable[Rule]]) -> list[Clause]:
    """The clauses whose second reading is still to be done, in the order of their documents."""
    return [data.clauses[name] for name, state in reading_states(data, deciding).items() if state != "read"]
