"""Groups inside a record: absent, empty, listed in part; one by one, some, every, and sums over them."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck

from .test_forms import PACK

RULES = """
ecocheck: 1
document: own
rules:
  - id: each-boiler
    title: {zh: 逐台, en: each}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    force: mandatory
    each: project.boilers
    applies_when: {boiler.fuel: {in: [coal]}}
    require: {boiler.capacity: {ge: 35 t/h}}
  - id: some-coal
    title: {zh: 有煤, en: some}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    force: mandatory
    require: {some: {in: project.boilers, where: {boiler.fuel: {in: [natural_gas]}}}}
  - id: every-coal-large
    title: {zh: 每台燃煤锅炉, en: every}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    force: mandatory
    require: {every: {in: project.boilers, among: {boiler.fuel: {in: [coal]}}, where: {boiler.capacity: {ge: 35 t/h}}}}
  - id: total
    title: {zh: 合计, en: total}
    clause: c1
    subject: project
    kind: limit
    modality: strict
    force: mandatory
    derive: {lead: {expr: sum(project.emissions.amount where substance = lead), unit: t/a}}
    require: {$lead: {le: 10 kg/a}}
"""
GAS, SMALL, LARGE = (
    {"fuel": "natural_gas", "capacity": "10 t/h"},
    {"fuel": "coal", "capacity": "34.9 t/h"},
    {"fuel": "coal", "capacity": "24.5 MW"},
)


@pytest.fixture
def book(tmp_path: Path) -> ecocheck.Rulebook:
    for name in ("document.yaml", "clauses.yaml"):
        (tmp_path / name).write_text(PACK[name], encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return ecocheck.load(tmp_path)


def outcomes(book: ecocheck.Rulebook, rule: str, **groups: object) -> list[str]:
    record = {"subject": "project", "id": "A", "site.district": "500101", **groups}
    report = book.check(record, "2023-06-01", rules=[f"own/{rule}"])
    assert not report.problems, [p.text("en") for p in report.problems]
    return [str(f.outcome) if not f.possible else "|".join(sorted(f.possible)) for f in report.findings]


def boilers(*items: dict[str, str], complete: bool = True) -> dict[str, object]:
    return {"project.boilers": list(items) if complete else {"complete": "no", "items": list(items)}}


def test_each_item_has_a_finding_of_its_own_and_35_tonnes_are_24_5_megawatts(book: ecocheck.Rulebook) -> None:
    assert outcomes(book, "each-boiler", **boilers(GAS, SMALL, LARGE)) == ["not_applicable", "fail", "pass"]


def test_an_absent_group_is_one_unknown_and_an_empty_one_not_applicable(book: ecocheck.Rulebook) -> None:
    assert outcomes(book, "each-boiler") == ["fail|not_applicable|pass"]
    assert outcomes(book, "each-boiler", **boilers()) == ["not_applicable"]


def test_a_list_known_in_part_keeps_one_more_unknown(book: ecocheck.Rulebook) -> None:
    assert outcomes(book, "each-boiler", **boilers(SMALL, complete=False)) == ["fail", "fail|not_applicable|pass"]


@pytest.mark.parametrize(
    ("items", "complete", "expected"),
    [
        ((), True, "fail"),
        ((SMALL,), True, "fail"),
        ((SMALL, GAS), True, "pass"),
        ((SMALL,), False, "fail|pass"),
        ((GAS,), False, "pass"),
    ],
)
def test_some(book: ecocheck.Rulebook, items: tuple[dict[str, str], ...], complete: bool, expected: str) -> None:
    assert outcomes(book, "some-coal", **boilers(*items, complete=complete)) == [expected]


@pytest.mark.parametrize(
    ("items", "complete", "expected"),
    [
        ((), True, "pass"),
        ((GAS, LARGE), True, "pass"),
        ((GAS, SMALL), True, "fail"),
        ((LARGE,), False, "fail|pass"),
        ((SMALL,), False, "fail"),
    ],
)
def test_every(book: ecocheck.Rulebook, items: tuple[dict[str, str], ...], complete: bool, expected: str) -> None:
    assert outcomes(book, "every-coal-large", **boilers(*items, complete=complete)) == [expected]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], "pass"),
        ([{"substance": "lead", "amount": "4 kg/a"}, {"substance": "lead", "amount": "6 kg/a"}], "pass"),
        ([{"substance": "lead", "amount": "4 kg/a"}, {"substance": "lead", "amount": "6.001 kg/a"}], "fail"),
        ([{"substance": "lead", "amount": "4 kg/a"}, {"substance": "mercury", "amount": "9 t/a"}], "pass"),
        ([{"substance": "lead"}], "fail|pass"),
        ([{"amount": "4 kg/a"}], "fail|pass"),
        ({"complete": "no", "items": [{"substance": "lead", "amount": "1 kg/a"}]}, "fail|pass"),
    ],
)
def test_a_sum_waits_for_whatever_may_belong_to_it(book: ecocheck.Rulebook, items: object, expected: str) -> None:
    assert outcomes(book, "total", **{"project.emissions": items}) == [expected]


def test_what_is_missing_names_the_group_or_the_fact_of_its_items(book: ecocheck.Rulebook) -> None:
    record = {"subject": "project", "id": "A", "site.district": "500101"}
    (absent,) = book.check(record, "2023-06-01", rules=["own/some-coal"]).findings
    assert absent.missing == ("project.boilers",)
    (vague,) = book.check(
        {**record, "project.boilers": [{"fuel": "coal"}]}, "2023-06-01", rules=["own/every-coal-large"]
    ).findings
    assert vague.missing == ("boiler.capacity",)
    (amount,) = book.check({**record, "project.emissions": [{"substance": "lead"}]}, "2023-06-01", rules=["own/total"]).findings
    assert amount.missing == ("emission.amount",)
