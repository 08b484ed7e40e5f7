"""The outcomes, and the table that turns scope, requirement and exemption into one.

The table is DESIGN's: A is the scope, R the requirement, E the exemption. Out of scope is not_applicable; met is pass; not met
with a holding exemption is exempt; a breach beyond doubt is a matter of the norm's modality; where a J decides, a person must.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from ..bilingual import Said
from ..public import public
from .truth import F, T, Truths, members

#: The name of an outcome, for signatures.
OutcomeName = Literal["pass", "fail", "exempt", "review", "advice", "not_applicable", "unknown", "waived", "error"]


@public
class Outcome(StrEnum):
    """The outcome of a finding."""

    FAIL = "fail"
    ERROR = "error"
    REVIEW = "review"
    UNKNOWN = "unknown"
    ADVICE = "advice"
    WAIVED = "waived"
    EXEMPT = "exempt"
    PASS = "pass"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> Said:
        return OUTCOME_LABELS[self]


#: An outcome as callers name it.
AnOutcome = OutcomeName | Outcome

OUTCOME_LABELS: dict[str, Said] = {
    "pass": Said("符合", "pass"),
    "fail": Said("不符合", "fail"),
    "exempt": Said("豁免", "exempt"),
    "review": Said("待人工判定", "review"),
    "advice": Said("建议", "advice"),
    "not_applicable": Said("不涉及", "not applicable"),
    "unknown": Said("待核实", "unknown"),
    "waived": Said("已备案例外", "waived"),
    "error": Said("数据错误", "error"),
}

MODALITIES: dict[str, Said] = {
    "strict": Said("必须执行", "strict"),
    "in_principle": Said("原则性要求", "in principle"),
    "programme": Said("推进性要求", "programme"),
    "encouraged": Said("鼓励性要求", "encouraged"),
}
BREACH: dict[str, Outcome] = {
    "strict": Outcome.FAIL,
    "in_principle": Outcome.REVIEW,
    "programme": Outcome.REVIEW,
    "encouraged": Outcome.ADVICE,
}

#: What a rule's own condition can end in, from the worst; the bit of an outcome in a set of outcomes is 1 << its place.
RANKING = (Outcome.FAIL, Outcome.REVIEW, Outcome.ADVICE, Outcome.EXEMPT, Outcome.PASS, Outcome.NOT_APPLICABLE)
BIT = {outcome: 1 << place for place, outcome in enumerate(RANKING)}
Outcomes = int


def outcomes(found: Outcomes) -> tuple[Outcome, ...]:
    """The outcomes of a set, the worst first.

    >>> [str(o) for o in outcomes(BIT[Outcome.PASS] | BIT[Outcome.FAIL])]
    ['fail', 'pass']
    """
    return tuple(outcome for outcome in RANKING if found & BIT[outcome])


def outcome_of(scope: int, requirement: int, exemption: int, modality: str) -> Outcome:
    """The outcome of three single truth values.

    >>> from ecocheck.logic.truth import J
    >>> str(outcome_of(T, F, F, "strict")), str(outcome_of(T, F, F, "programme")), str(outcome_of(J, F, F, "strict"))
    ('fail', 'review', 'review')
    """
    if scope == F:
        return Outcome.NOT_APPLICABLE
    if requirement == T:
        return Outcome.PASS
    if exemption == T:
        return Outcome.EXEMPT
    if scope == T and requirement == F and exemption == F:
        return BREACH[modality]
    return Outcome.ADVICE if modality == "encouraged" else Outcome.REVIEW


def _image(scope: Truths, requirement: Truths, exemption: Truths, modality: str) -> Outcomes:
    found = 0
    for a in members(scope):
        for r in members(requirement):
            for e in members(exemption):
                found |= BIT[outcome_of(a, r, e, modality)]
    return found


def _table(modality: str) -> tuple[Outcomes, ...]:
    return tuple(_image(place >> 6, place >> 3 & 7, place & 7, modality) for place in range(512))


#: TABLE[modality][A << 6 | R << 3 | E]: the set of outcomes of three sets of truths.
TABLE: dict[str, tuple[Outcomes, ...]] = {modality: _table(modality) for modality in BREACH}
