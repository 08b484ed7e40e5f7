"""From what somebody wrote to what it means for a fact: the one place where values are typed and units understood.

Records, rule files, tests and forms all read values through `read_value`, so a value means the same wherever it is written.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..bilingual import Said
from ..errors import CodesRefused, DimensionMismatch, ValueRefused
from .bounds import hold_to_bounds
from .model import Code, CodeList, Fact, Vocabulary
from .official_wording import choices_taken, district_of, trades_with_names
from .part_lists import settled
from .quantities import Quantity, parse_quantity
from .scalars import scalar
from .spelling import half_width
from .units import convert_factor, unit
from .values import NONE, NOTHING_THERE, Interval, Partial, Value

YES = frozenset(("yes", "true", "是", "有", "y", "√", "✓", "✔", "☑"))
NO = frozenset(("no", "false", "否", "无", "没有", "n", "×", "✗", "✘"))
NOTHING = frozenset(("none", "无", "没有", "未编制", "未建", "不存在"))
#: Signs that say nothing where they stand alone.
_SAYS_NOTHING = " \t\n/\\-—–、,，;；|"

_NEAR_TRADES = Said("是不是 {near}？", "did you mean one of: {near}?")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?$")
_CLOCK = re.compile(r"(?<=\d)[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? *(Z|[+-]\d{2}(:?\d{2})?)?$")
#: A day as Excel keeps it, 1990 to 2099, where a table was saved as text.
_SERIAL = re.compile(r"(?:3[3-9]|[4-6]\d|7[0-2])\d{3}")
_EXCEL_ZERO = date(1899, 12, 30)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = re.compile(r"(\d?)十(\d?)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})$")
_SEPARATORS = re.compile(r"[、,，;；|\n]+")


def is_blank(raw: Any) -> bool:
    """Whether a cell says nothing: missing, empty, dashes, slashes, commas alone. Nothing said is a missing fact, never zero."""
    given = scalar(raw)
    return given is None or (isinstance(given, str) and not half_width(given).strip(_SAYS_NOTHING))


def read_value(fact: Fact, raw: Any, vocabulary: Vocabulary) -> Value:
    """The value that `raw` means for `fact`, numbers as exact fractions in the fact's unit.

    Raises `ValueRefused` or `UnitError`, which say what is wrong and what would be right.

    >>> from ecocheck.bilingual import Said
    >>> length = Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km")
    >>> read_value(length, "500 m", Vocabulary())
    Fraction(1, 2)
    """
    if fact.type == "number":
        return _number(fact, raw)
    if fact.type in ("code", "codes"):
        codes = vocabulary.lists[fact.list]
        return _code(fact, codes, raw) if fact.type == "code" else _codes(fact, codes, raw)
    if fact.type == "boolean":
        return _boolean(fact, raw)
    if isinstance(raw, str) and fact.none and half_width(raw).lower() in NOTHING:
        return NONE
    if fact.type == "date":
        return read_date(raw)
    if fact.type == "time":
        return _time(fact, raw)
    if fact.type == "place":
        return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    if isinstance(raw, Mapping | list | tuple):
        raise ValueRefused("vocabulary.not_a_text", fact=fact.label)
    return str(raw).strip()


def _number(fact: Fact, raw: Any) -> Value:
    if isinstance(raw, str) and half_width(raw).lower() in NOTHING:
        if not fact.none:
            raise ValueRefused("vocabulary.none_not_taken", fact=fact.label, given=raw)
        return NONE
    return measured(fact, raw, "")


def measured(fact: Fact, raw: Any, unit_name: str) -> Value:
    """The number that `raw` means for a fact; `unit_name` is the unit of a bare number, where it is not the fact's own.

    Raises `ValueRefused` for what is no number, or lies where the fact cannot, and `UnitError`.

    >>> from ecocheck.bilingual import Said
    >>> length = Fact("a.b", Said("距离", "distance"), "number", ("project",), unit="km")
    >>> measured(length, 500, "m"), measured(length, "2 km", "m")
    (Fraction(1, 2), Fraction(2, 1))
    """
    if isinstance(raw, str):
        quantity = parse_quantity(half_width(raw), expect=fact.unit)
    else:
        number = _bare(fact, raw)
        quantity = Quantity(number, number, None, "exact", str(raw))
    if quantity.unit is None and unit_name:
        quantity = quantity._replace(unit=unit_name)
    hold_to_bounds(fact, quantity, _factor(fact, quantity))
    return in_unit_of(fact, quantity)


def _bare(fact: Fact, raw: Any) -> Fraction:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | Fraction):
        raise ValueRefused("vocabulary.not_numeric", fact=fact.label, given=repr(raw), unit=fact.unit)
    if isinstance(raw, float | Decimal) and not math.isfinite(raw):
        raise ValueRefused("vocabulary.not_finite", fact=fact.label, given=raw)
    return Fraction(repr(raw)) if isinstance(raw, float) else Fraction(raw)


def in_unit_of(fact: Fact, quantity: Quantity) -> Value:
    """The quantity in the unit of the fact; an equivalent dimension is taken where the fact's entry declares one."""
    factor = _factor(fact, quantity)
    low, high = quantity.low * factor, quantity.high * factor
    if quantity.kind == "exact":
        return low
    if quantity.kind == "not_detected":
        return Interval(Fraction(0), None, censored=True)
    if quantity.kind == "below":
        return Interval(Fraction(0), high, high_open=quantity.strict, censored=True)
    if quantity.kind == "above":
        return Interval(low, None, low_open=quantity.strict, censored=True)
    return Interval(low, high)


