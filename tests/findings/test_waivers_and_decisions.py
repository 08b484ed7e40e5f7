"""Waivers and decisions: on the day before, the day and the day after; incomplete, expired, unused and stale ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import WaiverRefused
from ecocheck.findings.decisions import Decision, read_decisions
from ecocheck.findings.waivers import Waiver, read_waivers

PACK = {
    "document.yaml": """
ecocheck: 1
id: own
title: {zh: 自定, en: own}
short: {zh: 自定, en: own}
level: pack
area: '500101'
effective: 2021-01-01
expires: 2025-12-31
edition: '1'
source: {zh: 自定, en: own}
""",
    "clauses.yaml": """
ecocheck: 1
document: own
clauses:
  - {id: c1, section: a, anchor: 一公里, say: {zh: 一公里, en: one kilometre}, force: mandatory, form: threshold, priority: 1}
""",
    "rules.yaml": """
ecocheck: 1
document: own
rules:
  - id: own/far
    title: {zh: 一公里外, en: farther than 1 km}
    clause: c1
    subject: project
    kind: prohibition
    modality: %s
    force: mandatory
    require: {site.distance.yangtze_system_bank: {gt: 1 km}}
""",
}
WAIVER = Waiver("区生态环境局", "万州环函〔2023〕1号", date(2023, 5, 1), date(2023, 5, 31), "own/far", "P1", "临时码头")


@pytest.fixture
def pack(tmp_path: Path):  # type: ignore[no-untyped-def]
    def made(modality: str = "strict") -> ecocheck.Rulebook:
        folder = tmp_path / modality
        folder.mkdir()
        for name, text in PACK.items():
            (folder / name).write_text(text % modality if "%s" in text else text, encoding="utf-8")
        return ecocheck.load(folder)

    return made


def record(distance: str = "500 m", **more: str) -> dict[str, str]:
    return {"subject": "project", "id": "P1", "site.district": "500101", "site.distance.yangtze_system_bank": distance, **more}


@pytest.mark.parametrize(
    ("day", "outcome", "said"),
    [
        ("2023-04-30", "fail", "not yet valid"),
        ("2023-05-01", "waived", ""),
        ("2023-05-31", "waived", ""),
        ("2023-06-01", "fail", "expired"),
    ],
)
def test_a_waiver_covers_from_its_first_to_its_last_day(pack, day: str, outcome: str, said: str) -> None:  # type: ignore[no-untyped-def]
    report = pack().check(record(), day, rules=["own/far"], waivers=(WAIVER,))
    assert [str(f.outcome) for f in report.findings] == [outcome]
    assert [said in notice["en"] for notice in report.notices] == ([True] if said else [])


def test_a_waived_fail_does_not_break_and_shows_its_document(pack) -> None:  # type: ignore[no-untyped-def]
    report = pack().check([record(), {**record("2 km"), "id": "P2"}], "2023-05-10", rules=["own/far"], waivers=(WAIVER,))
    assert report.verdict == "complies"
    assert report.findings[0].waiver["document"] == "万州环函〔2023〕1号"


def test_a_waiver_never_touches_anything_but_a_fail(pack) -> None:  # type: ignore[no-untyped-def]
    report = pack("in_principle").check(record(), "2023-05-10", rules=["own/far"], waivers=(WAIVER,))
    assert [str(f.outcome) for f in report.findings] == ["review"]
    assert "unused" in report.notices[0]["en"]


@pytest.mark.parametrize("left_out", ["body", "document", "from", "until", "rule", "record", "reason"])
def test_an_incomplete_waiver_is_refused_with_its_field(tmp_path: Path, left_out: str) -> None:
    fields = {
        "body": "局",
        "document": "1号",
        "from": "2023-05-01",
        "until": "2023-05-31",
        "rule": "own/far",
        "record": "P1",
        "reason": "因",
    }
    del fields[left_out]
    file = tmp_path / "waivers.yaml"
    file.write_text("waivers:\n  - {" + ", ".join(f"{k}: {v}" for k, v in fields.items()) + "}\n", encoding="utf-8")
    with pytest.raises(WaiverRefused, match=left_out):
        read_waivers(file)


def test_a_complete_waiver_file_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(
        "waivers:\n  - {body: 局, document: 1号, from: 2023-05-01, until: 2023-05-31, rule: own/far, record: P1, reason: 因}\n",
        encoding="utf-8",
    )
    (waiver,) = read_waivers(file)
    assert (waiver.start, waiver.until) == (date(2023, 5, 1), date(2023, 5, 31))


def decision(fingerprint: str, said: str, seen: str = "") -> Decision:
    return Decision(fingerprint, said, "张三", "2023-05-02", "现场核实", seen)


def test_a_decision_stands_beside_the_outcome_and_makes_the_verdict(pack) -> None:  # type: ignore[no-untyped-def]
    book = pack("in_principle")
    (finding,) = book.check(record(), "2023-05-10", rules=["own/far"]).findings
    for said, verdict in (("符合", "complies"), ("不符合", "breaks"), ("不涉及", "nothing_checked")):
        report = book.check(record(), "2023-05-10", rules=["own/far"], decisions=(decision(finding.fingerprint, said),))
        assert str(report.findings[0].outcome) == "review"
        assert report.findings[0].decided["decision"] == said
        assert report.verdict == verdict


def test_a_decision_survives_a_new_measurement_unless_it_says_what_it_saw(pack) -> None:  # type: ignore[no-untyped-def]
    book = pack("in_principle")
    (finding,) = book.check(record("500 m"), "2023-05-10", rules=["own/far"]).findings
    kept = book.check(record("400 m"), "2023-05-10", rules=["own/far"], decisions=(decision(finding.fingerprint, "符合"),))
    assert kept.verdict == "complies"
    stale = book.check(
        record("400 m"), "2023-05-10", rules=["own/far"], decisions=(decision(finding.fingerprint, "符合", finding.seen),)
    )
    assert stale.verdict == "open"
    assert "stale" in stale.notices[0]["en"]


def test_a_decision_on_what_is_no_longer_open_is_listed_as_stale(pack) -> None:  # type: ignore[no-untyped-def]
    book = pack()
    (open_finding,) = book.check(
        {"subject": "project", "id": "P1", "site.district": "500101"}, "2023-05-10", rules=["own/far"]
    ).findings
    assert str(open_finding.outcome) == "unknown"
    report = book.check(
        record("2 km"), "2023-05-10", rules=["own/far"], decisions=(decision(open_finding.fingerprint, "符合"),)
    )
    assert "stale" in report.notices[0]["en"]


def test_a_record_without_an_id_of_its_own_carries_no_decision(pack) -> None:  # type: ignore[no-untyped-def]
    book = pack("in_principle")
    bare = {key: value for key, value in record().items() if key != "id"}
    (finding,) = book.check(bare, "2023-05-10", rules=["own/far"]).findings
    report = book.check(bare, "2023-05-10", rules=["own/far"], decisions=(decision(finding.fingerprint, "符合"),))
    assert report.verdict == "open"


def test_an_incomplete_decision_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(
        "decisions:\n  - {fingerprint: abc, decision: 好, by: 张三, date: 2023-05-02, reason: 因}\n", encoding="utf-8"
    )
    with pytest.raises(WaiverRefused, match="decision"):
        read_decisions(file)
