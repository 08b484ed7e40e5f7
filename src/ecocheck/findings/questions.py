"""What to ask next: the missing facts, in the order of how much each answer would settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..logic.outcomes import Outcome
from ..vocabulary.model import Vocabulary
from .model import Finding
from .report import Question

SCREENING = ("project.involves", "facility.involves", "site.district")
#: How much an open finding weighs by the worst that it may turn out to be; what cannot be a breach is never asked for.
WEIGHTS = {"fail": 3, "review": 1}


def questions_of(findings: Iterable[Finding], vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The missing facts of open findings; screening facts first, then by weight."""
    weight: dict[str, int] = defaultdict(int)
    count: dict[str, int] = defaultdict(int)
    records: dict[str, dict[str, None]] = defaultdict(dict)
    for finding in findings:
        if finding.outcome not in (Outcome.UNKNOWN, Outcome.ERROR) or finding.worst not in WEIGHTS:
            continue
        for place, name in enumerate(finding.missing):
            # what stands first decides most: scope facts come before the measured ones
            weight[name] += WEIGHTS[finding.worst] * (2 if place == 0 else 1)
            count[name] += 1
            records[name][finding.record] = None
    order = sorted(weight, key=lambda name: (name not in SCREENING, -weight[name], name))
    return tuple(_question(name, count[name], weight[name], tuple(records[name]), vocabulary) for name in order)


def _question(name: str, count: int, weight: int, records: tuple[str, ...], vocabulary: Vocabulary) -> Question:
    fact, group = vocabulary.facts.get(name), vocabulary.groups.get(name)
    if fact is not None:
        label, meaning, found_in = (fact.zh, fact.en), fact.meaning, fact.found_in
    elif group is not None:
        label, meaning, found_in = (group.zh, group.en), ("", ""), ("", "")
    elif name.startswith("attested:"):
        clause = name.removeprefix("attested:")
        label, meaning, found_in = (f"{clause} 的核实结论", f"attestation of {clause}"), ("", ""), ("", "")
    else:
        label, meaning, found_in = (name, name), ("", ""), ("", "")
    texts = [{"zh": text[0], "en": text[1]} for text in (label, meaning, found_in)]
    return Question(name, texts[0], texts[1], texts[2], count, weight, records)
