"""The table of trades against what the statistics bureau published of it and against the form of codes that records are read by."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ecocheck.errors import CodesRefused
from ecocheck.plans import load
from ecocheck.vocabulary.industries import industries, industries_named
from ecocheck.vocabulary.model import industry_code
from ecocheck.vocabulary.typed import read_value

from ..records.reading import workbook

ROOT = Path(__file__).resolve().parents[2]


def test_it_has_as_many_of_each_level_as_the_edition_with_its_amendment() -> None:
    assert Counter(map(len, industries())) == {1: 20, 3: 97, 4: 473, 5: 1382}


def test_each_code_stands_below_one_that_is_there_and_reads_as_itself() -> None:
    for code in industries():
        assert industry_code(code) == code
        assert len(code) == 1 or code[: len(code) - 1 if len(code) > 3 else 1] in industries()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C1494", "盐加工"),
        ("C2319", "包装装潢及其他印刷"),
        ("D4415", "风力发电"),
        ("N7724", "危险废物治理"),
        ("B0610", "烟煤和无烟煤开采洗选"),
    ],
)
def test_names_that_rules_lean_on(code: str, name: str) -> None:
    assert industries()[code] == name
    assert code in industries_named(name)


def test_examples_and_cases_name_no_trade_that_does_not_exist() -> None:
    files = [*ROOT.glob("tests/examples/*.yaml"), *ROOT.glob("examples/*/*.yaml")]
    named = {
        (path.name, code)
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        for given in re.findall(r"(?:industry|行业代码): *(\[[^\]]*\]|[A-T][0-9]*)", line)
        for code in re.findall(r"\b[A-T][0-9]{2,4}\b", given)
    }
    assert len(named) > 40
    assert sorted(one for one in named if one[1] not in industries()) == []


def test_the_table_is_not_read_for_a_check_that_names_no_trade() -> None:
    code = "import ecocheck, sys; ecocheck.load('wulong').check({'id': 'P', 'subject': 'project', 'project.construction': 'new'}, '2023-06-01'); "
    code += "sys.exit('ecocheck.vocabulary.industries' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def read(raw: Any) -> Any:
    vocabulary = load().vocabulary
    return read_value(vocabulary.facts["project.industry"], raw, vocabulary)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (610, "B0610"),
        ("有机化学原料制造", "C2614"),
        ("C2614 有机化学原料制造", "C2614"),
        ("131 谷物磨制", "C131"),
        ("610", "B0610"),
        ("0610", "B0610"),
        ("0131", "A0131"),
        ("C131", "C131"),
        (2614, "C2614"),
        (2614.0, "C2614"),
        (26, "C26"),
        ("２６１４", "C2614"),
        ("c2614", "C2614"),
        ("无", "none"),
    ],
)
def test_a_bare_number_is_a_class_that_exists(raw: Any, code: str) -> None:
    assert read(raw) == frozenset((code,))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (131, "C131 谷物磨制, A0131 棉花种植"),
        ("131", "C131 谷物磨制, A0131 棉花种植"),
        (390, "has no code '390'"),
        ("0390", "A0391"),
        ("C9999", "has no code 'C9999'"),
        ("C2610", "C2614 有机化学原料制造"),
        ("有机化学原料", "C2614 有机化学原料制造"),
        ("C2614以外", "C2614 有机化学原料制造"),
        (26.14, "has no code '26.14'"),
        ("H610", "H61"),
    ],
)
def test_what_no_class_is_or_several_are_is_refused_with_those_that_it_may_mean(raw: Any, says: str) -> None:
    with pytest.raises(CodesRefused) as refused:
        read(raw)
    assert says in refused.value.text("en")


CELLS = (610, 131, 390, 2614)


def test_tables_read_them_as_records_do(tmp_path: Path) -> None:
    """A coal mine (B0610) is chemical by its process only, which is not told; what cannot be used is an error in every form of table."""
    book = load("wanzhou")
    rule, bank = "wz-145/chem-1km", "site.distance.yangtze_system_bank"
    more = {"site.district": "万州区", "project.construction": "new", bank: 0.5}
    wanted = {"0": "unknown", "1": "error", "2": "error", "3": "fail"}
    records = [{"id": str(n), "subject": "project", "project.industry": cell, **more} for n, cell in enumerate(CELLS)]
    assert {f.record: str(f.outcome) for one in records for f in book.check(one, "2023-06-01", rules=[rule]).findings} == wanted
    for cells in (pa.array(CELLS), pa.array([float(cell) for cell in CELLS]), pa.array([str(cell) for cell in CELLS])):
        frame = pa.table({"id": list(wanted), "project.industry": cells, **{name: [value] * 4 for name, value in more.items()}})
        found = book.check_table(frame, "project", "2023-06-01", outcomes=["fail", "error", "unknown"]).to_pylist()
        assert {row["record"]: row["outcome"] for row in found if row["rule"] == rule} == wanted
    csv, xlsx = tmp_path / "t.csv", tmp_path / "t.xlsx"
    rows = [
        ["编号", "行业类别", "建设性质", f"{bank}（km）", "所在区县"],
        *([str(n), c, "新建", 0.5, "万州区"] for n, c in enumerate(CELLS)),
    ]
    csv.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    workbook(xlsx, {"建设项目": rows})
    for path in (csv, xlsx):
        found = book.check(path, "2023-06-01", rules=[rule]).findings
        assert {f.record: str(f.outcome) for f in found} == wanted
