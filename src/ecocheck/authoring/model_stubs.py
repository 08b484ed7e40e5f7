"""The types of `ecocheck.models` for type checkers, made from the shipped vocabulary: `python -m ecocheck.authoring.model_stubs [--write]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import ecocheck.models

from ..models.making import CLASSES, field_of, title_of
from ..plans import load
from ..source.whole_file import write_whole
from ..vocabulary.model import Fact, Group, Vocabulary

PLACE = Path(ecocheck.models.__file__).with_suffix(".pyi")
HEAD = """\
# Made from the vocabulary by `nox -s stubs -- --write`; do not edit.
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .making import RecordModel as RecordModel
from .making import record_model as record_model

# What a record may write for a fact, with unit, source and accuracy as a mapping where they are known.
Said = Mapping[str, Any]
Number = int | float | str | Decimal | Fraction | Said | None
Text = str | Said | None
Code = str | Said | None
Codes = str | Sequence[str] | Said | None
Flag = bool | str | Said | None
Day = date | str | int | Said | None
Place = str | Said | None
"""
KINDS = {
    "number": "Number",
    "code": "Code",
    "codes": "Codes",
    "boolean": "Flag",
    "date": "Day",
    "time": "Text",
    "text": "Text",
    "place": "Place",
}


def stubs(vocabulary: Vocabulary) -> str:
    """The whole text of the stub file."""
    lines = [HEAD]
    for group in vocabulary.groups.values():
        lines += _of_group(group, vocabulary)
    for name, subject in CLASSES.items():
        inside = vocabulary.facts_of_items(subject)
        lines += ["", f"class {name}(RecordModel):", "    id: str = ...", "    subject: str = ...", "    name: str = ..."]
        lines += [
            "    as_of: date | str | int | None = ...",
            "    stage: str | None = ...",
            "    attested: dict[str, Any] | None = ...",
            "    note: str | None = ...",
        ]
        lines += [_line(fact.name, fact) for fact in vocabulary.of_subject(subject) if fact.name not in inside]
        for group in vocabulary.items_of(subject):
            title = title_of(group.name)
            lines.append(f"    {field_of(group.name)}: Sequence[{title}Item] | {title}List | None = ...  # {group.label.zh}")
    return "\n".join(lines) + "\n"


def _of_group(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    title = title_of(group.name)
    yield from ("", f"class {title}Item(RecordModel):", "    id: str = ...")
    for name in group.facts:
        yield _line(name.removeprefix(f"{group.item}."), vocabulary.facts[name])
    yield from ("", f"class {title}List(RecordModel):", f"    items: Sequence[{title}Item]", "    complete: bool | str = ...")


def _line(name: str, fact: Fact) -> str:
    unit = f", {fact.unit}" if fact.unit else ""
    return f"    {field_of(name)}: {KINDS[fact.type]} = ...  # {fact.label.zh}{unit}"


def main(arguments: list[str]) -> int:
    """Writes the file with `--write`, else says whether it is what the vocabulary makes. Gives the exit status."""
    text = stubs(load().vocabulary)
    if "--write" in arguments:
        write_whole(PLACE, text.encode())
        return 0
    same = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == text
    if not same:
        print(f"{PLACE}: nox -s stubs -- --write", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
