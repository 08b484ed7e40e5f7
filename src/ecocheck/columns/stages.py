"""In which stage each row of a chunk is: the column form of `ecocheck.records.stage`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from ..records.stage import COMMISSIONED, KINDS, SITE, STARTED, days_of, names_works
from ..vocabulary.stages import CONSTRUCTION, OPERATION, PLANNED, PLANNED_FIRST, RANK, stage_named
from .codes_column import Lists
from .column import EPOCH, Column, Numbers
from .planes import Bits, Indices, unpack
from .rows import GroupRows


class SaidStages(NamedTuple):
    """What the rows' own column says: the rank of the stage that each names, -1 for none, and the rows whose words name none."""

    ranks: Indices
    wrong: Bits


def said_stages(index: Indices, raws: list[Any]) -> SaidStages:
    """The stages that cells name; `raws` are the distinct cells, `index` says which is a row's (0: none)."""
    texts = [str(raw).strip() for raw in raws]
    ranks = np.array([-1, *(RANK.get(stage_named(text), -1) for text in texts)], dtype=np.int64)
    wrong = np.array([False, *(bool(text) and not stage_named(text) for text in texts)])
    return SaidStages(ranks[index], wrong[index])


def stages_of(
    columns: Mapping[str, Column], groups: Mapping[str, GroupRows], said: SaidStages | None, subject: str, days: Indices
) -> Indices:
    """The rank of each row's stage on its day. `columns` are those that the rows give themselves."""
    rows = len(days)
    found = np.full(rows, RANK[PLANNED if subject in PLANNED_FIRST else OPERATION], dtype=np.int64)
    started, begun = _reached(columns.get(STARTED), days)
    _, commissioned = _reached(columns.get(COMMISSIONED), days)
    if subject in PLANNED_FIRST:
        found[begun | _works(columns, groups, rows)] = RANK[CONSTRUCTION]
    found[started] = RANK[PLANNED]
    found[commissioned] = RANK[OPERATION]
    return found if said is None else np.where(said.ranks >= 0, said.ranks, found)


def _reached(column: Column | None, days: Indices) -> tuple[Bits, Bits]:
    """The rows whose date is surely ahead of their day, and those whose date surely is not."""
    ahead, past = np.zeros(len(days), dtype=bool), np.zeros(len(days), dtype=bool)
    if column is None:
        return ahead, past
    held = column.bulk_rows()
    if isinstance(column, Numbers) and held is not None:
        bulk = unpack(held, len(days))
        ahead |= bulk & (column.data > days)
        past |= bulk & (column.data <= days)
    for place, value in enumerate(column.values):
        span = days_of(value) if place else None
        if span is not None:
            here = column.index == place
            ahead |= here & (span.first.toordinal() - EPOCH > days)
            past |= here & (span.last.toordinal() - EPOCH <= days)
    return ahead, past


def _works(columns: Mapping[str, Column], groups: Mapping[str, GroupRows], rows: int) -> Bits:
    """The rows that speak of works."""
    found = np.zeros(rows, dtype=bool)
    for name, column in columns.items():
        if names_works(name) and column.given is not None:
            found |= unpack(column.given, rows)
        if name in KINDS and isinstance(column, Lists) and SITE in column.yes:
            found |= unpack(column.yes[SITE], rows)
    for name, held in groups.items():
        if names_works(name):
            found |= np.diff(held.starts) > 0
    return found
