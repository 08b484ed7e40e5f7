"""Hypothesis strategies for records: at random, or made to comply with a rule, to break it, to leave it open, to stand at its limits.

They give records as plain data (dicts with dotted names and values as people write them), small ones first, so that a failing example
shrinks to the facts that matter. The engine judges every record before it is handed out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from ..bilingual import Said
from ..book import Rulebook
from ..errors import UnknownName
from ..evaluation.binding import plan_named
from ..logic.atoms import constant
from ..logic.conditions import Number, Texts, comparisons
from ..plans import book_named
from ..records.building import RecordBuilder
from ..records.supplement import CONTRADICTIONS, Supplement
from ..rulebook.model import Rule
from ..search.candidates import above, below
from ..search.drafts import Draft, owners_of, written
from ..search.recipes import Aim, Made, Plan, Recipes, has_aim, recipes_of, why_none
from ..search.trials import day_of_newest
from ..vocabulary.bounds import bounds_of
from ..vocabulary.engine_facts import DISTRICT, NEW_AREA
from ..vocabulary.model import SUBJECTS, CodeList, Fact, SubjectName, Vocabulary
from .callers import at_the_caller

RecordStrategy = st.SearchStrategy[dict[str, Any]]
MOST_FACTS = 30
MOST_ITEMS = 3
_EARLIEST, _LATEST = date(2010, 1, 1), date(2026, 12, 31)


@at_the_caller
def complying(rule: str | Rule, plan: Plan = None) -> RecordStrategy:
    """Records that a rule addresses and that meet it, or that it exempts.

    `rule` is an id such as ``wz-145/chem-1km``; `plan` names the plan or folder that holds it where that is not the rule's own document.
    Other rules may find fault with such a record.

    Raises `UnknownName` for a rule that does not exist, `EcocheckError` where the rule has no such record, saying why (a plain ban).
    """
    return _for(rule, "complying", plan)


@at_the_caller
def breaking(rule: str | Rule, plan: Plan = None) -> RecordStrategy:
    """Records that break a rule beyond doubt: `fail`; of an in-principle or programme norm `review`, of an encouraging one `advice`.

    Raises as `complying` does; a rule whose every breach a person must judge has no such record.
    """
    return _for(rule, "breaking", plan)


@at_the_caller
def undecided(rule: str | Rule, plan: Plan = None) -> RecordStrategy:
    """Records whose outcome is `unknown` for want of facts; the smallest state nothing. Raises as `complying` does."""
    return _for(rule, "undecided", plan)


@at_the_caller
def boundary(rule: str | Rule, plan: Plan = None) -> RecordStrategy:
    """Records at, just below and just above each limit of a rule, with all else that its outcome needs.

    The `name` of a record says which limit and which side. One step is one unit of the last place that the rule writes, a day for dates,
    a class for grades. Raises as `complying` does; `boundary_cases` lists the same records with their outcomes.
    """
    return _for(rule, "boundary", plan)


@at_the_caller
def boundary_cases(rule: str | Rule, plan: Plan = None) -> tuple[Made, ...]:
    """The records of `boundary`, each with the fact, the limit, the side and the outcome: for parametrised tests."""
    recipes, found = recipes_of(rule, plan)
    return recipes.of(found, "boundary").made


@at_the_caller
def records(plan: str | Rulebook, subject: SubjectName, most_facts: int = MOST_FACTS) -> RecordStrategy:
    """Records of a subject that know some of the facts that the rules of a plan look at, at most `most_facts`.

    Numbers lie at and around the limits of the rules, codes are mostly those that the rules name, so that every outcome occurs.

    Raises `UnknownName` for a plan or subject that does not exist.
    """
    book = plan if isinstance(plan, Rulebook) else book_named(plan)
    if subject not in SUBJECTS:
        raise UnknownName.among(Said("对象", "subject"), subject, SUBJECTS)
    return _random_records(book, subject, most_facts)


def _for(rule: str | Rule, aim: Aim, plan: Plan) -> RecordStrategy:
    recipes, found = recipes_of(rule, plan)
    recipe = recipes.of(found, aim)
    if not recipe.made:
        raise why_none(found, aim, recipe.reason)
    return _varied(recipes, found, aim, recipe.made)


@st.composite
def _varied(draw: st.DrawFn, recipes: Recipes, rule: Rule, aim: Aim, made: tuple[Made, ...]) -> dict[str, Any]:
    """One of the records; its numbers moved where that leaves the outcome as it is."""
    chosen = draw(st.sampled_from(made))
    if aim == "boundary" or chosen.draft is None:
        return dict(chosen.record)
    moves = draw(st.lists(st.integers(1, 40), max_size=3))
    draft = _moved(chosen.draft, moves, rule, recipes)
    if draft is chosen.draft:
        return dict(chosen.record)
    record = draft.record(recipes.book.data.vocabulary)
    finding = recipes.judged(rule, record)
    return record if finding is not None and has_aim(finding, aim) else dict(chosen.record)


def _moved(draft: Draft, moves: list[int], rule: Rule, recipes: Recipes) -> Draft:
    owners = owners_of(rule, recipes.book.data)
    numbers = [(name, value) for name, value in draft.given() if isinstance(value, Fraction) and value]
    for (name, value), move in zip(numbers, moves, strict=False):
        bounds = bounds_of(recipes.book.data.vocabulary.facts[name])
        draft = draft.with_(name, bounds.nearest(value * move / 20), owners)
    return draft


@st.composite
def _random_records(draw: st.DrawFn, book: Rulebook, subject: SubjectName, most_facts: int) -> dict[str, Any]:
    vocabulary: Vocabulary = book.data.vocabulary
    pool = _pool(book, subject)
    record: dict[str, Any] = {"id": "example", "subject": subject}
    area = _area(book)
    if area and subject in vocabulary.facts[DISTRICT].subjects:
        record[DISTRICT] = area
    names = sorted(name for name in pool.facts if name not in (DISTRICT, NEW_AREA))
    if names:
        # A name and its value are drawn side by side, so that a fact that does not matter can be left out whole.
        given = st.one_of([st.tuples(st.just(name), pool.value(name)) for name in names])
        for name, value in draw(st.lists(given, unique_by=lambda pair: pair[0], max_size=most_facts)):
            record[name] = written(name, value, vocabulary)
    if pool.groups:
        for group in draw(st.lists(st.sampled_from(sorted(pool.groups)), unique=True, max_size=MOST_ITEMS)):
            record[group] = [
                {name: written(name, draw(pool.value(name)), vocabulary) for name in item}
                for item in draw(
                    st.lists(
                        st.lists(st.sampled_from(sorted(pool.groups[group])), unique=True, min_size=1), max_size=MOST_ITEMS
                    )
                )
            ]
    return _agreeing(record, book)


def _agreeing(record: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    """The record without the facts that others of it contradict: what is drawn at random says many things that cannot be."""
    supplement, day = Supplement(book.data.vocabulary, book.data.implications), day_of_newest(book.data)
    while True:
        built = RecordBuilder(book.data.vocabulary, 1, "").build(dict(record))
        clashes = (
            [] if built is None else [one.field for one in supplement.of(built, day).problems if one.code in CONTRADICTIONS]
        )
        told = next((name for name in reversed(record) if name in clashes), list(record)[-1])
        if not clashes or told in ("id", "subject"):
            return record
        del record[told]


class _Pool:
    """The facts and groups that the rules for a subject look at, with what they are held against."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.facts: dict[str, list[Any]] = {}
        self.groups: dict[str, set[str]] = {}

    def value(self, name: str) -> st.SearchStrategy[Any]:
        """Values of a fact, the simplest first."""
        fact = self.vocabulary.facts[name]
        limits = list(dict.fromkeys(self.facts.get(name, [])))
        if fact.type == "number":
            return _numbers(fact, [limit for limit in limits if isinstance(limit, Fraction)])
        if fact.type == "boolean":
            return st.booleans()
        if fact.type in ("code", "codes"):
            codes = self.vocabulary.lists[fact.list]
            known = _codes(codes, [code for code in limits if isinstance(code, str)])
            if fact.type == "code":
                return st.sampled_from(known)
            several = [code for code in known if code != "none"]
            return st.sets(st.sampled_from(several), min_size=1, max_size=4).map(frozenset)
        if fact.type == "date":
            return st.dates(min_value=_EARLIEST, max_value=_LATEST)
        if fact.type == "time":
            return st.sampled_from(("00:00", "06:00", "12:00", "21:59", "22:00"))
        return st.sampled_from([*(limit for limit in limits if isinstance(limit, str)), "-"])


