"""Tables from every source, groups in every form, and what a run says about what it read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ecocheck
from ecocheck.book import Rulebook
from ecocheck.columns import frames as sources
from ecocheck.errors import DateMissing, EcocheckError, RecordSourceError, UnknownName

from .comparing import EVERY, as_answers, differences, framed
from .inventing import Inventor
from .test_agreement import as_written

DAY = "2023-06-01"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return ecocheck.load("wanzhou")


def whole(book: Rulebook, frame: Any, **more: Any) -> dict[Any, Any]:
    return as_answers(book.check_table(frame, as_of=DAY, outcomes=EVERY, **more))


SIMPLE = [
    {"id": "P1", "project.industry": "C2614", "project.construction": "new", "site.distance.yangtze_system_bank": 0.4},
    {"id": "P2", "project.industry": "C2614", "project.construction": "new", "site.distance.yangtze_system_bank": 1.0},
    {"id": "P3", "project.industry": "H6110", "project.construction": "new"},
]


@pytest.mark.parametrize("kind", ["polars", "lazy", "pandas", "batch", "dict", "parquet", "csv", "gbk", "nested"])
def test_the_source_of_a_table_does_not_matter(book: Rulebook, kind: str, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(SIMPLE)
    frame: Any
    if kind == "polars":
        frame = pl.DataFrame(SIMPLE)
    elif kind == "lazy":
        frame = pl.DataFrame(SIMPLE).lazy()
    elif kind == "pandas":
        frame = pd.DataFrame(SIMPLE)
    elif kind == "batch":
        frame = table.to_batches()[0]
    elif kind == "dict":
        frame = {name: table[name].to_pylist() for name in table.column_names}
    elif kind == "parquet":
        frame = tmp_path / "records.parquet"
        pq.write_table(table, frame)
    elif kind in ("csv", "gbk"):
        frame = tmp_path / "records.csv"
        header = "编号,project.industry,project.construction,site.distance.yangtze_system_bank"
        lines = [
            ",".join("" if (cell := row.get(name)) is None else str(cell) for name in table.column_names) for row in SIMPLE
        ]
        frame.write_bytes("\n".join([header, *lines]).encode("gb18030" if kind == "gbk" else "utf-8-sig"))
    else:
        frame = [
            {"id": r["id"], "project": {"industry": r["project.industry"], "construction": r["project.construction"]},
             "site": {"distance": {"yangtze_system_bank": r.get("site.distance.yangtze_system_bank")}}}
            for r in SIMPLE
        ]  # fmt: skip
    assert whole(book, frame) == whole(book, table)


def test_a_header_may_carry_the_unit(book: Rulebook) -> None:
    """400 m and 1000 m are 0.4 km and 1 km: within the kilometre that includes its own line."""
    metres = [{("distance" if name.startswith("site") else name): value for name, value in row.items()} for row in SIMPLE]
    table = pa.Table.from_pylist(metres)
    scaled = pa.array([400, 1000, None])
    place = table.column_names.index("distance")
    table = table.set_column(place, "site.distance.yangtze_system_bank(m)", scaled)
    assert whole(book, table) == whole(book, pa.Table.from_pylist(SIMPLE))
    bare = table.rename_columns([name.removesuffix("(m)") for name in table.column_names])
    assert whole(book, bare, units={"site.distance.yangtze_system_bank": "m"}) == whole(book, pa.Table.from_pylist(SIMPLE))


def test_a_unit_of_another_kind_is_refused(book: Rulebook) -> None:
    with pytest.raises(RecordSourceError, match=r"site\.distance"):
        book.check_table({"id": ["P"], "site.distance.yangtze_system_bank(t/h)": [1.0]}, as_of=DAY)


def test_chunks_have_no_edges(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table cut into chunks of seven rows gives what it gives in one."""
    frame = framed(Inventor(book, "project", 5).records(60))
    expected = whole(book, frame)
    monkeypatch.setattr(sources, "CHUNK", 7)
    assert whole(book, frame) == expected


