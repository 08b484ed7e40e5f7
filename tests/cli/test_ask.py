"""`ecocheck check --ask`: questions in the order of the report, answers that are checked, a record that reads back."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ecocheck
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.records.writing import to_yaml

from ..running import PATIENCE, Ran, run

DISTANCE = "site.distance.yangtze_system_bank"
EMPTY = "id: P1\nsubject: project\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):  # type: ignore[no-untyped-def]
    def answering(record: str, *answers: str, words: tuple[str, ...] = ()) -> tuple[Ran, Record]:
        path = tmp_path / "case.yaml"
        path.write_text(record, encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        ran = run(monkeypatch, capsys, "check", str(path), "--plan", "wanzhou", "--as-of", "2023-06-01", "--ask", *words)
        (read,), problems, _ = read_file(tmp_path / "case.answered.yaml", ecocheck.load("wanzhou").vocabulary)
        assert problems == []
        return ran, read

    return answering


def questions(out: str) -> list[str]:
    return re.findall(r"^\d+\. .*?  ([a-z_.:/0-9-]+)（", out, re.MULTILINE)


def test_the_screening_question_comes_first_and_its_answer_closes_others(asked) -> None:  # type: ignore[no-untyped-def]
    ran, record = asked(EMPTY, "锅炉、river_bank", "q")
    assert questions(ran.out)[0] == "project.involves"
    assert record.facts["project.involves"].value == frozenset({"boiler", "river_bank"})
    settled = set(_order(asked, EMPTY)) - set(questions(asked(EMPTY, "无", *["?"] * 200)[0].out))
    assert len(settled) > 20


def test_a_wrong_answer_is_explained_and_asked_again_and_a_question_mark_skips(asked) -> None:  # type: ignore[no-untyped-def]
    ran, record = asked(EMPTY, "恐龙", "无", "?", "q")
    assert "没有“恐龙”这个代码" in ran.out
    assert record.facts["project.involves"].value == frozenset({"none"})
    asked_for = questions(ran.out)
    assert len(asked_for) == 3
    assert asked_for[1] not in record.facts
    assert asked_for[2] != asked_for[1]


def test_an_answer_is_written_as_typed_and_decides(asked) -> None:  # type: ignore[no-untyped-def]
    record_ = (
        "id: P1\nsubject: project\nname: 厂\n"
        "project: {industry: [C2614], construction: [new], approved_on: 2023-05-01, involves: [river_bank]}\n"
    )
    ran, record = asked(record_, *("760 m" if name == DISTANCE else "?" for name in _order(asked, record_)))
    assert record.facts[DISTANCE].text == "760 m"
    assert ran.status == 1
    assert "wz-145/c470" in ran.out


def _order(asked, record: str) -> list[str]:  # type: ignore[no-untyped-def]
    """What is asked where every question is skipped."""
    return questions(asked(record, *["?"] * 200)[0].out)


PLANT = "id: P1\nsubject: project\nproject: {industry: C2929, construction: new, kinds: [industrial], involves: [noise]}\n"


def test_a_sheet_is_one_page_that_somebody_signs_with_the_lines_that_differ(asked) -> None:  # type: ignore[no-untyped-def]
    order = _order(asked, PLANT)
    policy = order.index("sheet:policy")
    ran, record = asked(PLANT, *["?"] * policy, "王工 99=x", "10=two_high", "王工 10=two_high", "q")
    signed = record.sheets["policy"]
    assert (signed.by, signed.rest, {name: answer.raw for name, answer in signed.lines.items()}) == (
        "王工",
        "as_printed",
        {"access.sector_lists": "two_high"},
    )
    assert "没有第“99”行" in ran.out
    assert "没有写确认人" in ran.out
    assert "10. 行业管控类别：" in ran.out
    assert signed.printed == ecocheck.load("wanzhou").sheets(record)[0].digest


def test_a_skipped_sheet_is_asked_line_by_line(asked) -> None:  # type: ignore[no-untyped-def]
    order = _order(asked, PLANT)
    assert len(order) == len(set(order))
    assert "access.control_unit_conflicts" in order[order.index("sheet:policy") :]


def test_items_of_a_list_are_asked_one_by_one(asked) -> None:  # type: ignore[no-untyped-def]
    record_ = "id: P1\nsubject: project\nproject: {approved_on: 2023-05-01, involves: [boiler]}\n"
    record_ += "project.boilers: [{id: B1, capacity: 10 t/h}, {id: B2, capacity: 2 t/h}]\n"
    ran, record = asked(record_, *["?"] * 200)
    assert {"[B1]", "[B2]"} <= set(re.findall(r"\[B\d\]", ran.out))
    assert [item.facts["boiler.capacity"].value for item in record.groups["project.boilers"].items] == [10, 2]


def test_a_person_at_a_terminal_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(EMPTY, encoding="utf-8")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", "from ecocheck.cli import main; main()", "check", str(path), "--plan", "wanzhou", "--ask",
             "--as-of", "2023-06-01", "-o", str(tmp_path / "done.yaml")]  # fmt: skip
    with subprocess.Popen(words, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        os.write(ours, "无\nq\n".encode())
        out = running.communicate(timeout=PATIENCE)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert "project.involves" in out
    assert "project.involves: [none]" in (tmp_path / "done.yaml").read_text(encoding="utf-8")


RICH = """records:
  - id: "a: #1"
    subject: project
    name: '厂 "x"'
    as_of: 2023-06-01
    project: {industry: [C2614, C3099], construction: [new], approved_on: 2023年5月}
    project.involves: {coal: yes, boiler: no}
    site.zone.red_line: outside
    site.distance.yangtze_system_bank: {value: 760 m, source: "图, 2023", accuracy: 20 m}
    energy.coal_use: <5
    project.boilers: [{id: B1, fuel: [coal], capacity: 14 MW}]
    project.outlets: {complete: no, items: [{id: O1, pollutant: pm}]}
    project.sources: []
    attested: {wz-145/c17: met, by: 张三}
