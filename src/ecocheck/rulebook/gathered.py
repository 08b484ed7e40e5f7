"""What an implication takes of the items of a list."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..logic.conditions import TRUE, Node


class Gathered(Struct, frozen=True):
    """What the items of a group amount to: of those for which `where` holds for certain ``all`` codes of a fact, the ``one`` that they
    have, the ``least`` or the ``most`` of a number, or of one number over another (`of` has two facts).

    Where it is `open`, more may count than a whole list has, so that it is never more than a part or a bound.
    """

    group: str
    take: Literal["all", "one", "least", "most"]
    of: tuple[str, ...]
    where: Node = TRUE
    open: bool = False
