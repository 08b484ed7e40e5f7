"""From Arrow columns to facts: every distinct text, code and day is read once, by the reader of the one-record path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..bilingual import Said
from ..errors import CodesRefused, EcocheckError, ValueRefused
from ..logic.truth import F, J, T
from ..records.building import STATES
from ..vocabulary.bounds import bounds_of
from ..vocabulary.model import Fact, Vocabulary
from ..vocabulary.quantities import Quantity
from ..vocabulary.scalars import scalar
from ..vocabulary.spelling import half_width
from ..vocabulary.typed import NOTHING, in_unit_of, is_blank, measured, read_value
from ..vocabulary.units import unit
from ..vocabulary.values import Partial
from .codes_column import Lists, matrix_planes
from .column import EPOCH, Column, Days, Flags, Numbers, place_type
from .planes import Plane, from_buffer, pack, unpack

BAD = object()
_Kind = TypeVar("_Kind", bound=Column)


class Spoilt(NamedTuple):
    """A list of codes of which some cannot be used, and what the others say."""

    known: Any


MOST_KEPT = 200_000
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,14})?")
_MOST_DIGITS = 15
_FIRST_DAY, _LAST_DAY = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
_TICKS_A_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


class Reader:
    """Reads the columns of one run; what a text means is kept from chunk to chunk."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._kept: dict[tuple[str, str], dict[Any, Any]] = {}

    def meaning(self, fact: Fact, raw: Any, unit_name: str) -> Any:
        """What one cell says: a value, None where it says nothing, `BAD` where it cannot be used, `Spoilt` where some of it can."""
        kept = self._kept.setdefault((fact.name, unit_name), {})
        key = (type(raw), raw) if not isinstance(raw, list | dict) else None
        if key is not None and key in kept:
            return kept[key]
        try:
            found = None if is_blank(raw) else self._read(fact, raw, unit_name)
        except CodesRefused as refused:
            found = BAD if refused.known is None else Spoilt(refused.known)
        except EcocheckError:
            found = BAD
        if key is not None and len(kept) < MOST_KEPT:
            kept[key] = found
        return found

    def _read(self, fact: Fact, raw: Any, unit_name: str) -> Any:
        if unit_name and fact.type == "number" and half_width(str(raw)).lower() not in NOTHING:
            return measured(fact, scalar(raw), unit(unit_name, fact.unit).name)
        if fact.type == "codes" and isinstance(raw, Mapping):
            return read_value(fact, {code: held for code, held in raw.items() if held is not None}, self.vocabulary)
        return read_value(fact, raw, self.vocabulary)

    def column(self, fact: Fact, array: pa.Array, unit_name: str = "") -> Column:
        """The column of a fact from its Arrow array; `unit_name` is the unit of bare numbers where it is not the fact's own."""
        kind = array.type
        if pa.types.is_null(kind):
            return Column(fact, len(array), None)
        if fact.type == "number" and (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
            return _numbers(fact, array, factor_of(fact, unit_name))
        if fact.type == "boolean" and pa.types.is_boolean(kind):
            known = valid_plane(array)
            held = from_buffer(array.buffers()[1], array.offset, len(array)) & known
            return Flags(fact, len(array), known, held)
        if fact.type == "date" and (pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None)):
            return _days(fact, array)
        if fact.type == "codes":
            if pa.types.is_list(kind) or pa.types.is_large_list(kind):
                return self._code_lists(fact, array)
            return self._joined_lists(fact, array)
        return self._by_meaning(fact, array, unit_name)

    def attestations(self, array: pa.Array, clause: str) -> Column:
        """What a column attests for a clause; the values are truths."""
        truths = {"met": T, "broken": F, "none": J}
        index, raws = distinct(array)
        lut, values, bad = [0], [None], [False]
        for raw in raws:
            state = STATES.get(str(raw).strip())
            lut.append(0 if state is None else len(values))
            bad.append(state is None and not is_blank(raw))
            if state is not None:
                values.append(truths[state])  # type: ignore[arg-type]
        places = np.array(lut)[index].astype(np.uint8)
        column = Column(Fact(clause, Said(clause, clause), "text", ()), len(index), pack(places > 0), places, values)
        column.bad = pack(np.array(bad)[index]) if any(bad) else None
        return column

    def _by_meaning(self, fact: Fact, array: pa.Array, unit_name: str) -> Column:
        """Each distinct cell read once: codes, texts, times, dates and numbers written as text."""
        index, raws = distinct(array.cast(pa.string()) if pa.types.is_decimal(array.type) else array)
        values: list[Any] = [None]
        places: dict[Any, int] = {}
        lut = np.zeros(len(raws) + 1, dtype=np.int32)
        bulk: list[tuple[int, float]] = []
        bad = np.zeros(len(raws) + 1, dtype=bool)
        factor = factor_of(fact, unit_name) if fact.type == "number" else Fraction(1)
        for place, raw in enumerate(raws, 1):
            if fact.type == "number" and isinstance(raw, str) and _plain(raw):
                bulk.append((place, float(raw)))
                continue
            found = self.meaning(fact, raw, unit_name)
            if found is BAD:
                bad[place] = True
            elif isinstance(found, date) and fact.type == "date":
                bulk.append((place, found.toordinal() - EPOCH))
            elif found is not None:
                lut[place] = places.setdefault(found, len(values))
                if lut[place] == len(values):
                    values.append(found)
        singles = lut[index].astype(place_type(len(values)))
        column: Column
        if bulk:
            entries = np.zeros(len(raws) + 1, dtype=np.float64 if fact.type == "number" else np.int32)
            in_bulk = np.zeros(len(raws) + 1, dtype=bool)
            for place, number in bulk:
                entries[place], in_bulk[place] = number, True
            known = pack((singles > 0) | in_bulk[index])
            kind = Numbers if fact.type == "number" else Days
            column = kind(fact, entries[index], known, factor, singles if len(values) > 1 else None, values)
        else:
            column = Column(fact, len(index), pack(singles > 0), singles, values)
        column.bad = pack(bad[index]) if bad.any() else None
        return _bounded(column)

    def _joined_lists(self, fact: Fact, array: pa.Array) -> Column:
        """Lists written as one text (`煤、锅炉`), or as a struct or map of codes to yes and no."""
        index, raws = distinct(array)
        return self._lists(fact, index, [self.meaning(fact, dict(raw) if isinstance(raw, list) else raw, "") for raw in raws])

    def _lists(self, fact: Fact, index: Any, sets: list[Any]) -> Lists:
        known = np.zeros(len(sets) + 1, dtype=bool)
        bad = np.zeros(len(sets) + 1, dtype=bool)
        part = np.zeros(len(sets) + 1, dtype=bool)
        members: list[tuple[int, str]] = []
        sides: dict[bool, dict[str, list[int]]] = {True: {}, False: {}}
        for place, found in enumerate(sets, 1):
            bad[place] = found is BAD or isinstance(found, Spoilt)
            if isinstance(found, Spoilt):
                found = found.known
            if found is BAD:
                continue
            if isinstance(found, Partial):
                part[place] = True
                for held, codes in ((True, found.yes), (False, found.no)):
                    for code in codes:
                        sides[held].setdefault(code, []).append(place)
            elif found is not None:
                known[place] = True
                members += ((place, code) for code in found)
        names = sorted({code for _, code in members})
        matrix = np.zeros((len(names), len(sets) + 1), dtype=bool)
        rank = {name: line for line, name in enumerate(names)}
        for place, code in members:
            matrix[rank[code], place] = True
        yes = matrix_planes(names, np.stack([line[index] for line in matrix]) if names else matrix)
        column = Lists(fact, self.vocabulary.lists[fact.list], len(index), pack(known[index]), yes)
        if part.any():
            planes = {
                held: {code: pack(np.isin(index, places)) for code, places in several.items()}
                for held, several in sides.items()
            }
            column.set_partial(pack(part[index]), planes[True], planes[False])
        column.bad = pack(bad[index]) if bad.any() else None
        return column

    def _code_lists(self, fact: Fact, array: pa.Array) -> Column:
        """A list column: its codes are read once, its rows become planes; beside a code that cannot be used the others stay known."""
        codes = self.vocabulary.lists[fact.list]
        rows = len(array)
        offsets = np.asarray(array.offsets)
        first, last = int(offsets[0]), int(offsets[-1])
        index, raws = distinct(array.values.slice(first, last - first))
        owner = owner_of = np.repeat(np.arange(rows, dtype=np.int32), np.diff(offsets))
        meanings = [BAD, *(self._one_code(fact, raw) for raw in raws)]
        names = sorted({code for found in meanings if found is not BAD for code in found})
        rank = {name: line for line, name in enumerate(names)}
        lines = np.array([rank[next(iter(found))] if found is not BAD else -1 for found in meanings], dtype=np.int32)[index]
        matrix = np.zeros((len(names), rows), dtype=bool)
        bad: Any = None
        wrong = lines < 0
        if wrong.any():
            bad = np.zeros(rows, dtype=bool)
            bad[owner[wrong]] = True
            lines, owner = lines[~wrong], owner[~wrong]
        matrix[lines, owner] = True
        for place, found in enumerate(meanings):  # a word that means several codes
            if found is not BAD and len(found) > 1:
                here = owner_of[index == place]
                for code in found:
                    matrix[rank[code], here] = True
        told = matrix.any(axis=0)
        partly = None if bad is None else bad & told
        if "none" in rank:  # nothing stands beside none
            beside = matrix[rank["none"]] & (matrix.sum(axis=0) > 1)
            bad = beside if bad is None else bad | beside
            partly = None if partly is None else partly & ~matrix[rank["none"]]
        if not codes.has_none:  # a list without any code says nothing that its fact can say
            bad = ~told if bad is None else bad | ~told
        known = valid_plane(array)
        wrong_rows = None if bad is None or not bad.any() else pack(bad) & known
        good = known if wrong_rows is None else known & ~wrong_rows
        part = None if partly is None or not partly.any() else pack(partly) & known
        yes = matrix_planes(names, matrix)
        if wrong_rows is not None or array.null_count:
            kept = good if part is None else good | part
            yes = {name: plane & kept for name, plane in yes.items()}
        column = Lists(fact, codes, rows, good, yes)
        if part is not None:
            column.set_partial(part, {}, {})
        column.bad = wrong_rows
        return column

    def _one_code(self, fact: Fact, raw: Any) -> Any:
        """One member of a list, as the set of the codes that it means; a blank or joined text is no code."""
        found = self.meaning(fact, [raw], "") if raw is not None else BAD
        return found if isinstance(found, frozenset) and found else BAD


