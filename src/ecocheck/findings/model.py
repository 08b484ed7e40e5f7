"""A finding: the outcome of one rule on one record (or one item of a group), with all that explains it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from ..bilingual import UNSAID, Said
from ..logic.outcomes import Outcome
from ..public import public
from .result import FrozenDict, Result


class Observed(Result, frozen=True):
    """A fact as the record gives it; `source` is `assumed` where it was taken from the named plan, `inferred` where it follows from
    other facts. `because` are the implications that said it, or completed what was given, and `why` says them in words. `by` and `on` are who
    answers for it since when by way of a sheet, `as_printed` whether they let the print stand."""

    value: Any
    unit: str = ""
    source: str = ""
    accuracy: str = ""
    because: tuple[str, ...] | UnsetType = UNSET
    why: Said | UnsetType = UNSET
    by: str | UnsetType = UNSET
    on: str | UnsetType = UNSET
    as_printed: bool | UnsetType = UNSET


class Limit(Result, frozen=True):
    """What the value was held against, in the unit of the clause."""

    fact: str
    op: str
    value: Any
    unit: str = ""
    basis: str = ""


class Margin(Result, frozen=True):
    """How far the value stands from its limit; positive where it is met."""

    value: float
    unit: str = ""


class ClauseRef(Result, frozen=True):
    """The clause of a finding: where it stands, how to find it, what it says in our words.

    `line` is its line in the text that was read, 0 where it has none.
    """

    id: str
    section: str = ""
    anchor: str = ""
    say: Said = UNSAID
    line: int = 0


@public
class Finding(Result, frozen=True):
    """The outcome of one rule on one record or item; the keys of its JSON are a contract.

    `stage` is the one from which the rule asks; an ``unknown`` is `later` where the record has not reached it. `missing_codes` are, of
    missing facts that are known in part, the codes that decide. `seen_as` is the subject that the record was looked at as, where that is
    another than its own. `unread` tells that no second reader has held the rule against its clause.
    """

    rule: str
    document: str
    clause: ClauseRef
    record: str
    subject: str
    outcome: Outcome
    title: Said
    modality: str
    force: str
    item: str = ""
    possible: tuple[str, ...] = ()
    worst: str = ""
    missing: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    reason: str = ""
    message: Said = UNSAID
    requirement: Said = UNSAID
    observed: Mapping[str, Observed] = FrozenDict()
    limit: Limit | None = None
    margin: Margin | None = None
    in_force: Mapping[str, str] = FrozenDict()
    judged_on: Mapping[str, str] = FrozenDict()
    trace: tuple[Mapping[str, Any], ...] = ()
    fingerprint: str = ""
    seen: str = ""
    clauses: tuple[str, ...] = ()
    form: str = "rule"
    kind: str = ""
    level: str = ""
    topic: str = ""
    exemption: str = ""
    note: Said = UNSAID
    conflicts_with: tuple[str, ...] = ()
    verify: bool = False
    unread: bool = False
    strictest: bool | UnsetType = UNSET
    waiver: Mapping[str, str] | UnsetType = UNSET
    decided: Mapping[str, str] | UnsetType = UNSET
    least_change: Said | UnsetType = UNSET
    stage: str = ""
    later: bool = False
    missing_codes: Mapping[str, tuple[str, ...]] = FrozenDict()
    seen_as: str = ""

    def __repr__(self) -> str:
        item = f", item={self.item!r}" if self.item else ""
        return f"Finding(rule={self.rule!r}, record={self.record!r}{item}, outcome={str(self.outcome)!r}, message={self.message.zh!r})"


def fingerprint(rule: str, record: str, item: str, limbs: list[str]) -> str:
    """Names a finding for waivers and decisions: stable over new measurements and texts; rule, record, item and the limbs that failed."""
    return hashlib.blake2b(
        "\n".join((rule, record, item, *sorted(limbs))).encode("utf-8", "surrogatepass"), digest_size=10
    ).hexdigest()
