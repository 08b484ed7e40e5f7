"""What a run says once: which records another date stood in for, and how many rules hang on it."""

from __future__ import annotations

from typing import Any

import pytest

import ecocheck
from ecocheck.book import Rulebook

RULE = "wz-145/chem-1km"
PROJECT = {
    "id": "P1",
    "subject": "project",
    "project.industry": "C2614",
    "project.construction": "new",
    "site.distance.yangtze_system_bank": "0.5 km",
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return ecocheck.load("wanzhou")


def test_a_day_that_stands_in_for_the_approval_date_is_said(book: Rulebook) -> None:
    """Approved in 2019 the same project is not addressed by a plan of 2021-2025; so it has to be said that nobody knows when."""
    report = book.check(PROJECT, "2023-06-01", rules=[RULE])
    (finding,) = report.findings
    assert str(finding.outcome) == "fail"
    assert finding.judged_on == {"fact": "as_of", "date": "2023-06-01", "instead_of": "project.approved_on"}
    (notice,) = (one for one in report.notices if "项目批准日期" in one.zh)
    assert notice.zh.startswith("1 条记录没有写项目批准日期：1 条规则")
    assert "1 records give no" in notice.en
    assert "day judged" in notice.en
    earlier = book.check({**PROJECT, "project.approved_on": "2019-05-01"}, "2023-06-01", rules=[RULE])
    assert [(str(one.outcome), one.reason) for one in earlier] == [("not_applicable", "not_in_force")]


@pytest.mark.parametrize(
    "more",
    [
        {"project.approved_on": "2023-05-01"},
        {"project.approved_on": "？？"},
        {"project.construction": "technical_upgrade"},
    ],
    ids=["given", "unreadable, an error of its own", "not addressed whatever the day"],
)
def test_nothing_is_said_where_nothing_hangs_on_it(book: Rulebook, more: dict[str, Any]) -> None:
    report = book.check({**PROJECT, **more}, "2023-06-01", rules=[RULE])
    assert not [one for one in report.notices if "项目批准日期" in one.zh]


def test_the_name_of_the_date_is_in_the_glossary(book: Rulebook) -> None:
    report = book.check(PROJECT, "2023-06-01", rules=[RULE])
    assert report.glossary.fact("project.approved_on").zh == "项目批准日期"
