"""A list that nobody wrote, made of the facts of the record that stand for it: an item for each kind of waste.

With one kind the other facts are its own. With several, a route is one of those given, and a number is nobody's: 100 % may be said of
the medical waste alone.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..vocabulary.model import CodeList, Fact, Group, Vocabulary
from ..vocabulary.narrowing import NOTHING, whole
from ..vocabulary.values import Partial, Value
from .model import Given, Item, ItemList


def spread(vocabulary: Vocabulary, subject: str, facts: dict[str, Given], groups: dict[str, ItemList]) -> None:
    """Adds the lists that facts stand for, and, where such a list may go on, what is known of its further items."""
    for group in vocabulary.items_of(subject):
        key = next(iter(group.spread), "")
        given = facts.get(group.asked) if key and group.name not in groups else None
        if given is None:
            continue
        if given.value is None:
            groups[group.name] = ItemList((Item("1", {key: given}),))
            continue
        held = _held(given.value)
        closed = not isinstance(given.value, Partial)
        alone = closed and len(held) == 1
        shared = dict(_shared(vocabulary, group, facts, alone))
        codes = vocabulary.lists[vocabulary.facts[key].list]
        named = sorted(held, key=lambda code: codes.rank.get(code, 0))
        items = tuple(Item(code, {key: replace(given, value=code), **shared}) for code in named)
        groups[group.name] = ItemList(items, closed)
        if isinstance(given.value, Partial):
            further = further_kind(vocabulary.facts[key], codes, given.value)
            if further is not None:
                facts[key] = replace(given, value=further)
            facts.update(shared)


def _held(value: Value) -> frozenset[str]:
    yes = value.yes if isinstance(value, Partial) else value
    assert isinstance(yes, frozenset)
    return yes - NOTHING


def further_kind(fact: Fact, codes: CodeList, listed: Partial) -> Value | None:
    """What is known of the kind of an item that is not listed: none of those that are there or denied."""
    return whole(fact, codes, Partial(frozenset(), (listed.no | listed.yes) & codes.things))


def _shared(vocabulary: Vocabulary, group: Group, facts: dict[str, Given], alone: bool) -> list[tuple[str, Given]]:
    """What the other facts of the record say of each item."""
    found = []
    for name, source in list(group.spread.items())[1:]:
        given = facts.get(source)
        if given is None:
            continue
        value = given.value if alone or given.value is None else one_of(vocabulary, name, given.value)
        if value is not None or given.bad is not None:
            found.append((name, replace(given, value=value)))
    return found


def one_of(vocabulary: Vocabulary, name: str, value: Value) -> Value | None:
    """What is known of one of several items from what is said of all: a list of codes that it may have, and no more."""
    fact = vocabulary.facts[name]
    if fact.type != "codes":
        return None
    if isinstance(value, frozenset) and len(value) > 1:
        value = Partial(frozenset(), (vocabulary.lists[fact.list].things | NOTHING) - value)
    if isinstance(value, Partial):
        return Partial(frozenset(), value.no) if value.no else None
    return value
