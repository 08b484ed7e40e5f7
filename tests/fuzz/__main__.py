"""`python -m tests.fuzz --inputs 100000 [--from SEED] [--only NAME ...]`: prints what went wrong with its seed; status 1 where anything did."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .readers import TARGETS, commanded, tried

COMMAND = "command line"


def main() -> int:
    """Runs every target in turn with the same seed, so that a run that is cut short has tried all of them."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--inputs", type=int, default=10_000, help="how many in all")
    asked.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    asked.add_argument("--only", nargs="*", choices=[*TARGETS, COMMAND], default=[*TARGETS, COMMAND])
    given = asked.parse_args()
    wrong: set[str] = set()
    for number in range(given.inputs):
        name, seed = given.only[number % len(given.only)], given.first + number // len(given.only)
        with TemporaryDirectory() as folder:
            said = commanded(seed, Path(folder)) if name == COMMAND else tried(name, seed, Path(folder))
        if said:
            sys.stdout.write(f"{name} {seed}: {said}\n")
            sys.stdout.flush()
            wrong.add(name)
    sys.stdout.write(f"{given.inputs} inputs, {len(wrong)} targets with findings\n")
    return 1 if wrong else 0


sys.exit(main())
