"""The kit for other people's tests."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "testing.expectation": Words(Said("{said}", "{said}")),
    "testing.cannot_allow": Words(
        Said("allow 不能放行“{name}”", "allow cannot let '{name}' pass"),
        Said("可写 {known} 或规则编号", "name {known}, or a rule"),
    ),
    "testing.no_day": Words(
        Said("没有说明判定哪一天", "nothing says on which day to judge"),
        Said(
            '在断言里给 as_of="2023-06-01"，或在记录里写 as_of',
            'give as_of="2023-06-01" to the assertion, or as_of in the record',
        ),
    ),
}
