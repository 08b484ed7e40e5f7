"""The table of checks, and running them. A new check is a new row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...bilingual import Said
from ...book import Rulebook
from ...errors import Mark, Problem, RuleSourceError
from ...errors.words import WORDS
from ...rulebook.model import Rule
from ..marks import Sources
from . import (
    clauses,
    coverage,
    facts,
    figures,
    implications,
    law,
    laws,
    readings,
    sheets,
    subjects,
    tables,
    trades,
    wording,
    writing,
)
from .model import SEVERITIES, Check, Desk, Severity

CHECKS: tuple[Check, ...] = (
    Check("bound-wording", "error", wording.bounds_against_wording),
    Check("conflict-one-sided", "error", clauses.conflicts_on_both_sides),
    Check("too-many-clauses", "error", clauses.too_many_clauses),
    Check("threshold-attested", "error", clauses.thresholds_only_attested),
    Check("modality-wording", "warning", clauses.modality_against_words),
    Check("campaign-strict", "error", law.campaigns_made_strict),
    Check("gradual-strict", "error", law.gradual_made_strict),
    Check("list-open", "error", law.open_lists_closed),
    Check("exemption-any", "error", law.exempt_by_one_of_several),
    Check("silence-breach", "error", law.silence_as_breach),
    Check("before-state", "error", law.before_without_state),
    Check("figure-lost", "error", figures.figures_lost),
    Check("tier-alone", "error", figures.tiers_without_values),
    Check("law-ended", "error", laws.laws_ended),
    Check("reading-differs", "error", readings.unsettled),
    Check("reading-lost", "info", readings.outdated),
    Check("trade-unknown", "error", trades.trades_unknown),
    Check("clause-open", "warning", clauses.clauses_without_rule),
    Check("clause-both", "warning", clauses.people_and_rule),
    Check("topic-unknown", "error", writing.topic_unknown),
    Check("topic-missing", "warning", writing.topic_missing),
    Check("title-long", "warning", writing.titles_too_long),
    Check("language", "warning", writing.wrong_language),
    Check("exemption-note", "warning", writing.exemptions_judged_without_note),
    Check("fact-not-carried", "warning", facts.facts_not_carried),
    Check("screening-doubled", "warning", facts.screening_beside_facts),
    Check("implication-untested", "error", implications.untested),
    Check("implication-idle", "error", implications.idle),
    Check("implication-day", "error", implications.of_days),
    Check("implication-circle", "error", implications.circular),
    Check("implication-clash", "error", implications.at_odds),
    Check("sheet-line-idle", "error", sheets.idle),
    Check("sheet-clash", "error", sheets.at_odds),
    Check("aspect-idle", "error", subjects.idle),
    Check("fact-unused", "info", facts.facts_unused),
    Check("fact-once", "info", facts.facts_used_once),
    Check("stage", "info", facts.stages_worked_out),
    Check("stage-doubled", "warning", facts.stages_written_twice),
    Check("table-row", "warning", tables.rows_left_out),
    Check("table-gap", "info", tables.gaps_between_editions),
    Check("interim-unlisted", "warning", tables.interim_years_unlisted),
    Check("test-kind", "error", coverage.kinds_missing),
    Check("test-unknown", "warning", coverage.unknown_says_nothing),
    Check("test-exemption", "error", coverage.exemptions_untried),
    Check("test-bound", "warning", coverage.bounds_untried),
)


class Complaint(NamedTuple):
    """A remark with the check that made it; what a run of lint consists of."""

    severity: Severity
    code: str
    about: str
    mark: Mark
    said: Said

    def text(self, lang: str) -> str:
        place = f"{self.mark.file}:{self.mark.line}" if self.mark.line else self.mark.file
        return f"{place}: {self.severity} {self.code} {self.about}: {self.said[lang]}"


def complaints(book: Rulebook, rules: list[Rule], files: list[tuple[str, Path]], whole: bool) -> list[Complaint]:
    """What every check says of some rules, and of the clauses and parameters in some files; errors first, then by place."""
    desk = Desk(book, rules, Sources(files), whole)
    return sorted(_said(desk), key=lambda one: (SEVERITIES.index(one.severity), one.mark, one.code, one.said.zh))


def _said(desk: Desk) -> Iterator[Complaint]:
    for check in CHECKS:
        for remark in check.look(desk):
            said = WORDS[f"authoring.{check.code}"].said.filled(**remark.parts)
            yield Complaint(remark.severity or check.severity, check.code, remark.about, remark.mark, said)


def refusals(error: RuleSourceError) -> list[Complaint]:
    """What the reader refused (ids used twice, gaps and overlaps in tables, exemptions without ground, doubts without a note,
    anchors too long, texts in one language only), as complaints of the same form."""
    return [_refusal(problem) for problem in error.problems]


def _refusal(problem: Problem) -> Complaint:
    severity: Severity = "error" if problem.severity == "error" else "warning"
    return Complaint(severity, f"read-{problem.code}", problem.field, problem.mark, problem.whole)
