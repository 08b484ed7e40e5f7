"""The compiled rulebook cache under attack: it may be slow, it may not be wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ecocheck.rulebook import cache
from ecocheck.rulebook.folders import rules_root
from ecocheck.rulebook.loading import read_rulebook


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ECOCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def only_file(folder: Path) -> Path:
    (found,) = folder.glob("*.rules")
    return found


ONLY = frozenset(("none",))


def test_what_is_read_back_equals_what_was_read_from_the_files(folder: Path) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    assert only_file(folder).stat().st_size > 1000
    again = cache.read_cached(first.digest)
    assert again == first


def test_a_flipped_byte_is_noticed_and_the_rules_are_read_again(folder: Path) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    file = only_file(folder)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert cache.read_cached(first.digest) is None
    assert read_rulebook(rules_root(), only=ONLY) == first


def test_a_half_written_file_is_noticed(folder: Path) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    file = only_file(folder)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert cache.read_cached(first.digest) is None
    assert read_rulebook(rules_root(), only=ONLY) == first


def test_a_folder_that_cannot_be_made_only_costs_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("ECOCHECK_CACHE", str(blocked / "cache"))
    assert read_rulebook(rules_root(), only=ONLY).vocabulary.facts


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOCHECK_CACHE", "off")
    assert cache.cache_folder() is None


def test_a_changed_rule_file_is_another_rulebook(folder: Path, tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "rules"
    shutil.copytree(rules_root() / "vocabulary", root / "vocabulary")
    shutil.copy(rules_root() / "areas.yaml", root / "areas.yaml")
    first = read_rulebook(root)
    areas = (root / "areas.yaml").read_text(encoding="utf-8")
    (root / "areas.yaml").write_text(areas.replace("Wanzhou", "Wan Zhou"), encoding="utf-8")
    assert read_rulebook(root).digest != first.digest


def test_processes_that_write_at_once_leave_one_whole_file(folder: Path) -> None:
    code = (
        "from ecocheck.rulebook.folders import rules_root; from ecocheck.rulebook.loading import read_rulebook;"
        "print(read_rulebook(rules_root(), only=frozenset(('none',))).digest)"
    )
    env = {**os.environ, "ECOCHECK_CACHE": str(folder)}
    running = [subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    digests = {process.communicate()[0].strip() for process in running}
    assert len(digests) == 1
    assert cache.read_cached(digests.pop()) is not None
    assert not list(folder.glob("*.part"))
