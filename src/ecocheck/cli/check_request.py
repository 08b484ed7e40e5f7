"""What the command line asks of `ecocheck check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..findings.policy import FailOn


class CheckRequest(NamedTuple):
    """The arguments and options of one run, by their names in `ecocheck.cli.check`."""

    files: tuple[str, ...]
    plans: tuple[str, ...]
    rules: tuple[str, ...]
    subject: str
    as_of: date | None
    lang: str
    form: str
    output: str
    fail_on: tuple[FailOn, ...]
    everything: bool
    quiet: bool
    asking: bool
    waiver_file: Path | None
    decision_file: Path | None
    text_folder: Path | None

    @property
    def only(self) -> tuple[str, ...] | None:
        """The rules that alone are looked at, if any are named."""
        return self.rules or None

    @property
    def answers(self) -> str:
        """The file that answers are kept in: the output, where that is to be YAML, else one beside the input."""
        return self.output if self._output_is_yaml else f"{Path(self.files[0]).with_suffix('')}.answered.yaml"

    @property
    def inputs(self) -> tuple[str | Path, ...]:
        """Every file that the run reads."""
        return (*self.files, *filter(None, (self.waiver_file, self.decision_file)))

    @property
    def report_file(self) -> str:
        """The file that the report goes into, if any."""
        return "" if self.asking and self._output_is_yaml else self.output

    @property
    def _output_is_yaml(self) -> bool:
        return self.output.endswith((".yaml", ".yml"))
