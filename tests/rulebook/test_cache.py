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


def forged(file: Path, first: object) -> None:
    """Puts other rules into a cache file under its right header, as somebody would who knows the format and not the key."""
    import hashlib

    import msgspec

    content = file.read_bytes()
    begin = content.index(b"\n", len(cache.MAGIC) + 32 + 1) + 1
    body = msgspec.msgpack.encode(msgspec.structs.replace(first, areas={}))  # type: ignore[type-var]
    file.write_bytes(content[:begin] + hashlib.sha256(body).digest() + body)


def test_forged_rules_under_the_right_digest_do_not_pass(folder: Path) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    assert first.areas
    forged(only_file(folder), first)
    assert cache.read_cached(first.digest) is None
    assert read_rulebook(rules_root(), only=ONLY) == first


def test_a_cache_signed_with_another_key_does_not_pass(folder: Path) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    (folder / cache.KEY).write_bytes(bytes(32))
    assert cache.read_cached(first.digest) is None


def test_the_key_is_for_its_user_alone(folder: Path) -> None:
    read_rulebook(rules_root(), only=ONLY)
    if os.name == "posix":
        assert (folder / cache.KEY).stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="rights and pipes of POSIX")
@pytest.mark.parametrize("what", ["file", "key", "folder"])
def test_what_everybody_may_write_is_not_trusted(folder: Path, what: str) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    {"file": only_file(folder), "key": folder / cache.KEY, "folder": folder}[what].chmod(0o777)
    assert cache.read_cached(first.digest) is None
    assert read_rulebook(rules_root(), only=ONLY) == first


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("what", ["file", "key", "folder"])
def test_what_belongs_to_another_user_is_not_trusted(folder: Path, what: str) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    os.chown({"file": only_file(folder), "key": folder / cache.KEY, "folder": folder}[what], 12345, 12345)
    assert cache.read_cached(first.digest) is None


@pytest.mark.skipif(os.name != "posix", reason="rights and pipes of POSIX")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_pipe_a_link_or_a_folder_in_its_place_neither_blocks_nor_passes(folder: Path, tmp_path: Path, kind: str) -> None:
    first = read_rulebook(rules_root(), only=ONLY)
    file = only_file(folder)
    kept = file.rename(tmp_path / "kept")
    {"pipe": lambda: os.mkfifo(file), "link": lambda: file.symlink_to(kept), "folder": file.mkdir}[kind]()
    assert cache.read_cached(first.digest) is None
    assert read_rulebook(rules_root(), only=ONLY) == first


def test_a_file_that_a_killed_process_left_half_is_cleared_away_later(folder: Path) -> None:
    read_rulebook(rules_root(), only=ONLY)
    old, young = folder / "old.part", folder / "young.part"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    only_file(folder).unlink()
    read_rulebook(rules_root(), only=ONLY)
    assert not old.exists()
    assert young.exists()
