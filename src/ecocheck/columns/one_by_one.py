"""Rows completed as records are: those in which something given contradicts what follows, and those that planes cannot tell apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from ..bilingual import Said
from ..records.inference import concluded
from ..records.model import Given, ItemList
from ..records.supplement import Supplement, completed_facts, completed_groups
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Value
from .column import EPOCH, Column
from .narrowing import new_column, pack_rows
from .planes import Plane, bits_at, either, rows_of
from .rows import GroupRows, Rows

#: What a cell is to say: its value, and whether it cannot be used.
Cell = tuple[Value | None, bool]


def complete_rows(
    supplement: Supplement, subject: str, before: Rows, columns: dict[str, Column], groups: dict[str, GroupRows], which: Plane
) -> None:
    """Completes some rows from what they gave, and puts the result in place of what was said of them so far."""
    cells: dict[str, dict[Cell, list[int]]] = {}
    of_items: dict[tuple[str, str], dict[Cell, list[int]]] = {}
    for row in map(int, rows_of(which, before.count)):
        case = before.case(row, list(before.columns), list(before.groups))
        facts = {name: Given(value) for name, value in case.facts.items()}
        facts |= {name: Given(case.facts.get(name), bad=Said()) for name in case.bad}
        day = date.fromordinal(int(before.as_of[row]) + EPOCH)
        state = concluded(supplement.inference(subject, day), facts, case.groups)
        completed = completed_facts(state, facts)
        for name in dict.fromkeys((*columns, *completed)):
            given = completed.get(name)
            cell = (None, False) if given is None else (given.value, given.bad is not None)
            cells.setdefault(name, {}).setdefault(cell, []).append(row)
        listed = completed_groups(state, case.groups)
        for name in dict.fromkeys((*groups, *listed)):
            _listed(name, listed.get(name), groups, row, before.count, of_items)
    for name, by_cell in cells.items():
        _write(columns, name, by_cell, before.count, supplement.vocabulary)
    for (group, fact), by_cell in of_items.items():
        held = groups[group]
        _write(held.columns, fact, by_cell, int(held.starts[-1]), supplement.vocabulary)


def _listed(
    name: str,
    listed: ItemList | None,
    groups: dict[str, GroupRows],
    row: int,
    rows: int,
    of_items: dict[tuple[str, str], dict[Cell, list[int]]],
) -> None:
    """Whether a record lists a group, wholly, and what its items say."""
    nobody = pack_rows([], rows)
    held = groups.get(name) or GroupRows(np.zeros(rows + 1, dtype=np.int64), nobody, nobody, {}, None)
    here = pack_rows([row], rows)
    lists = held.given & ~here if listed is None else held.given | here
    complete = held.complete | here if listed is not None and listed.complete else held.complete & ~here
    groups[name] = held._replace(given=lists, complete=complete)
    if listed is None:
        return
    for place, item in zip(held.of(row), listed.items, strict=True):
        for fact in dict.fromkeys((*held.columns, *item.facts)):
            given = item.facts.get(fact)
            cell = (None, False) if given is None else (given.value, given.bad is not None)
            of_items.setdefault((name, fact), {}).setdefault(cell, []).append(place)


def _write(columns: dict[str, Column], name: str, by_cell: dict[Cell, list[int]], rows: int, vocabulary: Vocabulary) -> None:
    """Puts cells into a column where it says something else."""
    column = columns.get(name)
    for (value, bad), several in by_cell.items():
        if column is None:
            if value is None and not bad:
                continue
            fact = vocabulary.facts[name]
            column = columns[name] = new_column(fact, vocabulary.lists.get(fact.list), rows)
        other = [row for row in several if _cell(column, row) != (value, bad)]
        if other:
            target = pack_rows(other, rows)
            column.forget(target)
            if value is not None:
                column.put(target, value)
            column.bad = either(column.bad, target) if bad else column.bad


def _cell(column: Column, row: int) -> tuple[Any, bool]:
    return column.value(row), bool(bits_at(column.bad, np.array([row]))[0])
