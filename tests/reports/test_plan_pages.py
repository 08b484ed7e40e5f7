"""Generated pages: what stands on them, and that those in the repository are fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecocheck.logic.sentences import Speaker
from ecocheck.plans import load
from ecocheck.reports.plan_page import page, page_name

from ..packs import CLAUSES, Pack
from ..running import run

PAGES = Path(__file__).resolve().parents[2] / "docs" / "plans"
PLANS = ("cq-145", "wz-145", "wl-145", "qj-145", "lj-145")


def lines(pack: Pack, lang: str) -> list[str]:
    data = pack.book().data
    return page(data, data.documents["tiny"], lang).split("\n")


def test_a_rule_is_told_in_sentences_under_its_clause(pack: Pack) -> None:
    said = lines(pack, "en")
    start = said.index("### c1 「一公里范围内禁止新建」")
    book = pack.book()
    rule, speaker = book.rule("tiny/bank"), Speaker(book.data.vocabulary)
    assert rule.scope is not None
    assert rule.require is not None
    scope, require, exempt = (speaker.node(node)["en"] for node in (rule.scope, rule.require, rule.exempt[0].when))
    assert "1 km" in require
    assert said[start + 2 : start + 11] == [
        "No new chemical project within one kilometre of the bank. (ban · mandatory)",
        "",
        "- **No chemical project within 1 km of the bank** (`tiny/bank`)",
        "  - measured · prohibition · strict · mandatory · project",
        f"  - applies: {scope}",
        f"  - requires: {require}",
        f"  - limits: {require} (read from: 一公里范围内)",
        f"  - except park (article 5 of the rules): {exempt}",
        "  - 7 tests, in [rules.yaml](../../rules/tiny/rules.yaml)",
    ]


def test_the_chinese_page_says_the_same_in_chinese_and_names_the_other(pack: Pack) -> None:
    said = lines(pack, "zh")
    assert "[English](tiny.en.md)" in said[2]
    assert any(line.startswith("  - 要求：岸线距离") for line in said)
    assert "  - 核实材料：批复" in said
    assert (
        "条款 3：由事实判定 1，由核实判定 1，记录会涉及的主管部门职责 0，与单个对象无关的主管部门职责 0，"
        "留给人 0，尚无规则 1。" in said
    )
    assert "须由第二人复核的条款 1：已复核 0，复核后规则有改动 0。" in said


def test_every_clause_stands_once_in_the_order_of_the_plan(pack: Pack) -> None:
    heads = [line.split()[1] for line in lines(pack, "en") if line.startswith("### c")]
    assert heads == ["c1", "c2", "c3"]


def test_what_is_left_to_people_says_why_and_what_is_open_says_so(pack: Pack) -> None:
    assert "- No rule yet." in lines(pack, "en")
    pack.write("tiny/clauses.yaml", CLAUSES + "    left_to_people: {zh: 属于研究, en: it is research}\n")
    said = lines(pack, "en")
    assert "- left to people: it is research" in said
    assert "- No rule yet." not in said


def test_a_rule_of_several_clauses_is_told_once(pack: Pack) -> None:
    pack.change("tiny/rules.yaml", "clause: c1", "clause: [c1, c3]")
    said = lines(pack, "en")
    assert sum(line.startswith("  - requires: ") for line in said) == 1
    assert "- No chemical project within 1 km of the bank (`tiny/bank`): see c1" in said


def test_texts_of_clauses_are_no_markup(pack: Pack) -> None:
    pack.change("tiny/clauses.yaml", "en: Water quality is studied.", "en: 'a *b* <c> | d_e'")
    assert any(line.startswith(r"a \*b\* \<c\> \| d\_e") for line in lines(pack, "en"))


def test_the_command_writes_checks_and_finds_stale_pages(monkeypatch, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    words = ("docs", "--plan", "yrpl-2020", "-o", str(tmp_path))
    assert run(monkeypatch, capsys, *words, "--check").status == 1
    assert run(monkeypatch, capsys, *words).status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["yrpl-2020.en.md", "yrpl-2020.md"]
    assert run(monkeypatch, capsys, *words, "--check").status == 0
    changed = tmp_path / "yrpl-2020.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "手改\n", encoding="utf-8")
    ran = run(monkeypatch, capsys, *words, "--check")
    assert (ran.status, ran.out.split("\n")[0]) == (1, "yrpl-2020.md")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_the_pages_in_the_repository_are_fresh(plan: str, lang: str) -> None:
    data = load().data
    document = data.documents[plan]
    text = (PAGES / page_name(document, lang)).read_text(encoding="utf-8")
    assert text == page(data, document, lang), "run: ecocheck docs"
