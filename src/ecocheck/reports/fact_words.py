"""Facts as writers say them: label, value, accuracy and source in one phrase; yes-or-no facts as statements."""

from __future__ import annotations

import re
from typing import Any

from ..bilingual import COMMA, LANGUAGES, Said
from ..findings.glossary import Glossary
from ..findings.model import Finding, Observed
from ..findings.report import ReportData
from ..logic.conditions import ASKED_DERIVED
from ..logic.flags import flag_said
from ..vocabulary.unit_words import measured

FACT = Said("{label}：{value}", "{label}: {value}")
ACCURACY = Said("（误差 {accuracy}）", " (accuracy {accuracy})")
SOURCE = Said("（来源：{source}）", " (source: {source})")
#: Sources that no person gave.
MADE_SOURCES = {
    "assumed": Said("（按所选规划推定）", " (assumed from the plan named)"),
    "inferred": Said("（由其他事实推定）", " (inferred from other facts)"),
    "derived": Said("（由上述数据计算）", " (computed)"),
}
SIGNED = Said("，据核对单（{by} {on}）", ", from a sheet ({by} {on})")
SIGNED_AS_PRINTED = Said("，据核对单（{by} {on}，如印）", ", from a sheet ({by} {on}, as printed)")
WHY = Said("（{why}）", " ({why})")
ABSENT = Said("无", "none")
ANSWERS = {True: Said("有", "yes"), False: Said("无", "no")}
ANSWER = Said("{code}：{answer}", "{code}：{answer}")
INTERVAL = re.compile(r"^[\[(](.*), (.*)[\])]$")


class FactWords:
    """Says the facts of one report; the findings of a record share them, so each is said once."""

    def __init__(self, report: ReportData) -> None:
        self.report = report
        self._said: dict[tuple[str, int], Said] = {}

    def of(self, finding: Finding) -> list[Said]:
        """The facts of a finding, those the record gave before those computed."""
        order = sorted(finding.observed.items(), key=lambda pair: pair[0].startswith(ASKED_DERIVED))
        return [self.fact(name, observed) for name, observed in order]

    def fact(self, name: str, observed: Observed) -> Said:
        """A fact with its value and source."""
        key = (name, id(observed))  # the report keeps what it observed alive
        if key not in self._said:
            self._said[key] = fact_said(name, observed, self.report.glossary)
        return self._said[key]


def fact_said(name: str, observed: Observed, glossary: Glossary) -> Said:
    """A fact with its value and source in one phrase."""
    label, value = glossary.fact(name), observed.value
    if isinstance(value, bool):
        said = flag_said(label, value)
    else:
        said = FACT.filled(label=label, value=value_said(name, observed, glossary))
    accuracy = ACCURACY.filled(accuracy=observed.accuracy) if observed.accuracy else Said()
    why = WHY.filled(why=observed.why) if isinstance(observed.why, Said) else Said()
    if isinstance(observed.by, str):
        words = SIGNED_AS_PRINTED if observed.as_printed is True else SIGNED
        return Said().join([said, accuracy, why, words.filled(by=observed.by, on=observed.on)])
    return Said().join([said, accuracy, why or source_said(observed.source)])


def value_said(name: str, observed: Observed, glossary: Glossary) -> Said:
    """The value of a fact as a reviewer reads it: codes by label, numbers with unit, bands as from～to."""
    value: Any = observed.value
    if isinstance(value, int | float):
        return measured(number_said(value), observed.unit)
    if isinstance(value, tuple):
        return COMMA.join(_coded(name, str(code), glossary) for code in value) or ABSENT
    if isinstance(value, dict):
        answers = (ANSWER.filled(code=_coded(name, code, glossary), answer=ANSWERS[bool(on)]) for code, on in value.items())
        return COMMA.join(answers)
    band = INTERVAL.match(str(value))
    if band and observed.unit:
        low, high = band.groups()
        return measured(f"{low}～{high}" if high else f">{low}", observed.unit)
    return _coded(name, str(value), glossary)


def number_said(value: float) -> str:
    """A number without trailing zeros and without exponents.

    >>> number_said(0.1 + 0.2), number_said(80000.0), number_said(1500000)
    ('0.3', '80000', '1500000')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def source_said(source: str) -> Said:
    """Where a fact comes from, in brackets; nothing where the record does not say."""
    if source in MADE_SOURCES:
        return MADE_SOURCES[source]
    return SOURCE.filled(source=source) if source else Said()


def _coded(name: str, code: str, glossary: Glossary) -> Said:
    """The label of a code; a list without members and a fact without a value are said to be absent."""
    said = glossary.code(name, code)
    return Said(*(ABSENT[lang] if said[lang] == "none" else said[lang] for lang in LANGUAGES))