def _pool(book: Rulebook, subject: SubjectName) -> _Pool:
    data = book.data
    pool = _Pool(data.vocabulary)
    for rule in book.rules_for(subject):
        owners = owners_of(rule, data)
        for condition in rule.conditions:
            for node in comparisons(condition):
                if node.fact.startswith("$"):
                    continue
                group = owners.get(node.fact)
                if group is not None and subject in data.vocabulary.groups[group].subjects:
                    pool.groups.setdefault(group, set()).add(node.fact)
                elif group is not None or subject not in data.vocabulary.facts[node.fact].subjects:
                    continue
                values = pool.facts.setdefault(node.fact, []) if group is None else []
                for operand in node.operands:
                    if isinstance(operand, Number):
                        values.append(constant(operand))
                    elif isinstance(operand, Texts):
                        values.extend(operand.values)
    return pool


def _area(book: Rulebook) -> str:
    """The district of the plan that was named, if one was."""
    named = [plan_named(book.data, plan) for plan in book.plans]
    return next(
        (d.area for d in named if d.area in book.data.areas and book.data.areas[d.area].kind in ("district", "zone")), ""
    )


def _numbers(fact: Fact, limits: list[Fraction]) -> st.SearchStrategy[Fraction]:
    points = sorted(set(limits)) or [Fraction(1)]
    near = [value for point in points for value in (point, below(point), above(point, fact))]
    bounds = bounds_of(fact)
    drawn = st.one_of(st.sampled_from(near), st.integers(0, 2000).map(lambda n: Fraction(n, 10)))
    return drawn.map(bounds.nearest)


def _codes(codes: CodeList, named: list[str]) -> list[str]:
    if codes.scheme != "closed":
        return [*dict.fromkeys([*(code for code in named if codes.find(code) == code), "H6110", "A0111"])]
    return [code.code for code in codes.codes]
