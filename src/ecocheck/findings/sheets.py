"""What a report says about sheets that somebody has signed: which, by whom, and how many passes rest on answers that were let stand."""

from __future__ import annotations

from collections.abc import Iterable

from ..bilingual import Said
from ..logic.outcomes import Outcome
from ..records.sheets import Use
from .model import Finding
from .result import Result

RESTS = Said(
    "{passes} 项“符合”依据核对单上“如印”的内容（{signed}）；确认人须逐行核对过",
    "{passes} passes rest on what sheets print and their signers let stand ({signed}); they answer for each line",
)
SIGNED = Said("{title}：{by} {on}，{lines} 行", "{title}: {by} {on}, {lines} lines")
BESIDE = Said("；", "; ")


class SignedSheet(Result, frozen=True):
    """A sheet that a record carries with a signature: `printed` is the digest of the page as it is printed now, `facts` the lines that
    it answers, `as_printed` those of them that were let stand, `left_open` those that nothing answers."""

    record: str
    sheet: str
    title: Said
    by: str
    on: str
    printed: str
    facts: tuple[str, ...]
    as_printed: tuple[str, ...]
    left_open: tuple[str, ...]


def signed_sheet(record: str, use: Use) -> SignedSheet:
    """What a report keeps of a signed sheet of a record."""
    one = use.confirmation
    on = one.on.isoformat()
    return SignedSheet(record, one.sheet, use.title, one.by, on, use.digest, use.facts, use.as_printed, use.left_open)


def passes_as_printed(findings: Iterable[Finding]) -> int:
    """How many passes look at a fact that was let stand as printed, or that follows from one."""
    return sum(
        finding.outcome is Outcome.PASS and any(seen.as_printed is True for seen in finding.observed.values())
        for finding in findings
    )


class SheetsSigned(Result, frozen=True):
    """The signed sheets of a run, and how many passes rest on lines that were let stand as printed."""

    passes_as_printed: int
    signed: tuple[SignedSheet, ...]

    @property
    def said(self) -> list[Said]:
        """What the first page says of them; nothing where no line was let stand."""
        said = [
            SIGNED.filled(title=one.title, by=one.by, on=one.on, lines=len(one.as_printed))
            for one in self.signed
            if one.as_printed
        ]
        return [RESTS.filled(passes=self.passes_as_printed, signed=BESIDE.join(dict.fromkeys(said)))] if said else []


def sheets_signed(uses: Iterable[tuple[str, Use]], findings: Iterable[Finding]) -> SheetsSigned:
    """The sheets of some records, by the id of each, with what rests on them."""
    return SheetsSigned(passes_as_printed(findings), tuple(signed_sheet(record, use) for record, use in uses))
