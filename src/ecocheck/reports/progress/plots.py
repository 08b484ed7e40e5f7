"""The pictures of an assessment: completion against time share for all rows, and the trajectory of each indicator.

Needs the extra `report`. Labels are drawn as outlines in SVG, so that Chinese renders where no Chinese font is installed.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...errors import OutputRefused
from ...progress.model import AssessmentData, Standing
from .table import name_of, result_of, tone_of

#: Fonts with Chinese, the better ones first; on a machine without any, labels are drawn in English.
FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "Heiti SC", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Arial Unicode MS", "SimSun",
)  # fmt: skip
COLOURS = {
    "ahead": "#1a7f5a", "faster": "#4aa37c", "on_track": "#3b76af", "behind": "#c8553d", "pass": "#1a7f5a", "fail": "#b3261e",
    "review": "#c98a1b", "advice": "#7a6fb0", "error": "#8d3b72", "unknown": "#8a8f98", "none": "#8a8f98",
}  # fmt: skip
_INK, _FAINT, _GRID = "#22262b", "#6b7280", "#e3e6ea"
_PANEL = (3.55, 2.35)
_ACROSS = 3


def available() -> bool:
    """Whether pictures can be drawn here."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def bullet(assessment: AssessmentData, lang: str) -> bytes | None:
    """Completion against time share as SVG; None where no row can be drawn."""
    return _drawn(_bullet, assessment, lang, "svg")


def trajectories(assessment: AssessmentData, lang: str) -> bytes | None:
    """All trajectories as small multiples in one SVG; None where nothing was reported."""
    return _drawn(_trajectories, assessment, lang, "svg")


def picture(kind: str, assessment: AssessmentData, lang: str, form: str) -> bytes | None:
    """The `bullet` chart or the `trajectories` as `svg` or `png`."""
    return _drawn({"bullet": _bullet, "trajectories": _trajectories}[kind], assessment, lang, form)


def save_all(assessment: AssessmentData, folder: Path, lang: str) -> list[str]:
    """Writes the pictures into a folder: both charts, and each indicator's trajectory by its clause, as SVG and PNG.

    Raises `OutputRefused` where the extra is missing or the folder cannot be written.
    """
    require()
    written = []
    drawings: list[tuple[str, Any]] = [("completion", _bullet), ("trajectories", _trajectories)]
    drawings += [
        (f"trajectory-{row.clause.partition('/')[2]}", lambda a, words, row=row: _one(row, a, words))
        for row in plotted(assessment)
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, draw in drawings:
            for form in ("svg", "png"):
                data = _drawn(draw, assessment, lang, form)
                if data is not None:
                    (folder / f"{name}.{form}").write_bytes(data)
                    written.append(f"{name}.{form}")
    except OSError as error:
        raise OutputRefused(
            f"写不到 {folder}（{error.strerror}）",
            f"cannot write to {folder} ({error.strerror})",
            "换一个文件夹",
            "choose another folder",
        ) from error
    return written


def require() -> None:
    """Raises `OutputRefused` where matplotlib is not installed."""
    if not available():
        raise OutputRefused(
            "画图需要 matplotlib",
            "pictures need matplotlib",
            "安装：pip install 'ecocheck[report]'",
            "pip install 'ecocheck[report]'",
        )


def plotted(assessment: AssessmentData) -> list[Standing]:
    """The indicators that have a figure to draw."""
    return [row for row in assessment.indicators if any(point.value is not None and point.text for point in row.series)]


def _drawn(draw: Any, assessment: AssessmentData, lang: str, form: str) -> bytes | None:
    with _style() as has_chinese:
        figure = draw(assessment, lang if has_chinese else "en")
        if figure is None:
            return None
        held = io.BytesIO()
        metadata = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(held, format=form, dpi=160, metadata=metadata, facecolor="white")
        return held.getvalue()


@contextmanager
def _style() -> Iterator[bool]:
    """Settings for drawing, and whether a font with Chinese was found; nothing of the caller's matplotlib is changed."""
    import matplotlib
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in FONTS if name in known]
    settings: Any = {
        "font.family": [*found, "DejaVu Sans"], "axes.unicode_minus": False, "svg.fonttype": "path", "svg.hashsalt": "ecocheck",
        "text.color": _INK, "axes.labelcolor": _INK, "xtick.color": _FAINT, "ytick.color": _FAINT, "axes.edgecolor": _GRID,
        "font.size": 9,
    }  # fmt: skip
    with matplotlib.rc_context(settings):
        yield bool(found)


