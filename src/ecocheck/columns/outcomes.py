"""Rules on many rows: scope, requirement and exemptions as planes, and from them the outcomes that each row can have.

The same as `Judge.outcomes`, row for row. Where a fact that a rule compares more than once is open, the rule is judged once for each
of its cells, for all rows together, and the outcomes are the union.
"""

from __future__ import annotations

from itertools import product
from typing import Any, NamedTuple

import numpy as np

from ..evaluation.areas import COUNTRY
from ..evaluation.cells import Cell, CodeClasses, Split, classes_of
from ..evaluation.judge import Judge
from ..evaluation.truths import force_truth, issue_truth
from ..logic.conditions import comparisons
from ..logic.operators import BETWEEN, OPERATORS
from ..logic.outcomes import RANKING
from ..logic.truth import MEMBERS, F, J, T
from ..rulebook.model import InForce, Rule
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from .codes_column import Lists
from .column import Column
from .graph import AttestedIn, Combined, Constant, Graph, InTable, Judged, LookedUp, Negated, OfItems, Tested
from .lookups import Classes, Lookups
from .planes import Plane, Truths3, all_of, any_of, both, either, expand, judged, negated, of_codes, without
from .rows import Rows, some_of

Outcomes = list[Plane | None]


class CellPart(NamedTuple):
    """Cells of a fact in which all comparisons come out alike: the truth of each, and the cells."""

    truths: tuple[int, ...]
    cells: tuple[Cell, ...]


class CompiledSplit(NamedTuple):
    """A fact compared more than once; `classes` are the codes that its comparisons tell apart, where it is a list of codes."""

    split: Split
    atoms: tuple[int, ...]
    parts: tuple[CellPart, ...]
    classes: CodeClasses | None

    def misfits(self, column: Column, part: CellPart) -> Plane | None:
        """Open rows of a column that fit none of a part's cells."""
        found: Plane | None = None
        for place, cell in enumerate(part.cells):
            if isinstance(column, Lists):
                assert isinstance(cell.value, frozenset)
                assert self.classes is not None
                chosen = frozenset(n for n, members in enumerate(self.classes.members) if members[0] in cell.value)
                misfit = column.misfits_of(self.classes, chosen)
            else:
                misfit = column.misfits(cell.fits)
            found = misfit if place == 0 else both(found, misfit)
        return found


class Compiled(NamedTuple):
    """A rule with the numbers of its conditions in the graph."""

    number: int
    rule: Rule
    scope: int | None
    require: int | None
    exempt: tuple[int, ...]
    splits: tuple[CompiledSplit, ...]
    atoms: tuple[int, ...]


class Supposing(NamedTuple):
    """Conditions judged with supposed values: the nodes that these touch have a memo of their own."""

    touched: frozenset[int]
    seeds: dict[int, Truths3]
    memo: dict[int, Truths3]

    def inside(self, rows: Rows, inner: Rows) -> Supposing:
        assert inner.of is not None
        seeds = {
            place: Truths3(*(expand(plane, rows.count, inner.of) for plane in planes)) for place, planes in self.seeds.items()
        }
        return Supposing(self.touched, seeds, dict(seeds))


