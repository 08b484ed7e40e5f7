"""A bounded run of the laws over every rule that is shipped, in both back ends: what a further fact and an unreadable cell may do."""

from __future__ import annotations

import pytest

import ecocheck
from ecocheck.evaluation.binding import TARGET_SUBJECTS
from ecocheck.vocabulary.model import SUBJECTS

from .framing import framed
from .making import Further, Maker
from .pairs import DAY, Bulk, Tally, judged_alone
from .sets import named, sets_of

PLANS = ("wanzhou", "liangjiang", "wulong", "qianjiang", "chongqing")
SUBJECTS_OF_RECORDS = [name for name in SUBJECTS if name not in TARGET_SUBJECTS]


@pytest.mark.parametrize("subject", SUBJECTS_OF_RECORDS)
@pytest.mark.parametrize("plan", PLANS)
def test_a_further_fact_adds_no_outcome_and_an_unreadable_cell_takes_none(plan: str, subject: str) -> None:
    tally = Tally()
    Bulk(ecocheck.load(plan), subject, seed=1).run(12, 12, tally)
    assert tally.pairs > 0
    assert [str(broken) for broken in tally.broken] == []


@pytest.mark.parametrize("subject", ["project", "facility", "farm", "noise_measurement"])
def test_both_paths_have_the_same_sets_on_values_of_every_kind(subject: str) -> None:
    book = ecocheck.load("wulong")
    maker = Maker(book, subject, seed=3)
    records = [maker.record(place) for place in range(4)]
    table = sets_of(book, framed(records, maker), subject, DAY)
    for row, record in enumerate(records):
        alone = {key: sorted(found) for key, found in judged_alone(book, subject, record).found.items()}
        bulk = {
            (*table.rules[column], f"i{slot - 1}" if slot else ""): sorted(named(int(bits)))
            for column, slots in enumerate(table.possible[row])
            for slot, bits in enumerate(slots)
            if bits
        }
        assert bulk == alone


def test_a_law_that_does_not_hold_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of approval, taken for a fact like any other, takes a rule out of force that the day judged kept in it."""
    bulk = Bulk(ecocheck.load("wanzhou"), "project", seed=1)
    record = {
        "id": "r0",
        "project.industry": "C2614",
        "project.construction": "new",
        "site.distance.yangtze_system_bank": "0.5",
    }
    monkeypatch.setattr(bulk.maker, "record", lambda place: record)
    monkeypatch.setattr(bulk.maker, "further", lambda record, most: [Further("project.approved_on", "2019-05-01")])
    held, broken = Tally(), Tally()
    bulk.run(1, 1, held)
    bulk.clocks = {}
    bulk.run(1, 1, broken)
    assert held.broken == []
    assert ("wz-145/chem-1km", ["fail"], ["not_applicable"]) in [(one.rule, one.before, one.after) for one in broken.broken]
