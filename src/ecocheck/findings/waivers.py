"""Waivers: a body's written permission to break one rule for a time. They cover fails, afterwards, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..bilingual import LANGUAGES, Said
from ..errors import WaiverRefused
from ..logic.outcomes import Outcome
from ..source.fields import Fields, Problems
from ..source.yaml import read_yaml
from .model import Finding
from .result import FrozenDict
from .workbook_pages import WAIVING, filled_lines, is_workbook

EXPIRED = Said("豁免已过期：{name}，截止 {until}", "waiver expired: {name}, ended {until}")
NOT_YET = Said("豁免尚未生效：{name}，自 {start}", "waiver not yet valid: {name}, from {start}")
NO_FAIL = Said("豁免未用到（该项并非不符合）：{name}", "waiver unused (that finding is no fail): {name}")
NO_FINDING = Said("豁免未用到（没有这样的检查结果）：{name}", "waiver unused (no such finding): {name}")


NO_ID = Said(
    "豁免未用到：{name}；没有记录写明编号是 {record}，没有编号的记录不能豁免，请在记录里写上 id",
    "waiver unused: {name}; no record says that its id is {record}, and a record without an id carries no waiver: write its id",
)


class Waiver(Struct, frozen=True):
    """Who waived which rule for which record, by which document, from when until when (both inclusive), and why."""

    body: str
    document: str
    start: date
    until: date
    rule: str
    record: str
    reason: str
    item: str = ""
    place: str = ""

    def covers(self, finding: Finding, day: date) -> bool:
        """Whether it fits a finding on the day judged."""
        return self.fits(finding) and self.start <= day <= self.until

    def fits(self, finding: Finding) -> bool:
        """Whether it is for that rule and record, whatever the day."""
        return finding.rule == self.rule and finding.record == self.record and self.item in ("", finding.item)

    def stated(self) -> Mapping[str, str]:
        """The waiver as a finding carries it."""
        days = {"from": self.start.isoformat(), "until": self.until.isoformat()}
        return FrozenDict({"body": self.body, "document": self.document, **days, "reason": self.reason})


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file: `waivers:`, a list of `{body, document, from, until, rule, record, reason}`; or the workbook of a report, into
    which somebody has written them.

    Raises `WaiverRefused` for any that is incomplete, with every problem of the file.
    """
    if is_workbook(path):
        return _written(path)
    problems = Problems()
    top = Fields(read_yaml(path.read_bytes(), str(path)), problems)
    found: list[Waiver] = []
    for node in top.items("waivers", required=True):
        fields = Fields(node, problems, "waivers")
        texts = {name: fields.text(name, required=True) for name in ("body", "document", "rule", "record", "reason")}
        start, until = fields.date("from", required=True), fields.date("until", required=True)
        item = fields.text("item")
        fields.done()
        if start is not None and until is not None:
            if until < start:
                fields.error("until", "findings.ends_before_begins")
            found.append(Waiver(start=start, until=until, item=item, place=str(fields.mark()), **texts))
    top.done()
    refuse(problems, path)
    return tuple(found)


def _written(path: Path) -> tuple[Waiver, ...]:
    """The waivers that people wrote into the workbook of a report."""
    problems = Problems()
    found: list[Waiver] = []
    for line in filled_lines(path, WAIVING, problems):
        start, until = line.days["from"], line.days["until"]
        if until < start:
            problems.error(line.mark, "findings.ends_before_begins")
            continue
        texts = {name: line.texts[name] for name in ("body", "document", "rule", "record", "reason", "item")}
        found.append(Waiver(start=start, until=until, place=str(line.mark), **texts))
    refuse(problems, path)
    return tuple(found)


def refuse(problems: Problems, path: Path) -> None:
    """Raises `WaiverRefused` with every error found in a file of waivers or decisions."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        lines = Said(*("\n".join(problem.text(lang) for problem in errors) for lang in LANGUAGES))
        raise WaiverRefused("findings.not_used", lines=lines, file=path.name)


def waived(findings: Iterable[Finding], waivers: tuple[Waiver, ...], days: dict[str, date]) -> tuple[list[Finding], list[Said]]:
    """The findings with covered fails turned to `waived`, and what is to be said of waivers that covered nothing.

    `days` is the day judged of each record. Records without an id of their own cannot carry waivers.
    """
    used: set[Waiver] = set()
    done: list[Finding] = []
    for finding in findings:
        fitting = next(
            (
                w
                for w in waivers
                if finding.outcome is Outcome.FAIL and finding.record in days and w.covers(finding, days[finding.record])
            ),
            None,
        )
        if fitting is None:
            done.append(finding)
            continue
        used.add(fitting)
        done.append(replace(finding, outcome=Outcome.WAIVED, waiver=fitting.stated()))
    return done, [_notice(waiver, days.get(waiver.record), done) for waiver in waivers if waiver not in used]


def _notice(waiver: Waiver, day: date | None, findings: list[Finding]) -> Said:
    name = f"{waiver.rule} / {waiver.record}（{waiver.document}）"
    if day is not None and day > waiver.until:
        return EXPIRED.filled(name=name, until=waiver.until)
    if day is not None and day < waiver.start:
        return NOT_YET.filled(name=name, start=waiver.start)
    if day is None and any(finding.rule == waiver.rule and finding.outcome is Outcome.FAIL for finding in findings):
        return NO_ID.filled(name=name, record=waiver.record)
    return (NO_FAIL if any(waiver.fits(finding) for finding in findings) else NO_FINDING).filled(name=name)
