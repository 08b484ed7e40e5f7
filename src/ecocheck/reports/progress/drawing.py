"""What the pictures of an assessment are drawn with: fonts, colours, an empty figure, labels cut to length.

Needs the extra `report`. Labels are drawn as outlines in SVG, so that Chinese renders where no Chinese font is installed.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from ...bilingual import Said
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

_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
#: What never begins a line.
_CLOSING = "）)，。、；"
NO_FONT = Said("本机没有中文字体，图中的文字用英文。", "No font with Chinese is installed here: the pictures are in English.")

Drawing = Callable[[AssessmentData, str], Any]


def available() -> bool:
    """Whether pictures can be drawn here."""
    return find_spec("matplotlib") is not None


def chinese_fonts() -> list[str]:
    """The fonts with Chinese that are installed here, the best first."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in FONTS if name in known]


def without_font(lang: str) -> list[Said]:
    """What is to be said where pictures for a Chinese report cannot be labelled in Chinese."""
    return [NO_FONT] if lang == "zh" and available() and not chinese_fonts() else []


def writable(text: str, otherwise: str) -> str:
    """The text where the fonts of the picture have its letters, else the other one."""
    import matplotlib

    return otherwise if _CHINESE.search(text) and len(matplotlib.rcParams["font.family"]) == 1 else text


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

    found = chinese_fonts()
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


def lines_of(text: str, columns: int) -> list[str]:
    """The whole text in lines of at most so many columns; Chinese characters take two.

    >>> lines_of("forest cover of the district", 14), lines_of("森林覆盖率", 6)
    (['forest cover', 'of the', 'district'], ['森林覆', '盖率'])
    """
    lines, line, used = [], "", 0
    for part in re.findall(r"[!-~]+ ?|.", text):
        wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in part.rstrip())
        if line and used + wide > columns and part not in _CLOSING:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + part, used + wide + len(part) - len(part.rstrip())
    return [*lines, line.rstrip()] if line.strip() else lines


def short(text: str, columns: int) -> str:
    """The text cut to a number of columns; Chinese characters take two."""
    used, kept = 0, ""
    for char in text:
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > columns:
            return kept + "…"
        kept += char
    return kept
