"""The column form and the one-record path give the same findings: outcomes, what stays possible, what is missing, what is bad."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace

import ecocheck
from ecocheck.book import Rulebook
from ecocheck.evaluation.binding import TARGET_SUBJECTS
from ecocheck.rulebook.model import Implication
from ecocheck.vocabulary.model import SUBJECTS

from ..implying import implications
from . import drawing as own
from .comparing import differences, framed
from .inventing import Inventor

LATE = settings(max_examples=250)


def as_written(record: dict[str, Any]) -> dict[str, Any]:
    """A drawn record as the one-record path takes it: attestations under their own key, whether a list is whole beside its items."""
    facts = {
        name: value for name, value in record.items() if not name.startswith("attested.") and not name.endswith(".complete")
    }
    if "t.things.complete" in record:
        facts["t.things"] = {"items": facts["t.things"], "complete": "no"}
    attested = {name.removeprefix("attested."): value for name, value in record.items() if name.startswith("attested.")}
    return {"subject": "project", **facts, **({"attested": attested} if attested else {})}


def implying(book: Rulebook, rows: tuple[Implication, ...]) -> Rulebook:
    return Rulebook(replace(book.data, implications=rows), book.plans)


@LATE
@given(own.books(), own.records(), implications())
def test_tables_and_records_find_the_same(book: Rulebook, records: list[dict[str, Any]], rows: tuple[Implication, ...]) -> None:
    book = implying(book, rows)
    assume(any(len(record) > 1 for record in records))  # a table without any fact is refused
    assert differences(book, [as_written(record) for record in records], framed(records), "2023-06-01") == []


@pytest.mark.parametrize("subject", [name for name in SUBJECTS if name not in TARGET_SUBJECTS])
@pytest.mark.parametrize("plan", ["wanzhou", "liangjiang"])
def test_every_shipped_rule_finds_the_same_on_invented_records(plan: str, subject: str) -> None:
    book = ecocheck.load(plan)
    records = Inventor(book, subject, seed=hash_of(plan, subject)).records(30)
    written = [{**as_written(record), "subject": subject} for record in records]
    assert differences(book, written, framed(records), "2023-06-01", subject) == []


def hash_of(*words: str) -> int:
    return crc32(" ".join(words).encode())
