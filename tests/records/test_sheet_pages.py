"""Sheets as worksheets of a form: what the page shows is what is signed, only what it prints is closed, and what cannot be read closes nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import ecocheck
from ecocheck.cli.form import facts_to_ask
from ecocheck.records.confirmation import printed_as, printed_said, shares
from ecocheck.records.model import Record
from ecocheck.records.reading import read_file
from ecocheck.records.writing import to_yaml
from ecocheck.reports.form import write_form

from .reading import only, read, workbook

DAY = "2023-06-01"
PLANT = {"编号": "P1", "项目行业类别": "C2929", "建设性质": "新建", "所在区县": "万州区"}


@pytest.fixture(scope="module")
def book() -> ecocheck.Rulebook:
    return ecocheck.load("wanzhou")


@pytest.fixture(scope="module")
def blank(book: ecocheck.Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the plan, with the facts of a plastics works on its main sheet."""
    path = tmp_path_factory.mktemp("form") / "blank.xlsx"
    path.write_bytes(write_form(book.vocabulary, "project", facts_to_ask(book, "project"), [], book.data.sheets, "试"))
    form = load_workbook(path)
    main, ticks = form["建设项目"], form["涉及事项"]
    for label, value in PLANT.items():
        main.cell(6, next(cell.column for cell in main[2] if cell.value == label), value)
    ticks.cell(3, 3, "是")
    form.save(path)
    return path


