"""Records of a shipped subject with values of every kind, and further facts for them: a seed gives the same for ever."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from ecocheck.book import Rulebook
from ecocheck.errors import CodesRefused, EcocheckError
from ecocheck.vocabulary.engine_facts import DISTRICT, NEW_AREA
from ecocheck.vocabulary.model import Fact
from ecocheck.vocabulary.typed import read_value
from ecocheck.vocabulary.values import Interval

from ..columns.inventing import Inventor

#: What no fact can be read from, whatever its type (a text fact takes anything).
UNREADABLE = ("？？", "x y", "-9999")
DATES = ("2019-05-01", "2021-01-01", "2023-05-01", "2023年5月31日", "2022-12", "2024", "2026-01-01")
TIMES = ("06:00", "22:00", "21:59")
STAGES = ("planned", "施工期", "commissioning", "operation")
STATES = ("met", "broken", "none")
#: Where the plan that is named lies is taken for granted in these records.
PLACE = (DISTRICT, NEW_AREA)


class Further(NamedTuple):
    """A fact that a record does not have: its name (`attested.` and `stage` too), the cell of its column (of an item: the whole group),
    and what can be read from it: nothing, or what is not sharp (about 5 km, nothing shows it), so that a person may have to judge."""

    name: str
    cell: Any
    unreadable: bool = False
    blurred: bool = False


class Maker(Inventor):
    """Makes up records of one subject; `parts` are the lists of codes that its records know in part, the others are whole."""

    def __init__(self, book: Rulebook, subject: str, seed: int) -> None:
        super().__init__(book, subject, seed)
        self.vocabulary = book.data.vocabulary
        asked = {fact for rule in book.rules_for(subject) for fact in rule.in_force.judged_on if fact != "as_of"}
        self.names.update(dict.fromkeys(name for name in asked if subject in self.vocabulary.facts[name].subjects))
        self.whole = [name for name in self.names if name not in self.in_items and name not in PLACE]
        lists = [name for name in self.vocabulary.facts if self.vocabulary.facts[name].type == "codes"]
        self.parts = {name for name in lists if self.random.random() < 0.5}

    def cell(self, fact: Fact) -> Any:
        """A cell as people write it: exact, about, a range, censored, none, a list whole or in part, or unreadable."""
        pick, chance = self.random.choice, self.random.random()
        if chance < 0.07 and fact.type not in ("text", "place"):
            return {"zzz": "yes"} if fact.name in self.parts else pick(UNREADABLE)
        if fact.type == "number":
            return self._number(fact)
        if fact.type == "boolean":
            return pick(("是", "否"))
        if fact.type == "date":
            return pick((*DATES, "无")) if fact.none else pick(DATES)
        if fact.type == "time":
            return pick(TIMES)
        if fact.type in ("text", "place"):
            return "a"
        known = [code.code for code in self.vocabulary.lists[fact.list].codes] or ["C2614", "C26", "H6110", "D4411", "A0311"]
        named = [code for code in self.codes.get(fact.name, ()) if "|" not in code] or known
        if fact.type == "code":
            return pick((pick(named), pick(named), pick(known)))
        codes = {pick((pick(named), pick(known))) for _ in range(self.random.randrange(1, 4))}
        if fact.name in self.parts:
            return {code: pick(("yes", "no", "no")) for code in sorted(codes)}
        whole = sorted(codes - {"none"})
        if chance > 0.95 and whole:
            return "、".join([*whole, "zzz"])
        return "、".join(whole) or "none"

    def _number(self, fact: Fact) -> str:
        limit = self.random.choice(self.numbers.get(fact.name) or [Fraction(50)])
        near = limit * self.random.choice(
            (Fraction(1), Fraction(1), Fraction(9, 10), Fraction(11, 10), Fraction(0), Fraction(3))
        )
        plain, low, high = (f"{float(value):.6g}" for value in (near, near * Fraction(9, 10), near * Fraction(6, 5)))
        if "e" in plain + low + high:
            return plain
        forms = (plain, plain, plain, f"约{plain}", f"{low}~{high}", f"<{high}", f">{low}", f"{plain}±{low}")
        return self.random.choice((*forms, "无") if fact.none else forms)

    def fact(self, name: str, cell: Any, column: str = "", whole: Any = None) -> Further:
        """A further fact, and what can be read from it; one of an item comes with the column of its group and the whole group."""
        fact = self.vocabulary.facts[name]
        value, unreadable = None, False
        try:
            value = read_value(fact, cell, self.vocabulary)
        except CodesRefused as refused:
            unreadable = refused.known is None
        except EcocheckError:
            unreadable = True
        blurred = isinstance(value, Interval) and not value.censored
        return Further(column or name, cell if whole is None else whole, unreadable, blurred)

    def item(self, facts: tuple[str, ...], fill: float, place: int) -> dict[str, Any]:
        cells = {name: self.cell(self.vocabulary.facts[name]) for name in facts if self.random.random() < fill}
        return {"id": f"i{place}", **cells}

    def record(self, place: int) -> dict[str, Any]:
        """A record with some of the facts that the rules look at."""
        fill = self.random.choice((0.05, 0.3, 0.6, 0.9))
        record: dict[str, Any] = {"id": f"r{place}"}
        for name in self.whole:
            if self.random.random() < fill:
                record[name] = self.cell(self.vocabulary.facts[name])
        for group in self.groups:
            if self.random.random() < 0.5:
                record[group.name] = [self.item(group.facts, fill, n) for n in range(self.random.randrange(4))]
        for clause in self.clauses:
            if self.random.random() < fill / 2:
                record[f"attested.{clause}"] = self.random.choice(STATES)
        return record

    def further(self, record: dict[str, Any], most: int) -> Iterator[Further]:
        """Facts that a record does not have, of itself or of one of its items (then the whole group with that item completed)."""
        for _ in range(most):
            chance = self.random.random()
            given = [group for group in self.groups if record.get(group.name)]
            if given and chance < 0.2:
                group = self.random.choice(given)
                items = [dict(item) for item in record[group.name]]
                item = self.random.choice(items)
                if lacking := [name for name in group.facts if name not in item]:
                    name = self.random.choice(lacking)
                    item[name] = self.cell(self.vocabulary.facts[name])
                    yield self.fact(name, item[name], group.name, items)
            elif chance < 0.25 and (absent := [group for group in self.groups if group.name not in record]):
                group = self.random.choice(absent)
                items = [self.item(group.facts, 0.5, n) for n in range(self.random.randrange(3))]
                yield Further(group.name, items, blurred=True)  # some of its figures are
            elif chance < 0.27:
                yield Further("stage", self.random.choice(STAGES))
            elif chance < 0.32 and self.clauses:
                clause = f"attested.{self.random.choice(self.clauses)}"
                if clause not in record:
                    state = self.random.choice(STATES)
                    yield Further(clause, state, blurred=state == "none")
            elif lacking := [name for name in self.whole if name not in record]:
                name = self.random.choice(lacking)
                yield self.fact(name, self.cell(self.vocabulary.facts[name]))
