"""`recruit db drill`: restores a backup into a temporary database, and checks what was restored."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from recruit.domain.audit.service import Auditing, Verdict
from recruit.entrypoints import kernel
from recruit.entrypoints.cli.audit_command import format_verdict
from recruit.entrypoints.scratch_directories import scratch_directory
from recruit.ports.plugins import AdapterConfig

PREFIX = "recruit-drill-"


def run(file: Path) -> bool:
    """Restore the file, print the results, remove the database, and return whether all audit logs hold.

    Raises ConfigurationError if the file can't be restored.
    """
    started = time.monotonic()
    with scratch_directory(PREFIX) as scratch:
        scratch.chmod(0o711)  # so that the user as whom root runs the database needs no capability to reach it
        revision, rows, verdicts = asyncio.run(_restore(file, scratch / "data"))
    click.echo(f"revision: {revision}")
    click.echo(f"rows: {sum(rows.values()):,} in {len(rows)} tables, as many as in the file")
    faults = [verdict for verdict in verdicts if verdict.fault is not None]
    for verdict in faults:
        click.echo(format_verdict(verdict))
    if not faults:
        entries = sum(verdict.head.place for verdict in verdicts)
        click.echo(f"audit logs: {entries:,} entries of {len(verdicts)} organisations hold")
    outcome = "is restored, and an audit log in it doesn't hold" if faults else "can be restored"
    click.echo(f"{file} {outcome}. The drill took {time.monotonic() - started:.1f} s.")
    return not faults


async def _restore(file: Path, directory: Path) -> tuple[str | None, Mapping[str, int], Sequence[Verdict]]:
    config = AdapterConfig("embedded:", directory)
    async with kernel.SCHEMA.open(config) as schema:
        rows = await schema.rehearse(file)
        async with kernel.STORAGE.open(config) as storage:
            auditing = Auditing(storage)
            await auditing.all_organisations()
            verdicts = [await auditing.verify(org_id) for org_id in await auditing.organisations()]
        return await schema.current(), rows, verdicts
