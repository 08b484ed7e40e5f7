"""JUnit XML: a suite a record, a case a rule (and item), for build servers.

What the run's policy (`fail_on`) names is a failure, data errors are errors; what is open, waived or not concerned is skipped
with its reason. A case is known by class and name, so that the class begins with the record.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ...findings.model import Finding
from ...findings.report import ReportData, Subject
from ...findings.standing import shown_as, standing_said
from ...logic.outcomes import Outcome
from ..fact_words import FactWords
from ..options import Options
from ..order import by_record
from ..words import clean

SKIPPED = (Outcome.UNKNOWN, Outcome.REVIEW, Outcome.NOT_APPLICABLE, Outcome.WAIVED, Outcome.ERROR, Outcome.FAIL)
#: Verdicts and standings that no single finding shows: the suite has a case of its own for them.
VERDICT_CASES = ("nothing_checked", "open", "judge", "missing")
COUNTS = ("tests", "failures", "errors", "skipped")


class Case(NamedTuple):
    """A test case: what became of it (`failure`, `error`, `skipped` or nothing), and its text."""

    kind: str
    text: str


def write(report: ReportData, options: Options) -> str:
    """The report as JUnit XML."""
    grouped, facts = by_record(report), FactWords(report)
    suites = [_suite(report, subject, grouped[subject.record], facts, options.lang) for subject in report.subjects]
    totals = [sum(numbers) for numbers in zip(*(counts for counts, _ in suites), strict=True)] or [0] * len(COUNTS)
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ecocheck" {_counts(totals[:-1])}>\n{body}</testsuites>\n'


def _suite(report: ReportData, subject: Subject, own: list[Finding], facts: FactWords, lang: str) -> tuple[list[int], str]:
    fail_on = set(report.policy["fail_on"])
    cases = [_case(finding, fail_on, facts, lang) for finding in own]
    for word in [one for one in (subject.verdict, *subject.standing.words) if one in fail_on and one in VERDICT_CASES]:
        said = standing_said(subject.verdict, subject.standing)[lang]
        failure = f"<failure type={_attr(word)} message={_attr(said)}/>"
        cases.append(
            Case(
                "failure",
                f'    <testcase classname={_attr(f"{subject.record}.ecocheck")} name="verdict" time="0">{failure}</testcase>\n',
            )
        )
    kinds = [case.kind for case in cases]
    counts = [len(cases), kinds.count("failure"), kinds.count("error"), kinds.count("skipped")]
    name = f"{subject.record} {subject.name}".strip()
    properties = {
        "record": subject.record,
        "subject": subject.subject,
        "verdict": subject.verdict,
        "place": subject.place,
        "stage": subject.stage,
        "folded": str(subject.folded),
    }
    told = "".join(f"      <property name={_attr(key)} value={_attr(value)}/>\n" for key, value in properties.items())
    head = f'  <testsuite name={_attr(name)} {_counts(counts)} timestamp="{subject.as_of}T00:00:00">\n'
    body = "".join(case.text for case in cases)
    return counts, f"{head}    <properties>\n{told}    </properties>\n{body}  </testsuite>\n"


def _case(finding: Finding, fail_on: set[str], facts: FactWords, lang: str) -> Case:
    name = finding.rule + (f"[{finding.item}]" if finding.item else "")
    head = f'    <testcase classname={_attr(f"{finding.record}.{finding.document}")} name={_attr(name)} time="0"'
    message = finding.message[lang]
    if str(finding.outcome) in fail_on:
        kind = "error" if finding.outcome is Outcome.ERROR else "failure"
        details = "\n".join(said[lang] for said in (finding.title, *facts.of(finding)))
        inner = f"<{kind} type={_attr(str(finding.outcome))} message={_attr(message)}>{escape(clean(details))}</{kind}>"
    elif finding.outcome in SKIPPED:
        kind = "skipped"
        inner = f"<skipped type={_attr(shown_as(finding))} message={_attr(message or finding.outcome.label[lang])}/>"
    else:
        return Case("", head + "/>\n")
    return Case(kind, f"{head}>{inner}</testcase>\n")


def _counts(numbers: list[int]) -> str:
    """The counts as attributes; the root has none of what was skipped, for the schema of Jenkins knows it of suites only."""
    return " ".join(f'{name}="{number}"' for name, number in zip(COUNTS, numbers, strict=False))


def _attr(text: str) -> str:
    return quoteattr(clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
