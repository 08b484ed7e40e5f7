"""The compiled rulebook on disk: what the readers made of the rule files, kept as msgspec data (never pickle).

A cache file is named after, and starts with, the digest of every rule file and of the code that read them, so a changed rule is a
changed name. It is written beside its place and renamed, so that processes never see half of one; what cannot be read or written is
rebuilt in memory, and nobody notices but by the time it takes.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tempfile
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from ..version import __version__
from .model import RulebookData

MAGIC = b"ecocheck rulebook 2\n"
KEPT = 6
_READERS = ("logic", "rulebook", "source", "vocabulary")


def cache_folder() -> Path | None:
    """The user's cache folder for ecocheck, or None where there is no home; `ECOCHECK_CACHE=off` asks for none."""
    named = os.environ.get("ECOCHECK_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    base = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    try:
        home = Path(base) if base else Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    except RuntimeError:
        return None
    return home / "ecocheck"


@lru_cache(maxsize=1)
def code_digest() -> bytes:
    """The digest of the code that reads rules: other code may read the same files otherwise."""
    total = sha256(__version__.encode())
    package = Path(__file__).resolve().parents[1]
    for folder in _READERS:
        for path in sorted((package / folder).rglob("*.py")):
            total.update(path.read_bytes())
    return total.digest()


def _header(digest: str) -> bytes:
    return MAGIC + code_digest() + digest.encode() + b"\n"


def _path(folder: Path, digest: str) -> Path:
    return folder / f"{sha256(_header(digest)).hexdigest()[:32]}.rules"


def read_cached(digest: str) -> RulebookData | None:
    """The compiled rulebook of a digest; None where there is none that is whole and of this very code."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        content = _path(folder, digest).read_bytes()
    except OSError:
        return None
    header = _header(digest)
    body = memoryview(content)[len(header) + 32 :]
    if not content.startswith(header) or content[len(header) : len(header) + 32] != sha256(body).digest():
        return None
    collecting = gc.isenabled()
    gc.disable()  # half a million small immutable objects come into being at once; looking for garbage among them doubles the time
    try:
        return msgspec.msgpack.decode(body, type=RulebookData)
    except (msgspec.MsgspecError, ValueError):
        return None
    finally:
        if collecting:
            gc.enable()


def write_cached(data: RulebookData, digest: str) -> None:
    """Keeps a compiled rulebook; where the folder cannot be written, nothing happens."""
    folder = cache_folder()
    if folder is None:
        return
    try:
        body = msgspec.msgpack.encode(data)
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_header(digest) + sha256(body).digest() + body)
            os.replace(name, _path(folder, digest))
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            return
        _forget_old(folder)
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    with contextlib.suppress(OSError):
        kept = sorted(folder.glob("*.rules"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[KEPT:]:
            path.unlink(missing_ok=True)
