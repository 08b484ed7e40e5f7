"""The outcomes of a chunk as Arrow: findings, one a row, or counts a rule."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from ..findings.standing import Missing, Standing
from ..logic.outcomes import RANKING, outcomes
from .missing import Lack
from .planes import Indices

OUTCOMES = ("fail", "error", "review", "unknown", "advice", "exempt", "pass", "not_applicable")
PLACE = {name: place for place, name in enumerate(OUTCOMES)}
_RANKED = [PLACE[str(outcome)] for outcome in RANKING]

_TEXTS = pa.list_(pa.string())
_ONE_OF_FEW = pa.dictionary(pa.int8(), pa.string())
SCHEMA = pa.schema(
    [
        ("record", pa.string()),
        ("row", pa.int64()),
        ("item", pa.string()),
        ("rule", pa.dictionary(pa.int32(), pa.string())),
        ("outcome", _ONE_OF_FEW),
        ("possible", _TEXTS),
        ("worst", _ONE_OF_FEW),
        ("missing", _TEXTS),
        ("bad", _TEXTS),
        ("later", pa.bool_()),
        ("seen_as", _ONE_OF_FEW),
    ]
)


def ranked(place: int) -> int:
    """The place in `OUTCOMES` of an outcome by its rank."""
    return _RANKED[place]


class Found(NamedTuple):
    """Findings of one rule with one outcome: their rows in the chunk, the items, the open outcomes (bits), what is lacking, whether
    the rule asks from a later stage on."""

    rule: int
    outcome: Any
    rows: Indices
    items: list[str] | None = None
    open: Any = 0
    lack: Any = 0
    later: Any = False


class Findings:
    """Gathers the findings of a chunk and writes them as one table, record by record, rules in their order. `seen_as` says of each rule
    which other subject than their own the records are seen as, empty where none."""

    def __init__(self, rules: list[str], seen_as: list[str]) -> None:
        self.rules = pa.array(rules, pa.string())
        self.subjects = pa.array(list(dict.fromkeys(seen_as)), pa.string())
        self.seen_as = np.array([list(dict.fromkeys(seen_as)).index(subject) for subject in seen_as], dtype=np.int8)
        self.found: list[Found] = []

    def add(self, found: Found) -> None:
        if len(found.rows):
            self.found.append(found)

    def taken(self) -> list[Found]:
        """The findings so far; they are forgotten."""
        found, self.found = self.found, []
        return found

    def table(self, ids: pa.Array, start: int, lacks: list[Lack]) -> pa.Table:
        """The findings so far as a table; they are forgotten."""
        found = self.taken()
        if not found:
            return SCHEMA.empty_table()
        sizes = [len(one.rows) for one in found]
        rows = np.concatenate([one.rows for one in found]).astype(np.uint16)
        order = np.argsort(rows, kind="stable")
        rows = rows[order]
        rules = np.repeat(np.array([one.rule for one in found], dtype=np.int32), sizes)[order]
        said = _gathered([one.outcome for one in found], sizes, np.int8)[order]
        opened = _gathered([one.open for one in found], sizes, np.int8)[order]
        lack = _gathered([one.lack for one in found], sizes, np.int32)[order]
        later = _gathered([one.later for one in found], sizes, np.bool_)[order]
        worst = _WORST[opened]
        columns = [
            ids.take(pa.array(rows)),
            pa.array(rows.astype(np.int64) + start),
            _items(found, sizes, order),
            pa.DictionaryArray.from_arrays(pa.array(rules), self.rules),
            pa.DictionaryArray.from_arrays(pa.array(said), pa.array(OUTCOMES)),
            _POSSIBLE.take(pa.array(opened)) if opened.any() else _nothing(len(rows)),
            pa.DictionaryArray.from_arrays(pa.array(worst, mask=worst < 0), pa.array(OUTCOMES)),
            _lists([one.missing for one in lacks], lack),
            _lists([one.bad for one in lacks], lack),
            pa.array(later),
            pa.DictionaryArray.from_arrays(pa.array(self.seen_as[rules]), self.subjects),
        ]
        return pa.Table.from_arrays(columns, schema=SCHEMA)


def _gathered(parts: list[Any], sizes: list[int], kind: Any) -> Any:
    if not any(isinstance(part, np.ndarray) for part in parts):
        return np.repeat(np.array(parts, dtype=kind), sizes)
    return np.concatenate(
        [np.full(size, part, dtype=kind) if np.isscalar(part) else part for part, size in zip(parts, sizes, strict=True)]
    )


def _items(found: list[Found], sizes: list[int], order: Any) -> pa.Array:
    if all(one.items is None for one in found):
        return pa.nulls(len(order), pa.string())
    named: list[str | None] = []
    for one, size in zip(found, sizes, strict=True):
        named += [None] * size if one.items is None else one.items
    return pa.array(named, pa.string()).take(pa.array(order))


def _nothing(rows: int) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(np.zeros(rows + 1, dtype=np.int32)), pa.array([], pa.string()))


def _lists(lists: list[tuple[str, ...]], places: Any) -> pa.Array:
    if not places.any():
        return _nothing(len(places))
    return pa.array([list(one) for one in lists], pa.list_(pa.string())).take(pa.array(places))


_SETS = [[str(outcome) for outcome in outcomes(found)] for found in range(1 << len(RANKING))]
_POSSIBLE = pa.array(_SETS, pa.list_(pa.string()))
_WORST = np.array([PLACE[names[0]] if names else -1 for names in _SETS], dtype=np.int8)


class Counts:
    """How many findings each rule has of each outcome; of the undecided ones, how many may still be a breach, now or later."""

    def __init__(self, rules: list[str]) -> None:
        self.rules = rules
        self.numbers = np.zeros((len(rules), len(OUTCOMES)), dtype=np.int64)
        self.missing = Missing()

    def add(self, rule: int, outcome: int, number: int) -> None:
        self.numbers[rule, outcome] += number

    def await_facts(self, due: int, could_fail: int, later: int) -> None:
        """Adds undecided findings that may be a breach: those whose facts are due, those of them that may fail, those of a later stage."""
        known = self.missing
        self.missing = Missing(known.due + due, known.could_fail + could_fail, known.later + later)

    def table(self) -> pa.Table:
        columns = {"rule": pa.array(self.rules, pa.string())}
        columns |= {name: pa.array(self.numbers[:, place]) for place, name in enumerate(OUTCOMES)}
        return pa.table(columns)

    @property
    def verdict(self) -> str:
        """What all findings amount to, as in a report."""
        total = self.total()
        if total["fail"]:
            return "breaks"
        if total["error"] or total["review"] or self.missing.due:
            return "open"
        return "complies" if total["pass"] or total["exempt"] else "nothing_checked"

    @property
    def standing(self) -> Standing:
        """What stands between the table and its end, as in a report."""
        total = self.total()
        return Standing(total["fail"], total["review"], self.missing)

    def total(self) -> dict[str, int]:
        return {name: int(self.numbers[:, place].sum()) for place, name in enumerate(OUTCOMES)}
