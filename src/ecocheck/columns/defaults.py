"""What a screening answer settles and where a named plan lies, for many rows: the column form of `ecocheck.records.supplement`."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..records.supplement import Settled
from ..vocabulary.engine_facts import INVOLVES
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Partial, Value
from .codes_column import Lists
from .column import Column
from .planes import Plane, either, without
from .rows import GroupRows


def closed_rows(answer: Lists, codes: tuple[str, ...]) -> Plane | None:
    """Rows whose screening answer says that none of some matters is involved."""
    whole, part = answer.complete, answer.partial
    for code in codes:
        whole = without(whole, answer.yes.get(code))
        denied = answer.no.get(code)
        part = None if part is None or denied is None else part & denied
    return either(without(whole, answer.partial), part)


def screen_columns(
    screens: Iterable[Settled], columns: dict[str, Column], groups: dict[str, GroupRows], vocabulary: Vocabulary, rows: int
) -> None:
    """Fills what the screening answers settle; what a row gives itself stands, usable or not."""
    answer = columns.get(INVOLVES)
    if not isinstance(answer, Lists) or answer.known is None:
        return
    own = {name: column.given for name, column in columns.items()}
    listed = {name: held.given for name, held in groups.items()}
    for screen in screens:
        closed = closed_rows(answer, screen.screen.codes)
        if closed is None or not closed.any():
            continue
        for fact, value, _ in screen.facts:
            target = without(closed, own.get(fact.name))
            if target is not None and target.any():
                put(columns, fact.name, target, value, vocabulary, rows)
        for name in screen.groups:
            target = without(closed, listed.get(name))
            if target is None:
                continue
            held = groups.get(name)
            if held is None:
                groups[name] = GroupRows(np.zeros(rows + 1, dtype=np.int64), target, target, {}, None)
            else:
                groups[name] = held._replace(given=held.given | target, complete=held.complete | target)


def put(columns: dict[str, Column], name: str, target: Plane, value: Value, vocabulary: Vocabulary, rows: int) -> None:
    """Gives some rows a value for a fact, in its column or a new one."""
    column = columns.get(name)
    if column is None:
        fact = vocabulary.facts[name]
        codes = vocabulary.lists.get(fact.list)
        listed = isinstance(value, frozenset | Partial) and codes is not None
        column = columns[name] = Lists(fact, codes, rows) if listed and codes is not None else Column(fact, rows, None)
    column.put(target, value)
