"""One record: warm, explained and cold, beside the goals and beside CEL and simpleeval, in one run.

    python benchmarks/single.py [RULES] [RECORDS]

Cold figures are whole processes, from the start of the interpreter to its end.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from workload import CODES, FLAGS, NUMBERS, book, frame, rules

SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
DAY = date(2024, 1, 1)
RECORD = """subject: project
id: P1
project: {industry: C2614, construction: new, involves: [hazardous_chemicals, coal]}
site: {distance: {yangtze_system_bank: 0.4 km}}
"""


def records(number: int) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if v is not None and k != "id"} for row in frame(number, seed=7).to_pylist()]


def median(run: Callable[[int], object], number: int) -> float:
    """The median of the seconds that `run` takes for each of some records, after one of each."""
    times = []
    for place in range(number):
        start = time.perf_counter()
        run(place)
        times.append(time.perf_counter() - start)
    return statistics.median(times[number // 5 :])


def warm(number: int, many: int) -> list[tuple[str, float, float | None]]:
    from ecocheck.evaluation.case import Case
    from ecocheck.evaluation.compiled import Program
    from ecocheck.records.building import RecordBuilder

    held = book(number)
    program = Program(held._judge, held.rules_for("project"))
    given = records(many)
    built = []
    for place, row in enumerate(given):
        record = RecordBuilder(held.vocabulary, place + 1, "records").build({"subject": "project", "id": str(place), **row})
        assert record is not None
        built.append(record)
    found = [
        ("sets of all rules, record read", median(lambda n: program.outcomes(Case.of(built[n], DAY)), many), 1e-3),
        ("findings, explained (book.check)", median(lambda n: held.check(built[n], DAY), many), 5e-3),
    ]
    return [*found, *_cel(number, given), *_simpleeval(number, given)]


def _text(one: tuple[str, str, Any], null: str, words: bool) -> str:
    """A comparison for an expression language, false where the fact is missing."""
    column, op, value = one
    said = f"{column} {SIGNS.get(op, '==')} {value if words else str(value).lower()}"
    if op == "in":
        said = f"({' or '.join(f'{column} == {code!r}' for code in value)})" if words else f"{column} in {value!r}"
    return f"({column} != {null} {'and' if words else '&&'} {said})".replace("'", '"')


def _cel(number: int, given: list[dict[str, Any]]) -> list[tuple[str, float, float | None]]:
    try:
        import cel
    except ImportError:
        print("CEL: left out, common-expression-language is not installed")
        return []
    names = [*CODES, *NUMBERS, *FLAGS]
    whole = [{name: row.get(name) for name in names} for row in given]
    programs = [
        cel.compile(
            f"!({' && '.join(_text(a, 'null', False) for a in r.scope)}) || {' || '.join(_text(a, 'null', False) for a in r.require)}"
        )
        for r in rules(number)
    ]
    few = min(len(whole), 40)
    return [("CEL, two values (no unknown)", median(lambda n: [p.execute(whole[n]) for p in programs], few), None)]


def _simpleeval(number: int, given: list[dict[str, Any]]) -> list[tuple[str, float, float | None]]:
    from simpleeval import SimpleEval

    names = [*CODES, *NUMBERS, *FLAGS]
    whole = [{name: row.get(name) for name in names} for row in given]
    texts = [
        f"not ({' and '.join(_text(a, 'None', True) for a in r.scope)}) or {' or '.join(_text(a, 'None', True) for a in r.require)}"
        for r in rules(number)
    ]
    parsed = [(text, SimpleEval.parse(text)) for text in texts]

    def run(place: int) -> list[Any]:
        engine = SimpleEval(names=whole[place])
        return [engine.eval(text, previously_parsed=tree) for text, tree in parsed]

    return [("simpleeval, two values, parsed before", median(run, min(len(whole), 20)), None)]


def process(words: list[str], environment: dict[str, str] | None = None, times: int = 7) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(words, check=False, capture_output=True, env=environment)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def cold() -> list[tuple[str, float, float | None]]:
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.yaml"
        record.write_text(RECORD, encoding="utf-8")
        command = [str(Path(python).with_name("ecocheck")), "check", str(record), "--plan", "wanzhou", "--as-of", "2023-06-01"]
        kept = {**os.environ, "ECOCHECK_CACHE": str(Path(folder) / "cache")}
        subprocess.run(command, check=False, capture_output=True, env=kept)
        nowhere = {**os.environ, "ECOCHECK_CACHE": "off"}
        return [
            ("python -c pass", process([python, "-c", "pass"]), None),
            ("python -c 'import ecocheck'", process([python, "-c", "import ecocheck"]), None),
            ("ecocheck check, a plan, with cache", process(command, kept), 0.3),
            ("ecocheck check, a plan, no cache", process(command, nowhere, 3), 1.5),
        ]


def main(number: int = 1_000, many: int = 200) -> None:
    print(f"one record x {number:,} rules, warm")
    for name, seconds, goal in warm(number, many):
        aim = f"   goal {goal * 1e3:g} ms: {'met' if seconds < goal else 'NOT met'}" if goal else ""
        print(f"  {name:42}{seconds * 1e3:10.3f} ms{aim}")
    print("whole processes, cold")
    figures = cold()
    for name, seconds, goal in figures:
        aim = f"   goal {goal * 1e3:g} ms: {'met' if seconds < goal else 'NOT met'}" if goal else ""
        print(f"  {name:42}{seconds * 1e3:10.0f} ms{aim}")
    more = figures[1][1] - figures[0][1]
    print(
        f"  {'import ecocheck beyond bare python':42}{more * 1e3:10.0f} ms   goal 100 ms: {'met' if more < 0.1 else 'NOT met'}"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
