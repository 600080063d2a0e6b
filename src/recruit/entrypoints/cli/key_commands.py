"""Commands for the keys that sign tokens: `recruit key`."""

import asyncio

import click

from recruit.entrypoints import signing_key
from recruit.entrypoints.cli.database_commands import refuse_memory
from recruit.entrypoints.cli.prompts import confirm, yes_option
from recruit.entrypoints.settings import Settings


@click.group()
def key() -> None:
    """Manage the keys that sign tokens and encrypt the secrets of second factors."""


@key.command()
@click.pass_obj
def rotate(settings: Settings) -> None:
    """Put a new key before the others in the file. Tokens that those have signed hold on."""
    click.echo(f"A new key stands first in {signing_key.rotate(settings)}: send servers SIGHUP, and they sign with it.")
    click.echo(f"When tokens from before have expired, in {settings.token_hours:g} hours: recruit key retire")


@key.command()
@yes_option
@click.pass_obj
def retire(settings: Settings, *, yes: bool) -> None:
    """Remove all keys but the newest from the file. Tokens that they have signed hold no more."""
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
    if (settings.data_dir / "postgres").exists() or not settings.storage.startswith(("embedded:", "memory:")):
        _reseal(settings)
    click.echo(f"Keys retired: {signing_key.retire(settings)}. Send servers SIGHUP, and they refuse what those signed.")


@key.command()
@click.pass_obj
def reseal(settings: Settings) -> None:
    """Encrypt the secrets of second factors with the newest key, as `retire` does first.

    Where keys are in the environment, run it before one is taken out of RECRUIT_OLD_SECRET_KEYS.
    """
    refuse_memory(settings)
    _reseal(settings)


def _reseal(settings: Settings) -> None:
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    click.echo(f"Secrets encrypted with the newest key: {asyncio.run(users.reseal(settings))}.")
