"""Checks on sheets: lines that nobody can sign, and printed answers that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Mark
from ...records.inference import concluded
from ...records.model import Given
from ...records.supplement import Supplement
from ...rulebook.model import PrintedLine, SheetForm
from ...search.trials import day_of_newest
from ...vocabulary.model import SUBJECTS
from ...vocabulary.typed import read_value
from .model import Desk, Remark


def idle(desk: Desk) -> Iterator[Remark]:
    """Lines whose fact no subject of the sheet carries."""
    for form, line in _lines(desk):
        fact = desk.data.vocabulary.facts[line.fact]
        if not set(form.subjects) & set(fact.subjects):
            yield Remark(line.fact, Mark(form.file, form.line), label=fact.label)


def at_odds(desk: Desk) -> Iterator[Remark]:
    """Printed answers that contradict each other by way of an implication, all sheets taken together."""
    vocabulary = desk.data.vocabulary
    supplement = Supplement(vocabulary, desk.data.implications)
    for subject in SUBJECTS:
        printed = {
            line.fact: form
            for form, line in _lines(desk)
            if line.printed and subject in form.subjects and subject in vocabulary.facts[line.fact].subjects
        }
        answers = {line.fact: line.printed for _, line in _lines(desk) if line.fact in printed}
        facts = {name: Given(read_value(vocabulary.facts[name], said, vocabulary)) for name, said in answers.items()}
        state = concluded(supplement.inference(subject, day_of_newest(desk.data)), facts, {})
        for clash in state.doubts.said.values():
            for name in sorted(set(state.doubts.facts) & set(printed)):
                form = printed[name]
                yield Remark(name, Mark(form.file, form.line), label=vocabulary.facts[name].label, row=clash.step.row.id)


def _lines(desk: Desk) -> Iterator[tuple[SheetForm, PrintedLine]]:
    for form in desk.data.sheets if desk.whole else ():
        for line in form.lines:
            yield form, line
