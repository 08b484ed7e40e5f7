"""From a judgement to a finding: outcome, what is missing, why, the limit and the margin, and the sentence that says it."""

from __future__ import annotations

import hashlib
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from ..findings.decisions import DECIDABLE, seen
from ..findings.model import ClauseRef, Finding, Limit, Margin, Observed
from ..logic.conditions import Compare, FactRef, Number, ParameterRef, comparisons
from ..logic.outcomes import BIT, BREACH, Outcome, outcomes
from ..logic.sentences import Speaker, decimal_text
from ..logic.truth import FJ, F, J, T, letters
from ..records.model import Given, Record
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.units import convert_factor
from ..vocabulary.values import NONE, Interval, Partial
from .case import Case
from .cells import conditions_of
from .judge import Judge, Judgement
from .messages import Messages
from .steps import OPEN, Step, causes_of_judgement, failed_limbs, missing_of


class Explainer:
    """Makes the findings of one rulebook."""

    def __init__(self, data: RulebookData, judge: Judge) -> None:
        self.data = data
        self.judge = judge
        self.speakers = {lang: Speaker(data.vocabulary, lang) for lang in ("zh", "en")}
        self.messages = Messages(data, self.speakers)

    def finding(self, rule: Rule, case: Case, record: Record, given: dict[str, Given]) -> Finding:
        """The finding of a rule on a case; `given` is what the record (and item) wrote."""
        judged = self.judge.judgement(rule, case)
        found = outcomes(judged.outcomes)
        missing = self._missing(rule, case, judged) if len(found) > 1 else []
        bad = tuple(name for name in missing if name in case.bad or self._broken(name, rule, case))
        outcome = found[0] if len(found) == 1 else Outcome.ERROR if bad or self._broken("", rule, case) else Outcome.UNKNOWN
        limbs = (
            failed_limbs(judged.require) if outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.ADVICE, Outcome.EXEMPT) else []
        )
        reason = self._reason(rule, judged, outcome)
        limit, margin = self._limit(rule, case, judged)
        exemption = (
            next((e.id for e, step in zip(rule.exempt, judged.exempt, strict=True) if step.truths == T), "")
            if outcome is Outcome.EXEMPT
            else ""
        )
        explained = outcome is not Outcome.NOT_APPLICABLE
        finding = Finding(
            rule=rule.id,
            document=rule.document,
            clause=self.clause(rule),
            clauses=rule.clauses,
            record=record.id,
            item=case.item,
            subject=record.subject,
            outcome=outcome,
            possible=tuple(str(o) for o in found) if len(found) > 1 else (),
            worst=str(found[0]) if len(found) > 1 else "",
            missing=tuple(missing),
            bad=bad,
            reason=reason,
            title={"zh": rule.title[0], "en": rule.title[1]},
            requirement={lang: self.messages.requirement(rule, lang) for lang in ("zh", "en")} if explained else {},
            observed=self.observed(rule, given, case),
            limit=limit,
            margin=margin,
            force=rule.force,
            modality=rule.modality,
            in_force=_period(rule),
            judged_on={"fact": judged.judged_on, "date": day_text(judged.judged_day)},
            trace=self._trace(judged) if explained else [],
            fingerprint=fingerprint(rule.id, record.id, case.item, [path for path, _ in limbs]),
            form=rule.form,
            kind=rule.kind,
            level=self.data.documents[rule.document].level,
            topic=rule.topic,
            exemption=exemption,
            note={"zh": rule.note[0], "en": rule.note[1]} if any(rule.note) else {},
            conflicts_with=rule.conflicts_with,
            verify=rule.verify or self._unverified(rule),
        )
        said = {lang: self.messages.message(finding, rule, case, judged, limbs, lang) for lang in ("zh", "en")}
        return replace(finding, message=said, seen=seen(finding) if outcome in DECIDABLE else "")

    def group_unknown(self, rule: Rule, case: Case, record: Record, given: dict[str, Given]) -> Finding:
        """One finding for a group that the record does not list, or may not list wholly: any item may still come."""
        found = outcomes(self.judge.outcomes(rule, case) | BIT[Outcome.NOT_APPLICABLE])
        if len(found) == 1:
            return self.finding(rule, case, record, given)
        blank = self.finding(rule, case, record, given)
        open_finding = replace(
            blank, item="", outcome=Outcome.UNKNOWN, possible=tuple(str(o) for o in found), worst=str(found[0]), missing=(rule.each,), bad=(),
            reason="", limit=None, margin=None, trace=[], fingerprint=fingerprint(rule.id, record.id, "", []), exemption="",
            requirement={lang: self.messages.requirement(rule, lang) for lang in ("zh", "en")},
        )  # fmt: skip
        said = {lang: self.messages.unknown(open_finding, lang) for lang in ("zh", "en")}
        return replace(open_finding, message=said, seen=seen(open_finding))

    def group_empty(self, rule: Rule, case: Case, record: Record) -> Finding:
        """One finding for a group that the record says is empty."""
        area, force, _, _ = self.judge.gates(rule, case)
        finding = self.finding(rule, case, record, {})
        reason = "out_of_area" if area == F else "not_in_force" if force == F else "none"
        empty = replace(
            finding, outcome=Outcome.NOT_APPLICABLE, possible=(), worst="", missing=(), bad=(), reason=reason, observed={}, limit=None,
            margin=None, trace=[], requirement={}, exemption="", fingerprint=fingerprint(rule.id, record.id, "", []),
        )  # fmt: skip
        return replace(empty, message={lang: self.messages.not_applicable(empty, lang) for lang in ("zh", "en")})

    def clause(self, rule: Rule) -> ClauseRef:
        clause = self.data.clauses.get(rule.clauses[0]) if rule.clauses else None
        if clause is None:
            return ClauseRef(rule.clauses[0] if rule.clauses else "")
        return ClauseRef(clause.id, clause.section, clause.anchor, {"zh": clause.say[0], "en": clause.say[1]})

    def _missing(self, rule: Rule, case: Case, judged: Judgement) -> list[str]:
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

    @staticmethod
    def _broken(name: str, rule: Rule, case: Case) -> bool:
        """Whether arithmetic or a table found the facts impossible (a zero divisor, a key that its table must have)."""
        return (
            ("zero", rule.id) in case.memo
            if not name
            else False or (name.startswith("$") and ("no_row", name[1:]) in case.memo)
        )

    def _reason(self, rule: Rule, judged: Judgement, outcome: Outcome) -> str:
        if outcome is Outcome.NOT_APPLICABLE:
            return "out_of_area" if judged.area == F else "not_in_force" if judged.force == F else "out_of_scope"
        if outcome is not Outcome.REVIEW:
            return ""
        if (
            judged.scope_truths == T
            and judged.require.truths == F
            and judged.exempt_truths == F
            and BREACH[rule.modality] is Outcome.REVIEW
        ):
            return "authority" if rule.form == "duty" else rule.modality
        case_causes: list[str] = ["uncertain"] if judged.force & J else []
        for step in (judged.scope, judged.require, *judged.exempt):
            case_causes += causes_of_judgement(step, Case({}, frozenset(), {}, {}, date.min))
        if "judge" in case_causes and rule.conflicts_with:
            return "conflict"
        return next((cause for cause in ("lost", "judge", "uncertain") if cause in case_causes), rule.modality)

    def _limit(self, rule: Rule, case: Case, judged: Judgement) -> tuple[Limit | None, Margin | None]:
        """The number that decides: the failing limit, else the one that is met most narrowly."""
        best: tuple[bool, Fraction, Limit, Margin | None] | None = None
        for step in leaves(judged.require):
            if not isinstance(step.node, Compare) or step.item not in ("", case.item):
                continue
            shown = self.limit_of(step.node, rule, case)
            if shown is None:
                continue
            limit, distance, relative = shown
            margin = None if distance is None else Margin(float(distance), limit.unit)
            rank = (step.truths != F, relative if relative is not None else Fraction(10**9))
            if best is None or rank < best[:2]:
                best = (*rank, limit, margin)
        return (best[2], best[3]) if best else (None, None)

    def limit_of(self, node: Compare, rule: Rule, case: Case) -> tuple[Limit, Fraction | None, Fraction | None] | None:
        """The limit of a comparison of numbers in the clause's unit, the signed distance to it, and that relative to the limit."""
        operand = node.operands[0]
        if isinstance(operand, Number):
            number, unit = Fraction(operand.numerator, operand.denominator), operand.unit
        elif isinstance(operand, ParameterRef) and not node.fact.startswith("$"):
            fact = self.data.vocabulary.facts[node.fact]
            rows = self.judge.truth.tables.limits(operand.name, fact, case, case.judged(rule.in_force.judged_on)[1])
            if rows is None or len(set(rows)) != 1 or not isinstance(rows[0], Fraction):
                return None
            number, unit = rows[0], fact.unit
        else:
            return None
        own = unit
        if not node.fact.startswith("$"):
            own = self.data.vocabulary.facts[node.fact].unit
        shown = number / _factor(unit, own) if isinstance(operand, Number) else number
        limit = Limit(node.fact, node.op, plain(shown), unit, node.basis)
        value = self.judge.truth.derived(node.fact, rule, case) if node.fact.startswith("$") else case.facts.get(node.fact)
        if not isinstance(value, Fraction) or node.op not in ("lt", "le", "gt", "ge"):
            return limit, None, None
        distance = (value - number) if node.op in ("gt", "ge") else (number - value)
        return limit, distance / _factor(unit, own), distance / abs(number) if number else distance

    def observed(self, rule: Rule, given: dict[str, Given], case: Case) -> dict[str, Observed]:
        """The facts that the rule compares, as the record gives them, in the order written; derived values with them."""
        names: list[str] = []
        for node in conditions_of(rule):
            for found in comparisons(node):
                names.append(found.fact)
                names += [operand.name for operand in found.operands if isinstance(operand, FactRef)]
                names += [k for o in found.operands if isinstance(o, ParameterRef) for k in self.data.parameters[o.name].by]
        shown: dict[str, Observed] = {}
        for name in dict.fromkeys(names):
            if name.startswith("$"):
                value = self.judge.truth.derived(name, rule, case)
                if value is not None:
                    unit = next(d.unit for d in rule.derive if "$" + d.name == name)
                    shown[name] = Observed(plain(value), unit, "derived")
            elif name in given:
                one = given[name]
                shown[name] = Observed(
                    plain(one.value) if one.value is not None else one.text, self._unit(name, one), one.source, one.accuracy
                )
        return shown

    def _unit(self, name: str, given: Given) -> str:
        return self.data.vocabulary.facts[name].unit if given.value is not None else given.unit

    def _trace(self, judged: Judgement) -> list[dict[str, Any]]:
        parts = [("scope", judged.scope), ("require", judged.require), *(("exempt", step) for step in judged.exempt)]
        return [{"part": part, **self._traced(step)} for part, step in parts if part == "require" or step.parts]

    def _traced(self, step: Step) -> dict[str, Any]:
        said: dict[str, Any] = {"truth": letters(step.truths)}
        if step.item:
            said["item"] = step.item
        node = step.node
        if isinstance(node, Compare):
            said |= {
                "fact": node.fact,
                "op": node.op,
                "limit": [self.speakers["zh"].operand(node.fact, o) for o in node.operands],
            }
            if node.reads:
                said["reads"] = node.reads
        else:
            said["node"] = str(node.__struct_config__.tag)
        if step.parts:
            said["parts"] = [self._traced(part) for part in step.parts]
        return said

    def _unverified(self, rule: Rule) -> bool:
        clauses = (self.data.clauses.get(clause) for clause in rule.clauses)
        tables = {
            o.name for node in conditions_of(rule) for c in comparisons(node) for o in c.operands if isinstance(o, ParameterRef)
        }
        return any(c is not None and c.verify for c in clauses) or any(
            e.verify for t in tables for e in self.data.parameters[t].editions
        )