def _figure(width: float, height: float) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def _bullet(assessment: AssessmentData, lang: str) -> Any:
    """Bars of completion in the colour of the result, the time share as a mark; held targets as a dot: held or not."""
    rows = [
        row for row in (*assessment.indicators, *assessment.tasks) if row.reported and (row.completion is not None or row.value)
    ]
    if not rows:
        return None
    zh = lang == "zh"
    height = 0.34 * len(rows) + 1.25
    figure = _figure(9.6, height)
    axes = figure.add_axes((0.34, 0.62 / height, 0.44, (height - 1.22) / height))
    low, high = -12.0, 128.0
    for place, row in enumerate(reversed(rows)):
        colour = COLOURS[tone_of(row)]
        if row.completion is not None:
            axes.barh(place, 100, height=0.62, color="#f1f3f5", zorder=1)
            done = min(max(row.completion, low), high)
            axes.barh(place, done, height=0.34, color=colour, zorder=3)
            if row.time_share is not None:
                axes.plot([row.time_share] * 2, [place - 0.31, place + 0.31], color=_INK, linewidth=1.6, zorder=4)
            if row.completion > high or row.completion < low:
                axes.annotate("›" if row.completion > high else "‹", (done, place), color="white", ha="right" if row.completion > high else "left",
                              va="center", fontsize=10, zorder=5, fontweight="bold")  # fmt: skip
            said = f"{row.completion:.0f}%"
        else:
            held = row.outcome == "pass" or row.status in ("ahead", "on_track", "faster")
            broken = row.outcome in ("fail", "error") or row.status == "behind"
            face = colour if held else "white"
            axes.plot(
                [2.5], [place], marker="X" if broken else "o", markersize=6.5, color=colour, markerfacecolor=face, zorder=4
            )
            asked = f"目标 {row.target['zh']}" if zh else f"target {row.target['en']}"
            axes.text(6.5, place, _short(asked, 44), va="center", color=_FAINT, fontsize=8.2)
            said = row.with_unit(row.value, lang)
        axes.text(high + 3, place, f"{result_of(row, lang)}", va="center", color=colour, fontsize=8.6, fontweight="bold")
        axes.text(high + (36 if zh else 42), place, said, va="center", color=_FAINT, fontsize=8.2)
    names = [_short(name_of(row, lang), 34) for row in reversed(rows)]
    axes.set_yticks(range(len(rows)), names, fontsize=8.6, color=_INK)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(low, high)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xticks([0, 20, 40, 60, 80, 100], ["0", "20", "40", "60", "80", "100%"])
    axes.axvline(0, color="#c3c8ce", linewidth=0.8, zorder=2)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    title = f"{assessment.year}年完成进度与时间进度" if zh else f"Completion against time share, {assessment.year}"
    figure.text(0.02, 1 - 0.30 / height, title, fontsize=12, fontweight="bold")
    legend = (
        "横条：完成进度　竖线：时间进度　圆点：只看是否达到（保持类或没有起点），叉为未达到"
        if zh
        else "bar: completion   line: time share   dot: only met or not (held, or no start); cross: not met"
    )
    figure.text(0.02, 0.16 / height, legend, fontsize=8, color=_FAINT)
    return figure


