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
from typing import Any, NamedTuple

from ..bilingual import Said, did_you_mean
from ..public import public

#: Between what is wrong and the way out.
THEN = Said("；", "; ")


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

    @classmethod
    def coded(
        cls,
        mark: Mark,
        code: str,
        /,
        *,
        field: str = "",
        place: str = "",
        severity: str = "error",
        hint: Said | None = None,
        **parts: Any,
    ) -> Problem:
        """The problem of a code, its words filled with `parts`; a `hint` given here takes the place of the table's.

        >>> Problem.coded(Mark("a.yaml", 3, 1), "names.unknown", kind=Said("规则", "rule"), name="x", hint=Said()).en
        "there is no rule 'x'"
        """
        said, found = words_of(code, parts)
        hint = hint or found
        return cls(mark, said.zh, said.en, field, hint.zh, hint.en, place, severity, code)

    @classmethod
    def of(cls, error: EcocheckError, mark: Mark, *, field: str = "", place: str = "", severity: str = "error") -> Problem:
        """What an error says, as a problem at a place."""
        return cls(mark, error.zh, error.en, field, error.hint_zh, error.hint_en, place, severity, error.code)

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


@public
class EcocheckError(Exception):
    """What every error of ecocheck is: a code and its parts; the words for both stand in `ecocheck.errors.words`.

    `said` is the text, `hint` the way out, each in Chinese and English; a `hint` given here takes the place of the table's.
    """

    # The form with texts (zh, en, hint_zh, hint_en) stays until the last place that raises it carries a code.
    def __init__(
        self,
        code: str,
        en: str = "",
        hint_zh: str = "",
        hint_en: str = "",
        named: str = "",
        /,
        *,
        hint: Said | None = None,
        **parts: Any,
    ) -> None:
        super().__init__(code, *parts.values())
        if en:
            said, found = Said(code, en), Said(hint_zh, hint_en)
            code = named or parts.pop("code", "")
        else:
            said, found = words_of(code, parts)
        self.code, self.parts, self.said, self.hint = code, parts, said, hint if hint else found

    @property
    def zh(self) -> str:
        return self.said.zh

    @property
    def en(self) -> str:
        return self.said.en

    @property
    def hint_zh(self) -> str:
        return self.hint.zh

    @property
    def hint_en(self) -> str:
        return self.hint.en

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)

    @property
    def whole(self) -> Said:
        """What is wrong and the way out, in one line."""
        return THEN.join([self.said, self.hint]) if self.hint else self.said

    def text(self, lang: str = "zh") -> str:
        return self.whole[lang]

    def __str__(self) -> str:
        return f"{self.text('zh')} / {self.text('en')}"


def _again(kind: type[EcocheckError], args: tuple[Any, ...], state: dict[str, Any]) -> EcocheckError:
    """The error that was pickled: its words are not looked up again."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class SourceError(EcocheckError):
    """A file that cannot be used, with all problems found in it and not only the first.

    >>> error = SourceError([Problem(Mark("a.yaml", 3, 5), "没有这个字段", "no such field", field="titel")])
    >>> error.text("en")
    'a.yaml:3:5: titel: no such field'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = (Said("\n".join(p.text("zh") for p in self.problems), "\n".join(p.text("en") for p in self.problems)),)
        super().__init__("source.problems", lines=lines)


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

    @classmethod
    def among(cls, kind: Said, name: str, known: Iterable[str]) -> UnknownName:
        """The error for a name that a user asked for, with the nearest of those that exist.

        >>> UnknownName.among(Said("规则", "rule"), "wz-145/chem-1kn", ["wz-145/chem-1km"]).text("en")
        "there is no rule 'wz-145/chem-1kn'; did you mean 'wz-145/chem-1km'?"
        """
        return cls("names.unknown", hint=did_you_mean(name, known), kind=kind, name=name)


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

    def __init__(self, said: Said, lang: str = "zh") -> None:
        super().__init__("testing.expectation", said=said)
        self.lang = lang

    def __str__(self) -> str:
        return self.text(self.lang)


def words_of(code: str, parts: dict[str, Any]) -> tuple[Said, Said]:
    """The text of a code and its way out, with the parts put in."""
    from .words import WORDS

    found = WORDS[code]
    return found.said.filled(**parts), found.hint.filled(**parts)
