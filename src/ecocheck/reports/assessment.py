"""The assessment that users hold: where the indicators and tasks of a plan stand, and how the table is written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..progress.model import AssessmentData
from .options import Options
from .saving import choose, save


class Assessment(AssessmentData, frozen=True):
    """Where the indicators and tasks of one plan stand at the end of a year.

    >>> import ecocheck
    >>> figures = [{"indicator": "环境空气质量优良天数", "2022": 340}]
    >>> ecocheck.load("wanzhou").assess(figures, year=2022).where(code="air.good_days")[0].status
    'ahead'
    """

    written_by: ClassVar[str] = "progress"

    def save(self, path: str | Path, lang: str = "zh") -> None:
        """Writes the evaluation table to a file, by its ending: json, html, xlsx, docx, md, txt.

        Raises `OutputRefused` for another ending, a path that cannot be written, or an extra that is not installed.
        """
        save(self, path, choose(output=path, kind="progress"), Options(lang=lang, columns=120))
