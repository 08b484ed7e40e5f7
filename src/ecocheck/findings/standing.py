"""What stands between a case and its end: breaches, matters for a person, facts that are missing; and how people read it.

A missing fact counts where the finding that lacks it may still turn out to be a breach. One that nobody can know yet, because the rule
asks from a later stage on than the record has reached, is not due.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import UNSET

from ..bilingual import Said
from ..logic.outcomes import OUTCOME_LABELS, Outcome
from .model import Finding
from .result import Result

#: What an open finding may turn out to be that somebody must answer for.
BREACHES = ("fail", "review")
LATER, HARMLESS = "later", "harmless"
#: The words for findings that are open and yet wait for nobody, beside those of the outcomes.
SHOWN_AS: dict[str, Said] = {
    **OUTCOME_LABELS,
    LATER: Said("届时适用", "applies later"),
    HARMLESS: Said("不影响结论", "no bearing"),
}
#: In which order people read them: what must be done, what will have to be, what is done, what does not matter.
SHOWN = (
    "fail",
    "error",
    "review",
    "unknown",
    LATER,
    "advice",
    "waived",
    "exempt",
    "pass",
    HARMLESS,
    "not_applicable",
)
#: The words that a reviewer decides in, and the outcome that each stands for.
DECIDED_AS = {"符合": "pass", "不符合": "fail", "不涉及": "not_applicable"}

BREAKS, TO_JUDGE, CONFORMS = (
    Said("不符合", "does not comply"),
    Said("须人工判定", "a person must judge"),
    Said("符合", "complies"),
)
LACKS = Said("资料不足", "facts are missing")
LACKS_TELLING = Said("资料不足（{n} 项可能不符合）", "facts are missing ({n} may turn out to be breaches)")
MORE_LATER = Said("{said}（另有 {n} 项届时再核）", "{said} ({n} more to be checked later)")
BAD_DATA = Said("数据有误，须先改正", "data to be corrected first")
UNCHECKED, UNREAD = Said("未检查任何条款", "nothing checked"), Said("无法读取", "could not be read")


class Missing(Result, frozen=True):
    """Open findings that lack facts: those that are `due` and may be a breach or a matter for a person, those of them that `could_fail`,
    and those of a `later` stage."""

    due: int = 0
    could_fail: int = 0
    later: int = 0


class Standing(Result, frozen=True):
    """How many findings are a `breach`, how many a person must `judge`, and what is `missing`."""

    breach: int = 0
    judge: int = 0
    missing: Missing = Missing()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `fail_on` that hold.

        >>> Standing(judge=2, missing=Missing(due=1)).words
        ('judge', 'missing')
        """
        held = (("judge", self.judge), ("missing", self.missing.due))
        return tuple(word for word, number in held if number)


def could_break(finding: Finding) -> bool:
    """Whether an open finding may turn out to be a breach or a matter for a person; what may not is nobody's question."""
    return finding.worst in BREACHES


def shown_as(finding: Finding) -> str:
    """The word under which people read a finding: its outcome, ``later``, or ``harmless`` where nothing can become of it."""
    if finding.outcome is not Outcome.UNKNOWN:
        return str(finding.outcome)
    return HARMLESS if not could_break(finding) else LATER if finding.later else str(finding.outcome)


def is_open(finding: Finding) -> bool:
    """Whether a person still has to decide or supply something that may be a breach."""
    if finding.decided is not UNSET:
        return False
    return shown_as(finding) in (Outcome.ERROR, Outcome.REVIEW, Outcome.UNKNOWN)


def shown_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings people read under each word, in the order of `SHOWN`; words without any are left out."""
    counts = Counter(map(shown_as, findings))
    return {word: counts[word] for word in SHOWN if counts[word]}


def counting(finding: Finding) -> str:
    """What a finding counts as: a decision as the outcome that it states, else as it is shown."""
    return DECIDED_AS[finding.decided["decision"]] if isinstance(finding.decided, Mapping) else shown_as(finding)


def standing_of(findings: Iterable[Finding]) -> Standing:
    """The standing of the findings of one record or of all."""
    breach = judge = due = could_fail = later = 0
    for finding in findings:
        counted = counting(finding)
        breach += counted == Outcome.FAIL
        judge += counted == Outcome.REVIEW
        later += counted == LATER
        if counted in (Outcome.UNKNOWN, Outcome.ERROR):
            due += 1
            could_fail += finding.worst == Outcome.FAIL
    return Standing(breach, judge, Missing(due, could_fail, later))


def standing_said(verdict: str, standing: Standing) -> Said:
    """A verdict as people read it.

    >>> standing_said("open", Standing(missing=Missing(due=7, could_fail=3))).zh
    '资料不足（3 项可能不符合）'
    >>> standing_said("complies", Standing(missing=Missing(later=4))).zh
    '符合（另有 4 项届时再核）'
    """
    if verdict == "refused":
        return UNREAD
    missing = standing.missing
    if standing.breach:
        return BREAKS
    if standing.judge:
        return TO_JUDGE
    if missing.due:
        return LACKS_TELLING.filled(n=missing.could_fail) if missing.could_fail else LACKS
    if verdict == "open":
        return BAD_DATA
    said = UNCHECKED if verdict == "nothing_checked" else CONFORMS
    return MORE_LATER.filled(said=said, n=missing.later) if missing.later else said
