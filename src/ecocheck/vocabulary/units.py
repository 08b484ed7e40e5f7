"""The closed table of units: exact factors, and every way people write them.

What the table decides, so that no comparison is ever made by accident:

- Years are no multiple of days here (365, 366 and 365.25 are all in use, and a works rarely runs all of them): amounts a
  year (`t/a`, `tce/a`, `m3/a`, `item/a`) are dimensions of their own, apart from `t/d`, and so are days as a count. A bare 吨
  is read as `t/a` only where a yearly amount is expected.
- A tonne of sewage a day and a cubic metre a day stay apart; so do steam and mass in `t/h`. An equivalent (0.7 MW for 1 t/h of
  steam) belongs to the fact that declares it, with its source.
- `Nm3` and `Nm3/h` are dimensions of their own: without temperature and pressure no factor leads to `m3`. `mg/Nm3` is a
  spelling of `mg/m3`, because the standards print mg/m3 and name the state (standard, dry) in words; the fact holds it as its
  basis.
- Everything that is counted one by one (个 台 辆 座 家 ...) is one dimension; persons, households and pig equivalents are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from ..bilingual import Said
from ..errors import DimensionMismatch, UnknownUnit
from .spelling import half_width
from .unit_table import OWN_PINT_UNITS, ROWS, SCALES

if TYPE_CHECKING:
    import pint

_LONGEST = 40
_NEAR = Said("相近的单位：{near}", "near it: {near}")
_CARET = re.compile(r"(?<=[A-Za-z])\^")


class Unit(NamedTuple):
    """One unit: `factor` leads exactly to the coherent base of its dimension (m, kg, s, CNY, item, person, share 1, ...).

    `pint` is the same unit as an expression in `pint_registry()`; `label` is for people, in English its symbol; `aliases` are all accepted
    spellings, half-width and without spaces.
    """

    name: str
    factor: Fraction
    dimension: str
    pint: str
    label: Said
    aliases: tuple[str, ...]


def spelling_key(text: str) -> str:
    """What two spellings of one unit have in common.

    >>> spelling_key("（ mg / m³ ）"), spelling_key("µg/m^3")
    ('mg/m3', 'ug/m3')
    """
    key = _CARET.sub("", half_width(text).replace(" ", "").replace("μ", "u"))
    while key.startswith("(") and key.endswith(")"):
        key = key[1:-1]
    return key


def _spellings(patterns: str) -> Iterator[str]:
    for pattern in filter(None, patterns.split(";")):
        yield from map("".join, product(*(word.split("|") for word in pattern.split(" "))))


def _unit(name: str, factor: Fraction, dimension: str, pint: str, label: Said, spellings: Iterator[str]) -> Unit:
    aliases = tuple(dict.fromkeys((*map(spelling_key, (name, label.zh, label.en)), *spellings)))
    return Unit(name, factor, dimension, pint, label, aliases)


def _read_rows() -> Iterator[Unit]:
    for dimension, rows in ROWS.items():
        for name, factor, pint, zh, en, patterns, scales in rows:
            yield _unit(name, Fraction(factor), dimension, pint, Said(zh, en), _spellings(patterns))
            for scale in scales:
                power, times = SCALES[scale]
                plain = (spelling_key(name), spelling_key(zh), *_spellings(patterns))
                written = (f"{prefix}{spelling}" for prefix in (power, scale) for spelling in plain)
                label = Said(f"{scale}{zh}", f"{power} {en}")
                yield _unit(f"{power} {name}", Fraction(factor) * times, dimension, f"{times}*({pint})", label, written)


UNITS: Mapping[str, Unit] = {unit.name: unit for unit in _read_rows()}


def _index() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for one in UNITS.values():
        for alias in one.aliases:
            found[alias] = (*found.get(alias, ()), one)
    return found


_BY_SPELLING = _index()


def find_unit(text: str, expect: str | None = None) -> Unit | None:
    """The unit so written, within the dimension of `expect` if it is there, else the first of the table; None if there is none.

    >>> find_unit("吨/小时").name, find_unit("吨/小时", expect="t_steam/h").name, find_unit("班")
    ('t/h', 't_steam/h', None)
    """
    if len(text) > _LONGEST:
        return None
    meant = _BY_SPELLING.get(spelling_key(text))
    if meant is None:
        return None
    if expect is not None and len(meant) > 1:
        wanted = unit(expect).dimension
        return next((one for one in meant if one.dimension == wanted), meant[0])
    # A canonical name is never another unit's spelling unless somebody expects that.
    return UNITS.get(text) or meant[0]


def unit(text: str, expect: str | None = None) -> Unit:
    """The unit so written.

    Raises `UnknownUnit` with the nearest known spellings.

    >>> unit("毫克／立方米").name, unit("dB（A）").name, unit("万亩").factor
    ('mg/m3', 'dBA', Fraction(20000000, 3))
    """
    found = find_unit(text, expect)
    if found is None:
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        near = [] if len(text) > _LONGEST else get_close_matches(spelling_key(text), _BY_SPELLING, n=3, cutoff=0.5)
        raise UnknownUnit("vocabulary.no_unit", hint=_NEAR.filled(near=near) if near else None, unit=shown)
    return found


def convert_factor(from_: str, to: str, expect: str | None = None) -> Fraction:
    """How many `to` one `from_` is, exactly. `expect` settles a spelling of two dimensions, as in `unit`.

    Raises `UnknownUnit` and `DimensionMismatch`.

    >>> convert_factor("亩", "hm2"), convert_factor("万吨", "t")
    (Fraction(1, 15), Fraction(10000, 1))
    """
    source, target = unit(from_, expect), unit(to, expect)
    if source.dimension != target.dimension:
        like = [one.name for one in UNITS.values() if one.dimension == target.dimension][:4]
        raise DimensionMismatch("vocabulary.units_of_two_kinds", source=_named(source), target=_named(target), like=like)
    return source.factor / target.factor


def _named(one: Unit) -> Said:
    return Said(f"{one.label.zh}（{one.name}）", one.name)


@cache
def pint_registry() -> pint.UnitRegistry[Any]:
    """A registry of pint, exact, with our own dimensions, for checking the dimensions of expressions when rules load.

    Never give it a text from a file: give it `Unit.pint`. It takes half a second to build and is built once.
    """
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(non_int_type=Fraction)
    for definition in OWN_PINT_UNITS:
        registry.define(definition)
    return registry


def dimension_in_pint(name: str) -> Mapping[str, Any]:
    """What the unit measures in pint's terms: powers of base dimensions such as ``{"[mass]": 1, "[length]": -3}``.

    >>> sorted(dimension_in_pint("mg/m3").items()) == [("[length]", -3), ("[mass]", 1)]
    True
    """
    registry = pint_registry()
    return dict(registry.get_dimensionality(registry.parse_expression(unit(name).pint).units))
