"""Both ways of judging the same records, as plain data that can be held against each other."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from ecocheck.book import Rulebook

EVERY = ("fail", "error", "review", "unknown", "advice", "exempt", "pass", "not_applicable")
Answers = dict[tuple[str, str, str], tuple[Any, ...]]


def one_by_one(book: Rulebook, records: list[dict[str, Any]], as_of: str) -> Answers:
    """The findings of the one-record path."""
    return {
        (f.record, f.item, f.rule): (str(f.outcome), list(f.possible), f.worst or None, list(f.missing), list(f.bad), f.later)
        for record in records
        for f in book.check(record, as_of).findings
    }


def as_answers(table: pa.Table) -> Answers:
    found = {
        (row["record"], row["item"] or "", row["rule"]): (
            row["outcome"],
            row["possible"],
            row["worst"],
            row["missing"],
            row["bad"],
            row["later"],
        )
        for row in table.to_pylist()
    }
    assert len(found) == table.num_rows, "a finding stands twice"
    return found


def differences(
    book: Rulebook, records: list[dict[str, Any]], frame: Any, as_of: str, subject: str = "project", **more: Any
) -> list[Any]:
    """Where the two ways differ, whole table and counts."""
    expected = one_by_one(book, records, as_of)
    found = as_answers(book.check_table(frame, subject, as_of, outcomes=EVERY, **more))
    wrong: list[Any] = [
        (key, expected.get(key), found.get(key))
        for key in expected.keys() | found.keys()
        if expected.get(key) != found.get(key)
    ]
    counted = book.check_table(frame, subject, as_of, out="counts", **more).to_pylist()
    for row in counted:
        for outcome in EVERY:
            number = sum(rule == row["rule"] and answer[0] == outcome for (_, _, rule), answer in expected.items())
            if number != row[outcome]:
                wrong.append((row["rule"], outcome, number, row[outcome]))
    return wrong


def framed(records: list[dict[str, Any]]) -> pa.Table:
    """An Arrow table of dotted records, a column typed where all its cells are of one kind, else as text."""
    names = list(dict.fromkeys(name for record in records for name in record if name != "subject"))
    columns = {}
    for name in names:
        cells = [record.get(name) for record in records]
        try:
            columns[name] = pa.array(cells)
        except (pa.ArrowException, OverflowError):
            columns[name] = pa.array([None if cell is None else str(cell) for cell in cells])
    return pa.table(columns)
