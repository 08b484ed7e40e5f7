"""Each check of lint is red once, on a pack that is good otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

import ecocheck
from ecocheck.authoring.lint import subjects
from ecocheck.authoring.lint.model import Desk
from ecocheck.authoring.lint.run import CHECKS
from ecocheck.authoring.lint.wording import wording_beside, wording_in
from ecocheck.authoring.marks import Sources
from ecocheck.book import Rulebook
from ecocheck.logic.conditions import Number
from ecocheck.rulebook.listing import coverage_rows

from ..packs import Pack
from ..running import run

RULES, CLAUSES, ROWS = "tiny/rules.yaml", "tiny/clauses.yaml", "tiny/attestations.yaml"

#: name of the case -> file, text there, text instead, what lint then says (code, subject)
FAULTS = {
    "a limit that takes in what the wording leaves out": (
        RULES, "{gt: 1 km, reads: 一公里范围内}", "{ge: 1 km, reads: 一公里范围内}", ("bound-wording", "tiny/bank")
    ),
    "a limit without reads against the anchor": (RULES, "{gt: 1 km, reads: 一公里范围内}", "{ge: 1 km}", ("bound-wording", "tiny/bank")),
    "one side of a conflict": (
        RULES, "    topic: space", "    conflicts_with: [c2]\n    note: {zh: 两条不一, en: at odds}\n    topic: space",
        ("conflict-one-sided", "tiny/bank"),
    ),
    "a figure that is only attested": (CLAUSES, "form: requirement", "form: threshold", ("threshold-attested", "tiny/c2")),
    "in principle, but strict": (ROWS, "modality: in_principle", "modality: strict", ("modality-wording", "tiny/a-c2")),
    "a ban that only encourages": (RULES, "modality: strict", "modality: encouraged", ("modality-wording", "tiny/bank")),
    "a clause that nobody decides": (CLAUSES, "form: fact", "form: duty", ("clause-open", "tiny/c3")),
    "a clause left to people and decided": (
        CLAUSES, "form: requirement", "form: requirement\n    left_to_people: {zh: 无法核, en: nothing to check}",
        ("clause-both", "tiny/c2"),
    ),
    "a topic outside the list": (RULES, "topic: space", "topic: spaces", ("topic-unknown", "tiny/bank")),
    "no topic": (RULES, "    topic: space\n", "", ("topic-missing", "tiny/bank")),
    "a long title": (RULES, "zh: 岸线一公里内不建化工", "zh: " + "岸" * 31, ("title-long", "tiny/bank")),
    "a Chinese title under en": (RULES, "en: No chemical project within 1 km of the bank", "en: 岸线", ("language", "tiny/bank")),
    "an English title under zh": (ROWS, "zh: 园区外不新建", "zh: nothing", ("language", "tiny/a-c2")),
    "a doubtful exemption without note": (
        RULES, "        project.in_park: {eq: yes}\n    topic",
        "        judge: {project.in_park: {eq: yes}}\n    note: {zh: 一, en: one}\n    topic", None,
    ),
    "no test that is not applicable": (RULES, "expect: not_applicable", "expect: pass", ("test-kind", "tiny/bank")),
    "an unknown that says nothing": (RULES, "        possible: [fail, pass]\n", "", ("test-unknown", "tiny/bank")),
    "an exemption that is never nearly true": (RULES, "project.in_park: no}\n        expect: fail", "}\n        expect: fail", None),
    "no test at the limit": (RULES, "project.distance: 1 km", "project.distance: 0.9 km", ("test-bound", "tiny/bank")),
    "no test a step beyond": (RULES, "project.distance: 1.01 km", "project.distance: 1.2 km", ("test-bound", "tiny/bank")),
    "the subject has no such fact": (RULES, "    subject: project", "    subject: [project, farm]", ("fact-not-carried", "tiny/bank")),
}  # fmt: skip

#: what the reader refuses is said by lint as well
REFUSED = {
    "an id used twice": (RULES, "clause: c1", "clause: c1\n    aliases: [tiny/a-c2]", "read-rulebook.taken"),
    "an exemption without ground": (
        RULES,
        "        source: {zh: 条例第五条, en: article 5 of the rules}\n",
        "",
        "read-rulebook.exemption_ground",
    ),
    "a judgement without note": (
        RULES,
        "{eq: yes}",
        "{eq: yes}\n        judge: {project.in_park: {eq: yes}}",
        "read-rulebook.needs_note",
    ),
    "a note in one language": (RULES, "    topic: space", "    note: {zh: 一}\n    topic: space", "read-source.missing"),
    "an anchor too long": (CLAUSES, "anchor: 原则上不新建", "anchor: " + "长" * 26, "read-rulebook.anchor_long"),
}


def test_nothing_is_said_against_the_good_pack(pack: Pack) -> None:
    assert pack.lint() == []


@pytest.mark.parametrize("case", [name for name, fault in FAULTS.items() if fault[3]])
def test_a_fault_is_said_once_and_nothing_else_is(pack: Pack, case: str) -> None:
    file, old, new, expected = FAULTS[case]
    text = (pack.root / file).read_text(encoding="utf-8")
    pack.write(file, text.replace(old, new))
    found = [one for one in pack.said() if expected and one[0] == expected[0]]
    assert found == [expected]


def test_a_doubtful_exemption_needs_a_note_of_its_own_where_the_rule_has_a_doubt_too(pack: Pack) -> None:
    pack.change(RULES, "        project.in_park: {eq: yes}", "        judge: {project.in_park: {eq: yes}}")
    pack.change(RULES, "    topic: space", "    note: {zh: 一, en: one}\n    topic: space")
    assert "exemption-note" not in [code for code, _ in pack.said()]
    pack.change(RULES, "        - project.industry: {in: $chemical}", "        - judge: {project.industry: {in: $chemical}}")
    assert ("exemption-note", "tiny/bank") in pack.said()


def test_an_exemption_must_be_tried_true_and_nearly_true(pack: Pack) -> None:
    text = (pack.root / RULES).read_text(encoding="utf-8")
    pack.write(RULES, text.replace(", project.in_park: no}\n        expect: fail", "}\n        expect: unknown"))
    assert [one.said.en for one in pack.lint() if one.code == "test-exemption"] == [
        "the exemption park has no test where it is nearly true"
    ]
    pack.write(RULES, text.replace("expect: exempt", "expect: fail").replace("0.5 km, project.in_park: yes", "0.5 km"))
    assert [one.said.en for one in pack.lint() if one.code == "test-exemption"] == [
        "the exemption park has no test where it is true"
    ]


def test_more_than_six_clauses_in_one_rule_are_too_many(pack: Pack) -> None:
    more = "".join(f"  - {{id: d{n}, say: {{zh: 某, en: some}}, form: duty}}\n" for n in range(6))
    pack.write(CLAUSES, (pack.root / CLAUSES).read_text(encoding="utf-8") + more)
    pack.change(RULES, "clause: c1", "clause: [c1, d0, d1, d2, d3, d4]")
    assert "too-many-clauses" not in [code for code, _ in pack.said()]
    pack.change(RULES, "d4]", "d4, d5]")
    assert ("too-many-clauses", "tiny/bank") in pack.said()


def test_unused_facts_are_told_only_where_the_whole_book_was_read(pack: Pack) -> None:
    assert ("fact-unused", "project.owner") not in pack.said()
    assert ("fact-unused", "project.owner") in pack.said(whole=True)
    assert ("fact-once", "project.distance") in pack.said(whole=True)
    assert ("fact-unused", "project.distance") not in pack.said(whole=True)


SCREENED = """\
  - {name: project.involves, zh: 涉及事项, en: involved, type: codes, list: matters, subjects: [project]}