class Evaluator:
    """Judges rules of one rulebook on rows."""

    def __init__(self, judge: Judge, rules: list[Rule]) -> None:
        self.judge = judge
        self.graph = Graph(judge.data)
        self.lookups = Lookups(judge)
        self.rules = [self._compile(number, rule) for number, rule in enumerate(rules)]

    def _compile(self, number: int, rule: Rule) -> Compiled:
        place = self.graph.place
        scope = None if rule.scope is None else place(rule.scope, rule)
        require = None if rule.require is None else place(rule.require, rule)
        exempt = tuple(place(exemption.when, rule) for exemption in rule.exempt)
        roots = [root for root in (scope, require, *exempt) if root is not None]
        below = sorted(self.graph.below(roots))
        splits = tuple(self._split(split, rule, below) for split in self.judge.splits(rule))
        return Compiled(number, rule, scope, require, exempt, splits, tuple(self._outside_items(roots)))

    def _outside_items(self, roots: list[int]) -> list[int]:
        """The undivided conditions of a rule; those on the items of a group stand as one."""
        found: dict[int, None] = {}
        waiting = list(reversed(roots))
        while waiting:
            place = waiting.pop()
            parts = () if isinstance(self.graph.nodes[place], OfItems) else self.graph.parts(place)
            if parts:
                waiting += parts
            else:
                found[place] = None
        return list(found)

    def _split(self, split: Split, rule: Rule, below: list[int]) -> CompiledSplit:
        nodes = self.graph.nodes
        atoms = tuple(place for place in below if isinstance(op := nodes[place], Tested) and op.fact == split.fact)
        tests = [op.test for place in atoms if isinstance(op := nodes[place], Tested)]
        parts: dict[tuple[int, ...], list[Cell]] = {}
        for cell in split.cells:
            parts.setdefault(tuple(test(cell.value) for test in tests), []).append(cell)
        fact = self.judge.data.vocabulary.facts[split.fact]
        classes = None
        if fact.type == "codes":
            compared = [found for node in rule.conditions for found in comparisons(node) if found.fact == split.fact]
            limits = [self.graph.nodes[self.graph.place(node, rule)] for node in compared]
            codes = self.judge.data.vocabulary.lists[fact.list]
            classes = classes_of(codes, compared, [op.limits for op in limits if isinstance(op, Tested)])
        return CompiledSplit(split, atoms, tuple(CellPart(truths, tuple(cells)) for truths, cells in parts.items()), classes)

    def outcomes(self, compiled: Compiled, rows: Rows) -> Outcomes:
        """For each outcome, from the worst, the rows that can have it."""
        found = self._outcomes(compiled, rows, None)
        if not compiled.splits or not _several(found):
            return found
        opened = [(split, self.open_rows(split, rows)) for split in compiled.splits]
        choices = [self._choices(split, plane, rows) for split, plane in opened if plane is not None]
        if not choices:
            return found
        touched = self.graph.above({atom for choice in choices for atom in choice[0].seeds}, self._roots(compiled))
        united: Outcomes = [None] * len(RANKING)
        for combination in product(*choices):
            seeds = {place: planes for choice in combination for place, planes in choice.seeds.items()}
            supposed = self._outcomes(compiled, rows, Supposing(touched, seeds, dict(seeds)))
            for choice in combination:
                supposed = [without(plane, choice.misfits) for plane in supposed]
            united = [either(mine, more) for mine, more in zip(united, supposed, strict=True)]
        return united

    @staticmethod
    def _roots(compiled: Compiled) -> list[int]:
        return [root for root in (compiled.scope, compiled.require, *compiled.exempt) if root is not None]

    def open_rows(self, split: CompiledSplit, rows: Rows) -> Plane | None:
        """The rows in which a split fact is open and at least one of its cells fits."""
        column = rows.column(split.split.fact)
        if column is None:
            return rows.all
        found = column.open_rows()
        never = None
        for place, part in enumerate(split.parts):
            misfits = split.misfits(column, part)
            never = misfits if place == 0 else both(never, misfits)
        return without(found, never)

    def _choices(self, split: CompiledSplit, opened: Plane, rows: Rows) -> list[_Choice]:
        column = rows.column(split.split.fact)
        base = [self.at(place, rows, None) for place in split.atoms]
        choices = []
        for part in split.parts:
            seeds = {
                place: _supposed(planes, truth, opened)
                for place, planes, truth in zip(split.atoms, base, part.truths, strict=True)
            }
            misfits = None if column is None else both(split.misfits(column, part), opened)
            choices.append(_Choice(seeds, misfits))
        return choices

    def _outcomes(self, compiled: Compiled, rows: Rows, supposing: Supposing | None) -> Outcomes:
        scope = self.gate(compiled.rule, rows)
        if compiled.scope is not None:
            scope = all_of(scope, self.at(compiled.scope, rows, supposing))
        require = Truths3(None, None, rows.all) if compiled.require is None else self.at(compiled.require, rows, supposing)
        exempt: Truths3 | None = None
        for place in compiled.exempt:
            more = self.at(place, rows, supposing)
            exempt = more if exempt is None else any_of(exempt, more)
        return image(scope, require, exempt, compiled.rule.modality)

    def gate(self, rule: Rule, rows: Rows) -> Truths3:
        """Area and in force."""
        area, in_force = self.judge.data.documents[rule.document].area, rule.in_force
        key = ("gate", area, in_force)
        if key not in rows.memo:
            rows.memo[key] = all_of(self.area(area, rows), self.force(in_force, rows))
        return rows.memo[key]  # type: ignore[no-any-return]

    def area(self, area: str, rows: Rows) -> Truths3:
        if area in (COUNTRY, ""):
            return Truths3(None, None, rows.all)
        key = ("area", area)
        if key not in rows.memo:
            columns = [column for name in (DISTRICT, NEW_AREA) if (column := rows.column(name)) is not None]
            classes = Classes(rows, [column.key_codes(()) for column in columns])
            found = [self.judge.areas.truth(area, rows.case(int(row), (DISTRICT, NEW_AREA))) for row in classes.first]
            rows.memo[key] = _tidy(of_codes(np.array(found, dtype=np.uint8)[classes.of]), found)
        return rows.memo[key]  # type: ignore[no-any-return]

    def force(self, in_force: InForce, rows: Rows) -> Truths3:
        if in_force.start is None and in_force.end is None:
            return Truths3(None, None, rows.all)
        key = ("force", in_force)
        if key not in rows.memo:
            rows.memo[key] = self._force(in_force, rows)
        return rows.memo[key]  # type: ignore[no-any-return]

    @staticmethod
    def _force(in_force: InForce, rows: Rows) -> Truths3:
        from datetime import date

        limits = (in_force.start or date.min, in_force.end or date.max)
        days = rows.judged(in_force.judged_on)
        if in_force.judged_on == ("as_of",) and rows.count and rows.as_of.min() == rows.as_of.max():
            held = force_truth(in_force, days.bulk_value(0))  # type: ignore[arg-type]
            return Truths3(*(rows.all if held & truth else None for truth in MEMBERS))
        inside = InForce(in_force.start, in_force.end)
        found = days.planes(OPERATORS[BETWEEN], limits, lambda day: force_truth(inside, day))
        surely = in_force.surely
        if surely is None:
            return found
        issued = days.planes(OPERATORS[BETWEEN], (surely, date.max), lambda day: issue_truth(surely, day))
        return all_of(found, any_of(Truths3(None, rows.all, None), issued))

    def at(self, place: int, rows: Rows, supposing: Supposing | None) -> Truths3:
        """The truths of a node."""
        supposed = supposing is not None and place in supposing.touched
        memo: dict[Any, Any] = supposing.memo if supposing is not None and supposed else rows.memo
        found = memo.get(place)
        if found is None:
            found = memo[place] = self._find(place, rows, supposing if supposed else None)
        return found

    def _find(self, place: int, rows: Rows, supposing: Supposing | None) -> Truths3:
        op = self.graph.nodes[place]
        if isinstance(op, Tested):
            column = rows.column(op.fact)
            return Truths3(rows.all, None, rows.all) if column is None else column.planes(OPERATORS[op.op], op.limits, op.test)
        if isinstance(op, Combined):
            return self._combined(op, rows, supposing)
        if isinstance(op, Negated):
            return negated(self.at(op.part, rows, supposing))
        if isinstance(op, Judged):
            return judged(self.at(op.part, rows, supposing))
        if isinstance(op, OfItems):
            return self._of_items(op, rows, supposing)
        if isinstance(op, Constant):
            return Truths3(*(rows.all if op.truth & bit else None for bit in (F, J, T)))
        if isinstance(op, LookedUp):
            return self.lookups.compare(op.node, op.rule, rows)
        if isinstance(op, InTable):
            return self.lookups.has_row(op.node, op.rule, rows)
        assert isinstance(op, AttestedIn)
        states = rows.attestation(op.clause)
        return Truths3(rows.all, None, rows.all) if states is None else states.tested(int)

    def _combined(self, op: Combined, rows: Rows, supposing: Supposing | None) -> Truths3:
        if not op.parts:
            return Truths3(None, None, rows.all) if op.every else Truths3(rows.all, None, None)
        found = self.at(op.parts[0], rows, supposing)
        for part in op.parts[1:]:
            more = self.at(part, rows, supposing)
            found = all_of(found, more) if op.every else any_of(found, more)
        return found

    def _of_items(self, op: OfItems, rows: Rows, supposing: Supposing | None) -> Truths3:
        given, complete = rows.group_planes(op.group)
        if given is None:
            return Truths3(rows.all, None, rows.all)
        inner = rows.inside(op.group)
        found = Truths3(None, None, rows.all) if op.every else Truths3(rows.all, None, None)
        if inner is not None and inner.count:
            deeper = None if supposing is None else supposing.inside(rows, inner)
            where = self.at(op.where, inner, deeper)
            if op.every:
                if op.among is not None:
                    where = any_of(negated(self.at(op.among, inner, deeper)), where)
                found = negated(some_of(negated(where), rows, inner))
            else:
                found = some_of(where, rows, inner)
        more = without(given, complete)
        found = (
            Truths3(either(found.f, more), found.j, found.t) if op.every else Truths3(found.f, found.j, either(found.t, more))
        )
        return Truths3(either(found.f, ~given), found.j, either(found.t, ~given))


