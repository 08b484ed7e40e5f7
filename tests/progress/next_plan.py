"""Packs of the next two periods: 2026-2030 with targets for 2028 on the way, and 2031-2035 with nothing but its years."""

from __future__ import annotations

from pathlib import Path

DOCUMENT = """\
ecocheck: 1
id: next
title: {zh: 万州区生态环境保护“十五五”规划, en: Wanzhou plan 2026-2030}
level: pack
area: "500101"
effective: 2026-01-01
expires: 2030-12-31
period: [2026, 2030]
base_year: 2025
interim: [2028]
outlook: 2040
"""
CLAUSES = """\
ecocheck: 1
document: next
clauses:
"""
INDICATORS = """\
ecocheck: 1
document: next
rows:
  - clause: c1
    code: forest.coverage
    scope: {kind: district, zh: 万州区}
    force: binding
    baseline: {year: 2025, value: 58, line: 1}
    target: {due: 2030, ge: 60}
    interim: {2028: 59.5}
  - clause: c2
    code: air.pm25_mean
    scope: {kind: district, zh: 万州区}
    force: expected
    baseline: {year: 2025, value: 35, line: 2}
    target: {due_printed: no, le: 30}
  - clause: c3
    code: emission.cod_reduction
    scope: {kind: district, zh: 万州区}
    force: binding
    target: {due: 2030, ge: 15}
  - clause: c4
    code: city.green_cover
    scope: {kind: district, zh: 万州区}
    force: binding
    base_year: 2023
    baseline: {year: 2023, value: 40, line: 4}
    target: {due: 2030, ge: 47}
  - clause: c5
    code: carbon.peak_year
    scope: {kind: district, zh: 万州区}
    period: outlook
    target: {due: 2040, lt: 2040, words: 前}
  - clause: c6
    code: forest.coverage
    scope: {kind: district, zh: 万州区}
    period: [2021, 2025]
    result: {year: 2025, value: 58, line: 6}
    target: {due: 2025, ge: 57}
  - clause: c7
    code: energy.intensity_reduction
    scope: {kind: district, zh: 万州区}
    force: binding
    target: {due: 2030, ge: 12}
  - clause: c8
    code: waste.bulk_use
    scope: {kind: district, zh: 万州区}
    target: {due_printed: no, gt: baseline, words: 提高}
"""
TASKS = """\
ecocheck: 1
document: next
rows:
  - {clause: c11, form: quantity, quantity: 50, unit: km2, interim: {2028: 20}, shows: {zh: 台账, en: register}}
  - {clause: c12, form: quantity, quantity: 10, unit: km2, due: 2030, shows: {zh: 台账, en: register}}
  - {clause: c13, form: done, due: 2029, shows: {zh: 验收, en: acceptance}}
"""
FIGURES = {
    "figures": [
        {"clause": "c1", "years": {"2026": "58.4", "2027": "59", "2028": "59.4"}},
        {"clause": "c2", "years": {"2026": "34", "2028": "32"}},
        {"clause": "c3", "counting": "yearly", "years": {"2026": "3", "2027": "3", "2028": "3"}},
        {"clause": "c4", "years": {"2028": "45"}},
        {"clause": "c7", "counting": "level", "years": {"2025": "0.5", "2028": "0.45"}},
    ],
    "tasks": [
        {"task": "c11", "counting": "累计", "years": {"2027": "10", "2028": "19"}},
        {"task": "c12", "years": {"2028": "6"}},
        {"task": "c13", "years": {"2028": "进行中"}},
    ],
}
LATER = """\
ecocheck: 1
id: later
title: {zh: “十六五”规划, en: plan 2031-2035}
level: pack
area: "500101"
effective: 2031-03-01
expires: 2036-02-28
period: 2031-2035
"""


def write_pack(folder: Path, document: str = DOCUMENT, indicators: str = INDICATORS, tasks: str = TASKS) -> Path:
    """A pack with these files, its clauses made from the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    name = document.split("id: ")[1].split()[0]
    numbers = [line.split("clause: ")[1].split(",")[0] for line in (indicators + tasks).splitlines() if "clause: " in line]
    say = "say: {zh: 一句, en: a sentence}, force: expected"
    clauses = CLAUSES + "".join(f"  - {{id: {number}, {say}}}\n" for number in numbers)
    files = {"document": document, "clauses": clauses, "indicators": indicators, "tasks": tasks}
    for file, text in files.items():
        if text:
            (folder / f"{file}.yaml").write_text(text.replace("document: next", f"document: {name}"), encoding="utf-8")
    return folder
