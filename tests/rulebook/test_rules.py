"""Rules and rows of tables: what each key becomes, what is taken over from document and clause, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from ecocheck.bilingual import Said
from ecocheck.logic.conditions import Always, Attested, Compare, FactRef, Flag, Number
from ecocheck.logic.expressions import Aggregate, parse_expression
from ecocheck.logic.truth import F
from ecocheck.rulebook.model import Derived, Exemption, InForce
from ecocheck.rulebook.readers.scope import expression_scope

from ..tiny_rulebook import CLAUSES, RULE, Tiny

IN_PARK = Compare("project.in_park", "eq", (Flag(True),))
REQUIRE = "require: {project.in_park: {eq: yes}}\n"


def test_a_rule_takes_over_what_it_does_not_say(tiny: Tiny) -> None:
    rule = tiny.rule(REQUIRE)
    assert (rule.id, rule.document, rule.clauses, rule.subjects) == ("tiny/r1", "tiny", ("tiny/c1",), ("project",))
    assert rule.force == "binding"  # the clause's
    assert rule.in_force == InForce(date(2021, 1, 1), date(2025, 12, 31), ("as_of",))  # the document's
    assert (rule.scope, rule.require, rule.exempt, rule.status) == (None, IN_PARK, (), "active")
    assert (rule.file, rule.line) == ("rules/tiny/rules.yaml", 4)


def test_a_rule_says_everything(tiny: Tiny) -> None:
    rule = tiny.rule(
        """
force: advisory
in_force: {from: 2022-01-01, judged_on: [project.approved_on, as_of]}
require: {project.in_park: {eq: yes}}
exempt_when:
  - {id: by-order, clause: c2, note: {zh: 注, en: note}, project.in_park: {eq: yes}}
  - {id: by-law, source: {zh: 法, en: law}, all: [{project.in_park: {eq: yes}}]}
note: {zh: 注, en: note}
conflicts_with: tiny/c2
verify: yes
status: draft
aliases: [tiny/old]
topic: distance
tests:
  - name: a name
    given: {project.in_park: no, project.boilers: [{capacity: 1 t/h}]}
    as_of: 2023-01-01
    expect: unknown
    missing: [project.distance]
    possible: [fail, pass]
    reason: judge
