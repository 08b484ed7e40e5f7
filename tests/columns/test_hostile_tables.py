"""Large tables that are not what they should be: read as records are, or refused in one sentence, and never a half file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from ecocheck.book import Rulebook
from ecocheck.errors import EcocheckError, OutputRefused, RecordSourceError
from ecocheck.plans import load

from ..running import run

WORDS = ("--subject", "project", "--plan", "wanzhou", "--as-of", "2023-06-01", "--lang", "en")
FAILS = "wz-145/chem-1km"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("wanzhou")


def failing(book: Rulebook, path: Path) -> list[str]:
    found = book.check_table(path, subject="project", as_of="2023-06-01", outcomes=["fail"])
    return [row["record"] for row in found.to_pylist() if row["rule"] == FAILS]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("编号;行业类别;建设性质;site.distance.yangtze_system_bank\nK9;C2614;新建;0.3 km\n", "utf-8"),
        ("编号\t行业类别\t建设性质\tsite.distance.yangtze_system_bank\nK9\tC2614\t新建\t0.3 km\n", "utf-8"),
        ("园区项目汇总\n\n编号,行业类别,建设性质,site.distance.yangtze_system_bank(m)\nK9,C2614,新建,300\n", "utf-8"),
        ("id,project.industry,project.construction,site.distance.yangtze_system_bank\nK9,C2614,新建,300 m\n", "gb18030"),
        ("id,project.industry,project.construction,site.distance.yangtze_system_bank\nK9,C2614,新建,300 m\n", "utf-16"),
        ("id,project.industry,project.construction,site.distance.yangtze_system_bank\nK9,C2614,新建,300 m\n", "utf-8-sig"),
    ],
    ids=["semicolons", "tabs", "a title and a unit", "gb18030 below an ASCII header", "utf-16", "byte order mark"],
)
def test_a_table_is_read_as_its_records_are(book: Rulebook, tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    assert failing(book, path) == ["K9"]


def test_a_table_without_any_fact_is_refused_by_every_door(
    book: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("alpha,beta\n1,2\n", encoding="utf-8")
    parquet.write_table(pa.table({"alpha": [1]}), tmp_path / "t.parquet")
    for name in ("t.csv", "t.parquet"):
        ran = run(monkeypatch, capsys, "check", str(tmp_path / name), *WORDS)
        assert (ran.status, "no column is a fact; the headers are: alpha" in ran.err) == (2, True)
    with pytest.raises(RecordSourceError, match="alpha"):
        book.check_table(pa.table({"alpha": [1]}), subject="project", as_of="2023-06-01")


def test_a_table_without_rows_or_with_a_wide_separator_says_so(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,project.industry\n", encoding="utf-8")
    with pytest.raises(RecordSourceError, match="no row below"):
        failing(book, path)
    path.write_text("id，project.industry，project.construction\nK9，C2614，new\n", encoding="utf-8")
    with pytest.raises(RecordSourceError, match="without --subject"):
        failing(book, path)


def damaged(folder: Path) -> Path:
    """A Parquet file whose later pages are zeroes."""
    path = folder / "damaged.parquet"
    parquet.write_table(pa.table({"id": [f"P{n}" for n in range(50_000)], "project.industry": ["C2614"] * 50_000}), path)
    content = bytearray(path.read_bytes())
    content[4:4000] = bytes(3996)
    path.write_bytes(bytes(content))
    return path


def impossible(folder: Path, kind: pa.DataType, ticks: int) -> Path:
    path = folder / "impossible.parquet"
    days = pa.array([ticks], pa.int32() if pa.types.is_date32(kind) else pa.int64()).view(kind)
    parquet.write_table(pa.table({"id": ["P1"], "project.industry": ["C2614"], "project.approved_on": days}), path)
    return path


@pytest.mark.parametrize("output", ["out.parquet", "out.csv", "parts/"])
@pytest.mark.parametrize("kind", ["damaged", "date32", "timestamp", "texts"])
def test_a_file_that_turns_out_bad_is_one_clear_error_and_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str, output: str
) -> None:
    if kind == "damaged":
        path = damaged(tmp_path)
    elif kind == "texts":
        path = tmp_path / "texts.parquet"
        parquet.write_table(pa.table({"id": ["P1"], "project.industry": ["C2614"], "project.boilers": [["B1"]]}), path)
    else:
        path = impossible(tmp_path, *((pa.date32(), 2**31 - 1) if kind == "date32" else (pa.timestamp("ms"), -(2**62))))
    ran = run(monkeypatch, capsys, "check", str(path), *WORDS, "-o", f"{tmp_path}/{output}")
    assert ran.status == 2
    assert path.name in ran.err
    assert "failed inside" not in ran.err
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [path.name]


def test_a_day_in_any_tick_is_the_day_it_is(book: Rulebook) -> None:
    day = date(2023, 5, 1)
    for kind in (pa.date32(), pa.date64(), *(pa.timestamp(unit) for unit in ("s", "ms", "us", "ns"))):
        array = pa.array([day, date(1969, 12, 31), None], pa.date32()).cast(kind)
        table = pa.table({"id": ["A", "B", "C"], "project.industry": ["C2614"] * 3, "project.approved_on": array})
        found = book.check_table(table, subject="project", as_of="2023-06-01", out="counts")
        assert found.num_rows


def test_what_a_spreadsheet_takes_for_a_formula_is_marked_as_text_in_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_text(
        'id,project.industry,project.construction,site.distance.yangtze_system_bank\n"=HYPERLINK(1)",C2614,new,1 m\n'
        '@SUM(1),C2614,new,1 m\n-2+3,C2614,new,1 m\n"\t=1",C2614,new,1 m\nplain,C2614,new,1 m\n',
        encoding="utf-8",
    )
    assert run(monkeypatch, capsys, "check", str(path), *WORDS, "-o", str(out)).status == 1
    import csv

    with out.open(encoding="utf-8-sig", newline="") as file:
        ids = {row["record"] for row in csv.DictReader(file)}
    assert ids == {"'=HYPERLINK(1)", "'@SUM(1)", "'-2+3", "'\t=1", "plain"}


@pytest.mark.parametrize(
    "words", [("--waivers", "w.yaml"), ("--decisions", "d.yaml"), ("--format", "sarif"), ("--texts", "."), ("--ask",)]
)
def test_an_option_that_a_table_run_cannot_honour_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,project.industry\nP1,C2614\n", encoding="utf-8")
    ran = run(monkeypatch, capsys, "check", str(path), *WORDS, *words)
    assert (ran.status, ran.out) == (2, "")
    assert words[0] in ran.err


@pytest.mark.skipif(os.name != "posix", reason="locks and links of POSIX")
def test_of_two_runs_into_one_folder_the_second_is_refused(tmp_path: Path) -> None:
    from ecocheck.columns.writers import FolderWriter

    with FolderWriter(tmp_path / "parts"), pytest.raises(OutputRefused, match="holds findings"):
        FolderWriter(tmp_path / "parts")
    assert [one.name for one in (tmp_path / "parts").iterdir()] == ["part-00001.parquet"]


@pytest.mark.skipif(os.name != "posix", reason="locks and links of POSIX")
@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_a_link_laid_where_a_writer_might_begin_is_not_followed(tmp_path: Path, name: str) -> None:
    from ecocheck.columns.writers import writer_for

    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    for trap in (f".{name}.part", ".part", f"{name}.part"):
        (tmp_path / trap).symlink_to(victim)
    with writer_for(str(tmp_path / name)):
        pass
    assert victim.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / name).is_file()


def test_a_run_that_fails_leaves_the_output_that_stood_there(tmp_path: Path) -> None:
    from ecocheck.columns.writers import writer_for

    (tmp_path / "out.csv").write_text("before", encoding="utf-8")
    with pytest.raises(EcocheckError), writer_for(str(tmp_path / "out.csv")):
        raise OutputRefused("source.is_folder", path="x")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_findings_of_forty_thousand_rules_name_their_rules() -> None:
    import numpy as np

    from ecocheck.columns.results import PLACE, Findings, Found

    findings = Findings([f"r{n}" for n in range(40_000)], [""] * 40_000)
    for rule in (0, 32_767, 32_768, 39_999):
        findings.add(Found(rule, PLACE["fail"], np.array([0])))
    table = findings.table(pa.array(["P1"]), 0, [])
    assert table.column("rule").to_pylist() == ["r0", "r32767", "r32768", "r39999"]
    assert table.schema.field("rule").type.index_type == pa.int32()
