"""A figure held against what is asked, and the outcome of a row that is due."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..bilingual import Said
from ..logic.outcomes import BREACH, Outcome, outcome_of
from ..logic.truth import F, J, T
from ..records.model import Attestation
from ..rulebook.goals import Goal, Soft
from ..rulebook.model import Rule
from .measures import Measure, Measures
from .printed import HOLDS, against, decimal_text
from .scales import rank
from .target import Bar, method_of

BY_A_PERSON = Said("原文没有数，由人判断", "the text prints no number; a person judges")
STRADDLES = Said("“{figure}”跨过目标", "'{figure}' straddles the target")
ROUNDED = Said(
    "{figure} 未达到 {target}；按 {method} 修约到目标的位数为 {shown}，才达到",
    "{figure} does not meet {target}; rounded to its precision by {method} it is {shown} and does",
)
COARSER = Said("{figure} 比目标 {target} 少印小数位，不能判定", "{figure} is printed more coarsely than the target {target}")
BAD_FIGURE = Said("数据有误：{why}", "bad figure: {why}")
TO_BE_REPLACED = Said("所印目标待上级调整后重判", "the printed target is to be replaced by a later one")
YEAR_READ = Said("原文未写年份，按规划期末{due}年", "no year is printed; the end of the plan, {due}, is taken")
SOFTLY = Said("原文用“{word}”，没有写明幅度或年份", "the text says '{word}' without a number or year")
IN_THE_BAND = Said("在{low}与{high}之间，两个数口径可能不同", "between {low} and {high}, which may rest on two surveys")
MISSED_BETWEEN = Said("{years}年未达到", "missed in {years}")
MISSED_BEFORE = Said("{years}年未达到；{word}", "missed in {years}; {word}")
UNCHECKED = Said("“{word}”：{years}年没有数，未能核对", "'{word}': no figures for {years}")
MISSING, MISSING_IN = Said("缺{label}", "missing: {label}"), Said("缺{year}年的{label}", "missing: {label} of {year}")
#: What facts are called where they are missing.
LABELS = {
    "indicator.value": Said("数值", "figure"),
    "indicator.target": Said("下达的目标", "target handed down"),
    "indicator.target_document": Said("下达目标的文号", "document of the target"),
    "indicator.counting": Said("数值口径（累计值或当年值）", "what the figure counts"),
}


class Held(NamedTuple):
    """A figure held against a bar: truth F, J or T (None while something is missing), why a J, and what a person must know."""

    truth: int | None
    reason: str = ""
    remarks: tuple[Said, ...] = ()


class View(NamedTuple):
    """One row in one year, with everything that its outcome and its pace rest on."""

    rule: Rule
    goal: Goal
    measures: Measures
    bar: Bar
    measure: Measure
    held: Held
    start: Fraction | None
    year: int
    due: int
    attested: Attestation | None = None


class Settled(NamedTuple):
    """The outcome of a row that is due, with what a finding says about it."""

    outcome: str
    reason: str = ""
    remarks: tuple[Said, ...] = ()
    possible: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


def hold(goal: Goal, bar: Bar, measure: Measure, year: int) -> Held:
    """How the figure of a year stands to what is asked."""
    if bar.judge:
        return Held(J, "judge", (BY_A_PERSON,))
    if bar.missing or not measure.known:
        return Held(None)
    if goal.form == "ordinal":
        wanted = rank(goal.code, bar.word)
        if wanted is None or measure.place is None:
            return Held(J, "judge")
        better = measure.place > wanted if bar.op in ("lt", "gt") else measure.place >= wanted
        return Held(T if better else F)
    assert measure.found is not None
    assert bar.value is not None
    found = measure.found
    if not found.exact:
        ends = {HOLDS[bar.op](end, bar.value) for end in (found.low, found.high)}
        if len(ends) > 1:
            return Held(J, "uncertain", (STRADDLES.filled(figure=found.text),))
        return Held(T if ends == {True} else F)
    reading = against(bar.op, found.low, bar.value, bar.places, None if goal.form == "count" else found.places)
    target = decimal_text(bar.value, bar.places)
    method = method_of(goal.code, year)
    if reading == "rounding" and method:
        shown = decimal_text(found.low, bar.places)
        said = ROUNDED.filled(figure=found.text, target=target, shown=shown, method=method)
        return Held(J, "uncertain", (said,))
    if reading == "coarse":
        return Held(J, "uncertain", (COARSER.filled(figure=found.text, target=target),))
    return Held(T if reading == "met" else F)


def breach_of(rule: Rule) -> Outcome:
    """What missing a target amounts to: an expected (预期性) one is for a person, never a failure."""
    found = BREACH[rule.modality]
    return Outcome.REVIEW if rule.force == "expected" and found is Outcome.FAIL else found


def judged(truth: int, rule: Rule, reason: str) -> tuple[str, str]:
    """The outcome and its reason of a row that is due; `reason` says why a person must judge."""
    if truth == F:
        breach = breach_of(rule)
        why = "programme" if rule.modality == "strict" else rule.modality
        return str(breach), why if breach is Outcome.REVIEW else ""
    found = outcome_of(T, truth, F, rule.modality)
    return str(found), reason if found is Outcome.REVIEW else ""


def open_outcomes(rule: Rule) -> tuple[str, ...]:
    """What a row may still turn out to be while its figure or target is missing."""
    return str(breach_of(rule)), "pass"


def settle(view: View) -> Settled:
    """The outcome of a row that is due."""
    rule, goal, bar, measure, held = view.rule, view.goal, view.bar, view.measure, view.held
    if view.attested is not None and bar.judge:
        truth = {"met": T, "broken": F}.get(view.attested.state, J)
        return Settled(*judged(truth, rule, "judge"))
    if bar.judge and goal.form == "state" and not goal.soft:
        missing = f"attested:{rule.clauses[0]}"
        return Settled("unknown", possible=open_outcomes(rule), missing=(missing,), remarks=held.remarks)
    if measure.bad and not bar.judge:
        note = BAD_FIGURE.filled(why=measure.bad)
        return Settled("error", possible=open_outcomes(rule), bad=("indicator.value",), remarks=(note,))
    if held.truth is None:
        at = tuple(f"{name}@{view.year}" if name == "indicator.value" else name for name in measure.missing)
        missing_all = (*at, *bar.missing)
        said = tuple(missing_note(name) for name in missing_all)
        return Settled("unknown", possible=open_outcomes(rule), missing=missing_all, remarks=said)
    settled = next((found for soft in goal.soft if (found := _softened(soft, view)) is not None), None)
    if settled is not None:
        return settled
    if held.truth == F and goal.provisional and bar.source == "printed":
        return Settled("review", "judge", (*held.remarks, TO_BE_REPLACED))
    between = missed_between(view) if held.truth == T else ()
    return Settled(*judged(held.truth, rule, held.reason), remarks=(*held.remarks, *between, *_unchecked(view)))


def _softened(soft: Soft, view: View) -> Settled | None:
    """The outcome that a word of the text leaves to a person; None where the word does not speak to this figure."""
    bar, measure, truth = view.bar, view.measure, view.held.truth
    word = SOFTLY.filled(word=soft.word)
    found = measure.found
    if soft.on == "always":
        return Settled("review", "judge", (word,))
    if soft.on == "missed" and truth == F:
        return Settled(soft.outcome, "judge" if soft.outcome == "review" else "", (word,))
    if soft.on == "unchanged" and found is not None and bar.value == found.middle:
        return Settled("review", "judge", (word,))
    if soft.on == "band" and truth == T and found is not None and Fraction(soft.low) <= found.middle < Fraction(soft.high):
        return Settled("review", "judge", (IN_THE_BAND.filled(low=soft.low, high=soft.high),))
    if soft.on == "earlier_missed" and truth == T:
        missed = _years_missed(view)
        if missed:
            years = ", ".join(missed)
            return Settled("review", "judge", (MISSED_BEFORE.filled(years=years, word=word),))
    return None


def _years_missed(view: View) -> list[str]:
    """The years between start and now whose figures did not meet the target."""
    measures = view.measures
    earlier = [year for year in measures.read if measures.base_year < year < view.year]
    return [str(year) for year in earlier if hold(view.goal, view.bar, measures.at(year), year).truth == F]


def missed_between(view: View) -> tuple[Said, ...]:
    """What is said of a level that is to be kept, is kept now, and was not in a year between."""
    start, bar = view.start, view.bar
    if bar.value is not None and start is not None and not HOLDS[bar.op](start, bar.value):
        return ()  # it was to be reached, not kept
    missed = _years_missed(view)
    return (MISSED_BETWEEN.filled(years=", ".join(missed)),) if missed else ()


def _unchecked(view: View) -> tuple[Said, ...]:
    """What a word such as 稳定 would need and nobody reported."""
    soft = next((one for one in view.goal.soft if one.on == "earlier_missed"), None)
    lacking = [str(y) for y in range(view.measures.base_year + 1, view.year) if y not in view.measures.read]
    if soft is None or view.held.truth != T or not lacking:
        return ()
    years = ", ".join(lacking)
    return (UNCHECKED.filled(word=soft.word, years=years),)


def missing_note(name: str) -> Said:
    """What a missing fact is called."""
    fact, _, year = name.partition("@")
    label = LABELS.get(fact, Said(fact, fact))
    return MISSING_IN.filled(label=label, year=year) if year else MISSING.filled(label=label)
