"""The assessment that users hold: where the indicators and tasks of a plan stand, and how the table is written to a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

from ..progress.model import AssessmentData
from ..public import public
from .frames import ROWS, Library, arrow, frame
from .options import Language, Options, spoken
from .saving import choose, save


@public
class Assessment(AssessmentData, frozen=True):
    """Where the indicators and tasks of one plan stand at the end of a year.

    >>> import ecocheck
    >>> figures = [{"indicator": "环境空气质量优良天数", "2022": 340}]
    >>> ecocheck.load("wanzhou").assess(figures, year=2022).where(code="air.good_days")[0].status
    'kept'
    """

    written_by: ClassVar[str] = "progress"

    def save(self, path: str | Path, lang: Language = "zh") -> None:
        """Writes the evaluation table to a file, by its ending: json, html, xlsx, docx, md, txt.

        Raises `OutputRefused` for another ending, a path that cannot be written, or an extra that is not installed, `UnknownName` for
        another language.
        """
        save(self, path, choose(output=path, kind="progress"), Options(lang=spoken(lang), columns=120))

    def to_frame(self, library: Library | None = None) -> Any:
        """The rows as a data frame: of pandas or polars, whichever is named, else the one that is loaded or installed.

        `baseline_value`, `target_value` and `used` are numbers in `unit`, `completion` and `time_share` percentages. Raises
        `OutputRefused` where the library is not installed.
        """
        return frame(self.rows, ROWS, library)

    def to_arrow(self) -> Any:
        """The rows as an Arrow table, in the columns of `to_frame`. Raises `OutputRefused` where pyarrow is not installed."""
        return arrow(self.rows, ROWS)

    def __repr__(self) -> str:
        outcomes = Counter(row.outcome for row in self.rows)
        counts = ", ".join(f"{number} {name}" for name, number in sorted(outcomes.items()))
        return f"<Assessment {self.plan} {self.year}: {len(self)} rows ({counts})>"

    def _repr_html_(self) -> str:
        from .notebook import assessment_html

        return assessment_html(self)
