"""What click says of a command line that it cannot read, in Chinese; in English it speaks for itself."""

from __future__ import annotations

import click

from ..errors import EcocheckError


def usage_error(error: click.ClickException) -> EcocheckError | None:
    """The error in words of ours; None where it has words in Chinese of its own."""
    if isinstance(error, click.MissingParameter):
        return EcocheckError("cli.parameter_missing", name=_name(error))
    if isinstance(error, click.NoSuchOption):
        return EcocheckError("cli.no_option", name=error.option_name, near=error.possibilities or ["--help"])
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param is not None else None
        if isinstance(kind, click.Choice):
            return EcocheckError("cli.no_choice", name=_name(error), choices=list(kind.choices))
        return EcocheckError("cli.bad_value", name=_name(error), reason=error.message) if error.message.isascii() else None
    if isinstance(error, click.UsageError) and error.message.isascii():
        return EcocheckError("cli.not_understood", reason=error.message)
    return None


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return (
        parameter.opts[-1]
        if isinstance(parameter, click.Option)
        else parameter.make_metavar(error.ctx or click.get_current_context())
    )
