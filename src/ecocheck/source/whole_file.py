"""A file that is written whole or not at all: whoever looks finds what stood there before, or all that was to be written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import OutputRefused


def see_writable(path: Path) -> None:
    """Sees before a run that a file can be written there. Raises `OutputRefused` with the way out."""
    if path.is_dir():
        raise OutputRefused("source.is_folder", path=path)
    if not path.parent.is_dir():
        raise OutputRefused("source.no_folder", path=path, folder=path.parent)
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise OutputRefused("source.not_permitted", path=path)


def see_apart(output: str | Path, inputs: Iterable[str | Path]) -> None:
    """Sees before a run that it will not write over what it reads, by whatever name or link. Raises `OutputRefused`."""
    for given in inputs:
        try:
            same = os.path.samefile(output, given)
        except (OSError, ValueError):
            same = os.path.realpath(output) == os.path.realpath(given)
        if same and os.path.isfile(given):
            raise OutputRefused("source.is_input", path=output)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream into a file beside `path` that takes its name when all is written; a pipe or a device takes the bytes as they come.

    A link is followed. The file beside is made anew under a name that nobody can foresee, so that nothing laid there is written into;
    it goes away where the writing fails. Raises `OutputRefused` where the system refuses; what stood there before then still stands.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        place = Path(os.path.realpath(path))
        handle, beside = tempfile.mkstemp(prefix=".ecocheck-", suffix=".part", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(beside, place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~mask)
            os.replace(beside, place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputRefused("source.refused_by_system", path=path, reason=error.strerror or str(error)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file as `whole_file` does."""
    with whole_file(path) as file:
        file.write(data)
