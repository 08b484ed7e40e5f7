"""Reads the tables of a document whose rows are rules: attestations and duties here, indicators and tasks in `target_reader`.

`TABLES` names the reader of each table by its file or folder; a new kind of table is a new entry.
"""

from __future__ import annotations

from collections.abc import Callable

from ...logic.conditions import Always, Attested
from ...logic.truth import F
from ...source.fields import Fields
from ...vocabulary.stages import STAGES
from ..model import KINDS, Document, Rule
from .rule import RuleReader, Shelf
from .rule_file import RuleFile, entries
from .target import read_indicator_rows, read_task_rows

TableReader = Callable[[RuleFile, Document, Shelf], list[tuple[Rule, Fields]]]


def read_attestations(file: RuleFile, document: Document, shelf: Shelf) -> list[tuple[Rule, Fields]]:
    """Rows `{clause, title, subject, modality, shows, ...}`: what nothing measures is decided by what the record attests."""
    return [
        (_Row(fields, document, shelf, file.name).attestation(), fields)
        for fields in entries(file, "rows", shelf.problems, document.id)
    ]


def read_duties(file: RuleFile, document: Document, shelf: Shelf) -> list[tuple[Rule, Fields]]:
    """Rows `{clause, title, who, touches, subject}`: what binds an authority; with `touches`, shown where it meets a record."""
    return [
        (_Row(fields, document, shelf, file.name).duty(), fields)
        for fields in entries(file, "rows", shelf.problems, document.id)
    ]


TABLES: dict[str, TableReader] = {
    "attestations": read_attestations,
    "duties": read_duties,
    "indicators": read_indicator_rows,
    "tasks": read_task_rows,
}


class _Row(RuleReader):
    def _one_clause(self) -> str:
        clauses = self.clauses("clause", required=True)
        if len(clauses) > 1:
            self.fields.error("clause", "rulebook.row_one_clause")
        return clauses[0] if clauses else ""

    def _made_id(self, letter: str, clause: str) -> str:
        """The id of a row without one, from its clause; a row whose clause is unknown is a problem already."""
        return f"{self.document.id}/{letter}-{clause.partition('/')[2] or 'unknown'}"

    def attestation(self) -> Rule:
        fields = self.fields
        clause = self._one_clause()
        common = self.common((clause,) if clause else (), self._made_id("a", clause))
        names = self.names(common["subjects"])
        rule = Rule(
            **common,
            kind=fields.choice("kind", KINDS, default="obligation"),
            form="attestation",
            scope=self._with_tables(self.condition("applies_when", names), None, names),
            require=Attested(clause),
            exempt=self.exemptions(names),
            in_force=self.in_force(names),
            conflicts_with=self.conflicts(),
            evidence=fields.bilingual("shows", required=True),
        )
        fields.done()
        self._check_note(rule)
        return rule

    def duty(self) -> Rule:
        fields = self.fields
        clause = self._one_clause()
        touched = fields.node("touches") is not None
        subjects = self.subjects() if touched else ()
        if not touched and fields.node("subject") is not None:
            fields.error("subject", "rulebook.duty_subject")
        names = self.names(subjects)
        rule = Rule(
            id=self.id(self._made_id("d", clause)),
            document=self.document.id,
            clauses=(clause,) if clause else (),
            title=fields.bilingual("title", required=True),
            subjects=subjects,
            kind="obligation",
            modality="programme",
            force=self.force((clause,) if clause else ()),
            form="duty",
            scope=self._with_tables(self.condition("touches", names), None, names),
            require=Always(F),
            in_force=self.in_force(names),
            who=fields.bilingual("who"),
            stage=fields.choice("stage", STAGES),
            file=self.file,
            line=fields.mark().line,
            **self.history(),
        )
        fields.done()
        return rule
