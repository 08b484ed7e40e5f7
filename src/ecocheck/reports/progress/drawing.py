"""What the pictures of an assessment are drawn with: fonts, colours, an empty figure, labels cut to length.

Needs the extra `report`. Labels are drawn as outlines in SVG, so that Chinese renders where no Chinese font is installed.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from ...progress.model import AssessmentData

#: Fonts with Chinese, the better ones first; on a machine without any, labels are drawn in English.
FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Heiti SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Arial Unicode MS",
    "SimSun",
)
#: The colour of a row by its tone.
COLOURS = {
    "ahead": "#1a7f5a",
    "kept": "#1a7f5a",
    "faster": "#4aa37c",
    "on_track": "#3b76af",
    "behind": "#c8553d",
    "pass": "#1a7f5a",
    "fail": "#b3261e",
    "review": "#c98a1b",
    "advice": "#7a6fb0",
    "error": "#8d3b72",
    "unknown": "#8a8f98",
    "none": "#8a8f98",
}
INK, FAINT, GRID = "#22262b", "#6b7280", "#e3e6ea"

Drawing = Callable[[AssessmentData, str], Any]


def available() -> bool:
    """Whether pictures can be drawn here."""
    return find_spec("matplotlib") is not None


def drawn(draw: Drawing, assessment: AssessmentData, lang: str, form: str) -> bytes | None:
    """A drawing as `svg` or `png`; None where it has nothing to draw."""
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
        "font.family": [*found, "DejaVu Sans"],
        "axes.unicode_minus": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "ecocheck",
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        "axes.edgecolor": GRID,
        "font.size": 9,
    }
    with matplotlib.rc_context(settings):
        yield bool(found)


def figure(width: float, height: float) -> Any:
    """An empty figure of so many inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    empty = Figure(figsize=(width, height))
    FigureCanvasAgg(empty)
    return empty


def short(text: str, columns: int) -> str:
    """The text cut to a number of columns; Chinese characters take two."""
    used, kept = 0, ""
    for char in text:
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > columns:
            return kept + "…"
        kept += char
    return kept
