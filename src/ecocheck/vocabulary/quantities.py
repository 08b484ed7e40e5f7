"""Quantities as people write them in tables and forms, read exactly or refused; nothing is guessed.

A number is digits with a point (`1.35`), with grouped thousands (`1,234.5`), or with a power of ten (`1.2e3`, `1.2×10^3`).
万 and 亿 multiply a number that stands alone or before a unit that has no such unit in the table.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple, NoReturn

from ..errors import ValueRefused
from .official_wording import bounds_in_signs
from .spelling import half_width
from .units import find_unit, unit

Kind = Literal["exact", "about", "range", "below", "above", "not_detected"]

ABOUT = Fraction(1, 10)
"""约 without a stated tolerance is read as 10 % either side: a convention of ours, wide enough that a limit inside it is left
to a person and never decided by a rounded figure."""

_MOST_CHARACTERS, _MOST_DIGITS, _MOST_POWER = 120, 40, 30
_NUMBER = re.compile(
    r"([+-]?)((?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?:[eE]([+-]?[0-9]+)| ?[×xX*] ?10\^([+-]?[0-9]+))?(?![0-9.,])"
)
_MULTIPLIERS = {"万": 10**4, "亿": 10**8}
_BLANK = frozenset(("", "/", "-", "--", "—", "——", "\\"))
_NOT_DETECTED = re.compile(
    r"(?:ND|N\.D\.|nd|未检出|未检测出|低于检出限)(?: ?\((?:<|检出限:?|M?DL=?)? ?([^()]+(?:\([^()]*\))?)\))?"
)
_ABOUT = re.compile(r"(?:约为|大约|约|≈|~)\s*(.+)|(.+?)(?:左右|上下)")
_RANGE_SIGNS = ("~", "至", "到", "—", "-")
_NUMERALS = re.compile("[零〇一二两三四五六七八九十百半]")
_WORDS = re.compile("以上|以下|以内|以外|超过|不足|大于|小于|高于|低于|不大于|不小于|至少|最多|近|余|多")
_BOUNDS = {"<": "below", "≤": "below", "<=": "below", ">": "above", "≥": "above", ">=": "above"}


class Quantity(NamedTuple):
    """What was written: all values from `low` to `high`, in `unit` (a canonical name; None for a bare number).

    `kind` tells how to take the two bounds: `exact` low = high; `about` and `range` the band; `below` low = 0 and high = the
    figure; `above` low = high = the figure, and no upper bound is known; `not_detected` low = high = 0 and no limit of
    detection is known, so that the bounds say nothing. `text` is what was written, in half-width signs: it tells `<` from `≤`.
    """

    low: Fraction
    high: Fraction
    unit: str | None
    kind: Kind
    text: str

    @property
    def strict(self) -> bool:
        """Whether a bound (`below`, `above`) leaves its figure out."""
        return not {"≤", "≥", "<=", ">="} & {self.text[:1], self.text[:2]}


class _Side(NamedTuple):
    number: Fraction
    unit: str | None


def parse_number(text: str) -> Fraction | None:
    """The number, exactly; None for anything that is not plainly one number.

    >>> parse_number("1,234.5"), parse_number("１．５"), parse_number("1.35e3"), parse_number("2×10⁻³")
    (Fraction(2469, 2), Fraction(3, 2), Fraction(1350, 1), Fraction(1, 500))
    >>> [parse_number(text) for text in ("nan", "inf", "1.2.3", "1,5", "1.234,5", "10²³⁴", ".5", "一")]
    [None, None, None, None, None, None, None, None]
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    found = _NUMBER.fullmatch(half_width(text))
    return None if found is None else _value(found)


def _value(found: re.Match[str]) -> Fraction | None:
    sign, digits, power_e, power_ten = found.groups()
    power = power_e or power_ten or "0"
    if len(digits) > _MOST_DIGITS or abs(int(power)) > _MOST_POWER:
        return None
    value = Fraction(digits.replace(",", "")) * Fraction(10) ** int(power)
    return -value if sign == "-" else value


