"""Two editions of a rulebook: which outcomes change, on which smallest record, with which exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..packs import Pack
from ..running import Ran, run

RULES = "tiny/rules.yaml"
Diff = Callable[..., Ran]

CASES = """\
records:
  - id: P1
    subject: project
    as_of: 2023-06-01
    project: {industry: [C2614], construction: new, in_park: no, owner: 某公司}
    project.distance: 1.5 km
    project.boilers: [{id: B1, fuel: coal, capacity: 14 MW}]
    attested: {tiny/c2: met}
"""


@pytest.fixture
def old(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "new")


@pytest.fixture
def diff(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], old: Pack, new: Pack) -> Diff:
    def ran(*words: str) -> Ran:
        return run(monkeypatch, capsys, "diff", str(old.root / "tiny"), str(new.root / "tiny"), "--as-of", "2023-06-01", *words)

    return ran


def found(ran: Ran) -> dict[str, Any]:
    return json.loads(ran.out)


def test_the_same_rules_give_status_0(diff: Diff) -> None:
    ran = diff("--lang", "en")
    assert (ran.status, ran.err) == (0, "")
    assert "0 rules come out otherwise" in ran.out


def test_a_moved_limit_is_found_with_the_smallest_record(diff: Diff, new: Pack) -> None:
    new.change(RULES, "gt: 1 km", "gt: 2 km")
    ran = diff("--generate", "60", "--format", "json")
    assert ran.status == 1
    told = found(ran)
    assert told["records"] <= 60
    (rule,) = told["rules"]
    assert (rule["rule"], rule["change"]) == ("tiny/bank", "changed")
    example = rule["example"]
    assert (example["from"], example["to"]) == ("pass", "fail")
    stated = set(example["record"]) - {"id", "subject", "as_of", "name"}
    # without in_park the exemption could still hold
    assert stated == {"project.industry", "project.construction", "project.distance", "project.in_park"}
    assert "2 km" in example["message_to"]["en"]


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("gt: 1 km", "ge: 1 km", ("fail", "pass")),
        ("[new, expansion]", "[new]", ("fail", "not_applicable")),
        ("modality: strict", "modality: in_principle", ("fail", "review")),
        ("- project.industry: {in: $chemical}\n", "- project.industry: {in: [C2511]}\n", ("fail", "not_applicable")),
    ],
)
def test_slips_that_only_a_directed_search_finds(diff: Diff, new: Pack, before: str, after: str, move: tuple[str, str]) -> None:
    new.change(RULES, before, after)
    (rule,) = found(diff("--generate", "20", "--format", "json"))["rules"]
    assert (rule["example"]["from"], rule["example"]["to"]) == move


def test_a_table_or_set_that_changes_changes_the_rules_that_use_it(diff: Diff, new: Pack) -> None:
    new.change("vocabulary/code_sets.yaml", 'codes: ["26", C2511]', 'codes: ["26"]')
    (rule,) = found(diff("--generate", "20", "--format", "json"))["rules"]
    assert rule["example"]["record"]["project.industry"] == ["C2511"]
    assert (rule["example"]["from"], rule["example"]["to"]) == ("fail", "not_applicable")


def test_cases_of_ones_own_shrink_to_what_matters(diff: Diff, new: Pack, tmp_path: Path) -> None:
    new.change(RULES, "gt: 1 km", "gt: 2 km")
    cases = tmp_path / "cases.yaml"
    cases.write_text(CASES, encoding="utf-8")
    ran = diff("--cases", str(cases), "--format", "json")
    assert ran.status == 1
    told = found(ran)
    assert told["records"] == 1
    assert told["verdicts"] == [{"from": "complies", "to": "breaks", "records": 1}]
    record = told["rules"][0]["example"]["record"]
    assert record == {
        "id": "P1", "subject": "project", "as_of": "2023-06-01", "project.industry": ["C2614"], "project.construction": "new",
        "project.in_park": False, "project.distance": "1.5 km",
    }  # fmt: skip


def test_what_no_case_shows_is_still_named(diff: Diff, new: Pack, tmp_path: Path) -> None:
    new.change(RULES, "gt: 1 km", "gt: 2 km")
    cases = tmp_path / "cases.yaml"
    cases.write_text(CASES.replace("1.5 km", "5 km"), encoding="utf-8")
    ran = diff("--cases", str(cases), "--lang", "en")
    assert ran.status == 0
    assert "tiny/bank  changed" in ran.out


def test_an_added_and_a_removed_rule(diff: Diff, old: Pack, new: Pack) -> None:
    old.change(RULES, "tiny/bank", "tiny/shore")
    told = {rule["rule"]: rule for rule in found(diff("--generate", "40", "--format", "json"))["rules"]}
    assert {name: rule["change"] for name, rule in told.items()} == {"tiny/bank": "added", "tiny/shore": "removed"}
    assert told["tiny/bank"]["example"]["from"] == "absent"


def test_an_id_kept_as_an_alias_is_the_same_rule(diff: Diff, old: Pack, new: Pack) -> None:
    old.change(RULES, "tiny/bank", "tiny/shore")
    new.change(RULES, "    title:", "    aliases: [tiny/shore]\n    title:")
    assert diff().status == 0


def test_a_sentence_in_another_wording_changes_nothing(diff: Diff, new: Pack) -> None:
    new.change(RULES, "No chemical project within 1 km of the bank", "Keep chemistry off the bank")
    ran = diff("--lang", "en", "--generate", "30")
    assert ran.status == 0
    assert "tiny/bank" not in ran.out


def test_the_table_reads_as_sentences_in_both_languages(diff: Diff, new: Pack) -> None:
    new.change(RULES, "gt: 1 km", "gt: 2 km")
    zh, en = diff().out, diff("--lang", "en").out
    assert "符合 → 不符合" in zh
    assert "最小例" in zh
    assert "pass -> fail" in en
    assert "smallest example: subject: project" in en


def test_what_cannot_be_compared_gives_status_2(diff: Diff, new: Pack, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    assert diff("--cases", str(tmp_path / "none.yaml")).status == 2
    assert diff("--cases", "x.yaml", "--generate", "3").status == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text(CASES.replace("1.5 km", "far"), encoding="utf-8")
    ran = diff("--cases", str(broken))
    assert ran.status == 2
    assert "project.distance" in ran.err
    assert run(monkeypatch, capsys, "diff", str(new.root), str(tmp_path / "nothing")).status == 2


def test_rules_that_cannot_be_read_give_status_2_and_their_place(diff: Diff, new: Pack) -> None:
    new.change(RULES, "modality: strict", "modality: strictly")
    ran = diff()
    assert ran.status == 2
    assert "rules.yaml:9" in ran.err
