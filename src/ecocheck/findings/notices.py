"""What a report says once of all its findings, rather than on each."""

from __future__ import annotations

from collections.abc import Iterable

from ..bilingual import Said
from ..logic.outcomes import Outcome
from .model import Finding

UNREAD = Said(
    "{findings} 条结论所依据的规则尚未由第二人对照原文读过（未复核）：{rules} 条规则",
    "{findings} findings rest on rules that no second reader has held against the text (not read a second time): {rules} rules",
)
_OPEN = (Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.ERROR)


def unread_said(findings: Iterable[Finding]) -> list[Said]:
    """How many findings that say something of a record rest on rules without a second reading; nothing where all are read."""
    rules = [finding.rule for finding in findings if finding.unread and finding.outcome not in _OPEN]
    return [UNREAD.filled(findings=len(rules), rules=len(set(rules)))] if rules else []
