"""What a reader of any format hands on: rows of named cells with their places, before anything is understood."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from ..bilingual import Said
from ..errors import EcocheckError, Mark, Problem, RecordSourceError, ValueRefused, words_of


class Entry(NamedTuple):
    """A key, what stands under it, and its place."""

    key: str
    raw: Any
    mark: Mark | None


class Row(Struct, frozen=True):
    """A row of a table, or what of a form makes one record: its filled cells by fact."""

    entries: tuple[Entry, ...]
    mark: Mark


class Unreadable(NamedTuple):
    """A cell that holds something, yet nothing that can be used: a formula without a value, an error of Excel."""

    error: ValueRefused

    def __str__(self) -> str:
        return self.error.said.zh


class Raw(NamedTuple):
    """One record as found: a node of YAML or JSON, plain data or a `Row`; None where it was refused, and `problems` says why.

    `subject` is what the sheet or file says that its records are, where they do not say so themselves.
    """

    node: Any
    mark: Mark | None
    subject: str = ""
    problems: tuple[Problem, ...] = ()


def problem(
    mark: Mark,
    code: str,
    *,
    field: str = "",
    place: str = "",
    severity: str = "error",
    refused: bool = False,
    hint: Said | None = None,
    **parts: Any,
) -> Problem:
    """What is wrong with a record or its file, by its code."""
    said, way_out = words_of(code, parts)
    way_out = hint or way_out
    return Problem(mark, said.zh, said.en, field, way_out.zh, way_out.en, place, severity, "refused" if refused else "")


def problem_of(error: EcocheckError, mark: Mark, field: str = "", place: str = "") -> Problem:
    """What an error says, as a problem at a place."""
    return Problem(mark, error.said.zh, error.said.en, field, error.hint.zh, error.hint.en, place)


def cannot_read(mark: Mark, code: str, **parts: Any) -> RecordSourceError:
    """The error of a file that cannot be used at all."""
    return RecordSourceError([problem(mark, code, **parts)])
