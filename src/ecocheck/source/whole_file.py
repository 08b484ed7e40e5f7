"""A file that is written whole or not at all: whoever looks finds what stood there before, or all that was to be written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import OutputRefused


def see_writable(path: Path) -> None:
    """Sees before a run that a file can be written there. Raises `OutputRefused` with the way out."""
    if path.is_dir():
        raise OutputRefused("source.is_folder", path=path)
    if not path.parent.is_dir():
        raise OutputRefused("source.no_folder", path=path, folder=path.parent)
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise OutputRefused("source.not_permitted", path=path)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file beside its place and moves it there; a pipe or a device takes the bytes as they come.

    Raises `OutputRefused` where the system refuses; what stood there before then still stands.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputRefused("source.refused_by_system", path=path, reason=error.strerror or str(error)) from error
