"""What a screening answer settles and where a named plan lies, for many rows: the column form of `ecocheck.records.screening`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..records.screening import INVOLVES
from ..vocabulary.model import Screen, Vocabulary
from ..vocabulary.typed import read_value
from ..vocabulary.values import Partial, Value
from .codes_column import Lists
from .column import Column
from .planes import Plane, either, without
from .rows import GroupRows


class Settled(NamedTuple):
    """A screen with its values read, of the facts and groups that a run looks at."""

    screen: Screen
    facts: tuple[tuple[str, Value], ...]
    groups: tuple[str, ...]


def settled(vocabulary: Vocabulary, subject: str, wanted: set[str]) -> list[Settled]:
    """The screens that say something about facts and groups a run looks at."""
    inside = {name for group in vocabulary.groups.values() for name in group.facts}
    found = []
    for screen in vocabulary.screens:
        facts = tuple(
            (name, read_value(vocabulary.facts[name], said, vocabulary))
            for name, said in screen.facts.items()
            if name in wanted and name not in inside and subject in vocabulary.facts[name].subjects
        )
        groups = tuple(name for name in screen.groups if name in wanted and subject in vocabulary.groups[name].subjects)
        if facts or groups:
            found.append(Settled(screen, facts, groups))
    return found


def closed_rows(answer: Lists, codes: tuple[str, ...]) -> Plane | None:
    """Rows whose screening answer says that none of some matters is involved."""
    whole, part = answer.complete, answer.partial
    for code in codes:
        whole = without(whole, answer.yes.get(code))
        denied = answer.no.get(code)
        part = None if part is None or denied is None else part & denied
    return either(without(whole, answer.partial), part)


def screen_columns(
    screens: list[Settled], columns: dict[str, Column], groups: dict[str, GroupRows], vocabulary: Vocabulary, rows: int
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
        for name, value in screen.facts:
            target = without(closed, own.get(name))
            if target is not None and target.any():
                put(columns, name, target, value, vocabulary, rows)
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
