"""`python -m tests.faults --rounds 100 [--from SEED] [--only NAME ...]`: prints what went wrong with its seed; status 1 where anything did."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from ecocheck.plans import load

from .commands import COMMANDS
from .rounds import Stage


def main() -> int:
    """Every command so many times killed and so many times on a full disk; the cache of the rules is one of the run's own."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults")
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    asked.add_argument("--only", nargs="*", choices=COMMANDS, default=list(COMMANDS))
    given = asked.parse_args()
    wrong = 0
    with TemporaryDirectory() as place:
        os.environ["ECOCHECK_CACHE"] = str(Path(place, "cache"))
        load("wanzhou")  # once, for all the processes that are forked from this one
        for number, name in enumerate(given.only):
            stage = Stage(name, Path(place, str(number)))
            found = [stage.works] if stage.works else []
            for seed in range(given.first, given.first + given.rounds) if not found else ():
                found += [f"seed {seed}: {said}" for said in (stage.killed(Random(seed)), stage.full(Random(seed))) if said]
            wrong += len(found)
            sys.stdout.write("".join(f"{name}: {said}\n" for said in found))
            sys.stdout.flush()
    sys.stdout.write(f"{len(given.only)} commands, {given.rounds} kills and full disks each, {wrong} wrong\n")
    return 1 if wrong else 0


sys.exit(main())
