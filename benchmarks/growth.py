"""How the time and the memory of table checks grow with rows, rules and columns; every point is a process of its own.

python benchmarks/growth.py [FOLDER]      # figures, and the plots under FOLDER (docs/plots)
python benchmarks/growth.py point PARQUET RULES
python benchmarks/growth.py make PARQUET ROWS
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from workload import book, frame

CHUNK = 1_000_000
ROWS = (100_000, 1_000_000, 3_000_000, 10_000_000)
RULES = (20, 50, 100, 200, 400)


def make(path: str, rows: int) -> None:
    """Writes a Parquet file of drawn records, a million at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, frame(1).schema) as writer:
        for start in range(0, rows, CHUNK):
            writer.write_table(frame(min(CHUNK, rows - start), seed=start), row_group_size=200_000)


def point(path: str, number: int) -> None:
    """Checks a file as the command line does and prints seconds, processor seconds and the peak of memory."""
    import pyarrow as pa

    from ecocheck.columns.writers import writer_for

    held = book(number)
    pa.set_cpu_count(2)
    before = peak()
    started, spent = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, writer_for(f"{folder}/findings.parquet") as writer:
        run = held.table_run(path, "project", "2024-01-01", ("fail",))
        findings = 0
        for table in run.tables():
            findings += table.num_rows
            writer.write(table)
    said: dict[str, Any] = {
        "seconds": time.perf_counter() - started, "processor": time.process_time() - spent, "findings": findings,
        "peak_mb": peak(), "start_mb": before, "read": run.tally.read,
        "atoms": sum(1 for node in run.evaluator.graph.nodes if type(node).__name__ == "Tested"),
    }  # fmt: skip
    print(json.dumps(said))


def peak() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measured(path: Path, number: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, __file__, "point", str(path), str(number)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def main(folder: str = "docs/plots") -> None:
    by_rows, by_rules = [], []
    with tempfile.TemporaryDirectory() as place:
        for rows in ROWS:
            path = Path(place) / f"{rows}.parquet"
            subprocess.run([sys.executable, __file__, "make", str(path), str(rows)], check=True)
            by_rows.append((rows, measured(path, 20)))
            print(f"{rows:>11,} rows x 20 rules: {_line(by_rows[-1][1])}", flush=True)
            if rows == CHUNK:
                for number in RULES:
                    by_rules.append((number, measured(path, number)))
                    print(f"  1,000,000 rows x {number:>5,} rules: {_line(by_rules[-1][1])}", flush=True)
            path.unlink()
    draw(Path(folder), by_rows, by_rules)


def _line(found: dict[str, Any]) -> str:
    return (
        f"{found['seconds']:7.2f} s ({found['processor']:.2f} s of processor), peak {found['peak_mb']:,.0f} MB "
        f"(start {found['start_mb']:.0f}), {found['findings']:,} findings, {found['atoms']} comparisons"
    )


def draw(folder: Path, by_rows: list[tuple[int, dict[str, Any]]], by_rules: list[tuple[int, dict[str, Any]]]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "ecocheck"
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    rows = [n / 1e6 for n, _ in by_rows]
    left.plot(rows, [f["processor"] for _, f in by_rows], "o-", label="processor seconds")
    left.set_xlabel("million rows (20 rules)")
    left.set_ylabel("processor seconds")
    right.plot(rows, [f["peak_mb"] for _, f in by_rows], "o-", color="tab:red")
    right.set_ylim(0)
    right.set_xlabel("million rows (20 rules)")
    right.set_ylabel("peak memory, MB")
    _save(figure, folder / "table-rows.svg")
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    left.plot([n for n, _ in by_rules], [f["processor"] for _, f in by_rules], "o-")
    left.set_xlabel("rules (1 million rows)")
    left.set_ylabel("processor seconds")
    left.set_ylim(0)
    right.plot([f["atoms"] for _, f in by_rules], [f["peak_mb"] for _, f in by_rules], "o-", color="tab:red")
    right.set_xlabel("distinct comparisons (1 million rows)")
    right.set_ylabel("peak memory, MB")
    right.set_ylim(0)
    _save(figure, folder / "table-rules.svg")


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    if sys.argv[1:2] == ["point"]:
        point(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1:2] == ["make"]:
        make(sys.argv[2], int(sys.argv[3]))
    else:
        main(*sys.argv[1:])