def _plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and len(text.lstrip("-").replace(".", "").lstrip("0")) <= _MOST_DIGITS


def factor_of(fact: Fact, unit_name: str) -> Fraction:
    """How many of the fact's unit one of a column's unit is; raises `UnknownUnit` or `DimensionMismatch`."""
    if not unit_name or unit_name == fact.unit:
        return Fraction(1)
    name = unit(unit_name, fact.unit).name
    found = in_unit_of(fact, Quantity(Fraction(1), Fraction(1), name, "exact", unit_name))
    assert isinstance(found, Fraction)
    return found


def valid_plane(array: pa.Array) -> Plane:
    if array.null_count == 0 or array.buffers()[0] is None:
        return pack(np.ones(len(array), dtype=bool))
    return from_buffer(array.buffers()[0], array.offset, len(array))


def _raw_numbers(array: pa.Array) -> Any:
    kind = array.type.to_pandas_dtype()
    return np.frombuffer(array.buffers()[1], dtype=kind)[array.offset : array.offset + len(array)]


def _numbers(fact: Fact, array: pa.Array, factor: Fraction) -> Numbers:
    data = _raw_numbers(array)
    known = valid_plane(array)
    if data.dtype.kind != "f":
        return _bounded(Numbers(fact, data, known, factor))
    if data.dtype != np.float64:
        data = data.astype(np.float64)
    finite = pack(np.isfinite(data)) & known
    column = Numbers(fact, data, finite, factor)
    odd = known & ~finite
    if odd.any():  # what is no number at all is missing, infinity is wrong
        infinite = pack(np.isinf(data)) & odd
        column.bad = infinite if infinite.any() else None
    return _bounded(column)