def parse_quantity(text: str, expect: str | None = None) -> Quantity:
    """The quantity written in `text`. `expect` is the unit of the fact it is for.

    `expect` settles spellings of two dimensions only (t/h of steam or of mass; 0.05L as a figure below the limit of detection
    or as litres); whether the unit suits the fact is for the caller to see.

    Raises `ValueRefused` (its `code` says why; `vocabulary.blank` for an empty cell or a dash) and `UnknownUnit`.

    >>> parse_quantity("约500米")
    Quantity(low=Fraction(450, 1), high=Fraction(550, 1), unit='m', kind='about', text='约500米')
    >>> parse_quantity("１．２～１．５ｍｇ／Ｌ")[:4]
    (Fraction(6, 5), Fraction(3, 2), 'mg/L', 'range')
    >>> parse_quantity("0.05L")[:4], parse_quantity("0.05L", expect="m3")[2:4]
    ((Fraction(0, 1), Fraction(1, 20), None, 'below'), ('L', 'exact'))
    >>> parse_quantity("20 t/h", expect="t_steam/h").unit
    't_steam/h'
    """
    if len(text) > _MOST_CHARACTERS:
        raise ValueRefused("vocabulary.too_long", written=f"{text[:20]}…", most=_MOST_CHARACTERS)
    written = bounds_in_signs(half_width(text))
    if written in _BLANK:
        raise ValueRefused("vocabulary.blank", written=text)
    if (absent := _NOT_DETECTED.fullmatch(written)) is not None:
        if absent[1] is None:
            return Quantity(Fraction(0), Fraction(0), None, "not_detected", written)
        limit = _side_or_refuse(absent[1], expect, written)
        return _bounded("below", limit, written)
    for sign in ("<=", ">=", "<", "≤", ">", "≥"):
        if written.startswith(sign):
            return _bounded(_BOUNDS[sign], _side_or_refuse(written[len(sign) :], expect, written), written)
    if "±" in written or "+/-" in written:
        return _with_tolerance(written, expect)
    if (about := _ABOUT.fullmatch(written)) is not None:
        said = about[1] or about[2]
        if _side(said, expect) is None and _range(said, expect) is not None:
            raise ValueRefused("vocabulary.rounded_and_range", written=written)
        middle = _side_or_refuse(said, expect, written)
        margin = abs(middle.number) * ABOUT
        return Quantity(middle.number - margin, middle.number + margin, middle.unit, "about", written)
    if (undetected := _below_detection(written, expect)) is not None:
        return _bounded("below", undetected, written)
    if (side := _side(written, expect)) is not None:
        return Quantity(side.number, side.number, side.unit, "exact", written)
    return _range(written, expect) or _explain(written, expect)


def _parts(text: str) -> tuple[Fraction, str] | None:
    """The number at the start of `text` and what follows it."""
    text = text.strip()
    if text.startswith("百分之"):
        text = f"{text[3:]}%"
    found = _NUMBER.match(text)
    number = None if found is None else _value(found)
    if found is None or number is None:
        return None
    rest = text[found.end() :]
    tail = rest.strip()
    if tail[:1].isdecimal() and (not rest.startswith(" ") or tail.isdecimal()):
        return None
    return number, tail


def _measured(number: Fraction, tail: str, expect: str | None) -> _Side | None:
    """The number in the unit of `tail`; 万 and 亿 go into the number unless the table has such a unit."""
    if not tail:
        return _Side(number, None)
    known = find_unit(tail, expect)
    if known is not None:
        if tail in ("L", "l") and not _volume(expect):
            raise ValueRefused("vocabulary.litres_or_undetected", written=tail)
        return _Side(number, known.name)
    times, base = _MULTIPLIERS.get(tail[0]), tail[1:].strip()
    if times is None:
        return None
    if not base:
        return _Side(number * times, None)
    known = find_unit(base, expect)
    return None if known is None or base[0].isdecimal() or known.name.startswith("10^") else _Side(number * times, known.name)


def _side(text: str, expect: str | None) -> _Side | None:
    parts = _parts(text)
    return None if parts is None else _measured(*parts, expect)


def _side_or_refuse(text: str, expect: str | None, written: str) -> _Side:
    return _side(text, expect) or _explain(text.strip(), expect, written)


