"""Facts and their values in words, as a finding's sentence has them: 距岸线距离为0.76 km, 占用行为未依法批准."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ...bilingual import COMMA, Said
from ...errors import DimensionMismatch
from ...logic.flags import FLAGS, flag_said
from ...logic.sentences import Speaker, decimal_text
from ...rulebook.model import RulebookData
from ...vocabulary.unit_words import measured
from ...vocabulary.units import convert_factor
from ...vocabulary.values import NONE, Interval, Partial, Value

ABSENT = Said("无", "none")
QUOTED = Said("“{value}”", "'{value}'")
STATE = Said("{fact}为{value}", "{fact} is {value}")
DAYS = Said("{low} ～ {high}", "{low} to {high}")
NOT_DETECTED = Said("未检出（未给检出限）", "not detected (no detection limit)")
MOST_DENIED = 3
NOT_THESE, NOT_SUCH = Said("非{codes}", "none of {codes}"), Said("非{codes}等", "none of {codes} and others")
ATTESTATION = Said("{clause} 的核实结论", "the attestation of {clause}")


class ValueWords:
    """Says the facts and values of one rulebook; `speaker` says its conditions."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self.speaker = Speaker(data.vocabulary, {name: parameter.title for name, parameter in data.parameters.items()})

    def name(self, name: str) -> Said:
        """The label of what a finding names: a fact, a group, an attestation or a parameter."""
        if name.startswith("attested:"):
            return ATTESTATION.filled(clause=name.removeprefix("attested:"))
        group = self.data.vocabulary.groups.get(name)
        if group is not None:
            return group.label
        if name.startswith("$"):
            parameter = self.data.parameters.get(name[1:])
            return (parameter.title if parameter is not None else Said()) or Said(name[1:], name[1:])
        return self.speaker.fact(name)

    def state(self, name: str, value: Value, unit: str = "") -> Said:
        """A fact with its value, as a statement."""
        label = self.speaker.fact(name)
        if isinstance(value, bool):
            return flag_said(label, value)
        shown = self.value(name, value, unit)
        if value is NONE or value == frozenset(("none",)):
            shown = QUOTED.filled(value=shown)
        return STATE.filled(fact=label, value=shown)

    def value(self, name: str, value: Value, unit: str = "") -> Said:
        """A value as a reviewer reads it: numbers in `unit` (the clause's), codes by their labels."""
        if value is NONE:
            return ABSENT
        if isinstance(value, bool):
            return FLAGS[value]
        if isinstance(value, Fraction | Interval):
            fact = self.data.vocabulary.facts.get(name)
            own = fact.unit if fact else unit
            return _interval(value, own, unit) if isinstance(value, Interval) else _number(value, own, unit)
        if isinstance(value, date):
            return Said(value.isoformat(), value.isoformat())
        if isinstance(value, Partial) and not value.yes and value.no:
            return self._denied(name, value.no)
        if isinstance(value, Partial):
            value = value.yes
        if isinstance(value, frozenset):
            return COMMA.join(self.code(name, code) for code in sorted(value)) or ABSENT
        return self.code(name, value)

    def _denied(self, name: str, codes: frozenset[str]) -> Said:
        first = sorted(codes)[:MOST_DENIED]
        said = COMMA.join(self.code(name, code) for code in first)
        return (NOT_THESE if len(first) == len(codes) else NOT_SUCH).filled(codes=said)

    def code(self, name: str, code: str) -> Said:
        return self.speaker.code(name, code)


def _number(value: Fraction, own: str, unit: str) -> Said:
    number, said = _in_unit(value, own, unit)
    return measured(decimal_text(number), said)


def _interval(value: Interval, own: str, unit: str) -> Said:
    if isinstance(value.low, date):
        return DAYS.filled(low=value.low, high=value.high)
    low, said = _in_unit(value.low, own, unit)
    if value.high is None:
        return measured(f">{decimal_text(low)}", said) if low else NOT_DETECTED
    high, _ = _in_unit(value.high, own, unit)
    return measured(f"<{decimal_text(high)}" if value.censored else f"{decimal_text(low)}～{decimal_text(high)}", said)


def _in_unit(value: Fraction, own: str, unit: str) -> tuple[Fraction, str]:
    if not unit or unit == own:
        return value, "" if own == "1" else own
    try:
        return value * convert_factor(own, unit), "" if unit == "1" else unit
    except DimensionMismatch:  # an equivalent dimension (MW against t/h): the fact's own unit is shown
        return value, own
