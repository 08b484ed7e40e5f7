"""Every error of ecocheck, in one tree, each with a Chinese and an English text.

EcocheckError
├── SourceError            a rule, vocabulary or record file cannot be used; carries every problem found in it
│   ├── RuleSourceError    the rules
│   └── RecordSourceError  the records
├── UnitError              a unit or quantity that cannot be understood
│   ├── UnknownUnit        no such unit in the closed table
│   └── DimensionMismatch  two units that measure different things
├── ValueRefused           one value that its fact cannot take (wrong kind, code outside the list, impossible date)
├── ExpressionRefused      arithmetic outside the white list
├── UnknownName            a plan, rule, clause, fact, subject or format that does not exist
├── DateMissing            a check without any date to judge on
├── AreaMissing            no plan named and no area known
├── WaiverRefused          an incomplete waiver or decision
├── OutputRefused          a report that cannot be written (format, extra, path)
└── ComplianceError        an expectation of the testing kit that did not hold
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a source: file, and line and column counted from 1 (0: not known); in a workbook the cell of a sheet.

    >>> str(Mark("a.yaml", 3, 5)), str(Mark("projects.xlsx", 7, 4, "项目"))
    ('a.yaml:3:5', 'projects.xlsx, 项目!D7')
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}, {self.sheet}!{_letters(self.column)}{self.line or ''}"
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


def _letters(column: int) -> str:
    """The letters that a workbook gives to a column."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


class Problem(NamedTuple):
    """One thing wrong in a source, said in both languages, with its place, the field and the way out.

    `place` adds what a line or cell belongs to (a record); `severity` is ``error`` or ``warning``; `code` names the case for programs:
    ``refused`` is a whole record that could not be checked.
    """

    mark: Mark
    zh: str
    en: str
    field: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    place: str = ""
    severity: str = "error"
    code: str = ""

    def text(self, lang: str = "zh") -> str:
        where = f"{self.mark}{', ' if self.place else ''}{self.place}"
        said, hint = (self.zh, self.hint_zh) if lang == "zh" else (self.en, self.hint_en)
        field = f" {self.field}:" if self.field else ""
        joint = ("；" if lang == "zh" else "; ") if hint else ""
        return f"{where}:{field} {said}{joint}{hint}"

    def to_dict(self) -> dict[str, object]:
        """The problem as plain data, as reports carry it."""
        return {
            "place": f"{self.mark}{', ' if self.place else ''}{self.place}",
            "field": self.field,
            "severity": self.severity,
            "message": {"zh": self.zh, "en": self.en},
            "hint": {"zh": self.hint_zh, "en": self.hint_en},
        }


class EcocheckError(Exception):
    """What every error of ecocheck is: two texts, and a hint that shows the way out; `code` names the case for programs."""

    def __init__(self, zh: str, en: str, hint_zh: str = "", hint_en: str = "", code: str = "") -> None:
        super().__init__(zh, en, hint_zh, hint_en)
        self.code = code
        self.zh, self.en, self.hint_zh, self.hint_en = zh, en, hint_zh, hint_en

    def text(self, lang: str = "zh") -> str:
        said, hint = (self.zh, self.hint_zh) if lang == "zh" else (self.en, self.hint_en)
        return f"{said}{'；' if lang == 'zh' else '; '}{hint}" if hint else said

    def __str__(self) -> str:
        return f"{self.text('zh')} / {self.text('en')}"


class SourceError(EcocheckError):
    """A file that cannot be used, with all problems found in it and not only the first.

    >>> error = SourceError([Problem(Mark("a.yaml", 3, 5), "没有这个字段", "no such field", field="titel")])
    >>> error.text("en")
    'a.yaml:3:5: titel: no such field'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.text("zh") for p in self.problems), "\n".join(p.text("en") for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.problems,))


class RuleSourceError(SourceError):
    """The rules, the vocabulary or a parameter file cannot be used."""


class RecordSourceError(SourceError):
    """The file of records cannot be used at all (a broken record in a good file is a finding, not this)."""


class UnitError(EcocheckError):
    """A unit or a quantity that cannot be understood."""


class UnknownUnit(UnitError):
    """The unit is not in the closed table."""


class DimensionMismatch(UnitError):
    """The two units measure different things."""


class ValueRefused(EcocheckError):
    """A value that its fact cannot take."""


class ExpressionRefused(EcocheckError):
    """Arithmetic outside the white list, or too large."""


class UnknownName(EcocheckError):
    """A plan, rule, clause, fact, subject or format that does not exist."""


class DateMissing(EcocheckError):
    """Nothing says on which day to judge: the record has no `as_of`, and the caller gave none."""


class AreaMissing(EcocheckError):
    """No plan was named and the record does not say where it lies."""


class WaiverRefused(EcocheckError):
    """A waiver or decision without its body, document, dates, rule, record or reason."""


class OutputRefused(EcocheckError):
    """A report that cannot be written: unknown format, missing extra, unwritable path."""


class ComplianceError(EcocheckError, AssertionError):
    """An expectation of the testing kit that did not hold; `lang` is the language in which it is printed."""

    def __init__(self, zh: str, en: str, lang: str = "zh") -> None:
        super().__init__(zh, en)
        self.args = (zh, en, lang)
        self.lang = lang

    def __str__(self) -> str:
        return self.text(self.lang)
