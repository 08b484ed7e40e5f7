"""The glossary of a report: labels of what its findings name, taken from the rulebook."""

from __future__ import annotations

from collections.abc import Iterable

from ...bilingual import Said
from ...findings.glossary import DocumentName, Glossary
from ...findings.model import ClauseRef, Finding
from ...findings.result import FrozenDict
from ...rulebook.model import RulebookData
from .rule_cards import Cards


def glossary_of(findings: Iterable[Finding], data: RulebookData, cards: Cards) -> Glossary:
    """The names that `findings` use; each rule, fact and code is looked up once."""
    facts: dict[str, None] = {}
    codes: dict[str, dict[str, Said]] = {}
    rules: dict[str, None] = {}
    documents: dict[str, None] = {}
    seen: set[int] = set()  # a record's facts are shared by its findings
    for finding in findings:
        rules[finding.rule] = None
        documents[finding.document] = None
        facts.update(dict.fromkeys(finding.missing))
        for name, lacking in finding.missing_codes.items():
            _add_codes(codes, name, lacking, data)
        clocks = (finding.judged_on.get("fact", ""), finding.judged_on.get("instead_of", ""))
        facts.update(dict.fromkeys(clock for clock in clocks if clock and clock != "as_of"))
        for name, observed in finding.observed.items():
            if id(observed) not in seen:
                seen.add(id(observed))
                facts[name] = None
                _add_codes(codes, name, observed.value, data)
    named = {name: cards.messages.words.name(name) for name in facts}
    clauses: dict[str, ClauseRef] = {}
    applies: dict[str, Said] = {}
    for name in rules:
        rule = data.rule_ids[name]
        for clause in rule.clauses[1:]:
            clauses[clause] = cards.clause_named(clause)
        if rule.scope is not None:
            applies[name] = cards.of(rule).applies
    return Glossary(
        FrozenDict({name: _document(name, data) for name in documents}),
        FrozenDict(named),
        FrozenDict({name: FrozenDict(labels) for name, labels in codes.items()}),
        FrozenDict(clauses),
        FrozenDict(applies),
    )


def _document(name: str, data: RulebookData) -> DocumentName:
    found = data.documents[name]
    return DocumentName(found.title, found.short, found.number, found.edition, found.level, found.aliases)


def _add_codes(codes: dict[str, dict[str, Said]], name: str, value: object, data: RulebookData) -> None:
    fact = data.vocabulary.facts.get(name)
    listed = data.vocabulary.lists.get(fact.list) if fact is not None and fact.list else None
    if listed is None:
        return
    for code in [value] if isinstance(value, str) else value if isinstance(value, tuple | dict) else ():
        if code in listed.rank:
            codes.setdefault(name, {})[code] = listed.label(code)
