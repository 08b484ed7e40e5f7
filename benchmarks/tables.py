"""Many records: ecocheck beside what a person would write by hand and beside other checkers, in one run.

    pip install -r benchmarks/requirements.txt
    python benchmarks/tables.py [ROWS] [RULES] [ROUNDS]

Every contestant gives the four counts of each rule and the row numbers of its failures (pointblank: failures only). Rounds are
interleaved; medians and their ratios to ecocheck are printed. All counts are compared first: a contestant that disagrees stops the run.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from workload import CODES, FLAGS, NUMBERS, Rule, book, frame, rules

Outcome = dict[str, tuple[int, int, int, int]]  # rule -> fail, pass, not applicable, unknown
OPS = {"lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal}
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
SOME_ROWS = 2_000  # of engines that take one record at a time


def ecocheck_counts(table: pa.Table, number: int) -> Callable[[], Outcome]:
    held = book(number)

    def run() -> Outcome:
        found = held.check_table(table, as_of="2024-01-01", out="counts")
        return {r["rule"]: (r["fail"], r["pass"], r["not_applicable"], r["unknown"]) for r in found.to_pylist()}

    return run


def ecocheck_findings(table: pa.Table, number: int) -> Callable[[], Outcome]:
    held = book(number)

    def run() -> Outcome:
        held.check_table(table, as_of="2024-01-01", outcomes=("fail",))
        return {}

    return run


def ecocheck_prepared(table: pa.Table, number: int) -> Callable[[], Outcome]:
    """Columns read beforehand, as those of the hand-written planes: only judging, counting and the findings are timed."""

    held = book(number)
    opened = held.table_run(table, "project", "2024-01-01", ("fail",))
    chunks = list(opened._chunks())

    def run() -> Outcome:
        judging = held.table_run(table, "project", "2024-01-01", ("fail",))
        for chunk in chunks:
            chunk.rows.memo.clear()
            for column in chunk.rows.columns.values():
                column._planes.clear()
            judging._judge(chunk)
            judging.findings.taken()
        return {
            r["rule"]: (r["fail"], r["pass"], r["not_applicable"], r["unknown"]) for r in judging.counts.table().to_pylist()
        }

    return run


def _encoded(table: pa.Table) -> dict[str, Any]:
    """Columns as a person would prepare them: codes as small integers (255 null), floats with NaN, flags as 0, 1, 2."""
    found: dict[str, Any] = {}
    for name, codes in CODES.items():
        places = pc.index_in(table[name], value_set=pa.array(codes))
        found[name] = places.fill_null(255).to_numpy().astype(np.uint8)
    for name in NUMBERS:
        found[name] = table[name].to_numpy()
    for name in FLAGS:
        found[name] = table[name].cast(pa.int8()).fill_null(2).to_numpy().astype(np.uint8)
    return found


def _hand(columns: dict[str, Any], laws: list[Rule], block: int = 65_536) -> Outcome:
    rows = len(columns["zone"])
    counts = {rule.name: np.zeros(4, dtype=np.int64) for rule in laws}
    failures: list[Any] = []
    for start in range(0, rows, block):
        part = {name: column[start : start + block] for name, column in columns.items()}
        size = len(part["zone"])
        tail = np.packbits(np.ones(size, dtype=bool))
        known = {
            name: np.packbits(c == c if c.dtype.kind == "f" else c < (2 if name in FLAGS else 255)) for name, c in part.items()
        }
        memo: dict[str, tuple[Any, Any]] = {}

        def atom(one: tuple[str, str, Any], part: Any = part, known: Any = known, memo: Any = memo) -> tuple[Any, Any]:
            key = repr(one)
            if key not in memo:
                column, op, value = one
                data = part[column]
                if op in OPS:
                    true = np.packbits(OPS[op](data, value))
                elif op == "in":
                    bits = data == CODES[column].index(value[0])
                    for code in value[1:]:
                        bits |= data == CODES[column].index(code)
                    true = np.packbits(bits)
                else:
                    true = np.packbits(data == (1 if value else 0))
                memo[key] = true, known[column] & ~true
            return memo[key]

        for rule in laws:
            true, false = atom(rule.scope[0])
            for one in rule.scope[1:]:
                more_true, more_false = atom(one)
                true, false = true & more_true, false | more_false
            met, unmet = atom(rule.require[0])
            for one in rule.require[1:]:
                more_true, more_false = atom(one)
                met, unmet = met | more_true, unmet & more_false
            outside = false & tail
            # in scope and met, or not known to be in scope and met: pass is only certain where the scope is
            fail, passed = true & unmet & tail, true & met & tail
            counts[rule.name] += [int(np.bitwise_count(plane).sum()) for plane in (fail, passed, outside)] + [0]
            failures.append(np.flatnonzero(np.unpackbits(fail, count=size)) + start)
    return {n: (int(c[0]), int(c[1]), int(c[2]), rows - int(c[0]) - int(c[1]) - int(c[2])) for n, c in counts.items()}


def numpy_prepared(table: pa.Table, number: int) -> Callable[[], Outcome]:
    columns, laws = _encoded(table), rules(number)
    return lambda: _hand(columns, laws)


def numpy_from_arrow(table: pa.Table, number: int) -> Callable[[], Outcome]:
    laws = rules(number)
    return lambda: _hand(_encoded(table), laws)


def _polars(table: pa.Table, number: int, enums: bool) -> Callable[[], Outcome]:
    import polars as pl

    data: Any = pl.from_arrow(table)
    if enums:
        data = data.with_columns(pl.col(name).cast(pl.Enum(codes)) for name, codes in CODES.items())

    def atom(one: tuple[str, str, Any]) -> Any:
        column, op, value = one
        col = pl.col(column)
        return col.is_in(value) if op == "in" else getattr(col, op)(value) if op != "eq" else col == value

    wanted = []
    for rule in rules(number):
        scope, met = pl.all_horizontal(map(atom, rule.scope)), pl.any_horizontal(map(atom, rule.require))
        fail = scope & ~met
        wanted += [
            fail.sum().alias(rule.name + " f"), (scope & met).sum().alias(rule.name + " p"), (~scope).sum().alias(rule.name + " n"),
            fail.arg_true().implode().alias(rule.name + " rows"),
        ]  # fmt: skip

    def run() -> Outcome:
        row = data.lazy().select(wanted).collect().row(0, named=True)
        return {
            r.name: (f := row[r.name + " f"], p := row[r.name + " p"], n := row[r.name + " n"], table.num_rows - f - p - n)
            for r in rules(number)
        }

    return run


def polars_strings(table: pa.Table, number: int) -> Callable[[], Outcome]:
    return _polars(table, number, False)


def polars_enums(table: pa.Table, number: int) -> Callable[[], Outcome]:
    return _polars(table, number, True)


def _sql(one: tuple[str, str, Any]) -> str:
    column, op, value = one
    if op == "in":
        return f"{column} IN ({', '.join(repr(code) for code in value)})"
    return f"{column} {SIGNS[op]} {value}" if op in SIGNS else f"{column} = {'true' if value else 'false'}"


def duckdb_sql(table: pa.Table, number: int) -> Callable[[], Outcome]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("arrow", table)
    connection.execute("CREATE TABLE records AS SELECT * FROM arrow")
    parts = []
    for rule in rules(number):
        scope, met = " AND ".join(map(_sql, rule.scope)), " OR ".join(map(_sql, rule.require))
        fail = f"({scope}) AND NOT ({met})"
        parts += [
            f"count(*) FILTER ({fail})", f"count(*) FILTER (({scope}) AND ({met}))", f"count(*) FILTER (NOT ({scope}))",
            f"list(rowid) FILTER ({fail})",
        ]  # fmt: skip
    query = f"SELECT {', '.join(parts)} FROM records"

    def run() -> Outcome:
        found = connection.sql(query).to_arrow_table()
        values = [found.column(i)[0] for i in range(found.num_columns)]
        triples = [tuple(values[4 * i + k].as_py() for k in range(3)) for i in range(number)]
        return {r.name: (*t, table.num_rows - sum(t)) for r, t in zip(rules(number), triples, strict=True)}

    return run


def pointblank_failures(table: pa.Table, number: int) -> Callable[[], Outcome]:
    import pointblank as pb
    import polars as pl

    data: Any = pl.from_arrow(table)

    def atom(one: tuple[str, str, Any]) -> Any:
        column, op, value = one
        col = pl.col(column)
        return col.is_in(value) if op == "in" else getattr(col, op)(value) if op != "eq" else col == value

    def run() -> Outcome:
        plan = pb.Validate(data)
        for rule in rules(number):
            held = ~pl.all_horizontal(map(atom, rule.scope)) | pl.any_horizontal(map(atom, rule.require))
            plan = plan.col_vals_expr(held.fill_null(True))
        done = plan.interrogate()
        failed = done.n_failed()
        return {r.name: (int(failed[i + 1]), -1, -1, -1) for i, r in enumerate(rules(number))}

    return run


def cel_rows(table: pa.Table, number: int) -> Callable[[], Outcome]:
    import cel

    def text(one: tuple[str, str, Any]) -> tuple[str, str]:
        column, op, value = one
        said = f"{column} in {value!r}" if op == "in" else f"{column} {SIGNS.get(op, '==')} {str(value).lower()}"
        return f"{column} == null", said.replace("'", '"')

    programs = []
    for rule in rules(number):
        scope, met = [text(a) for a in rule.scope], [text(a) for a in rule.require]
        outside = " || ".join(f"({null} ? false : !({said}))" for null, said in scope)
        unsure = " || ".join(f"({null})" for null, _ in scope)
        held = " || ".join(f"({null} ? false : ({said}))" for null, said in met)
        open_ = " || ".join(f"({null})" for null, _ in met)
        programs.append(cel.compile(f'({outside}) ? "n" : ({unsure}) ? "u" : ({held}) ? "p" : ({open_}) ? "u" : "f"'))
    records = table.drop_columns(["id"]).slice(0, SOME_ROWS).to_pylist()

    def run() -> Outcome:
        for record in records:
            for program in programs:
                program.execute(record)
        return {}

    return run


CONTESTANTS: list[tuple[str, Callable[[pa.Table, int], Callable[[], Outcome]], bool]] = [
    ("ecocheck, columns read", ecocheck_prepared, False),
    ("numpy planes by hand, columns encoded", numpy_prepared, False),
    ("ecocheck from Arrow, counts", ecocheck_counts, False),
    ("ecocheck from Arrow, findings table", ecocheck_findings, False),
    ("numpy planes by hand, from Arrow", numpy_from_arrow, False),
    ("polars, strings", polars_strings, False),
    ("polars, enums made beforehand", polars_enums, False),
    ("duckdb", duckdb_sql, False),
    ("pointblank (failures only)", pointblank_failures, False),
    ("CEL, a record at a time", cel_rows, True),
]


def _agree(name: str, found: Outcome, expected: Outcome) -> None:
    for rule, counts in found.items():
        theirs = tuple(c for c in counts if c >= 0)
        if theirs != expected[rule][: len(theirs)]:
            raise SystemExit(f"{name} disagrees on {rule}: {counts} where ecocheck has {expected[rule]}")


def main(rows: int = 1_000_000, number: int = 20, rounds: int = 5) -> None:
    table = frame(rows)
    runs: list[tuple[str, Callable[[], Outcome], float]] = []
    expected = ecocheck_counts(table, number)()
    for name, make, slow in CONTESTANTS:
        try:
            run = make(table, number)
            found = run()
        except ImportError as lacking:
            print(f"{name}: left out, {lacking.name} is not installed")
            continue
        _agree(name, found, expected)
        runs.append((name, run, rows / SOME_ROWS if slow else 1.0))
    times: dict[str, list[float]] = {name: [] for name, _, _ in runs}
    for _ in range(rounds):
        for name, run, scale in runs:
            gc.collect()
            start = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - start) * scale)
    base = statistics.median(times["ecocheck, columns read"])
    from_arrow = statistics.median(times["ecocheck from Arrow, counts"])
    print(f"{rows:,} records x {number} rules, {rounds} rounds; M/s = million rule evaluations a second")
    print(f"{'':44}{'median ms':>10}{'min':>9}{'M/s':>9}{'x columns read':>16}{'x from Arrow':>14}")
    for name, _, _ in runs:
        middle = statistics.median(times[name])
        speed = rows * number / middle / 1e6
        print(
            f"{name:44}{middle * 1e3:10,.0f}{min(times[name]) * 1e3:9,.0f}{speed:9,.1f}{middle / base:16.2f}{middle / from_arrow:14.2f}"
        )


if __name__ == "__main__":
    main(*(int(word.replace("_", "")) for word in sys.argv[1:]))
