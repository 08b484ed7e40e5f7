"""Which facts may end an open finding by themselves: an answer that takes it out of its scope, meets its requirement, or exempts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any, NamedTuple

from .model import Finding

_OTHER = {"T": "F", "F": "T"}
#: Parts of a condition of which one suffices for a truth; of the others all are needed.
_ONE_SUFFICES = {("all", "F"), ("every", "F"), ("any", "T"), ("some", "T")}
_NOTHING: frozenset[str] = frozenset()


class Ending(NamedTuple):
    """Of the facts that a finding lacks, those of which one answer by itself meets (or exempts), and those that may take it out of scope."""

    meets: frozenset[str]
    excludes: frozenset[str]


def ending(finding: Finding) -> Ending:
    """The facts that may end an open finding by themselves, from the steps by which it was judged.

    A scope that is a single comparison has no step of its own: what is missing and stands in none of them is its fact. Where there are no
    steps at all, the first that is missing is of the scope.
    """
    if not finding.trace:
        return Ending(_NOTHING, frozenset(finding.missing[:1]))
    meets, excludes, seen = _NOTHING, _NOTHING, set[str]()
    scoped = False
    for step in finding.trace:
        seen.update(_facts(step))
        if step["part"] == "scope":
            scoped, excludes = True, _alone(step, "F")
        else:
            meets |= _alone(step, "T")
    missing = frozenset(finding.missing)
    return Ending(meets & missing, (excludes if scoped else missing - seen) & missing)


def _alone(step: Mapping[str, Any], wanted: str) -> frozenset[str]:
    """The facts of which one answer by itself makes a step true, or false."""
    if wanted not in step["truth"]:
        return _NOTHING
    parts = step.get("parts")
    if not parts:
        return frozenset((step["fact"],)) if "fact" in step else _NOTHING
    if step["node"] == "not":
        return _alone(parts[0], _OTHER[wanted])
    if (step["node"], wanted) in _ONE_SUFFICES:
        return frozenset().union(*(_alone(part, wanted) for part in parts))
    still = [_alone(part, wanted) for part in parts if part["truth"] != wanted]
    return reduce(frozenset.intersection, still) if still else _NOTHING


def _facts(step: Mapping[str, Any]) -> Iterator[str]:
    if "fact" in step:
        yield step["fact"]
    for part in step.get("parts", ()):
        yield from _facts(part)
