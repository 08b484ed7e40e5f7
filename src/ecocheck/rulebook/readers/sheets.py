"""Reads `rules/vocabulary/sheets.yaml`: the pages of like facts that a person confirms as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...bilingual import Said
from ...errors import EcocheckError
from ...logic.conditions import Node
from ...source.fields import Fields, Problems
from ...vocabulary.model import SUBJECTS, Vocabulary
from ...vocabulary.typed import read_value
from ..model import PrintedLine, SheetForm
from .condition import read_condition
from .constant_conditions import has_constants_only
from .rule_file import RuleFile, Seen, entries, refer
from .scope import Names, report


def read_sheets(files: Iterable[RuleFile], vocabulary: Vocabulary, problems: Problems) -> Iterator[SheetForm]:
    """The sheets of some files, each printed answer held against its fact; what is wrong is reported and left out.

    A fact stands on one line of one sheet: two signatures for one answer could contradict each other.
    """
    names, facts = Seen(Said("核对单", "sheet")), Seen(Said("核对单中的事实", "fact of a sheet"))
    for file in files:
        for fields in entries(file, "sheets", problems):
            name = fields.text("name", required=True)
            names.add(name, fields.mark("name"), problems, "name")
            sheet = SheetForm(
                name=name,
                title=fields.label(),
                subjects=tuple(_subjects(fields)),
                source=fields.bilingual("source", required=True),
                lines=tuple(_lines(fields, vocabulary, facts, problems)),
                file=file.name,
                line=fields.mark().line,
            )
            fields.done()
            yield sheet


def _subjects(fields: Fields) -> Iterator[str]:
    for subject in fields.texts("subjects", required=True):
        if refer(fields, "subjects", subject, SUBJECTS, Said("对象", "subject")):
            yield subject


def _lines(sheet: Fields, vocabulary: Vocabulary, taken: Seen, problems: Problems) -> Iterator[PrintedLine]:
    for place, item in enumerate(sheet.items("lines", required=True), 1):
        fields = Fields(item, problems, f"{sheet.path}.lines[{place}]")
        name, printed = fields.text("fact", required=True), fields.text("printed")
        where, unless = (_condition(fields, key, vocabulary, problems) for key in ("where", "unless"))
        known = bool(name) and refer(fields, "fact", name, vocabulary.facts, Said("事实", "fact"))
        if known and any(name in group.facts for group in vocabulary.groups.values()):
            fields.error("fact", "rulebook.sheet_item", fact=vocabulary.facts[name].label)
        new = taken.add(name, fields.mark("fact"), problems, "fact")
        fields.done()
        if known and new and _readable(fields, name, printed, vocabulary, problems):
            yield PrintedLine(name, printed, where, unless)


def _condition(fields: Fields, key: str, vocabulary: Vocabulary, problems: Problems) -> Node | None:
    node = fields.node(key)
    if node is None:
        return None
    condition = read_condition(node, Names(vocabulary), problems)
    if not has_constants_only(condition):
        fields.error(key, "rulebook.implied_by_more")
    return condition


def _readable(fields: Fields, name: str, printed: str, vocabulary: Vocabulary, problems: Problems) -> bool:
    if not printed:
        return True
    try:
        read_value(vocabulary.facts[name], printed, vocabulary)
    except EcocheckError as error:
        report(problems, fields.mark("printed"), error, "printed")
        return False
    return True
