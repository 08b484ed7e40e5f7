"""A record: the facts about one subject, each with what was written, what it means and where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from ..bilingual import Said
from ..errors import Mark, Problem
from ..public import public
from ..vocabulary.values import Value


class Given(Struct, frozen=True):
    """One fact as given. `value` is None where what was written cannot be used (`bad` says why); a list of codes of which some cannot be
    used has both: what the others say, known in part, and what is wrong.

    `text` and `unit` are as written; `source` is where the reporter took it from (``assumed`` where the plan named the area);
    `accuracy` is the stated error band; `because` are the implications that said it, or completed what was given.
    """

    value: Value | None
    text: str = ""
    unit: str = ""
    source: str = ""
    accuracy: str = ""
    mark: Mark | None = None
    bad: Said | None = None
    because: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """One item of a group: its id (or its place, from 1) and its facts by full name."""

    id: str
    facts: dict[str, Given]


class ItemList(Struct, frozen=True):
    """The items of a group; not `complete` where the record says that there may be more."""

    items: tuple[Item, ...]
    complete: bool = True


class Attestation(Struct, frozen=True):
    """What somebody attests for a clause: ``met``, ``broken`` or ``none`` (nothing shows it)."""

    state: str
    by: str = ""
    document: str = ""


@public
class Record(Struct, frozen=True):
    """The facts about one subject.

    `id` is the record's own id, or its place in the input where it has none (`numbered`); such a record cannot carry waivers or
    decisions. `problems` are what could not be used: bad values, unknown names. `stage` is the one that the record says it is in,
    empty where it does not say (`records.stage`).
    """

    id: str
    subject: str
    facts: dict[str, Given] = {}
    groups: dict[str, ItemList] = {}
    attested: dict[str, Attestation] = {}
    name: str = ""
    as_of: date | None = None
    numbered: bool = False
    mark: Mark | None = None
    problems: tuple[Problem, ...] = ()
    raw: Any = None
    stage: str = ""
