"""Reads `document.yaml` and the registers of clauses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...bilingual import Said
from ...source.fields import Fields, Problems
from ...source.yaml import Sequence
from ..model import FORCES, LEVELS, Clause, Document
from .period import read_period
from .rule_file import RuleFile, Seen, entries, full_id, head

LONGEST_ANCHOR = 25
CLAUSE_FORMS = ("requirement", "ban", "threshold", "indicator", "task", "duty", "fact")


def read_document(file: RuleFile, problems: Problems) -> Document | None:
    """The document that `document.yaml` describes, or None where it has no usable id."""
    if file.node is None:
        return None
    fields = Fields(file.node, problems)
    head(fields)
    said = fields.text("id", required=True)
    known = bool(said) and full_id(fields, "id", said, said) != ""
    title = fields.bilingual("title", required=True)
    issued, issued_by = _issued(fields)
    document = Document(
        id=said,
        title=title,
        short=fields.bilingual("short") if fields.node("short") else title,
        level=fields.choice("level", LEVELS, required=True),
        area=fields.text("area", required=True),
        aliases=fields.texts("aliases"),
        number=fields.text("number"),
        issuer=fields.bilingual("issuer"),
        issued=issued,
        issued_by=issued_by,
        published=fields.date("published"),
        effective=fields.date("effective"),
        expires=fields.date("expires"),
        period=read_period(fields),
        edition=fields.text("edition"),
        source=fields.bilingual("source"),
        note=fields.bilingual("note"),
        verify=fields.boolean("verify"),
    )
    fields.done()
    if document.effective and document.expires and document.expires < document.effective:
        fields.error("expires", "rulebook.expires_early")
    return document if known else None


def _issued(fields: Fields) -> tuple[date | None, date | None]:
    """The day of issue, or the first and the last day on which that can have been."""
    if not isinstance(fields.node("issued"), Sequence):
        return fields.date("issued"), None
    said = fields.texts("issued")
    try:
        first, last = (date.fromisoformat(text) for text in said)
    except ValueError:
        fields.error("issued", "rulebook.issued_span")
        return None, None
    if last < first:
        fields.error("issued", "rulebook.issued_span")
    return first, last


def read_clauses(files: Iterable[RuleFile], document: Document, problems: Problems) -> dict[str, Clause]:
    """The clauses of a document by full id, in the order of the files."""
    found: dict[str, Clause] = {}
    seen = Seen(Said("条款编号", "clause id"))
    for file in files:
        for fields in entries(file, "clauses", problems, document.id):
            clause = _clause(fields, document.id)
            if clause.id and seen.add(clause.id, fields.mark("id"), problems, "id"):
                found[clause.id] = clause
    return found


def _clause(fields: Fields, document: str) -> Clause:
    said = fields.text("id", required=True)
    clause = Clause(
        id=full_id(fields, "id", document, said) if said else "",
        document=document,
        section=fields.text("section"),
        line=fields.integer("line") or 0,
        anchor=fields.text("anchor"),
        say=fields.bilingual("say", required=True),
        force=fields.choice("force", FORCES),
        form=fields.choice("form", CLAUSE_FORMS),
        priority=fields.integer("priority") or 3,
        due=fields.text("due"),
        trouble=fields.bilingual("trouble", whole=False),
        left_to_people=fields.bilingual("left_to_people"),
        verify=fields.boolean("verify"),
    )
    fields.done()
    if len(clause.anchor) > LONGEST_ANCHOR:
        fields.error("anchor", "rulebook.anchor_long", length=len(clause.anchor), most=LONGEST_ANCHOR)
    return clause
