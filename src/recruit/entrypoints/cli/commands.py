"""Commands of the command line: `recruit`, or `python -m recruit`."""

import asyncio
import importlib.util
import logging
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from recruit.domain.shared.errors import ConfigurationError, RecruitError
from recruit.entrypoints import kernel, signing_key
from recruit.entrypoints.cli.database_commands import db, refuse_memory, storage_config
from recruit.entrypoints.cli.key_commands import key
from recruit.entrypoints.cli.prompts import yes_option
from recruit.entrypoints.cli.user_commands import user
from recruit.entrypoints.error_messages import operator_message
from recruit.entrypoints.mcp.profiles import Profile
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.startup_checks import settings_warnings
from recruit.entrypoints.startup_gc import startup_gc

OWN_WARNINGS = ("serve", "worker", "doctor")
"""Commands that log their warnings, or have a line for each."""


class OneLineErrors(click.Group):
    """A command group that reports a RecruitError as one line, with exit code 1. Wrong usage keeps click's code 2."""

    def invoke(self, context: click.Context) -> object:
        """Run the command. Raises click.ClickException for a RecruitError."""
        try:
            return super().invoke(context)
        except RecruitError as error:
            raise click.ClickException(operator_message(error)) from error


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Show the version and exit."""
    if not wanted:
        return
    from recruit.entrypoints.version import this_version  # noqa: PLC0415 - other commands don't pay for it

    found = asyncio.run(this_version("embedded:"))
    click.echo(
        f"{found.name} {found.version} (database revision {found.database_revision}, "
        f"matching engine {found.matching_engine})"
    )
    context.exit()


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@click.pass_context
def main(context: click.Context) -> None:
    """Recruit: an API-first, self-hostable recruiting platform.

    Settings come from the environment; `recruit config` shows them.
    """
    _handle_signals()
    context.obj = Settings.from_environment(os.environ)
    if context.invoked_subcommand not in OWN_WARNINGS:
        for warning in settings_warnings(context.obj):
            click.echo(f"Warning: {warning}", err=True)


def _handle_signals() -> None:
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

    refuse_memory(settings)
    work(settings)


def _parse_mapping(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return fields by column name. A column name may contain "=". Raises click.BadParameter."""
    pairs = [one.rpartition("=") for one in given]
    if not all(column and field for column, _, field in pairs):
        raise click.BadParameter("Give it as 'Column=field'.")
    return {column.strip(): field.strip() for column, _, field in pairs}


@main.command("import")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--email", required=True, help="The user whose organisation gets the candidates.")
@click.option("--dry-run", is_flag=True, help="Check all rows or files without creating candidates.")
@click.option("--create-duplicates", is_flag=True, help="Create people again who are there already.")
@click.option("--notes", help="Ends the notes of every candidate.")
@click.option("--preview", is_flag=True, help="Show what a table is taken for and would become, and keep nothing.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_parse_mapping,
    help="What a column of a table is: a field that --preview names, notes or ignored. Any number of times.",
)
@click.option("--create-jobs", is_flag=True, help="Create jobs that a table names and that aren't there, as drafts.")
@click.option(
    "--job", "job_id", type=click.IntRange(min=1), help="Id of the job for which the people of résumés apply."
)
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
    refuse_memory(settings)
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

    shown = settings.formatted(kernel.adapter_settings())
    if (keys := signing_key.key_file(settings)) is not None:
        shown["RECRUIT_SECRET_KEY_FILE"] = str(keys)
    elif settings.is_in_memory and settings.secret_key is None:
        shown["RECRUIT_SECRET_KEY"] = "(drawn at each start)"  # noqa: S105 - a note
    for name, value in shown.items():
        click.echo(f"{name}={value}{'' if name in settings.options else '  # default'}")
    faults = asyncio.run(setting_checks.setting_errors(settings))
    with suppress(ConfigurationError):  # it is among the faults
        for name, path in asyncio.run(_tools(settings)).items():
            click.echo(f"# {name}: {path or 'not found'}")
    if faults:
        raise ConfigurationError("; ".join(faults))


@main.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Check this installation: what is wrong, and what to do about it. Changes nothing.

    The exit code is 1 when a check failed.
    """
    from recruit.entrypoints.doctor import findings  # noqa: PLC0415 - other commands don't pay for it
    from recruit.ports.diagnosis import Verdict  # noqa: PLC0415 - the same

    async def show() -> bool:
        """Print the findings, and return whether one failed."""
        failed = False
        async for one in findings(settings):
            click.echo(f"{one.verdict:<8} {one.subject}: {one.text}")
            failed |= one.verdict == Verdict.FAILED
        return failed

    logging.getLogger("recruit").addHandler(logging.NullHandler())  # the findings say it all
    if asyncio.run(show()):
        raise click.exceptions.Exit(1)


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

    refuse_memory(settings)
    if not audit_command.verify(settings, heads):
        raise click.exceptions.Exit(1)


@main.command()
@click.option("--erase", is_flag=True, help="Erase it now, instead of showing what would go.")
@yes_option
@click.pass_obj
def retention(settings: Settings, *, erase: bool, yes: bool) -> None:
    """Show what is older than RECRUIT_RETENTION_DAYS and RECRUIT_LOG_DAYS let it be, or erase it."""
    from recruit.entrypoints.cli.retention import retain  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    asyncio.run(retain(settings, erase=erase, yes=yes))


@main.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Fill a new organisation with jobs, candidates and applications, and print its login."""
    from recruit.entrypoints.cli.demo import fill  # noqa: PLC0415 - other commands don't pay for it

    refuse_memory(settings)
    email, password = asyncio.run(fill(settings))
    click.echo(f"Email:    {email}\nPassword: {password}\n")
    click.echo(f"Log in:   curl http://{settings.host}:{settings.port}/api/v1/auth/login \\")
    click.echo(f"            -d username={email} -d password={password}")


for group in (db, key, user):
    main.add_command(group)


async def _tools(settings: Settings) -> Mapping[str, str | None]:
    async with kernel.DOCUMENTS.open(replace(storage_config(settings), url=settings.documents)) as reader:
        return reader.tools
