"""The one place where the facts of a record are completed: by what its own facts imply, and by the district of the plan that was named.

What the record gives itself always stands; where it contradicts what other facts imply, that is said, and findings keep what either
would lead to. Tables are completed by the same rows, see `ecocheck.columns.defaults`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from ..bilingual import Said
from ..errors import Mark, Problem
from ..rulebook.model import Implication, SheetForm
from ..vocabulary.engine_facts import DISTRICT
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Value
from .confirmation import Sheet
from .inference import INFERRED, Clash, Inference, State, concluded, steps_for
from .model import Given, ItemList, Record
from .sheets import Confirmed, Sheets, Use, resting_on_print
from .spreading import spread

#: Where a fact comes from that nobody wrote and nothing implies: the area of the plan that was named.
ASSUMED = "assumed"
#: The sources of what a record does not say itself.
MADE = (INFERRED, ASSUMED)
#: The codes of warnings that facts of a record speak against each other.
CONTRADICTIONS = ("records.contradicts", "records.inferred_at_odds")


class Supplement:
    """Completes records; `district` is that of the only district plan that was named, empty where there is none or are several."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        implications: Iterable[Implication] = (),
        district: str = "",
        sheets: Iterable[SheetForm] = (),
    ) -> None:
        self.vocabulary = vocabulary
        self.implications = tuple(implications)
        self.district = district
        self.sheets = Sheets(sheets, vocabulary)
        self._dated = tuple(row for row in self.implications if row.start or row.end)
        self._inferences: dict[tuple[str, tuple[bool, ...]], Inference] = {}

    def inference(self, subject: str, day: date | None) -> Inference:
        """The implications that may speak of records about a subject on a day."""
        key = (subject, tuple(row.in_force(day) for row in self._dated))
        if key not in self._inferences:
            rows = (row for row in self.implications if row.in_force(day))
            self._inferences[key] = Inference(subject, steps_for(subject, rows, self.vocabulary), self.vocabulary)
        return self._inferences[key]

    def of(self, record: Record, day: date | None = None) -> Record:
        """The record with all that follows from what it gives, and with a warning for each fact that contradicts it.

        `day` is the day judged, where the record names none: implications have a day from which and one until which they hold.
        """
        told = self._told(record, day)
        state = told.state
        facts = completed_facts(state, told.facts)
        for name, signed in resting_on_print(state, told.facts):
            facts[name] = replace(facts[name], signed=signed)
        if self.district and DISTRICT not in facts:
            facts[DISTRICT] = Given(self.district, self.district, source=ASSUMED)
        groups = completed_groups(state, record.groups)
        spread(self.vocabulary, record.subject, facts, groups)
        said = sorted(state.doubts.said.items())
        warnings = (warned for _, clash in said for warned in _warnings(clash, state))
        return replace(record, facts=facts, groups=groups, problems=(*record.problems, *told.problems, *warnings))

    def _told(self, record: Record, day: date | None) -> Confirmed:
        """What the record says, with what a person has confirmed by way of sheets, and all that follows from both."""
        state = concluded(self.inference(record.subject, record.as_of or day), record.facts, record.groups)
        return self.sheets.confirmed(record, state) if record.sheets else Confirmed(record.facts, state, (), ())

    def pages(self, record: Record, day: date | None = None) -> tuple[Sheet, ...]:
        """The sheets as they are printed for a record; `day` is as for `of`."""
        return self.sheets.pages(
            record, concluded(self.inference(record.subject, record.as_of or day), record.facts, record.groups)
        )

    def uses(self, record: Record, day: date | None = None) -> tuple[Use, ...]:
        """What came of each sheet that a record has confirmed; `day` is as for `of`."""
        return self._told(record, day).uses if record.sheets else ()


def completed_facts(state: State, given: dict[str, Given]) -> dict[str, Given]:
    """The facts as given, with what follows from them; those in doubt with what is left of them."""
    facts = dict(given)
    vocabulary = state.inference.vocabulary
    for name, because in state.because.items():
        before, value = facts.get(name), state.values[name]
        if before is None:
            facts[name] = Given(value, unit=vocabulary.facts[name].unit, source=INFERRED, because=because)
        else:
            facts[name] = replace(before, value=value, because=because)
    for name, left in state.doubts.facts.items():
        facts[name] = replace(facts.get(name, Given(None)), value=left, bad=_DOUBTED)
    for name, value, because in _of_every_item(state):
        facts[name] = Given(value, unit=vocabulary.facts[name].unit, source=INFERRED, because=because)
    return facts


def _of_every_item(state: State) -> Iterator[tuple[str, Value, tuple[str, ...]]]:
    """What is known of the items of a group that nobody listed, where no other group has items of the same kind."""
    vocabulary = state.inference.vocabulary
    for group, facts in state.of_items.items():
        for name, (value, because) in facts.items():
            homes = [one for one in vocabulary.items_of(state.inference.subject) if name in one.facts]
            if value is not None and all(home.name == group for home in homes):
                yield name, value, because


def completed_groups(state: State, given: dict[str, ItemList]) -> dict[str, ItemList]:
    """The groups with what follows for their items; an item's fact that is in doubt cannot be used."""
    groups = dict(state.groups)
    for group, item, fact in state.doubts.items:
        listed = groups[group]
        items = tuple(
            replace(one, facts={**one.facts, fact: replace(one.facts[fact], value=None, bad=_DOUBTED)})
            if one.id == item and fact in one.facts
            else one
            for one in listed.items
        )
        groups[group] = replace(listed, items=items)
    return {**given, **groups}


_DOUBTED = Said("与其他事实矛盾", "it contradicts other facts")


def _warnings(clash: Clash, state: State) -> Iterator[Problem]:
    vocabulary, row = state.inference.vocabulary, clash.step.row
    given = state.given.get(clash.name)
    label = vocabulary.groups[clash.name].label if clash.name in vocabulary.groups else vocabulary.facts[clash.name].label
    reads = [(vocabulary.facts.get(name) or vocabulary.groups[name]).label for name in sorted(clash.step.reads)]
    by = Said("、".join(one.zh for one in reads), ", ".join(one.en for one in reads))
    where = (given.mark if given is not None else None) or Mark("")
    if given is None and not clash.group:
        yield Problem.coded(where, "records.inferred_at_odds", field=clash.name, severity="warning", fact=label, row=row.id)
        return
    yield Problem.coded(
        where, "records.contradicts", field=clash.name, severity="warning", fact=label, by=by, row=row.id, source=row.source
    )
