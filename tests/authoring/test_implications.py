"""What lint finds in implications, the tests they carry, and how one is shown."""

from __future__ import annotations

import pytest

import ecocheck
from ecocheck.authoring.implication_tests import run_implication_tests

from ..packs import Pack
from ..running import run
from .test_lint import RULES

BANK = "{project.distance: {lt: 1 km}}"
TESTS = """
    tests:
      - {given: {project.distance: 0.5 km}, expect: {project.construction: new}}
      - {given: {project.distance: 1 km}, expect: nothing}
"""


def rows(*written: str) -> str:
    return "ecocheck: 1\nimplications:\n" + "".join(written)


def row(name: str, when: str = BANK, then: str = "{project.construction: new}", tests: str = TESTS) -> str:
    head = f"  - id: {name}\n    kind: definition\n    source: project.distance\n"
    return f"{head}    when: {when}\n    then: {then}{tests}"


def codes(pack: Pack, *written: str) -> set[str]:
    pack.write("vocabulary/implications/all.yaml", rows(*written))
    return {one.code for one in pack.lint(whole=True) if one.code.startswith(("implication-", "read-"))}


def test_an_implication_with_both_tests_passes(pack: Pack) -> None:
    assert codes(pack, row("near")) == set()


@pytest.mark.parametrize("kept", [0, 1])
def test_an_implication_lacks_a_test_of_each_kind(pack: Pack, kept: int) -> None:
    lines = TESTS.strip("\n").splitlines()
    assert codes(pack, row("near", tests=f"\n{lines[0]}\n{lines[1 + kept]}\n")) == {"implication-untested"}


def test_an_implication_that_no_record_makes_speak_is_found(pack: Pack) -> None:
    tests = "\n    tests:\n      - {given: {}, expect: {farm.heads: 0}}\n      - {given: {}, expect: nothing}\n"
    assert codes(pack, row("idle", "{project.construction: {in: [new]}}", "{farm.heads: 0}", tests)) == {"implication-idle"}


def test_the_day_that_rules_are_judged_on_is_not_inferred(pack: Pack) -> None:
    day = "project.approved_on"
    pack.change(RULES, "    subject: project\n", f"    subject: project\n    in_force: {{judged_on: [{day}, as_of]}}\n")
    tests = TESTS.replace("project.construction: new", f"{day}: 2020-01-01")
    assert "implication-day" in codes(pack, row("dated", then=f"{{{day}: 2020-01-01}}", tests=tests))


def test_two_rows_that_read_the_same_and_contradict_each_other_are_found(pack: Pack) -> None:
    other = TESTS.replace("construction: new", "construction: rebuild")
    found = codes(pack, row("near"), row("nearer", then="{project.construction: rebuild}", tests=other))
    assert {"implication-clash", "implication-circle"} <= found


def test_a_row_that_ends_in_what_it_denies_is_found(pack: Pack) -> None:
    back = row(
        "back",
        "{project.construction: {in: [new]}}",
        "{project.distance: '>2 km'}",
        "\n    tests:\n      - {given: {project.construction: new}, expect: {project.distance: '>2 km'}}\n"
        "      - {given: {project.construction: rebuild}, expect: nothing}\n",
    )
    assert "implication-circle" in codes(pack, row("near"), back)


def test_the_shipped_rows_keep_what_their_tests_say() -> None:
    results = list(run_implication_tests(ecocheck.load()))
    assert results
    assert [(result.row.id, result.wrong) for result in results if result.wrong] == []


def test_a_row_is_shown_with_its_source_and_place(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(monkeypatch, capsys, "show", "screening-coal", "--lang", "en").out
    assert "meaning of Matters involved" in said
    assert "rules/vocabulary/implications/screening.yaml" in said
    assert "if: Matters involved" in said
