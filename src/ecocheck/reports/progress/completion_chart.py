"""All rows of an assessment in one picture: how far each is on its way, and how much of the time is over."""

from __future__ import annotations

from typing import Any

from ...bilingual import LANGUAGES, Said
from ...progress.model import AssessmentData, Standing
from .drawing import COLOURS, FAINT, INK, figure, short
from .table import name_of, result_of, tone_of

#: The span of the bars in percent; what lies beyond is cut and marked.
LOW, HIGH = -12.0, 128.0
#: How far behind the word of the result its figure stands.
BESIDE = dict(zip(LANGUAGES, (36, 42), strict=True))
_TITLE = Said("{year}年完成进度与时间进度", "Completion against time share, {year}")
_LEGEND = Said(
    "横条：完成进度　竖线：时间进度　圆点：只看是否达到（保持类或没有起点），叉为未达到",
    "bar: completion   line: time share   dot: only met or not (held, or no start); cross: not met",
)
_ASKED = Said("目标 {target}", "target {target}")


def draw(assessment: AssessmentData, lang: str) -> Any:
    """Bars of completion in the colour of the result, the time share as a mark; held targets as a dot: held or not."""
    rows = [
        row for row in (*assessment.indicators, *assessment.tasks) if row.reported and (row.completion is not None or row.value)
    ]
    if not rows:
        return None
    height = 0.34 * len(rows) + 1.25
    whole = figure(9.6, height)
    axes = whole.add_axes((0.34, 0.62 / height, 0.44, (height - 1.22) / height))
    for place, row in enumerate(reversed(rows)):
        colour = COLOURS[tone_of(row)]
        said = _bar(axes, place, row, colour) if row.completion is not None else _dot(axes, place, row, colour, lang)
        axes.text(HIGH + 3, place, result_of(row)[lang], va="center", color=colour, fontsize=8.6, fontweight="bold")
        axes.text(HIGH + BESIDE[lang], place, said, va="center", color=FAINT, fontsize=8.2)
    _frame(axes, [short(name_of(row)[lang], 34) for row in reversed(rows)])
    whole.text(0.02, 1 - 0.30 / height, _TITLE.filled(year=assessment.year)[lang], fontsize=12, fontweight="bold")
    whole.text(0.02, 0.16 / height, _LEGEND[lang], fontsize=8, color=FAINT)
    return whole


def _bar(axes: Any, place: int, row: Standing, colour: str) -> str:
    """A bar as long as the way that is done, and the time share across it; what to write beside it."""
    assert row.completion is not None
    axes.barh(place, 100, height=0.62, color="#f1f3f5", zorder=1)
    done = min(max(row.completion, LOW), HIGH)
    axes.barh(place, done, height=0.34, color=colour, zorder=3)
    if row.time_share is not None:
        axes.plot([row.time_share] * 2, [place - 0.31, place + 0.31], color=INK, linewidth=1.6, zorder=4)
    if done != row.completion:
        over = row.completion > HIGH
        axes.annotate(
            "›" if over else "‹",
            (done, place),
            color="white",
            ha="right" if over else "left",
            va="center",
            fontsize=10,
            zorder=5,
            fontweight="bold",
        )
    return f"{row.completion:.0f}%"


def _dot(axes: Any, place: int, row: Standing, colour: str, lang: str) -> str:
    """A dot for a target that is only held or not; what to write beside it."""
    held = row.outcome == "pass" or row.status in ("ahead", "kept", "on_track", "faster")
    broken = row.outcome in ("fail", "error") or row.status == "behind"
    face = colour if held else "white"
    axes.plot([2.5], [place], marker="X" if broken else "o", markersize=6.5, color=colour, markerfacecolor=face, zorder=4)
    asked = _ASKED.filled(target=row.target)[lang]
    axes.text(6.5, place, short(asked, 44), va="center", color=FAINT, fontsize=8.2)
    return row.with_unit(row.value)[lang]


def _frame(axes: Any, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names, fontsize=8.6, color=INK)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(LOW, HIGH)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xticks([0, 20, 40, 60, 80, 100], ["0", "20", "40", "60", "80", "100%"])
    axes.axvline(0, color="#c3c8ce", linewidth=0.8, zorder=2)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
