"""What programs hold records in: objects of classes, series, batches, and the single values of numpy, pandas and Arrow."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ecocheck
from ecocheck.errors import EcocheckError, RecordSourceError
from ecocheck.records.reading import as_records

from .reading import DISTANCE, value, vocabulary

BUILT_UP, APPROVED, INDUSTRY = "site.zone.built_up", "project.approved_on", "project.industry"


def read(fact: str, raw: Any) -> Any:
    (record,) = as_records({"subject": "project", fact: raw}, vocabulary())[0]
    assert record.problems == ()
    return value(record, fact) if fact in record.facts else None


class Fuel(Enum):
    COAL = "coal"


@pytest.mark.parametrize(
    ("fact", "raw", "meant"),
    [
        (DISTANCE, np.float64(1.25), Fraction(5, 4)),
        (DISTANCE, np.float32(0.7), Fraction(7, 10)),
        (DISTANCE, np.float16(0.5), Fraction(1, 2)),
        (DISTANCE, np.uint8(3), Fraction(3)),
        (DISTANCE, np.array(4), Fraction(4)),
        (DISTANCE, pa.scalar(1.5), Fraction(3, 2)),
        (DISTANCE, {"value": np.int32(900), "unit": "m"}, Fraction(9, 10)),
        (DISTANCE, Decimal("0.30"), Fraction(3, 10)),
        (BUILT_UP, np.bool_(False), False),
        (BUILT_UP, pa.scalar(True), True),
        (INDUSTRY, np.array(["C2614", "C2511"]), frozenset({"C2614", "C2511"})),
        (INDUSTRY, pd.Series(["C2614"]), frozenset({"C2614"})),
        (INDUSTRY, pl.Series(["C2614"]), frozenset({"C2614"})),
        (INDUSTRY, pa.array(["C2614"]), frozenset({"C2614"})),
        (INDUSTRY, np.str_("C2614"), frozenset({"C2614"})),
        (APPROVED, pd.Timestamp("2022-11-30 23:30"), date(2022, 11, 30)),
        (APPROVED, np.datetime64("2022-11-30T08:00:00.000000001"), date(2022, 11, 30)),
        (APPROVED, np.datetime64("2022-11-30"), date(2022, 11, 30)),
        (APPROVED, datetime(2022, 11, 30, 7), date(2022, 11, 30)),
        (APPROVED, "2022-11-30T07:15:00+08:00", date(2022, 11, 30)),
        (APPROVED, "2022/11/30 7:15", date(2022, 11, 30)),
        (APPROVED, 20221130, date(2022, 11, 30)),
    ],
)
def test_a_value_of_another_library_means_what_pythons_own_means(fact: str, raw: Any, meant: Any) -> None:
    assert read(fact, raw) == meant


@pytest.mark.parametrize(
    "nothing",
    [
        np.nan,
        np.float32("nan"),
        pd.NaT,
        pd.NA,
        np.datetime64("NaT"),
        np.ma.masked,
        Decimal("NaN"),
        pa.scalar(None),
        np.array(np.nan),
    ],
    ids=lambda one: type(one).__name__,
)
@pytest.mark.parametrize("fact", [DISTANCE, APPROVED, BUILT_UP, INDUSTRY])
def test_what_another_library_calls_missing_is_missing(fact: str, nothing: Any) -> None:
    (record,) = as_records({"subject": "project", fact: nothing}, vocabulary())[0]
    assert (record.facts, record.problems) == ({}, ())
    (annotated,) = as_records({"subject": "project", fact: {"value": nothing, "source": "图"}}, vocabulary())[0]
    assert (annotated.facts, annotated.problems) == ({}, ())


def test_a_month_of_numpy_is_a_month_and_not_its_first_day() -> None:
    assert read(APPROVED, np.datetime64("2022-11"))[:2] == (date(2022, 11, 1), date(2022, 11, 30))


def test_an_infinite_number_is_refused_and_not_raised() -> None:
    for raw in (np.float64("inf"), Decimal("Infinity")):
        (record,) = as_records({"subject": "project", DISTANCE: raw}, vocabulary())[0]
        assert [problem.field for problem in record.problems] == [DISTANCE]


@dataclass
class Site:
    distance: dict[str, str]


@dataclass
class Boiler:
    id: str
    capacity: str
    fuel: Fuel | None = None


@dataclass
class Works:
    id: str
    project_industry: list[str]
    site: Site
    project_boilers: list[Boiler] = field(default_factory=list)
    project_approved_on: date | None = None
    subject: str = "project"


class Plot(msgspec.Struct):
    id: str
    site_distance_yangtze_system_bank: str
    subject: str = "project"


Row = namedtuple("Row", "id subject project_industry")


def test_an_object_of_a_dataclass_is_a_record() -> None:
    works = Works("P1", ["C2614"], Site({"yangtze_system_bank": "760 m"}), [Boiler("B1", "14 MW", Fuel.COAL)])
    (record,) = as_records(works, vocabulary())[0]
    assert (record.id, record.problems) == ("P1", ())
    assert value(record, INDUSTRY) == frozenset({"C2614"})
    assert value(record, DISTANCE) == Fraction(76, 100)
    assert {name: given.value for name, given in record.groups["project.boilers"].items[0].facts.items()} == {
        "boiler.capacity": 20,
        "boiler.fuel": frozenset({"coal"}),
    }
    assert APPROVED not in record.facts


def test_structs_named_tuples_and_series_are_records_and_may_stand_in_one_list() -> None:
    series = pd.Series({"id": "P3", "subject": "project", DISTANCE: np.float64(0.76), APPROVED: pd.NaT})
    records = as_records([Plot("P1", "760 m"), Row("P2", "project", ["C2614"]), series], vocabulary())[0]
    assert [record.id for record in records] == ["P1", "P2", "P3"]
    assert [record.problems for record in records] == [(), (), ()]
    assert [set(record.facts) for record in records] == [{DISTANCE}, {INDUSTRY}, {DISTANCE}]
    assert as_records(series, vocabulary())[0][0].id == "P3"


ROWS = {"id": ["P1", "P2"], INDUSTRY: ["C2614", "C2614"], DISTANCE: [0.76, 3.0]}


@pytest.mark.parametrize(
    "held",
    [
        pl.DataFrame(ROWS),
        pl.LazyFrame(ROWS),
        pl.DataFrame(ROWS).to_struct(),
        pa.table(ROWS),
        pa.table(ROWS).to_batches()[0],
        pd.DataFrame(ROWS),
        [dict(zip(ROWS, row, strict=True)) for row in zip(*ROWS.values(), strict=True)],
        [pd.Series(dict(zip(ROWS, row, strict=True))) for row in zip(*ROWS.values(), strict=True)],
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_table_is_taken_by_every_verb_in_whatever_holds_it(held: Any) -> None:
    book = ecocheck.load("wanzhou")
    rule = "wz-145/chem-1km"
    from_table = book.check_table(held, as_of="2023-06-01", outcomes=["unknown"]).to_pylist()
    assert [row["record"] for row in from_table if row["rule"] == rule] == ["P1", "P2"]  # whether it is new is not said
    if isinstance(held, list | pl.Series):
        return  # rows without a subject say nothing of it one by one
    report = book.check(held, as_of="2023-06-01", rules=[rule])
    assert [(f.record, str(f.outcome)) for f in report] == [("P1", "unknown"), ("P2", "unknown")]


def test_a_stream_of_batches_is_read_once_and_wholly() -> None:
    table = pa.table(ROWS)
    stream = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=1))
    assert [record.id for record in as_records(stream, vocabulary())[0]] == ["P1", "P2"]


@pytest.mark.parametrize("source", [3, object(), Fuel.COAL, date(2023, 6, 1)], ids=lambda one: type(one).__name__)
def test_what_is_no_record_is_refused_with_what_would_be_one(source: Any) -> None:
    with pytest.raises(RecordSourceError, match="dataclass"):
        as_records(source, vocabulary())


def test_a_record_inside_itself_is_refused() -> None:
    endless: dict[str, Any] = {"subject": "project"}
    endless["project"] = endless
    with pytest.raises(RecordSourceError, match="deeper"):
        as_records(endless, vocabulary())


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 6, 1), datetime(2023, 6, 1, 23, 59), pd.Timestamp("2023-06-01 08:00", tz="Asia/Shanghai"), np.datetime64("2023-06-01T12"),
        "2023-06-01", "2023/6/1", "2023.6.1", "2023年6月1日", "20230601", 20230601, "2023-06-01T10:00:00Z", "2023-W22-4",
    ],
    ids=str,
)  # fmt: skip
def test_the_day_judged_is_taken_in_every_usual_form(day: Any) -> None:
    record = {"subject": "project", "id": "P", INDUSTRY: "C2614"}
    book = ecocheck.load("wanzhou")
    assert book.check(record, as_of=day).subjects[0].as_of == "2023-06-01"
    assert book.check({**record, "as_of": day}).subjects[0].as_of == "2023-06-01"
    assert book.check_table([record], as_of=day).num_rows >= 0


@pytest.mark.parametrize(
    "day",
    ["soon", "2023", "2023-06", 2023, 20231301, 45078.0, object(), [2023, 6, 1], True],
    ids=lambda day: type(day).__name__,
)
def test_what_is_no_day_is_refused_with_the_way_out(day: Any) -> None:
    record = {"subject": "project", "id": "P", INDUSTRY: "C2614"}
    for check in (ecocheck.load("wanzhou").check, ecocheck.load("wanzhou").check_table):
        with pytest.raises(EcocheckError, match="2027-0"):
            check([record], as_of=day)


def test_a_missing_day_is_no_day() -> None:
    with pytest.raises(ecocheck.errors.DateMissing):
        ecocheck.load("wanzhou").check({"subject": "project", "id": "P"}, as_of=pd.NaT)


@dataclass
class Yearly:
    indicator: str
    value: Any
    year: int = 2022


@pytest.mark.parametrize(
    "figures",
    [
        [Yearly("环境空气质量优良天数", np.int64(340))],
        [pd.Series({"indicator": "环境空气质量优良天数", "2022": np.float32(340)})],
        pl.LazyFrame({"indicator": ["环境空气质量优良天数"], "2022": [340]}),
        pa.RecordBatch.from_pylist([{"indicator": "环境空气质量优良天数", "2022": 340}]),
        {"figures": [{"indicator": "air.good_days", "years": {"2021": pd.NA, "2022": np.int64(340), "2023": np.nan}}]},
    ],
    ids=["dataclass", "series", "lazy", "batch", "compact"],
)
def test_yearly_figures_are_taken_from_all_of_these_as_well(figures: Any) -> None:
    found = ecocheck.load("wanzhou").assess(figures, year=2022)
    (row,) = found.where(code="air.good_days")
    assert (row.used, [point.year for point in row.series if point.text], found.problems) == (340, [2022], ())


def test_a_table_of_dicts_has_the_keys_of_all_of_them() -> None:
    rows = [{"id": "P1"}, {"id": "P2", INDUSTRY: "C2614", "project.construction": "new", DISTANCE: 0.4}]
    found = ecocheck.load("wanzhou").check_table(rows, as_of="2023-06-01", outcomes=["fail"]).to_pylist()
    assert ("P2", "wz-145/chem-1km") in {(row["record"], row["rule"]) for row in found}


@pytest.mark.parametrize("nothing", [None, np.nan, pd.NA], ids=str)
def test_a_list_and_an_attestation_that_are_missing_are_missing(nothing: Any) -> None:
    raw = {
        "id": nothing,
        "name": nothing,
        "subject": "project",
        "project.boilers": nothing,
        "attested": {"wz-145/c241": nothing},
    }
    (record,) = as_records(raw, vocabulary())[0]
    assert (record.id, record.name, record.groups, record.attested, record.problems) == ("1", "", {}, {}, ())


@pytest.mark.parametrize(
    "number", [10**400, -(10**5000), Decimal("1e400"), Decimal("1e-999999999")], ids=["power", "digits", "decimal", "tiny"]
)
def test_a_number_beyond_all_measure_is_refused_at_once(number: Any) -> None:
    (record,) = as_records({"subject": "project", DISTANCE: number}, vocabulary())[0]
    assert [problem.field for problem in record.problems] == [DISTANCE]


@pytest.mark.parametrize(
    "year", [2022, np.int64(2022), "2022", "2022年", date(2022, 12, 31), pd.Timestamp("2022-01-01")], ids=str
)
def test_the_year_assessed_is_taken_in_every_usual_form(year: Any) -> None:
    found = ecocheck.load("wanzhou").assess([{"indicator": "air.good_days", "2022": 340, "2023": 350}], year=year)
    assert found.to_dict()["year"] == 2022


@pytest.mark.parametrize("year", ["soon", True, 2022.5, object()], ids=lambda year: type(year).__name__)
def test_what_is_no_year_is_refused(year: Any) -> None:
    with pytest.raises(EcocheckError):
        ecocheck.load("wanzhou").assess([{"indicator": "air.good_days", "2022": 340}], year=year)


def test_records_that_were_built_already_may_stand_among_others() -> None:
    built = as_records({"id": "P1", "subject": "project", DISTANCE: "760 m"}, vocabulary())[0][0]
    records, problems, _ = as_records([{"id": "P1", "subject": "project"}, built, Plot("P3", "2 km")], vocabulary())
    assert ([record.id for record in records], problems) == (["P1", "P1#2", "P3"], [])
    assert value(records[1], DISTANCE) == Fraction(76, 100)


@pytest.mark.parametrize(
    "measured", [{"value": 400, "unit": "m"}, {"value": "400 m", "source": "图"}, {"value": np.float32(0.4)}], ids=str
)
def test_a_row_may_give_a_value_with_its_unit_and_source(measured: Any) -> None:
    row = {"id": "P1", INDUSTRY: "C2614", "project.construction": "new", DISTANCE: measured}
    found = ecocheck.load("wanzhou").check_table(
        [row, {**row, "id": "P2", DISTANCE: "3 km"}], as_of="2023-06-01", outcomes=["fail", "pass"]
    )
    told = {(one["record"], one["outcome"]) for one in found.to_pylist() if one["rule"] == "wz-145/chem-1km"}
    assert told == {("P1", "fail"), ("P2", "pass")}


@pytest.mark.parametrize("groups", [[Boiler("B1", "10 t/h", Fuel.COAL)], None])
def test_tables_take_objects_with_objects_inside(groups: Any) -> None:
    works = [Works("P1", ["C2614"], Site({"yangtze_system_bank": "760 m"}), groups or []), Works("P2", ["A0111"], Site({}), [])]
    found = ecocheck.load("wanzhou").check_table(works, as_of="2023-06-01", outcomes=["unknown"]).to_pylist()
    assert {one["record"] for one in found} == {"P1", "P2"}
