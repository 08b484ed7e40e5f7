"""Which conditions can be decided before any rule is: on what a record gives, with nothing but constants."""

from __future__ import annotations

from ...logic.conditions import Node, named_in


def has_constants_only(condition: Node) -> bool:
    """Whether a condition compares facts with constants and puts comparisons together: no table, no value of a rule's arithmetic, not
    the day, nobody's judgement.

    >>> from ecocheck.logic.conditions import TRUE, AsOf, Compare
    >>> has_constants_only(TRUE), has_constants_only(Compare("a.b", "le", (AsOf(),)))
    (True, False)
    """
    named = named_in(condition)
    return not named.beside and not named.clauses and not named.person
