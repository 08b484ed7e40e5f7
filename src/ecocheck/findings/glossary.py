"""What the names in a report mean, in both languages, so that a report can be read and rendered without its rulebook."""

from __future__ import annotations

from collections.abc import Mapping

from ..bilingual import Said
from .model import ClauseRef
from .result import FrozenDict, Result


class DocumentName(Result, frozen=True):
    """A document that findings cite; `aliases` are the other names a user's own copy of it may carry."""

    title: Said
    short: Said
    number: str = ""
    edition: str = ""
    level: str = ""
    aliases: tuple[str, ...] = ()


class Glossary(Result, frozen=True):
    """The names that the findings of one report use.

    `facts` are the labels of facts, groups and parameters, `codes` the labels of the codes seen, fact by fact; `clauses` are those
    that a rule cites beside its first; `applies` says whom each rule addresses.
    """

    documents: Mapping[str, DocumentName] = FrozenDict()
    facts: Mapping[str, Said] = FrozenDict()
    codes: Mapping[str, Mapping[str, Said]] = FrozenDict()
    clauses: Mapping[str, ClauseRef] = FrozenDict()
    applies: Mapping[str, Said] = FrozenDict()

    def fact(self, name: str) -> Said:
        """The label of a fact, or its name."""
        plain = name.lstrip("$")
        return self.facts.get(name) or Said(plain, plain)

    def code(self, fact: str, code: str) -> Said:
        """The label of a code of a fact, or the code."""
        return self.codes.get(fact, FrozenDict()).get(code) or Said(code, code)
