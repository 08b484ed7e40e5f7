"""Each indicator of an assessment year by year: what was reported, and the path to its target."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from ...bilingual import Said
from ...progress.model import AssessmentData, Standing
from ...progress.scales import GRADES, RATINGS
from ...standards.water import WATER_CLASSES
from .drawing import COLOURS, FAINT, GRID, figure, lines_of, short, writable
from .table import name_of, result_of, tone_of

#: The inches of one panel, and how many stand side by side.
PANEL, ACROSS = (3.55, 2.35), 3
#: The columns of letters and the inches of a line of the name above a picture of one indicator.
ALONE, LINE = 62, 0.17
_LABEL = Said("{clause}　{name}", "{clause}  {name}")
_TITLE = Said("各指标逐年情况（至{year}年）", "Indicators year by year, to {year}")
_LEGEND = Said(
    "实线：报送值　虚线：到目标的路径（直线为内插）　菱形：目标",
    "solid: reported   dashed: path to the target   diamond: target",
)
_NAMED = Said("{name}，{unit}", "{name}, {unit}")
_ASKED = Said("目标{target}，{result}", "target {target}, {result}")
_INFERIOR = Said("劣Ⅴ", "> V")


def plotted(assessment: AssessmentData) -> list[Standing]:
    """The indicators that have a figure to draw."""
    return [row for row in assessment.indicators if any(point.value is not None and point.text for point in row.series)]


def draw(assessment: AssessmentData, lang: str) -> Any:
    """All indicators as small multiples."""
    rows = plotted(assessment)
    if not rows:
        return None
    down = -(-len(rows) // ACROSS)
    across = min(ACROSS, len(rows))
    wide, tall = PANEL[0] * across, PANEL[1] * down + 0.75
    whole = figure(wide, tall)
    whole.text(0.18 / wide, 1 - 0.30 / tall, _TITLE.filled(year=assessment.year)[lang], fontsize=12, fontweight="bold")
    whole.text(0.18 / wide, 1 - 0.52 / tall, _LEGEND[lang], fontsize=8, color=FAINT)
    for place, row in enumerate(rows):
        column, line = place % ACROSS, place // ACROSS
        left = (column * PANEL[0] + 0.55) / wide
        bottom = (tall - 0.75 - (line + 1) * PANEL[1] + 0.38) / tall
        axes = whole.add_axes((left, bottom, (PANEL[0] - 0.95) / wide, (PANEL[1] - 0.92) / tall))
        _panel(axes, row, lang, [short("".join(_name(row, lang, 400)), 40)])
    return whole


def draw_one(row: Standing, lang: str) -> Any:
    """One indicator by itself."""
    lines = _name(row, lang, ALONE)
    tall = 2.0 + LINE * len(lines)
    whole = figure(5.2, tall)
    _panel(whole.add_axes((0.13, 0.3 / tall, 0.79, 1.22 / tall)), row, lang, lines)
    return whole


def _panel(axes: Any, row: Standing, lang: str, lines: list[str]) -> None:
    path = [(point.year, point.path) for point in row.series if point.path is not None and point.year <= row.due]
    real = [(point.year, point.value) for point in row.series if point.value is not None and point.year <= row.year]
    _lines(axes, row, path, real)
    _scales(axes, row, [value for _, value in (*path, *real)])
    if row.form == "ordinal":
        _grades(axes, row, lang)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.set_title("\n".join(lines), loc="left", fontsize=9, fontweight="bold", pad=17)
    asked = short(writable(_ASKED.filled(target=row.target, result=result_of(row))[lang], result_of(row)["en"]), 46)
    place = {"xycoords": "axes fraction", "xytext": (0, 5), "textcoords": "offset points"}
    axes.annotate(asked, (0, 1), **place, fontsize=7.8, color=FAINT)


def _name(row: Standing, lang: str, columns: int) -> list[str]:
    """The clause, the name and the unit of a row, in lines."""
    unit = Said(row.unit_zh, row.unit) if row.unit not in ("class", "state", "grade") else Said()
    plain = name_of(row)
    name = Said(plain.zh, writable(plain.en, row.title.en))
    said = _NAMED.filled(name=name, unit=unit) if unit else name
    return lines_of(_LABEL.filled(clause=row.clause.partition("/")[2], name=said)[lang], columns)


def _lines(axes: Any, row: Standing, path: list[tuple[int, float]], real: list[tuple[int, float]]) -> None:
    """The path dashed, the reported figures solid, the target a diamond, one on the way a small one; the last figure beside its point."""
    colour = COLOURS[tone_of(row)]
    hollow = {"marker": "D", "markerfacecolor": "white", "color": FAINT, "zorder": 3}
    if path:
        axes.plot(*zip(*path, strict=True), color="#9aa1ab", linestyle=(0, (4, 3)), linewidth=1.2, zorder=2)
        axes.plot([path[-1][0]], [path[-1][1]], markersize=6, **hollow)
    on_the_way = [(year, value) for year, value in path if row.interim is not UNSET and year in row.interim]
    if on_the_way:
        axes.plot(*zip(*on_the_way, strict=True), markersize=4, linestyle="none", **hollow)
    axes.plot(*zip(*real, strict=True), color=colour, linewidth=1.9, marker="o", markersize=4.6, zorder=4)
    year, value = real[-1]
    last = next(point.text for point in reversed(row.series) if point.year == year)
    below = any(y == year and v > value for y, v in path)
    place = {
        "xytext": (0, -8 if below else 7),
        "textcoords": "offset points",
        "ha": "center",
        "va": "top" if below else "bottom",
    }
    axes.annotate(
        writable(last or f"{value:g}", f"{value:g}"),
        (year, value),
        **place,
        color=colour,
        fontsize=8.4,
        fontweight="bold",
        zorder=5,
    )


def _scales(axes: Any, row: Standing, values: list[float]) -> None:
    """Whole years across; up, a few ticks around the figures, and none above 100 where they are shares."""
    from matplotlib.ticker import MaxNLocator

    years = sorted({point.year for point in row.series})
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    step = 1 if len(years) <= 8 else 2
    axes.set_xticks(years, [str(year) if (years[-1] - year) % step == 0 else "" for year in years], fontsize=7.6)
    spread = max(values) - min(values)
    pad = spread * 0.28 if spread else max(abs(values[0]) * 0.02, 0.5)
    whole = MaxNLocator(4, integer=row.form in ("ordinal", "count"))
    low, top = min(values) - pad, max(values) + pad * 1.35
    most = 100 if row.form == "share" and max(values) <= 100 else top
    ticks = {float(tick) for tick in whole.tick_values(low, top) if low <= tick <= most}
    axes.set_yticks(sorted(ticks | ({100.0} if max(values) == most else set())))
    axes.set_ylim(low, top)
    axes.tick_params(axis="y", labelsize=7.6, length=0)
    axes.tick_params(axis="x", length=2)
    axes.grid(axis="y", color=GRID, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.ticklabel_format(axis="y", useOffset=False, style="plain")


def _grades(axes: Any, row: Standing, lang: str) -> None:
    """The words of an order in place of its ranks."""
    words = {"water.river_rating": RATINGS, "waste.hazardous_grade": GRADES}.get(row.code, WATER_CLASSES)
    if row.code == "air.rank":
        return
    bottom, top = axes.get_ylim()
    ranks = [rank for rank in range(len(words)) if bottom - 1 <= rank <= top + 1]
    axes.set_yticks(ranks, [_INFERIOR[lang] if words[rank] == "inferior" else words[rank] for rank in ranks])
    axes.set_ylim(min(ranks) - 0.3, max(ranks) + 0.5)
