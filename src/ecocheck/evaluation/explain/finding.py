"""From a judgement to a finding: outcome, what is missing, why, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import UNSET
from msgspec.structs import replace

from ...bilingual import Said
from ...findings.decisions import DECIDABLE, seen
from ...findings.model import Finding, fingerprint
from ...findings.result import FrozenDict
from ...findings.standing import could_break
from ...logic.outcomes import BIT, Outcome, outcomes
from ...logic.truth import FJ, F, J, T
from ...records.model import Given, Record
from ...rulebook.model import Rule, RulebookData
from ...vocabulary.model import SUBJECTS
from ..case import Case
from ..judge import Judge, Judgement
from ..tree import OPEN, failed_limbs, missing_of
from .inferred import Reasons
from .least_change import LeastChange
from .margins import Margins
from .messages import Messages
from .observed import day_text, observed
from .open_codes import open_codes
from .reasons import OUTSIDE, why_a_person, why_outside
from .rule_cards import Cards
from .trace import trace_of
from .value_words import ValueWords

SEEN_AS = Said("（另视为{subject}）{message}", "(also seen as a {subject}) {message}")
_BROKEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.ADVICE, Outcome.EXEMPT)
_MENDABLE = (Outcome.FAIL, Outcome.ADVICE)


class Explainer:
    """Makes the findings of one rulebook."""

    def __init__(self, data: RulebookData, judge: Judge) -> None:
        self.data = data
        self.judge = judge
        self.messages = Messages(ValueWords(data))
        self.cards = Cards(data, self.messages)
        self.reasons = Reasons(self.messages)
        self.margins = Margins(judge.truth)
        self.least = LeastChange(self.messages, self.margins)

    def finding(self, rule: Rule, case: Case, record: Record, given: dict[str, Given]) -> Finding:
        """The finding of a rule on a case; `given` is what the record (and item) wrote."""
        judged = self.judge.judgement(rule, case)
        found = outcomes(judged.outcomes)
        if found == (Outcome.NOT_APPLICABLE,):
            return self.not_applicable(rule, case, record, given, why_outside(judged.area, judged.force))
        card = self.cards.of(rule)
        missing = self.missing(rule, case, judged) if len(found) > 1 else ()
        bad = self.bad(rule, case, missing)
        outcome = found[0] if len(found) == 1 else Outcome.ERROR if bad else Outcome.UNKNOWN
        limbs = failed_limbs(judged.require) if outcome in _BROKEN else []
        limit, margin = self.margins.limit(rule, case, judged)
        if limit is None:
            limit, margin = self.margins.trigger(card.triggers, rule, case)
        finding = Finding(
            **card.common,
            record=record.id,
            item=case.item,
            subject=record.subject,
            outcome=outcome,
            possible=tuple(str(o) for o in found) if len(found) > 1 else (),
            worst=str(found[0]) if len(found) > 1 else "",
            missing=missing,
            missing_codes=open_codes(judged, case) if missing else FrozenDict(),
            bad=bad,
            reason=why_a_person(rule, case, judged) if outcome is Outcome.REVIEW else "",
            requirement=card.requirement,
            observed=observed(card.names, rule, given, case, self.judge.truth, self.reasons),
            limit=limit,
            margin=margin,
            judged_on=_judged_on(rule, case),
            trace=trace_of(judged, self.messages),
            fingerprint=fingerprint(rule.id, record.id, case.item, [path for path, _ in limbs]),
            exemption=_exemption(rule, judged) if outcome is Outcome.EXEMPT else "",
        )
        message = self.messages.message(finding, rule, case, judged, limbs)
        least = self.least.of(judged.require, rule, case) if outcome in _MENDABLE else None
        return replace(
            finding,
            message=message,
            seen=seen(finding) if outcome in DECIDABLE else "",
            least_change=least or UNSET,
        )

    def not_applicable(self, rule: Rule, case: Case, record: Record, given: dict[str, Given], reason: str) -> Finding:
        """The short finding of a rule that does not address the record; most findings of a run are of this kind."""
        card = self.cards.of(rule)
        limit, margin = self.margins.trigger(card.triggers, rule, case) if card.triggers else (None, None)
        return Finding(
            **card.common,
            limit=limit,
            margin=margin,
            record=record.id,
            item=case.item,
            subject=record.subject,
            outcome=Outcome.NOT_APPLICABLE,
            reason=reason,
            message=OUTSIDE[reason],
            observed=observed(card.names, rule, given, case, self.judge.truth, self.reasons),
            judged_on=_judged_on(rule, case),
            fingerprint=fingerprint(rule.id, record.id, case.item, []),
        )

    def group_unknown(self, rule: Rule, case: Case, record: Record, given: dict[str, Given]) -> Finding:
        """One finding for a group that the record does not list, or may not list wholly: any item may still come."""
        found = outcomes(self.judge.outcomes(rule, case) | BIT[Outcome.NOT_APPLICABLE])
        if len(found) == 1:
            return self.finding(rule, case, record, given)
        card = self.cards.of(rule)
        finding = Finding(
            **card.common,
            record=record.id,
            subject=record.subject,
            outcome=Outcome.UNKNOWN,
            possible=tuple(str(o) for o in found),
            worst=str(found[0]),
            missing=(self.data.vocabulary.groups[rule.each].asked,),
            requirement=card.requirement,
            observed=observed(card.names, rule, given, case, self.judge.truth, self.reasons),
            judged_on=_judged_on(rule, case),
            fingerprint=fingerprint(rule.id, record.id, "", []),
        )
        return replace(finding, message=self.messages.unknown(finding, case), seen=seen(finding))

    def later(self, finding: Finding) -> Finding:
        """The finding of a rule that asks from a later stage on: what is unknown is not due, and says so."""
        if finding.outcome is not Outcome.UNKNOWN:
            return finding
        later = replace(finding, later=True)
        return replace(later, message=self.messages.unknown(later)) if could_break(finding) else later

    def seen_as(self, finding: Finding, subject: str) -> Finding:
        """The finding on a record that was looked at as another subject than its own, and says so."""
        message = SEEN_AS.filled(subject=SUBJECTS[subject], message=finding.message)
        return replace(finding, seen_as=subject, message=message)

    def group_empty(self, rule: Rule, case: Case, record: Record) -> Finding:
        """One finding for a group that the record says is empty."""
        area, force, _, _ = self.judge.gates(rule, case)
        return self.not_applicable(rule, case, record, {}, why_outside(area, force) if F in (area, force) else "none")

    def missing(self, rule: Rule, case: Case, judged: Judgement) -> tuple[str, ...]:
        """In the scope first, in the requirement if the scope can hold, in the exemptions if the requirement can be unmet."""
        truth = self.judge.truth
        found: list[str] = []
        if judged.area in OPEN:
            found += self.judge.areas.missing(self.data.documents[rule.document].area, case)
        if judged.force in OPEN and judged.judged_on in case.bad:
            found.append(judged.judged_on)
        found += missing_of(judged.scope, rule, case, truth)
        if judged.scope_truths & (T | J):
            found += missing_of(judged.require, rule, case, truth)
            if judged.require.truths & FJ:
                for step in judged.exempt:
                    found += missing_of(step, rule, case, truth)
        return tuple(dict.fromkeys(found))

    def bad(self, rule: Rule, case: Case, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Which of the missing facts were given but cannot be used, zero divisors and keys without their row among them."""
        found = [name for name in missing if name in case.bad or name in case.broken]
        found += [fact for name in missing if (name, rule.id) in case.broken for fact in self.judge.truth.facts_of(name, rule)]
        return tuple(dict.fromkeys(found))


def _exemption(rule: Rule, judged: Judgement) -> str:
    """The exception that covers a breach."""
    return next((e.id for e, step in zip(rule.exempt, judged.exempt, strict=True) if step.truths == T), "")


def _judged_on(rule: Rule, case: Case) -> Mapping[str, str]:
    """The date that decided whether the rule is in force, and the fact it comes from; `instead_of` the one that is looked at first."""
    clocks = rule.in_force.judged_on
    key = ("judged", clocks)
    if key not in case.memo:
        name, day = case.judged(clocks)
        stood_in = {} if name == clocks[0] else {"instead_of": clocks[0]}
        case.memo[key] = FrozenDict({"fact": name, "date": day_text(day), **stood_in})
    return case.memo[key]  # type: ignore[no-any-return]
