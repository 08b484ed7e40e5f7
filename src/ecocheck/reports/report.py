"""The report that users hold: the findings of a run, and how they are written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from ..findings.own_texts import OwnTexts, read_texts
from ..findings.report import ReportData
from ..public import public
from .frames import FINDINGS, Library, arrow, frame
from .options import Language, Options, spoken
from .saving import choose, ready, save


@public
class Report(ReportData, frozen=True, dict=True):
    """The findings of a run, what they amount to, and the receipt that lets anybody repeat it.

    >>> import ecocheck
    >>> report = ecocheck.load("wanzhou").check({"subject": "vehicle", "id": "V1"}, as_of="2023-06-01")
    >>> report.verdict, report.where(record="V1", outcome="fail")
    ('open', ())
    >>> report
    <Report open: 1 records, ... findings (...), judged on 2023-06-01>
    """

    written_by: ClassVar[str] = "check"

    def save(self, output: str | Path, format: str = "", *, lang: Language = "zh", texts: str | Path | None = None) -> None:
        """Writes the report to a file; the format is the named one, else the one that the file's ending names.

        `texts` is a folder with the user's own copies of the documents. The same report gives the same bytes. Raises `OutputRefused`
        for an unknown format, a missing extra or a place that cannot be written to, `UnknownName` for another language.
        """
        form = choose(format, output)
        ready(form, output)
        own = read_texts(Path(texts), self) if texts is not None else OwnTexts()
        save(self, output, form, Options(lang=spoken(lang), everything=True, texts=own))

    def to_frame(self, library: Library | None = None) -> Any:
        """The findings as a data frame, a row each: of pandas or polars, whichever is named, else the one that is loaded or installed.

        `value`, `limit` and `margin` are numbers in `unit`; `possible`, `missing` and `bad` are lists. Raises `OutputRefused` where the
        library is not installed.

        >>> import ecocheck
        >>> report = ecocheck.load("wanzhou").check({"subject": "vehicle", "id": "V1"}, as_of="2023-06-01")
        >>> report.to_frame("polars").filter(outcome="unknown").height == len(report.where("unknown"))
        True
        """
        return frame(self.findings, FINDINGS, library)

    def to_arrow(self) -> Any:
        """The findings as an Arrow table, in the columns of `to_frame`. Raises `OutputRefused` where pyarrow is not installed."""
        return arrow(self.findings, FINDINGS)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number) or "none"
        day = f", judged on {self.receipt.as_of}" if self.receipt.as_of else ""
        return f"<Report {self.verdict}: {len(self.subjects)} records, {len(self)} findings ({counts}){day}>"

    def _repr_html_(self) -> str:
        from .notebook import report_html

        return report_html(self)
