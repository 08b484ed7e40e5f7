"""Lists that facts stand for are the same in tables as in records: items, what is known of them, and what may follow."""

from __future__ import annotations

from typing import Any

import ecocheck

from .comparing import differences, framed

KINDS = "waste.kinds", "waste.route", "waste.disposed_share"


def row(number: int, **facts: Any) -> dict[str, Any]:
    return {"id": f"F{number}", "facility.industry": ["C2614"], "facility.kinds": ["sewage_works"], **facts}


def test_wastes_by_kind_are_judged_alike_in_tables_and_records() -> None:
    told: list[tuple[Any, Any, Any]] = [
        (["kitchen_waste"], ["landfill"], 100.0),
        (["kitchen_waste", "medical"], ["licensed_unit", "local_plant"], 100.0),
        (["kitchen_waste", "medical"], ["landfill"], 40.0),
        (["medical"], None, 99.0),
        (["none"], ["landfill"], 0.0),
        ([], ["landfill"], None),
        (None, ["landfill"], 12.0),
        (["sludge", "shale_mud"], ["composting", "unlawful"], None),
        (["hazardous", "zz"], ["stored"], 100.0),
        (["zz"], ["stored"], 100.0),
    ]
    records = [
        row(number, **{name: value for name, value in zip(KINDS, values, strict=True) if value is not None})
        for number, values in enumerate(told)
    ]
    book = ecocheck.load("wulong")
    written = [{**record, "subject": "facility"} for record in records]
    assert differences(book, written, framed(records), "2023-06-01", "facility") == []


def test_a_table_may_list_the_wastes_of_some_records_and_not_of_others() -> None:
    listed = {"facility.wastes": [{"listed_waste.kind": "medical", "listed_waste.disposed_share": 97.0}]}
    records = [
        row(0, **{"waste.kinds": ["medical"], "waste.disposed_share": 100.0}),
        row(1, **listed),
        row(2, **{"waste.kinds": ["medical", "shale_cuttings"], "waste.route": ["own_reuse"]}),
        row(3, **listed, **{"waste.kinds": ["household"]}),
        row(4),
    ]
    book = ecocheck.load("wulong")
    written = [{**record, "subject": "facility"} for record in records]
    assert differences(book, written, framed(records), "2023-06-01", "facility") == []
