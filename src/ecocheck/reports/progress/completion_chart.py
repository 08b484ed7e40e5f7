"""The rows of an assessment in pictures: how far each is on its way, and how much of the time is over."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...bilingual import Said
from ...progress.model import AssessmentData, Standing
from .drawing import COLOURS, FAINT, INK, figure, lines_of, short, writable
from .table import name_of, result_of, tone_of

#: The span of the bars in percent; what lies beyond is cut and marked.
LOW, HIGH = -12.0, 128.0
#: The width of a picture, and the heights of a line of text, of what surrounds a row, and of all rows of one picture, in inches.
WIDE, LINE, AROUND, MOST = 10.6, 0.165, 0.19, 5.1
#: The columns of letters that a name may take in a line.
NAME = 44
#: Where the columns right of the bars begin, in percent of their axis: the figure, the part done, the result.
FIGURE, DONE, RESULT = HIGH + 4, HIGH + 62, HIGH + 69
_TITLE = Said("{year}年完成进度与时间进度", "Completion against time share, {year}")
_PART = Said("（{part}/{parts}）", " ({part}/{parts})")
_LEGEND = Said(
    "横条：完成进度　竖线：时间进度　菱形：按年度、中期目标应完成　圆点：只看是否达到（保持类或没有起点），叉为未达到",
    "bar: completion   line: time share   diamond: due by a target of the year   dot: only met or not (held, or no start); cross: not met",
)
_HEADS = Said("报送值", "as reported"), Said("完成", "done"), Said("评估结果", "result")
_ASKED = Said("目标 {target}", "target {target}")
_LABEL = Said("{clause}　{name}", "{clause}  {name}")


class Part(NamedTuple):
    """The rows of one picture; which of how many pictures it is."""

    rows: tuple[Standing, ...]
    number: int = 1
    of: int = 1


def plotted(assessment: AssessmentData) -> list[Standing]:
    """The indicators and tasks that have something to draw."""
    rows = (*assessment.indicators, *assessment.tasks)
    return [row for row in rows if row.reported and (row.completion is not None or row.value)]


def parts(assessment: AssessmentData, lang: str) -> list[Part]:
    """The rows in as many pictures as a page of paper needs."""
    pages: list[list[Standing]] = []
    room = 0.0
    for row in plotted(assessment):
        tall = _height(row, lang)
        if not pages or tall > room:
            pages.append([])
            room = MOST
        pages[-1].append(row)
        room -= tall
    return [Part(tuple(rows), place, len(pages)) for place, rows in enumerate(pages, 1)]


def draw(assessment: AssessmentData, lang: str) -> Any:
    """All rows in one picture, however long; None where nothing was reported."""
    rows = plotted(assessment)
    return draw_part(Part(tuple(rows)), assessment, lang) if rows else None


def draw_part(part: Part, assessment: AssessmentData, lang: str) -> Any:
    """Bars of completion in the colour of the result, the time share as a mark; held targets as a dot: held or not."""
    heights = [_height(row, lang) for row in part.rows]
    height = sum(heights) + 1.25
    whole = figure(WIDE, height)
    axes = whole.add_axes((0.315, 0.62 / height, 0.385, sum(heights) / height))
    top = sum(heights)
    for row, tall in zip(part.rows, heights, strict=True):
        _row(axes, top - tall / 2, row, lang)
        top -= tall
    _frame(axes, sum(heights))
    for head, place, side in zip(_HEADS, (FIGURE, DONE, RESULT), ("left", "right", "left"), strict=True):
        axes.text(place, sum(heights) + 0.08, head[lang], color=FAINT, fontsize=7.8, ha=side)
    title = _TITLE.filled(year=assessment.year)[lang]
    title += _PART.filled(part=part.number, parts=part.of)[lang] if part.of > 1 else ""
    whole.text(0.015, 1 - 0.30 / height, title, fontsize=12, fontweight="bold")
    whole.text(0.015, 0.16 / height, _LEGEND[lang], fontsize=7.6, color=FAINT)
    return whole


def _label(row: Standing, lang: str) -> list[str]:
    """The clause and the whole name, in lines."""
    clause = row.clause.partition("/")[2]
    name = writable(name_of(row)[lang], row.title.en)
    return lines_of(_LABEL.filled(clause=clause, name=name)[lang], NAME)


def _height(row: Standing, lang: str) -> float:
    return LINE * len(_label(row, lang)) + AROUND


def _row(axes: Any, place: float, row: Standing, lang: str) -> None:
    colour = COLOURS[tone_of(row)]
    axes.text(LOW - 2, place, "\n".join(_label(row, lang)), ha="right", va="center", fontsize=8.4, color=INK, linespacing=1.15)
    value = short(writable(row.with_unit(row.value)[lang], "-"), 18)
    axes.text(FIGURE, place, value, va="center", color=INK, fontsize=8.2)
    if row.completion is not None:
        _bar(axes, place, row, colour)
        axes.text(DONE, place, f"{row.completion:.0f}%", va="center", ha="right", color=FAINT, fontsize=8.2)
    else:
        _dot(axes, place, row, colour, lang)
    axes.text(RESULT, place, result_of(row)[lang], va="center", color=colour, fontsize=8.4, fontweight="bold")


def _bar(axes: Any, place: float, row: Standing, colour: str) -> None:
    """A bar as long as the way that is done, the time share across it, and what a target of the year asks for."""
    assert row.completion is not None
    axes.barh(place, 100, height=0.25, color="#f1f3f5", zorder=1)
    done = min(max(row.completion, LOW), HIGH)
    axes.barh(place, done, height=0.14, color=colour, zorder=3)
    if row.time_share is not None:
        axes.plot([row.time_share] * 2, [place - 0.13, place + 0.13], color=INK, linewidth=1.6, zorder=4)
    if row.basis == "printed" and row.pace is not None:
        due = min(max(row.completion - row.pace, LOW), HIGH)
        axes.plot([due], [place], marker="D", markersize=5, color=INK, markerfacecolor="white", zorder=5)
    if done != row.completion:
        over = row.completion > HIGH
        said, side = ("›", "right") if over else ("‹", "left")
        axes.annotate(said, (done, place), color="white", ha=side, va="center", fontsize=10, zorder=5, fontweight="bold")


def _dot(axes: Any, place: float, row: Standing, colour: str, lang: str) -> None:
    """A dot for a target that is only held or not, and what it is."""
    held = row.outcome == "pass" or row.status in ("ahead", "kept", "on_track", "faster")
    broken = row.outcome in ("fail", "error") or row.status == "behind"
    face = colour if held else "white"
    axes.plot([2.5], [place], marker="X" if broken else "o", markersize=6.5, color=colour, markerfacecolor=face, zorder=4)
    asked = writable(_ASKED.filled(target=row.target)[lang], "")
    axes.text(6.5, place, short(asked, 44), va="center", color=FAINT, fontsize=8)


def _frame(axes: Any, tall: float) -> None:
    axes.set_yticks([])
    axes.set_xlim(LOW, HIGH)
    axes.set_ylim(0, tall)
    axes.set_xticks([0, 20, 40, 60, 80, 100], ["0", "20", "40", "60", "80", "100%"])
    axes.axvline(0, color="#c3c8ce", linewidth=0.8, zorder=2)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