"""


def test_a_record_written_reads_back_the_same(tmp_path: Path) -> None:
    vocabulary = ecocheck.load("wanzhou").vocabulary
    path = tmp_path / "a.yaml"
    path.write_text(RICH, encoding="utf-8")
    (first,), _, _ = read_file(path, vocabulary)
    path.write_text(to_yaml([first], vocabulary), encoding="utf-8")
    (second,), problems, _ = read_file(path, vocabulary)
    assert problems == []
    assert [p for p in second.problems if p.severity == "error"] == [p for p in first.problems if p.severity == "error"] == []
    assert {n: (g.value, g.source) for n, g in first.facts.items()} == {n: (g.value, g.source) for n, g in second.facts.items()}
    assert (first.id, first.name, first.as_of, first.attested) == (second.id, second.name, second.as_of, second.attested)
    for name, listed in first.groups.items():
        other = second.groups[name]
        assert listed.complete == other.complete
        assert [(i.id, {n: g.value for n, g in i.facts.items()}) for i in listed.items] == [
            (i.id, {n: g.value for n, g in i.facts.items()}) for i in other.items
        ]


def test_a_unit_that_stood_in_the_header_is_written_beside_the_number(tmp_path: Path) -> None:
    vocabulary = ecocheck.load("wanzhou").vocabulary
    path = tmp_path / "a.csv"
    path.write_text("编号,对象,距长江干支流岸线距离（米）\nP1,项目,760\n", encoding="utf-8")
    (first,), _, _ = read_file(path, vocabulary)
    path = tmp_path / "a.yaml"
    path.write_text(to_yaml([first], vocabulary), encoding="utf-8")
    (second,), _, _ = read_file(path, vocabulary)
    assert second.facts[DISTANCE].value == first.facts[DISTANCE].value


def test_ctrl_c_keeps_what_was_answered_and_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    class Breaking(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    path = tmp_path / "case.yaml"
    path.write_text(EMPTY, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Breaking("锅炉\n"))
    ran = run(monkeypatch, capsys, "check", str(path), "--plan", "wanzhou", "--as-of", "2023-06-01", "--ask")
    (read,), _, _ = read_file(tmp_path / "case.answered.yaml", ecocheck.load("wanzhou").vocabulary)
    assert ran.status == 130
    assert read.facts["project.involves"].value == frozenset({"boiler"})
