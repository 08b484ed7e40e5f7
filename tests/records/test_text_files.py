"""CSV, JSON, JSON Lines, GeoJSON, pipes and folders: encodings, ragged lines, places in errors, what is refused."""

from __future__ import annotations

import os
import threading
import tracemalloc
from fractions import Fraction
from pathlib import Path

import pytest

from ecocheck.errors import Problem, RecordSourceError
from ecocheck.records.model import Record
from ecocheck.records.reading import stream_file

from .reading import DISTANCE, only, read, value, vocabulary

CSV = '项目编号,所在区县,行业类别,距长江干支流岸线距离（米）\nP1,万州区,"C2614,C3099",７６０\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_encoding_and_separator_are_found_out(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "projects.csv"
    path.write_bytes(CSV.replace('"C2614,C3099"', "C2614、C3099").replace(",", sign).encode(encoding))
    record = only(path)
    assert record.subject == "project"
    assert value(record, "project.industry") == frozenset({"C2614", "C3099"})
    assert value(record, DISTANCE) == Fraction(76, 100)


def test_a_ragged_line_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text(CSV + "P2,万州区,C2614,C3099,500\nP3,万州区\nP4,万州区,C26,300,,\n", encoding="utf-8")
    records, problems = read(path)
    assert [record.id for record in records] == ["P1", "P4"]
    assert [(p.refused, p.mark.line, p.place) for p in problems] == [(True, 3, "P2"), (True, 4, "P3")]


def test_a_quote_that_is_not_closed_is_named_with_the_lines_it_swallows(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text(CSV + 'P2,万州区,"C26,1\nP3,万州区,C26,1\n', encoding="utf-8")
    records, problems = read(path)
    assert [record.id for record in records] == ["P1"]
    assert problems[0].mark.line == 3
    assert "引号" in problems[0].hint_zh


def test_the_subject_comes_from_a_column_or_from_facts_that_only_one_subject_has(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("编号,对象,所在区县\nV1,车辆,万州区\nF1,企业,万州区\n", encoding="utf-8")
    assert [record.subject for record in read(path)[0]] == ["vehicle", "facility"]
    path.write_text("编号,所在区县\nP1,万州区\n", encoding="utf-8")
    with pytest.raises(RecordSourceError, match="subject"):
        read(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "表头"), (b"\x00\x01\x02,\x00", "二进制"), ("甲,乙\n1,2\n".encode(), "表头"), (b"\xff\xff\x81,\x00", "二进制"),
        (b"\xff\xff,\xff\n", "编码"), ("编号,行业类别,行业代码\nP1,C26,C26\n".encode(), "同一个事实"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(RecordSourceError, match=said):
        read(path)


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "文件夹"), (tmp_path / "none.csv", "读不到"), (Path(os.devnull), "不是文件")):
        with pytest.raises(RecordSourceError, match=said):
            read(path)


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(CSV.encode("gb18030")))
    writer.start()
    record = only(pipe)
    writer.join()
    assert value(record, DISTANCE) == Fraction(76, 100)


def test_a_long_csv_is_read_in_memory_that_does_not_grow_with_it(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"

    def peak(lines: int) -> int:
        with path.open("w", encoding="utf-8") as file:
            file.write("对象,所在区县,行业类别\n")
            for _ in range(lines):
                file.write(f"project,万州区,{'C2614、' * 60}C2614\n")
        tracemalloc.start()
        read_ = sum(isinstance(one, Record) for one in stream_file(path, vocabulary()))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert read_ == lines
        return most

    short = peak(3000)
    assert peak(9000) < short * 1.2


JSON = '{"records": [\n {"id": "P1", "subject": "project",\n  "site": {"district": "万州区"}, "%s": %s, "project.involves": null}\n]}'


def test_json_errors_have_line_and_column_and_numbers_stay_exact(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(JSON % (DISTANCE, "0.1"), encoding="utf-8")
    record = only(path)
    assert value(record, DISTANCE) == Fraction(1, 10)
    assert "project.involves" not in record.facts
    path.write_text(JSON % (DISTANCE, '"3 kg"'), encoding="utf-8")
    (problem,) = read(path)[0][0].problems
    assert (problem.mark.line, problem.field) == (3, DISTANCE)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1,}', (1, 8)), ('{"a": 1\n "b": 2}', (2, 2)), ('{"a": 1, "a": 2}', (1, 10)), ('{"a": NaN}', (1, 7)), ('{"a": "x', (1, 7)),
        ("[1] 2", (1, 5)), ("{'a': 1}", (1, 2)), ("[" * 60 + "]" * 60, (1, 42)),
    ],
)  # fmt: skip
def test_broken_json_is_refused_with_its_place(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordSourceError) as refused:
        read(path)
    assert refused.value.problems[0].mark[1:3] == place


