"""Mutants: which are made, which a good pack's tests notice, and that a planted gap in the tests is found."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from ecocheck.authoring.marks import Sources
from ecocheck.authoring.mutants import mutants_of
from ecocheck.authoring.mutation import Tally, mutate
from ecocheck.authoring.rule_tests import run_test
from ecocheck.logic.conditions import Number
from ecocheck.rulebook.folders import rule_files
from ecocheck.search.one_step import step_of

from ..packs import RULES as RULES_TEXT
from ..packs import Pack
from ..running import run
from .test_lint import own_pack

RULES = "tiny/rules.yaml"
TESTS_BEGIN = "    tests:\n"


def tally(pack: Pack, name: str = "tiny/bank") -> Tally:
    book = pack.book()
    return next(one for one in mutate(book, [book.rule(name)], Sources(rule_files(pack.root))))


def made(pack: Pack, name: str = "tiny/bank") -> list[str]:
    book = pack.book()
    return [mutant.what.en for mutant in mutants_of(book.rule(name), book.data, Sources(rule_files(pack.root)).sets_of)]


def survivors(pack: Pack) -> list[str]:
    return [one.what.en for one in tally(pack).survivors]


def test_the_tests_of_the_good_rule_notice_every_mutant(pack: Pack) -> None:
    found = tally(pack)
    assert found.survivors == ()
    assert found.mutants == len(made(pack)) == 10


def test_every_kind_of_slip_is_made_once(pack: Pack) -> None:
    assert made(pack) == [
        "all without project.industry in $chemical",
        "all without project.construction in [new, expansion]",
        "project.construction in [new, expansion] -> project.construction in [expansion]",
        "project.construction in [new, expansion] -> project.construction in [new]",
        "project.distance gt 1 km -> project.distance ge 1 km",
        "project.distance gt 1 km -> project.distance gt 0.9 km",
        "project.distance gt 1 km -> project.distance gt 1.1 km",
        "project.in_park eq yes -> project.in_park eq no",
        "exemption park dropped",
        "modality strict -> in_principle",
    ]


#: the test taken out -> what then goes unnoticed
PLANTED = {
    "at one kilometre": [
        "project.distance gt 1 km -> project.distance ge 1 km",
        "project.distance gt 1 km -> project.distance gt 0.9 km",
    ],
    "expansion, a step beyond": ["project.distance gt 1 km -> project.distance gt 1.1 km"],
    "another trade": ["all without project.industry in $chemical"],
    "rebuild": ["all without project.construction in [new, expansion]"],
    "in a park": ["exemption park dropped"],
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_test_taken_out_lets_its_mutants_live(pack: Pack, name: str) -> None:
    text = (pack.root / RULES).read_text(encoding="utf-8")
    before, _, rest = text.partition(f"      - name: {name}\n")
    after = rest.partition("      - name: ")
    pack.write(RULES, before + after[1] + after[2])
    assert survivors(pack) == PLANTED[name]


def test_a_survivor_names_the_line_of_its_comparison(pack: Pack) -> None:
    pack.change(RULES, "project.distance: 1.01 km", "project.distance: 5 km")
    lines = (pack.root / RULES).read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "gt: 1 km" in text)
    assert [(one.mark.file, one.mark.line) for one in tally(pack).survivors] == [("rules/tiny/rules.yaml", line)]


def test_a_rule_whose_tests_fail_is_not_judged(pack: Pack) -> None:
    pack.change(RULES, "expect: exempt", "expect: fail")
    found = tally(pack)
    assert found.broken
    assert found.mutants == 0


def test_a_missing_or_possible_that_changes_is_noticed(pack: Pack) -> None:
    pack.change(RULES, "        possible: [fail, pass]\n", "")
    pack.change(RULES, "        expect: fail\n", "        expect: fail\n        reason: ''\n")
    assert survivors(pack) == []


def test_rows_of_tables_are_not_mutated(pack: Pack) -> None:
    book = pack.book()
    assert list(mutate(book, [book.rule("tiny/a-c2")], Sources([]))) == []


def replaced(pack: Pack, scope: str, require: str, note: bool = True, modality: str = "strict") -> None:
    """The rule with another scope and requirement, and no exemption or tests."""
    text = RULES_TEXT.partition("    applies_when:\n")[0]
    said = "    note: {zh: 判, en: judge}\n" if note else ""
    pack.write(
        RULES,
        text.replace("modality: strict", f"modality: {modality}")
        + f"    applies_when: {scope}\n    require: {require}\n{said}",
    )


def test_codes_of_a_named_set_are_not_dropped_one_by_one(pack: Pack) -> None:
    replaced(pack, "{project.industry: {in: [$chemical, C30, C3011]}}", "never", note=False)
    dropped = [said.partition(" -> ")[2] for said in made(pack) if "->" in said and "modality" not in said]
    # C3011 lies in C30 and cannot be missed; C26 and C2511 come from the set.
    assert dropped == ["project.industry in [C26, C2511, C3011]"]


def test_ordered_codes_flags_dates_judge_and_not_are_mutated(pack: Pack) -> None:
    replaced(
        pack,
        "{not: {project.approved_on: {lt: 2022-03-01}}}",
        "{any: [{water.class: {ge: iii}}, {judge: {project.in_park: {eq: yes}}}]}",
    )
    assert made(pack) == [
        "not dropped",
        "project.approved_on lt 2022-03-01 -> project.approved_on le 2022-03-01",
        "project.approved_on lt 2022-03-01 -> project.approved_on lt 2022-02-28",
        "project.approved_on lt 2022-03-01 -> project.approved_on lt 2022-03-02",
        "applies_when dropped",
        "any without water.class ge [iii]",
        "water.class ge [iii] -> water.class gt [iii]",
        "water.class ge [iii] -> water.class ge [iv]",
        "water.class ge [iii] -> water.class ge [ii]",
        "any without judge(project.in_park eq yes)",
        "judge dropped",
        "project.in_park eq yes -> project.in_park eq no",
        "modality strict -> in_principle",
    ]


def test_a_slip_is_made_at_either_end_of_a_pair(pack: Pack) -> None:
    replaced(pack, "{project.in_park: {eq: yes}}", "{project.distance: {between: [1 km, 3 km]}}", note=False)
    between = [said for said in made(pack) if "between" in said]
    assert between[:2] == [
        "project.distance between 1 km ~ 3 km -> project.distance gt 1 km, project.distance le 3 km",
        "project.distance between 1 km ~ 3 km -> project.distance ge 1 km, project.distance lt 3 km",
    ]
    assert len(between) == 6


def test_a_judge_in_the_scope_changes_nothing_outside_strict_rules(pack: Pack) -> None:
    replaced(pack, "{judge: {project.in_park: {eq: yes}}}", "{project.distance: {gt: 1 km}}")
    assert "judge dropped" in made(pack)
    replaced(pack, "{judge: {project.in_park: {eq: yes}}}", "{project.distance: {gt: 1 km}}", modality="in_principle")
    assert "judge dropped" not in made(pack)


def test_dates_of_the_rule_are_shifted_and_those_of_its_document_are_not(pack: Pack) -> None:
    pack.change(RULES, "    applies_when:", "    in_force: {from: 2022-03-01, to: 2025-12-31}\n    applies_when:")
    assert [said for said in made(pack) if "in_force" in said] == [
        "in_force from 2022-03-01 -> 2022-02-28",
        "in_force from 2022-03-01 -> 2022-03-02",
    ]


GROUPED = """\
{every: {in: project.boilers, among: {boiler.fuel: {in: [coal]}}, where: {boiler.capacity: {ge: 35 t/h}}}}"""


def test_conditions_inside_groups_are_mutated(pack: Pack) -> None:
    replaced(pack, "{project.in_park: {eq: yes}}", GROUPED, note=False)
    found = made(pack)
    assert "boiler.capacity ge 35 t/h -> boiler.capacity ge 34 t/h" in found
    assert "every without among" in found


def test_a_mutant_that_no_record_can_tell_from_the_rule_is_no_survivor(pack: Pack) -> None:
    replaced(
        pack, "{project.in_park: {eq: yes}}",
        "{any: [{project.distance: {le: 1 km}}, {judge: {project.distance: {gt: 1 km}}}]}",
    )  # fmt: skip
    tests = [("1 km", "pass"), ("1.01 km", "review")]
    text = "".join(
        f"      - {{name: '{value}', given: {{project.in_park: yes, project.distance: {value}}}, expect: {expect}}}\n"
        for value, expect in tests
    )
    text += "      - {name: outside, given: {project.in_park: no}, expect: not_applicable}\n"
    pack.write(RULES, (pack.root / RULES).read_text(encoding="utf-8") + TESTS_BEGIN + text)
    found = tally(pack)
    assert found.survivors == ()
    # At 1 km and below the first limb holds already, so that the second may begin there or before.
    assert found.alike == 2


STEPS = {
    ("35 t/h", 35, "t_steam/h"): 1,
    ("0.5 km", 500, "m"): 100,
    ("1 km", 1, "km"): Fraction(1, 10),
    ("8万平方米", 80000, "m2"): 10000,
    ("1.10", Fraction(11, 10), "1"): Fraction(1, 100),
    ("0 km", 0, "m"): 1000,
    ("1 个", 1, "item"): 1,
    ("0.1", Fraction(1, 10), "1"): Fraction(1, 100),
}


@pytest.mark.parametrize("case", STEPS)
def test_a_step_is_one_unit_of_the_last_place_written(case: tuple[str, Fraction, str]) -> None:
    text, value, unit = case
    value = Fraction(value)
    assert step_of(Number(value.numerator, value.denominator, text, unit)) == STEPS[case]


LOOSE = """\
ecocheck: 1
document: own
rules:
  - id: own/bank
    title: {zh: 一, en: one}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    require: {site.distance.yangtze_system_bank: {gt: 1 km}}
    tests:
      - {name: far, given: {site.distance.yangtze_system_bank: 5 km}, expect: pass}
      - {name: at the bank, given: {site.distance.yangtze_system_bank: 10 m}, expect: fail}
