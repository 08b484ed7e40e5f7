"""JSON Schema (Draft 2020-12) of records, made from the vocabulary: for web forms, services and editors."""

from __future__ import annotations

from typing import Any

from ..bilingual import Said
from ..vocabulary.bounds import bounds_of
from ..vocabulary.model import SUBJECTS, Fact, Group, Vocabulary
from ..vocabulary.stages import STAGES
from .confirmation import REST

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}


def fact_schema(fact: Fact, vocabulary: Vocabulary) -> dict[str, Any]:
    """What a record may write for a fact, and what it means. What no schema can say (units, spellings) the reader still holds to.

    >>> from ecocheck.bilingual import Said
    >>> found = fact_schema(Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km"), Vocabulary())
    >>> found["anyOf"][0], found["x-unit"]
    ({'type': 'number', 'minimum': 0.0}, 'km')
    """
    schema: dict[str, Any] = {
        "title": fact.label.zh,
        "description": _both(fact.meaning),
        "anyOf": _forms(fact, vocabulary),
    }
    schema["anyOf"] = [*schema["anyOf"], _annotated(fact, vocabulary)] if fact.type != "place" else schema["anyOf"]
    if fact.unit:
        schema["x-unit"] = fact.unit
    if fact.found_in:
        schema["x-found-in"] = _both(fact.found_in)
    schema["x-label-en"] = fact.label.en
    return schema


def _both(said: Said) -> str:
    return " / ".join(filter(None, (said.zh, said.en)))


def _forms(fact: Fact, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    if fact.type == "number":
        least, most = bounds_of(fact)
        ends = {key: float(end) for key, end in (("minimum", least), ("maximum", most)) if end is not None}
        return [{"type": "number", **ends}, {"type": "string", "examples": [f"1 {fact.unit}".strip(), "<0.05", "约500"]}]
    if fact.type == "boolean":
        return [{"type": "boolean"}, {"enum": ["yes", "no", "是", "否"]}]
    if fact.type in ("code", "codes"):
        codes = vocabulary.lists[fact.list]
        one: dict[str, Any] = (
            {"type": "string", "pattern": "^([A-T]|[A-T]?[0-9]{2,4}|none|无)$", "examples": ["C2614"]}
            if codes.scheme == "gbt4754"
            else {
                "enum": list(dict.fromkeys(word for c in codes.codes for word in (c.code, c.label.zh, c.label.en, *c.aliases)))
            }
        )
        if fact.type == "code":
            return [one]
        return [
            one,
            _TEXT,
            {"type": "array", "items": one},
            {"type": "object", "additionalProperties": {"enum": [True, False, "yes", "no", "是", "否"]}},
        ]
    if fact.type == "date":
        return [{"type": "string", "examples": ["2027-05-01", "2027年5月"]}]
    if fact.type == "place":
        return [_TEXT, {"type": "object"}]
    return [_TEXT]


def _annotated(fact: Fact, vocabulary: Vocabulary) -> dict[str, Any]:
    """A value with where it comes from and how exact it is."""
    texts = dict.fromkeys(("unit", "source", "accuracy"), _TEXT)
    value = {"anyOf": _forms(fact, vocabulary)}
    return {"type": "object", "required": ["value"], "properties": {"value": value, **texts}, "additionalProperties": False}


def record_schema(subject: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a record about a subject, with dotted names as keys."""
    inside = vocabulary.facts_of_items(subject)
    properties: dict[str, Any] = {
        "id": {"anyOf": [_TEXT, {"type": "integer"}], "title": "编号"},
        "subject": {"const": subject},
        "name": {**_TEXT, "title": "名称"},
        "as_of": {**_TEXT, "title": "判定日期", "examples": ["2027-06-01"]},
        "stage": {"enum": [word for name, label in STAGES.items() for word in (name, label.zh)], "title": "阶段"},
        "attested": {"type": "object", "title": "核实结论"},
        "sheets": {"type": "object", "title": "核对单", "additionalProperties": _confirmed_schema()},
        "note": _TEXT,
    }
    properties |= {f.name: fact_schema(f, vocabulary) for f in vocabulary.of_subject(subject) if f.name not in inside}
    properties |= {group.name: _list_schema(group, vocabulary) for group in vocabulary.items_of(subject)}
    return {
        "$schema": DRAFT,
        "title": SUBJECTS[subject].zh,
        "type": "object",
        "required": ["subject"],
        "properties": properties,
        "additionalProperties": False,
    }


def _confirmed_schema() -> dict[str, Any]:
    """A sheet that somebody has confirmed; its further keys are the facts of the lines where they differ from the print."""
    on = {**_TEXT, "examples": ["2027-06-05"]}
    return {
        "type": "object",
        "required": ["by", "on"],
        "properties": {"by": _TEXT, "on": on, "rest": {"enum": list(REST)}, "printed": _TEXT},
    }


def _list_schema(group: Group, vocabulary: Vocabulary) -> dict[str, Any]:
    facts = {name.removeprefix(f"{group.item}."): fact_schema(vocabulary.facts[name], vocabulary) for name in group.facts}
    item = {
        "type": "object",
        "properties": {"id": {"anyOf": [_TEXT, {"type": "integer"}]}, **facts},
        "additionalProperties": False,
    }
    many = {"type": "array", "items": item}
    partly = {
        "type": "object",
        "properties": {"complete": {"enum": [False, True, "yes", "no"]}, "items": many},
        "additionalProperties": False,
    }
    return {"title": group.label.zh, "anyOf": [many, partly, {"enum": ["none", "无"]}]}