def leaves(step: Step) -> list[Step]:
    """The undivided conditions of a tree, in the order written."""
    return [step] if not step.parts else [leaf for part in step.parts for leaf in leaves(part)]


def _factor(unit: str, own: str) -> Fraction:
    return Fraction(1) if unit == own or not unit else convert_factor(unit, own)


def plain(value: Any) -> Any:
    """A value as JSON holds it: whole numbers and decimals as numbers, intervals and lists as text or lists."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Interval):
        low = value.low.isoformat() if isinstance(value.low, date) else decimal_text(value.low)
        high = (
            "" if value.high is None else value.high.isoformat() if isinstance(value.high, date) else decimal_text(value.high)
        )
        return f"{'(' if value.low_open else '['}{low}, {high}{')' if value.high_open or value.high is None else ']'}"
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Partial):
        return {**dict.fromkeys(sorted(value.yes), True), **dict.fromkeys(sorted(value.no), False)}
    if isinstance(value, date):
        return value.isoformat()
    return "none" if value is NONE else value


def day_text(day: date | Interval) -> str:
    return day.isoformat() if isinstance(day, date) else str(plain(day))


def _period(rule: Rule) -> dict[str, str]:
    period = {"from": rule.in_force.start, "to": rule.in_force.end}
    return {name: day.isoformat() for name, day in period.items() if day is not None}


def fingerprint(rule: str, record: str, item: str, limbs: list[str]) -> str:
    """Stable over new measurements and texts: rule, record, item and the limbs that failed, nothing else."""
    return hashlib.sha256("\n".join((rule, record, item, *sorted(limbs))).encode()).hexdigest()[:20]