"""


def test_the_command_lists_survivors_and_holds_them_against_the_least_share(monkeypatch, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    home = own_pack(tmp_path / "own", "threshold")
    (home / "rules.yaml").write_text(LOOSE, encoding="utf-8")
    ran = run(monkeypatch, capsys, "test", str(home), "--mutate", "--lang", "en")
    limit = "site.distance.yangtze_system_bank gt 1 km"
    assert ran.status == 0
    assert f"own/rules.yaml:10: own/bank: {limit} -> {limit[:-4]}1.1 km" in ran.out
    assert "4 mutants, 3 survived, 25.0% noticed" in ran.out
    assert run(monkeypatch, capsys, "test", str(home), "--mutate", "--min", "25%").status == 0
    assert run(monkeypatch, capsys, "test", str(home), "--mutate", "--min", "0.26", "--rule", "own/bank").status == 1
    assert run(monkeypatch, capsys, "test", str(home), "--mutate", "--min", "26").status == 2


def test_looking_at_outcomes_alone_decides_as_whole_findings_do(pack: Pack) -> None:
    """The quick way against the plain one, with every second test left out so that some mutants live."""
    book = pack.book()
    rule = book.rule("tiny/bank")
    rule = replace(rule, tests=rule.tests[::2])
    sources = Sources(rule_files(pack.root))
    plainly = [
        mutant.what.en
        for mutant in mutants_of(rule, book.data, sources.sets_of)
        if not any(run_test(book, mutant.rule, test).wrong for test in rule.tests)
    ]
    quickly = next(one for one in mutate(book, [rule], sources))
    assert [one.what.en for one in quickly.survivors] == plainly
    assert plainly