def _trajectories(assessment: AssessmentData, lang: str) -> Any:
    rows = plotted(assessment)
    if not rows:
        return None
    down = -(-len(rows) // _ACROSS)
    across = min(_ACROSS, len(rows))
    wide, tall = _PANEL[0] * across, _PANEL[1] * down + 0.75
    figure = _figure(wide, tall)
    zh = lang == "zh"
    title = f"各指标逐年情况（至{assessment.year}年）" if zh else f"Indicators year by year, to {assessment.year}"
    figure.text(0.18 / wide, 1 - 0.30 / tall, title, fontsize=12, fontweight="bold")
    legend = (
        "实线：报送值　虚线：到目标的路径（直线为内插）　菱形：目标"
        if zh
        else "solid: reported   dashed: path to the target   diamond: target"
    )
    figure.text(0.18 / wide, 1 - 0.52 / tall, legend, fontsize=8, color=_FAINT)
    for place, row in enumerate(rows):
        column, line = place % _ACROSS, place // _ACROSS
        left = (column * _PANEL[0] + 0.55) / wide
        bottom = (tall - 0.75 - (line + 1) * _PANEL[1] + 0.38) / tall
        axes = figure.add_axes((left, bottom, (_PANEL[0] - 0.95) / wide, (_PANEL[1] - 0.92) / tall))
        _panel(axes, row, lang)
    return figure


def _one(row: Standing, assessment: AssessmentData, lang: str) -> Any:
    figure = _figure(5.2, 3.3)
    _panel(figure.add_axes((0.13, 0.12, 0.79, 0.68)), row, lang)
    return figure


def _panel(axes: Any, row: Standing, lang: str) -> None:
    """One indicator: the path dashed, the reported figures solid, the target a diamond, the last figure written beside its point."""
    from matplotlib.ticker import MaxNLocator

    colour = COLOURS[tone_of(row)]
    path = [(point.year, point.path) for point in row.series if point.path is not None and point.year <= row.due]
    real = [(point.year, point.value) for point in row.series if point.value is not None and point.year <= row.year]
    if path:
        axes.plot(*zip(*path, strict=True), color="#9aa1ab", linestyle=(0, (4, 3)), linewidth=1.2, zorder=2)
        axes.plot([path[-1][0]], [path[-1][1]], marker="D", markersize=6, markerfacecolor="white", color=_FAINT, zorder=3)
    axes.plot(*zip(*real, strict=True), color=colour, linewidth=1.9, marker="o", markersize=4.6, zorder=4)
    year, value = real[-1]
    last = next(point.text for point in reversed(row.series) if point.year == year)
    below = any(y == year and v is not None and value is not None and v > value for y, v in path)
    years = [point.year for point in row.series]
    axes.annotate(last or f"{value:g}", (year, value), xytext=(0, -8 if below else 7), textcoords="offset points",
                  ha="center", va="top" if below else "bottom", color=colour, fontsize=8.4, fontweight="bold", zorder=5)  # fmt: skip
    values = [v for _, v in (*path, *real)]
    spread = max(values) - min(values)
    pad = spread * 0.28 if spread else max(abs(values[0]) * 0.02, 0.5)
    axes.set_xlim(min(years) - 0.4, max(years) + 0.4)
    axes.set_xticks(sorted(set(years)), [str(y) for y in sorted(set(years))], fontsize=7.6)
    whole = MaxNLocator(4, integer=row.form in ("ordinal", "count"))
    low, top = min(values) - pad, max(values) + pad * 1.35
    most = 100 if row.form == "share" and max(values) <= 100 else top
    ticks = {float(tick) for tick in whole.tick_values(low, top) if low <= tick <= most}
    axes.set_yticks(sorted(ticks | ({100.0} if max(values) == most else set())))
    axes.set_ylim(low, top)
    axes.tick_params(axis="y", labelsize=7.6, length=0)
    axes.tick_params(axis="x", length=2)
    axes.grid(axis="y", color=_GRID, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.ticklabel_format(axis="y", useOffset=False, style="plain")
    if row.form == "ordinal":
        _grades(axes, row, lang)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    unit = row.unit_zh if lang == "zh" else row.unit
    shown = f"{name_of(row, lang)}" + (f"，{unit}" if lang == "zh" else f", {unit}") * (
        row.unit not in ("class", "state", "grade")
    )
    axes.set_title(_short(shown, 40), loc="left", fontsize=9, fontweight="bold", pad=17)
    target = (
        f"目标{row.target['zh']}，{result_of(row, lang)}"
        if lang == "zh"
        else f"target {row.target['en']}, {result_of(row, lang)}"
    )
    axes.annotate(
        _short(target, 46),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 5),
        textcoords="offset points",
        fontsize=7.8,
        color=_FAINT,
    )


def _grades(axes: Any, row: Standing, lang: str) -> None:
    """The words of an order in place of its ranks."""
    from ...progress.scales import GRADES, RATINGS
    from ...standards.water import WATER_CLASSES

    words = {"water.river_rating": RATINGS, "waste.hazardous_grade": GRADES}.get(row.code, WATER_CLASSES)
    if row.code == "air.rank":
        return
    bottom, top = axes.get_ylim()
    ranks = [rank for rank in range(len(words)) if bottom - 1 <= rank <= top + 1]
    axes.set_yticks(ranks, [("劣Ⅴ" if lang == "zh" else "> V") if words[rank] == "inferior" else words[rank] for rank in ranks])
    axes.set_ylim(min(ranks) - 0.3, max(ranks) + 0.5)


def _short(text: str, columns: int) -> str:
    """The text cut to a number of columns; Chinese characters take two."""
    used, kept = 0, ""
    for char in text:
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > columns:
            return kept + "…"
        kept += char
    return kept
