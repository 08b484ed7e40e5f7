"""Which format is written, and what is refused before a run begins."""

from __future__ import annotations

import pickle
import re
import stat
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from ecocheck.errors import OutputRefused
from ecocheck.logic.outcomes import Outcome
from ecocheck.reports import saving
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report
from ecocheck.reports.saving import FORMATS, Format, choose, ready, written

from ..running import run
from .conftest import EXAMPLES


class Reported(msgspec.Struct):
    """What a report is to the table of formats, with one text of a record."""

    text: str
    written_by: str


ENDINGS = {
    "a.html": "html",
    "a.HTM": "html",
    "a.docx": "docx",
    "a.xlsx": "xlsx",
    "a.sarif": "sarif",
    "a.sarif.json": "sarif",
    "a.json": "json",
    "a.jsonl": "jsonl",
    "a.xml": "junit",
    "a.md": "md",
    "a.txt": "table",
    "a": "table",
}


@pytest.mark.parametrize(("name", "form"), ENDINGS.items())
def test_the_ending_of_the_output_names_the_format(name: str, form: str) -> None:
    assert choose(output=name).name == form


def test_a_named_format_wins_over_the_ending() -> None:
    assert choose("json", "a.html").name == "json"


@pytest.mark.parametrize(("form", "output", "said"), [("htm", "", "html"), ("pdf2", "", "xlsx"), ("", "a.pdf", "--format")])
def test_an_unknown_format_is_refused_with_those_that_exist(form: str, output: str, said: str) -> None:
    with pytest.raises(OutputRefused) as refused:
        choose(form, output)
    assert said in refused.value.text("zh")
    assert said in refused.value.text("en")


def test_a_missing_extra_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "find_spec", lambda name: None)
    with pytest.raises(OutputRefused, match=r"pip install 'ecocheck\[report\]'"):
        ready(FORMATS["docx"], "a.docx")
    ready(FORMATS["html"])


def test_a_binary_report_needs_a_file() -> None:
    with pytest.raises(OutputRefused, match="-o"):
        ready(FORMATS["xlsx"])


def test_a_folder_a_missing_folder_and_a_locked_place_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputRefused, match="文件夹"):
        ready(FORMATS["html"], tmp_path)
    with pytest.raises(OutputRefused, match="there is no folder"):
        ready(FORMATS["html"], tmp_path / "none" / "a.html")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(OutputRefused, match="没有写入权限"):
        ready(FORMATS["html"], tmp_path / "a.html")


def test_the_command_refuses_before_it_checks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("ecocheck.plans.load", lambda *plans: pytest.fail("the rules were loaded first"))
    ran = run(monkeypatch, capsys, "check", "records.yaml", "-o", str(tmp_path / "none" / "a.html"))
    assert ran.status == 2
    assert "没有文件夹" in ran.err


def test_the_command_writes_the_format_of_the_ending(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    output = tmp_path / "a.html"
    ran = run(monkeypatch, capsys, "check", str(EXAMPLES / "projects.yaml"), "--plan", "wanzhou", "-o", str(output))
    assert ran.status == 1
    assert ran.out == ""
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_every_outcome_occurs_in_the_examples_and_their_waiver_and_decision_fit(report: Report) -> None:
    assert all(report.counts[str(outcome)] for outcome in Outcome)
    assert [notice["en"] for notice in report.notices if "stale" in notice["en"] or "unused" in notice["en"]] == []
    assert sum(isinstance(found.decided, dict) for found in report.findings) == 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_report_gives_the_same_bytes_also_after_pickling(report: Report, form: str, lang: str) -> None:
    again = pickle.loads(pickle.dumps(report))
    assert written(report, FORMATS[form], Options(lang=lang)) == written(again, FORMATS[form], Options(lang=lang))


def test_a_failed_write_leaves_the_old_file(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "a.json"
    output.write_text("old", encoding="utf-8")

    def broken(*names: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(OutputRefused, match="No space left"):
        report.save(output)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert output.read_text(encoding="utf-8") == "old"


def test_a_saved_report_can_be_read_by_its_group(report: Report, tmp_path: Path) -> None:
    report.save(tmp_path / "a.md")
    (tmp_path / "b.md").write_text("", encoding="utf-8")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.md", "b.md")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Format("csv", (".htm",), check="json"), "the formats html and csv both take .htm"),
        (Format("csv", (".csv", ".md"), progress="json"), "the formats md and csv both take .md"),
        (Format("json", (".csv",), check="json"), "the formats json and json both take json"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_name_or_an_ending_is_taken_once(row: Format, said: str) -> None:
    with pytest.raises(OutputRefused, match=re.escape(said)):
        saving.table_of((*FORMATS.values(), row))


def test_a_format_of_assessments_may_have_an_ending_that_checks_use_for_another() -> None:
    assert "csv" in saving.table_of((*FORMATS.values(), Format("csv", (".jsonl",), progress="json")))


@pytest.mark.parametrize("row", FORMATS.values(), ids=lambda row: row.name)
def test_the_row_says_how_the_texts_of_records_are_written(row: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = "check" if row.check else "progress"
    seen: list[object] = []
    monkeypatch.setattr(saving, "import_module", lambda *_: SimpleNamespace(write=lambda report, options: seen.append(report)))
    saving.written(Reported("P1\n\x1b[31m", kind), row)  # type: ignore[arg-type]
    assert [report.text for report in seen] == [  # type: ignore[attr-defined]
        "P1\n\x1b[31m"
        if row.as_given
        else "P1 \N{REPLACEMENT CHARACTER}[31m"
        if row.one_line
        else "P1\n\N{REPLACEMENT CHARACTER}[31m"
    ]
