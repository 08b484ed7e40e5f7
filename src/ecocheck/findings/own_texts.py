"""The user's own copies of the documents: which file is which document, and the sentence of a clause in it.

No document's text is part of ecocheck. A copy is a plain text file (UTF-8) named by the document's id or an alias, or carrying the
document's title among its first lines; whether it is the edition that the rules were made from is told by how many anchor
phrases are found in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..bilingual import Said
from ..errors import OutputRefused
from .glossary import DocumentName
from .model import ClauseRef
from .report import ReportData

ENDINGS = (".txt", ".md")
HEAD = 30
ENOUGH = 0.5
LONGEST = 600
STOPS = re.compile(r"(?<=[。；！？;!?\n])")
BLANKS = re.compile(r"\s+")
OTHER_EDITION = Said(
    "{file} 不像规则所依据的版本：{clauses} 条中只找到 {found} 条，未采用",
    "{file} does not look like the edition the rules were made from: {found} of {clauses} clauses found; not used",
)


class Copy(NamedTuple):
    """One recognised copy: how many of the report's clauses of the document were found in it."""

    document: str
    file: str
    sha256: str
    found: int
    clauses: int


class OwnTexts(NamedTuple):
    """The sentences found for clauses, by clause id, and the copies they were taken from."""

    sentences: dict[str, str] = {}  # noqa: RUF012
    copies: tuple[Copy, ...] = ()
    notices: tuple[Said, ...] = ()


def read_texts(folder: Path, report: ReportData) -> OwnTexts:
    """The sentences of a report's clauses in the copies of a folder. Raises `OutputRefused` where there is no such folder."""
    see_folder(folder)
    wanted = _wanted(report)
    sentences: dict[str, str] = {}
    copies: list[Copy] = []
    notices: list[Said] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file()):
        data = path.read_bytes()
        lines = data.decode("utf-8-sig", errors="replace").splitlines()
        document = _recognised(path, lines, report.glossary.documents)
        if document is None or document not in wanted:
            continue
        found = {clause.id: said for clause in wanted[document] if (said := sentence_of(clause, lines))}
        copies.append(Copy(document, path.name, hashlib.sha256(data).hexdigest(), len(found), len(wanted[document])))
        if len(found) < ENOUGH * len(wanted[document]):
            notices.append(_other_edition(copies[-1]))
        else:
            sentences |= found
    return OwnTexts(sentences, tuple(copies), tuple(notices))


def see_folder(folder: Path) -> None:
    """Raises `OutputRefused` where there is no such folder."""
    if not folder.is_dir():
        raise OutputRefused("findings.no_texts", folder=folder)


def sentence_of(clause: ClauseRef, lines: list[str]) -> str:
    """The sentence that holds the clause's anchor: in its line, else wherever the anchor stands once; empty where it does not.

    >>> sentence_of(ClauseRef("x", anchor="禁止新建", line=1), ["一、总则。区内禁止新建码头。其余从其规定。"])
    '区内禁止新建码头。'
    """
    if not clause.anchor:
        return ""
    own = lines[clause.line - 1] if 0 < clause.line <= len(lines) else ""
    key = _squeezed(clause.anchor)
    places = [own] if key in _squeezed(own) else [line for line in lines if key in _squeezed(line)]
    return _cut(clause.anchor, places[0]) if len(places) == 1 else ""


def _cut(anchor: str, line: str) -> str:
    """The sentences that the anchor touches."""
    key = _squeezed(anchor)
    text = line.strip()
    start = 0
    spans: list[tuple[int, int, str]] = []
    for part in STOPS.split(text):
        end = start + len(_squeezed(part))
        spans.append((start, end, part))
        start = end
    at = _squeezed(text).index(key)
    said = "".join(part for first, last, part in spans if last > at and first < at + len(key)).strip()
    return said if len(said) <= LONGEST else said[:LONGEST] + "……"


def _squeezed(text: str) -> str:
    return BLANKS.sub("", text)


def _wanted(report: ReportData) -> dict[str, list[ClauseRef]]:
    """The clauses of a report, each under the document that it stands in."""
    by_id = dict(report.glossary.clauses) | {finding.clause.id: finding.clause for finding in report.findings}
    wanted: dict[str, list[ClauseRef]] = {}
    for name, clause in by_id.items():
        wanted.setdefault(name.split("/")[0], []).append(clause)
    return wanted


def _recognised(path: Path, lines: list[str], documents: Mapping[str, DocumentName]) -> str | None:
    """The document that a file's name or one of its first lines names."""
    head = {_squeezed(line) for line in lines[:HEAD]}
    for name, document in documents.items():
        if path.stem.lower() in (name.lower(), *(alias.lower() for alias in document.aliases)):
            return name
    return next((name for name, document in documents.items() if _squeezed(document.title["zh"]) in head), None)


def _other_edition(copy: Copy) -> Said:
    return OTHER_EDITION.filled(file=copy.file, found=copy.found, clauses=copy.clauses)
