"""What a screening answer settles: matters that a record does not involve need no facts of their own.

`project.involves` given as a list is complete; the vocabulary says which facts are then known. What the record gives itself always
stands; where it contradicts the screening answer, that is said.
"""

from __future__ import annotations

from fractions import Fraction

from ..errors import Mark, Problem
from ..vocabulary.model import Fact, Screen, Vocabulary
from ..vocabulary.typed import read_value
from ..vocabulary.values import Interval, Partial, Value
from .model import Given, ItemList

INVOLVES = "project.involves"
SOURCE = "screened"


def closed(screen: Screen, involved: Value | None) -> bool:
    """Whether a screening answer says that none of the screen's matters is involved."""
    if isinstance(involved, Partial):
        return all(code in involved.no for code in screen.codes)
    return isinstance(involved, frozenset) and not any(code in involved for code in screen.codes)


def screen_record(subject: str, facts: dict[str, Given], groups: dict[str, ItemList], vocabulary: Vocabulary) -> list[Problem]:
    """Adds to `facts` and `groups` what the screening answer settles; gives a warning for each fact that contradicts it."""
    answer = facts.get(INVOLVES)
    if answer is None or answer.value is None:
        return []
    warnings: list[Problem] = []
    parts: dict[str, Partial] = {}
    for screen in vocabulary.screens:
        if not closed(screen, answer.value):
            continue
        for name, said in screen.facts.items():
            fact = vocabulary.facts[name]
            if subject not in fact.subjects or any(name in group.facts for group in vocabulary.groups.values()):
                continue
            value = read_value(fact, said, vocabulary)
            given = facts.get(name)
            if given is not None and given.source != SOURCE:
                if given.value is not None and contradicts(given.value, value):
                    warnings.append(_warning(fact, given, screen))
            elif isinstance(value, Partial):
                before = parts.get(name, Partial(frozenset(), frozenset()))
                parts[name] = Partial(before.yes | value.yes, before.no | value.no)
                facts[name] = Given(parts[name], _text(said), fact.unit, SOURCE)
            else:
                facts[name] = Given(value, _text(said), fact.unit, SOURCE)
        for name in screen.groups:
            if subject in vocabulary.groups[name].subjects and name not in groups:
                groups[name] = ItemList(())
    return warnings


def contradicts(given: Value, screened: Value) -> bool:
    """Whether a given value cannot stand beside what the screening answer implies."""
    if isinstance(screened, Partial):
        present = given.yes if isinstance(given, Partial) else given if isinstance(given, frozenset) else frozenset()
        return bool(present & screened.no)
    if isinstance(screened, Interval):
        return isinstance(given, Fraction | Interval) and not _meet(given, screened)
    return given != screened


def _meet(given: Fraction | Interval, screened: Interval) -> bool:
    """Whether a number as given may lie in an interval: nothing of `5 km` lies above 5 km."""
    one = given if isinstance(given, Interval) else Interval(given, given)
    return _reaches(one, screened) and _reaches(screened, one)


def _reaches(lower: Interval, upper: Interval) -> bool:
    """Whether the upper end of one interval is not below the lower end of another."""
    if lower.high is None or lower.high > upper.low:
        return True
    return lower.high == upper.low and not (lower.high_open or upper.low_open)


def _text(said: str | dict[str, str]) -> str:
    return said if isinstance(said, str) else ", ".join(f"{code}: {held}" for code, held in said.items())


def _warning(fact: Fact, given: Given, screen: Screen) -> Problem:
    codes = "、".join(screen.codes)
    return Problem(
        given.mark or Mark(""), f"与涉及事项不一致：未勾选 {codes}，却给出了{fact.zh}", f"contradicts project.involves, which leaves out {codes}",
        fact.name, "以所填事实为准；请核对涉及事项", "the fact given stands; look at project.involves again", severity="warning",
    )  # fmt: skip