"""
MATTERS = """\
  - {name: matters, zh: 事项, codes: [{code: river, zh: 河, en: river}, {code: works, zh: 工程, en: works}]}
"""
SCREENS = """\
ecocheck: 1
implications:
  - id: river
    kind: definition
    source: project.involves
    when: {project.involves: {not_in: [river]}}
    then: {project.distance: ">5 km"}
  - id: works
    kind: definition
    source: project.involves
    when: {project.involves: {not_in: [river, works]}}
    then: {project.construction: rebuild}
"""


@pytest.mark.parametrize(("codes", "settled"), [("[works]", ""), ("[river, works]", "project.construction")])
def test_a_screening_answer_beside_a_fact_that_it_settles_is_said(pack: Pack, codes: str, settled: str) -> None:
    pack.change("vocabulary/facts/all.yaml", "facts:\n", "facts:\n" + SCREENED)
    pack.change("vocabulary/lists/all.yaml", "lists:\n", "lists:\n" + MATTERS)
    pack.write("vocabulary/implications/screening.yaml", SCREENS)
    pack.change(RULES, "      all:\n", f"      all:\n        - project.involves: {{in: {codes}}}\n")
    found = [one.said.en for one in pack.lint() if one.code == "screening-doubled"]
    assert found == ([f"the screening answer settles {settled} by itself: leave it out of the scope"] if settled else [])


LATE = "zh: 在园区, en: in a park, type: boolean, stage: operation,"


def test_a_stage_that_follows_from_a_fact_is_said_with_the_fact(pack: Pack) -> None:
    pack.change("vocabulary/facts/all.yaml", "zh: 在园区, en: in a park, type: boolean,", LATE)
    assert [(one.code, one.about, one.said.en) for one in pack.lint()] == [
        ("stage", "tiny/bank", "stage operation, from project.in_park")
    ]
    pack.change(RULES, "    force: mandatory\n", "    force: mandatory\n    stage: planned\n")
    assert pack.lint() == []


def test_a_stage_that_need_not_be_written_is_said(pack: Pack) -> None:
    pack.change(RULES, "    force: mandatory\n", "    force: mandatory\n    stage: planned\n")
    assert [(one.code, one.said.en) for one in pack.lint()] == [("stage-doubled", "the stage is planned without saying so")]


TABLE = """\
ecocheck: 1
document: tiny
parameters:
  - name: limits
    title: {zh: 限值, en: limits}
    unit: m
    by: [project.construction, project.in_park]
    otherwise: unknown
    editions:
      - {from: 2021-01-01, to: 2022-12-31, rows: [[new, yes, 5], [new, no, 6], [rebuild, yes, 7]%s], source: {zh: 表, en: table}}
      - {from: %s, rows: [[new, yes, 5], [new, no, 6], [rebuild, "*", 7]], source: {zh: 表, en: table}}