"""
    )
    assert rule.force == "advisory"
    assert rule.in_force == InForce(date(2022, 1, 1), date(2025, 12, 31), ("project.approved_on", "as_of"))
    by_order, by_law = rule.exempt
    assert by_order == Exemption("by-order", IN_PARK, "tiny/c2", note=Said("注", "note"))
    assert (by_law.id, by_law.clause, by_law.source) == ("by-law", "", Said("法", "law"))
    assert (rule.conflicts_with, rule.verify, rule.status, rule.aliases, rule.topic) == (
        ("tiny/c2",), True, "draft", ("tiny/old",), "distance",
    )  # fmt: skip
    (test,) = rule.tests
    assert test.given == {"project.in_park": "no", "project.boilers": [{"capacity": "1 t/h"}]}
    assert (test.name, test.as_of, test.expect, test.missing, test.possible, test.reason, test.line) == (
        "a name", "2023-01-01", "unknown", ("project.distance",), ("fail", "pass"), "judge", 23,
    )  # fmt: skip


def test_short_and_several_clauses_and_subjects(tiny: Tiny) -> None:
    tiny.write(
        "tiny/rules.yaml", (RULE + f"    {REQUIRE}").replace("tiny/r1", "r1").replace("clause: c1", "clause: [c1, tiny/c2]")
    )
    rule = tiny.load().rules[0]
    assert (rule.id, rule.clauses) == ("tiny/r1", ("tiny/c1", "tiny/c2"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("applies_when: {project.in_park: {eq: yes}}", ":4:5: rules[1].require: a required field is missing"),
        ("require: never\nin_force: {judged_on: [project.length]}", ":11:27: rules[1].in_force.judged_on: project.length is no date"),
        ("require: never\nin_force: {judged_on: [project.aproved_on]}", "did you mean 'project.approved_on'"),
        ("require: never\nin_force: {judged_on: [boiler.fitted_on]}", "belongs to the items of project.boilers"),
        ("require: never\nin_force: {from: 2022-01-01, to: 2021-01-01}", "it ends before it begins"),
        ("require: never\nin_force: {from: 2022}", ":11:22: rules[1].in_force.from: should be a date"),
        ("require: never\nexempt_when: [{id: a, project.in_park: {eq: yes}}]", "the exemption names no ground"),
        ("require: never\nexempt_when: [{clause: c1, project.in_park: {eq: yes}}]", "rules[1].exempt_when[1].id: a required field is missing"),
        ("require: never\nexempt_when: [{id: A b, clause: c1, project.in_park: {eq: yes}}]", "'A b' cannot be an id"),
        ("require: never\nderive: {x: {unit: m}}", "rules[1].derive.x.expr: a required field is missing"),
        ("require: never\nderive: {x: {expr: project.length}}", "rules[1].derive.x.unit: a required field is missing"),
        ("require: never\nderive: {x-y: {expr: project.length, unit: m}}", "'x-y' cannot name a derived value"),
        ("require: never\nderive: {甲: {expr: project.length, unit: m}}", "'甲' cannot name a derived value"),
        ("require: never\nderive: [x]", "rules[1].derive: should be a mapping of names"),
        ("require: never\nderive: {x: {expr: max(capacity), unit: m, over: project.boiler}}", "there is no group 'project.boiler'"),
        ("require: never\nexempt_when: [{id: a, clause: c1}]", "the exemption has no condition"),
        ("require: never\nexempt_when: [{id: a, clause: c7, project.in_park: {eq: yes}}]", ":11:35: rules[1].exempt_when[1].clause: "
                                                                                           "there is no clause 'tiny/c7'"),
        ("require: never\nexempt_when: [{id: a, clause: c1, project.in_prk: {eq: yes}}]", ":11:39: project.in_prk: the vocabulary has no"),
        ("require: never\nexempt_when:\n  - {id: a, clause: c1, project.in_park: {eq: yes}}\n  - {id: a, clause: c1, project.in_park: {eq: no}}",
         ":13:14: rules[1].exempt_when[2].id: the rule has two exemptions 'a'"),
        ("require: never\nconflicts_with: c3\nnote: {zh: 注, en: note}", ":11:21: rules[1].conflicts_with: there is no clause 'tiny/c3'"),
        ("require: never\nreplaced_by: tiny/r9", ":11:18: rules[1].replaced_by: there is no rule 'tiny/r9'"),
        ("require: never\nstatus: aktive", ":11:13: rules[1].status: cannot be 'aktive'; did you mean 'active'"),
        ("require: never\ntests: [{name: a, given: {}, expect: waived}]", "cannot be 'waived'"),
        ("require: never\ntests: [{name: a, given: {}, expect: unknown, possible: [fial]}]", "did you mean 'fail'"),
        ("require: never\ntests: [{name: a, given: [], expect: fail}]", "should be a mapping of facts"),
        ("require: never\neach: project.boiler", ":11:11: each: there is no group 'project.boiler'; did you mean 'project.boilers'"),
        ("requre: never\nrequire: never", ":10:5: rules[1].requre: no such field; did you mean 'require'"),
        ("require: {judge: always}", ":4:5: rules[1].note: a rule that leaves something to a person needs a note"),
        ("require: {project.distance: {gt: lost}}", "needs a note"),
        ("require: never\nconflicts_with: c2", "needs a note"),
    ],
)  # fmt: skip
def test_what_a_rule_may_not_say(tiny: Tiny, more: str, said: str) -> None:
    assert said in tiny.rule_problem(more)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: tiny/r1", "id: other/r1", ":4:9: rules[1].id: 'other/r1' does not belong to tiny; write tiny/r1"),
        ("id: tiny/r1", "id: tiny/R1", "'tiny/R1' cannot be an id"),
        ("clause: c1", "clause: c11", ":6:13: rules[1].clause: there is no clause 'tiny/c11'; did you mean"),
        (
            "subject: project",
            "subject: projct",
            ":7:14: rules[1].subject: there is no subject 'projct'; did you mean 'project'",
        ),
        ("kind: limit", "kind: limits", ":8:11: rules[1].kind: cannot be 'limits'; did you mean 'limit'"),
        ("document: tiny", "document: tinny", ":2:11: document: says 'tinny', but the file lies in the folder of tiny"),
        ("ecocheck: 1", "ecocheck: 2", ":1:11: ecocheck: unknown version of the format: '2'; write ecocheck: 1"),
        ("rules:", "rule:", "rules: a required field is missing"),
    ],
)
def test_the_head_of_a_rule(tiny: Tiny, old: str, new: str, said: str) -> None:
    tiny.write("tiny/rules.yaml", (RULE + "    require: never\n").replace(old, new, 1))
    assert any(said in p.text("en") for p in tiny.problems())


def test_ids_and_aliases_stand_once_in_all_files(tiny: Tiny) -> None:
    tiny.write("tiny/a.yaml", RULE + "    require: never\n    aliases: [tiny/r0]\n")
    tiny.write("tiny/b.yaml", RULE.replace("r1", "r0") + "    require: never\n    replaced_by: tiny/r1\n")
    assert tiny.problem() == (
        "rules/tiny/b.yaml:4:9: rules[1].id: the rule id or alias 'tiny/r0' is already taken, first at rules/tiny/a.yaml:11:14; "
        "use another one"
    )  # fmt: skip


def test_each_sees_the_items_facts(tiny: Tiny) -> None:
    rule = tiny.rule("each: project.boilers\nin_force: {judged_on: [fitted_on, as_of]}\nrequire: {capacity: {ge: 1 t/h}}")
    assert rule.each == "project.boilers"
    assert rule.in_force.judged_on == ("boiler.fitted_on", "as_of")
    assert rule.require == Compare("boiler.capacity", "ge", (Number(1, 1, "1 t/h", "t_steam/h"),))


DERIVE = "derive:\n  total: {expr: sum(project.boilers.capacity where fuel = coal), unit: 蒸吨/小时}\n"


def test_a_rule_computes(tiny: Tiny) -> None:
    rule = tiny.rule(
        DERIVE + "  rest: {expr: total - max(capacity), unit: t_steam/h, over: project.boilers}\n"
        "require: {$total: {lt: 35, ge: $rest}}"
    )
    assert rule.derive == (
        Derived("total", "sum(project.boilers.capacity where fuel = coal)", "t_steam/h"),
        Derived("rest", "total - max(capacity)", "t_steam/h", "project.boilers"),
    )
    assert [c.operands for c in rule.require.parts] == [(Number(35, 1, "35", "t_steam/h"),), (FactRef("$rest"),)]
    scope = expression_scope(tiny.load().vocabulary, ["total", "rest"], "project.boilers")
    parsed = parse_expression(rule.derive[1].expr, scope)
    assert parsed.names == {"v0": "$total"}
    assert parsed.aggregates == {"g0": Aggregate("max", "project.boilers", "boiler.capacity", ())}


@pytest.mark.parametrize(
    ("expr", "unit", "said"),
    [
        ("project.length * project.length / project.distance", "m", ""),
        ("project.length / project.distance", "1", ""),
        ("project.length / project.distance", '"%"', ""),
        ("project.distance - project.length", "hm2", "is measured in"),
        ("project.distance + project.sewage", "km", "do not go together"),
        ("project.length * project.length", "m", "is measured in m2"),
        ("project.length * project.length", "亩", ""),
        ("count(project.boilers)", "1", ""),
        ("count(project.boilers)", "台", ""),
        ("project.length / count(project.boilers)", "m", ""),
        ("project.length / (1 - 1)", "m", "divides by zero"),
        ("project.length ** 2", "m2", "uses Pow, which is not allowed"),
        ("project.lenth * 2", "m", "uses the unknown name 'project.lenth'"),
        ("project.construction * 2", "m", "project.construction is no number"),
        ("farm.heads * 2", "1", "'farm.heads' is not a fact of project"),
        ("boiler.capacity * 2", "t/h", "belongs to the items of project.boilers"),
        ("sum(project.boilers.capacity where fuel = cole)", "蒸吨/小时", "has no code 'cole'"),
        ("sum(project.boilers.weight)", "t", "uses 'weight', which the items of project.boilers do not have"),
        ("project.length", "meters and more", "no such unit"),
    ],
)  # fmt: skip
def test_arithmetic_is_checked_with_its_units(tiny: Tiny, expr: str, unit: str, said: str) -> None:
    more = f"derive:\n  x: {{expr: {expr}, unit: {unit}}}\nrequire: {{project.in_park: {{eq: yes}}}}"
    if said:
        problem = tiny.rule_problem(more)
        assert problem.startswith("rules/tiny/rules.yaml:11:")
        assert said in problem
    else:
        assert tiny.rule(more).derive[0].expr == expr


def test_arithmetic_may_not_go_in_circles(tiny: Tiny) -> None:
    more = "derive:\n  a: {expr: b + 1, unit: 1}\n  b: {expr: c * 2, unit: 1}\n  c: {expr: a, unit: 1}\nrequire: {$a: {gt: 1}}"
    assert ":11:17: rules[1].derive.a.expr: the value needs itself: a -> b -> c -> a" in tiny.rule_problem(more)


def test_a_derived_value_may_not_take_the_name_of_a_set(tiny: Tiny) -> None:
    assert "'chemical' cannot name a derived value" in tiny.rule_problem(
        "derive: {chemical: {expr: project.length, unit: m}}\nrequire: never"
    )


ATTESTED = """\
ecocheck: 1
document: tiny
rows:
  - clause: c2
    title: {zh: 台账, en: register}
    subject: [project, farm]
    modality: strict
    force: mandatory
    shows: {zh: 台账原件, en: the register itself}
    applies_when: {project.distance: {lt: 1 km}}
