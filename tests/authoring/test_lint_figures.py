"""Numbers that a rule loses, limits of which only the name is asked, and laws that have ended."""

from __future__ import annotations

import pytest

from ..packs import Pack

RULES, CLAUSES = "tiny/rules.yaml", "tiny/clauses.yaml"
SAID = "say: {zh: 岸线一公里范围内不得新建化工项目。,"
#: A limit of discharge: the tier that a permit names, and what is measured against it.
LIMITS = """\
  - {name: emission.air_limit_tier, zh: 限值等级, en: tier, type: code, list: tiers, subjects: [project, facility]}
  - {name: emission.air_ratio, zh: 与限值之比, en: ratio to the limit, type: number, unit: 1, subjects: [project, facility]}
"""
TIERS = "  - {name: tiers, zh: 等级, codes: [{code: special, zh: 特别, en: special}, {code: general, zh: 一般, en: general}]}\n"
BANK = "      project.distance: {gt: 1 km, reads: 一公里范围内}"


def codes(pack: Pack) -> list[str]:
    return [one.code for one in pack.lint()]


@pytest.mark.parametrize(("said", "lost"), [("1公里", False), ("1000米", False), ("2公里", True), ("50米", True)])
def test_a_number_of_the_paraphrase_that_no_rule_holds_is_said(pack: Pack, said: str, lost: bool) -> None:
    pack.change(CLAUSES, SAID, SAID.replace("一公里", said))
    assert ("figure-lost" in codes(pack)) is lost


def test_a_number_that_a_note_speaks_of_is_not_lost(pack: Pack) -> None:
    pack.change(CLAUSES, SAID, SAID.replace("项目", "项目，绿化50米"))
    assert "figure-lost" in codes(pack)
    pack.change(RULES, "    topic: space", "    note: {zh: 绿化50米另核, en: the green belt apart}\n    topic: space")
    assert "figure-lost" not in codes(pack)


def test_a_tier_alone_is_not_enough_of_what_runs(pack: Pack) -> None:
    pack.change("vocabulary/facts/all.yaml", "facts:\n", "facts:\n" + LIMITS)
    pack.change("vocabulary/lists/all.yaml", "lists:\n", "lists:\n" + TIERS)
    pack.change(RULES, BANK, "      emission.air_limit_tier: {eq: special}")
    assert "tier-alone" not in codes(pack)  # of a project nothing is measured yet
    pack.change(RULES, "    subject: project", "    subject: [project, facility]")
    assert "tier-alone" in codes(pack)
    pack.change(
        RULES,
        "      emission.air_limit_tier: {eq: special}",
        "      emission.air_limit_tier: {eq: special}\n      emission.air_ratio: {le: 1}",
    )
    assert "tier-alone" not in codes(pack)


NOTE = "    note: {zh: 当事人的义务依《噪声污染防治法》第四十三条, en: the Noise Law}\n    topic: space"


@pytest.mark.parametrize(("last", "ended"), [("2026-08-14", False), ("2026-08-15", True)])
def test_a_rule_that_binds_after_a_law_has_ended_names_the_code(pack: Pack, last: str, ended: bool) -> None:
    pack.change("tiny/document.yaml", "expires: 2025-12-31", f"expires: {last}")
    pack.change(RULES, "    topic: space", NOTE)
    assert ("law-ended" in codes(pack)) is ended
    pack.change(RULES, "第四十三条", "第四十三条，2026年8月15日起依生态环境法典第五百七十二条")
    assert "law-ended" not in codes(pack)


def test_the_law_of_the_yangtze_has_not_ended(pack: Pack) -> None:
    pack.change("tiny/document.yaml", "expires: 2025-12-31", "expires: 2030-12-31")
    pack.change(RULES, "    topic: space", "    note: {zh: 依《长江保护法》第二十六条, en: the Yangtze law}\n    topic: space")
    assert "law-ended" not in codes(pack)
