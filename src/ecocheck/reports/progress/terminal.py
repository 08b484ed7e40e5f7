"""An assessment as a table for a terminal."""

from __future__ import annotations

from ...bilingual import Said
from ...progress.model import AssessmentData
from ..options import Options
from ..text_width import width
from .table import Section, assumed_period, filled_in, heading, sections, summary

_COLOURS = {
    "ahead": "32;1",
    "kept": "32",
    "faster": "32",
    "on_track": "36",
    "behind": "31",
    "pass": "32",
    "fail": "31;1",
    "review": "33",
    "unknown": "36",
    "advice": "34",
    "error": "35;1",
}
#: The widest a column may be; the rest goes to the remark.
_WIDEST = 34
_LEFT_OUT = Said("没有数据、未列出：{parts}（--all 全部列出）", "not listed, nothing reported: {parts} (--all lists them)")


def write(assessment: AssessmentData, options: Options) -> str:
    """The evaluation table, in the columns of the terminal and in colour where it has any."""
    lang = options.lang
    said = (heading(assessment), *filled_in(assessment)[1:], summary(assessment))
    lines = [*(line[lang] for line in said), *(note[lang] for note in assumed_period(assessment)), ""]
    parts = sections(assessment, lang, options.everything)
    for section in parts:
        if section.lines:
            lines += [*_section(section, options.colour, options.columns), ""]
    left_out = [f"{section.title} {section.left_out}" for section in parts if section.left_out]
    lines += [_LEFT_OUT.filled(parts=left_out)[lang]] if left_out else []
    lines += [problem.text(lang) for problem in assessment.problems]
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section, colour: bool, columns: int) -> list[str]:
    names, rows = section.header[:-1], [line.cells[:-1] for line in section.lines]
    widths = [min(max(width(cell) for cell in column), _WIDEST) for column in zip(names, *rows, strict=True)]
    found = [section.title, "  " + _joined(names, widths), "  " + "─" * min(sum(widths) + 2 * len(widths) - 2, columns - 2)]
    for line in section.lines:
        text = _joined(line.cells[:-1], widths)
        shade = _COLOURS.get(line.tone)
        found.append(f"  \033[{shade}m{text}\033[0m" if colour and shade else f"  {text}")
        if line.cells[-1]:
            found += [f"      {part}" for part in _broken(line.cells[-1], columns - 6)]
    return found


def _joined(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(_padded(cell, wide) for cell, wide in zip(cells, widths, strict=True)).rstrip()


def _padded(text: str, wide: int) -> str:
    if width(text) > wide:
        while width(text) > wide - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (wide - width(text))


def _broken(text: str, columns: int) -> list[str]:
    lines, line = [], ""
    for char in text:
        if width(line + char) > columns:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines
