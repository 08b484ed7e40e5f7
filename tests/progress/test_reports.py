"""The evaluation table in its formats, and the pictures."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import ecocheck
from ecocheck.cli.progress import progress
from ecocheck.errors import OutputRefused
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.progress import plots as progress_plots
from ecocheck.reports.progress.formats import render, save
from ecocheck.reports.progress.table import sections

FIGURES = {
    "figures": [
        {"indicator": "环境空气质量优良天数", "years": {"2020": "346", "2021": "340", "2022": "335"}},
        {"indicator": "forest.coverage", "years": {"2021": "55.5", "2022": "56.2"}},
        {"indicator": "建成区绿化覆盖率", "years": {"2022": "36.4"}},
        {"indicator": "water.river_class", "scope": "长江干流万州段", "years": {"2021": "II", "2022": "II"}},
    ],
    "tasks": [{"task": "c189", "unit": "km2", "years": {"2022": "45"}}],
}


@pytest.fixture(scope="module")
def found() -> Assessment:
    return ecocheck.load("wanzhou").assess(FIGURES, year=2022)


def test_terminal_names_every_row_of_the_indicator_table(found: Assessment) -> None:
    text = render(found, "table", "zh")
    for clause in ("c128", "c129", "c130", "c131", "c132", "c133", "c134", "c136", "c138"):
        assert f"  {clause}  " in text
    assert "快于预期" not in text
    assert all(word in text for word in ("提前实现", "基本符合预期", "滞后", "335天", "≥330天（2025）", "40.0%"))
    assert "未列出" in text


def test_english(found: Assessment) -> None:
    text = render(found, "table", "en")
    assert "about on track" in text
    assert "straight line of ours" in text


def test_markdown_has_as_many_cells_in_every_row(found: Assessment) -> None:
    for block in render(found, "md", "zh").split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1


def test_json_carries_exact_numbers(found: Assessment) -> None:
    data = json.loads(render(found, "json", "zh"))
    row = next(row for row in data["rows"] if row["clause"] == "wz-145/c138")
    assert (row["completion"], row["time_share"], row["pace"], row["status"]) == (40, 40, 0, "on_track")
    assert data["counts"]["indicator"]["ahead"] == 2
    assert data["receipt"]["rulebook"]


def test_html_stands_alone(found: Assessment) -> None:
    page = render(found, "html", "zh")
    assert page.count("data:image/svg+xml;base64,") == 2
    assert "http://" not in page
    assert "https://" not in page
    assert "森林覆盖率" in page


def test_html_escapes_what_was_reported() -> None:
    odd = {"figures": [{"clause": "c138", "years": {"2022": "<b>56</b>"}}]}
    page = render(ecocheck.load("wanzhou").assess(odd, year=2022), "html", "zh")
    assert "<b>56</b>" not in page
    assert "&lt;b&gt;56" in page


def test_excel(found: Assessment, tmp_path: Path) -> None:
    save(found, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[0] == "指标"
    rows = {row[0]: row for row in book["指标"].iter_rows(min_row=3, values_only=True)}
    assert rows["c138"][6:9] == (0.4, 0.4, 0)
    assert rows["c138"][9] == "基本符合预期"
    years = [row for row in book["逐年数据"].iter_rows(min_row=2, values_only=True) if row[0] == "c136"]
    assert [(row[3], row[5]) for row in years[:3]] == [(2020, 346), (2021, 340), (2022, 335)]


def test_word(found: Assessment, tmp_path: Path) -> None:
    import docx

    save(found, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    cells = [cell.text for cell in document.tables[0].columns[1].cells]
    assert "森林覆盖率" in cells
    assert len(document.inline_shapes) == 2


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.html", "a.json", "a.md"])
def test_the_same_figures_give_the_same_bytes(found: Assessment, tmp_path: Path, name: str) -> None:
    digests = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        save(found, tmp_path / folder / name)
        digests.add(hashlib.sha256((tmp_path / folder / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_office_files_hold_no_time_of_the_run(found: Assessment, tmp_path: Path) -> None:
    save(found, tmp_path / "a.xlsx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.xlsx").read_bytes())) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


class TestPictures:
    def test_files(self, found: Assessment, tmp_path: Path) -> None:
        written = progress_plots.save_all(found, tmp_path, "zh")
        assert {"completion.svg", "completion.png", "trajectories.svg", "trajectory-c138.svg", "trajectory-c138.png"} <= set(
            written
        )
        assert (tmp_path / "completion.png").read_bytes()[:4] == b"\x89PNG"

    def test_chinese_is_drawn_and_not_left_as_boxes(self, found: Assessment, recwarn: pytest.WarningsRecorder) -> None:
        svg = progress_plots.picture("bullet", found, "zh", "svg")
        assert svg is not None
        assert b"<text" not in svg  # outlines: they render without the font
        assert not [warning for warning in recwarn if "missing from" in str(warning.message)]

    def test_the_same_bytes_again(self, found: Assessment) -> None:
        for form in ("svg", "png"):
            assert progress_plots.picture("trajectories", found, "zh", form) == progress_plots.picture(
                "trajectories", found, "zh", form
            )

    def test_the_callers_settings_are_left_alone(self, found: Assessment) -> None:
        import matplotlib

        before = dict(matplotlib.rcParams)
        progress_plots.bullet(found, "zh")
        assert dict(matplotlib.rcParams) == before

    def test_nothing_reported_draws_nothing(self) -> None:
        empty = ecocheck.load("wanzhou").assess({"tasks": [{"task": "c180", "years": {"2022": "进行中"}}]}, year=2022)
        assert progress_plots.trajectories(empty, "zh") is None

    def test_without_the_extra(self, found: Assessment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(progress_plots, "available", lambda: False)
        with pytest.raises(OutputRefused, match="ecocheck\\[report\\]"):
            progress_plots.save_all(found, tmp_path, "zh")
        assert "ecocheck[report]" in render(found, "html", "zh")


def test_every_row_of_all_sections_has_its_header(found: Assessment) -> None:
    for section in sections(found, "zh", everything=True):
        assert section.left_out == 0
        assert {len(line.cells) for line in section.lines} == {len(section.header)}


class TestCommandLine:
    @pytest.fixture
    def sheet(self, tmp_path: Path) -> str:
        path = tmp_path / "figures.csv"
        path.write_text("指标,2021,2025\n森林覆盖率,55.5,58.2\n", encoding="utf-8")
        return str(path)

    def test_status_0_where_nothing_is_missed(self, sheet: str) -> None:
        run = CliRunner().invoke(progress, [sheet, "--plan", "wanzhou"])
        assert run.exit_code == 0
        assert "2025年" in run.output
        assert "达到" in run.output

    def test_status_1_where_a_target_is_missed(self, tmp_path: Path) -> None:
        path = tmp_path / "figures.csv"
        path.write_text("指标,2025\n森林覆盖率,57.2\n", encoding="utf-8")
        assert CliRunner().invoke(progress, [str(path), "--plan", "wanzhou"]).exit_code == 1

    def test_output_by_its_ending(self, sheet: str, tmp_path: Path) -> None:
        out = tmp_path / "table.md"
        run = CliRunner().invoke(
            progress, [sheet, "--plan", "wanzhou", "--year", "2021", "-o", str(out), "--plots", str(tmp_path / "p")]
        )
        assert run.exit_code == 0
        assert "| c138 |" in out.read_text(encoding="utf-8")
        assert (tmp_path / "p" / "completion.svg").is_file()

    def test_a_binary_format_needs_a_file(self, sheet: str) -> None:
        run = CliRunner().invoke(progress, [sheet, "--plan", "wanzhou", "--format", "xlsx"])
        assert isinstance(run.exception, OutputRefused)

    def test_an_unknown_ending(self, found: Assessment, tmp_path: Path) -> None:
        with pytest.raises(OutputRefused, match="xlsx"):
            save(found, tmp_path / "a.pdf")
