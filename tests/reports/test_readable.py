"""What people read cannot be steered by the texts of a record: no control, no mark of direction, no line of its own, no markup."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest

from ecocheck.bilingual import visible
from ecocheck.plans import load
from ecocheck.reports.check.markdown import escaped
from ecocheck.reports.options import Options
from ecocheck.reports.readable import readable
from ecocheck.reports.report import Report
from ecocheck.reports.saving import FORMATS, written

TRICKS = {
    "clears the screen": "\x1b[2J\x1b[H",
    "control sequence in one character": "\x9b2J",
    "turns the text round": "\u202e合格",
    "isolates": "\u2066x\u2069",
    "no width": "符\u200b合",
    "a half": "\ud800",
    "bell and backspace": "\a\b\b\b",
    "invisible tag": "\U000e0041",
    "another line": "P1\n━━ P2 ━━ 符合",
    "another paragraph": "P1\u2029P2",
}


def report_of(name: str) -> Report:
    return load("wanzhou").check(
        {"id": f"P{name}", "name": name, "subject": "project", "project.industry": name, "project.construction": "new"},
        as_of="2023-06-01",
    )


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize(
    "form", [name for name, row in FORMATS.items() if row.check and name not in ("json", "jsonl", "sarif")]
)
def test_no_format_for_people_shows_what_cannot_be_seen(form: str, trick: str) -> None:
    content = written(report_of(TRICKS[trick]), FORMATS[form], Options(lang="zh", everything=True, colour=form == "table"))
    if isinstance(content, bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    elif form == "table":
        content = content.replace("\x1b[", "")  # its own colours; a trick's would leave its first letter
        assert "2J" not in content or "�[2J" in content or "�2J" in content
    unseen = {char for char in content if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - set("\n\r\t")
    assert unseen == set()
    if form in ("table", "md"):
        assert not any(line.startswith("━━ P2") for line in content.splitlines())


def test_a_text_without_tricks_is_the_same_object() -> None:
    report = report_of("万州化工 3㎡ 𠮷\U000e0100")
    assert readable(report) is report
    assert visible("葛\U000e0100") == "葛\U000e0100"


@pytest.mark.parametrize(
    "text",
    ["[x](http://evil.example)", "<img src=x>", "&#x202e;", "$x$", "`a`", "| a |", "www.evil.example", "@all", "![a](b)"],
)
def test_markdown_shows_a_text_as_it_was_written(text: str) -> None:
    shown = escaped(text)
    assert "".join(part for part in shown.split("\\")) == text
    for sign in "[]<>`|&$@!":
        assert shown.count(sign) == shown.count(f"\\{sign}")
    assert "://" not in shown.replace("\\://", "")
    assert "www." not in shown


def test_what_programs_read_carries_the_text_as_it_was_given() -> None:
    import json

    name = "P\x1b[31m\u202e"
    content = written(report_of(name), FORMATS["json"], Options())
    assert json.loads(content)["subjects"][0]["name"] == name
