"""Lists of codes that are known in part: when they close, and what contradicts itself.

``{odour: yes, lead: no}`` says something of two codes and nothing of the others. 无 stands for the list without any code: whatever is
there rules it out, and it rules out whatever there is. A part list closes when every code of its list is answered, and is then the
whole list; a list of GB/T 4754 classes has no last code and never closes.
"""

from __future__ import annotations

from collections.abc import Set

from ..errors import ValueRefused
from .model import CodeList, Fact
from .values import NOTHING_THERE, Partial


def settled(fact: Fact, codes: CodeList, yes: Set[str], no: Set[str]) -> frozenset[str] | Partial:
    """The whole list where the answers leave nothing open, else the list known in part.

    Raises `ValueRefused` for answers that cannot all be true; it names both sides.

    >>> from ecocheck.bilingual import Said
    >>> from ecocheck.vocabulary.model import Code
    >>> abc = CodeList("abc", codes=tuple(Code(c, Said(c, c)) for c in ("a", "b", "none")))
    >>> fact = Fact("t.x", Said("甲", "x"), "codes", ("project",), list="abc")
    >>> sorted(settled(fact, abc, {"a"}, {"b"})), settled(fact, abc, set(), {"a", "b"}) == NOTHING_THERE
    (['a'], True)
    >>> settled(fact, abc, {"a"}, set())
    Partial(yes=frozenset({'a'}), no=frozenset())
    >>> settled(fact, abc, {"a", "none"}, set())
    Traceback (most recent call last):
    ecocheck.errors.ValueRefused: ...
    """
    present = frozenset(yes) - NOTHING_THERE
    if "none" in yes and present:
        raise ValueRefused("vocabulary.none_among_others", fact=fact.label, codes=named(codes, present))
    both = {code for code in yes if any(denies(other, code, codes) for other in no)}
    if both:
        raise ValueRefused("vocabulary.yes_and_no", fact=fact.label, codes=named(codes, both))
    if "none" in yes:
        return NOTHING_THERE
    if codes.scheme == "closed" and codes.things <= present | no:
        if present:
            return present
        if "none" in no or not codes.has_none:
            raise ValueRefused("vocabulary.nothing_left", fact=fact.label)
        return NOTHING_THERE
    return Partial(present, frozenset(no))


def denies(denied: str, code: str, codes: CodeList) -> bool:
    """Whether to say no to one code is to say no to another: the same, or a branch of industry that holds it."""
    return code.startswith(denied) if codes.scheme == "gbt4754" else code == denied


def named(codes: CodeList, some: Set[str]) -> list[object]:
    """Codes as they are called, in the order of their list."""
    return [codes.label(code) for code in sorted(some, key=lambda code: (codes.rank.get(code, 0), code))]