"""


def test_an_attestation_row_is_a_rule(tiny: Tiny) -> None:
    tiny.write("tiny/attestations.yaml", ATTESTED)
    (rule,) = tiny.load().rules
    assert (rule.id, rule.form, rule.clauses, rule.kind, rule.subjects) == (
        "tiny/a-c2", "attestation", ("tiny/c2",), "obligation", ("project", "farm"),
    )  # fmt: skip
    assert rule.require == Attested("tiny/c2")
    assert rule.evidence == Said("台账原件", "the register itself")
    assert rule.scope == Compare("project.distance", "lt", (Number(1, 1, "1 km", "km"),))
    assert rule.in_force == InForce(date(2021, 1, 1), date(2025, 12, 31), ("as_of",))


def test_an_attestation_row_needs_one_clause_and_what_shows_it(tiny: Tiny) -> None:
    tiny.write("tiny/attestations.yaml", ATTESTED.replace("c2", "[c1, c2]").replace("    shows:", "    show:"))
    found = " | ".join(p.text("en") for p in tiny.problems())
    assert "rows[1].clause: a row is for one clause" in found
    assert "rows[1].shows: a required field is missing" in found
    assert "rows[1].show: no such field; did you mean 'shows'" in found


DUTIES = """\
ecocheck: 1
document: tiny
rows:
  - {clause: c1, title: {zh: 编制规划, en: draw up a plan}, who: {zh: 区政府, en: district government}}
  - {clause: c2, title: {zh: 监管, en: supervise}, touches: {project.in_park: {eq: yes}}, subject: project}
