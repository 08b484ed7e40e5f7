"""Every command of README.zh.md runs, in its order, on a form that a newcomer would have filled in."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from ..running import run

README = Path(__file__).parents[2] / "README.zh.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def commands() -> list[list[str]]:
    return [shlex.split(line)[1:] for block in blocks("sh") for line in block.splitlines() if line.startswith("ecocheck ")]


def test_the_commands_run_and_give_what_they_promise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:  # fmt: skip
    pytest.importorskip("docx")
    from openpyxl import load_workbook

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    (tmp_path / "规划文本").mkdir()
    made, *checks = commands()
    assert made[0] == "form"
    assert run(monkeypatch, capsys, *made).status == 0
    book = load_workbook("填报表.xlsx")
    main = book["建设项目"]
    places = {cell.value: cell.column for cell in main[2]}
    main.cell(6, 1, "P01")
    for label, value in (
        ("项目行业类别", "C2614"),
        ("建设性质", "新建"),
        ("项目批准日期", "2023-05-01"),
        ("距长江干支流岸线距离（km）", "760 m"),
    ):
        main.cell(6, places[label], value)
    book.save("填报表.xlsx")
    assert len(checks) >= 6
    for words in checks:
        ran = run(monkeypatch, capsys, *words)
        assert (ran.status, ran.err) == (1, ""), words
        if "-o" in words:
            assert Path(words[words.index("-o") + 1]).stat().st_size > 1000
        else:
            assert "接下来最该补充的信息" in ran.out
    assert Path("填报表.answered.yaml").is_file()


def test_the_sheets_that_it_names_are_those_of_the_form(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "form.xlsx"
    run(monkeypatch, capsys, "form", "项目", "--plan", "wanzhou", "-o", str(path))
    text = README.read_text(encoding="utf-8")
    named = {name for name in load_workbook(path).sheetnames if not name.startswith("_") and f"| {name} |" in text}
    assert {"涉及事项", "建设项目", "核实", "填写说明"} <= named
