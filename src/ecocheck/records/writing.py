"""Records as YAML that reads back as the same records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from ..errors import EcocheckError
from ..vocabulary.model import Vocabulary
from ..vocabulary.quantities import parse_quantity
from ..vocabulary.values import NONE, Partial
from .confirmation import Confirmation
from .model import Given, ItemList, Record
from .sheets import SHEET
from .supplement import MADE


def to_yaml(records: Iterable[Record], vocabulary: Vocabulary) -> str:
    """The records as a YAML file; what was inferred is left out, for it follows from the rest.

    >>> from ecocheck.vocabulary.model import Fact
    >>> from fractions import Fraction
    >>> from ecocheck.bilingual import Said
    >>> words = Vocabulary({"a.b": Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km")})
    >>> print(to_yaml([Record("P1", "project", {"a.b": Given(Fraction(1, 2), "500 m", "km")})], words), end="")
    records:
      - id: "P1"
        subject: project
        a.b: "500 m"
    """
    lines = ["records:"]
    for record in records:
        lines += [f"  {'- ' if place == 0 else '  '}{line}" for place, line in enumerate(_record(record, vocabulary))]
    return "\n".join(lines) + "\n"


def _record(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    if not record.numbered:
        yield f"id: {_quoted(record.id)}"
    yield f"subject: {record.subject}"
    if record.name:
        yield f"name: {_quoted(record.name)}"
    if record.as_of is not None:
        yield f"as_of: {record.as_of.isoformat()}"
    if record.stage:
        yield f"stage: {record.stage}"
    for name, given in record.facts.items():
        if given.source not in MADE and not (given.signed is not None and given.source == SHEET):
            yield f"{name}: {_given(name, given, vocabulary)}"
    for name, listed in record.groups.items():
        yield from _items(name, listed, vocabulary)
    if record.sheets:
        yield "sheets:"
        for signed in record.sheets.values():
            yield from _signed(signed)
    if record.attested:
        yield "attested:"
        for clause, said in record.attested.items():
            parts = {"state": said.state, "by": said.by, "document": said.document}
            yield f"  {clause}: {{{', '.join(f'{key}: {_quoted(text)}' for key, text in parts.items() if text)}}}"


def _signed(one: Confirmation) -> Iterator[str]:
    yield f"  {one.sheet}:"
    parts = {
        "by": _quoted(one.by),
        "on": one.on.isoformat(),
        "rest": one.rest,
        "printed": _quoted(one.printed) if one.printed else "",
    }
    yield from (f"    {key}: {text}" for key, text in parts.items() if text)
    for name, answer in one.lines.items():
        yield f"    {name}: {_raw(answer.raw)}"


def _raw(raw: object) -> str:
    """An answer as it was written: a text, a list of codes, or codes with yes and no."""
    return json.dumps(raw, ensure_ascii=False, default=str)


def _items(name: str, listed: ItemList, vocabulary: Vocabulary) -> Iterator[str]:
    if not listed.items and listed.complete:
        yield f"{name}: []"
        return
    indent = ""
    if listed.complete:
        yield f"{name}:"
    else:
        yield f"{name}:"
        yield "  complete: no"
        yield "  items:" if listed.items else "  items: []"
        indent = "  "
    for item in listed.items:
        facts = (f"{fact}: {_given(fact, given, vocabulary)}" for fact, given in item.facts.items() if given.source not in MADE)
        yield f"{indent}  - {{{', '.join((f'id: {_quoted(item.id)}', *facts))}}}"


def _given(name: str, given: Given, vocabulary: Vocabulary) -> str:
    value = _value(name, given, vocabulary)
    more = {"source": given.source, "accuracy": given.accuracy}
    if not any(more.values()):
        return value
    return f"{{value: {value}, {', '.join(f'{key}: {_quoted(text)}' for key, text in more.items() if text)}}}"


def _value(name: str, given: Given, vocabulary: Vocabulary) -> str:
    fact, value = vocabulary.facts[name], given.value
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if isinstance(value, Partial):
        held = [*((code, "yes") for code in sorted(value.yes)), *((code, "no") for code in sorted(value.no))]
        return f"{{{', '.join(f'{code}: {said}' for code, said in held)}}}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if fact.type != "number" or value is None or value is NONE or given.unit in ("", "1"):
        return _quoted(given.text if fact.type != "code" or value is None else str(value))
    return _quoted(f"{given.text} {given.unit}" if _bare(given.text, fact.unit) else given.text)


def _bare(text: str, expect: str) -> bool:
    """Whether a number is written without a unit of its own."""
    try:
        return parse_quantity(text, expect).unit is None
    except EcocheckError:
        return False


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
