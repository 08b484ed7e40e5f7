"""A record: the facts about one subject, each with what was written, what it means and where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..bilingual import Said
from ..errors import Mark, Problem
from ..public import public
from ..vocabulary.values import Value
from .confirmation import Answer, Confirmation, Sheet, Signed, confirmation


class Given(Struct, frozen=True):
    """One fact as given. `value` is None where what was written cannot be used (`bad` says why); a list of codes of which some cannot be
    used has both: what the others say, known in part, and what is wrong.

    `text` and `unit` are as written; `source` is where the reporter took it from (``assumed`` where the plan named the area);
    `accuracy` is the stated error band; `because` are the implications that said it, or completed what was given; `signed` is
    who answers for it by way of a sheet.
    """

    value: Value | None
    text: str = ""
    unit: str = ""
    source: str = ""
    accuracy: str = ""
    mark: Mark | None = None
    bad: Said | None = None
    because: tuple[str, ...] = ()
    signed: Signed | None = None


class Item(Struct, frozen=True):
    """One item of a group: its id (or its place, from 1) and its facts by full name."""

    id: str
    facts: dict[str, Given]


class ItemList(Struct, frozen=True):
    """The items of a group; not `complete` where the record says that there may be more."""

    items: tuple[Item, ...]
    complete: bool = True


class Attestation(Struct, frozen=True):
    """What somebody attests for a clause: ``met``, ``broken`` or ``none`` (nothing shows it)."""

    state: str
    by: str = ""
    document: str = ""


@public
class Record(Struct, frozen=True):
    """The facts about one subject.

    `id` is the record's own id, or its place in the input where it has none (`numbered`); such a record cannot carry waivers or
    decisions. `problems` are what could not be used: bad values, unknown names. `stage` is the one that the record says it is in,
    empty where it does not say (`records.stage`). `sheets` are those that a person has confirmed.
    """

    id: str
    subject: str
    facts: dict[str, Given] = {}
    groups: dict[str, ItemList] = {}
    attested: dict[str, Attestation] = {}
    name: str = ""
    as_of: date | None = None
    numbered: bool = False
    mark: Mark | None = None
    problems: tuple[Problem, ...] = ()
    raw: Any = None
    stage: str = ""
    sheets: dict[str, Confirmation] = {}

    def confirm(
        self,
        sheet: str | Sheet,
        /,
        *,
        by: str,
        on: str | date,
        rest: Literal["", "as_printed"] = "",
        printed: str = "",
        **lines: Any,
    ) -> Record:
        """The record with a sheet that `by` answers for since the day `on`; the record itself stays as it is.

        `lines` are the answers that the signer gives, by fact; with ``rest="as_printed"`` the other lines stand as printed. `printed` is
        the digest of the page that was signed; a `Sheet` of `Rulebook.sheets` brings its own. Which sheets and lines there are is
        known to the rulebook that checks the record: what it does not know is an error there.

        Raises `ValueRefused` where nobody answers, the day is none, or `rest` is another word.

        >>> signed = Record("P1", "project").confirm("policy", by="王工", on="2023-06-05", rest="as_printed")
        >>> signed.sheets["policy"].by, signed.sheets["policy"].on.isoformat()
        ('王工', '2023-06-05')
        """
        name, digest = (sheet, printed) if isinstance(sheet, str) else (sheet.name, printed or sheet.digest)
        answers = {fact: Answer(raw) for fact, raw in lines.items()}
        signed = confirmation(name, by, on, rest, digest, answers)
        return replace(self, sheets={**self.sheets, name: signed})
