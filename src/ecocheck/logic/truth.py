"""Sets of truth values as three bits, and how `all`, `any`, `not` and `judge` act on them.

Truth is F < J < T: J is known, yet a person must judge. A condition evaluates to a non-empty set of these, one bit each, so
a set is an integer from 1 to 7. `all` is the minimum, `any` the maximum, each taken over all pairs of members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

F, J, T = 1, 2, 4
FJ, FT, FJT = F | J, F | T, F | J | T
MEMBERS = (F, J, T)

Truths = int


def members(truths: Truths) -> tuple[int, ...]:
    """The single truth values in a set.

    >>> members(FT)
    (1, 4)
    """
    return tuple(one for one in MEMBERS if truths & one)


def _pairwise(choose: Callable[[int, int], int]) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(sum({choose(a, b) for a in members(left) for b in members(right)}) for right in range(8)) for left in range(8)
    )


#: ALL[a][b]: the set of `a and b`; ANY[a][b]: of `a or b`; NOT[a]; JUDGE[a]: T becomes J.
ALL = _pairwise(min)
ANY = _pairwise(max)
NOT = tuple(sum({F: T, J: J, T: F}[one] for one in members(truths)) for truths in range(8))
JUDGE = tuple(sum({F if one == F else J for one in members(truths)}) for truths in range(8))


def all_of(sets: Iterable[Truths]) -> Truths:
    """The minimum over all sets; T for none.

    >>> all_of([T, FT]) == FT, all_of([F, FT]) == F
    (True, True)
    """
    found = T
    for truths in sets:
        found = ALL[found][truths]
    return found


def any_of(sets: Iterable[Truths]) -> Truths:
    """The maximum over all sets; F for none.

    >>> any_of([T, FT]) == T, any_of([F, J]) == J
    (True, True)
    """
    found = F
    for truths in sets:
        found = ANY[found][truths]
    return found


def letters(truths: Truths) -> str:
    """How a set is printed in traces: `T`, `F`, `J`, or several letters where it is open."""
    return "".join(letter for one, letter in zip(MEMBERS, "FJT", strict=True) if truths & one)
