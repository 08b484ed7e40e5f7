"""Where the indicators and tasks of a plan stand in a year: one `Standing` a row, and the `AssessmentData` that holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from msgspec import UNSET, UnsetType

from ..bilingual import UNSAID, Said
from ..errors import Problem, UnknownName
from ..findings.filters import REASONS, Reason, picked
from ..findings.report import Receipt
from ..findings.result import FrozenDict, Result
from ..logic.outcomes import OUTCOME_LABELS, AnOutcome
from ..public import public
from ..rulebook.goals import Period
from ..rulebook.model import Rule, RulebookData
from .printed import with_unit

_NUMERIC = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")

Status = Literal["ahead", "kept", "faster", "on_track", "behind", ""]
#: The four words of the national mid-term report, `kept` for what stood at its target from the start and still does, and what is said
#: where none applies.
STATUSES: dict[str, Said] = {
    "ahead": Said("提前实现", "reached early"),
    "kept": Said("保持", "kept"),
    "faster": Said("快于预期", "faster than expected"),
    "on_track": Said("基本符合预期", "about on track"),
    "behind": Said("滞后", "behind"),
    "": Said(),
}
#: Percentage points of completion within which progress counts as on track: a convention of ours, no official figure.
TOLERANCE = Fraction(5)


class Point(Result, frozen=True):
    """One year of a row: the figure as printed, as a number, and where the path to the target stands."""

    year: int
    text: str = ""
    value: float | None = None
    path: float | None = None


@public
class Standing(Result, frozen=True):
    """Where one indicator or task stands in the year asked for.

    `whole_area` says that the row is for the plan's whole area and not for a river, a town or a list of things.
    `value` is the figure as reported and `used` the number that was held against the target (a cumulative cut computed from yearly
    ones, say); `basis` says how the path to the target was drawn: `printed` yearly targets, or a `linear` line of ours. `completion`,
    `time_share` and `pace` are percentages and percentage points. `interim` are the targets on the way, by year. `outcome` and
    `reason` are those of a finding. `target_document` is the number of the document that handed the target down, `sources` are where the
    figures come from, both as reported.
    """

    rule: str
    document: str
    clause: str
    section: str
    kind: str
    code: str
    title: Said
    scope: str
    whole_area: bool
    unit: str
    unit_zh: str
    force: str
    modality: str
    form: str
    direction: str
    year: int
    due: int
    due_printed: bool
    outcome: str
    status: str = ""
    reason: str = ""
    baseline: Said = UNSAID
    baseline_year: int | None = None
    baseline_value: float | None = None
    target: Said = UNSAID
    target_value: float | None = None
    target_op: str = ""
    target_source: str = ""
    value: str = ""
    used: float | None = None
    completion: float | None = None
    time_share: float | None = None
    pace: float | None = None
    expected: float | None = None
    basis: str = ""
    possible: tuple[str, ...] = ()
    worst: str = ""
    missing: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    remarks: tuple[Said, ...] = ()
    series: tuple[Point, ...] = ()
    outlook: bool = False
    repeats: str = ""
    lead: tuple[str, ...] = ()
    anchor: str = ""
    note: Said = UNSAID
    interim: Mapping[int, Said] | UnsetType = UNSET
    target_document: str = ""
    sources: tuple[str, ...] = ()

    def with_unit(self, text: str) -> Said:
        """A figure with the unit of the row, where it has one and does not carry it already."""
        if not self.unit or self.unit in ("class", "state", "grade", "place") or not _NUMERIC.fullmatch(text):
            return Said(text, text)
        return with_unit(text, Said(self.unit_zh, self.unit))

    @property
    def reported(self) -> bool:
        """Whether anything was reported for this row, in any year."""
        return bool(self.series or self.value or self.bad)


class AssessmentData(Result, frozen=True, dict=True):
    """The indicators and tasks of one plan in one year.

    `rows` are in the order of the plan; those of other years' horizons carry `outlook`, and a row that repeats another names it in
    `repeats`. `period` is the plan's, `problems` are figures that could not be used. `reported_by` and `reported_on` say who filled the
    sheet in and when, as it says itself.
    """

    plan: str
    title: Said
    area: str
    year: int
    rows: tuple[Standing, ...]
    counts: Mapping[str, Mapping[str, int]]
    receipt: Receipt
    period: Period
    problems: tuple[Problem, ...] = ()
    reported_by: str = ""
    reported_on: str = ""

    @property
    def indicators(self) -> tuple[Standing, ...]:
        """The indicators of the period that were to be judged; repetitions and outlooks apart."""
        return tuple(row for row in self.rows if row.kind == "indicator" and not row.outlook and not row.repeats)

    @property
    def tasks(self) -> tuple[Standing, ...]:
        return tuple(row for row in self.rows if row.kind == "task" and not row.repeats)

    @property
    def outlooks(self) -> tuple[Standing, ...]:
        return tuple(row for row in self.rows if row.outlook)

    @property
    def interim_years(self) -> tuple[int, ...]:
        """The years on the way for which the plan or any of its rows prints a target."""
        own = {year for row in self.rows if row.interim is not UNSET for year in row.interim}
        return tuple(sorted(own | set(self.period.interim)))

    @property
    def failed(self) -> bool:
        """Whether a target is missed, or a figure could not be used."""
        refused = any(problem.severity == "error" for problem in self.problems)
        return refused or any(row.outcome in ("fail", "error") for row in self.rows)

    def where(
        self,
        status: Status | Iterable[Status] | None = None,
        outcome: AnOutcome | Iterable[AnOutcome] | None = None,
        code: str | Iterable[str] | None = None,
        clause: str | Iterable[str] | None = None,
        *,
        reason: Reason | Iterable[Reason] | None = None,
    ) -> tuple[Standing, ...]:
        """The rows with a status, an outcome, an indicator's code, a clause, a reason; each may be one name or several.

        Raises `UnknownName` for a status, outcome or reason that does not exist.
        """
        found = self.rows
        if status is not None:
            wanted = _known(Said("进度", "status"), status, STATUSES)
            found = tuple(row for row in found if row.status in wanted)
        if outcome is not None:
            wanted = _known(Said("结论", "outcome"), outcome, OUTCOME_LABELS)
            found = tuple(row for row in found if row.outcome in wanted)
        if reason is not None:
            wanted = _known(Said("原因", "reason"), reason, REASONS)
            found = tuple(row for row in found if row.reason in wanted)
        if code is not None:
            wanted = picked(code)
            found = tuple(row for row in found if row.code in wanted)
        if clause is not None:
            wanted = picked(clause)
            found = tuple(row for row in found if not wanted.isdisjoint((row.clause, row.clause.partition("/")[2])))
        return found

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return True

    def to_dict(self, outcomes: AnOutcome | Iterable[AnOutcome] | None = None) -> dict[str, Any]:
        """The assessment as plain data; with `outcomes` only the rows that have one of them.

        Raises `UnknownName` for an outcome that does not exist.
        """
        data = super().to_dict()
        if outcomes is not None:
            data["rows"] = [row.to_dict() for row in self.where(outcome=outcomes)]
        return data

    def to_json(self, indent: int | None = 2, outcomes: AnOutcome | Iterable[AnOutcome] | None = None) -> str:
        """The assessment as JSON text; the same input gives the same text."""
        import json

        return json.dumps(self.to_dict(outcomes), ensure_ascii=False, indent=indent)

    def _plain(self, key: str) -> Any:
        return [problem.to_dict() for problem in self.problems] if key == "problems" else super()._plain(key)


def _known(kind: Said, names: str | Iterable[str], known: Collection[str]) -> frozenset[str]:
    wanted = picked(names)
    for name in sorted(wanted - set(known)):
        raise UnknownName.among(kind, name, known)
    return wanted


def common_of(rule: Rule, data: RulebookData) -> dict[str, Any]:
    """What a standing says of its rule and clause; the year is put in where the row is judged."""
    clause = data.clauses.get(rule.clauses[0])
    return {
        "rule": rule.id,
        "document": rule.document,
        "clause": rule.clauses[0],
        "section": clause.section if clause else "",
        "anchor": clause.anchor if clause else "",
        "force": rule.force,
        "modality": rule.modality,
        "year": 0,
        "due": 0,
        "outcome": "",
        "note": rule.note or UNSAID,
    }


def counted(rows: Iterable[Standing]) -> Mapping[str, Mapping[str, int]]:
    """How many indicators and tasks have each status and outcome; repetitions and outlooks are not counted."""
    counts: dict[str, Mapping[str, int]] = {}
    for kind in ("indicator", "task"):
        own = [row for row in rows if row.kind == kind and not row.outlook and not row.repeats]
        found = Counter(row.status or "none" for row in own) | Counter(row.outcome for row in own)
        counts[kind] = FrozenDict({"rows": len(own), **dict(sorted(found.items()))})
    return FrozenDict(counts)