"""


def test_a_row_left_out_of_a_table_is_said(pack: Pack) -> None:
    pack.write("tiny/parameters/limits.yaml", TABLE % ("", "2023-01-01"))
    assert [(one.code, one.said.en) for one in pack.lint()] == [("table-row", "the table has no row for (rebuild, no)")]
    pack.write("tiny/parameters/limits.yaml", TABLE % (", [rebuild, no, 8]", "2023-01-01"))
    assert pack.lint() == []


def test_days_without_a_value_between_two_editions_are_said(pack: Pack) -> None:
    pack.write("tiny/parameters/limits.yaml", TABLE % (", [rebuild, no, 8]", "2023-01-02"))
    assert [one.code for one in pack.lint()] == ["table-gap"]


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_reader_refuses_is_a_complaint_too(pack: Pack, case: str) -> None:
    file, old, new, code = REFUSED[case]
    pack.change(file, old, new)
    found = pack.lint()
    assert [one.code for one in found] == [code]
    assert found[0].severity == "error"
    assert found[0].mark.line > 0


def test_an_aspect_that_brings_no_rule_is_an_error() -> None:
    book = ecocheck.load()
    idle = replace(book.data.aspects[0], id="vessel-as-task", subject="vessel", seen_as="task", takes={}, in_part=())
    desk = Desk(Rulebook(replace(book.data, aspects=(*book.data.aspects, idle))), [], Sources([]), True)
    assert [remark.about for remark in subjects.idle(desk)] == ["vessel-as-task"]
    assert list(subjects.idle(Desk(book, [], Sources([]), True))) == []


def test_every_check_is_red_in_some_test_of_this_file() -> None:
    red = {fault[3][0] for fault in FAULTS.values() if fault[3]}
    alone = {
        "exemption-note",
        "test-exemption",
        "too-many-clauses",
        "fact-unused",
        "fact-once",
        "table-row",
        "table-gap",
        "interim-unlisted",
        "screening-doubled",
        *(check.code for check in CHECKS if check.code.startswith("implication-")),  # test_implications.py
        "aspect-idle",
        *(check.code for check in CHECKS if check.code.startswith("sheet-")),  # test_sheets.py
        *(check.code for check in CHECKS if check.code.startswith("reading-")),  # test_second_reading.py
        "stage",
        "stage-doubled",
        "trade-unknown",
        "campaign-strict",
        "list-open",
        "exemption-any",
        "before-state",
        "gradual-strict",
        "silence-breach",
        *("figure-lost", "tier-alone", "law-ended"),  # test_lint_figures.py
    }
    assert {check.code for check in CHECKS} == red | alone


def test_a_complaint_names_the_line_of_the_comparison(pack: Pack) -> None:
    pack.change(RULES, "{gt: 1 km,", "{ge: 1 km,")
    line = (pack.root / RULES).read_text(encoding="utf-8").split("\n").index(
        "      project.distance: {ge: 1 km, reads: 一公里范围内}"
    ) + 1
    assert {(one.mark.file, one.mark.line) for one in pack.lint() if one.code == "bound-wording"} == {
        ("rules/tiny/rules.yaml", line)
    }


@pytest.mark.parametrize(
    ("reads", "wrong"),
    [
        ("超过1公里不足3公里", ["ge", "le"]),
        ("1公里以上不足3公里", ["le"]),
        ("超过一公里、三公里以下", ["ge"]),
        ("1公里以上3公里以下", []),
    ],
)
def test_each_of_two_limits_is_held_against_its_own_words(pack: Pack, reads: str, wrong: list[str]) -> None:
    pack.change(CLAUSES, "anchor: 一公里范围内禁止新建", "anchor: 禁止新建")
    pack.change(CLAUSES, "岸线一公里范围内不得", "岸线附近不得")
    pack.change(RULES, "{gt: 1 km, reads: 一公里范围内}", f"{{between: [1 km, 3 km], reads: {reads}}}")
    said = [one.said.en for one in pack.lint() if one.code == "bound-wording"]
    assert [text.partition(" uses ")[2].partition(",")[0] for text in said] == wrong


def test_each_of_two_limits_wants_a_test_at_it_and_one_beyond(pack: Pack) -> None:
    pack.change(RULES, "{gt: 1 km, reads: 一公里范围内}", "{between: [1 km, 3 km]}")
    said = [one.said.en for one in pack.lint() if one.code == "test-bound"]
    assert [text for text in said if "3 km" in text]


WORDS = {
    "35蒸吨/小时及以下": {"le", "gt"}, "一公里范围内": {"le", "gt"}, "不超过50%": {"le", "gt"}, "高于3米": {"le", "gt"},
    "8万平方米以上": {"lt", "ge"}, "不低于60%": {"lt", "ge"}, "不足20亩": {"lt", "ge"}, "低于国四": {"lt", "ge"},
}  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_a_wording_goes_with_the_same_two_operators_whatever_it_forbids(words: str) -> None:
    found = wording_in(words)
    assert found is not None
    assert set(found.operators) == WORDS[words]


@pytest.mark.parametrize("words", ["2025年底前", "20吨以上35吨以下", "以人为本"])
def test_a_wording_that_is_not_clear_says_nothing(words: str) -> None:
    assert wording_in(words) is None


def test_a_word_counts_for_its_own_number_only() -> None:
    text = "20吨以上、35吨以下的锅炉，距离不低于100米"
    reads = {n: wording_beside(text, Number(n, 1, f"{n} t/h", "t_steam/h")) for n in (20, 35, 100, 5, 10)}
    assert reads[5] is None
    assert reads[10] is None
    assert {n: found.operators for n, found in reads.items() if found} == {
        20: ("lt", "ge"),
        35: ("le", "gt"),
        100: ("lt", "ge"),
    }


def test_ten_thousands_are_read_in_both_ways_of_writing() -> None:
    for text in ("8万平方米", "80000 m2"):
        found = wording_beside("8万平方米以上工地", Number(80000, 1, text, "m2"))
        assert found is not None
        assert found.operators == ("lt", "ge")


OWN = """\
ecocheck: 1
id: own
title: {zh: 自定, en: own rules}
level: pack
area: '100000'
effective: 2021-01-01
"""


def own_pack(home: Path, form: str) -> Path:
    home.mkdir()
    (home / "document.yaml").write_text(OWN, encoding="utf-8")
    clause = f"{{id: c1, say: {{zh: 一, en: one}}, form: {form}}}"
    (home / "clauses.yaml").write_text(f"ecocheck: 1\ndocument: own\nclauses:\n  - {clause}\n", encoding="utf-8")
    return home


def test_the_command_says_complaints_with_their_place(monkeypatch, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    ran = run(monkeypatch, capsys, "lint", str(own_pack(tmp_path / "own", "duty")), "--lang", "en")
    assert ran.status == 0
    assert "own/clauses.yaml:4: warning clause-open own/c1: no rule decides it" in ran.out


def test_the_command_gives_status_1_for_errors(monkeypatch, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    ran = run(monkeypatch, capsys, "lint", str(own_pack(tmp_path / "own", "dut")), "--format", "json")
    assert ran.status == 1
    assert [(row["code"], row["file"], row["line"]) for row in json.loads(ran.out)] == [
        ("read-source.no_choice", f"{tmp_path}/own/clauses.yaml", 4)
    ]


def codes(pack: Pack) -> list[tuple[str, str]]:
    return [one for one in pack.said() if one[0] not in ("modality-wording", "bound-wording", "test-kind", "test-bound")]


def test_a_trade_that_the_table_does_not_have_is_said_of_a_test_and_of_a_condition(pack: Pack) -> None:
    text = (pack.root / RULES).read_text(encoding="utf-8")
    pack.write(RULES, text.replace("C2614", "C2610"))
    assert ("trade-unknown", "tiny/bank") in codes(pack)
    pack.write(RULES, text.replace("{in: $chemical}", "{in: [C2610]}"))
    assert ("trade-unknown", "tiny/bank") in codes(pack)


def test_a_verb_that_binds_the_authority_is_not_strict_unless_the_note_names_a_law(pack: Pack) -> None:
    pack.change(CLAUSES, "anchor: 一公里范围内禁止新建", "anchor: 督促企业搬离岸线")
    assert ("campaign-strict", "tiny/bank") in codes(pack)
    pack.change(RULES, "    topic: space", "    note: {zh: 依《长江保护法》第二十六条, en: the law binds}\n    topic: space")
    assert "campaign-strict" not in dict(codes(pack))


def test_a_ban_beside_the_verb_stays_strict(pack: Pack) -> None:
    pack.change(CLAUSES, "anchor: 一公里范围内禁止新建", "anchor: 加强管控，禁止新建")
    assert "campaign-strict" not in dict(codes(pack))


def test_a_list_that_the_text_leaves_open_leaves_something_to_a_person(pack: Pack) -> None:
    pack.change(CLAUSES, "anchor: 一公里范围内禁止新建", "anchor: 禁止新建化工等项目")
    assert ("list-open", "tiny/bank") in codes(pack)
    pack.change(
        RULES, "- project.construction: {in: [new, expansion]}", "- judge: {project.construction: {in: [new, expansion]}}"
    )
    pack.change(RULES, "    topic: space", "    note: {zh: 一, en: one}\n    topic: space")
    assert "list-open" not in dict(codes(pack))


def test_an_exception_for_one_kind_does_not_cover_what_stands_beside_it(pack: Pack) -> None:
    pack.change(RULES, "        project.in_park: {eq: yes}", "        project.industry: {in: [C26]}")
    assert ("exemption-any", "tiny/bank") in codes(pack)
    pack.change(RULES, "        project.industry: {in: [C26]}", "        project.industry: {within: [C26]}")
    assert "exemption-any" not in dict(codes(pack))


def test_a_clause_on_the_time_before_an_event_is_read_with_a_date_or_a_state(pack: Pack) -> None:
    pack.change(CLAUSES, "say: {zh: 岸线一公里范围内不得新建化工项目。", "say: {zh: 验收前岸线一公里范围内不得有化工项目。")
    assert ("before-state", "tiny/bank") in codes(pack)


APPROVED = (
    "  - {name: approval.works, zh: 工程批复, en: approval of the works, type: code, list: procedures, subjects: [project]}\n"
)
PROCEDURES = """\
  - {name: procedures, zh: 手续, codes: [{code: granted, zh: 已批, en: granted}, {code: applied, zh: 办理中, en: applied},
      {code: refused, zh: 不批, en: refused}]}
