"""The command line; thin: it reads arguments, calls the library, prints, and turns outcomes into an exit status."""

from __future__ import annotations

import sys

import click

from ..bilingual import Said
from ..errors import EcocheckError
from ..version import __version__

#: Command -> module of this package that holds it; a module is imported only when its command runs.
COMMANDS = {
    "check": "check",
    "form": "form",
    "rules": "listing",
    "show": "listing",
    "facts": "listing",
    "coverage": "listing",
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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ecocheck")
def root() -> None:
    """检查项目、设施、车辆和区域指标是否符合生态环境保护规划。

    Checks projects, facilities, vehicles and district figures against environmental protection plans.
    """


MOST_SAID = 20
MORE_PROBLEMS = Said("… 另有 {more} 个问题", "… and {more} more problems")


def _said(error: EcocheckError, lang: str) -> str:
    """The error's text; of a long list of problems the first twenty, and how many more there are."""
    lines = error.text(lang).splitlines()
    if len(lines) <= MOST_SAID:
        return "\n".join(lines)
    return "\n".join([*lines[:MOST_SAID], MORE_PROBLEMS.filled(more=len(lines) - MOST_SAID)[lang]])


def main() -> None:
    """Runs a command. Status 0: nothing in fail_on; 1: something in it; 2: the input or the rules could not be used."""
    try:
        status = root(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except EcocheckError as error:
        lang = "en" if "--lang=en" in sys.argv or ("--lang" in sys.argv and "en" in sys.argv) else "zh"
        sys.stderr.write(f"ecocheck: {_said(error, lang)}\n")
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("ecocheck: 已中断 / interrupted\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
