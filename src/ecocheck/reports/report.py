"""The report that users hold: the findings of a run, and how they are written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..findings.own_texts import OwnTexts, read_texts
from ..findings.report import ReportData
from .options import Options
from .saving import choose, ready, save


class Report(ReportData, frozen=True, dict=True):
    """The findings of a run, what they amount to, and the receipt that lets anybody repeat it.

    >>> import ecocheck
    >>> report = ecocheck.load("wanzhou").check({"subject": "vehicle", "id": "V1"}, as_of="2023-06-01")
    >>> report.verdict, report.where(record="V1", outcome="fail")
    ('open', ())
    """

    written_by: ClassVar[str] = "check"

    def save(self, output: str | Path, format: str = "", *, lang: str = "zh", texts: str | Path | None = None) -> None:
        """Writes the report to a file; the format is the named one, else the one that the file's ending names.

        `texts` is a folder with the user's own copies of the documents. The same report gives the same bytes. Raises `OutputRefused`
        for an unknown format, a missing extra or a place that cannot be written to.
        """
        form = choose(format, output)
        ready(form, output)
        own = read_texts(Path(texts), self) if texts is not None else OwnTexts()
        save(self, output, form, Options(lang=lang, everything=True, texts=own))
