"""The user's own copies: recognised by name or title, refused when they are another edition, cut to the clause's sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import OutputRefused
from ecocheck.findings.model import ClauseRef
from ecocheck.findings.own_texts import read_texts, sentence_of
from ecocheck.reports.report import Report


@pytest.fixture(scope="module")
def one() -> Report:
    book = ecocheck.load("wanzhou")
    facts = {"project.industry": ["C2614"], "project.construction": ["new"], "project.approved_on": "2023-05-01"}
    return book.check({"subject": "project", "id": "P1", **facts}, "2023-06-01", rules=["wz-145/chem-1km"])


SENTENCE = "禁止在长江干支流一公里范围内新建、扩建某某。"


@pytest.mark.parametrize(
    ("name", "head"), [("wz-145.txt", ""), ("万州.txt", ""), ("copy.txt", "万州区生态环境保护“十四五”规划\n")]
)
def test_a_copy_is_known_by_its_name_or_its_title(one: Report, tmp_path: Path, name: str, head: str) -> None:
    (tmp_path / name).write_text(f"{head}第一句。{SENTENCE}第三句。", encoding="utf-8")
    own = read_texts(tmp_path, one)
    assert own.sentences == {"wz-145/c470": SENTENCE}
    assert [(copy.document, copy.found, copy.clauses) for copy in own.copies] == [("wz-145", 1, 1)]


def test_a_copy_without_the_anchors_is_not_used_and_said_so(one: Report, tmp_path: Path) -> None:
    (tmp_path / "wanzhou.txt").write_text("别的版本。", encoding="utf-8")
    own = read_texts(tmp_path, one)
    assert own.sentences == {}
    assert "0" in own.notices[0]["zh"]


def test_a_strange_file_is_left_alone(one: Report, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "wanzhou.pdf").write_bytes(b"%PDF")
    assert read_texts(tmp_path, one).copies == ()


def test_no_such_folder_is_refused(one: Report, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="--texts"):
        read_texts(tmp_path / "none", one)


def test_the_clauses_own_line_comes_before_other_places() -> None:
    lines = ["甲处严禁新建。", "乙处严禁新建；丙处亦同。"]
    assert sentence_of(ClauseRef("x", anchor="严禁新建", line=2), lines) == "乙处严禁新建；"
    assert sentence_of(ClauseRef("x", anchor="严禁新建", line=9), lines) == ""


def test_an_anchor_over_two_sentences_and_blanks_gives_both() -> None:
    assert sentence_of(ClauseRef("x", anchor="一。二"), ["零。前一。 二后。三。"]) == "前一。 二后。"
