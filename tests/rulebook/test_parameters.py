"""Dated numbers and tables: what they hold, and that no table has a hole or says two things at once."""

from __future__ import annotations

from datetime import date

import pytest

from ecocheck.bilingual import Said
from ecocheck.rulebook.model import Edition, Parameter, Row

from ..tiny_rulebook import Tiny

HEAD = "ecocheck: 1\ndocument: tiny\nparameters:\n"
SOURCE = "source: {zh: 表1, en: table 1}"


def parameter(by: str, rows: str, unit: str = "unit: km", more: str = "") -> str:
    return (
        f"{HEAD}  - name: limit\n    title: {{zh: 限值, en: limit}}\n    {unit}\n    by: {by}\n{more}"
        f"    editions:\n      - {SOURCE}\n        rows: {rows}\n"
    )


def scalar(*editions: str) -> str:
    lines = "".join(f"      - {{{edition}, {SOURCE}}}\n" for edition in editions)
    return f"{HEAD}  - name: limit\n    title: {{zh: 限值, en: limit}}\n    unit: km\n    editions:\n{lines}"


def test_a_dated_number(tiny: Tiny) -> None:
    tiny.write(
        "tiny/parameters/a.yaml",
        scalar("from: 2020-12-31, to: 2020-12-31, value: 500 m", "from: 2021-01-01, value: 1, verify: yes"),
    )
    assert tiny.load().parameters["limit"] == Parameter(
        name="limit",
        unit="km",
        editions=(
            Edition(date(2020, 12, 31), date(2020, 12, 31), "500 m", source=Said("表1", "table 1")),
            Edition(date(2021, 1, 1), None, "1", source=Said("表1", "table 1"), verify=True),
        ),
        title=Said("限值", "limit"),
        document="tiny",
    )


def test_a_table_with_codes_bands_and_a_row_for_the_rest(tiny: Tiny) -> None:
    rows = '[[[new, 扩建], "[0, 20) t/h", 1 km], [new, "[20, -) t/h", 2 km], ["*", "*", 3 km]]'
    tiny.write(
        "tiny/parameters/a.yaml",
        parameter("[project.construction, boiler.capacity]", rows, more="    otherwise: error\n    fill: hold\n"),
    )
    found = tiny.load().parameters["limit"]
    assert (found.by, found.otherwise, found.fill) == (("project.construction", "boiler.capacity"), "error", "hold")
    assert found.editions[0].rows == (
        Row(("new", "[0, 20) t/h"), "1 km"),
        Row(("expansion", "[0, 20) t/h"), "1 km"),
        Row(("new", "[20, -) t/h"), "2 km"),
        Row(("*", "*"), "3 km"),
    )


