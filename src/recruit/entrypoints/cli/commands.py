"""Commands of the command line: `recruit`, or `python -m recruit`."""

import asyncio
import importlib.util
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import recruit
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.shared.errors import ConfigurationError, RecruitError
from recruit.entrypoints import kernel, signing_key
from recruit.entrypoints.cli.prompts import confirm, new_password, yes_option
from recruit.entrypoints.data_directory import require_data
from recruit.entrypoints.error_messages import sentence
from recruit.entrypoints.mcp.profiles import Profile
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import about_settings
from recruit.entrypoints.startup_gc import startup_gc
from recruit.ports.plugins import Plug

LOGGING = ("serve", "worker")
"""Commands that log their warnings instead of printing them."""


class OneLineErrors(click.Group):
    """A command group that reports a RecruitError as one line, with exit code 1. Wrong usage keeps click's code 2."""

    def invoke(self, context: click.Context) -> object:
        """Run the command. Raises click.ClickException for a RecruitError."""
        try:
            return super().invoke(context)
        except RecruitError as error:
            raise click.ClickException(sentence(error)) from error


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(recruit.__version__)
@click.pass_context
def main(context: click.Context) -> None:
    """Recruit: an API-first, self-hostable recruiting platform.

    Settings come from the environment; `recruit config` shows them.
    """
    _end_in_order()
    context.obj = Settings.from_environment(os.environ)
    if context.invoked_subcommand not in LOGGING:
        for warning in about_settings(context.obj):
            click.echo(f"Warning: {warning}", err=True)


def _end_in_order() -> None:
    """Make SIGTERM, SIGHUP and SIGQUIT shut down cleanly as SIGINT does, unless they are ignored.

    SIGINT gets Python's default handler: a script that runs a command in the background has SIGINT ignored in it, and
    the other signals, which raise SIGINT, would then be ignored too.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))


@main.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Serve the API until interrupted."""
    with startup_gc():
        from recruit.entrypoints.http.transport.server import serve as serve_http  # noqa: PLC0415 - others don't pay for it

    serve_http(settings)


@main.command()
@click.pass_obj
def worker(settings: Settings) -> None:
    """Do the background work apart from the servers, which then run with RECRUIT_BACKGROUND=off."""
    from recruit.entrypoints.cli.worker import work  # noqa: PLC0415 - other commands don't pay for it

    _refuse_memory(settings)
    work(settings)


