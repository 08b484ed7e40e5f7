"""Records of shipped subjects, made up so that they reach the limits of the rules: a seed gives the same records for ever."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ecocheck.book import Rulebook
from ecocheck.logic.conditions import Compare, Number, Texts, comparisons
from ecocheck.vocabulary.model import Fact

DISTRICTS = ("500101", "500156", "500114", "500112")


class Inventor:
    """Makes up records of one subject from what its rules compare with."""

    def __init__(self, book: Rulebook, subject: str, seed: int) -> None:
        self.book = book
        self.subject = subject
        self.random = random.Random(seed)
        vocabulary = book.data.vocabulary
        self.numbers: dict[str, list[Fraction]] = {}
        self.codes: dict[str, list[str]] = {}
        self.names: dict[str, None] = {"site.district": None, "project.involves": None}
        clauses: dict[str, None] = {}
        for rule in book.rules_for(subject):
            self.names.update(dict.fromkeys(name for name in rule.in_force.judged_on if name != "as_of"))
            for root in rule.conditions:
                for node in comparisons(root):
                    self._learn(node)
            if rule.form == "attestation":
                clauses.update(dict.fromkeys(rule.clauses))
        self.clauses = list(clauses)
        self.in_items = {name for group in vocabulary.groups.values() for name in group.facts}
        self.names = {n: None for n in self.names if n in vocabulary.facts and subject in vocabulary.facts[n].subjects}
        self.groups = list(vocabulary.items_of(subject))

    def _learn(self, node: Compare) -> None:
        self.names[node.fact] = None
        for operand in node.operands:
            if isinstance(operand, Number):
                self.numbers.setdefault(node.fact, []).append(Fraction(operand.numerator, operand.denominator))
            elif isinstance(operand, Texts):
                self.codes.setdefault(node.fact, []).extend(operand.values)

    def value(self, fact: Fact) -> Any:
        """A cell that a table of one type a column can hold."""
        pick = self.random.choice
        if fact.type == "number":
            limit = float(pick(self.numbers.get(fact.name) or [Fraction(50)]))
            return pick((limit, limit, limit * (1 + 2**-52), limit * 0.9, limit * 1.1, 0.0, -9999.0))
        if fact.type == "boolean":
            return pick((True, False))
        if fact.type == "date":
            return date(2019, 1, 1) + timedelta(days=self.random.randrange(3000))
        if fact.type == "time":
            return pick(("06:00", "22:00", "21:59"))
        if fact.type in ("text", "place"):
            return "a"
        if fact.name == "site.district":
            return pick(DISTRICTS)
        known = [code.code for code in self.book.data.vocabulary.lists[fact.list].codes] or ["C26", "C2614", "H6110", "D4411"]
        named = self.codes.get(fact.name) or known
        if fact.type == "code":
            return pick((pick(named), pick(named), pick(known)))
        wanted = {pick((pick(named), pick(known))) for _ in range(self.random.randrange(4))} - {"none"}
        return sorted(wanted) or pick((["none"] if "none" in known else [], []))

    def facts(self, names: Any, fill: float) -> dict[str, Any]:
        vocabulary = self.book.data.vocabulary
        return {name: self.value(vocabulary.facts[name]) for name in names if self.random.random() < fill}

    def record(self, place: int) -> dict[str, Any]:
        fill = self.random.choice((0.1, 0.5, 0.9, 1.0))
        record: dict[str, Any] = {"id": f"r{place}", **self.facts((n for n in self.names if n not in self.in_items), fill)}
        for group in self.groups:
            if self.random.random() < 0.6:
                record[group.name] = [self.facts(group.facts, 0.8) for _ in range(self.random.randrange(3))]
        if self.random.random() < 0.3:
            record["stage"] = self.random.choice(("施工", "commissioning", "运行期"))
        for clause in self.clauses:
            if self.random.random() < 0.5:
                record[f"attested.{clause}"] = self.random.choice(("met", "broken", "none"))
        return record

    def records(self, number: int) -> list[dict[str, Any]]:
        return [self.record(place) for place in range(number)]
