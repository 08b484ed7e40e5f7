"""How many questions a reviewer answers until nothing that is due and open could be a breach, over seven ordinary projects.

Whoever answers knows the whole project (`ordinary_projects.yaml`) and is asked what `ecocheck check --ask` asks. A sheet is one question and one
more for each line that differs from its print; what somebody attests for a clause is counted apart.

    python benchmarks/questions.py [wanzhou ...]          questions a plan, for the rules of the record's own subject and with aspects
    python benchmarks/questions.py wanzhou --most 20      and which facts were asked most
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from msgspec.structs import replace

import ecocheck
from ecocheck.book import Rulebook
from ecocheck.records.model import Record
from ecocheck.reports.report import Report
from ecocheck.vocabulary.typed import read_value

DAY = "2023-06-01"
PLANS = ("wanzhou", "wulong", "qianjiang", "liangjiang")
PROJECTS = Path(__file__).with_name("ordinary_projects.yaml")
ATTESTED = "attested:"
MOST = 300


class Interview(NamedTuple):
    """What was asked until nothing was open: facts and sheets (with a line for each that differs), attestations, the question that
    brought the first breach to light (0 where none did)."""

    asked: list[str]
    attested: int
    breach: int


def truths() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The whole truth of each project, and of each the change that makes it break a rule."""
    told = yaml.load(PROJECTS.read_text(encoding="utf-8"), yaml.BaseLoader)
    return {name: {**told["common"], **own} for name, own in told["projects"].items()}, told["breach"]


class Interviewer:
    """Asks what a report asks first and answers from the truth, until nothing is asked."""

    def __init__(self, book: Rulebook, truth: dict[str, Any], stop_at_breach: bool = False) -> None:
        self.book, self.truth, self.stop = book, truth, stop_at_breach
        self.given: dict[str, Any] = {"id": "p", "subject": "project", "attested": {}}
        self.sheets: dict[str, Any] = {}
        self.asked: list[str] = []
        self.attested = self.breach = 0

    def run(self) -> Interview:
        while len(self.asked) < MOST:
            record = replace(self.book.record(self.given), sheets=self.sheets)
            report = self.book.check(record, DAY)
            wrong = [problem.text("en") for problem in report.problems if not problem.code.startswith("records.sheet")]
            if wrong:
                raise SystemExit("\n".join(wrong))
            if not self.breach and report.where(outcome="fail"):
                self.breach = len(self.asked)
            if self.stop and self.breach:
                break
            if not report.questions:
                if self.stop:
                    raise SystemExit("the planted breach never came to light")
                break
            self.answer(record, report)
        return Interview(self.asked, self.attested, self.breach)

    def answer(self, record: Record, report: Report) -> None:
        fact = report.questions[0].fact
        for page in self.book.sheets(record, DAY):
            if page.name not in self.sheets and any(line.fact == fact and line.printed for line in page.lines):
                differing = {line.fact: self.known(line.fact) for line in page.lines if line.printed and self.differs(line)}
                self.sheets |= record.confirm(page, by="w", on=DAY, rest="as_printed", **differing).sheets
                self.asked += [f"sheet:{page.name}", *(f"line:{name}" for name in differing)]
                return
        if fact.startswith(ATTESTED):
            self.attested += 1
            self.given["attested"][fact.removeprefix(ATTESTED)] = "met"
            return
        if fact in self.given:
            raise SystemExit(f"{fact} is asked again although it was answered: {self.given[fact]}")
        self.given[fact] = self.known(fact)
        self.asked.append(fact)

    def known(self, fact: str) -> Any:
        if fact not in self.truth:
            raise SystemExit(f"{PROJECTS.name} does not say {fact}")
        return self.truth[fact]

    def differs(self, line: Any) -> bool:
        fact, vocabulary = self.book.vocabulary.facts[line.fact], self.book.vocabulary
        return bool(read_value(fact, self.known(line.fact), vocabulary) != read_value(fact, line.printed, vocabulary))


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("plans", nargs="*", default=PLANS)
    words.add_argument("--most", type=int, default=0, help="print the facts that were asked most")
    words.add_argument("--breaches", action="store_true", help="plant a breach and stop where it comes to light")
    given = words.parse_args()
    projects, breaches = truths()
    most: Counter[str] = Counter()
    for plan in given.plans:
        whole = ecocheck.load(plan)
        for kind, book in (("own", Rulebook(replace(whole.data, aspects=()), whole.plans)), ("aspects", whole)):
            planted = {name: {**truth, **breaches[name]} for name, truth in projects.items()} if given.breaches else projects
            found = {name: Interviewer(book, truth, given.breaches).run() for name, truth in planted.items()}
            counts = [one.breach if given.breaches else len(one.asked) for one in found.values()]
            several = "  ".join(f"{name} {count}" for name, count in zip(found, counts, strict=True))
            attested = sum(one.attested for one in found.values()) / len(found)
            print(
                f"{plan:11s} {kind:8s} mean {sum(counts) / len(counts):5.1f}  attested {attested:4.1f}   {several}", flush=True
            )
            most.update(name for one in found.values() for name in one.asked)
    for name, count in most.most_common(given.most):
        print(f"{count:4d} {name}")


if __name__ == "__main__":
    main()
