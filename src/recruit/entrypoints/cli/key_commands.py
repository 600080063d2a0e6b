"""Commands for the keys that sign tokens: `recruit key`."""

import click

from recruit.entrypoints import signing_key
from recruit.entrypoints.cli.prompts import confirm, yes_option
from recruit.entrypoints.settings import Settings


@click.group()
def key() -> None:
    """Manage the keys that sign tokens, where they are in a file."""


@key.command()
@click.pass_obj
def rotate(settings: Settings) -> None:
    """Put a new key before the others. Tokens that those have signed hold on."""
    click.echo(f"A new key stands first in {signing_key.rotate(settings)}: send servers SIGHUP, and they sign with it.")
    click.echo(f"When tokens from before have expired, in {settings.token_hours:g} hours: recruit key retire")


@key.command()
@yes_option
@click.pass_obj
def retire(settings: Settings, *, yes: bool) -> None:
    """Remove all keys but the newest. Tokens that they have signed hold no more."""
    count, changed = signing_key.older_keys(settings)
    if not count:
        click.echo("Keys to retire: 0. There is only the newest.")
        return
    confirm(
        f"Keys to retire: {count}. Users with a token signed by one of them have to log in again. Such tokens hold "
        f"until {settings.token_hours:g} hours after the last server took up the newest (SIGHUP or restart); "
        f"it came into the file at {changed:%F %T} UTC.",
        "Retire them now?",
        yes=yes,
    )
    click.echo(f"Keys retired: {signing_key.retire(settings)}. Send servers SIGHUP, and they refuse what those signed.")
