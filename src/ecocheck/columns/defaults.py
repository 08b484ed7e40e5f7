"""What the facts of many rows say about others, and where a named plan lies: the column form of `ecocheck.records.supplement`.

Implications speak on all rows at once, until nothing more follows. Rows in which something contradicts them, and the few whose bounds
planes cannot tell apart, are completed one by one as records are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from ..bilingual import Said
from ..evaluation.judge import Judge
from ..records.inference import Conclusion, Step, steps_for
from ..records.supplement import Supplement
from ..rulebook.model import Implication, Rule
from ..vocabulary.engine_facts import DISTRICT
from ..vocabulary.model import Vocabulary
from ..vocabulary.values import Value
from .bounds import Edges, tell_bound
from .column import EPOCH, Column
from .narrowing import Told, new_column, tell
from .one_by_one import complete_rows
from .outcomes import Evaluator
from .planes import Indices, Plane, any_set, both, either, expand, full, pack, without
from .rows import GroupRows, Rows, any_item
from .spreading import spread

#: Conditions that belong to no rule are placed under this one.
ANY_RULE = Rule(id="", document="", clauses=(), title=Said(), subjects=(), kind="", modality="strict", force="")


class Completion:
    """The implications for tables of records about one subject, with the rules that will judge them."""

    def __init__(self, supplement: Supplement, subject: str, judge: Judge, rules: list[Rule]) -> None:
        self.supplement = supplement
        self.subject = subject
        self.vocabulary = supplement.vocabulary
        self.evaluator = Evaluator(judge, [])
        self.steps = steps_for(subject, supplement.implications, self.vocabulary)
        self.places = {step.row.id: self.evaluator.graph.place(step.row.when, ANY_RULE) for step in self.steps}
        self.edges = Edges(self.steps, rules, judge.data)
        self.by_read: dict[str, list[Step]] = {}
        for step in self.steps:
            for name in step.reads:
                self.by_read.setdefault(name, []).append(step)

    def looks_at(self) -> set[str]:
        """The facts and groups that implications read or speak of: all that must be read of a table."""
        found = {name for step in self.steps for name in (*step.reads, *step.empty)}
        for step in self.steps:
            found.update(name for one in step.conclusions for name in (one.fact.name, one.group) if name)
            found.update(self._items_of(step))
        for group in self.vocabulary.items_of(self.subject):
            found.update(group.spread, group.spread.values())
        return found

    def _items_of(self, step: Step) -> Iterable[str]:
        groups = self.vocabulary.groups
        return (fact for name in step.reads if name in groups for fact in groups[name].facts)

    def fill(self, columns: dict[str, Column], groups: dict[str, GroupRows], rows: int, days: Indices) -> None:
        """Completes the rows; what a row gives itself stands, usable or not."""
        filling = Filling(self, columns, groups, rows, days)
        filling.close()
        doubtful = filling.doubtful
        if doubtful is not None and any_set(doubtful, rows):
            complete_rows(self.supplement, self.subject, filling.before(), columns, groups, doubtful)
        district = self.supplement.district
        if district:
            held = columns.get(DISTRICT)
            given = None if held is None else held.given
            put(columns, DISTRICT, full(rows) if given is None else ~given, district, self.vocabulary, rows)
        spread(self.vocabulary, self.subject, columns, groups, rows)


class Filling:
    """A chunk of rows while implications speak of them."""

    def __init__(
        self, completion: Completion, columns: dict[str, Column], groups: dict[str, GroupRows], rows: int, days: Indices
    ) -> None:
        self.completion = completion
        self.vocabulary = completion.vocabulary
        self.columns = columns
        self.groups = groups
        self.rows = rows
        self.days = days
        self.doubtful: Plane | None = None
        self.given = {name: column.given for name, column in columns.items()}
        self._columns_before: dict[str, Column | None] = {}
        self._groups_before: dict[str, GroupRows | None] = {}

    def before(self) -> Rows:
        """The rows as they were given."""
        columns = {name: self._columns_before.get(name, column) for name, column in self.columns.items()}
        groups = {name: self._groups_before.get(name, held) for name, held in self.groups.items()}
        return Rows(
            self.rows,
            {name: column for name, column in columns.items() if column is not None},
            {name: held for name, held in groups.items() if held is not None},
            {},
            self.days,
            self.vocabulary,
        )

    def close(self) -> None:
        changed: set[str] = {*self.columns, *self.groups}
        while changed:
            view = Rows(self.rows, self.columns, self.groups, {}, self.days, self.vocabulary)
            waiting = {id(step): step for name in changed for step in self.completion.by_read.get(name, ())}
            changed = set()
            for step in waiting.values():
                speaking = self._speaking(step, view)
                if speaking is not None and any_set(speaking, self.rows):
                    changed |= self._say(step, speaking)

    def _speaking(self, step: Step, view: Rows) -> Plane | None:
        """The rows in which the condition holds for certain, of those that nothing contradicts so far."""
        found = self.completion.evaluator.at(self.completion.places[step.row.id], view, None)
        certain = without(without(without(found.t, found.f), found.j), self.doubtful)
        if certain is None or (step.row.start is None and step.row.end is None):
            return certain
        return both(certain, self._in_force(step.row))

    def _in_force(self, row: Implication) -> Plane:
        first, last = ((day or other).toordinal() - EPOCH for day, other in ((row.start, date.min), (row.end, date.max)))
        return pack((self.days >= first) & (self.days <= last))

    def _say(self, step: Step, speaking: Plane) -> set[str]:
        changed = set()
        for one in step.conclusions:
            told = self._items(one, speaking) if one.group else self._fact(one, speaking)
            self.doubtful = either(self.doubtful, told.doubtful)
            if told.changed is not None and any_set(told.changed, self.rows):
                changed.add(one.group or one.fact.name)
        for name in step.empty:
            if self._empty(name, speaking):
                changed.add(name)
        return changed

    def _fact(self, one: Conclusion, speaking: Plane) -> Told:
        if one.gathered is not None:
            held = self.groups.get(one.gathered.group)
            return Told(None, None if held is None else both(speaking, held.given))
        column = self._column(one.fact.name)
        if not one.bound:
            assert one.value is not None
            return tell(column, one.codes, speaking, one.value)
        source = self.columns.get(one.bound)
        if source is None:
            return Told(None, None)
        rows = without(speaking, without(column.bad, column.known))
        if rows is None:
            return Told(None, None)
        return tell_bound(
            self.completion.edges, one, column, source, rows, (self.given.get(one.fact.name), self.given.get(one.bound))
        )

    def _column(self, name: str) -> Column:
        """The column of a fact, to be changed; the first time, what it gives is kept."""
        column = self.columns.get(name)
        if name not in self._columns_before:
            self._columns_before[name] = None if column is None else column.take(np.arange(self.rows))
        if column is None:
            fact = self.vocabulary.facts[name]
            column = self.columns[name] = new_column(fact, self.vocabulary.lists.get(fact.list), self.rows)
        return column

    def _group(self, name: str) -> GroupRows | None:
        """A group, to be changed; the first time, what it gives is kept."""
        held = self.groups.get(name)
        if name not in self._groups_before:
            kept = held
            if held is not None:
                every = np.arange(int(held.starts[-1]))
                kept = held._replace(columns={fact: column.take(every) for fact, column in held.columns.items()})
            self._groups_before[name] = kept
        return held

    def _empty(self, name: str, speaking: Plane) -> bool:
        held = self._group(name)
        if held is None:
            self.groups[name] = GroupRows(np.zeros(self.rows + 1, dtype=np.int64), speaking, speaking, {}, None)
            return True
        listed = pack(np.diff(held.starts) > 0)
        self.doubtful = either(self.doubtful, speaking & listed)
        more = speaking & ~listed & ~(held.given & held.complete)
        self.groups[name] = held._replace(given=held.given | more, complete=held.complete | more)
        return any_set(more, self.rows)

    def _items(self, one: Conclusion, speaking: Plane) -> Told:
        """What is said of every item: of those listed, and of those that may be."""
        assert one.value is not None
        doubtful = None
        homes = [home for home in self.vocabulary.items_of(self.completion.subject) if one.fact.name in home.facts]
        if len(homes) == 1:
            doubtful = tell(self._column(one.fact.name), one.codes, speaking, one.value).doubtful
        held = self._group(one.group)
        if held is None or not held.starts[-1]:
            return Told(None, doubtful)
        items = int(held.starts[-1])
        of = np.repeat(np.arange(self.rows), np.diff(held.starts))
        column = held.columns.get(one.fact.name)
        if column is None:
            column = held.columns[one.fact.name] = new_column(one.fact, one.codes, items)
        inside = expand(speaking, self.rows, of)
        assert inside is not None
        told = tell(column, one.codes, inside, one.value)
        return Told(self._records(told.changed, of, items), either(doubtful, self._records(told.doubtful, of, items)))

    def _records(self, of_items: Plane | None, of: Indices, items: int) -> Plane | None:
        inner = Rows(items, {}, {}, {}, self.days[of], self.vocabulary, of=of)
        outer = Rows(self.rows, {}, {}, {}, self.days, self.vocabulary)
        return any_item(of_items, outer, inner)


def put(columns: dict[str, Column], name: str, target: Plane, value: Value, vocabulary: Vocabulary, rows: int) -> None:
    """Gives some rows a value for a fact, in its column or a new one."""
    if name not in columns:
        fact = vocabulary.facts[name]
        columns[name] = new_column(fact, vocabulary.lists.get(fact.list), rows)
    columns[name].put(target, value)
