"""Reads `parameters/*.yaml`: the dated numbers, lists and tables that rules use, each with where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ...bilingual import Said
from ...errors import EcocheckError, UnitError, ValueRefused
from ...source.fields import Fields, Problems
from ...source.yaml import Node, Scalar, Sequence
from ...vocabulary.bands import Band, parse_band
from ...vocabulary.model import Fact, Vocabulary
from ...vocabulary.typed import read_value
from ...vocabulary.units import unit
from ..model import Edition, Parameter, Row
from .rule_file import RuleFile, Seen, entries, refer
from .scope import report

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_KEY_TYPES = ("code", "codes", "number", "boolean", "text")
ANY_KEY = "*"
SEVERAL = "|"  # joins the codes of a value that is a list


def read_parameters(
    files: Iterable[RuleFile], document: str, vocabulary: Vocabulary, taken: Seen, problems: Problems
) -> dict[str, Parameter]:
    """The parameters of a document by name. `taken` holds the names of all documents, since rules name them without one."""
    found: dict[str, Parameter] = {}
    for file in files:
        for fields in entries(file, "parameters", problems, document):
            parameter = _Reader(fields, vocabulary, problems).parameter(document)
            if parameter.name in vocabulary.sets:
                fields.error("name", "rulebook.parameter_is_set", name=parameter.name)
            if parameter.name and taken.add(parameter.name, fields.mark("name"), problems, "name"):
                found[parameter.name] = parameter
    return found


class _Reader:
    def __init__(self, fields: Fields, vocabulary: Vocabulary, problems: Problems) -> None:
        self.fields, self.vocabulary, self.problems = fields, vocabulary, problems

    def parameter(self, document: str) -> Parameter:
        fields = self.fields
        name = fields.text("name", required=True)
        if name and not _NAME.fullmatch(name):
            fields.error("name", "rulebook.parameter_name", name=name)
        title = fields.bilingual("title", required=True)
        value = self._value_fact(name, title)
        said = fields.texts("by")
        keys = tuple(key for text in said if (key := self._key(text)) is not None)
        otherwise: Any = fields.choice("otherwise", ("error", "unknown", "not_applicable"), default="unknown")
        fill: Any = fields.choice("fill", ("none", "hold"), default="none")
        items = fields.items("editions", required=True)
        places = [Fields(item, self.problems, f"{fields.path}.editions[{n}]") for n, item in enumerate(items, 1)]
        usable = len(keys) == len(said)
        editions = tuple(self._edition(place, value, keys, usable) for place in places)
        fields.done()
        self._check_periods(editions, places)
        return Parameter(
            name=name,
            unit=value.unit,
            editions=editions,
            title=title,
            by=tuple(key.name for key in keys),
            otherwise=otherwise,
            fill=fill,
            list=value.list,
            document=document,
        )

    def _value_fact(self, name: str, title: Said) -> Fact:
        """What the values of the parameter are, as if they were values of a fact: a number with a unit, or codes of a list."""
        fields = self.fields
        text, listed = fields.text("unit"), fields.text("list")
        if bool(text) is bool(listed):
            fields.error("unit", "rulebook.unit_or_list")
            return Fact(name, title, "text", ())
        if listed and refer(fields, "list", listed, self.vocabulary.lists, Said("代码表", "list of codes")):
            return Fact(name, title, "codes", (), list=listed)
        try:
            return Fact(name, title, "number", (), unit=unit(text).name) if text else Fact(name, title, "text", ())
        except UnitError as error:
            report(self.problems, fields.mark("unit"), error, "unit")
            return Fact(name, title, "text", ())

    def _key(self, text: str) -> Fact | None:
        fields = self.fields
        if not refer(fields, "by", text, self.vocabulary.facts, Said("事实", "fact")):
            return None
        fact = self.vocabulary.facts[text]
        if fact.type not in _KEY_TYPES:
            fields.error("by", "rulebook.no_table_key", text=text, type=fact.type)
            return None
        return fact

    def _edition(self, fields: Fields, value: Fact, keys: tuple[Fact, ...], usable: bool) -> Edition:
        start, end = fields.date("from"), fields.date("to")
        if start and end and end < start:
            fields.error("to", "rulebook.ends_before_begins")
        source, verify = fields.bilingual("source", required=True), fields.boolean("verify")
        scalar, rows = fields.node("value"), fields.node("rows")
        fields.done()
        if keys and (rows is None or scalar is not None):
            fields.error("rows", "rulebook.needs_rows")
        if usable and not keys and (scalar is None or rows is not None):
            fields.error("value", "rulebook.needs_value")
        text = self._cell(value, scalar) if scalar is not None else ""
        table = self._rows(fields, value, keys) if usable and keys and rows is not None else ()
        return Edition(start, end, text, table, source, verify)

    def _cell(self, value: Fact, node: Node) -> str:
        """A value as written, once it is known to be one; codes as codes, several joined."""
        parts = node.items if isinstance(node, Sequence) and value.list else [node]
        found = []
        for part in parts:
            if not isinstance(part, Scalar):
                self.problems.error(part.mark, "rulebook.parameter_value", field=value.name)
                continue
            try:
                typed = read_value(value, (part.text,) if value.list else part.text, self.vocabulary)
                if value.type == "number" and not isinstance(typed, Fraction):
                    raise ValueRefused("rulebook.not_exact_number", text=part.text)
            except EcocheckError as error:
                report(self.problems, part.mark, error, value.name)
                continue
            found.append(next(iter(typed)) if isinstance(typed, frozenset) else part.text)
        return SEVERAL.join(found)

    def _rows(self, fields: Fields, value: Fact, keys: tuple[Fact, ...]) -> tuple[Row, ...]:
        rows: list[tuple[Row, tuple[Band | None, ...], Node]] = []
        for item in fields.items("rows", required=True):
            if not isinstance(item, Sequence) or len(item.items) != len(keys) + 1:
                shape = f"[{', '.join(key.name for key in keys)}, {value.unit or value.list}]"
                self.problems.error(
                    item.mark, "rulebook.needs_cells", field=f"{fields.path}.rows", count=len(keys) + 1, shape=shape
                )
                continue
            *cells, last = item.items
            said = self._cell(value, last)
            read = [self._key_cells(key, cell) for key, cell in zip(keys, cells, strict=True)]
            for combined in _combinations(read):
                texts, bands = tuple(text for text, _ in combined), tuple(band for _, band in combined)
                rows.append((Row(texts, said), bands, item))
        self._check_rows(rows, keys)
        return tuple(row for row, _, _ in rows)

    def _key_cells(self, key: Fact, node: Node) -> list[tuple[str, Band | None]]:
        """The keys of one cell (a list stands for a row each) with the band of a number."""
        found: list[tuple[str, Band | None]] = []
        for part in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(part, Scalar):
                self.problems.error(part.mark, "rulebook.key_single", field=key.name)
                continue
            try:
                found.append(self._key_cell(key, part.text))
            except EcocheckError as error:
                report(self.problems, part.mark, error, key.name)
        return found

    def _key_cell(self, key: Fact, text: str) -> tuple[str, Band | None]:
        if text == ANY_KEY:
            return text, None
        if key.type == "number":
            band = parse_band(text, key)
            if band.low is not None and band.high is not None and band.low > band.high:
                raise ValueRefused("rulebook.band_reversed", text=text)
            return text, band
        typed = read_value(key, (text,) if key.type == "codes" else text, self.vocabulary)
        if isinstance(typed, bool):
            return "yes" if typed else "no", None
        return next(iter(typed)) if isinstance(typed, frozenset) else str(typed), None

    def _check_rows(self, rows: list[tuple[Row, tuple[Band | None, ...], Node]], keys: tuple[Fact, ...]) -> None:
        for later, (row, bands, node) in enumerate(rows):
            for other, other_bands, other_node in rows[:later]:
                if not _catches_rest(row, other) and all(map(_meet, row.keys, other.keys, bands, other_bands)):
                    self.problems.error(node.mark, "rulebook.rows_overlap", field="rows", first=str(other_node.mark))
                    break
        for column, key in enumerate(keys):
            if key.type == "number":
                self._check_gaps(rows, column, key)

    def _check_gaps(self, rows: list[tuple[Row, tuple[Band | None, ...], Node]], column: int, key: Fact) -> None:
        """Between the bands of rows otherwise alike nothing may be left out; beyond the outer ends `otherwise` speaks."""
        alike: dict[tuple[str, ...], list[tuple[Band, Node]]] = {}
        for row, bands, node in rows:
            band = bands[column]
            if band is not None:
                alike.setdefault(row.keys[:column] + row.keys[column + 1 :], []).append((band, node))
        for group in alike.values():
            group.sort(key=lambda pair: (pair[0].low is not None, pair[0].low or 0))
            for (lower, _), (upper, node) in pairwise(group):
                if lower.high is None or upper.low is None or lower.high > upper.low:
                    continue
                if lower.high < upper.low or not (lower.high_closed or upper.low_closed):
                    what = f"{float(lower.high):g} ~ {float(upper.low):g} {key.unit}"
                    self.problems.error(node.mark, "rulebook.gap", field="rows", label=Said(key.label.zh, key.name), what=what)

    def _check_periods(self, editions: tuple[Edition, ...], places: list[Fields]) -> None:
        dated = sorted(zip(editions, places, strict=True), key=lambda pair: pair[0].start or date.min)
        for (earlier, _), (later, place) in pairwise(dated):
            if earlier.end is None or later.start is None or later.start <= earlier.end:
                place.error("from", "rulebook.editions_overlap")


def _combinations(cells: list[list[tuple[str, Band | None]]]) -> list[list[tuple[str, Band | None]]]:
    found: list[list[tuple[str, Band | None]]] = [[]]
    for cell in cells:
        found = [[*row, key] for row in found for key in cell]
    return found


def _meet(key: str, other: str, band: Band | None, other_band: Band | None) -> bool:
    """Whether some value fits both keys."""
    if ANY_KEY in (key, other):
        return True
    if band is None or other_band is None:
        return key == other
    return _reaches(band, other_band) and _reaches(other_band, band)


def _catches_rest(row: Row, earlier: Row) -> bool:
    """Whether a row says `*` where an earlier one is particular, and is like it otherwise: the first row that fits counts."""
    return row.keys != earlier.keys and all(key in (ANY_KEY, other) for key, other in zip(row.keys, earlier.keys, strict=True))


def _reaches(band: Band, other: Band) -> bool:
    """Whether `band` begins before `other` has ended."""
    if band.low is None or other.high is None:
        return True
    return band.low < other.high or (band.low == other.high and band.low_closed and other.high_closed)
