"""`ecocheck check --ask`: asks for what is missing, the most telling first, and checks again after each answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from ..bilingual import Said, visible
from ..errors import EcocheckError, ValueRefused
from ..findings.questions import SHEETS
from ..findings.report import Question
from ..findings.standing import is_open
from ..records.building import STATES
from ..records.confirmation import Sheet
from ..records.model import Attestation, Given, Item, ItemList, Record
from ..reports.report import Report
from ..vocabulary.model import Fact, Vocabulary
from ..vocabulary.typed import NOTHING, is_blank, read_value
from .sheet_page import TITLE, page_lines, signature

SKIP, STOP = ("?", "？", ""), ("q", "quit", "exit", "退出")
MOST_CODES = 12
ATTESTED = "attested:"

NOTHING_MORE = Said("没有要问的了，共回答 {answered} 个问题。", "nothing more to ask; {answered} answered.")
STOPPED = Said("已停止，共回答 {answered} 个问题。", "stopped; {answered} answered.")
WAITING = Said("{findings} 条待此定论，共 {open} 条待核实", "{findings} of {open} open findings wait for it")
MEANING, FOUND_IN, ANSWER = Said("含义", "meaning"), Said("从哪里找", "found in"), Said("填法", "answer")
HOW_GROUP = Said("没有就写“无”；有就按 ? 跳过，另在记录里列出", "none if there are none; ? skips, list them in the record")
HOW_ATTESTED = Said("met（已落实）、broken（未落实）、none（没有材料）", "met, broken or none (nothing shows it)")
HOW_INDUSTRY = Said("GB/T 4754 行业代码，如 C2614", "GB/T 4754 code, such as C2614")
HOW_SEVERAL = Said("（可多选，逗号隔开）", " (several, with commas)")
HOW_TYPED = {
    "number": Said("数值，单位 {unit}", "a number in {unit}"),
    "boolean": Said("是 或 否", "yes or no"),
    "date": Said("日期，如 2027-05-01", "a date such as 2027-05-01"),
}
HOW_TEXT = Said("文字", "text")


class Blank(NamedTuple):
    """What one question asks for: a fact of a record, or of an item of one of its lists."""

    record: str
    fact: str
    item: str = ""


class Asked(NamedTuple):
    """The records with what was answered, and whether the person broke off with Ctrl-C."""

    records: list[Record]
    interrupted: bool


class Pages(NamedTuple):
    """The sheets of a record as they are printed, and the day on which they are signed."""

    of: Callable[[Record], Sequence[Sheet]]
    day: date


def ask(
    records: list[Record], check: Callable[[list[Record]], Report], vocabulary: Vocabulary, lang: str, pages: Pages
) -> Asked:
    """Asks until nothing is missing. `?` skips a question; `q`, the end of the input and Ctrl-C stop, and what was answered stays."""
    asking = _Asking(records, vocabulary, lang, pages)
    try:
        return Asked(asking.run(check), interrupted=False)
    except KeyboardInterrupt:
        return Asked(asking.records, interrupted=True)


class _Asking:
    def __init__(self, records: list[Record], vocabulary: Vocabulary, lang: str, pages: Pages) -> None:
        self.pages = pages
        self.records = records
        self.vocabulary = vocabulary
        self.lang = lang
        self.skipped: set[Blank] = set()
        self.answered = 0

    def run(self, check: Callable[[list[Record]], Report]) -> list[Record]:
        while True:
            report = check(self.records)
            found = next(self._blanks(report), None)
            if found is None:
                self._end(NOTHING_MORE)
                return self.records
            question, blank = found
            page = self._page(blank)
            if page is not None:
                blank = Blank(blank.record, f"{SHEETS}{page.name}")
                self._put_page(page, blank, report)
            else:
                self._put(question, blank, report)
            if not self._hear(blank):
                self._end(STOPPED)
                return self.records

    def _blanks(self, report: Report) -> Iterator[tuple[Question, Blank]]:
        inside = {fact: group for group in self.vocabulary.groups.values() for fact in group.facts}
        for question in report.questions:
            for record in self.records:
                if record.id not in question.records:
                    continue
                items: list[str] = [""]
                if question.fact in inside:
                    items = [
                        item.id
                        for name, listed in record.groups.items()
                        if question.fact in self.vocabulary.groups[name].facts
                        for item in listed.items
                        if question.fact not in item.facts
                    ] or items
                for item in items:
                    blank = Blank(record.id, question.fact, item)
                    if blank not in self.skipped:
                        yield question, blank

    def _put(self, question: Question, blank: Blank, report: Report) -> None:
        lang = self.lang
        whose = f"[{visible(blank.record)}] " if len(self.records) > 1 else ""
        item = f" [{visible(blank.item)}]" if blank.item else ""
        still_open = report.standing.missing.due
        waiting = WAITING.filled(findings=question.findings, open=still_open)[lang]
        sys.stdout.write(f"\n{self.answered + 1}. {whose}{question.label[lang]}{item}  {question.fact}（{waiting}）\n")
        for label, text in (
            (MEANING, question.meaning[lang]),
            (FOUND_IN, question.found_in[lang]),
            (ANSWER, self._how(question.fact)[lang]),
        ):
            if text:
                sys.stdout.write(f"   {label[lang]}：{text}\n")

    def _page(self, blank: Blank) -> Sheet | None:
        """The sheet that prints an answer to a question, as long as it is neither signed nor skipped."""
        record = next(record for record in self.records if record.id == blank.record)
        for page in self.pages.of(record) if not blank.item else ():
            seen = page.name in record.sheets or Blank(record.id, f"{SHEETS}{page.name}") in self.skipped
            if not seen and any(line.fact == blank.fact and line.printed for line in page.lines):
                return page
        return None

    def _put_page(self, page: Sheet, blank: Blank, report: Report) -> None:
        printed = {line.fact for line in page.lines if line.printed}
        own = (finding for finding in report.findings if finding.record == blank.record and is_open(finding))
        findings = sum(not printed.isdisjoint(finding.missing) for finding in own)
        whose = f"[{visible(blank.record)}] " if len(self.records) > 1 else ""
        waiting = WAITING.filled(findings=findings, open=report.standing.missing.due)[self.lang]
        title = TITLE.filled(title=page.title)[self.lang]
        sys.stdout.write(f"\n{self.answered + 1}. {whose}{title}  {blank.fact}（{waiting}）\n")
        for line in page_lines(page, self.vocabulary):
            sys.stdout.write(f"   {line[self.lang]}\n")

    def _how(self, name: str) -> Said:
        """How to answer for a fact, a group or an attestation."""
        fact = self.vocabulary.facts.get(name)
        if name in self.vocabulary.groups:
            return HOW_GROUP
        if fact is None:
            return HOW_ATTESTED
        if fact.type not in ("code", "codes"):
            return HOW_TYPED.get(fact.type, HOW_TEXT).filled(unit=fact.unit)
        codes = self.vocabulary.lists[fact.list]
        if codes.scheme == "gbt4754":
            return HOW_INDUSTRY
        known = Said(
            "、".join(f"{code.code} {code.label.zh}" for code in codes.codes), "、".join(code.code for code in codes.codes)
        )
        return Said().join((known, HOW_SEVERAL)) if fact.type == "codes" else known

    def _hear(self, blank: Blank) -> bool:
        """Takes one answer, asking again while it cannot be read; False where the person stops."""
        while True:
            sys.stdout.write("   > ")
            sys.stdout.flush()
            line = sys.stdin.readline()
            said = line.strip()
            if not line or said.lower() in STOP:
                return False
            if said in SKIP or is_blank(said):
                self.skipped.add(blank)
                return True
            try:
                self._take(blank, said)
            except EcocheckError as error:
                sys.stdout.write(f"   {visible(error.text(self.lang))}\n")
                continue
            self.answered += 1
            return True

    def _take(self, blank: Blank, said: str) -> None:
        place = next(n for n, record in enumerate(self.records) if record.id == blank.record)
        record = self.records[place]
        fact = self.vocabulary.facts.get(blank.fact)
        if blank.fact.startswith(SHEETS):
            record = self._signed(record, blank.fact.removeprefix(SHEETS), said)
        elif blank.fact.startswith(ATTESTED):
            state = STATES.get(said.lower())
            if state is None:
                raise ValueRefused("cli.no_attestation")
            record = replace(record, attested={**record.attested, blank.fact.removeprefix(ATTESTED): Attestation(state)})
        elif fact is None:
            if said.lower() not in NOTHING:
                raise ValueRefused("cli.only_none")
            record = replace(record, groups={**record.groups, blank.fact: ItemList(())})
        else:
            given = Given(read_value(fact, said, self.vocabulary), said, fact.unit)
            record = self._given_item(record, blank, given) if blank.item else self._given_fact(record, fact, given)
        self.records = [*self.records[:place], record, *self.records[place + 1 :]]

    def _signed(self, record: Record, name: str, said: str) -> Record:
        page = next(page for page in self.pages.of(record) if page.name == name)
        signed = signature(said, page, self.vocabulary)
        return record.confirm(page, by=signed.by, on=self.pages.day, rest="as_printed", **signed.lines)

    def _given_fact(self, record: Record, fact: Fact, given: Given) -> Record:
        """The record with one fact more."""
        return replace(record, facts={**record.facts, fact.name: given})

    def _given_item(self, record: Record, blank: Blank, given: Given) -> Record:
        groups = {
            name: ItemList(
                tuple(
                    Item(item.id, {**item.facts, blank.fact: given})
                    if item.id == blank.item and blank.fact in self.vocabulary.groups[name].facts
                    else item
                    for item in listed.items
                ),
                listed.complete,
            )
            for name, listed in record.groups.items()
        }
        return replace(record, groups=groups)

    def _end(self, said: Said) -> None:
        sys.stdout.write(f"\n{said.filled(answered=self.answered)[self.lang]}\n")
