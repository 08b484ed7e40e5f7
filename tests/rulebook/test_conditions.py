"""Conditions: every form that is allowed becomes the node it means, and every mistake is shown where it stands."""

from __future__ import annotations

import pytest

from ecocheck.logic.conditions import (
    All,
    Always,
    Any,
    AsOf,
    Compare,
    Day,
    Every,
    FactRef,
    Flag,
    HasRow,
    Judge,
    Lost,
    Node,
    Not,
    Number,
    ParameterRef,
    Some,
    Texts,
)
from ecocheck.logic.truth import F, J

from ..tiny_rulebook import Tiny

NOTE = "\nnote: {zh: 注, en: note}"
HALF_KM = Number(1, 2, "500 m", "km")
FAR = Compare("project.distance", "gt", (HALF_KM,))
NEW = Compare("project.construction", "eq", (Texts(("new",)),))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{project.distance: {gt: 500 m}}", FAR),
        ("{project.distance: {gt: 500 m}, project.construction: {eq: 新建}}", All((FAR, NEW))),
        ("{all: [{project.distance: {gt: 500 m}}, {project.construction: {eq: new}}]}", All((FAR, NEW))),
        ("{any: [{project.distance: {gt: 500 m}}, {project.construction: {eq: new}}]}", Any((FAR, NEW))),
        ("{not: {project.distance: {gt: 500 m}}}", Not(FAR)),
        ("{judge: {project.distance: {gt: 500 m}}}", Judge(FAR)),
        ("{judge: always}", Always(J)),
        ("never", Always(F)),
        (
            "{project.distance: {gt: 500 m, reads: 五百米外, basis: 丰水期}}",
            Compare("project.distance", "gt", (HALF_KM,), "五百米外", "丰水期"),
        ),
        (
            "{project.distance: {ge: 1, le: 2 km}}",
            All((
                Compare("project.distance", "ge", (Number(1, 1, "1", "km"),)),
                Compare("project.distance", "le", (Number(2, 1, "2 km", "km"),)),
            )),
        ),
        (
            "{project.distance: {between: [500 m, 0.7 km]}}",
            Compare("project.distance", "between", (HALF_KM, Number(7, 10, "0.7 km", "km"))),
        ),
        ("{project.distance: {gt: lost}}", Compare("project.distance", "gt", (Lost(),))),
        ("{project.approved_on: {ge: 2021-03-01}}", Compare("project.approved_on", "ge", (Day("2021-03-01"),))),
        ("{project.approved_on: {le: $as_of}}", Compare("project.approved_on", "le", (AsOf(),))),
        ("{project.filed_on: {lt: $fact:project.approved_on}}",
         Compare("project.filed_on", "lt", (FactRef("project.approved_on"),))),
        ("{project.distance: {lt: $fact:project.length}}", Compare("project.distance", "lt", (FactRef("project.length"),))),
        ("{project.in_park: {eq: yes}}", Compare("project.in_park", "eq", (Flag(True),))),
        ("{project.in_park: {eq: no}}", Compare("project.in_park", "eq", (Flag(False),))),
        ("{project.place: {exists: no}}", Compare("project.place", "exists", (Flag(False),))),
        ("{project.starts: {ge: 22:00}}", Compare("project.starts", "ge", (Texts(("22:00",)),))),
        ("{project.owner: {in: [lost, 甲]}}", None),
        ('{project.owner: {in: ["lost", 甲]}}', Compare("project.owner", "in", (Texts(("lost", "甲")),))),
        ("{project.industry: {in: $chemical}}", Compare("project.industry", "in", (Texts(("C26", "C2511"), "chemical"),))),
        ("{project.industry: {in: [26, 3011, C26]}}", Compare("project.industry", "in", (Texts(("C26", "C3011")),))),
        ("{project.industry: {not_in: [C30, $chemical]}}",
         Compare("project.industry", "not_in", (Texts(("C30", "C26", "C2511")),))),
        ("{project.industry: {within: C26}}", Compare("project.industry", "within", (Texts(("C26",)),))),
        ("{water.class: {ge: Ⅲ类}}", Compare("water.class", "ge", (Texts(("iii",)),))),
        (
            "{some: {in: project.boilers, where: {capacity: {lt: 7 MW}, boiler.fuel: {intersects: 煤}}}}",
            Some("project.boilers", All((
                Compare("boiler.capacity", "lt", (Number(10, 1, "7 MW", "t_steam/h"),)),
                Compare("boiler.fuel", "intersects", (Texts(("coal",)),)),
            ))),
        ),
        (
            "{every: {in: project.boilers, among: {fuel: {within: [coal]}}, where: {capacity: {ge: 35 t/h}}}}",
            Every(
                "project.boilers",
                Compare("boiler.capacity", "ge", (Number(35, 1, "35 t/h", "t_steam/h"),)),
                Compare("boiler.fuel", "within", (Texts(("coal",)),)),
            ),
        ),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_says(tiny: Tiny, written: str, meant: Node | None) -> None:
    if meant is None:
        assert "a list holds codes, texts and sets" in tiny.rule_problem(f"require: {written}{NOTE}")
    else:
        assert tiny.rule(f"require: {written}{NOTE}").require == meant


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("[{project.distance: {gt: 1 km}}]", 14, "a list stands where a condition is expected; write all: [...]"),
        ("sometimes", 14, "'sometimes' is no condition"),
        ("{all: {project.distance: {gt: 1 km}}}", 20, "'all' takes a list of conditions"),
        ("{all: []}", 20, "'all' takes a list of conditions"),
        ("{}", 14, "the condition is empty"),
        ("{project.distnce: {gt: 1 km}}", 15, "no fact 'project.distnce'; did you mean 'project.distance'"),
        ("{distance: {gt: 1 km}}", 15, "no fact 'distance'; did you mean 'project.distance'"),
        ("{al: [never]}", 15, "no fact 'al'; did you mean 'all'"),
        ("{project.distance: 1 km}", 33, "takes {operator: value}; write project.distance: {ge: 1 km}"),
        ("{project.distance: {reads: 一公里}}", 33, "'project.distance' has no operator"),
        ("{project.distance: {greater: 1 km}}", 34, "there is no operator 'greater'"),
        ("{project.distance: {read: 一公里}}", 34, "there is no operator 'read'; did you mean 'reads'"),
        ("{project.distance: {in: [1 km]}}", 34, "'in' does not go with project.distance of type number; use one of: eq ne lt"),
        ("{project.construction: {ge: new}}", 38, "'ge' does not go with project.construction: its list kinds is not ordered"),
        ("{project.industry: {eq: C26}}", 34, "'eq' does not go with project.industry of type codes; use one of: in not_in"),
        (
            "{project.distance: {gt: 1 kg}}",
            38,
            "project.distance: bank distance is measured in km; '1 kg' measures something else",
        ),
        ("{project.distance: {gt: 1 parsecs}}", 38, "parsecs"),
        ("{project.distance: {gt: 约 1 km}}", 38, "is not an exact value"),
        ("{project.distance: {gt: none}}", 38, "'none' is not an exact value"),
        ("{project.distance: {gt: [1 km, 2 km]}}", 38, "'gt' takes one value; for one of several write in: [...]"),
        ("{project.distance: {between: 1 km}}", 43, "'between' takes two values: [from, to]"),
        ("{project.distance: {between: [2 km, 1 km]}}", 43, "the wrong way round; write [1 km, 2 km]"),
        ("{project.distance: {gt: $as_of}}", 38, "bank distance is no date"),
        ("{project.distance: {gt: $limit}}", 38, "'$limit' is no parameter, set of codes or derived value"),
        ("{project.industry: {in: $chemicals}}", 38, "did you mean '$chemical'"),
        ("{project.distance: {gt: $project.length}}", 38, "to compare with another fact write $fact:project.length"),
        ("{project.distance: {gt: $fact:project.lenth}}", 38, "no fact 'project.lenth'; did you mean 'project.length'"),
        (
            "{project.distance: {gt: $fact:project.sewage}}",
            38,
            "measured in m3 and cannot be compared with project.distance (km)",
        ),
        ("{project.distance: {gt: $fact:project.approved_on}}", 38, "are of different types"),
        ("{project.construction: {in: $chemical}}", 42, "the set 'chemical' is of the list industries"),
        ("{project.construction: {eq: newly}}", 42, "has no code 'newly'; use one of: new"),
        ("{project.industry: {in: [C26, C99]}}", 44, "has no code 'C99'"),
        ("{project.approved_on: {ge: 2021-03}}", 41, "is not an exact value"),
        ("{project.approved_on: {ge: soon}}", 41, "'soon' is no date"),
        ("{project.place: {exists: perhaps}}", 39, "'exists' takes yes or no"),
        ("{project.distance: {gt: {le: 1 km}}}", 38, "the limit of project.distance is a single value"),
        ("{farm.heads: {gt: 1}}", 15, "'farm.heads' is not a fact of project; it belongs to: farm"),
        ("{boiler.capacity: {gt: 1 t/h}}", 15, "belongs to the items of project.boilers, not to the record; write some: {in:"),
        ("{some: {in: project.boiler, where: never}}", 26, "no group 'project.boiler'; did you mean 'project.boilers'"),
        ("{some: {in: project.boilers}}", 21, "'some' needs both 'in' and 'where'"),
        ("{some: {in: project.boilers, among: never, where: never}}", 43, "'some' has no key 'among'"),
        ("{some: [project.boilers]}", 21, "'some' takes a mapping"),
        ("{some: {in: project.boilers, where: {capcity: {gt: 1 t/h}}}}", 51, "no fact 'capcity'; did you mean 'capacity'"),
        ("{$load: {gt: 1}}", 15, "'load' is not derived by this rule"),
        ("{not: " * 10 + "never" + "}" * 10, 68, "nested deeper than 8 levels"),
    ],
)
def test_a_mistake_in_a_condition_is_shown_at_its_place(tiny: Tiny, written: str, column: int, said: str) -> None:
    problem = tiny.rule_problem(f"require: {written}")
    assert problem.startswith(f"rules/tiny/rules.yaml:10:{column}: ")
    assert said in problem


