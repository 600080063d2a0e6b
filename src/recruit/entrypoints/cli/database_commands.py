"""Commands for the tables of the database: `recruit db`."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import kernel
from recruit.entrypoints.cli import dated_backups
from recruit.entrypoints.cli.prompts import confirm, yes_option
from recruit.entrypoints.data_directory import require_data
from recruit.entrypoints.settings import Settings
from recruit.ports.plugins import AdapterConfig


@click.group()
@click.pass_obj
def db(settings: Settings) -> None:
    """Manage the tables of the database."""
    refuse_memory(settings)


@db.command()
@click.argument("revision", default="head")
@click.pass_obj
def upgrade(settings: Settings, revision: str) -> None:
    """Bring the tables to REVISION, by default the newest."""
    from recruit.entrypoints.logs import configure  # noqa: PLC0415 - which imports much of a server

    configure(settings.log_level, settings.log_format)
    found, compatibility = asyncio.run(_upgrade(settings, revision))
    click.echo(f"The tables are at {found}.")
    if compatibility and revision == "head":
        click.echo(compatibility, err=True)


@db.command()
@click.argument("revision")
@yes_option
@click.pass_obj
def downgrade(settings: Settings, revision: str, *, yes: bool) -> None:
    """Bring the tables back to REVISION; `base` drops all tables with their rows."""
    click.echo(f"The tables are at {asyncio.run(_downgrade(settings, revision, yes=yes)) or 'base'}.")


@db.command()
@click.pass_obj
def current(settings: Settings) -> None:
    """Show the revision that the tables have, and on standard error the database server and what works with them."""
    revision, *more = asyncio.run(_current(settings))
    click.echo(revision or "base")
    for line in filter(None, more):
        click.echo(line, err=True)


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="FILE is a directory: write a file named after the time into it, and remove all but the newest N of them.",
)
@click.pass_obj
def backup(settings: Settings, file: Path, keep: int | None) -> None:
    """Write all committed rows into FILE, which must not exist. Servers may run meanwhile."""
    if keep is None and file.is_dir():
        raise click.UsageError(f"{file} is a directory: name a new file in it, or give --keep N")
    target = file if keep is None else dated_backups.next_file(file, datetime.now(UTC))
    asyncio.run(_back_up(settings, target))
    click.echo(f"Backed up into {target}.")
    if keep is not None:
        for removed in dated_backups.remove_oldest(target, keep):
            click.echo(f"Removed {removed}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--directory",
    type=click.Path(path_type=Path, file_okay=False),
    help="A new data directory for an embedded database, in place of RECRUIT_DATA_DIR.",
)
@click.pass_obj
def restore(settings: Settings, file: Path, directory: Path | None) -> None:
    """Fill an empty database from FILE, all of it or nothing."""
    if directory is not None:
        if not settings.storage.startswith("embedded:"):
            raise click.UsageError("--directory is for RECRUIT_STORAGE=embedded: only")
        settings = replace(settings, data_dir=directory.absolute())
    click.echo(f"Restored from {file}; the tables are at {asyncio.run(_restore(settings, file))}.")


@db.command()
@click.option(
    "--shards",
    type=click.IntRange(1, 64_000),
    default=32,
    show_default=True,
    help="Parts of each table: some for each machine to come.",
)
@click.option("--plan", is_flag=True, help="Print the statements and do nothing.")
@yes_option
@click.pass_obj
def distribute(settings: Settings, shards: int, *, plan: bool, yes: bool) -> None:
    """Distribute the tables among the machines of a Citus cluster, and verify them.

    Stop all servers and workers first. After an interruption, the same command goes on. Tables that are distributed are
    only verified.
    """
    asyncio.run(_distribute(settings, shards, only_plan=plan, yes=yes))


@db.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def drill(file: Path) -> None:
    """Restore FILE into a temporary database, check it, and remove the database. Nothing else is read or changed.

    The exit code is 1 when the file can't be restored, or an audit log in it doesn't hold.
    """
    from recruit.entrypoints.cli import restore_drill  # noqa: PLC0415 - other commands don't pay for it

    if not restore_drill.run(file):
        raise click.exceptions.Exit(1)


def refuse_memory(settings: Settings) -> None:
    """Raise ConfigurationError for storage in memory, which no other process can reach."""
    if settings.is_in_memory:
        raise ConfigurationError(
            "RECRUIT_STORAGE is memory:, which ends with this command and no other process can reach: choose a "
            "database, such as embedded:"
        )


def storage_config(settings: Settings, *, existing: bool = False) -> AdapterConfig:
    """Return the storage's configuration. With `existing`, a missing database raises ConfigurationError."""
    if existing:
        require_data(settings.storage, settings.data_dir)
    return AdapterConfig(settings.storage, settings.data_dir, settings.options, served=existing)


async def _upgrade(settings: Settings, revision: str) -> tuple[str | None, str]:
    async with kernel.SCHEMA.open(storage_config(settings)) as schema:
        await schema.upgrade(revision)
        return await schema.current(), await schema.compatibility()


async def _downgrade(settings: Settings, revision: str, *, yes: bool) -> str | None:
    async with kernel.SCHEMA.open(storage_config(settings, existing=True)) as schema:
        if await schema.steps(revision) < 0:
            held = ", ".join(f"{name}: {count}" for name, count in (await schema.counts()).items())
            wanted = await schema.resolved(revision)
            what = "all tables" if wanted == "base" else "the tables and columns that are newer"
            confirm(
                f"Going back from {await schema.current()} to {wanted} drops {what}, and what is in them. "
                f"The database holds {held}. `recruit db backup FILE` keeps it.",
                "Go back?",
                yes=yes,
            )
        await schema.downgrade(revision)
        return await schema.current()


async def _back_up(settings: Settings, file: Path) -> None:
    async with kernel.SCHEMA.open(storage_config(settings, existing=True)) as schema:
        await schema.back_up(file)


async def _restore(settings: Settings, file: Path) -> str | None:
    async with kernel.SCHEMA.open(storage_config(settings)) as schema:
        await schema.restore(file)
        return await schema.current()


async def _distribute(settings: Settings, shards: int, *, only_plan: bool, yes: bool) -> None:
    async with kernel.SCHEMA.open(storage_config(settings, existing=True)) as schema:
        statements = await schema.distribution_plan(shards)
        if only_plan:
            click.echo(";\n".join([*statements, ""]), nl=False)
            return
        if statements:
            confirm(
                f"{len(statements)} statements distribute the tables; --plan prints them. There is no way back but a "
                "backup: `recruit db backup FILE` makes one.",
                "Distribute?",
                yes=yes,
            )
        await schema.distribute(shards, lambda left, statement: click.echo(f"{left} left: {statement}", err=True))
    click.echo("The tables are distributed, and every shard is protected as its table is.")


async def _current(settings: Settings) -> tuple[str | None, str, str]:
    async with kernel.SCHEMA.open(storage_config(settings, existing=True)) as schema:
        return await schema.current(), await schema.server_version(), await schema.compatibility()
