"""A new operator is a row of the table: both back ends, the sentence, boundary records and mutants follow; half a row is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocheck.authoring.marks import Sources
from ecocheck.authoring.mutants import mutants_of
from ecocheck.authoring.mutation import mutate
from ecocheck.bilingual import Said
from ecocheck.book import Rulebook
from ecocheck.errors import EcocheckError
from ecocheck.logic import atoms, operators
from ecocheck.logic.conditions import Not
from ecocheck.logic.operators import OPERATORS, Operator, refuse_unserved
from ecocheck.logic.sentences import Speaker
from ecocheck.rulebook.folders import rule_files
from ecocheck.search.boundaries import Edges
from ecocheck.search.solver import Solver

from ..packs import Pack
from . import test_operators as worlds

#: Two operators that the table does not have, each a row and nothing else.
DISJOINT = Operator(
    "disjoint",
    ("code", "codes"),
    Said("与{limit}无关", "has nothing of {limit}"),
    Said("与{limit}有关", "has some of {limit}"),
    each="none",
    of="wanted",
)
INSIDE = Operator(
    "inside",
    ("number", "date"),
    Said("介于{limit}之间（不含两端）", "is strictly between {limit}"),
    Said("不介于{limit}之间", "is not strictly between {limit}"),
    orders=(">", "<"),
)
RULE = """\
ecocheck: 1
document: tiny
rules:
  - id: tiny/bank
    title: {zh: 岸线一公里内不建化工, en: No chemical project within 1 km of the bank}
    clause: c1
    subject: project
    kind: prohibition
    modality: strict
    force: mandatory
    applies_when:
      project.construction: {disjoint: [rebuild, expansion]}
    require:
      project.distance: {inside: [1 km, 3 km]}
    topic: space
    tests:
      - {name: at one kilometre, given: {project.construction: new, project.distance: 1 km}, expect: fail}
      - {name: a step beyond, given: {project.construction: new, project.distance: 1.01 km}, expect: pass}
      - {name: a step before the end, given: {project.construction: new, project.distance: 2.99 km}, expect: pass}
      - {name: at three kilometres, given: {project.construction: new, project.distance: 3 km}, expect: fail}
      - {name: a rebuild, given: {project.construction: rebuild, project.distance: 1 km}, expect: not_applicable}
      - {name: an expansion, given: {project.construction: expansion, project.distance: 1 km}, expect: not_applicable}
"""


@pytest.fixture(autouse=True)
def rows_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATORS, "disjoint", DISJOINT)
    monkeypatch.setitem(OPERATORS, "inside", INSIDE)
    monkeypatch.setitem(worlds.PLAIN, "disjoint", lambda world, wanted: not worlds.codes_in(world) & set(wanted))
    monkeypatch.setitem(worlds.PLAIN, "inside", lambda world, limits: limits[0] < world < limits[1])


@pytest.fixture
def book(pack: Pack) -> Rulebook:
    pack.write("tiny/rules.yaml", RULE)
    return pack.book()


@pytest.mark.parametrize(
    ("row", "kind"),
    [(DISJOINT, "letter"), (DISJOINT, "letters"), (INSIDE, "number"), (INSIDE, "date")],
    ids=("a code", "a list", "a number", "a day"),
)
@settings(max_examples=60)
@given(data=st.data())
def test_both_back_ends_give_the_verdicts_of_a_new_row(row: Operator, kind: str, data: st.DataObject) -> None:
    worlds.hold_the_worlds(row, kind, data)


def test_a_new_row_is_said_in_both_languages(book: Rulebook) -> None:
    ought = book.rule("tiny/bank").require
    assert ought
    speaker = Speaker(book.data.vocabulary)
    assert "介于1 km ～ 3 km之间（不含两端）" in speaker.node(ought).zh
    assert "is strictly between 1 km" in speaker.node(ought).en
    assert "不介于1 km ～ 3 km之间" in speaker.node(Not(ought)).zh


def test_boundary_records_stand_at_both_limits_of_a_new_row(book: Rulebook) -> None:
    edges = list(Edges(Solver(book.rule("tiny/bank"), book.data)).all())
    assert [(edge.fact, edge.limit, sorted(edge.drafts)) for edge in edges] == [
        ("project.distance", "1 km", ["above", "at", "below"]),
        ("project.distance", "3 km", ["above", "at", "below"]),
    ]


def test_the_mutants_of_a_new_row_are_made_and_noticed(book: Rulebook, pack: Pack) -> None:
    sources = Sources(rule_files(pack.root))
    said = [mutant.what.en for mutant in mutants_of(book.rule("tiny/bank"), book.data, sources.sets_of)]
    assert "project.construction disjoint [rebuild, expansion] -> project.construction disjoint [rebuild]" in said
    assert "project.distance inside 1 km ~ 3 km -> project.distance inside 1.1 km ~ 3 km" in said
    assert [tally.survivors for tally in mutate(book, [book.rule("tiny/bank")], sources)] == [()]


@pytest.mark.parametrize(
    "row",
    [
        Operator(
            "no_orders",
            ("number",),
            Said("如{limit}", "like {limit}"),
            Said("不如{limit}", "unlike {limit}"),
            each="any",
            of="wanted",
        ),
        Operator(
            "no_each", ("codes",), Said("如{limit}", "like {limit}"), Said("不如{limit}", "unlike {limit}"), orders=("<",)
        ),
        Operator("places", ("place",), Said("如{limit}", "like {limit}"), Said("不如{limit}", "unlike {limit}"), orders=("=",)),
    ],
    ids=lambda row: row.name,
)
def test_a_row_that_a_back_end_cannot_serve_is_refused(row: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATORS, row.name, row)
    with pytest.raises(EcocheckError, match=row.name) as refused:
        refuse_unserved(Said("逐条检验", "the test of one record"), atoms.serves)
    assert row.types[0] in str(refused.value)


@pytest.mark.parametrize(
    "row",
    [
        Operator("silent", ("number",), Said("如{limit}", "like {limit}"), Said("不如{limit}", "unlike {limit}")),
        Operator(
            "strange", ("place_name",), Said("如{limit}", "like {limit}"), Said("不如{limit}", "unlike {limit}"), orders=("=",)
        ),  # type: ignore[arg-type]
        Operator("placeless", ("number",), Said("如它", "like it"), Said("不如它", "unlike it"), orders=("=",)),
        Operator("same", ("number",), Said("如{limit}", "like {limit}"), Said("如{limit}", "like {limit}"), orders=("=",)),
        OPERATORS["lt"],
    ],
    ids=lambda row: row.name,
)
def test_a_row_that_nobody_could_understand_is_refused(row: Operator) -> None:
    with pytest.raises(EcocheckError, match=row.name):
        operators.refuse_malformed((*operators.ROWS, row))
