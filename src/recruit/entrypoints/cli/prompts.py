"""What the command line asks for: at a terminal with a question, elsewhere by --yes or on standard input."""

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
    if not _at_a_terminal():
        raise click.UsageError(f"{loss} Nothing was done: give --yes to go on without a question.")
    click.echo(loss)
    click.confirm(question, abort=True)


def new_password() -> str:
    """Ask for a password twice at a terminal, or read it as a line of standard input. Raises click.UsageError."""
    if _at_a_terminal():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    try:
        line = sys.stdin.buffer.readline().decode().rstrip("\r\n") if sys.stdin else ""
    except UnicodeDecodeError:
        raise click.UsageError("The password on standard input must be UTF-8.") from None
    if not line:
        raise click.UsageError("Without a terminal, give the password as a line of standard input.")
    return line


def _at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()  # it is None where it was closed
