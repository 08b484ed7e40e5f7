"""From a judgement to a finding: outcome, what is missing, why, and the sentence that says it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from ...bilingual import LANGUAGES, UNSAID, Said
from ...findings.decisions import DECIDABLE, seen
from ...findings.model import Finding
from ...logic.conditions import Compare
from ...logic.outcomes import BIT, BREACH, Outcome, outcomes
from ...logic.sentences import Speaker
from ...logic.truth import FJ, F, J, T, letters
from ...records.model import Given, Record
from ...rulebook.model import Rule, RulebookData
from ..case import Case
from ..judge import Judge, Judgement
from ..tree import OPEN, Step, causes_of_judgement, failed_limbs, missing_of
from .cards import Cards
from .least_change import LeastChange
from .messages import REASONS, Messages
from .observed import Showing, day_text

_BROKEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.ADVICE, Outcome.EXEMPT)
_MENDABLE = (Outcome.FAIL, Outcome.ADVICE)
_NOTHING = Case({}, frozenset(), {}, {}, date.min)


class Explainer:
    """Makes the findings of one rulebook."""

    def __init__(self, data: RulebookData, judge: Judge) -> None:
        self.data = data
        self.judge = judge
        tables = {lang: {name: table.title[lang] for name, table in data.parameters.items()} for lang in LANGUAGES}
        speakers = {lang: Speaker(data.vocabulary, lang, tables[lang]) for lang in LANGUAGES}
        self.messages = Messages(data, speakers)
        self.cards = Cards(data, self.messages)
        self.showing = Showing(data, judge.truth)
        self.least = LeastChange(self.messages, self.showing)

    def finding(self, rule: Rule, case: Case, record: Record, given: dict[str, Given]) -> Finding:
        """The finding of a rule on a case; `given` is what the record (and item) wrote."""
        judged = self.judge.judgement(rule, case)
        found = outcomes(judged.outcomes)
        if found == (Outcome.NOT_APPLICABLE,):
            return self.not_applicable(rule, case, record, given, self.outside(judged.area, judged.force))
        card = self.cards.of(rule)
        missing = self._missing(rule, case, judged) if len(found) > 1 else []
        bad = self._bad(rule, case, missing) if missing else ()
        outcome = found[0] if len(found) == 1 else Outcome.ERROR if bad else Outcome.UNKNOWN
        limbs = failed_limbs(judged.require) if outcome in _BROKEN else []
        limit, margin = self.showing.limit(rule, case, judged)
        if limit is None:
            limit, margin = self.showing.trigger(card.triggers, rule, case)
        finding = Finding(
            **card.common,
            record=record.id,
            item=case.item,
            subject=record.subject,
            outcome=outcome,
            possible=tuple(str(o) for o in found) if len(found) > 1 else (),
            worst=str(found[0]) if len(found) > 1 else "",
            missing=tuple(missing),
            bad=bad,
            reason=self._reason(rule, judged) if outcome is Outcome.REVIEW else "",
            requirement=card.requirement,
            observed=self.showing.observed(card.names, rule, given, case),
            limit=limit,
            margin=margin,
            judged_on=_judged_on(rule, case),
            trace=self._trace(judged),
            fingerprint=fingerprint(rule.id, record.id, case.item, [path for path, _ in limbs]),
            exemption=self._exemption(rule, judged) if outcome is Outcome.EXEMPT else "",
        )
        said = Said(*(self.messages.message(finding, rule, case, judged, limbs, lang) for lang in LANGUAGES))
        least = self.least.of(judged.require, rule, case) if outcome in _MENDABLE else UNSAID
        return replace(finding, message=said, seen=seen(finding) if outcome in DECIDABLE else "", least_change=least or UNSET)

    def not_applicable(self, rule: Rule, case: Case, record: Record, given: dict[str, Given], reason: str) -> Finding:
        """The short finding of a rule that does not address the record; most findings of a run are of this kind."""
        card = self.cards.of(rule)
        limit, margin = self.showing.trigger(card.triggers, rule, case) if card.triggers else (None, None)
        return Finding(
            **card.common,
            limit=limit,
            margin=margin,
            record=record.id,
            item=case.item,
            subject=record.subject,
            outcome=Outcome.NOT_APPLICABLE,
            reason=reason,
            message=_OUTSIDE[reason],
            observed=self.showing.observed(card.names, rule, given, case),
            judged_on=_judged_on(rule, case),
            fingerprint=fingerprint(rule.id, record.id, case.item, []),
        )

    @staticmethod
    def outside(area: int, force: int) -> str:
        """Why a rule does not apply: the first gate that is shut names the reason."""
        return "out_of_area" if area == F else "not_in_force" if force == F else "out_of_scope"

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
            missing=(rule.each,),
            requirement=card.requirement,
            observed=self.showing.observed(card.names, rule, given, case),
            judged_on=_judged_on(rule, case),
            fingerprint=fingerprint(rule.id, record.id, "", []),
        )
        said = Said(*(self.messages.unknown(finding, lang) for lang in LANGUAGES))
        return replace(finding, message=said, seen=seen(finding))

    def group_empty(self, rule: Rule, case: Case, record: Record) -> Finding:
        """One finding for a group that the record says is empty."""
        area, force, _, _ = self.judge.gates(rule, case)
        return self.not_applicable(rule, case, record, {}, self.outside(area, force) if F in (area, force) else "none")

    def _missing(self, rule: Rule, case: Case, judged: Judgement) -> list[str]:
        """In the scope first, in the requirement if the scope can hold, in the exemptions if the requirement can be unmet."""
        truth = self.judge.truth
        found: list[str] = []
        if judged.area in OPEN:
            found += self.judge.areas.missing(self.data.documents[rule.document].area, case)
        found += missing_of(judged.scope, rule, case, truth)
        if judged.scope_truths & (T | J):
            found += missing_of(judged.require, rule, case, truth)
            if judged.require.truths & FJ:
                for step in judged.exempt:
                    found += missing_of(step, rule, case, truth)
        return list(dict.fromkeys(found))

    def _bad(self, rule: Rule, case: Case, missing: list[str]) -> tuple[str, ...]:
        """Which of the missing facts were given but cannot be used, zero divisors and keys without their row among them."""
        bad = [name for name in missing if name in case.bad or name in case.broken]
        bad += [fact for name in missing if (name, rule.id) in case.broken for fact in self.judge.truth.facts_of(name, rule)]
        return tuple(dict.fromkeys(bad))

    def _reason(self, rule: Rule, judged: Judgement) -> str:
        """Why a person must decide: the modality of a clear breach, else what made the truth doubtful."""
        clear = judged.scope_truths == T and judged.require.truths == F and judged.exempt_truths == F
        if clear and BREACH[rule.modality] is Outcome.REVIEW:
            return "authority" if rule.form == "duty" else rule.modality
        causes = ["uncertain"] if judged.force & J else []
        for step in (judged.scope, judged.require, *judged.exempt):
            causes += causes_of_judgement(step, _NOTHING)
        if "judge" in causes and rule.conflicts_with:
            return "conflict"
        return next((cause for cause in ("lost", "judge", "uncertain") if cause in causes), rule.modality)

    @staticmethod
    def _exemption(rule: Rule, judged: Judgement) -> str:
        return next((e.id for e, step in zip(rule.exempt, judged.exempt, strict=True) if step.truths == T), "")

    def _trace(self, judged: Judgement) -> list[dict[str, Any]]:
        parts = [("scope", judged.scope), ("require", judged.require), *(("exempt", step) for step in judged.exempt)]
        return [{"part": part, **self._traced(step)} for part, step in parts if part == "require" or step.parts]

    def _traced(self, step: Step) -> dict[str, Any]:
        said: dict[str, Any] = {"truth": letters(step.truths)}
        if step.item:
            said["item"] = step.item
        node = step.node
        if isinstance(node, Compare):
            said |= {"fact": node.fact, "op": node.op, "limit": self.messages.limits(node)}
            if node.reads:
                said["reads"] = node.reads
        else:
            said["node"] = str(node.__struct_config__.tag)
        if not step.parts:
            said["said"] = self.messages.said(node)
        else:
            said["parts"] = [self._traced(part) for part in step.parts]
        return said


_OUTSIDE = {
    reason: Said("不涉及：{why}。", "not applicable: {why}.").filled(why=REASONS[reason])
    for reason in ("out_of_area", "not_in_force", "out_of_scope", "not_due", "none")
}


def _judged_on(rule: Rule, case: Case) -> dict[str, str]:
    """The date that decided whether the rule is in force, and the fact it comes from."""
    key = ("judged", rule.in_force.judged_on)
    if key not in case.memo:
        name, day = case.judged(rule.in_force.judged_on)
        case.memo[key] = {"fact": name, "date": day_text(day)}
    return case.memo[key]  # type: ignore[no-any-return]


def fingerprint(rule: str, record: str, item: str, limbs: list[str]) -> str:
    """Stable over new measurements and texts: rule, record, item and the limbs that failed, nothing else."""
    return hashlib.blake2b("\n".join((rule, record, item, *sorted(limbs))).encode(), digest_size=10).hexdigest()
