"""The compiled rulebook on disk: what the readers made of the rule files, kept as msgspec data (never pickle).

A cache file is named after, and starts with, the digest of every rule file and of the code that read them, so a changed rule is a
changed name. What it holds is signed with a key that only its user can read, so that a file which somebody else made does not pass under the
right name. It is written beside its place and renamed, so that processes never see half of one; what cannot be read, trusted or written is
rebuilt in memory, and nobody notices but by the time it takes.
"""

from __future__ import annotations

import contextlib
import gc
import hmac
import os
import stat
import sys
import tempfile
import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from ..version import __version__
from .model import RulebookData

MAGIC = b"ecocheck rulebook 3\n"
KEPT = 6
KEY = "key"
_KEY_BYTES = 32
#: Seconds after which a file that was begun and never finished is cleared away.
_ABANDONED = 3600
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
    """The compiled rulebook of a digest; None where there is none that is whole, of this very code and signed with the user's key."""
    folder = cache_folder()
    if folder is None or not _own_folder(folder):
        return None
    content, key = _own_content(_path(folder, digest)), _own_content(folder / KEY)
    if content is None or key is None or len(key) != _KEY_BYTES:
        return None
    header = _header(digest)
    body = memoryview(content)[len(header) + 32 :]
    signature = content[len(header) : len(header) + 32]
    if not content.startswith(header) or not hmac.compare_digest(signature, _signature(key, header, body)):
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


def _signature(key: bytes, header: bytes, body: bytes | memoryview) -> bytes:
    total = hmac.new(key, header, "sha256")
    total.update(body)
    return total.digest()


def _own_folder(folder: Path) -> bool:
    """Whether the folder is the user's, and nobody else may put files into it."""
    try:
        return _owned(folder.stat())
    except OSError:
        return False


def _own_content(path: Path) -> bytes | None:
    """The bytes of a plain file that is the user's and that nobody else may change; of a pipe, a link or a foreign file nothing."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    held = os.fstat(handle)
    if not stat.S_ISREG(held.st_mode) or not _owned(held):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb", buffering=0) as file:
        try:
            return file.read()
        except OSError:
            return None


def _owned(held: os.stat_result) -> bool:
    """Whether something is this user's, and not for everybody to write; on systems without owners the folder's own rights must do."""
    return not hasattr(os, "geteuid") or (held.st_uid == os.geteuid() and not held.st_mode & stat.S_IWOTH)


def write_cached(data: RulebookData, digest: str) -> None:
    """Keeps a compiled rulebook; where the folder cannot be written or is not the user's own, nothing happens."""
    folder = cache_folder()
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own_folder(folder):
            return
        key = _own_content(folder / KEY)
        if key is None or len(key) != _KEY_BYTES:
            key = os.urandom(_KEY_BYTES)
            _put(folder / KEY, key)
        header, body = _header(digest), msgspec.msgpack.encode(data)
        _put(_path(folder, digest), header, _signature(key, header, body), body)
        _forget_old(folder)
    except OSError:
        return


def _put(path: Path, *parts: bytes) -> None:
    """Writes a file beside its place, for its owner alone, and moves it there."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _forget_old(folder: Path) -> None:
    with contextlib.suppress(OSError):
        kept = sorted(folder.glob("*.rules"), key=lambda path: path.lstat().st_mtime, reverse=True)
        begun = [path for path in folder.glob("*.part") if time.time() - path.lstat().st_mtime > _ABANDONED]
        for path in (*kept[KEPT:], *begun):
            path.unlink(missing_ok=True)
