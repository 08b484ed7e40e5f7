"""Laws: a header means its fact however it is spelled; a value means the same in a workbook, in CSV and in plain data."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.records.reading import as_records
from ecocheck.records.tables.headers import Headers
from ecocheck.vocabulary.bounds import bounds_of
from ecocheck.vocabulary.model import Fact
from ecocheck.vocabulary.typed import read_value

from .reading import only, vocabulary, workbook

FACTS = sorted(vocabulary().facts)
WIDE = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)})


@st.composite
def spelled_headers(draw: st.DrawFn) -> tuple[Fact, str, bool]:
    """A fact, one of its headers as people type it, and whether a unit was written."""
    fact = vocabulary().facts[draw(st.sampled_from(FACTS))]
    name = draw(st.sampled_from((fact.name, fact.label.zh, fact.label.en, *fact.aliases)))
    unit = draw(st.booleans()) and fact.type == "number" and fact.unit not in ("", "1")
    if unit:
        name += draw(st.sampled_from(("({})", "（{}）", " [{}]", "（单位：{}）"))).format(fact.unit)
    if draw(st.booleans()):
        name = name.translate(WIDE)
    return fact, draw(st.sampled_from(("{}", " {} ", "*{}", "1、{}", "（2）{}", "{}："))).format(name), unit


@given(spelled_headers())
@settings(max_examples=400)
def test_a_header_names_its_fact_however_it_is_spelled(case: tuple[Fact, str, bool]) -> None:
    fact, text, unit = case
    meant = vocabulary().find(fact.label.zh if fact.label.zh in text else fact.name)
    found = Headers(vocabulary()).read(text)
    assert found.role == "fact"
    assert found.fact in (fact.name, meant.name if meant else "")
    assert found.unit == (fact.unit if unit else "")


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.type == "number":
        least, most = (None if end is None else int(end) for end in bounds_of(fact))
        number = st.decimals(max(least or 0, 0), min(most or 10**6, 10**6), places=3, allow_nan=False).map(str)
        whole = st.integers(max(least or 0, 0), most or 10**9)
        plain = st.one_of(number, number.map(lambda text: f"约{text}"), whole)
        if least is None or least < 0:  # what is only said to be below something has no lower end
            return plain
        return st.one_of(plain, number.filter(lambda text: float(text) > least).map(lambda text: f"<{text}"))
    if fact.type == "boolean":
        return st.sampled_from(("是", "否", "yes", "no", True, False))
    if fact.type == "date":
        return st.one_of(st.dates().map(str), st.dates(), st.sampled_from(("2023年5月", "2023.5.1", "2023/5/1")))
    if fact.type in ("code", "codes"):
        codes = vocabulary().lists[fact.list]
        if codes.scheme == "gbt4754":
            return st.sampled_from(("C2614", "2614", 2614, "C26"))
        return st.sampled_from([spelling for code in codes.codes for spelling in (code.code, code.label.zh)])
    return st.text("甲乙abc12", min_size=1, max_size=8).filter(lambda text: text not in ("12",))


@st.composite
def project_values(draw: st.DrawFn) -> tuple[Fact, Any]:
    own = {name for group in vocabulary().groups.values() for name in group.facts}
    fact = vocabulary().facts[
        draw(st.sampled_from([f.name for f in vocabulary().of_subject("project") if f.name not in own and f.type != "place"]))
    ]
    return fact, draw(values_of(fact))


@given(project_values())
@settings(max_examples=120)
def test_a_value_means_the_same_in_a_workbook_in_csv_and_in_plain_data(case: tuple[Fact, Any]) -> None:
    fact, raw = case
    meant = read_value(fact, str(raw) if fact.type in ("text", "code", "codes") else raw, vocabulary())
    with tempfile.TemporaryDirectory() as folder:
        sheet = only(workbook(Path(folder) / "x.xlsx", {"项目": [["编号", fact.label.zh], ["P1", raw]]}))
        path = Path(folder) / "x.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [
                    ["编号", "对象", fact.label.zh],
                    ["P1", "项目", {True: "是", False: "否"}.get(raw, raw) if fact.type == "boolean" else raw],
                ]
            )
        table = only(path)
    plain = as_records({"subject": "project", fact.name: raw}, vocabulary())[0][0]
    assert [record.facts[fact.name].value for record in (sheet, table, plain)] == [meant] * 3