class Page:
    """A page of a form while it is filled in."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet

    def row(self, label: str) -> int:
        return next(row[1].row for row in self.sheet.iter_rows(min_row=3) if row[1].value == label)

    def write(self, label: str, value: Any, column: int = 5) -> None:
        self.sheet.cell(self.row(label), column, value)

    def sign(self, rest: Any = "是", column: int = 5, by: str = "王工", on: Any = DAY) -> None:
        for label, value in (("确认人", by), ("确认日期", on), ("其余如印", rest)):
            self.write(label, value, column)


@pytest.fixture
def filled(blank: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    def fill(change: Any, page: str = "核对单 产业政策与准入清单") -> Path:
        form = load_workbook(blank)
        change(Page(form[page]))
        path = tmp_path / "filled.xlsx"
        form.save(path)
        return path

    return fill


def closed(book: ecocheck.Rulebook, record: Record) -> tuple[set[str], set[str], list[str]]:
    """The facts that the signed sheets give, those of them as printed, and the codes of what was said."""
    report = book.check(record, DAY)
    signed = report.sheets.signed if report.sheets else ()  # type: ignore[union-attr]
    said = [problem.code for problem in report.problems if problem.code.startswith(("records.sheet", "records.no_"))]
    return {name for one in signed for name in one.facts}, {name for one in signed for name in one.as_printed}, said


def test_every_printed_answer_is_read_back_as_it_was_printed(book: ecocheck.Rulebook) -> None:
    for form in book.data.sheets:
        for line in form.lines:
            fact = book.vocabulary.facts[line.fact]
            if line.printed:
                said = printed_said(fact, line.printed, book.vocabulary)
                assert printed_as(fact, said.zh, book.vocabulary) == line.printed
                assert printed_as(fact, said.en, book.vocabulary) == line.printed


def test_a_page_that_nobody_signed_is_nothing(blank: Path, book: ecocheck.Rulebook) -> None:
    record = only(blank)
    assert record.sheets == {}
    assert closed(book, record) == (set(), set(), [])


def test_a_signed_page_is_what_the_library_signs_with_its_digest(filled: Any, book: ecocheck.Rulebook, tmp_path: Path) -> None:
    def signing(page: Page) -> None:
        page.sign(on=datetime(2023, 6, 5))
        page.write("市场准入负面清单位置", "许可准入")

    record = only(filled(signing))
    policy = record.sheets["policy"]
    page = next(page for page in book.sheets(record) if page.name == "policy")
    again = replace(record, sheets={}).confirm(
        page, by="王工", on="2023-06-05", rest="as_printed", **{"access.market_negative_list": "许可准入"}
    )
    assert (policy.by, policy.on, policy.rest) == ("王工", again.sheets["policy"].on, "as_printed")
    signed, now = shares(policy.printed), shares(page.digest)
    assert signed is not None
    assert now is not None
    assert len(signed - now) == 1, "the record names no park, whose plan EIA it would fit"
    assert now < signed
    assert closed(book, record)[:2] == closed(book, again)[:2]
    assert closed(book, record)[2] == ["records.sheet_against"]
    path = tmp_path / "same.yaml"
    path.write_text(to_yaml([record], book.vocabulary), encoding="utf-8")
    assert closed(book, read_file(path, book.vocabulary)[0][0]) == closed(book, record)
    sets = [[(f.rule, f.item, f.possible) for f in book.check(one, DAY).findings] for one in (record, again)]
    assert sets[0] == sets[1]


def test_every_page_of_the_form_is_read_back_whole(blank: Path, book: ecocheck.Rulebook, tmp_path: Path) -> None:
    form = load_workbook(blank)
    for sheet in form.worksheets:
        if sheet.title.startswith("核对单"):
            Page(sheet).sign()
    form.save(tmp_path / "all.xlsx")
    record = only(tmp_path / "all.xlsx")
    assert set(record.sheets) == {form.name for form in book.data.sheets}
    library = replace(record, sheets={})
    for page in book.sheets(record):
        library = library.confirm(page, by="王工", on=DAY, rest="as_printed")
    facts, as_printed, _ = closed(book, library)
    assert len(as_printed) > 30
    assert closed(book, record)[:2] == (facts, as_printed)


def test_a_line_against_which_the_record_speaks_is_not_closed_although_it_was_printed(
    blank: Path, book: ecocheck.Rulebook, tmp_path: Path
) -> None:
    form = load_workbook(blank)
    main = form["建设项目"]
    main.cell(6, next(cell.column for cell in main[2] if cell.value == "项目行业类别"), "C2614")
    Page(form["核对单 产业政策与准入清单"]).sign()
    form.save(tmp_path / "chemicals.xlsx")
    facts, _, said = closed(book, only(tmp_path / "chemicals.xlsx"))
    assert facts == {"soil.use_on_negative_list"}, "the only line that does not go by the trade"
    assert said == ["records.sheet_against"]


@pytest.mark.parametrize("rest", ["大概", "是?", "如印吧"])
def test_a_tick_that_cannot_be_read_closes_nothing_and_the_named_lines_stand(
    filled: Any, book: ecocheck.Rulebook, rest: str
) -> None:
    def signing(page: Page) -> None:
        page.sign(rest)
        page.write("市场准入负面清单位置", "许可准入")

    records, problems = read(filled(signing))
    assert [(p.code, p.mark.sheet, p.field) for p in problems] == [("records.no_tick", "核对单 产业政策与准入清单", "其余如印")]
    assert closed(book, records[0])[:2] == ({"access.market_negative_list"}, set())


@pytest.mark.parametrize("rest", ["否", None])
def test_without_the_tick_only_the_lines_that_were_filled_in_count(filled: Any, book: ecocheck.Rulebook, rest: Any) -> None:
    def signing(page: Page) -> None:
        page.sign(rest)
        page.write("市场准入负面清单位置", "许可准入")

    assert closed(book, only(filled(signing))) == ({"access.market_negative_list"}, set(), [])


@pytest.mark.parametrize("answer", ["/", "——", "恐龙", "=1+1"])
def test_an_answer_that_says_nothing_or_cannot_be_read_leaves_its_line_open(
    filled: Any, book: ecocheck.Rulebook, answer: str
) -> None:
    def signing(page: Page) -> None:
        page.sign()
        page.write("行业管控类别", answer)

    record = read(filled(signing))[0][0]
    facts, as_printed, _ = closed(book, record)
    assert "access.sector_lists" not in facts
    assert len(as_printed) == 10


def test_only_the_lines_that_stand_on_the_page_with_their_print_are_closed(filled: Any, book: ecocheck.Rulebook) -> None:
    def changing(page: Page) -> None:
        page.sheet.cell(page.row("市场准入负面清单位置"), 4, "需许可")
        page.sheet.cell(page.row("行业管控类别"), 4).value = None
        page.sheet.delete_rows(page.row("环境保护综合名录位置"))
        page.sign()

    facts, _, said = closed(book, only(filled(changing)))
    assert facts.isdisjoint({"access.market_negative_list", "access.sector_lists", "access.env_comprehensive_list"})
    assert len(facts) == 8
    assert said == ["records.sheet_changed", "records.sheet_against"]


@pytest.mark.parametrize(
    ("missing", "code"),
    [({"by": None}, "records.sheet_by"), ({"on": None}, "records.sheet_on"), ({"on": "下周"}, "vocabulary.no_date")],
)
def test_a_page_without_a_name_or_a_day_closes_nothing(filled: Any, missing: dict[str, Any], code: str) -> None:
    record = read(filled(lambda page: page.sign(**missing)))[0][0]
    assert record.sheets == {}
    (problem,) = record.problems
    assert (problem.code, problem.mark.sheet) == (code, "核对单 产业政策与准入清单")


def test_a_page_has_a_column_for_each_record(book: ecocheck.Rulebook, tmp_path: Path) -> None:
    rows = [
        ["核对单：产业政策与准入清单（policy）"],
        ["序号", "事项", "通常答案", "P1", "P2", "P3"],
        [1, "行业管控类别", "均未列入", None, "过剩产能", None],
        [2, "市场准入负面清单位置", "未列入", None, None, None],
        [None, "确认人", None, "王工", "李工", None],
        [None, "确认日期", None, "2023-06-05", "2023年6月6日", None],
        [None, "其余如印", None, "☑", "是", None],
    ]
    main = [["编号", "行业类别", "建设内容类别"], *([name, "C2929", "工业项目"] for name in ("P1", "P2", "P3"))]
    path = workbook(tmp_path / "three.xlsx", {"项目": main, "核对单": rows})
    records, problems = read(path)
    assert problems == []
    assert [[(one.by, str(one.on)) for one in record.sheets.values()] for record in records] == [
        [("王工", "2023-06-05")],
        [("李工", "2023-06-06")],
        [],
    ]
    lines = {"access.sector_lists", "access.market_negative_list"}
    assert [closed(book, record)[1] for record in records] == [lines, {"access.market_negative_list"}, set()]


def test_a_page_whose_head_is_lost_is_said_to_be_unread(tmp_path: Path) -> None:
    rows = [["核对单：产业政策与准入清单"], ["事项", "通常答案", ""], ["行业管控类别", "均未列入", "两高"]]
    path = workbook(tmp_path / "lost.xlsx", {"项目": [["编号", "行业类别"], ["P1", "C2929"]], "核对单": rows})
    records, problems = read(path)
    assert [(p.code, p.mark.sheet) for p in problems] == [("records.sheet_page_lost", "核对单")]
    assert records[0].sheets == {}


def test_a_line_that_the_vocabulary_does_not_have_is_said_where_it_is_answered(filled: Any) -> None:
    def changing(page: Page) -> None:
        page.sheet.cell(page.row("行业管控类别"), 2, "恐龙类别")
        page.write("恐龙类别", "有")
        page.sign()

    problems = read(filled(changing))[1]
    assert [p.code for p in problems] == ["records.no_page_line"]


def test_the_same_sheet_signed_twice_counts_once(blank: Path, tmp_path: Path) -> None:
    form = load_workbook(blank)
    first = form["核对单 产业政策与准入清单"]
    Page(first).sign()
    Page(form.copy_worksheet(first)).sign(by="李工")
    form.save(tmp_path / "twice.xlsx")
    record = read(tmp_path / "twice.xlsx")[0][0]
    assert record.sheets["policy"].by == "王工"
    assert [p.code for p in record.problems] == ["records.sheet_twice"]


def test_attestations_of_a_sheet_all_count(tmp_path: Path) -> None:
    attested = [["条款", "结论"], ["wz-145/c17", "已落实"], ["wz-145/c241", "未落实"]]
    path = workbook(tmp_path / "a.xlsx", {"项目": [["编号", "行业类别"], ["P1", "C2929"]], "核实": attested})
    assert {clause: said.state for clause, said in only(path).attested.items()} == {
        "wz-145/c17": "met",
        "wz-145/c241": "broken",
    }