class _Choice(NamedTuple):
    """One part of a fact's cells: what its comparisons then are, and the open rows that it cannot hold."""

    seeds: dict[int, Truths3]
    misfits: Plane | None


def _supposed(planes: Truths3, truth: int, opened: Plane) -> Truths3:
    return Truths3(
        *(
            either(plane, opened) if truth & bit else without(plane, opened)
            for bit, plane in zip((F, J, T), planes, strict=True)
        )
    )


def _tidy(planes: Truths3, found: list[int]) -> Truths3:
    """Planes without rows left out, so that a gate that is open to all costs nothing."""
    seen = 0
    for truths in found:
        seen |= truths
    return Truths3(*(plane if seen & bit else None for bit, plane in zip((F, J, T), planes, strict=True)))


def _several(found: Outcomes) -> bool:
    more = several(found)
    return more is not None and bool(more.any())


def several(found: Outcomes) -> Plane | None:
    """The rows that can have more than one outcome."""
    seen = more = None
    for plane in found:
        if plane is not None:
            more = either(more, both(seen, plane))
            seen = either(seen, plane)
    return more


def image(scope: Truths3, require: Truths3, exempt: Truths3 | None, modality: str) -> Outcomes:
    """The table of outcomes, as planes: each outcome's rows, from the worst; see `ecocheck.logic.outcomes`."""
    inside = either(scope.j, scope.t)
    unmet = either(require.f, require.j)
    breach = both(scope.t, require.f)
    doubtful = either(both(scope.j, unmet), both(inside, require.j))
    excused = None
    if exempt is not None:
        unexcused = either(exempt.f, exempt.j)
        broken = both(inside, unmet)
        excused = both(broken, exempt.t)
        breach = both(breach, exempt.f)
        doubtful = either(both(doubtful, unexcused), both(broken, exempt.j))
    passed = both(inside, require.t)
    if modality == "strict":
        return [breach, doubtful, None, excused, passed, scope.f]
    if modality == "encouraged":
        return [None, None, either(breach, doubtful), excused, passed, scope.f]
    return [None, either(breach, doubtful), None, excused, passed, scope.f]