def _bounded(column: _Kind) -> _Kind:
    """The column without the numbers that lie where its fact cannot: they are bad."""
    if column.fact.type == "number" and isinstance(column, Numbers):
        outside = column.outside(*bounds_of(column.fact))
        if outside is not None and outside.any():
            column.forget(outside)
            column.bad = outside if column.bad is None else column.bad | outside
    return column


def _days(fact: Fact, array: pa.Array) -> Days:
    """Days since 1970. Raises `ValueRefused` for one that no calendar has."""
    kind = array.type
    if pa.types.is_date32(kind):
        data = _raw_numbers(array.view(pa.int32()))
    else:
        data = _raw_numbers(array.view(pa.int64())) // _TICKS_A_DAY["ms" if pa.types.is_date64(kind) else kind.unit]
    known = valid_plane(array)
    inside = pack((data >= _FIRST_DAY) & (data <= _LAST_DAY))
    if (known & ~inside).any():
        raise ValueRefused("columns.no_such_day")
    return Days(fact, np.where(unpack(inside, len(data)), data, 0).astype(np.int32), known)


def _members(array: pa.Array) -> list[Any]:
    """The members of an array as Python knows them. Raises `ValueRefused` for what it cannot hold, such as a day before all calendars."""
    try:
        return list(array.to_pylist())
    except (ValueError, OverflowError) as error:
        raise ValueRefused("columns.no_such_day") from error


def distinct(array: pa.Array) -> tuple[Any, list[Any]]:
    """For each row the place of its cell among the distinct ones, from 1 (0: null), and the distinct cells."""
    kind = array.type
    if not pa.types.is_dictionary(kind):
        if pa.types.is_nested(kind):
            cells: dict[str, int] = {}
            raws: list[Any] = []
            found = []
            for cell in _members(array):
                key = repr(cell)
                if cell is not None and key not in cells:
                    cells[key] = len(cells) + 1
                    raws.append(cell)
                found.append(0 if cell is None else cells[key])
            return np.array(found, dtype=np.int32), raws
        if "view" in str(kind):
            array = array.cast(pa.large_string())
        array = pc.dictionary_encode(array)
    raws = _members(array.dictionary)
    codes = array.indices
    index = _raw_numbers(codes).astype(np.int32)
    index += 1
    if codes.null_count:
        index *= unpack(valid_plane(codes), len(codes))
    if None in raws:
        index[index == raws.index(None) + 1] = 0
    return index, raws
