"""Data frames, Arrow tables, Parquet files and typed objects say the same as a YAML file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ecocheck.errors import RecordSourceError
from ecocheck.records.model import Record
from ecocheck.records.reading import as_records

from .reading import DISTANCE, only, value, vocabulary

DATA: dict[str, list[Any]] = {
    "编号": ["P1", "P2"],
    "project.industry": [["C2614"], None],
    "批复时间": [date(2023, 5, 1), None],
    "距长江干支流岸线距离(m)": [760.0, None],
    "project.boilers": [[{"id": "B1", "capacity": "14 MW"}], []],
}


def make(kind: str) -> Any:
    if kind == "polars":
        return pytest.importorskip("polars").DataFrame(DATA, strict=False)
    if kind == "pandas":
        return pytest.importorskip("pandas").DataFrame(DATA)
    return pytest.importorskip("pyarrow").table(DATA)


def check(records: list[Record]) -> None:
    first, second = records
    assert (first.id, first.subject) == ("P1", "project")
    assert value(first, "project.industry") == frozenset({"C2614"})
    assert value(first, "project.approved_on") == date(2023, 5, 1)
    assert value(first, DISTANCE) == Fraction(76, 100)
    assert first.groups["project.boilers"].items[0].facts["boiler.capacity"].value == 20
    assert second.facts == {}
    assert second.groups["project.boilers"].items == ()


@pytest.mark.parametrize("kind", ["polars", "pandas", "arrow"])
def test_frames_of_all_kinds_give_the_same_records(kind: str) -> None:
    check(as_records(make(kind), vocabulary())[0])


def test_a_parquet_file_gives_the_same_records(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    path = tmp_path / "projects.parquet"
    parquet.write_table(make("arrow"), path)
    check(as_records(path, vocabulary())[0])
    path.write_bytes(b"PAR1 torn")
    with pytest.raises(RecordSourceError, match="Parquet"):
        as_records(path, vocabulary())


def test_a_tenth_in_single_precision_is_a_tenth() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"对象": ["project"], DISTANCE: [0.1]}, schema_overrides={DISTANCE: polars.Float32})
    assert value(as_records(frame, vocabulary())[0][0], DISTANCE) == Fraction(1, 10)


def test_a_bad_value_is_named_by_row_and_column() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"project.industry": ["C26", "化工"]})
    (problem,) = as_records(frame, vocabulary())[0][1].problems
    assert problem.mark == ("DataFrame", 2, 1, "")


def test_nothing_checked_by_a_frame_of_strangers() -> None:
    polars = pytest.importorskip("polars")
    with pytest.raises(RecordSourceError, match="表头"):
        as_records(polars.DataFrame({"a": [1]}), vocabulary())


def test_one_yaml_record_and_its_dict_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"id: P1\nsubject: 建设项目\n{DISTANCE}: 760 m\n", encoding="utf-8")
    (plain,) = as_records({"id": "P1", "subject": "project", DISTANCE: "760 m"}, vocabulary())[0]
    assert value(only(path), DISTANCE) == value(plain, DISTANCE)
