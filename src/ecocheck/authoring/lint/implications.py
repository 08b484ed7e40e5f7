"""Checks on implications: what cannot speak, what has no test, what contradicts itself or another row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from ...bilingual import Said
from ...errors import Mark
from ...records.building import RecordBuilder
from ...records.inference import Conclusion, Step, steps_for
from ...records.model import Record
from ...records.supplement import Supplement
from ...rulebook.model import Implication, ImplicationTest
from ...search.trials import day_of_newest
from ...vocabulary.model import SUBJECTS, Vocabulary
from ...vocabulary.narrowing import narrowed
from ..implication_tests import subject_of
from .model import Desk, Remark


def untested(desk: Desk) -> Iterator[Remark]:
    """Implications without a record for which they speak, or without one for which they say nothing."""
    for row in _rows(desk):
        if not any(test.expect for test in row.tests) or all(test.expect for test in row.tests):
            yield Remark(row.id, _mark(row))


def idle(desk: Desk) -> Iterator[Remark]:
    """Implications that no record can make speak: nobody can carry both what they read and what they speak of."""
    vocabulary = desk.data.vocabulary
    for row in _rows(desk):
        if not row.presumed and not any(_speaks(subject, row, vocabulary) for subject in SUBJECTS):
            yield Remark(row.id, _mark(row))


def _speaks(subject: str, row: Implication, vocabulary: Vocabulary) -> bool:
    return any(_carried(subject, step.reads, vocabulary) for step in steps_for(subject, (row,), vocabulary))


def _carried(subject: str, names: frozenset[str], vocabulary: Vocabulary) -> bool:
    homes = (vocabulary.groups[name] if name in vocabulary.groups else vocabulary.facts[name] for name in names)
    return all(subject in home.subjects for home in homes)


def of_days(desk: Desk) -> Iterator[Remark]:
    """Implications that would say on which day a rule is judged: that day must not hang on what else is known."""
    judged = {name for rule in desk.data.rules for name in rule.in_force.judged_on}
    for row in _rows(desk):
        for effect in row.then:
            if effect.fact in judged:
                yield Remark(row.id, _mark(row), fact=effect.fact)


def circular(desk: Desk) -> Iterator[Remark]:
    """Implications whose own example ends in a contradiction once all the others speak: a circle that does not settle, or two rows
    that can clash."""
    supplement = Supplement(desk.data.vocabulary, desk.data.implications)
    for row in _rows(desk):
        for test in row.tests if not row.presumed else ():
            record = _record(row, test, desk.data.vocabulary) if test.expect else None
            day = row.start or row.end or day_of_newest(desk.data)
            problems = supplement.of(record, day).problems if record is not None else ()
            if problems:
                yield Remark(row.id, Mark(row.file, test.line), said=Said(problems[0].zh, problems[0].en))


def _record(row: Implication, test: ImplicationTest, vocabulary: Vocabulary) -> Record | None:
    given = test.given if isinstance(test.given, Mapping) else {}
    return RecordBuilder(vocabulary, 1, row.file).build({"id": "test", "subject": subject_of(row, test, vocabulary), **given})


def at_odds(desk: Desk) -> Iterator[Remark]:
    """Two implications that read the same facts, can speak of one record, and contradict each other."""
    vocabulary = desk.data.vocabulary
    steps = {step.row.id: step for subject in SUBJECTS for step in steps_for(subject, desk.data.implications, vocabulary)}
    alike: dict[frozenset[str], list[Step]] = {}
    for step in steps.values():
        alike.setdefault(step.reads, []).append(step)
    for several in alike.values():
        for one, other in combinations(several, 2):
            if any(_apart(mine, theirs) for mine in one.conclusions for theirs in other.conclusions) and _together(
                one, other, vocabulary
            ):
                yield Remark(one.row.id, _mark(one.row), other=other.row.id)


def _apart(mine: Conclusion, theirs: Conclusion) -> bool:
    same = mine.fact.name == theirs.fact.name and mine.group == theirs.group
    if not same or mine.value is None or theirs.value is None:
        return False
    return narrowed(mine.fact, mine.codes, mine.value, theirs.value) is None


def _together(one: Step, other: Step, vocabulary: Vocabulary) -> bool:
    """Whether an example of one makes the other speak, too."""
    for step, beside in ((one, other), (other, one)):
        for test in step.row.tests:
            record = _record(step.row, test, vocabulary) if test.expect else None
            if record is None:
                continue
            values = {name: given.value for name, given in record.facts.items() if given.value is not None}
            if beside.holds(values, record.groups) == step.holds(values, record.groups):
                return True
    return False


def _rows(desk: Desk) -> tuple[Implication, ...]:
    return desk.data.implications if desk.whole else ()


def _mark(row: Implication) -> Mark:
    return Mark(row.file, row.line)