def _factor(fact: Fact, quantity: Quantity) -> Fraction:
    if quantity.unit is None or quantity.unit == fact.unit:
        return Fraction(1)
    try:
        return convert_factor(quantity.unit, fact.unit)
    except DimensionMismatch as mismatch:
        other = fact.equivalent
        if other is not None and unit(quantity.unit).dimension == unit(other.unit).dimension:
            return convert_factor(quantity.unit, other.unit) * Fraction(other.factor)
        code = "vocabulary.another_dimension"
        raise DimensionMismatch(code, fact=fact.label, unit=fact.unit, written=quantity.text) from mismatch


def _boolean(fact: Fact, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = half_width(raw).lower() if isinstance(raw, str) else ""
    if text in YES:
        return True
    if text in NO:
        return False
    taken = choices_taken(raw) if isinstance(raw, str) else None
    if taken is not None and len(taken) == 1 and taken[0] != raw:
        return _boolean(fact, taken[0])
    raise ValueRefused("vocabulary.neither_yes_nor_no", fact=fact.label, given=str(raw))


def _one_code(fact: Fact, codes: CodeList, raw: Any) -> str:
    text = half_width(raw) if isinstance(raw, str) else str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else ""
    if isinstance(raw, bool):
        text = "yes" if raw else "no"
    if codes.scheme == "gbt4754":
        return _trade(fact, codes, str(int(raw)) if isinstance(raw, float) and raw.is_integer() else text or str(raw))
    found = codes.find(text) if text else None
    if found is None and text:
        taken = choices_taken(text)
        if taken is not None and len(taken) == 1 and taken[0] != text:
            return _one_code(fact, codes, taken[0])
        found = district_of(text, codes) if codes.name == "districts" else None
    if found is None:
        near = [Said(f"{code.code}（{code.label.zh}）", code.code) for code in nearest_codes(codes, text)]
        raise ValueRefused("vocabulary.no_code", fact=fact.label, given=str(raw), near=near)
    return found


def _trade(fact: Fact, codes: CodeList, text: str) -> str:
    """The code of the table of trades that a text or a number means. Of several nobody may choose but the person who wrote it."""
    from .industries import trades_meant, trades_near

    meant = [text] if codes.find(text) == "none" else trades_meant(text) or _one_trade(text)
    if len(meant) > 1:
        raise ValueRefused("vocabulary.several_trades", fact=fact.label, given=text, meant=_trades_named(meant))
    if not meant:
        near = _trades_named(trades_near(text))
        hint = _NEAR_TRADES.filled(near=near) if near else None
        raise ValueRefused("vocabulary.no_industry", hint=hint, fact=fact.label, given=text)
    return codes.find(meant[0]) or meant[0]


def _one_trade(text: str) -> list[str]:
    found = trades_with_names(text)
    return list(found) if len(found) == 1 else []


def _trades_named(some: list[str]) -> list[Said]:
    from .industries import industries

    return [Said(f"{code} {industries()[code]}", f"{code} {industries()[code]}") for code in some]


def nearest_codes(codes: CodeList, text: str, most: int = 8) -> list[Code]:
    """The codes that `text` may have been meant for: of its kin, in its words, in its spelling; the first of the list where none is.

    >>> metals = CodeList("metals", codes=(Code("lead", Said("铅", "lead")), Code("other", Said("其他", "other"), kin=("钼",))))
    >>> [[code.code for code in nearest_codes(metals, text)] for text in ("钼", "铅烟", "laed")]
    [['other'], ['lead'], ['lead']]
    """
    from difflib import get_close_matches

    wanted = text.lower()
    kin = [
        code.code
        for code in codes.codes
        if any(half_width(word).lower() in (wanted, wanted.removeprefix("总")) for word in code.kin)
    ]
    within = [code for spelled, code in codes.spellings.items() if wanted and (spelled in wanted or wanted in spelled)]
    near = [codes.spellings[spelled] for spelled in get_close_matches(wanted, codes.spellings, n=most, cutoff=0.5)]
    chosen = kin or list(dict.fromkeys((*within, *near))) or [code.code for code in codes.codes]
    return [codes.codes[codes.rank[name]] for name in chosen[:most]]


def _code(fact: Fact, codes: CodeList, raw: Any) -> str:
    if isinstance(raw, list | tuple):
        if len(raw) != 1:
            raise ValueRefused("vocabulary.one_code_only", fact=fact.label)
        raw = raw[0]
    if isinstance(raw, Mapping):
        raise ValueRefused("vocabulary.one_code_only", fact=fact.label)
    return _one_code(fact, codes, raw)


def _codes(fact: Fact, codes: CodeList, raw: Any) -> frozenset[str] | Partial:
    if isinstance(raw, Mapping):
        return _part_list(fact, codes, raw)
    if isinstance(raw, str) and codes.find(half_width(raw)) is None and (together := _written_together(codes, raw)):
        raw = together
    elif isinstance(raw, str) and codes.find(half_width(raw)) is None:
        raw = [part.strip() for part in _SEPARATORS.split(half_width(raw)) if part.strip()]
    parts = raw if isinstance(raw, list | tuple | set | frozenset) else [raw]
    if not parts and not codes.has_none:
        raise ValueRefused("vocabulary.empty_list", fact=fact.label)
    found: set[str] = set()
    refusals: list[ValueRefused] = []
    for part in parts:
        try:
            found.update(_meant_together(codes, part) or (_one_code(fact, codes, part),))
        except ValueRefused as refusal:
            refusals.append(refusal)
    known = settled(fact, codes, found, frozenset()) if "none" in found or refusals else frozenset(found)
    if refusals:
        raise CodesRefused.of(refusals, known if found and known != NOTHING_THERE else None)
    return frozenset(found)


def _written_together(codes: CodeList, raw: str) -> list[str]:
    """The members of a list that is written as the official forms write it; nothing where it is not."""
    if codes.scheme == "gbt4754":
        return list(trades_with_names(raw))
    return [part.strip() for word in choices_taken(raw) or () for part in _SEPARATORS.split(word) if part.strip()]


def _meant_together(codes: CodeList, raw: Any) -> tuple[str, ...]:
    return codes.together.get(half_width(raw).replace(" ", ""), ()) if isinstance(raw, str) else ()


def _part_list(fact: Fact, codes: CodeList, raw: Mapping[Any, Any]) -> frozenset[str] | Partial:
    """A list whose codes are answered one by one; those that cannot be used leave the others known in part, never closed."""
    said: dict[bool, set[str]] = {True: set(), False: set()}
    refusals: list[ValueRefused] = []
    for key, held in raw.items():
        if is_blank(held):
            continue
        try:
            code = _one_code(fact, codes, key)
            said[_boolean(fact, held)].add(code)
        except ValueRefused as refusal:
            refusals.append(refusal)
    yes, no = said[True], said[False]
    known = settled(fact, codes, yes, no)
    if refusals:
        raise CodesRefused.of(refusals, known if (yes or no) and known != NOTHING_THERE else None)
    return known


def read_date(raw: Any) -> date | Interval:
    """A day; or, where only the month or year is written, the interval of its days. The time of a day is left out.

    >>> read_date("2023年5月1日"), read_date("2023-02").high, read_date("2023-05-01T09:30:00")
    (datetime.date(2023, 5, 1), datetime.date(2023, 2, 28), datetime.date(2023, 5, 1))
    """
    given = scalar(raw)
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    text = _CLOCK.sub("", half_width(str(given))) if isinstance(given, str | int) else ""
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(text))
    if "年" in text:
        text = _TENS.sub(lambda found: f"{found[1] or 1}{found[2] or 0}", text.translate(_NUMERALS))
    match = _DATE.fullmatch(text.replace(" ", ""))
    try:
        if match is None:
            return date.fromisoformat(text)  # without dashes, or by week
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return date(year, month, day)
        first = date(year, month or 1, 1)
        after = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
        return Interval(first, after - timedelta(days=1))  # type: ignore[arg-type]
    except ValueError:
        raise ValueRefused("vocabulary.no_date", given=str(raw)) from None