BROKEN = """\
ecocheck: 1
document: tiny
rules:
  - id: r1
    titel: {zh: 甲, en: a}
    clause: c9
    subject: projct
    kind: limits
    modality: strict
    require:
      all:
        - project.distnce: {gt: 1 km}
        - project.length: {gt: 1 kg}
"""


def test_all_mistakes_of_a_rule_are_said_at_once(tiny: Tiny) -> None:
    tiny.write("tiny/rules.yaml", BROKEN)
    places = sorted(p.mark[1:3] for p in tiny.problems())
    assert places == [(4, 5), (5, 5), (6, 13), (7, 14), (8, 11), (12, 11), (13, 32)]


TABLE = """\
ecocheck: 1
document: tiny
parameters:
  - name: bank_limit
    title: {zh: 限值, en: limit}
    unit: m
    by: [project.construction]
    otherwise: not_applicable
    editions:
      - {source: {zh: 表, en: table}, rows: [[new, 500 m], [expansion, 1 km]]}
  - name: boiler_limit
    title: {zh: 限值, en: limit}
    unit: MW
    by: [boiler.fuel]
    otherwise: not_applicable
    editions:
      - {source: {zh: 表, en: table}, rows: [[coal, 7 MW]]}
"""


def test_a_table_that_may_not_apply_becomes_part_of_the_scope(tiny: Tiny) -> None:
    tiny.write("tiny/parameters/all.yaml", TABLE)
    limit = Compare("project.distance", "ge", (ParameterRef("bank_limit"),))
    rule = tiny.rule("applies_when: {project.construction: {eq: new}}\nrequire: {project.distance: {ge: $bank_limit}}")
    assert rule.require == limit
    assert rule.scope == All((NEW, HasRow("bank_limit")))
    assert tiny.rule("require: {project.distance: {ge: $bank_limit}}").scope == HasRow("bank_limit")
    tiny.change("tiny/parameters/all.yaml", "otherwise: not_applicable", "otherwise: error")
    assert tiny.rule("require: {project.distance: {ge: $bank_limit}}").scope is None


