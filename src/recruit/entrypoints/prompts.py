"""Confirmations of the command line: at a terminal a question, elsewhere --yes."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def yes_option(command: Command) -> Command:
    """Add the option --yes to a command that loses something."""
    return click.option("--yes", is_flag=True, help="Don't ask for confirmation.")(command)


def confirm(loss: str, question: str, *, yes: bool) -> None:
    """Name what will be lost and ask whether to go on.

    Raises click.Abort for a no, and click.UsageError where there is no terminal to ask at and --yes wasn't given.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"{loss} Nothing was done: give --yes to go on without a question.")
    click.echo(loss)
    click.confirm(question, abort=True)
