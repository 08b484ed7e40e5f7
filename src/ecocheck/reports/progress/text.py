"""An assessment as a terminal table or Markdown."""

from __future__ import annotations

from ...progress.model import AssessmentData
from ..text_width import width
from .table import Section, heading, notes, sections, summary

_COLOURS = {
    "ahead": "32;1", "faster": "32", "on_track": "36", "behind": "31", "pass": "32", "fail": "31;1", "review": "33", "unknown": "36",
    "advice": "34", "error": "35;1",
}  # fmt: skip
#: The widest a column may be, by its place from the left; the rest goes to the remark.
_WIDEST = 34


def terminal(assessment: AssessmentData, lang: str, colour: bool = False, columns: int = 120, everything: bool = False) -> str:
    """The evaluation table for a terminal of `columns` columns."""
    lines = [heading(assessment, lang), summary(assessment, lang), ""]
    for section in sections(assessment, lang, everything):
        if not section.lines:
            continue
        lines += [*_terminal_section(section, colour, columns), ""]
    lines += _left_out(assessment, lang, everything)
    lines += [problem.text(lang) for problem in assessment.problems]
    return "\n".join(lines).rstrip() + "\n"


def _terminal_section(section: Section, colour: bool, columns: int) -> list[str]:
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


def _left_out(assessment: AssessmentData, lang: str, everything: bool) -> list[str]:
    parts = [(section.title, section.left_out) for section in sections(assessment, lang, everything) if section.left_out]
    if not parts:
        return []
    if lang == "zh":
        return ["没有数据、未列出：" + "、".join(f"{title} {count}" for title, count in parts) + "（--all 全部列出）"]
    return ["not listed, nothing reported: " + ", ".join(f"{title} {count}" for title, count in parts) + " (--all lists them)"]


def markdown(assessment: AssessmentData, lang: str, everything: bool = False) -> str:
    """The evaluation table as Markdown."""
    lines = [f"# {heading(assessment, lang)}", "", summary(assessment, lang), ""]
    for section in sections(assessment, lang, everything):
        if not section.lines:
            continue
        lines += [f"## {section.title}", "", _md_row(section.header), _md_row(("---",) * len(section.header))]
        lines += [_md_row(line.cells) for line in section.lines]
        lines.append("")
    lines += [f"- {note}" for note in notes(assessment, lang)]
    if assessment.problems:
        lines += ["", "## " + ("不能采用的数据" if lang == "zh" else "Figures that could not be used"), ""]
        lines += [f"- {problem.text(lang)}" for problem in assessment.problems]
    return "\n".join(lines) + "\n"


def _md_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
