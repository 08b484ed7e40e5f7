"""Checks on codes of trades: every one that a set, a rule or a test of a rule names stands in the table of GB/T 4754."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...errors import Mark
from ...logic.conditions import Texts, comparisons
from ...vocabulary.industries import industries
from ...vocabulary.model import Vocabulary
from .model import Desk, Remark

SCHEME = "gbt4754"


def trades_unknown(desk: Desk) -> Iterator[Remark]:
    vocabulary = desk.data.vocabulary
    facts = {name for name, fact in vocabulary.facts.items() if _is_trade_list(vocabulary, fact.list)}
    if desk.whole:
        for code_set in vocabulary.sets.values():
            if _is_trade_list(vocabulary, code_set.list):
                for code in _strange(code_set.codes):
                    yield Remark(f"${code_set.name}", Mark("rules/vocabulary/code_sets.yaml"), code=code)
    for rule in desk.rules:
        named = (node for part in rule.conditions for node in comparisons(part) if node.fact in facts)
        for code in _strange([c for node in named for o in node.operands if isinstance(o, Texts) for c in o.values]):
            yield Remark(rule.id, desk.sources.mark(rule), code=code)
        for test in rule.tests:
            for code in _strange(list(_given(test.given, facts))):
                yield Remark(rule.id, desk.sources.mark(rule)._replace(line=test.line), code=code)


def _is_trade_list(vocabulary: Vocabulary, name: str) -> bool:
    return name in vocabulary.lists and vocabulary.lists[name].scheme == SCHEME


def _strange(codes: list[str] | tuple[str, ...]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code not in industries() and code != "none"]


def _given(given: object, facts: set[str]) -> Iterator[str]:
    """The codes that a test gives for a fact of trades, wherever it stands."""
    if isinstance(given, Mapping):
        for name, value in given.items():
            if name in facts:
                yield from (str(one) for one in (value if isinstance(value, list | tuple) else [value]))
            else:
                yield from _given(value, facts)
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _given(one, facts)
