"""What was reported: yearly figures, targets handed down, progress of works; and what a reported figure means in its row's unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from ..bilingual import Said
from ..errors import EcocheckError, Problem, ValueRefused
from ..records.model import Attestation
from ..vocabulary.quantities import parse_number, parse_quantity
from ..vocabulary.spelling import half_width, spelled
from ..vocabulary.units import convert_factor

_EXACT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(.*)")
_RATIO_UNITS = ("1", "比例", "ratio", "小数")


class Cell(NamedTuple):
    """The text of one cell of a table of figures, and where it stands."""

    text: str
    place: str


class Figure(Struct, frozen=True):
    """One figure of one year as reported; `place` says where it stands (file and line, or sheet and cell).

    `counting` tells a cumulative figure from one of that year alone (`yearly`) or the level itself; `computed` marks a figure made
    from daily data, which no plan needs to have a row for, and `notes` say how it was made.
    """

    year: int
    text: str
    code: str = ""
    clause: str = ""
    scope: str = ""
    unit: str = ""
    counting: str = ""
    area: str = ""
    source: str = ""
    valid_days: str = ""
    place: str = ""
    computed: bool = False
    notes: tuple[Said, ...] = ()


class Order(Struct, frozen=True):
    """A target set or changed by a higher authority: number, document, and yearly targets where it gives them.

    `by_column` tells yearly targets that stand in columns of a table: the column of the plan's last year repeats what the plan prints.
    """

    value: str = ""
    document: str = ""
    yearly: Mapping[int, str] = {}
    code: str = ""
    clause: str = ""
    scope: str = ""
    unit: str = ""
    area: str = ""
    place: str = ""
    by_column: bool = False


class Done(Struct, frozen=True):
    """The progress of a work at the end of a year, or in that year: `counting` tells which (`cumulative`, `yearly`).

    `as_asked` counts as the task does: a yearly one in that year, any other since the base year. Blank, the numbers must tell.
    """

    clause: str
    year: int
    done: str = ""
    unit: str = ""
    state: str = ""
    items: tuple[str, ...] = ()
    area: str = ""
    place: str = ""
    counting: str = ""
    source: str = ""


class Sheet(Struct, frozen=True):
    """Everything that was reported, from whatever it was read; by whom and on what day, where it says so."""

    figures: tuple[Figure, ...] = ()
    orders: tuple[Order, ...] = ()
    works: tuple[Done, ...] = ()
    attested: dict[str, Attestation] = {}
    plan: str = ""
    problems: tuple[Problem, ...] = ()
    inputs: tuple[dict[str, str], ...] = ()
    reported_by: str = ""
    reported_on: str = ""

    def __add__(self, other: Sheet) -> Sheet:
        return together((self, other))


def together(sheets: Iterable[Sheet]) -> Sheet:
    """What several sheets report, as one; a hundred thousand of them are joined at once."""
    parts = list(sheets)
    return Sheet(
        figures=tuple(figure for one in parts for figure in one.figures),
        orders=tuple(order for one in parts for order in one.orders),
        works=tuple(done for one in parts for done in one.works),
        attested={clause: attested for one in parts for clause, attested in one.attested.items()},
        plan=next((one.plan for one in parts if one.plan), ""),
        problems=tuple(problem for one in parts for problem in one.problems),
        inputs=tuple(given for one in parts for given in one.inputs),
        reported_by=next((one.reported_by for one in parts if one.reported_by), ""),
        reported_on=next((one.reported_on for one in parts if one.reported_on), ""),
    )


class Amount(NamedTuple):
    """A figure understood: all it may be, in the unit of its row; `places` are its decimals, None where it is exact.

    `best` is the number shown for a span whose middle it is not: what printed digits give when they are taken as they stand.
    """

    low: Fraction
    high: Fraction
    places: int | None
    text: str
    best: Fraction | None = None

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2 if self.best is None else self.best

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """All that a measured figure stands for: half a unit of its last printed digit either way."""
        half = Fraction(0) if self.places is None else Fraction(1, 2 * 10**self.places)
        return self.low - half, self.high + half


def amount(text: str, unit: str, wanted: str, aliases: tuple[str, ...] = ()) -> Amount:
    """A reported text in the unit of its row.

    Raises:
        ValueRefused: no number, or a unit that is not the row's and cannot be turned into it.

    >>> amount("38.04%", "", "%").places, str(amount("0.032 mg/m3", "", "ug/m3").low)
    (2, '32')
    """
    said = half_width(text).strip()
    exact = _EXACT.fullmatch(said)
    number = parse_number(exact[1]) if exact else None
    if exact is None or number is None or _is_range(exact[2]):
        return _imprecise(text, said, unit, wanted, aliases)
    places = len(exact[1].partition(".")[2])
    factor = _factor(exact[2] or unit, wanted, aliases, text)
    if factor == 1:
        return Amount(number, number, places, text)
    shift = _power_of_ten(factor)
    return Amount(number * factor, number * factor, None if shift is None else max(places - shift, 0), text)


def _is_range(tail: str) -> bool:
    return tail[:1] in ("~", "-", "至", "到", "—", "±", "左") or tail in ("左右", "上下")


def _imprecise(text: str, said: str, unit: str, wanted: str, aliases: tuple[str, ...]) -> Amount:
    try:
        read = parse_quantity(said)
    except EcocheckError as error:
        raise ValueRefused("progress.no_number", hint=error.hint, figure=text) from error
    if read.kind in ("above", "not_detected"):
        raise ValueRefused("progress.figure_not_said", figure=text)
    factor = _factor(read.unit or unit, wanted, aliases, text)
    return Amount(read.low * factor, read.high * factor, None, text)


def _factor(unit: str, wanted: str, aliases: tuple[str, ...], text: str) -> Fraction:
    said = unit.strip()
    if not said or _same(said, wanted) or any(_same(said, alias) for alias in aliases):
        return Fraction(1)
    if wanted == "%" and said in _RATIO_UNITS:
        return Fraction(100)
    try:
        return convert_factor(said, wanted)
    except EcocheckError as error:
        raise ValueRefused("progress.another_unit", figure=text, unit=said, wanted=wanted) from error


def _same(one: str, other: str) -> bool:
    return spelled(one) == spelled(other)


def _power_of_ten(factor: Fraction) -> int | None:
    """The power of ten that a factor is, or None."""
    for power in range(-12, 13):
        if factor == Fraction(10) ** power:
            return power
    return None
