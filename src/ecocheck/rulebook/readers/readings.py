"""Reads `readings.yaml`, or the files of a folder `readings/`: what second readers wrote down of the clauses of a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ...bilingual import Said
from ...logic.outcomes import MODALITIES
from ...source.fields import Fields, Problems
from ...source.yaml import Scalar, Sequence
from ...vocabulary.model import SUBJECTS
from ..model import Document
from ..readings import AUTHORITY, BOUNDS, DIFFERENCES, PERSON, Bound, Reading
from .rule_file import RuleFile, Seen, entries, full_id, refer

BINDABLE = (*SUBJECTS, AUTHORITY, PERSON)
_BETWEEN = "between"
_DAY = re.compile(r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?")


def read_readings(
    files: Iterable[RuleFile], document: Document, clauses: Collection[str], problems: Problems
) -> dict[str, Reading]:
    """The readings by clause; a clause has one, which its next reader writes anew."""
    found: dict[str, Reading] = {}
    seen = Seen(Said("复核过的条款", "reading of clause"))
    for file in files:
        for fields in entries(file, "readings", problems, document.id):
            said = fields.text("clause", required=True)
            clause = full_id(fields, "clause", document.id, said) if said else ""
            reading = _reading(fields, clause, file.name)
            if (
                clause
                and refer(fields, "clause", clause, clauses, Said("条款", "clause"))
                and seen.add(clause, fields.mark("clause"), problems, "clause")
            ):
                found[clause] = reading
    return found


def _reading(fields: Fields, clause: str, file: str) -> Reading:
    binds = fields.texts("binds", required=True)
    for text in binds:
        refer(fields, "binds", text, BINDABLE, Said("对象", "subject"))
    by, on, digest = _read(fields)
    reading = Reading(
        clause=clause,
        binds=binds,
        who=fields.text("who", required=True),
        must=fields.text("must", required=True),
        modality=fields.choice("modality", MODALITIES, required=True),
        limits=tuple(_bounds(fields, "limits")),
        triggers=tuple(_bounds(fields, "triggers")),
        exceptions=fields.texts("exceptions"),
        open_list=fields.boolean("open_list"),
        start=_day(fields, "from"),
        until=_day(fields, "until"),
        before=fields.text("before"),
        whose=fields.text("whose"),
        shows=fields.text("shows"),
        settled=_settled(fields),
        by=by,
        on=on,
        digest=digest,
        file=file,
        line=fields.mark().line,
    )
    fields.done()
    return reading


def _read(fields: Fields) -> tuple[str, str, str]:
    """By whom and on which day demand and rule were held together, and what the rule meant then."""
    inner = fields.mapping("read")
    if inner is None:
        return "", "", ""
    by, on, digest = inner.text("by", required=True), inner.date("on", required=True), inner.text("digest", required=True)
    inner.done()
    return by, on.isoformat() if on else "", digest


def _settled(fields: Fields) -> dict[str, str]:
    inner = fields.mapping("settled")
    if inner is None:
        return {}
    found = {kind: text for kind in DIFFERENCES if (text := inner.text(kind))}
    inner.done()
    return found


def _day(fields: Fields, name: str) -> str:
    """A year, a month or a day."""
    text = fields.text(name)
    if text and not _DAY.fullmatch(text):
        fields.error(name, "rulebook.reading_day")
    return text


def _bounds(fields: Fields, name: str) -> Iterator[Bound]:
    """The entries of a list of bounds: ``{gt: 1 km, of: ...}``, ``{between: [6, 9], of: pH}``."""
    for place, item in enumerate(fields.items(name), 1):
        inner = Fields(item, fields.problems, f"{fields.path}.{name}[{place}]")
        of = inner.text("of")
        said = [(op, text) for op in BOUNDS if (text := inner.text(op))]
        ends = inner.node(_BETWEEN)
        if isinstance(ends, Sequence) and len(ends.items) == len(("ge", "le")):
            said += [(op, end.text) for op, end in zip(("ge", "le"), ends.items, strict=True) if isinstance(end, Scalar)]
        inner.done()
        if not said or not all(any(char.isdecimal() for char in text) for _, text in said):
            inner.error("", "rulebook.reading_bound")
        yield from (Bound(op, text, of) for op, text in said)