def test_a_table_of_codes(tiny: Tiny) -> None:
    tiny.write("tiny/parameters/a.yaml", parameter("[project.in_park]", "[[yes, [煤, gas]], [no, none]]", unit="list: fuels"))
    found = tiny.load().parameters["limit"]
    assert (found.list, found.unit) == ("fuels", "")
    assert found.editions[0].rows == (Row(("yes",), "coal|gas"), Row(("no",), "none"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (scalar("value: 1 kg"), ":8:17: limit: limit is measured in km; '1 kg' measures something else"),
        (scalar("value: 约 1 km"), ":8:17: limit: '约 1 km' is not an exact number"),
        (scalar("value: [1 km, 2 km]"), "a value is one number or code"),
        (scalar("from: 2021-01-01, to: 2020-01-01, value: 1 km"), "it ends before it begins"),
        (scalar("from: 2020-01-01, value: 1 km", "from: 2021-01-01, value: 1 km"), ":9:16: parameters[1].editions[2].from: its dates overlap"),
        (scalar("from: 2020-01-01, to: 2021-01-01, value: 1 km", "from: 2021-01-01, value: 1 km"), "its dates overlap"),
        (scalar("from: 2020-01-01"), "a parameter without 'by' has a 'value'"),
        (scalar("value: 1 km").replace("unit: km", "unit: parsec"), ":6:11: unit: no such unit: 'parsec'"),
        (scalar("value: 1 km").replace("    unit: km\n", ""), "give either 'unit' or 'list'"),
        (scalar("value: 1 km").replace("name: limit", "name: Limit"), "'Limit' cannot name a parameter"),
        (scalar("value: 1 km").replace("name: limit", "name: chemical"), "'chemical' is a set of codes already"),
        (scalar("value: 1 km").replace(f", {SOURCE}", ""), "source: a required field is missing"),
        (scalar("value: 1 km").replace("km\n    ed", "km\n    otherwise: errors\n    ed"), "cannot be 'errors'; did you mean 'error'"),
        (parameter("[project.construction]", "[[new, 1 km], [new, 2 km]]"), ":10:29: rows: this row overlaps the one at"),
        (parameter("[project.construction]", '[["*", 1 km], [new, 2 km]]'), "this row overlaps the one at"),
        (parameter("[project.construction, project.in_park]", '[[new, "*", 1 km], ["*", yes, 2 km]]'), "this row overlaps"),
        (parameter("[project.construction]", "[[newly, 1 km]]"), ":10:17: project.construction: construction has no code 'newly'"),
        (parameter("[project.construction]", "[[new, yes, 1 km]]"), "this row should have 2 cells"),
        (parameter("[project.constructon]", "[[new, 1 km]]"), ":7:9: parameters[1].by: there is no fact 'project.constructon'; did you mean"),
        (parameter("[project.approved_on]", "[[2020-01-01, 1 km]]"), "cannot be looked up by project.approved_on, a date"),
        (parameter("[project.length]", '[["[0, 20) m", 1 km], ["[30, 40) m", 2 km]]'), "a gap between the bands of project.length: 20 ~ 30 m"),
        (parameter("[project.length]", '[["[0, 20) m", 1 km], ["(20, 40) m", 2 km]]'), "a gap between the bands of project.length: 20 ~ 20 m"),
        (parameter("[project.length]", '[["[0, 20] m", 1 km], ["[20, 40) m", 2 km]]'), ":10:37: rows: this row overlaps the one at"),
        (parameter("[project.length]", '[["[0, 1) km", 1 km], ["[900, 2000) m", 2 km]]'), "this row overlaps the one at"),
        (parameter("[project.length]", '[["(-, 20] m", 1 km], ["[10, -) m", 2 km]]'), "this row overlaps the one at"),
        (parameter("[project.length]", '[["[10, -) m", 1 km], ["[20, 30] m", 2 km]]'), "this row overlaps the one at"),
        (parameter("[project.length]", '[["[20, 10) m", 1 km]]'), "has its ends the wrong way round"),
        (parameter("[project.length]", '[["[0, 10) kg", 1 km]]'), "measures something else"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_shown_at_its_place(tiny: Tiny, text: str, said: str) -> None:
    tiny.write("tiny/parameters/a.yaml", text)
    problem = tiny.problem()
    assert problem.startswith("rules/tiny/parameters/a.yaml:")
    assert said in problem


@pytest.mark.parametrize(
    "rows",
    [
        '[["[0, 20) m", 1 km], ["[20, 40] m", 2 km]]',
        '[["[20, 40] m", 2 km], ["[0, 20) m", 1 km]]',
        '[["(-, 1] km", 2 km], ["(1000, -) m", 1 km]]',
    ],
)
def test_bands_that_meet(tiny: Tiny, rows: str) -> None:
    tiny.write("tiny/parameters/a.yaml", parameter("[project.length]", rows))
    assert len(tiny.load().parameters["limit"].editions[0].rows) == 2


def test_gaps_are_looked_for_among_rows_that_are_otherwise_alike(tiny: Tiny) -> None:
    rows = '[[new, "[0, 20) m", 1 km], [expansion, "[30, 40) m", 2 km]]'
    tiny.write("tiny/parameters/a.yaml", parameter("[project.construction, project.length]", rows))
    assert len(tiny.load().parameters["limit"].editions[0].rows) == 2


def test_a_parameter_name_stands_once_in_all_documents(tiny: Tiny) -> None:
    tiny.write("tiny/parameters/a.yaml", scalar("value: 1 km"))
    tiny.write("tiny/parameters/b.yaml", scalar("value: 2 km"))
    assert tiny.problem() == (
        "rules/tiny/parameters/b.yaml:4:11: name: the parameter 'limit' is already taken, first at rules/tiny/parameters/a.yaml:4:11; "
        "use another one"
    )  # fmt: skip