def _mapping(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return fields by column name. A column name may contain "=". Raises click.BadParameter."""
    pairs = [one.rpartition("=") for one in given]
    if not all(column and field for column, _, field in pairs):
        raise click.BadParameter("Give it as 'Column=field'.")
    return {column.strip(): field.strip() for column, _, field in pairs}


@main.command("import")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--email", required=True, help="The user whose organisation gets the candidates.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, and create nobody.")
@click.option("--create-duplicates", is_flag=True, help="Create people again who are there already.")
@click.option("--notes", help="Ends the notes of every candidate.")
@click.option("--preview", is_flag=True, help="Show what a table is taken for and would become, and keep nothing.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_mapping,
    help="What a column of a table is: a field that --preview names, notes or ignored. Any number of times.",
)
@click.option("--create-jobs", is_flag=True, help="Create jobs that a table names and that aren't there, as drafts.")
@click.option("--continue", "import_id", type=click.IntRange(min=1), help="Go on with an import, instead of PATH.")
@click.pass_obj
def import_candidates(
    settings: Settings, /, path: Path | None, email: str, import_id: int | None, *, preview: bool, **options: Any
) -> None:
    """Create candidates from PATH: a zip archive or a directory of résumés, or a table of people as CSV.

    Works on the storage itself, whether a server is running or not. The exit code is 1 when anything failed.
    """
    from recruit.entrypoints.cli import import_command  # noqa: PLC0415 - other commands don't pay for it

    if (path is None) == (import_id is None):
        raise click.UsageError("Give either PATH or --continue.")
    _refuse_memory(settings)
    if preview and path is not None:
        asyncio.run(import_command.preview(settings, path, email, **options))
        return
    if not asyncio.run(import_command.run(settings, path, import_id, email, **options)):
        raise click.exceptions.Exit(1)


@main.command()
@click.option("--email", required=True, help="The user in whose name the assistant works.")
@click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    default=Profile.RECRUITER.value,
    show_default=True,
    help="How far it may go, within that user's role.",
)
@click.pass_obj
def mcp(settings: Settings, email: str, profile: str) -> None:
    """Serve the recruiter's tools to an assistant on this machine, over standard input and output."""
    if importlib.util.find_spec("mcp") is None:
        raise ConfigurationError("This needs one more package: pip install 'recruit[mcp]'")
    from recruit.entrypoints.mcp.stdio import serve as serve_lines  # noqa: PLC0415 - other commands don't pay for it

    serve_lines(settings, email, profile)


@main.command()
@click.pass_obj
def config(settings: Settings) -> None:
    """Show all settings, with secrets masked, and which outside programs documents are read with.

    The exit code is 1 where a setting is one that `recruit serve` refuses.
    """
    from recruit.entrypoints import setting_checks  # noqa: PLC0415 - other commands don't pay for it

    shown = settings.shown(kernel.adapter_settings())
    if (keys := signing_key.key_file(settings)) is not None:
        shown["RECRUIT_SECRET_KEY_FILE"] = str(keys)
    for name, value in shown.items():
        click.echo(f"{name}={value}{'' if name in settings.options else '  # default'}")
    faults = asyncio.run(setting_checks.faults(settings))
    with suppress(ConfigurationError):  # it is among the faults
        for name, path in asyncio.run(_tools(settings)).items():
            click.echo(f"# {name}: {path or 'not found'}")
    if faults:
        raise ConfigurationError("; ".join(faults))


@main.group()
@click.pass_obj
def db(settings: Settings) -> None:
    """Manage the tables of the database."""
    _refuse_memory(settings)


@db.command()
@click.argument("revision", default="head")
@click.pass_obj
def upgrade(settings: Settings, revision: str) -> None:
    """Bring the tables to REVISION, by default the newest."""
    click.echo(f"The tables are at {asyncio.run(_upgrade(settings, revision))}.")


@db.command()
@click.argument("revision")
@yes_option
@click.pass_obj
def downgrade(settings: Settings, revision: str, *, yes: bool) -> None:
    """Bring the tables back to REVISION; `base` drops them and all that is in them."""
    click.echo(f"The tables are at {asyncio.run(_downgrade(settings, revision, yes=yes)) or 'base'}.")


@db.command()
@click.pass_obj
def current(settings: Settings) -> None:
    """Show the revision that the tables have, and on standard error the version of the database server."""
    revision, server = asyncio.run(_current(settings))
    click.echo(revision or "base")
    click.echo(server, err=True)


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Write all that is committed now into FILE, a new one, while servers go on serving."""
    asyncio.run(_back_up(settings, file))
    click.echo(f"Backed up into {file}.")


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


@main.group()
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
    count, changed = signing_key.older(settings)
    if count:
        confirm(
            f"Keys to retire: {count}. Whoever has a token that they signed has to log in again. Such tokens hold "
            f"until {settings.token_hours:g} hours after the last server took up the newest (SIGHUP or restart); "
            f"it came into the file at {changed:%F %T} UTC.",
            "Retire them now?",
            yes=yes,
        )
    click.echo(f"Keys retired: {signing_key.retire(settings)}. Send servers SIGHUP, and they refuse what those signed.")


@main.group()
def audit() -> None:
    """Look after the audit log."""


@audit.command()
@click.option(
    "--heads",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Compare with the ends of the chains that an earlier run wrote into this file, and write the new ones.",
)
@click.pass_obj
def verify(settings: Settings, heads: Path | None) -> None:
    """Verify the audit logs of all organisations: the exit code is 1 where an entry was changed or is missing."""
    from recruit.entrypoints.cli import audit_command  # noqa: PLC0415 - other commands don't pay for it

    _refuse_memory(settings)
    if not audit_command.verify(settings, heads):
        raise click.exceptions.Exit(1)


@main.command()
@click.option("--erase", is_flag=True, help="Erase it now, instead of showing what would go.")
@click.pass_obj
def retention(settings: Settings, *, erase: bool) -> None:
    """Show what is older than RECRUIT_RETENTION_DAYS and RECRUIT_LOG_DAYS let it be, or erase it."""
    from recruit.entrypoints.cli.retention import retain  # noqa: PLC0415 - other commands don't pay for it

    _refuse_memory(settings)
    asyncio.run(retain(settings, erase=erase))


@main.group()
def user() -> None:
    """Manage users."""


@user.command()
@click.option("--email", required=True, help="The address that the user logs in with.")
@click.option("--password", help="Other users of this machine may see it: without it, it is asked for or read.")
@click.option("--org-id", type=click.IntRange(min=1), help="An organisation that exists.")
@click.option("--org-name", help="A new organisation, when --org-id isn't given.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="What the user may do: has to be given with --org-id; in a new organisation, everything.",
)
@click.pass_obj
def create(
    settings: Settings, email: str, password: str | None, org_id: int | None, org_name: str | None, role: str | None
) -> None:
    """Create a user in the organisation that --org-id names, and without it in a new one.

    The password is asked for, or where there is no terminal read as a line of standard input.
    """
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    if org_id is None and role not in {None, Role.ORG_ADMIN}:
        raise click.UsageError(f"The first user of a new organisation is its {Role.ORG_ADMIN}: give --org-id as well.")
    if org_id is not None and org_name is not None:
        raise click.UsageError("--org-id names an organisation that exists and --org-name a new one: give one of them.")
    if org_id is not None and role is None:
        raise click.UsageError(f"In an organisation that exists, give the user's --role: {', '.join(Role)}.")
    _refuse_memory(settings)
    password = new_password() if password is None else password
    users.check({"email": email, "password": password, "org_name": org_name})
    made = asyncio.run(users.register(settings, email, password, org_id, org_name, Role(role or Role.ORG_ADMIN)))
    which = "the new organisation" if org_id is None else "organisation"
    click.echo(f"Created user #{made.id} ({made.email}) as {made.role} of {which} #{made.org_id}.")


@user.command("list")
@click.option("--org-id", type=click.IntRange(min=1), help="The users of one organisation alone.")
@click.pass_obj
def list_users(settings: Settings, org_id: int | None) -> None:
    """List the users who can log in, of all organisations or of one. Those who were removed aren't among them."""
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    _refuse_memory(settings)
    asyncio.run(users.show(settings, org_id))


@user.command("set-password")
@click.option("--email", required=True, help="The address that the user logs in with.")
@click.pass_obj
def set_password(settings: Settings, email: str) -> None:
    """Set a user's password, and log them out everywhere.

    It is asked for, or where there is no terminal read as a line of standard input.
    """
    from recruit.entrypoints.cli import users  # noqa: PLC0415 - other commands don't pay for it

    _refuse_memory(settings)
    password = new_password()
    users.check({"email": email, "password": password})
    changed = asyncio.run(users.set_password(settings, email, password))
    click.echo(f"User #{changed.id} ({changed.email}) has a new password and is logged out everywhere.")


@main.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Fill a new organisation with jobs, candidates and applications, and print its login."""
    from recruit.entrypoints.cli.demo import fill  # noqa: PLC0415 - other commands don't pay for its data

    _refuse_memory(settings)
    email, password = asyncio.run(fill(settings))
    click.echo(f"Email:    {email}\nPassword: {password}\n")
    click.echo(f"Log in:   curl http://{settings.host}:{settings.port}/api/v1/auth/login \\")
    click.echo(f"            -d username={email} -d password={password}")


def _refuse_memory(settings: Settings) -> None:
    if settings.storage.startswith("memory:"):
        raise ConfigurationError(
            "RECRUIT_STORAGE is memory:, which ends with this command and no other process can reach: choose a "
            "database, such as embedded:"
        )


async def _upgrade(settings: Settings, revision: str) -> str | None:
    async with kernel.SCHEMA.open(_plug(settings)) as schema:
        await schema.upgrade(revision)
        return await schema.current()


async def _downgrade(settings: Settings, revision: str, *, yes: bool) -> str | None:
    async with kernel.SCHEMA.open(_plug(settings, existing=True)) as schema:
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
    async with kernel.SCHEMA.open(_plug(settings, existing=True)) as schema:
        await schema.back_up(file)


async def _restore(settings: Settings, file: Path) -> str | None:
    async with kernel.SCHEMA.open(_plug(settings)) as schema:
        await schema.restore(file)
        return await schema.current()


async def _current(settings: Settings) -> tuple[str | None, str]:
    async with kernel.SCHEMA.open(_plug(settings, existing=True)) as schema:
        return await schema.current(), await schema.server_version()


async def _tools(settings: Settings) -> Mapping[str, str | None]:
    async with kernel.DOCUMENTS.open(replace(_plug(settings), url=settings.documents)) as reader:
        return reader.tools


def _plug(settings: Settings, *, existing: bool = False) -> Plug:
    """Return the storage's plug. With `existing`, a missing database raises ConfigurationError and isn't created."""
    if existing:
        require_data(settings.storage, settings.data_dir)
    return Plug(settings.storage, settings.data_dir, settings.options, served=existing)
