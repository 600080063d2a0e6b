"""Confirmation and password prompts. Without a terminal, --yes confirms and passwords come from standard input."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def yes_option(command: Command) -> Command:
    """Add the option --yes to a command that deletes data."""
    return click.option("--yes", is_flag=True, help="Don't ask for confirmation.")(command)


def confirm(loss: str, question: str, *, yes: bool) -> None:
    """Print the loss and ask for confirmation, unless `yes`.

    Raises click.Abort for a no, and click.UsageError without a terminal.
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
    return sys.stdin is not None and sys.stdin.isatty()  # sys.stdin is None if standard input was closed at startup
