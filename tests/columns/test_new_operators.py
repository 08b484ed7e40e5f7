"""A new operator is a row of the table: both back ends, the sentence, boundary records and mutants follow; half a row is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

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
from ecocheck.logic.operators import OPERATORS, Listed, Operator, refuse_unserved
from ecocheck.logic.orders import HOLDS, exactly
from ecocheck.logic.sentences import Speaker
from ecocheck.logic.truth import T
from ecocheck.rulebook.folders import rule_files
from ecocheck.search.boundaries import Edges
from ecocheck.search.solver import Solver

from ..packs import Pack
from . import test_operators as worlds

#: Two operators that the table does not have, each a row and nothing else.
DISJOINT = Operator(
    "disjoint",
    ("code", "codes"),
    Said("与{limit}无关", "includes nothing of {limit}"),
    Said("与{limit}有关", "includes some of {limit}"),
    each="none",
    of="wanted",
)
INSIDE = Operator(
    "inside",
    ("number", "date", "code"),
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
    [(DISJOINT, "letter"), (DISJOINT, "letters"), (INSIDE, "number"), (INSIDE, "date"), (INSIDE, "grade")],
    ids=("a code", "a list", "a number", "a day", "a code of an ordered list"),
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


def row(**fields: Any) -> Operator:
    """A row that is whole but for the given fields."""
    whole = {
        "types": ("number",),
        "says": Said("如{limit}", "is like {limit}"),
        "denies": Said("不如{limit}", "is not like {limit}"),
        "orders": ("=",),
    }
    return Operator("trial", **(whole | fields))  # type: ignore[arg-type]


def test_a_whole_row_is_taken() -> None:
    operators.refuse_malformed((*operators.ROWS, row(), row(orders=(">", "<"))._replace(name="other")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (OPERATORS["lt"], "the name stands twice"),
        (row(orders=()), "it does not say when it is met"),
        (row(types=("number", "place_name")), "no type of fact place_name; use some of: number, code, "),
        (row(types=()), "no type of fact ()"),
        (row(types=("number")), 'types is no tuple, as in ("number",)'),
        (row(orders=("<=")), 'orders is no tuple, as in ("<=",)'),
        (row(orders=("=<",)), "no relation =<; use some of: <, <=, =, <>, >=, >"),
        (row(orders=("<", ">")), "each limit must be met, and no value meets them all"),
        (row(orders=("<=", ">=")), "each limit must be met, and no value meets them all"),
        (row(orders=("=", "=")), "each limit must be met, and no value meets them all"),
        (row(orders=("<", "<")), "each limit must be met, and one of them makes no difference"),
        (row(orders=(">=", ">")), "each limit must be met, and one of them makes no difference"),
        (row(orders=(">", "<", "<")), "two limits at most, [from, to]"),
        (row(orders=(), each="some", of="wanted"), "each is any, all or none"),
        (row(orders=(), each="any", of="given"), "of is wanted or present"),
        (row(orders=(), each="any"), "each and of go together"),
        (row(says=Said("如它", "is like {limit}")), "says lacks {limit} in its zh"),
        (row(denies=Said("不如{limit}", "is not like it")), "denies lacks {limit} in its en"),
        (row(denies=Said("不如{limit}", "is not like {limit}, {unit}")), "nothing fills {unit} in the en of denies"),
        (row(orders=(), presence=True), "says lacks {fact} in its zh"),
        (
            row(says=Said("如{limit}", "resembles {limit}")),
            "the en of says must begin with 'is not' or 'is' or 'does not' or 'includes'",
        ),
        (
            row(listed=(Listed(*[Said("为{limit}", "has {limit}")] * 3), Listed(*[Said("不为{limit}", "is not {limit}")] * 3))),
            "the en of listed[0].one must begin with",
        ),
        (row(denies=Said("如{limit}", "is not like {limit}")), "it reads like its opposite"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_that_nobody_could_understand_is_refused_with_what_it_lacks(wrong: Operator, said: str) -> None:
    with pytest.raises(EcocheckError) as refused:
        operators.refuse_malformed((*operators.ROWS, wrong))
    assert refused.value.text("en").startswith(f"the row '{wrong.name}' of the table of operators: {said}")


def numbers_met(orders: tuple[str, ...], limits: tuple[Fraction, ...]) -> set[int]:
    return {value for value in range(5) if exactly(orders, limits)(Fraction(value)) == T}


@given(st.lists(st.sampled_from(sorted(HOLDS)), min_size=1, max_size=2).map(tuple))
def test_orders_are_taken_where_some_numbers_meet_them_and_each_limit_tells_some_apart(orders: tuple[str, ...]) -> None:
    limits = (Fraction(1), Fraction(3))
    met = numbers_met(orders, limits[: len(orders)])
    alone = [numbers_met((one,), (limit,)) for one, limit in zip(orders, limits, strict=False)] if len(orders) > 1 else []
    if met and met not in alone:
        operators.refuse_malformed((row(orders=orders),))
    else:
        with pytest.raises(EcocheckError, match="each limit must be met"):
            operators.refuse_malformed((row(orders=orders),))
