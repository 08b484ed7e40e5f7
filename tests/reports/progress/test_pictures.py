"""The pictures of an assessment."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocheck
from ecocheck.errors import OutputRefused
from ecocheck.reports.assessment import Assessment
from ecocheck.reports.progress import html, plots

from .conftest import text_of


def test_files(found: Assessment, tmp_path: Path) -> None:
    written = plots.save_all(found, tmp_path, "zh")
    assert {"completion.svg", "completion.png", "trajectories.svg", "trajectory-c138.svg", "trajectory-c138.png"} <= set(
        written
    )
    assert (tmp_path / "completion.png").read_bytes()[:4] == b"\x89PNG"


def test_chinese_is_drawn_and_not_left_as_boxes(found: Assessment, recwarn: pytest.WarningsRecorder) -> None:
    svg = plots.picture("completion", found, "zh", "svg")
    assert svg is not None
    assert b"<text" not in svg  # outlines: they render without the font
    assert not [warning for warning in recwarn if "missing from" in str(warning.message)]


def test_the_same_bytes_again(found: Assessment) -> None:
    for form in ("svg", "png"):
        assert plots.picture("trajectories", found, "zh", form) == plots.picture("trajectories", found, "zh", form)


def test_the_callers_settings_are_left_alone(found: Assessment) -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    plots.picture("completion", found, "zh", "png")
    assert dict(matplotlib.rcParams) == before


def test_nothing_reported_draws_nothing() -> None:
    empty = ecocheck.load("wanzhou").assess({"tasks": [{"task": "c180", "years": {"2022": "进行中"}}]}, year=2022)
    assert plots.picture("trajectories", empty, "zh", "svg") is None


def test_without_the_extra(found: Assessment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (plots, html):
        monkeypatch.setattr(module, "available", lambda: False)
    with pytest.raises(OutputRefused, match="ecocheck\\[report\\]"):
        plots.save_all(found, tmp_path, "zh")
    assert "ecocheck[report]" in text_of(found, "html")
