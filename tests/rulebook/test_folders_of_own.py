"""Folders of rules of one's own: read anew when they are edited, and once however often they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecocheck.plans import book_named, load

DOCUMENT = "ecocheck: 1\nid: {id}\ntitle: {{zh: 试, en: trial}}\nshort: {{zh: 试, en: trial}}\nlevel: pack\narea: '500101'\n"
CLAUSES = "ecocheck: 1\ndocument: {id}\nclauses:\n  - {{id: {id}/c1, section: '1', anchor: 不得, say: {{zh: 试, en: try}}, force: mandatory}}\n"
RULES = """\
ecocheck: 1
document: {id}
rules:
  - id: {id}/bank
    title: {{zh: 离岸, en: {title}}}
    clause: {id}/c1
    subject: project
    kind: prohibition
    modality: strict
    require:
      site.distance.yangtze_system_bank: {{gt: 1 km}}
    topic: space
"""


def pack(folder: Path, name: str = "trial", title: str = "first") -> Path:
    folder.mkdir(exist_ok=True)
    for file, text in (("document", DOCUMENT), ("clauses", CLAUSES), ("rules", RULES)):
        (folder / f"{file}.yaml").write_text(text.format(id=name, title=title), encoding="utf-8")
    return folder


@pytest.mark.parametrize("door", [load, book_named])
def test_rules_that_are_edited_while_the_program_runs_are_read_anew(tmp_path: Path, door) -> None:  # type: ignore[no-untyped-def]
    for title in ("first", "another", "a third"):
        assert door(pack(tmp_path / "own", title=title)).rule("trial/bank").title.en == title


def test_a_folder_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", "one")
    assert load(one, one).plans == ("one",)
