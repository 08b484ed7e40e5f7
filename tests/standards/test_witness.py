"""The index of 2026 against another implementation: what aqi-hub 0.3.3 (PyPI) gives, written down, with its known difference."""

from __future__ import annotations

import csv
from pathlib import Path

from ecocheck.standards import sub_index

WITNESS = Path(__file__).parent / "witness_2026.csv"
#: Below it aqi-hub interpolates the SO2 of a day by the break points of an hour, so that 150, the limit of the day, would be 50, not 100.
HOURLY_SO2 = 800


def test_the_sub_indices_agree_but_where_the_witness_is_known_to_differ() -> None:
    rows = list(csv.DictReader(WITNESS.read_text(encoding="utf-8").splitlines()))
    apart = [row for row in rows if sub_index(row["pollutant"], row["value"], "2026-06-01") != int(row["index"])]
    assert len(rows) == 278
    assert {row["pollutant"] for row in apart} == {"so2"}
    assert all(float(row["value"]) < HOURLY_SO2 for row in apart)
    assert sub_index("so2", 150, "2026-06-01") == 100  # GB 3095-2012: 150 is the limit of the day, and the limit is 100
