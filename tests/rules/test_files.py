"""How the shipped rule files lie: small, an id in one spelling only, what the house form writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ecocheck.rulebook.folders import rule_files, rules_root
from ecocheck.source.yaml import Mapping, Node, Scalar, Sequence, read_yaml

MOST_LINES = 800
FILES = rule_files(rules_root())
NAMING = ("clause", "conflicts_with", "repeats", "beside", "see_also", "replaced_by")


@pytest.mark.parametrize(("name", "path"), FILES, ids=[name for name, _ in FILES])
def test_a_rule_file_can_be_read_at_one_sitting(name: str, path) -> None:  # type: ignore[no-untyped-def]
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


def test_clauses_and_rules_are_named_in_full() -> None:
    short = []
    for name, path in FILES:
        root = read_yaml(path.read_bytes(), name)
        if isinstance(root, Mapping) and root.get("document") is not None:
            short += [str(scalar.mark) for scalar in _names(root) if "/" not in scalar.text]
    assert short == []


def _names(node: Node) -> Iterator[Scalar]:
    """Every text that names a clause or a rule of another entry."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text in NAMING:
                yield from (
                    item for item in (value.items if isinstance(value, Sequence) else [value]) if isinstance(item, Scalar)
                )
            elif key.text != "given":
                yield from _names(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _names(item)
