"""What open findings lack, for many rows: rows whose conditions stand alike lack the same, so one of each kind is explained.

The explanation is that of the one-record path. What a finding lacks depends only on the truths of its rule's conditions, on which facts
are known or bad, and on the cells that are left open; rows alike in these have one answer, kept from chunk to chunk.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..evaluation.explain.finding import Explainer
from ..rulebook.model import Rule, RulebookData
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from .outcomes import Compiled, Evaluator
from .planes import Indices, Plane, bits_at
from .rows import Rows

MOST_KEPT = 100_000


class Lack(NamedTuple):
    """What is missing, and which of it was given but cannot be used."""

    missing: tuple[str, ...]
    bad: tuple[str, ...]


NOTHING = Lack((), ())


class LooksAt(NamedTuple):
    """The facts and groups that a rule's conditions look at; `alone`: each of its rows must be explained by itself."""

    facts: tuple[str, ...]
    groups: tuple[str, ...]
    alone: bool


def looked_at(rule: Rule, data: RulebookData) -> LooksAt:
    named = rule.named
    facts = [DISTRICT, NEW_AREA, *rule.in_force.judged_on, *named.facts, *named.limits]
    facts += (key for table in named.tables for key in data.parameters[table].by)
    groups = [*named.groups]
    alone = any(data.parameters[table].otherwise == "error" for table in named.tables)
    for derived in rule.derive:
        alone = True
        facts += (name for name in data.vocabulary.facts if name in derived.expr)
        groups += (name for name in data.vocabulary.groups if name in derived.expr or name == derived.over)
        short = {fact for name in data.vocabulary.groups for fact in data.vocabulary.groups[name].facts}
        facts += (name for name in short if name.rsplit(".", 1)[-1] in derived.expr)
    known = dict.fromkeys(name for name in facts if name in data.vocabulary.facts)
    return LooksAt(tuple(known), tuple(dict.fromkeys(groups)), alone)


class Lacking:
    """Finds and keeps what findings lack; `found` lists the answers, a row's answer is its place there."""

    def __init__(self, evaluator: Evaluator, explainer: Explainer) -> None:
        self.evaluator = evaluator
        self.explainer = explainer
        data = evaluator.judge.data
        self.looks = [looked_at(compiled.rule, data) for compiled in evaluator.rules]
        self.found: list[Lack] = [NOTHING]
        self._places: dict[Lack, int] = {NOTHING: 0}
        self._kept: dict[tuple[Any, ...], int] = {}

    def place(self, lack: Lack) -> int:
        if lack not in self._places:
            self._places[lack] = len(self.found)
            self.found.append(lack)
        return self._places[lack]

    def suspicious(self, compiled: Compiled, rows: Rows) -> Plane | None:
        """Rows in which a fact that the rule looks at cannot be used; all, where a table or a divisor may be at fault."""
        looks = self.looks[compiled.number]
        if looks.alone:
            return rows.all
        found: Plane | None = None
        for name in looks.facts:
            column = rows.column(name)
            if column is not None and column.bad is not None:
                found = column.bad if found is None else found | column.bad
        return found

    def of(self, compiled: Compiled, rows: Rows, places: Indices) -> Indices:
        """What each of some rows lacks, as a place in `found`."""
        looks = self.looks[compiled.number]
        answers = np.zeros(len(places), dtype=np.int64)
        single = np.full(len(places), looks.alone)
        for group in looks.groups:
            single |= bits_at(rows.group_planes(group)[0], places).astype(bool)
        for at in np.flatnonzero(single):
            answers[at] = self.place(self._explain(compiled, rows, int(places[at])))
        alike = np.flatnonzero(~single)
        if len(alike):
            answers[alike] = self._by_kind(compiled, rows, places[alike])
        return answers

    def _by_kind(self, compiled: Compiled, rows: Rows, places: Indices) -> Indices:
        kinds = self._kinds(self._planes(compiled, rows), places)
        _, first, of = np.unique(kinds[-1], return_index=True, return_inverse=True)
        answers = np.zeros(len(first), dtype=np.int64)
        for at, row in enumerate(first):
            key = (compiled.number, rows.group, *(int(words[row]) for words in kinds[:-1]))
            if key not in self._kept:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = self.place(self._explain(compiled, rows, int(places[row])))
            answers[at] = self._kept[key]
        return answers[of]

    @staticmethod
    def _kinds(planes: list[Plane | None], places: Indices) -> list[Any]:
        """Words of bits for each row, 32 planes a word, and last the kinds that they make together."""
        found: list[Any] = []
        joint = np.zeros(len(places), dtype=np.int64)
        for start in range(0, len(planes), 32):
            word = np.zeros(len(places), dtype=np.int64)
            for shift, plane in enumerate(planes[start : start + 32]):
                if plane is not None:
                    word |= bits_at(plane, places).astype(np.int64) << shift
            found.append(word)
            if start:
                _, joint = np.unique(joint, return_inverse=True)
            joint = joint << 32 | word
        return [*found, joint]

    def _planes(self, compiled: Compiled, rows: Rows) -> list[Plane | None]:
        """All that an answer depends on, in an order that is the same in every chunk."""
        evaluator, rule = self.evaluator, compiled.rule
        planes: list[Plane | None] = []
        planes += evaluator.area(evaluator.judge.data.documents[rule.document].area, rows)
        planes += evaluator.force(rule.in_force, rows)
        for atom in compiled.atoms:
            planes += evaluator.at(atom, rows, None)
        for name in self.looks[compiled.number].facts:
            column = rows.column(name)
            planes += (None, None, None) if column is None else (column.known, column.bad, column.open_rows())
        for group in self.looks[compiled.number].groups:
            planes.append(rows.group_planes(group)[0])
        for split in compiled.splits:
            column = rows.column(split.split.fact)
            planes.append(rows.all if column is None else column.open_rows())
            planes += (None if column is None else split.misfits(column, part) for part in split.parts)
        return planes

    def _explain(self, compiled: Compiled, rows: Rows, row: int) -> Lack:
        looks = self.looks[compiled.number]
        case = rows.case(row, looks.facts, looks.groups)
        judged = self.evaluator.judge.judgement(compiled.rule, case)
        missing = self.explainer.missing(compiled.rule, case, judged)
        return Lack(missing, self.explainer.bad(compiled.rule, case, missing))
