"""The search for records, held against a second method: on small rules every record is tried."""

from __future__ import annotations

from datetime import date
from itertools import product

from hypothesis import assume, given, settings
from msgspec.structs import replace

from ecocheck.bilingual import Said
from ecocheck.evaluation.case import Case
from ecocheck.evaluation.judge import Judge
from ecocheck.logic.outcomes import BIT, Outcome
from ecocheck.rulebook.model import Document, Rule, RulebookData
from ecocheck.search.solver import Solver

from ..strategies import DOMAINS, VOCABULARY
from ..strategies import rules as any_rules

MOST_FACTS = 4


@settings(max_examples=300)
@given(any_rules())
def test_what_the_search_finds_agrees_with_trying_every_value(rule: Rule) -> None:
    names = sorted(name for name in DOMAINS if f"'{name}'" in repr(rule))
    assume(len(names) <= MOST_FACTS)
    document = Document("t", Said("试", "t"), Said("试", "t"), "pack", "")
    data = RulebookData(documents={"t": document}, rules=(rule,), vocabulary=VOCABULARY)
    solver = Solver(rule, data, Judge(data))
    strict = replace(rule, id="t/r~all", modality="strict")
    reached = set()
    # No record gives an empty list of a fact in which 无 is no answer.
    domains = [[value for value in DOMAINS[name] if value != frozenset()] for name in names]
    for values in product(*domains):
        case = Case(dict(zip(names, values, strict=True)), frozenset(), {}, {}, date(2023, 6, 1))
        reached.add(solver.judge.outcomes(strict, case))
    assert bool(solver.breaking().drafts) is (BIT[Outcome.FAIL] in reached)
    assert bool(solver.complying().drafts) is bool({BIT[Outcome.PASS], BIT[Outcome.EXEMPT]} & reached)
