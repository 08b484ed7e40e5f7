"""A command in a process of its own that ends in the middle: at a moment of its processor time, or where the disk is full.

Processes are forked from one that has everything imported, so that a hundred of them take no longer than their own work. What they say
goes through a pipe, which no full disk shortens. The kernel
ends them by a timer of their processor time, which counts the same on a machine that is busy; like `kill -9` it lets no line of them run.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn


class Ended(NamedTuple):
    """How a process ended: its status (None: it was killed), what it said on the stream of errors, its processor time in seconds."""

    status: int | None
    said: str
    seconds: float


def _run(words: tuple[str, ...], folder: Path, before: Callable[[], object], errors: int) -> NoReturn:
    """The child: the command with its errors in a pipe, its output nowhere, then nothing more."""
    status = 99
    try:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(errors, 2)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        sys.argv = ["ecocheck", *words]
        before()
        from ecocheck.cli import main

        main()
        status = 0
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                status = 98
        os._exit(status)


def ended(words: tuple[str, ...], folder: Path, before: Callable[[], object] = lambda: None) -> Ended:
    """A command in a folder; `before` is done in its process first."""
    heard, errors = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        _run(words, folder, before, errors)
    os.close(errors)
    with os.fdopen(heard, encoding="utf-8", errors="replace") as stream:
        said = stream.read()
    _, status, used = os.wait4(child, 0)
    return Ended(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else None, said, used.ru_utime + used.ru_stime)


def killed_after(seconds: float) -> Callable[[], object]:
    """Has the kernel end the process when it has used so much processor time."""

    def armed() -> None:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-4))

    return armed


def full_after(size: int) -> Callable[[], object]:
    """Refuses to let any file grow beyond a size."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
