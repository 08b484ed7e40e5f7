"""What a record gives on the facts that a rule looks at, as findings show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from ...findings.model import Observed
from ...findings.result import FrozenDict
from ...logic.sentences import decimal_text
from ...records.model import Given
from ...rulebook.model import Rule
from ...vocabulary.values import ANY_DAY, NONE, Interval, Partial
from ..case import Case
from ..truths import Truth, derivation
from .inferred import Reasons


def observed(
    names: tuple[str, ...], rule: Rule, given: dict[str, Given], case: Case, truth: Truth, reasons: Reasons
) -> Mapping[str, Observed]:
    """The facts that a rule looks at, as the record gives them, in the order written; derived values with them, and why what nobody
    gave is known."""
    shown: dict[str, Observed] = {}
    for name in names:
        if name.startswith("$"):
            value = truth.derived(name, rule, case)
            if value is not None:
                shown[name] = Observed(plain(value), derivation(rule, name).unit, "derived")
        elif name in given:
            key = ("observed", name)
            if key not in case.memo:
                case.memo[key] = _shown(name, given, truth.data.vocabulary.facts[name].unit, reasons)
            shown[name] = case.memo[key]
    return FrozenDict(shown)


def _shown(name: str, facts: dict[str, Given], unit: str, reasons: Reasons) -> Observed:
    given = facts[name]
    if given.value is None or given.bad is not None:
        return Observed(given.text, given.unit, given.source, given.accuracy)
    shown = Observed(plain(given.value), unit, given.source, given.accuracy)
    if given.because:
        shown = replace(shown, because=given.because, why=reasons.why(given, facts))
    if given.signed is not None:
        signed = given.signed
        shown = replace(shown, by=signed.by, on=signed.on.isoformat(), as_printed=signed.as_printed)
    return shown


def plain(value: Any) -> Any:
    """A value as JSON holds it: whole numbers and decimals as numbers, intervals and lists as text or lists."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Interval):
        return f"{'(' if value.low_open else '['}{_end(value.low)}, {_end(value.high)}{')' if value.high_open or value.high is None else ']'}"
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    if isinstance(value, Partial):
        return FrozenDict({**dict.fromkeys(sorted(value.yes), True), **dict.fromkeys(sorted(value.no), False)})
    if isinstance(value, date):
        return value.isoformat()
    return "none" if value is NONE else value


def _end(end: Any) -> str:
    return "" if end is None else end.isoformat() if isinstance(end, date) else decimal_text(end)


def day_text(day: date | Interval) -> str:
    """A day in words of ISO 8601; nothing for one that could not be read."""
    if day == ANY_DAY:
        return ""
    return day.isoformat() if isinstance(day, date) else str(plain(day))