"""


def test_what_is_applied_for_is_no_breach_unless_the_rule_says_why(pack: Pack) -> None:
    pack.change("vocabulary/facts/all.yaml", "facts:\n", "facts:\n" + APPROVED)
    pack.change("vocabulary/lists/all.yaml", "lists:\n", "lists:\n" + PROCEDURES)
    pack.change(RULES, "      project.distance: {gt: 1 km, reads: 一公里范围内}", "      approval.works: {eq: granted}")
    assert ("silence-breach", "tiny/bank") in codes(pack)
    pack.change(RULES, "    topic: space", "    note: {zh: 另一件事, en: another thing}\n    topic: space")
    assert ("silence-breach", "tiny/bank") in codes(pack)
    pack.change(RULES, "    note: {zh: 另一件事, en: another thing}\n    topic: space", "    topic: space")
    judged = "      any:\n        - approval.works: {eq: granted}\n        - judge: {approval.works: {eq: applied}}"
    pack.change(RULES, "      approval.works: {eq: granted}", judged)
    pack.change(RULES, "    topic: space", "    note: {zh: 一, en: one}\n    topic: space")
    assert "silence-breach" not in dict(codes(pack))


GRADUAL = "ecocheck: 1\ndocument: tiny\nrows:\n  - {clause: c4, form: done, due_printed: no, due: 2025%s}\n"


@pytest.mark.parametrize(("modality", "said"), [("", True), (", modality: programme", False)])
def test_a_work_that_opens_with_a_soft_verb_is_a_programme(pack: Pack, modality: str, said: bool) -> None:
    more = "  - {id: c4, anchor: 加快建设管网, say: {zh: 建设管网。, en: Drains are built.}, form: task}\n"
    pack.write(CLAUSES, (pack.root / CLAUSES).read_text(encoding="utf-8") + more)
    pack.write("tiny/tasks.yaml", GRADUAL % modality)
    assert ("gradual-strict" in dict(codes(pack))) is said


EXEMPTING = "        source: {zh: 条例第五条, en: article 5 of the rules}\n"


def test_a_clause_that_grants_an_exemption_is_decided_by_the_rule_it_is_granted_from(pack: Pack) -> None:
    pack.change("tiny/clauses.yaml", "form: fact", "form: requirement")
    assert ("clause-open", "tiny/c3") in pack.said()
    pack.change("tiny/rules.yaml", EXEMPTING, "        clause: c3\n")
    assert ("clause-open", "tiny/c3") not in pack.said()
    rows = {row["id"]: row for row in coverage_rows(pack.book().data)}
    assert (rows["tiny/c3"]["rules"], rows["tiny/c3"]["form"]) == (["tiny/bank"], "measured")


def test_a_clause_with_rules_of_its_own_is_not_decided_by_what_it_exempts_from(pack: Pack) -> None:
    pack.change("tiny/rules.yaml", EXEMPTING, "        clause: c2\n")
    rows = {row["id"]: row for row in coverage_rows(pack.book().data)}
    assert rows["tiny/c2"]["rules"] == ["tiny/a-c2"]


DISTRICT = """\
ecocheck: 1
id: own
title: {zh: 规划, en: plan}
level: district
area: '500101'
period: [2026, 2030]
"""
ON_THE_WAY = """\
ecocheck: 1
document: own
rows:
  - {clause: own/c1, form: quantity, quantity: 100, unit: km, due: 2030, interim: {2027: 40, 2028: 57.5}}
"""


@pytest.mark.parametrize(
    ("interim", "said"),
    [
        (
            "",
            "has targets of 2027, 2028 on the way, which the interim of document.yaml does not list: write interim: [2027, 2028]",
        ),
        ("interim: [2028]\n", "has targets of 2027 on the way"),
        ("interim: [2027, 2028]\n", ""),
    ],
)
def test_a_year_on_the_way_that_the_document_does_not_list_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, interim: str, said: str
) -> None:
    home = own_pack(tmp_path / "own", "task")
    (home / "document.yaml").write_text(DISTRICT + interim, encoding="utf-8")
    (home / "tasks.yaml").write_text(ON_THE_WAY, encoding="utf-8")
    ran = run(monkeypatch, capsys, "lint", str(home), "--lang", "en")
    assert said in ran.out
    assert ("warning interim-unlisted own/t-c1" in ran.out) is bool(said)
