"""Records for an aim: they comply with a rule, break it, leave it open, or stand at its limits; each was judged by the engine itself.

`Recipes` is what the strategies draw from, what `ecocheck diff` generates cases with, and what tells why a rule has no such record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..bilingual import Said
from ..book import Rulebook
from ..errors import EcocheckError, UnknownName
from ..evaluation.judge import Judge
from ..findings.model import Finding
from ..logic.outcomes import Outcome
from ..plans import book_named, load
from ..records.model import Record
from ..records.reading import as_records
from ..records.supplement import Supplement
from ..rulebook.model import Rule
from .boundaries import SIDES, Edges
from .drafts import Draft
from .solver import NOT_FOUND, Found, Solver
from .target_records import target_records
from .trials import MUNICIPALITY

Aim = Literal["complying", "breaking", "undecided", "boundary"]
AIMS: dict[Aim, Said] = {
    "complying": Said("符合的记录", "record that complies"),
    "breaking": Said("不符合的记录", "record that breaks it"),
    "undecided": Said("待核实的记录", "record that leaves it open"),
    "boundary": Said("限值处的记录", "record at a limit"),
}
#: Why a review is a breach beyond doubt of a norm that only binds in principle, or binds an authority.
SOFT_BREACHES = ("in_principle", "programme")
Plan = str | Path | Rulebook | None

NO_LIMIT = Said("没有可以取边界的数值、日期或等级", "it holds nothing against a number, date or grade")
SEVERAL_YEARS = Said("要有几年的数才能判定，一条记录不够", "it needs figures of several years, more than one record")
WHOLE_CITY = Said(
    "全市的指标和任务，按年度数据用 ecocheck progress 评估",
    "figures of the whole municipality, which are assessed by the year (ecocheck progress)",
)
BY_A_PERSON = Said("到期也由人判定", "a person judges it when it is due")


class Made(NamedTuple):
    """A record with what it comes to; `side` and `limit` where it stands at a limit of `fact`."""

    record: dict[str, Any]
    outcome: str
    fact: str = ""
    limit: str = ""
    side: str = ""
    draft: Draft | None = None


class Recipe(NamedTuple):
    """The records for one aim, the smallest first, or why there are none."""

    made: tuple[Made, ...]
    reason: Said = Said()


def is_breach(finding: Finding) -> bool:
    """Whether a finding is a breach beyond doubt: a fail, or what a breach of a softer norm comes to.

    A breach of an in-principle or programme norm is for a person to review, and one of an encouraging norm is advice.
    """
    if finding.outcome is Outcome.REVIEW:
        return finding.reason in SOFT_BREACHES
    return finding.outcome in (Outcome.FAIL, Outcome.ADVICE)


def has_aim(finding: Finding, aim: Aim) -> bool:
    """Whether a finding is what an aim asks for; at a limit, anything that is decided."""
    if aim == "complying":
        return finding.outcome in (Outcome.PASS, Outcome.EXEMPT)
    if aim == "breaking":
        return is_breach(finding)
    if aim == "undecided":
        return finding.outcome is Outcome.UNKNOWN
    return finding.outcome not in (Outcome.UNKNOWN, Outcome.ERROR)


class Recipes:
    """Makes records for the rules of one rulebook; what was made is kept."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._judge = Judge(book.data)
        self._supplement = Supplement(book.data.vocabulary, book.data.implications)
        self._kept: dict[tuple[str, Aim], Recipe] = {}

    def of(self, rule: Rule, aim: Aim) -> Recipe:
        """The records of a rule for an aim."""
        if (rule.id, aim) not in self._kept:
            self._kept[rule.id, aim] = self._targets(rule, aim) if rule.target is not None else self._made(rule, aim)
        return self._kept[rule.id, aim]

    def judged(self, rule: Rule, record: dict[str, Any]) -> Finding | None:
        """What a rule finds on a record, read as a user's would be; None where it cannot be read or does not concern the rule."""
        read, problems, _ = as_records(record, self.book.data.vocabulary)
        if any(problem.severity == "error" for problem in (*problems, *read[0].problems)):
            return None
        found = list(self._findings(rule, read[0]))
        return found[0] if len(found) == 1 else None

    def _findings(self, rule: Rule, record: Record) -> Iterator[Finding]:
        day = record.as_of or date.min
        if rule.target is None:
            yield from self.book.findings_of_rule(rule, record, day)
        else:
            yield from self.book.check(record, day, rules=[rule.id]).findings

    def _made(self, rule: Rule, aim: Aim) -> Recipe:
        solver = Solver(rule, self.book.data, self._judge, self._supplement)
        if aim == "boundary":
            return self._edges(solver)
        search: dict[Aim, Any] = {"complying": solver.complying, "breaking": solver.breaking, "undecided": solver.undecided}
        found: Found = search[aim]()
        made = []
        for draft in found.drafts:
            record = draft.record(self.book.data.vocabulary)
            finding = self.judged(rule, record)
            if finding is not None and has_aim(finding, aim):
                made.append(Made(record, str(finding.outcome), draft=draft))
        return Recipe(tuple(made), found.reason if made or not found.drafts else NOT_FOUND)

    def _edges(self, solver: Solver) -> Recipe:
        if not solver.rule.subjects:
            return Recipe((), NO_LIMIT)
        made = []
        for edge in Edges(solver).all():
            for side in (side for side in SIDES if side in edge.drafts):
                draft = edge.drafts[side]
                record = draft.record(self.book.data.vocabulary) | {"name": f"{edge.fact}: {side} {edge.limit}"}
                finding = self.judged(solver.rule, record)
                if finding is not None and has_aim(finding, "boundary"):
                    made.append(Made(record, str(finding.outcome), edge.fact, edge.limit, side, draft))
        return Recipe(tuple(made), Said() if made else NO_LIMIT)

    def _targets(self, rule: Rule, aim: Aim) -> Recipe:
        made, reviewed = [], False
        for record, limit, side in target_records(rule, self.book.data):
            if aim == "boundary" and not side:
                continue
            fact = f"{rule.form}.{'value' if rule.form == 'indicator' else 'done'}"
            named = record | ({"name": f"{fact}: {side} {limit}"} if aim == "boundary" else {})
            finding = self.judged(rule, named)
            if finding is None:
                continue
            reviewed = reviewed or finding.outcome is Outcome.REVIEW
            if has_aim(finding, aim):
                made.append(Made(named, str(finding.outcome), fact, limit, side))
        if self.book.data.documents[rule.document].area == MUNICIPALITY:
            return Recipe((), WHOLE_CITY)
        reason = Said() if made else NO_LIMIT if aim == "boundary" else BY_A_PERSON if reviewed else SEVERAL_YEARS
        return Recipe(tuple(sorted(made, key=lambda one: len(one.record)) if aim == "undecided" else made), reason)


@lru_cache(maxsize=8)
def _kept_recipes(plan: str | Path | None) -> Recipes:
    return Recipes(load() if plan is None else book_named(plan))


def recipes_of(rule: str | Rule, plan: Plan = None) -> tuple[Recipes, Rule]:
    """The recipes and the rule meant; without a plan, the rule's own document is loaded.

    Raises `UnknownName` where there is no such rule.
    """
    if isinstance(plan, Rulebook):
        recipes = Recipes(plan)
    else:
        name = rule.id if isinstance(rule, Rule) else rule
        try:
            recipes = _kept_recipes(plan or name.partition("/")[0])
        except UnknownName:
            if plan is not None:
                raise
            recipes = _kept_recipes(None)
    return recipes, recipes.book.rule(rule.id if isinstance(rule, Rule) else rule)


def why_none(rule: Rule, aim: Aim, reason: Said) -> EcocheckError:
    """The error of a rule that has no record for an aim."""
    return EcocheckError("search.no_such_record", rule=rule.id, aim=AIMS[aim], reason=reason)