def _volume(expect: str | None) -> bool:
    return expect is not None and unit(expect).dimension == "volume"


def _below_detection(written: str, expect: str | None) -> _Side | None:
    """The limit of detection, where an L stands right after the digits (0.05L, 0.05L mg/L) and no volume is asked for."""
    found = _NUMBER.match(written)
    rest = "" if found is None else written[found.end() :]
    if found is None or not rest.startswith("L") or _volume(expect) or (rest != "L" and find_unit(rest) is not None):
        return None
    number = _value(found)
    return None if number is None else _measured(number, rest[1:].strip(), expect)


def _bounded(kind: str, side: _Side, written: str) -> Quantity:
    if kind == "above":
        return Quantity(side.number, side.number, side.unit, "above", written)
    found = Quantity(Fraction(0), side.number, side.unit, "below", written)
    empty = side.number < 0 or (side.number == 0 and found.strict)
    if empty or (side.unit is not None and unit(side.unit).dimension == "temperature"):
        raise ValueRefused("vocabulary.no_lower_bound", written=written)
    return found


def _with_tolerance(written: str, expect: str | None) -> Quantity:
    left, right = (_parts(part) for part in re.split(r"±|\+/-", written.removeprefix("约"), maxsplit=1))
    if left is None or right is None or right[0] < 0:
        raise ValueRefused("vocabulary.no_tolerance", written=written)
    value_unit = find_unit(left[1] or expect or "")
    in_percent = value_unit is not None and value_unit.name == "%"
    if right[1] == "%" and not in_percent and (not left[1] or (value_unit and value_unit.dimension == "share")):
        raise ValueRefused("vocabulary.tolerance_two_ways", written=written)
    if right[1] == "%" and not in_percent:
        middle = _measured(*left, expect) or _explain(written, expect)
        spread = abs(middle.number) * right[0] / 100
    else:
        middle, margin = _in_one_unit(left, right, expect, written) or _explain(written, expect)
        spread = margin.number
    return Quantity(middle.number - spread, middle.number + spread, middle.unit, "about", written)


def _range(written: str, expect: str | None) -> Quantity | None:
    for sign in _RANGE_SIGNS:
        for found in re.finditer(re.escape(sign), written):
            first, second = _parts(written[: found.start()]), _parts(written[found.end() :])
            ends = first and second and _in_one_unit(first, second, expect, written)
            if not ends:
                continue
            low, high = ends
            if low.number > high.number:
                raise ValueRefused("vocabulary.ends_exchanged", written=written)
            return Quantity(low.number, high.number, high.unit, "range", written)
    return None


def _in_one_unit(
    first: tuple[Fraction, str], second: tuple[Fraction, str], expect: str | None, written: str
) -> tuple[_Side, _Side] | None:
    """Both figures in the unit of the second. One without a unit takes the other's: 8～10万吨 and 8万～10万吨 mean the same."""
    ahead, behind = first[1] or second[1], second[1] or first[1]
    if ahead in _MULTIPLIERS and behind not in _MULTIPLIERS:
        ahead += behind.lstrip("万亿 ")
    low, high = _measured(first[0], ahead, expect), _measured(second[0], behind, expect)
    if low is None or high is None or low.unit is None or high.unit is None or low.unit == high.unit:
        return None if low is None or high is None else (low, high)
    source, target = unit(low.unit), unit(high.unit)
    if source.dimension != target.dimension:
        raise ValueRefused("vocabulary.ends_of_two_kinds", written=written)
    return _Side(low.number * source.factor / target.factor, high.unit), high


def _explain(text: str, expect: str | None, written: str = "") -> NoReturn:
    """Says why `text` is no quantity."""
    written = written or text
    if _NUMERALS.match(text) or _NUMERALS.match(text.removeprefix("百分之")):
        raise ValueRefused("vocabulary.numeral", written=written)
    parts = _parts(text)
    if parts is None:
        raise ValueRefused("vocabulary.no_number", written=written)
    if _WORDS.search(parts[1]):
        raise ValueRefused("vocabulary.bound_in_words", written=written)
    unit(parts[1].lstrip("万亿 ") or parts[1], expect)
    raise ValueRefused("vocabulary.no_number_with_unit", written=written)