def test_json_of_two_values_is_no_duplicate_of_yaml(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    good = '{"id": "%s", "subject": "project", "site.district": "万州区"}\n'
    path.write_text(good % "P1" + '{"id": "P2", \n\n' + good % "P3", encoding="utf-8")
    records, problems = read(path)
    assert [record.id for record in records] == ["P1", "P3"]
    assert [(p.refused, p.mark.line) for p in problems] == [(True, 2)]


def test_geojson_features_are_records_and_no_datum_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "plots.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "subject": "site", "features": [{"type": "Feature", "id": "S1",'
        ' "properties": {"所在区县": "万州区"}, "geometry": {"type": "Point", "coordinates": [108.4, 30.8]}},'
        ' {"type": "Feature", "properties": {"id": "S2", "datum": "CGCS2000"}, "geometry": {"type": "Point", "coordinates": [108.4, 30.8]}}]}',
        encoding="utf-8",
    )
    first, second = read(path)[0]
    assert (first.id, first.subject, value(first, "site.district")) == ("S1", "site", "500101")
    assert value(first, "site.location") == '{"coordinates": [108.4, 30.8], "type": "Point"}'
    assert '"datum": "CGCS2000"' in value(second, "site.location")


def test_read_is_checked_plus_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(CSV + "P2,万州区\n", encoding="utf-8")
    stream = stream_file(path, vocabulary())
    given = list(stream)
    assert (stream.checked, stream.refused) == (1, 1)
    assert [isinstance(one, Problem) for one in given] == [False, True]


def test_lines_of_findings_are_streamed_and_refused_rows_are_among_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    import json

    from ..running import run

    path, out = tmp_path / "x.csv", tmp_path / "out.jsonl"
    path.write_text(CSV + "P2,万州区\n" + "".join(f"P{n},万州区,C26,{n}\n" for n in range(3, 100)), encoding="utf-8")
    words = ("check", str(path), "--plan", "wanzhou", "--as-of", "2023-06-01", "--format", "jsonl", "-o", str(out))
    ran = run(monkeypatch, capsys, *words)
    assert ran.status == 1
    assert "读取 99 条记录 = 检查 98 + 无法读取 1" in ran.err
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len({line["record"] for line in lines}) == 99
    (refused,) = [line for line in lines if line.get("reason") == "refused"]
    assert (refused["record"], refused["outcome"], refused["place"]) == ("P2", "error", f"{path}:3")


def test_a_large_file_is_not_put_into_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    from ..running import run

    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    ran = run(monkeypatch, capsys, "check", str(path), "--plan", "wanzhou")
    assert ran.status == 2
    assert "jsonl" in ran.err


def test_a_line_with_half_a_character_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    from ecocheck.plans import load
    from ecocheck.records.reading import read_file

    path = tmp_path / "lines.jsonl"
    line = '{"id": "%s", "subject": "project", "name": "%s"}\n'
    path.write_text(line % ("A", "\\udc00x") + line % ("B", "\\ud83c\\udf33") + line % ("C\\ud800", "x"), encoding="utf-8")
    records, problems, _ = read_file(path, load("wanzhou").vocabulary)
    assert [record.id for record in records] == ["B"]
    assert [(one.mark.line, one.refused) for one in problems] == [(1, True), (3, True)]
    assert "half a character" in problems[0].en
