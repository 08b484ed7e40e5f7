"""Checks on the laws that rules lean on: the ten that the Ecological and Environmental Code (生态环境法典, art. 1242) ended.

The Yangtze River Protection Law and the Yellow River one stay; `docs/laws.md` has the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .model import Desk, Remark

CODE_FROM = date(2026, 8, 15)
_ENDED = re.compile(
    "(?:海洋)?环境保护法|环境影响评价法|大气污染防治法|(?<!海)水污染防治法|土壤污染防治法|固体废物污染环境防治法|噪声污染防治法|放射性污染防治法|清洁生产促进法"
)
_CODE = "法典"


def laws_ended(desk: Desk) -> Iterator[Remark]:
    """Rules that bind on or after the day of the Code and lean on a law that it ended, without naming the Code."""
    for rule in desk.rules:
        if rule.status == "deprecated" or (rule.in_force.end is not None and rule.in_force.end < CODE_FROM):
            continue
        texts = [rule.note, *(text for one in rule.exempt for text in (one.source, one.note))]
        for text in texts:
            law = _ENDED.search(text.zh)
            if law and _CODE not in text.zh:
                yield Remark(rule.id, desk.sources.mark(rule, "note"), law=law[0], day=CODE_FROM)
