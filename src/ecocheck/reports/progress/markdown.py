"""An assessment as Markdown."""

from __future__ import annotations

from ...progress.model import AssessmentData
from ..check.markdown import escaped
from ..options import Options
from .table import REFUSED, filled_in, heading, notes, sections, summary


def write(assessment: AssessmentData, options: Options) -> str:
    """The evaluation table, a table a part."""
    lang = options.lang
    lines = [
        f"# {escaped(heading(assessment)[lang])}",
        "",
        *(line[lang] + "\n" for line in filled_in(assessment)),
        summary(assessment)[lang],
        "",
    ]
    for section in sections(assessment, lang, options.everything):
        if not section.lines:
            continue
        lines += [f"## {section.title}", "", _row(section.header), _row(("---",) * len(section.header))]
        lines += [_row(line.cells) for line in section.lines]
        lines.append("")
    lines += [f"- {escaped(note[lang])}" for note in notes(assessment)]
    if assessment.problems:
        lines += ["", f"## {REFUSED[lang]}", ""]
        lines += [f"- {escaped(problem.text(lang))}" for problem in assessment.problems]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
