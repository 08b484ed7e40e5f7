"""`python -m tests.laws --pairs 1000000 [--from SEED] [--plan NAME ...] [--subject NAME ...]`: prints each law broken; status 1 where any is."""

from __future__ import annotations

import argparse
import sys

import ecocheck
from ecocheck.evaluation.binding import TARGET_SUBJECTS
from ecocheck.vocabulary.model import SUBJECTS

from .pairs import Bulk, Tally

PLANS = ("wanzhou", "liangjiang", "wulong", "qianjiang", "chongqing")
RECORDS, FURTHER = 500, 40


def main() -> int:
    """Goes round plans and subjects, each time with another seed, until so many pairs have been judged."""
    subjects = [name for name in SUBJECTS if name not in TARGET_SUBJECTS]
    asked = argparse.ArgumentParser(prog="python -m tests.laws")
    asked.add_argument("--pairs", type=int, default=100_000)
    asked.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    asked.add_argument("--plan", nargs="*", choices=PLANS, default=PLANS)
    asked.add_argument("--subject", nargs="*", choices=subjects, default=subjects)
    given = asked.parse_args()
    tally, seed, told = Tally(), given.first, 0
    while tally.pairs < given.pairs:
        for plan in given.plan:
            for subject in given.subject:
                Bulk(ecocheck.load(plan), subject, seed).run(RECORDS, FURTHER, tally)
                for broken in tally.broken[told:]:
                    sys.stdout.write(f"{plan} {subject} seed {seed}: {broken}\n")
                told = len(tally.broken)
                sys.stdout.flush()
                if tally.pairs >= given.pairs:
                    break
        seed += 1
    said = f"{tally.pairs} pairs, {tally.findings} findings, {tally.against} against the record and said, {told} broken"
    sys.stdout.write(f"{said}\n")
    return 1 if told else 0


sys.exit(main())
