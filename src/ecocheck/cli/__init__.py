"""The command line; thin: it reads arguments, calls the library, prints, and turns outcomes into an exit status."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..bilingual import Said, visible
from ..errors import EcocheckError, OutputRefused
from ..version import __version__
from .streams import let_go, prepare
from .usage_errors import usage_error

#: Command -> module of this package that holds it; a module is imported only when its command runs.
COMMANDS = {
    "check": "check",
    "form": "form",
    "rules": "listing",
    "show": "listing",
    "facts": "facts",
    "coverage": "listing",
    "readings": "readings",
    "test": "testing",
    "progress": "progress",
    "lint": "lint",
    "fmt": "fmt",
    "docs": "docs",
    "diff": "diff",
}


class LazyGroup(click.Group):
    """Commands by name, imported when used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        command = getattr(import_module(f".{home}", __name__), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command. A reader that went away is told apart before click ends the program with its own status."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error


class ReaderGone(Exception):
    """Whoever read the output went away."""


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ecocheck")
def root() -> None:
    """检查项目、设施、车辆和区域指标是否符合生态环境保护规划。

    Checks projects, facilities, vehicles and district figures against environmental protection plans.
    """


MOST_SAID = 20
#: What the shell expects of a program that was interrupted, and of one whose reader went away.
INTERRUPTED, UNREAD = 130, 141
MORE_PROBLEMS = Said("… 另有 {more} 个问题", "… and {more} more problems")


def _said(error: EcocheckError, lang: str) -> str:
    """The error's text; of a long list of problems the first twenty, and how many more there are."""
    lines = error.text(lang).splitlines()
    if len(lines) > MOST_SAID:
        lines = [*lines[:MOST_SAID], MORE_PROBLEMS.filled(more=len(lines) - MOST_SAID)[lang]]
    return "\n".join(map(visible, lines))


def _lang() -> str:
    return "en" if "--lang=en" in sys.argv or ("--lang" in sys.argv and "en" in sys.argv) else "zh"


def main() -> None:
    """Runs a command.

    Status 0: nothing in fail_on; 1: something in it; 2: the input or the rules could not be used, or ecocheck itself failed; 130: interrupted;
    141: whoever read the output went away.
    """
    prepare()
    try:
        status = _run()
        sys.stdout.flush()
    except (BrokenPipeError, ReaderGone):
        let_go()
        status = UNREAD
    except OSError as error:  # a full disk behind a redirection shows only now
        let_go()
        _tell(OutputRefused("cli.no_output", reason=error.strerror or str(error)))
        status = 2
    sys.exit(status)


def _run() -> int:
    try:
        status = root(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except EcocheckError as error:
        _tell(error)
    except click.ClickException as error:
        said = usage_error(error) if _lang() == "zh" else None
        error.show() if said is None else _tell(said)
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("ecocheck: 已中断 / interrupted\n")
        return INTERRUPTED
    except ReaderGone:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:  # it is the output that was refused
            raise
        _tell(_failure(error))
    return 2


def _tell(error: EcocheckError) -> None:
    sys.stderr.write(f"ecocheck: {_said(error, _lang())}\n")


def _failure(error: Exception) -> EcocheckError:
    """What is said of an error that nobody foresaw: what the system refused, or the least that finds the place in the code."""
    if isinstance(error, MemoryError):
        return EcocheckError("cli.no_memory")
    if isinstance(error, OSError) and error.strerror:
        return OutputRefused("cli.system", reason=error.strerror, path=error.filename or "")
    return EcocheckError("cli.crash", kind=type(error).__name__, where=_places(error), version=__version__)


def _places(error: Exception) -> str:
    """Where in ecocheck it went wrong, the innermost place first: never what the records say, so that it can be sent to anybody."""
    frames, trace = [], error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_HOME):
            frames.append(f"{path.relative_to(_HOME).as_posix()}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(frames[: -_MOST_PLACES - 1 : -1])


_HOME = Path(__file__).resolve().parents[1]
_MOST_PLACES = 3
