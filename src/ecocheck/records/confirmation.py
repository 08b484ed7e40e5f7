"""A sheet: like facts with their usual answers printed; and its confirmation by a person, who answers for the page as a whole.

What is printed is no fact. It becomes one only line by line, when somebody signs, and only as far as it was printed when they did: the
digest of a page holds a part for each line, so that a line that was added or changed since is told from those that were signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec import Struct

from ..bilingual import Said
from ..errors import Mark, ValueRefused
from ..vocabulary.model import Fact, Vocabulary
from ..vocabulary.spelling import half_width
from ..vocabulary.typed import NO, YES, is_blank, read_day
from ..vocabulary.unit_words import measured, unit_said

#: The word for the lines that the signer does not name: 其余如印.
AS_PRINTED = "as_printed"
REST = {AS_PRINTED: AS_PRINTED, "如印": AS_PRINTED, "其余如印": AS_PRINTED}
#: Hexadecimal digits of the digest that each printed line has; a page without any has `NOTHING_PRINTED`.
_SHARE = 5
NOTHING_PRINTED = "0"
_HEX = frozenset("0123456789abcdef")
ANSWERS = {"yes": Said("是", "yes"), "no": Said("否", "no")}


class SheetLine(NamedTuple):
    """A line of a sheet: its fact, the answer printed as a record would write it (empty where none is), and what speaks against the
    usual answer: facts of the record, or the ids of implications."""

    fact: str
    printed: str
    speaks_against: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """A sheet as it is printed for one record; `digest` names what is printed, for who confirms it."""

    name: str
    title: Said
    lines: tuple[SheetLine, ...]
    digest: str


class Answer(NamedTuple):
    """What a signer writes beside a line where they differ from the print, before it is understood."""

    raw: Any
    mark: Mark | None = None


class Confirmation(Struct, frozen=True):
    """Who answers for a sheet since when: for the lines that they name, and with `rest` for those that were printed as well.

    `printed` is the digest of what was printed, empty where it was not kept.
    """

    sheet: str
    by: str
    on: date
    rest: str = ""
    printed: str = ""
    lines: dict[str, Answer] = {}
    mark: Mark | None = None


class Signed(NamedTuple):
    """Who answers for a fact, by way of which sheet; `as_printed` where they let the printed answer stand, or where a fact that follows
    from others rests on one that was let stand."""

    sheet: str
    by: str
    on: date
    as_printed: bool


def confirmation(
    sheet: str,
    by: Any,
    on: Any,
    rest: Any = "",
    printed: Any = "",
    lines: dict[str, Answer] | None = None,
    mark: Mark | None = None,
) -> Confirmation:
    """A confirmation from what somebody wrote.

    Raises `ValueRefused` where nobody answers for it, the day is missing or none, or `rest` is another word.
    """
    if is_blank(by):
        raise ValueRefused("records.sheet_by", sheet=sheet)
    day = read_day(on)
    if day is None:
        raise ValueRefused("records.sheet_on", sheet=sheet)
    word = "" if is_blank(rest) else REST.get(str(rest).strip())
    if word is None:
        raise ValueRefused("records.sheet_rest", sheet=sheet, rest=str(rest))
    digest = "" if is_blank(printed) else str(printed).strip().lower()
    if digest and shares(digest) is None:
        raise ValueRefused("records.sheet_digest", sheet=sheet)
    return Confirmation(sheet, str(by).strip(), day, word, digest, lines or {}, mark)


def digest_of(lines: Iterable[SheetLine]) -> str:
    """The digest of what a page prints: a share for each line with an answer, in their order.

    >>> digest_of([SheetLine("a.b", "")]), len(digest_of([SheetLine("a.b", "no"), SheetLine("a.c", "none")]))
    ('0', 10)
    """
    return "".join(share(line) for line in lines if line.printed) or NOTHING_PRINTED


def share(line: SheetLine) -> str:
    """A printed line's part of the digest."""
    return sha256(f"{line.fact}={line.printed}".encode()).hexdigest()[:_SHARE]


def shares(digest: str) -> frozenset[str] | None:
    """The parts of a digest, or None where it is none."""
    if digest == NOTHING_PRINTED:
        return frozenset()
    if not digest or len(digest) % _SHARE or not _HEX.issuperset(digest):
        return None
    return frozenset(digest[place : place + _SHARE] for place in range(0, len(digest), _SHARE))


def printed_said(fact: Fact, printed: str, vocabulary: Vocabulary) -> Said:
    """A printed answer as people read it: a code by its name, a number with its unit.

    >>> printed_said(Fact("a.b", Said("占地", "land"), "number", ("project",), unit="hm2"), "0", Vocabulary()).zh
    '0 hm²'
    """
    codes = vocabulary.lists.get(fact.list)
    if codes is not None:
        return codes.label(printed)
    return ANSWERS[printed] if fact.type == "boolean" else measured(printed, fact.unit)


def printed_as(fact: Fact, text: str, vocabulary: Vocabulary) -> str:
    """What a printed answer says, as a record would write it: the way back from `printed_said`; empty where it is none.

    >>> printed_as(Fact("a.b", Said("占地", "land"), "number", ("project",), unit="hm2"), "0 hm²", Vocabulary())
    '0'
    """
    plain = half_width(text).strip()
    if fact.type in ("code", "codes"):
        return vocabulary.lists[fact.list].find(plain) or ""
    if fact.type == "boolean":
        return "yes" if plain.lower() in YES else "no" if plain.lower() in NO else ""
    unit = unit_said(fact.unit)
    return plain.removesuffix(half_width(unit.zh)).removesuffix(half_width(unit.en)).strip()
