"""Runs the command line in this process, as the installed script would."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

#: Seconds after which a program that hangs is ended: far beyond what any test takes on a slow and busy machine.
PATIENCE = 900


class Ran(NamedTuple):
    status: int
    out: str
    err: str


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> Ran:
    from ecocheck.cli import main

    monkeypatch.setattr(sys, "argv", ["ecocheck", *words])
    capsys.readouterr()
    try:
        main()
        status = 0
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    captured = capsys.readouterr()
    return Ran(status, captured.out, captured.err)
