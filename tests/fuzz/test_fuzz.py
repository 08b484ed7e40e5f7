"""A bounded run of the fuzzer: so many inputs a reader, always the same; more of them with `nox -s fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .readers import TARGETS, commanded, tried

#: Inputs a reader, and command lines: about two minutes on a core.
INPUTS, COMMANDS = 60, 60


@pytest.mark.parametrize("name", TARGETS)
def test_a_damaged_input_is_read_or_refused_with_words(tmp_path: Path, name: str) -> None:
    found = {seed: said for seed in range(INPUTS) if (said := tried(name, seed, tmp_path))}
    assert found == {}


def test_no_words_make_the_command_line_fail(tmp_path: Path) -> None:
    found = {seed: said for seed in range(COMMANDS) if (said := commanded(seed, tmp_path))}
    assert found == {}


def test_what_is_not_refused_with_words_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise KeyError(path)

    monkeypatch.setitem(TARGETS, "yaml", TARGETS["yaml"]._replace(read=broken))
    assert tried("yaml", 1, tmp_path).startswith("KeyError")
