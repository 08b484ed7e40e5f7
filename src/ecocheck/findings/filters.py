"""Which findings a caller asks for: by outcome, record, rule, clause and the like. A name that cannot occur is refused, never an empty answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal, get_args

from ..bilingual import Said
from ..errors import UnknownName
from ..logic.outcomes import OUTCOME_LABELS
from ..vocabulary.stages import STAGES
from .model import Finding

Reason = Literal[
    "out_of_scope",
    "out_of_area",
    "not_in_force",
    "not_due",
    "none",
    "in_principle",
    "programme",
    "judge",
    "lost",
    "uncertain",
    "conflict",
    "issue_day",
    "authority",
]
REASONS: tuple[str, ...] = get_args(Reason)
#: What people call the things that can be asked for.
LABELS = {
    "outcome": Said("结论", "outcome"),
    "reason": Said("原因", "reason"),
    "record": Said("记录", "record"),
    "item": Said("清单项", "item"),
    "rule": Said("规则", "rule"),
    "document": Said("文件", "document"),
    "clause": Said("条款", "clause"),
    "topic": Said("主题", "topic"),
    "stage": Said("阶段", "stage"),
}
#: The names under which a finding answers to each of them.
_NAMES: dict[str, Callable[[Finding], Iterable[str]]] = {
    "outcome": lambda finding: (str(finding.outcome),),
    "reason": lambda finding: (finding.reason,),
    "record": lambda finding: (finding.record,),
    "item": lambda finding: (finding.item,),
    "rule": lambda finding: (finding.rule,),
    "document": lambda finding: (finding.document,),
    "clause": lambda finding: (*finding.clauses, finding.clause.id, *(name.partition("/")[2] for name in finding.clauses)),
    "topic": lambda finding: (finding.topic,),
    "stage": lambda finding: (finding.stage,),
}
CLOSED: dict[str, Collection[str]] = {"outcome": OUTCOME_LABELS, "reason": ("", *REASONS), "stage": STAGES}


def picked(names: str | Iterable[str]) -> frozenset[str]:
    """The names that a filter asks for; a bare text is one name."""
    return frozenset((names,) if isinstance(names, str) else map(str, names))


def chosen(
    findings: Iterable[Finding], asked: Mapping[str, str | Iterable[str] | None], known: Callable[[str, str], bool]
) -> tuple[Finding, ...]:
    """The findings that answer to one of the names asked for, of each kind; `known` says whether a name exists though no finding has it.

    Raises `UnknownName` for a name that does not exist.
    """
    every = tuple(findings)
    found = every
    for kind, names in asked.items():
        if names is None:
            continue
        wanted, answers = picked(names), _NAMES[kind]
        _refuse_strangers(kind, wanted, every, known)
        found = tuple(finding for finding in found if not wanted.isdisjoint(answers(finding)))
    return found


def _refuse_strangers(kind: str, wanted: Iterable[str], every: Iterable[Finding], known: Callable[[str, str], bool]) -> None:
    seen = CLOSED.get(kind) or {name for finding in every for name in _NAMES[kind](finding)}
    for name in sorted(wanted):
        if name not in seen and not known(kind, name):
            raise UnknownName.among(LABELS[kind], name, seen)
