"""What makes a run fail: outcomes and verdicts by name, and what stands open (`judge`: a person must, `missing`: facts are due)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from ..bilingual import Said
from ..errors import UnknownName

FailOn = Literal[
    "fail",
    "error",
    "review",
    "unknown",
    "advice",
    "waived",
    "exempt",
    "pass",
    "not_applicable",
    "breaks",
    "open",
    "complies",
    "nothing_checked",
    "judge",
    "missing",
]
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
DEFAULT_FAIL_ON: tuple[FailOn, ...] = ("fail", "error", "nothing_checked")


def fail_on_of(named: FailOn | Iterable[FailOn]) -> tuple[FailOn, ...]:
    """The words of a policy; a bare text is one word.

    Raises `UnknownName` for a word that is no outcome, verdict or standing.

    >>> fail_on_of("fail"), fail_on_of(["review", "fail"])
    (('fail',), ('review', 'fail'))
    """
    words = (named,) if isinstance(named, str) else tuple(named)
    for word in words:
        if word not in FAIL_ON:
            raise UnknownName.among(Said("结论、总结论或办理状态", "outcome, verdict or standing"), str(word), FAIL_ON)
    return words
