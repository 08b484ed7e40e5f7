"""The smallest record that still shows something: facts are dropped one by one for as long as it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..records.inference import INFERRED
from ..records.model import Given, Record
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Interval, Partial
from .drafts import written

KEPT = ("id", "subject", "as_of", "name")
Plain = dict[str, Any]


def plain_record(record: Record, vocabulary: Vocabulary) -> Plain:
    """A record as plain data, without what only its other facts imply and without what could not be read."""
    found: Plain = {"id": record.id, "subject": record.subject}
    if record.as_of is not None:
        found["as_of"] = record.as_of.isoformat()
    found |= _facts(record.facts, vocabulary)
    for group, listed in record.groups.items():
        items = [{"id": item.id, **_facts(item.facts, vocabulary)} for item in listed.items]
        found[group] = items if listed.complete else {"complete": "no", "items": items}
    if record.attested:
        found["attested"] = {clause: attested.state for clause, attested in record.attested.items()}
    return found


def _facts(facts: dict[str, Given], vocabulary: Vocabulary) -> Plain:
    return {
        name: _plain(name, given, vocabulary)
        for name, given in facts.items()
        if given.value is not None and given.source != INFERRED
    }


def _plain(name: str, given: Given, vocabulary: Vocabulary) -> Any:
    value = given.value
    if isinstance(value, Partial):
        return {**dict.fromkeys(sorted(value.yes), "yes"), **dict.fromkeys(sorted(value.no), "no")}
    if isinstance(value, Interval):
        text = given.text if not given.unit or given.unit in given.text else f"{given.text} {given.unit}"
        return {"value": text, "accuracy": given.accuracy} if given.accuracy else text
    return None if value is None else written(name, value, vocabulary)


def smallest(record: Plain, shows: Callable[[Plain], bool]) -> Plain:
    """The record without every fact, item and attestation that `shows` can do without; it must show what it shows at first."""
    shrunk = True
    while shrunk:
        shrunk = False
        for less in _smaller(record):
            if shows(less):
                record, shrunk = less, True
                break
    return record


def _smaller(record: Plain) -> Iterator[Plain]:
    """The record with one thing less, the largest things first."""
    for name, value in record.items():
        if name in KEPT:
            continue
        yield {key: other for key, other in record.items() if key != name}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for place, item in enumerate(value):
                yield record | {name: value[:place] + value[place + 1 :]}
                for fact in item:
                    less = {key: other for key, other in item.items() if key != fact}
                    yield record | {name: [*value[:place], less, *value[place + 1 :]]}
        elif isinstance(value, list) and len(value) > 1:
            yield from (record | {name: value[:place] + value[place + 1 :]} for place in range(len(value)))
        elif isinstance(value, dict) and len(value) > 1:
            yield from (record | {name: {key: v for key, v in value.items() if key != one}} for one in value)
