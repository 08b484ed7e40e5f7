"""Writes an assessment in any of its formats."""

from __future__ import annotations

from pathlib import Path

from ...errors import OutputRefused
from ...progress.model import AssessmentData

#: Format -> file endings; binary ones need a file to go to.
FORMATS: dict[str, tuple[str, ...]] = {
    "table": (".txt",), "json": (".json",), "html": (".html", ".htm"), "xlsx": (".xlsx",), "docx": (".docx",), "md": (".md",),
}  # fmt: skip
BINARY = ("xlsx", "docx")


def form_of(path: Path) -> str:
    """The format that a file's ending names.

    Raises `OutputRefused` for an ending that names none.
    """
    for form, endings in FORMATS.items():
        if path.suffix.lower() in endings:
            return form
    known = ", ".join(ending for endings in FORMATS.values() for ending in endings)
    raise OutputRefused(
        f"不认识的文件类型“{path.suffix}”", f"unknown ending '{path.suffix}'", f"可用：{known}", f"use one of: {known}"
    )


def render(
    assessment: AssessmentData, form: str, lang: str = "zh", colour: bool = False, columns: int = 120, everything: bool = False
) -> str:
    """The assessment as text in one of the text formats."""
    if form == "json":
        return assessment.to_json() + "\n"
    if form == "html":
        from .html import page

        return page(assessment, lang, everything)
    from .text import markdown, terminal

    return markdown(assessment, lang, everything) if form == "md" else terminal(assessment, lang, colour, columns, everything)


def save(assessment: AssessmentData, path: Path, lang: str = "zh", form: str = "", everything: bool = False) -> None:
    """Writes the assessment to a file, in the format named or the one of its ending.

    Raises `OutputRefused` for an unknown ending, a missing extra or a path that cannot be written.
    """
    chosen = form or form_of(path)
    if chosen == "xlsx":
        from .xlsx import workbook

        data = workbook(assessment, lang, everything)
    elif chosen == "docx":
        from .docx import document

        data = document(assessment, lang, everything)
    else:
        data = render(assessment, chosen, lang, everything=everything).encode("utf-8")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputRefused(
            f"写不到 {path}（{error.strerror}）",
            f"cannot write {path} ({error.strerror})",
            "换一个位置",
            "choose another place",
        ) from error
