"""Reads `rules/vocabulary/screening.yaml`: which facts a screening answer settles."""

from __future__ import annotations

from ...bilingual import did_you_mean
from ...errors import EcocheckError
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping, Scalar, plain
from ...vocabulary.model import Screen, Vocabulary
from ...vocabulary.typed import read_value
from .rule_file import RuleFile, entries
from .scope import report

FACT = "project.involves"


def read_screens(file: RuleFile, vocabulary: Vocabulary, problems: Problems) -> tuple[Screen, ...]:
    """The screens of the file, each value held against its fact; a wrong one is reported and left out."""
    return tuple(_screen(fields, vocabulary, problems) for fields in entries(file, "screens", problems))


def _screen(fields: Fields, vocabulary: Vocabulary, problems: Problems) -> Screen:
    codes = fields.texts("codes", required=True)
    known = vocabulary.lists[vocabulary.facts[FACT].list].rank
    for code in codes:
        if code not in known:
            fields.error("codes", "rulebook.screening_code", hint=did_you_mean(code, known), text=code)
    facts: dict[str, str | dict[str, str]] = {}
    node = fields.node("facts")
    for key, value in node.entries if isinstance(node, Mapping) else ():
        fact = vocabulary.facts.get(key.text)
        if fact is None:
            problems.error(
                key.mark, "rulebook.screening_fact", field="facts", hint=did_you_mean(key.text, vocabulary.facts), text=key.text
            )
            continue
        said = plain(value)
        try:
            read_value(fact, said, vocabulary)
        except EcocheckError as error:
            report(problems, value.mark if isinstance(value, Scalar | Mapping) else key.mark, error, key.text)
            continue
        facts[key.text] = said if isinstance(said, str) else {str(k): str(v) for k, v in dict(said).items()}  # type: ignore[call-overload]
    groups = fields.texts("groups")
    for group in groups:
        if group not in vocabulary.groups:
            fields.error("groups", "rulebook.no_group", hint=did_you_mean(group, vocabulary.groups), text=group)
    fields.done()
    return Screen(tuple(c for c in codes if c in known), facts, tuple(g for g in groups if g in vocabulary.groups))