def test_groups_may_come_as_a_table_of_their_own(book: Rulebook) -> None:
    records = Inventor(book, "facility", 11).records(40)
    group = next(rule.each for rule in book.rules_for("facility") if rule.each)
    for record in records:
        if record.get(group) == []:  # a child table cannot say that there are none
            del record[group]
    children = [{"record": r["id"], **item} for r in reversed(records) for item in r.get(group, [])]
    children.append({"record": "nobody"})
    rows = [{name: value for name, value in record.items() if name != group} for record in records]
    written = [{**as_written(record), "subject": "facility"} for record in records]
    frame = framed(rows)
    wrong = differences(book, written, frame, DAY, "facility", groups={group: framed(children)})
    # ids of items without one are their places among their record's items, in the order of the child table
    assert wrong == []
    said = json.loads(book.check_table(frame, "facility", DAY, groups={group: framed(children)}).schema.metadata[b"ecocheck"])
    assert said["strays"] == {group: 1}


def test_a_row_that_cannot_be_judged_is_counted_and_the_others_are_judged(book: Rulebook) -> None:
    rows = [
        {"id": "a", "subject": "project", "as_of": "2023-06-01", "project.industry": "C2614", "strange": 1},
        {"id": "b", "subject": "vehicle", "as_of": "2023-06-01", "project.industry": "C2614"},
        {"id": "c", "subject": "project", "as_of": None, "project.industry": "C2614"},
        {"id": "d", "subject": "project", "as_of": "2023-06-01", "project.industry": "zz"},
    ]
    found = book.check_table(rows, outcomes=EVERY)
    said = json.loads(found.schema.metadata[b"ecocheck"])
    assert (said["read"], said["checked"], said["refused"]) == (4, 2, {"subject": 1, "as_of": 1})
    assert (said["bad_rows"], said["bad"], said["ignored"]) == (1, {"project.industry": 1}, ["strange"])
    assert set(found["record"].to_pylist()) == {"a", "d"}


def test_each_row_may_have_its_own_day_and_its_own_plan() -> None:
    everything = ecocheck.load()
    rows = [
        {
            "id": "a",
            "as_of": date(2023, 6, 1),
            "site.district": "500101",
            "project.industry": "C2614",
            "project.construction": "new",
        },
        {
            "id": "b",
            "as_of": date(2027, 6, 1),
            "site.district": "500114",
            "project.industry": "C2614",
            "project.construction": "new",
        },
        {"id": "c", "as_of": date(2023, 6, 1), "project.industry": "C2614"},
    ]
    found = everything.check_table(rows, outcomes=EVERY)
    assert json.loads(found.schema.metadata[b"ecocheck"])["refused"] == {"site.district": 1}
    expected = {
        (f.record, f.item, f.rule): (str(f.outcome), list(f.possible), f.worst or None, list(f.missing), list(f.bad), f.later)
        for row in rows[:2]
        for f in everything.check({"subject": "project", **row}).findings
    }
    assert as_answers(found) == expected


def test_mistakes_are_said_before_any_row_is_read(book: Rulebook) -> None:
    with pytest.raises(DateMissing):
        book.check_table(SIMPLE)
    with pytest.raises(UnknownName, match="projekt"):
        book.check_table(SIMPLE, "projekt", DAY)
    with pytest.raises(UnknownName, match="passed"):
        book.check_table(SIMPLE, as_of=DAY, outcomes=["passed"])
    with pytest.raises(RecordSourceError, match=r"project\.industry"):
        book.check_table({"project.industry": ["C26"], "project.industry ": ["C26"]}, as_of=DAY)
    with pytest.raises(EcocheckError, match=r"no_such\.csv"):
        book.check_table("no_such.csv", as_of=DAY)


def test_only_the_outcomes_asked_for_are_given_and_counts_have_them_all(book: Rulebook) -> None:
    frame = framed(Inventor(book, "project", 3).records(50))
    everything = whole(book, frame)
    some = as_answers(book.check_table(frame, as_of=DAY, outcomes=("fail", "error")))
    assert some == {key: answer for key, answer in everything.items() if answer[0] in ("fail", "error")}
    counted = book.check_table(frame, as_of=DAY, out="counts")
    assert sum(sum(counted[name].to_pylist()) for name in EVERY) == len(everything)


def test_findings_stand_record_by_record_in_the_order_of_the_rules(book: Rulebook) -> None:
    found = book.check_table(framed(Inventor(book, "project", 3).records(50)), as_of=DAY, outcomes=EVERY)
    places = {rule.id: place for place, rule in enumerate(book.rules_for("project"))}
    cells = zip(found["row"].to_pylist(), found["rule"].to_pylist(), found["seen_as"].to_pylist(), strict=True)
    order = [(row, len(places) if seen_as else places[rule]) for row, rule, seen_as in cells]
    assert order == sorted(order)  # what a record meets as something else stands after all that it meets as what it is