def test_a_table_by_an_items_fact_narrows_the_items_and_not_the_record(tiny: Tiny) -> None:
    tiny.write("tiny/parameters/all.yaml", TABLE)
    held = Compare("boiler.capacity", "le", (ParameterRef("boiler_limit"),))
    rule = tiny.rule("require: {every: {in: project.boilers, where: {capacity: {le: $boiler_limit}}}}")
    assert rule.scope is None
    assert rule.require == Every("project.boilers", held, HasRow("boiler_limit"))
    rule = tiny.rule("applies_when: {some: {in: project.boilers, where: {capacity: {le: $boiler_limit}}}}\nrequire: never")
    assert rule.scope == Some("project.boilers", All((HasRow("boiler_limit"), held)))
    rule = tiny.rule("each: project.boilers\nrequire: {capacity: {le: $boiler_limit}}")
    assert rule.scope == HasRow("boiler_limit")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{project.sewage: {le: $bank_limit}}", "'$bank_limit' is measured in m and cannot be compared with project.sewage"),
        ("{project.construction: {in: $bank_limit}}", "does not hold what project.construction takes"),
        ("{some: {in: project.boilers, where: {capacity: {le: $bank_limt}}}}", "did you mean '$bank_limit'"),
        ("{project.distance: {gt: $boiler_limit}}", "'$boiler_limit' is measured in MW"),
    ],
)
def test_a_parameter_must_suit_the_fact(tiny: Tiny, written: str, said: str) -> None:
    tiny.write("tiny/parameters/all.yaml", TABLE)
    assert said in tiny.rule_problem(f"require: {written}")


def test_a_tables_keys_must_be_at_hand(tiny: Tiny) -> None:
    tiny.write("tiny/parameters/all.yaml", TABLE.replace("unit: MW", "unit: km").replace("7 MW", "7 km"))
    problem = tiny.rule_problem("require: {project.distance: {gt: $boiler_limit}}")
    assert "the table 'boiler_limit' is looked up by boiler.fuel, which is not at hand here" in problem
