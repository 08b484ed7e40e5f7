"""Checks on what a record is besides its own subject: an aspect that brings nothing is a mistake, or no longer needed."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Mark
from ...evaluation.aspects import Aspects
from .model import Desk, Remark


def idle(desk: Desk) -> Iterator[Remark]:
    """Aspects that bring no rule, where every pack was read."""
    aspects = Aspects(desk.data, desk.book.rules_for)  # type: ignore[arg-type]
    for subject in dict.fromkeys(aspect.subject for aspect in desk.data.aspects if desk.whole):
        for seen in aspects.of(subject):
            if not seen.rules:
                yield Remark(seen.aspect.id, Mark(seen.aspect.file, seen.aspect.line))
