"""Reads rule files into rules: whom a clause addresses, what it asks, what excuses, since when, and the rule's own tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...bilingual import Said
from ...errors import UnknownName
from ...logic.conditions import All, HasRow, Node
from ...logic.outcomes import MODALITIES, Outcome
from ...source.fields import Fields, Problems
from ...source.yaml import Mapping as Entries
from ...source.yaml import plain
from ...vocabulary.model import SUBJECTS, Vocabulary
from ...vocabulary.stages import STAGES
from ..goals import Indicator
from ..model import FORCES, KINDS, Clause, Document, Exemption, InForce, Parameter, Rule, RuleTest
from .condition import joined, read_condition, tables_that_scope
from .derive import derived_units, read_derived
from .rule_file import RuleFile, entries, full_id, refer
from .scope import Names, report

STATUSES = ("draft", "active", "deprecated")
AS_OF = "as_of"
EXPECTED = tuple(str(outcome) for outcome in Outcome if outcome is not Outcome.WAIVED)
_EXEMPTION_KEYS = ("id", "clause", "source", "note")
_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass
class Shelf:
    """What stands ready when rules are read: vocabulary, clauses and parameters of all documents; and where problems go.

    `promises` are names of rules that are checked once all rules are there.
    """

    vocabulary: Vocabulary
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    problems: Problems
    promises: list[tuple[Fields, str, str]] = field(default_factory=list)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)


def read_rules(file: RuleFile, document: Document, shelf: Shelf) -> list[tuple[Rule, Fields]]:
    """The rules of one file, each with the place it stands at."""
    return [
        (RuleReader(fields, document, shelf, file.name).rule(), fields)
        for fields in entries(file, "rules", shelf.problems, document.id)
    ]


class RuleReader:
    """Reads one entry; what rules and rows of tables have in common has a method of its own."""

    def __init__(self, fields: Fields, document: Document, shelf: Shelf, file: str) -> None:
        self.fields, self.document, self.shelf, self.file = fields, document, shelf, file
        self.problems = shelf.problems

    def rule(self) -> Rule:
        fields = self.fields
        common = self.common(self.clauses("clause", required=True))
        each = fields.text("each")
        names = self.names(common["subjects"], derived_units(fields), each)
        derive = read_derived(fields, names, each, self.problems)
        scope, require = self.condition("applies_when", names), self.condition("require", names, required=True)
        scope = self._with_tables(scope, require, names)
        rule = Rule(
            **common,
            kind=fields.choice("kind", KINDS, required=True),
            each=each,
            scope=scope,
            require=require,
            exempt=self.exemptions(names),
            derive=derive,
            in_force=self.in_force(names),
            conflicts_with=self.conflicts(),
            tests=self.tests(),
        )
        fields.done()
        self._check_note(rule)
        return rule

    def common(self, clauses: tuple[str, ...], default_id: str = "") -> dict[str, Any]:
        """What a rule and an attestation carry alike."""
        fields = self.fields
        return {
            "id": self.id(default_id),
            "document": self.document.id,
            "clauses": clauses,
            "title": fields.bilingual("title", required=True),
            "subjects": self.subjects(),
            "modality": fields.choice("modality", MODALITIES, required=True),
            "force": self.force(clauses),
            "stage": fields.choice("stage", STAGES),
            "file": self.file,
            "line": fields.mark().line,
            **self.history(),
        }

    def history(self) -> dict[str, Any]:
        """Notes and what happened to a rule since it was written."""
        fields = self.fields
        replaced_by = fields.text("replaced_by")
        if replaced_by:
            self.shelf.promises.append((fields, "replaced_by", replaced_by))
        return {
            "note": self.note(),
            "verify": fields.boolean("verify"),
            "status": fields.choice("status", STATUSES, default="active"),
            "aliases": fields.texts("aliases"),
            "replaced_by": replaced_by,
            "topic": fields.text("topic"),
        }

    def note(self) -> Said:
        """What a reader of the rule must know."""
        return self.fields.bilingual("note")

    def id(self, default: str = "") -> str:
        """The id written, else the default, in full."""
        said = self.fields.text("id", required=not default, default=default)
        return full_id(self.fields, "id", self.document.id, said) if said else ""

    def clauses(self, name: str, required: bool = False) -> tuple[str, ...]:
        """Full ids of clauses that exist, from short or full ones."""
        said = self.fields.texts(name, required=required)
        return tuple(found for text in said if (found := self._clause(self.fields, name, text)))

    def _clause(self, fields: Fields, name: str, text: str) -> str:
        full = text if "/" in text else f"{self.document.id}/{text}"
        return full if refer(fields, name, full, self.shelf.clauses, Said("条款", "clause")) else ""

    def subjects(self) -> tuple[str, ...]:
        said = self.fields.texts("subject", required=True)
        return tuple(text for text in said if refer(self.fields, "subject", text, SUBJECTS, Said("对象", "subject")))

    def force(self, clauses: tuple[str, ...]) -> str:
        said = self.fields.choice("force", FORCES)
        return said or next((f for clause in clauses if (f := self.shelf.clauses[clause].force)), "mandatory")

    def names(self, subjects: tuple[str, ...], derived: Mapping[str, str] | None = None, each: str = "") -> Names:
        names = Names(self.shelf.vocabulary, self.shelf.parameters, subjects, derived or {})
        if each:
            try:
                return names.inside(names.group(each))
            except UnknownName as error:
                report(self.problems, self.fields.mark("each"), error, "each")
        return names

    def condition(self, name: str, names: Names, required: bool = False) -> Node | None:
        node = self.fields.node(name, required=required)
        return None if node is None else read_condition(node, names, self.problems)

    def _with_tables(self, scope: Node | None, require: Node | None, names: Names) -> Node | None:
        """The scope, with the tables whose missing row means that the rule does not apply."""
        both = All(tuple(part for part in (scope, require) if part is not None))
        rows = tuple(HasRow(table) for table in tables_that_scope(both, names.parameters))
        return joined((*(() if scope is None else (scope,)), *rows)) if rows else scope

    def in_force(self, names: Names) -> InForce:
        """From, to and the dates that decide; what is not said is the document's."""
        start, end, judged_on = self.document.begins, self.document.expires, (AS_OF,)
        surely = self.document.surely
        inner = self.fields.mapping("in_force")
        if inner is None:
            return InForce(start, end, judged_on, surely)
        own = inner.date("from")
        if own is not None and (start is None or start < own):
            start, surely = own, surely if surely is not None and own < surely else None
        end = inner.date("to") or end
        said = inner.texts("judged_on")
        inner.done()
        if start and end and end < start:
            inner.error("to", "rulebook.ends_before_begins")
        dates = tuple(found for text in said if (found := self._judged_on(inner, text, names)))
        return InForce(start, end, dates or judged_on, surely)

    def _judged_on(self, fields: Fields, text: str, names: Names) -> str:
        if text == AS_OF:
            return text
        try:
            fact = names.fact(text)
        except UnknownName as error:
            report(self.problems, fields.mark("judged_on"), error, f"{fields.path}.judged_on")
            return ""
        if fact.type != "date":
            fields.error("judged_on", "rulebook.no_date", label=Said(fact.label.zh, fact.name))
            return ""
        return fact.name

    def exemptions(self, names: Names) -> tuple[Exemption, ...]:
        fields, taken = self.fields, set()
        found = []
        for place, item in enumerate(fields.items("exempt_when"), 1):
            inner = Fields(item, self.problems, f"{fields.path}.exempt_when[{place}]")
            known = inner.text("id", required=True)
            if known and not _WORD.fullmatch(known):
                inner.error("id", "rulebook.exemption_id", known=known)
            if known in taken:
                inner.error("id", "rulebook.exemption_taken", known=known)
            taken.add(known)
            clause = inner.text("clause")
            source = inner.bilingual("source")
            if not clause and not source and inner.node("source") is None:
                inner.error("clause", "rulebook.exemption_ground")
            cited = self._clause(inner, "clause", clause) if clause else ""
            note = inner.bilingual("note")
            found.append(Exemption(known, self._exempting(inner, item, names), cited, source, note))
        return tuple(found)

    def _exempting(self, inner: Fields, item: Any, names: Names) -> Node:
        conditions = (
            [(key, value) for key, value in item.entries if key.text not in _EXEMPTION_KEYS]
            if isinstance(item, Entries)
            else []
        )
        if not conditions:
            inner.error("", "rulebook.exemption_empty")
        return read_condition(Entries(conditions, inner.mark()), names, self.problems) if conditions else All(())

    def conflicts(self) -> tuple[str, ...]:
        return self.clauses("conflicts_with")

    def tests(self) -> tuple[RuleTest, ...]:
        return tuple(
            self._test(Fields(item, self.problems, f"{self.fields.path}.tests[{place}]"))
            for place, item in enumerate(self.fields.items("tests"), 1)
        )

    def _test(self, fields: Fields) -> RuleTest:
        name, given = fields.text("name", required=True), fields.node("given", required=True)
        if given is not None and not isinstance(given, Entries):
            fields.error("given", "rulebook.given_mapping")
        as_of = fields.date("as_of")
        test = RuleTest(
            name=name,
            given=plain(given) if given is not None else {},
            expect=fields.choice("expect", EXPECTED, required=True),
            line=fields.mark().line,
            as_of=as_of.isoformat() if as_of else "",
            missing=fields.texts("missing") if fields.node("missing") is not None else None,
            possible=fields.texts("possible") if fields.node("possible") is not None else None,
            reason=fields.text("reason"),
        )
        fields.done()
        for outcome in test.possible or ():
            refer(fields, "possible", outcome, EXPECTED, Said("结论", "outcome"))
        return test

    def _check_note(self, rule: Rule) -> None:
        """Whatever a person must judge is explained to that person."""
        noted = rule.note or any(e.note for e in rule.exempt)
        if (rule.named.person or rule.conflicts_with) and not noted:
            self.fields.error("note", "rulebook.needs_note")