"""


def test_a_duty_row_binds_the_authority(tiny: Tiny) -> None:
    tiny.write("tiny/duties.yaml", DUTIES)
    alone, touching = tiny.load().rules
    assert (alone.id, alone.form, alone.modality, alone.subjects, alone.scope) == ("tiny/d-c1", "duty", "programme", (), None)
    assert (alone.require, alone.who, alone.force) == (Always(F), Said("区政府", "district government"), "binding")
    assert (touching.id, touching.subjects, touching.scope) == ("tiny/d-c2", ("project",), IN_PARK)


def test_a_table_may_be_a_folder_of_files_read_in_the_order_of_their_names(tiny: Tiny) -> None:
    head, rows = DUTIES.split("rows:\n")
    first, second = rows.splitlines()
    tiny.write("tiny/duties/02-air.yaml", f"{head}rows:\n{first}\n")
    tiny.write("tiny/duties/01-water.yaml", f"{head}rows:\n{second}\n")
    assert [(rule.id, rule.file) for rule in tiny.load().rules] == [
        ("tiny/d-c2", "rules/tiny/duties/01-water.yaml"),
        ("tiny/d-c1", "rules/tiny/duties/02-air.yaml"),
    ]


def test_a_duty_row_with_touches_needs_its_subject(tiny: Tiny) -> None:
    tiny.write("tiny/duties.yaml", DUTIES.replace(", subject: project", ""))
    assert "rules/tiny/duties.yaml:5:5: rows[2].subject: a required field is missing" in tiny.problem()
    tiny.write("tiny/duties.yaml", DUTIES.replace("clause: c1,", "clause: c1, subject: project,"))
    assert "a duty without 'touches' meets no subject" in tiny.problem()


@pytest.mark.parametrize(
    ("file", "text", "cut", "missing"),
    [
        ("attestations.yaml", ATTESTED, "clause: c2\n    ", "clause"),
        ("attestations.yaml", ATTESTED, "    title: {zh: 台账, en: register}\n", "title"),
        ("attestations.yaml", ATTESTED, "    subject: [project, farm]\n", "subject"),
        ("attestations.yaml", ATTESTED, "    modality: strict\n", "modality"),
        ("duties.yaml", DUTIES, "clause: c1, ", "clause"),
        ("duties.yaml", DUTIES, "title: {zh: 编制规划, en: draw up a plan}, ", "title"),
    ],
)
def test_what_a_row_needs(tiny: Tiny, file: str, text: str, cut: str, missing: str) -> None:
    assert cut in text
    tiny.write(f"tiny/{file}", text.replace(cut, ""))
    assert f"rows[1].{missing}: a required field is missing" in tiny.problem()


def test_a_rule_without_force_anywhere_is_mandatory(tiny: Tiny) -> None:
    tiny.write("tiny/clauses.yaml", CLAUSES.replace(", force: binding", ""))
    assert tiny.rule(REQUIRE).force == "mandatory"
