"""The tests of rules made ready: the record that a test gives, as the cases its rule is judged on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..book import Rulebook
from ..evaluation.areas import COUNTRY
from ..evaluation.case import Case
from ..records.building import RecordBuilder
from ..records.model import Given, Record
from ..rulebook.goals import Period
from ..rulebook.model import Document, Rule, RulebookData, RuleTest
from ..vocabulary.engine_facts import DISTRICT

MUNICIPALITY = "500000"
#: The areas of documents that bind in several districts.
WIDE = (COUNTRY, "", MUNICIPALITY)
ANY_DISTRICT = "500101"


class Trial(NamedTuple):
    """A test with its record and the day it is judged on; `record` is None, and `problems` say why, where it cannot be built."""

    test: RuleTest
    record: Record | None
    day: date
    problems: tuple[str, ...] = ()


def trial_of(book: Rulebook, rule: Rule, test: RuleTest) -> Trial:
    """The test's record, built as a user's would be, in the document's area unless the test says where it lies."""
    raw = dict(test.given) if isinstance(test.given, Mapping) else {}
    raw.setdefault("subject", rule.subjects[0] if rule.subjects else "project")
    raw.setdefault("id", "test")
    builder = RecordBuilder(book.data.vocabulary, 1, rule.file)
    record = builder.build(raw)
    day = date.fromisoformat(test.as_of) if test.as_of else usual_day(book.data.documents[rule.document], book.data)
    errors = tuple(p.text("en") for p in builder.problems if p.severity == "error")
    if record is None or (errors and test.expect != "error"):
        return Trial(test, None, day, errors)
    area = home_area(rule, book.data)
    if area and DISTRICT not in record.facts:
        record.facts[DISTRICT] = Given(area, area, source="assumed")
    return Trial(test, record, record.as_of or day)


def usual_day(document: Document, data: RulebookData) -> date:
    """The day on which the rules of a document are tried where nothing names one.

    A day in the middle of its period; for a law or a standard the day on which it took effect; for a pack that says neither a day
    in the middle of the newest period in the rulebook.
    """
    if document.period is not None:
        return _middle(document.period)
    return document.effective or day_of_newest(data)


def day_of_newest(data: RulebookData) -> date:
    """A day in the middle of the newest period in the rulebook; the first of all days where no document has one."""
    periods = [one.period for one in data.documents.values() if one.period is not None]
    return _middle(max(periods, key=lambda period: period.last)) if periods else date.min


def _middle(period: Period) -> date:
    return date((period.first + period.last) // 2, 6, 1)


def home_area(rule: Rule, data: RulebookData) -> str:
    """The district that a test's record lies in when it names none: the document's own, or any of the municipality."""
    area = data.documents[rule.document].area
    return ANY_DISTRICT if area in WIDE else area


def cases_of(book: Rulebook, rule: Rule, trial: Trial) -> Iterator[Case]:
    """What the rule looks at in a trial: the record, or each item of its group."""
    if trial.record is None:
        return
    case = Case.of(trial.record, trial.day)
    if not rule.each:
        yield case
        return
    listed = trial.record.groups.get(rule.each)
    for item in listed.items if listed is not None else ():
        yield case.of_item(item, book.data.vocabulary.groups[rule.each].facts)
