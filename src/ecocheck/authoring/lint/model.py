"""What lint finds, what it looks at, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from ...book import Rulebook
from ...errors import Mark
from ...rulebook.listing import deciding_rules
from ...rulebook.model import Clause, Parameter, Rule
from ...rulebook.readings import Reading
from ..marks import Sources

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Remark:
    """One thing that a check found: of what (a rule, clause, parameter or fact), where it stands, and what fills the check's sentence.

    `severity` is empty where the check's own holds.
    """

    def __init__(self, about: str, mark: Mark, severity: Severity | Literal[""] = "", /, **parts: object) -> None:
        self.about, self.mark, self.severity, self.parts = about, mark, severity, parts


class Check(NamedTuple):
    """One check: its code (its words stand in `errors.words.authoring`), how serious a remark of it is, the function that looks."""

    code: str
    severity: Severity
    look: Callable[[Desk], Iterator[Remark]]


class Desk:
    """All that lies before the checks: the rulebook, and of it the rules, clauses and parameters they are to look at.

    `whole` is true where every pack was read, so that something that nobody uses is indeed unused.
    """

    def __init__(self, book: Rulebook, rules: list[Rule], sources: Sources, whole: bool) -> None:
        self.book = book
        self.data = book.data
        self.rules = rules
        self.sources = sources
        self.whole = whole

    @cached_property
    def clauses(self) -> list[Clause]:
        return [clause for clause in self.data.clauses.values() if self.sources.has(clause.id)]

    @cached_property
    def parameters(self) -> list[Parameter]:
        return [parameter for parameter in self.data.parameters.values() if self.sources.has(f"${parameter.name}")]

    @cached_property
    def readings(self) -> list[Reading]:
        """The second readings that stand in the files looked at, and those of the rules looked at."""
        ids = {clause for rule in self.rules for clause in rule.clauses}
        return [
            reading
            for reading in self.data.readings.values()
            if reading.clause in ids or self.sources.has((reading.file, reading.line))
        ]

    @cached_property
    def deciding(self) -> dict[str, list[Rule]]:
        """Clause -> the rules of the whole rulebook that decide it."""
        return deciding_rules(self.data)

    @cached_property
    def measured(self) -> list[Rule]:
        """The rules that carry tests: not the rows of tables, whose form is tested once."""
        return [rule for rule in self.rules if rule.form == "rule" and rule.status != "deprecated"]
