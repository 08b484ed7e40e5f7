"""What a reader of any format hands on: rows of named cells with their places, before anything is understood."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from ..errors import Mark, Problem, RecordSourceError, ValueRefused


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


def cannot_read(mark: Mark, code: str, **parts: Any) -> RecordSourceError:
    """The error of a file that cannot be used at all."""
    return RecordSourceError([Problem.coded(mark, code, **parts)])
