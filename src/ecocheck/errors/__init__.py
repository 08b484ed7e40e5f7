"""Every error of ecocheck, in one tree, each with a Chinese and an English text.

EcocheckError
├── SourceError            a rule, vocabulary or record file cannot be used; carries every problem found in it
│   ├── RuleSourceError    the rules
│   └── RecordSourceError  the records
├── UnitError              a unit or quantity that cannot be understood
│   ├── UnknownUnit        no such unit in the closed table
│   └── DimensionMismatch  two units that measure different things
├── ValueRefused           one value that its fact cannot take (wrong kind, code outside the list, impossible date)
│   └── CodesRefused       some codes of a list; what the others say is known
├── ExpressionRefused      arithmetic outside the white list
├── UnknownName            a plan, rule, clause, fact, subject or format that does not exist
├── DateMissing            a check without any date to judge on
├── AreaMissing            no plan named and no area known
├── WaiverRefused          an incomplete waiver or decision
├── OutputRefused          a report that cannot be written (format, extra, path)
└── ComplianceError        an expectation of the testing kit that did not hold
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from ..bilingual import LANGUAGES, LINES, SEMICOLON, Said, did_you_mean
from ..public import public

if TYPE_CHECKING:
    from .words.entry import Words


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


class Coded:
    """A code and its parts; the words for both stand in `ecocheck.errors.words` and are read when a text is asked for."""

    __slots__ = ()

    code: str
    #: By name; a `Said` where the languages differ.
    parts: Any
    #: A way out that takes the place of the table's.
    own_hint: Said | None

    @property
    def said(self) -> Said:
        """What is wrong."""
        return _words(self.code).said.filled(**dict(self.parts))

    @property
    def hint(self) -> Said:
        """The way out; empty where none can be named."""
        return self.own_hint or _words(self.code).hint.filled(**dict(self.parts))

    @property
    def whole(self) -> Said:
        """What is wrong and the way out, in one line."""
        hint = self.hint
        return SEMICOLON.join([self.said, hint]) if hint else self.said

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


def _words(code: str) -> Words:
    from .words import WORDS

    return WORDS[code]


class Problem(Coded, Struct, frozen=True):
    """One thing wrong in a source: its code and parts, its place, the field.

    `place` adds what a line or cell belongs to (a record); `severity` is ``error`` or ``warning``; `refused` tells that a whole
    record could not be checked.
    """

    mark: Mark
    code: str
    parts: tuple[tuple[str, Any], ...] = ()
    field: str = ""
    place: str = ""
    severity: str = "error"
    own_hint: Said | None = None
    refused: bool = False

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
        refused: bool = False,
        **parts: Any,
    ) -> Problem:
        """The problem of a code, its words filled with `parts`; a `hint` given here takes the place of the table's.

        >>> Problem.coded(Mark("a.yaml", 3, 1), "names.unknown", kind=Said("规则", "rule"), name="x").en
        "there is no rule 'x'"
        """
        return cls(mark, code, _fixed(parts), field, place, severity, hint, refused)

    @classmethod
    def of(cls, error: EcocheckError, mark: Mark, *, field: str = "", place: str = "", severity: str = "error") -> Problem:
        """What an error says, as a problem at a place."""
        return cls(mark, error.code, _fixed(error.parts), field, place, severity, error.own_hint)

    @property
    def where(self) -> str:
        """The file, line and column, and what stands there."""
        return f"{self.mark}, {self.place}" if self.place else str(self.mark)

    @property
    def line(self) -> Said:
        """All of it on one line: where, the field, what is wrong, the way out."""
        field, whole = f" {self.field}:" if self.field else "", self.whole
        return Said(*(f"{self.where}:{field} {whole[lang]}" for lang in LANGUAGES))

    def text(self, lang: str = "zh") -> str:
        return self.line[lang]

    def keys(self) -> tuple[str, ...]:
        """The keys of its JSON, so that ``dict(problem)`` is plain data."""
        return tuple(self.to_dict())

    def __getitem__(self, key: str) -> object:
        return self.to_dict()[key]

    def to_dict(self) -> dict[str, object]:
        """The problem as plain data, as reports carry it."""
        said, hint = self.said, self.hint
        return {
            "place": self.where,
            "field": self.field,
            "severity": self.severity,
            "message": {"zh": said.zh, "en": said.en},
            "hint": {"zh": hint.zh, "en": hint.en},
        }


def _fixed(parts: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The parts as they are now: a list that goes on growing does not change a problem."""
    return tuple((name, tuple(part) if isinstance(part, list) else part) for name, part in parts.items())


@public
class EcocheckError(Coded, Exception):
    """What every error of ecocheck is: a code and its parts. A `hint` given here takes the place of the table's."""

    def __init__(self, code: str, /, *, hint: Said | None = None, **parts: Any) -> None:
        super().__init__(code, *parts.values())
        self.code, self.parts, self.own_hint = code, parts, hint

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)

    def text(self, lang: str = "zh") -> str:
        return self.whole[lang]

    def __str__(self) -> str:
        return f"{self.text('zh')} / {self.text('en')}"


def _again(kind: type[EcocheckError], args: tuple[Any, ...], state: dict[str, Any]) -> EcocheckError:
    """The error that was pickled; its class may be made of other things than code and parts."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class SourceError(EcocheckError):
    """A file that cannot be used, with all problems found in it and not only the first.

    >>> error = SourceError([Problem.coded(Mark("a.yaml", 3, 5), "source.unknown_field", field="titel")])
    >>> error.text("en")
    'a.yaml:3:5: titel: no such field'
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("source.problems", lines=LINES.join(problem.line for problem in self.problems))


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


class CodesRefused(ValueRefused):
    """Some codes of a list cannot be used: `refusals` say why, one by one; `known` is what the others say, None where that is nothing."""

    refusals: tuple[ValueRefused, ...] = ()
    known: Any = None

    @classmethod
    def of(cls, refusals: Iterable[ValueRefused], known: Any) -> CodesRefused:
        listed = tuple(refusals)
        error = cls("vocabulary.codes_refused", refusals=[refusal.whole for refusal in listed])
        error.refusals, error.known = listed, known
        return error


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
