"""Dated parameters and tables: which edition holds on a day, which rows fit the keys that are known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..errors import EcocheckError
from ..logic.truth import FT, F, T, Truths
from ..rulebook.model import Edition, Parameter, Row, RulebookData
from ..vocabulary.bands import Band, parse_band
from ..vocabulary.model import Fact
from ..vocabulary.quantities import parse_quantity
from ..vocabulary.typed import in_unit_of
from ..vocabulary.values import Interval, Partial, Value
from .case import Case

ANY_KEY = "*"


class Tables:
    """Looks up parameters of one rulebook."""

    def __init__(self, data: RulebookData) -> None:
        self.data = data
        self._bands: dict[tuple[str, str], Band] = {}
        self._limits: dict[tuple[str, str, str, str], Any] = {}

    def limits(self, name: str, fact: Fact, case: Case, day: date | Interval) -> tuple[Any, ...] | None:
        """Every limit that the parameter may be for this case, typed for `fact`; None where nothing is known of it."""
        parameter = self.data.parameters[name]
        found: list[Any] = []
        for edition in editions_on(parameter, day):
            if not parameter.by:
                found.append(self._typed(parameter, fact, edition.value))
                continue
            rows = self.rows(parameter, edition, case)
            if not rows and self.keys_known(parameter, case):
                if parameter.otherwise == "error":
                    case.broken.add("$" + name)
                return None
            found.extend(self._typed(parameter, fact, row.value) for row in rows)
        return tuple(found) or None

    def has_row(self, name: str, case: Case, day: date | Interval) -> Truths:
        """Whether the table has a row for this case; open while a key is missing and some keys have none."""
        parameter = self.data.parameters[name]
        found = 0
        for edition in editions_on(parameter, day):
            rows = self.rows(parameter, edition, case)
            found |= F if not rows else T if self.keys_known(parameter, case) else FT
        return found or F

    def keys_known(self, parameter: Parameter, case: Case) -> bool:
        return all(is_known(case.facts.get(key)) for key in parameter.by)

    def rows(self, parameter: Parameter, edition: Edition, case: Case) -> list[Row]:
        """The rows that fit the known keys, the first fitting one only where all keys are known."""
        known = [case.facts.get(key) for key in parameter.by]
        fitting = [
            row
            for row in edition.rows
            if all(self._fits(key, cell, value) for key, cell, value in zip(parameter.by, row.keys, known, strict=True))
        ]
        return (
            fitting[:1]
            if all(is_known(value) for value in known) and not any(isinstance(v, Interval) for v in known)
            else fitting
        )

    def _fits(self, key: str, cell: str, value: Any) -> bool:
        if value is None or cell == ANY_KEY:
            return True
        fact = self.data.vocabulary.facts[key]
        if fact.type != "number":
            if isinstance(value, Partial):
                return cell not in value.no
            if isinstance(value, frozenset):
                return cell in value
            return cell == (("yes" if value else "no") if isinstance(value, bool) else value)
        band = self._bands.get((key, cell))
        if band is None:
            band = self._bands[key, cell] = parse_band(cell, fact)
        return band.overlaps(value)

    def _typed(self, parameter: Parameter, fact: Fact, text: str) -> Any:
        place = (parameter.name, fact.name, fact.unit, text)
        if place not in self._limits:
            self._limits[place] = typed_limit(parameter, fact, text)
        return self._limits[place]


def is_known(key: Value | None) -> bool:
    """Whether a key of a table says which rows fit; a list or a code that is known only in part leaves some open."""
    return key is not None and not isinstance(key, Partial)


def typed_limit(parameter: Parameter, fact: Fact, text: str) -> Any:
    """A table's cell as a limit for a fact: a number in the fact's unit, or the codes it lists (joined by ``|``)."""
    if fact.type == "number":
        quantity = parse_quantity(text, expect=fact.unit)
        if quantity.unit is None and parameter.unit:
            quantity = parse_quantity(f"{text} {parameter.unit}", expect=fact.unit)
        value = in_unit_of(fact, quantity)
        if not isinstance(value, Fraction):
            raise EcocheckError("evaluation.parameter_not_exact", parameter=parameter.name, text=text)
        return value
    if fact.type == "date":
        return date.fromisoformat(text)
    if fact.type == "boolean":
        return text == "yes"
    return tuple(text.split("|"))


@lru_cache(maxsize=4096)
def _editions(parameter: Parameter, day: date) -> tuple[Edition, ...]:
    inside = tuple(e for e in parameter.editions if (e.start or date.min) <= day <= (e.end or date.max))
    if inside or parameter.fill == "none":
        return inside
    before = [e for e in parameter.editions if (e.start or date.min) <= day]
    return (max(before, key=lambda e: e.start or date.min),) if before else ()


def editions_on(parameter: Parameter, day: date | Interval) -> tuple[Edition, ...]:
    """The editions that may hold: one on a day, perhaps two where only the month is known, none in a gap."""
    if not isinstance(day, Interval):
        return _editions(parameter, day)
    ends = [end for end in (day.low, day.high) if isinstance(end, date)]
    return tuple(dict.fromkeys(edition for end in ends for edition in _editions(parameter, end)))