def read_day(raw: Any) -> date | None:
    """The whole day that a caller names in any usual form; None where nothing is named (None, NaT).

    Raises `ValueRefused` for what names no day.

    >>> read_day("2023/6/1"), read_day(20230601), read_day(float("nan"))
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1), None)
    """
    given = scalar(raw)
    if is_blank(given):
        return None
    day = read_date(given)
    if isinstance(day, Interval):
        raise ValueRefused("records.day_incomplete")
    return day


def read_year(raw: Any) -> int | None:
    """The year that a caller names: a number, a text or a day of it; None where nothing is named.

    Raises `ValueRefused` for what names no year.

    >>> read_year("2023年"), read_year(date(2023, 12, 31)), read_year(None)
    (2023, 2023, None)
    """
    given = scalar(raw)
    if is_blank(given):
        return None
    day = read_date(None if isinstance(given, bool) else given)
    first = day.low if isinstance(day, Interval) else day
    assert isinstance(first, date)
    return first.year


def _time(fact: Fact, raw: Any) -> str:
    match = _TIME.fullmatch(half_width(str(raw)))
    if match is None or int(match[1]) > 24 or int(match[2]) > 59:
        raise ValueRefused("vocabulary.no_time", fact=fact.label)
    return f"{int(match[1]):02d}:{match[2]}"
