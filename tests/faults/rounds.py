"""Rounds of faults over one command: what stands afterwards is what stood before, or the whole output."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from .commands import COMMANDS, Command, contents, made
from .ending import Ended, ended, full_after, killed_after

#: The beginning of lines by which the program says that it failed inside.
CRASHES = ("Traceback", "内部出错", "failed inside")


class Stage:
    """A command with its inputs, its whole output, and how long it takes; every round begins from the inputs alone."""

    def __init__(self, name: str, place: Path) -> None:
        self.command: Command = COMMANDS[name]
        self.start, self.folder = place / "start", place / "work"
        self.start.mkdir(parents=True)
        made(self.start)
        self._fresh()
        self.ran = ended(self.command.words, self.folder)
        self.ran = self._again()  # the first run of a kind reads more than the others
        self.whole = contents(self.folder, self.command.output)

    def _again(self) -> Ended:
        self._fresh()
        return ended(self.command.words, self.folder)

    def _fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.folder, symlinks=True)

    @property
    def works(self) -> str:
        """Why the command cannot be tried: it fails as it is, or writes nothing."""
        if self.ran.status not in (0, 1):
            return f"status {self.ran.status}: {self.ran.said}"
        return "" if self.whole else "writes nothing"

    def killed(self, random: Random) -> str:
        """Kills one run, half of the times near its end, where it writes; then runs it again. What is wrong, or nothing."""
        share = random.random() if random.random() < 0.5 else random.uniform(0.8, 1.05)
        self._fresh()
        before = contents(self.folder, self.command.output)
        found = ended(self.command.words, self.folder, killed_after(self.ran.seconds * share))
        wrong = self._wrong(found, before)
        if wrong or self.command.output == "out/":  # a folder that holds findings is not written into
            return wrong
        again = ended(self.command.words, self.folder)
        return "" if again.status == self.ran.status else f"run again after a kill: status {again.status}: {again.said}"

    def full(self, random: Random) -> str:
        """Runs it on a disk that is full somewhere in the longest file. What is wrong, or nothing."""
        self._fresh()
        before = contents(self.folder, self.command.output)
        most = max(len(content) for content in self.whole.values())
        found = ended(self.command.words, self.folder, full_after(random.randrange(most)))
        if found.status not in (self.ran.status, 2):
            return f"status {found.status}: {found.said}"
        left = [path.name for path in self.folder.rglob("*.part")]
        return self._wrong(found, before) or (f"left {left}" if left else "")

    def _wrong(self, found: Ended, before: dict[str, bytes]) -> str:
        """What is wrong with what stands after a run: each file has to be whole, or as it was."""
        if any(crash in found.said for crash in CRASHES):
            return found.said
        for name, content in contents(self.folder, self.command.output).items():
            if content not in (self.whole.get(name), before.get(name)):
                return f"{name} stands half: {len(content)} of {len(self.whole.get(name, b''))} bytes"
        return ""
