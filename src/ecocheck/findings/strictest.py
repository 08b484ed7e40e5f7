"""Limits on the same fact, in the same direction and on the same basis: which one is the strictest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from ..logic.operators import OPERATORS
from .model import Finding, Limit


def with_strictest(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with `strictest` set wherever several rules bind one fact of a record with a number.

    Only rules that bind (strict modality) and certainly address the record are compared; several may be equally strict. Where a
    fact has one limit only, nothing is marked.
    """
    done = list(findings)
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, finding in enumerate(done):
        limit = finding.limit
        if limit is None or not _direction(limit) or finding.modality != "strict" or not _numeric(limit):
            continue
        if "not_applicable" in finding.possible:
            continue
        together[_direction(limit), finding.record, finding.item, limit.fact, limit.basis, limit.unit].append(place)
    for (direction, *_), places in together.items():
        if len({done[place].rule for place in places}) < 2:
            continue
        best = max(_strictness(done[place].limit, direction) for place in places)
        for place in places:
            done[place] = replace(done[place], strictest=_strictness(done[place].limit, direction) == best)
    return done


def _direction(limit: Limit) -> str:
    row = OPERATORS.get(limit.op)
    return row.direction if row is not None else ""


def _numeric(limit: Limit) -> bool:
    return isinstance(limit.value, int | float) and not isinstance(limit.value, bool)


def _strictness(limit: Any, direction: str) -> tuple[float, bool]:
    value = float(limit.value)
    return (-value if direction == "at_most" else value, OPERATORS[limit.op].strict)
