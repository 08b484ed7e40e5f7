"""The outcome table row by row from the design, intervals against samples, codes by prefix and known in part."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocheck.bilingual import Said
from ecocheck.logic.atoms import among, comparer
from ecocheck.logic.operators import OPERATORS
from ecocheck.logic.orders import HOLDS, exactly, imprecisely
from ecocheck.logic.outcomes import TABLE, outcome_of, outcomes
from ecocheck.logic.truth import ALL, ANY, FT, NOT, F, J, T, members
from ecocheck.vocabulary.model import Code, CodeList, Fact
from ecocheck.vocabulary.values import NONE, Interval, Partial

#: scope, requirement, exemption -> outcome of a strict, in-principle, encouraged rule; typed from the design's table
ROWS = [
    ("F", "T", "T", "not_applicable", "not_applicable", "not_applicable"),
    ("F", "F", "F", "not_applicable", "not_applicable", "not_applicable"),
    ("T", "T", "F", "pass", "pass", "pass"),
    ("J", "T", "F", "pass", "pass", "pass"),
    ("T", "F", "T", "exempt", "exempt", "exempt"),
    ("J", "J", "T", "exempt", "exempt", "exempt"),
    ("T", "F", "F", "fail", "review", "advice"),
    ("J", "F", "F", "review", "review", "advice"),
    ("T", "J", "F", "review", "review", "advice"),
    ("T", "F", "J", "review", "review", "advice"),
    ("T", "J", "J", "review", "review", "advice"),
]
TRUTH = {"F": F, "J": J, "T": T}


@pytest.mark.parametrize("row", ROWS, ids="".join)
def test_the_table_of_outcomes(row: tuple[str, ...]) -> None:
    truths = [TRUTH[letter] for letter in row[:3]]
    for modality, expected in zip(("strict", "in_principle", "encouraged"), row[3:], strict=True):
        assert str(outcome_of(*truths, modality)) == expected
    assert str(outcome_of(*truths, "programme")) == row[4]


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 7), st.sampled_from(sorted(TABLE)))
def test_the_set_of_outcomes_is_the_image_of_the_three_sets(a: int, r: int, e: int, modality: str) -> None:
    image = {outcome_of(x, y, z, modality) for x in members(a) for y in members(r) for z in members(e)}
    assert set(outcomes(TABLE[modality][a << 6 | r << 3 | e])) == image


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 7))
def test_all_any_and_not_are_a_lattice(a: int, b: int, c: int) -> None:
    assert ALL[a][b] == ALL[b][a]
    assert ALL[ALL[a][b]][c] == ALL[a][ALL[b][c]]
    assert NOT[NOT[a]] == a
    assert NOT[ALL[a][b]] == ANY[NOT[a]][NOT[b]]


numbers = st.fractions(-5, 5, max_denominator=4)
ordering = st.sampled_from(sorted(HOLDS))


@given(numbers, st.fractions(0, 4, max_denominator=4), numbers, ordering, st.fractions(0, 1, max_denominator=8), st.booleans())
def test_an_interval_decides_only_where_every_value_inside_agrees(
    low: Fraction, width: Fraction, limit: Fraction, relations: str, at: Fraction, censored: bool
) -> None:
    found = imprecisely((relations,), Interval(low, low + width, censored=censored), (limit,))
    sample = exactly((relations,), (limit,))(low + width * at)
    if found in (T, F):
        assert sample == found
    else:
        assert found == (FT if censored else J)


def test_an_open_end_at_the_limit_is_on_one_side() -> None:
    below = Interval(Fraction(0), Fraction(5), high_open=True, censored=True)
    assert imprecisely(("<",), below, (Fraction(5),)) == T
    assert imprecisely(("<=",), below, (Fraction(4),)) == FT
    assert imprecisely((">",), Interval(Fraction(5), None, low_open=True), (Fraction(5),)) == T


LETTERS = CodeList("letters", codes=tuple(Code(c, Said(c, c)) for c in "abcd"))
MANY = Fact("t.codes", Said("丁", "codes"), "codes", ("project",), list="letters")
codes = st.frozensets(st.sampled_from("abcd"))
ops = st.sampled_from(("in", "not_in", "within", "contains", "intersects"))


@given(codes, codes, st.frozensets(st.sampled_from("abcd"), min_size=1), ops)
def test_a_list_known_in_part_says_what_all_its_completions_say(
    yes: frozenset[str], no: frozenset[str], wanted: frozenset[str], op: str
) -> None:
    no -= yes
    test = comparer(MANY, LETTERS, op, (tuple(sorted(wanted)),))
    rest = [code for code in "abcd" if code not in yes | no]
    completions = set()
    for bits in range(2 ** len(rest)):
        completions.add(test(yes | {code for place, code in enumerate(rest) if bits >> place & 1}))
    expected = completions.pop() if len(completions) == 1 else FT
    found = test(Partial(yes, no))
    assert found in (expected, FT)
    if op in ("in", "intersects", "contains", "not_in"):
        assert found == expected


def test_industries_belong_by_prefix_and_a_coarse_code_stays_open() -> None:
    assert among("C2614", ("C26",), True) == T
    assert among("C26", ("C2614", "C30"), True) == FT
    assert among("C3011", ("C26",), True) == F


def test_a_written_absence_counts_as_the_entry_says() -> None:
    def fact(none: str) -> Fact:
        return Fact("t.n", Said("数", "n"), "number", ("project",), unit="km", none=none)  # type: ignore[arg-type]

    limit = (Fraction(1),)
    assert comparer(fact("far"), None, "gt", limit)(NONE) == T
    assert comparer(fact("absent"), None, "gt", limit)(NONE) == F
    assert comparer(fact("absent"), None, "lt", limit)(NONE) == F
    assert comparer(fact("zero"), None, "lt", limit)(NONE) == T


def test_every_operator_speaks_both_languages_and_says_its_opposite() -> None:
    for row in OPERATORS.values():
        assert row.says.zh != row.denies.zh
        assert row.says.en != row.denies.en


def test_the_page_of_the_rule_language_names_every_operator() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rule-language.md").read_text(encoding="utf-8")
    table = page.partition("| operator | on | holds when |")[2].partition("\n\n")[0]
    named = [name for line in table.splitlines() for name in re.findall(r"`(\w+)", line.split("|")[1] if "|" in line else "")]
    assert sorted(named) == sorted(OPERATORS)
