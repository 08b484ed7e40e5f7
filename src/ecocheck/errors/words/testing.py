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
            '在断言里给 as_of="2027-06-01"，或在记录里写 as_of',
            'give as_of="2027-06-01" to the assertion, or as_of in the record',
        ),
    ),
    "testing.no_records": Words(Said("要有 records: 清单", "needs a list under records:")),
    "testing.no_such_key": Words(Said("没有这个字段；可用 {known}", "no such key; use {known}")),
    "testing.nothing_expected": Words(
        Said("没有写明预期的结论", "says no expected outcome"),
        Said("写 expect: {{规则: 结论}}", "write expect: {{rule: outcome}}"),
    ),
    "testing.expect_no_mapping": Words(Said("应是“规则: 结论”的表", "should be a mapping of rules to outcomes")),
    "testing.no_such_outcome": Words(
        Said("没有“{outcome}”这种结论", "there is no outcome '{outcome}'"), Said("可用：{known}", "use one of: {known}")
    ),
}
