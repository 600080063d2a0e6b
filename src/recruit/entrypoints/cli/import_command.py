"""`recruit import`: bulk import of candidates, directly on the storage, whether or not a server is running."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from textwrap import shorten
from typing import Any

import click

from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import ORIGIN
from recruit.domain.imports.headers import NOTES
from recruit.domain.imports.model import Import, ImportItem, ImportKind, ImportStatus, ItemStatus
from recruit.domain.imports.previews import Preview
from recruit.domain.imports.rows import ParsedRow
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints.background_tasks import running_task
from recruit.entrypoints.cli.upload_batches import uploads
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings

POLL_SECONDS = 0.2
"""Interval for polling the progress of an import, which a running server may be processing instead."""

PAGE = 100
MOST_WARNED = 50
"""Bound of the items with warnings that are printed. The API returns all of them."""

LONGEST_SHOWN = 60
CREATE_JOBS = re.compile(r"(?<!['\w])create_jobs(?!['\w])")
"""The API's field of that name in a message, unless it is quoted from the table."""

DELIMITER_NAMES = {"\t": "tab", ",": "comma", ";": "semicolon"}


async def run(settings: Settings, path: Path | None, import_id: int | None, email: str, **options: Any) -> bool:
    """Import `path`, with options of `Importing.start`, or continue an import. Return whether all items succeeded."""
    async with assemble(settings, existing=True) as services:
        actor = await services.accounts.actor_by_email(email)
        ORIGIN.set(ORIGIN.get().acting(actor))
        if path is None:
            return await _finish(services, actor, await _progress(services, actor, import_id or 0))
        succeeded = True
        for name, file in uploads(path):
            started = await services.importing.start(actor, file, name, **options)
            succeeded &= await _finish(services, actor, started)
        return succeeded


async def preview(
    settings: Settings,
    path: Path,
    email: str,
    *,
    notes: str | None,
    mapping: dict[str, str],
    create_jobs: bool,
    **_others: Any,
) -> None:
    """Print the detected layout and columns of the table at `path`, and the result of its first rows."""
    async with assemble(settings, existing=True) as services:
        actor = await services.accounts.actor_by_email(email)
        for _, file in uploads(path):
            found = await services.importing.preview(actor, file, notes=notes, mapping=mapping, create_jobs=create_jobs)
            for line in _format_preview(found):
                click.echo(line)


def _format_preview(found: Preview) -> Iterator[str]:
    delimiter = DELIMITER_NAMES.get(found.delimiter, found.delimiter)
    yield f"Layout {found.layout}, encoding {found.encoding}, delimiter {delimiter}, header in row {found.header}."
    yield from map(_with_options, found.warnings)
    yield "Columns:"
    for column in found.columns:
        yield f"  {column.name} = {column.field or NOTES}: {' | '.join(map(_on_one_line, column.samples))}"
    yield "Rows:"
    for row in found.rows:
        yield f"  row {row.number}: {row.error or _format_person(row.parsed)}"
        yield from (f"    {warning}" for warning in row.warnings)
    yield (
        f"{found.total} rows: {found.valid} could be imported, {found.warned} of them with warnings, and"
        f" {found.applications} applications made; {found.failed} would fail."
    )


def _format_person(person: ParsedRow | None) -> str:
    """Return the candidate that a row would create, on one line."""
    if person is None:
        return ""
    details = {field.name: getattr(person.details, field.name) for field in fields(person.details)}
    parts = [f"{name} {_on_one_line(str(value))!r}" for name, value in details.items() if value is not None]
    contacts = [*person.profile.contacts.emails, *person.profile.contacts.phones]
    if person.application:
        contacts.append(f"application for {person.application.job.title!r}, {person.application.status}")
    return ", ".join([*parts, *contacts])


def _with_options(message: str) -> str:
    """Return an import's message with the command's option in place of the API's field."""
    return CREATE_JOBS.sub("--create-jobs", message)


def _on_one_line(text: str) -> str:
    return shorten(text, LONGEST_SHOWN, placeholder="…")


async def _finish(services: Services, actor: Actor, job: Import) -> bool:
    """Process an import to its end with a progress bar, print the result, and return whether no item failed."""
    for warning in job.warnings:
        click.echo(_with_options(warning))
    try:
        async with running_task(_process(services, actor)) as processing:
            with click.progressbar(length=job.total, label=f"Import #{job.id}") as bar:
                bar.update(job.done)
                while job.status != ImportStatus.DONE:
                    done, _ = await asyncio.wait([processing], timeout=POLL_SECONDS)
                    for task in done:
                        task.result()  # raises its exception
                    job = await _progress(services, actor, job.id)
                    bar.update(job.done - bar.pos)
    except asyncio.CancelledError:
        job = await _progress(services, actor, job.id)
        click.echo(f"\nStopped: {job.done} of {job.total} are done, and stay. A running server does the rest, or:")
        click.echo(f"  recruit import --continue {job.id} --email ADDRESS")
        raise
    result = f"{job.valid} would be created" if job.dry_run else f"{job.created} created"
    click.echo(f"{result}, {job.duplicates} there already, {job.failed} failed.")
    await _show_failures(services, actor, job)
    await _show_warnings(services, actor, job)
    return job.failed == 0


async def _process(services: Services, actor: Actor) -> None:
    """Process the organisation's import items until cancelled, unless another process is processing them."""
    while True:
        with suppress(Unavailable):
            if await services.importer.organisation(actor.org_id):
                continue
        await asyncio.sleep(POLL_SECONDS)


async def _progress(services: Services, actor: Actor, import_id: int) -> Import:
    job, _ = await services.importing.progress(actor, import_id, Window(0, 0))
    return job


async def _show_failures(services: Services, actor: Actor, job: Import) -> None:
    for skip in range(0, job.failed, PAGE):
        _, items = await services.importing.progress(actor, job.id, Window(skip, PAGE), status=ItemStatus.FAILED)
        for item in items:
            click.echo(f"  {_item_label(job, item)}: {item.error}")


async def _show_warnings(services: Services, actor: Actor, job: Import) -> None:
    """Print the warnings of items that didn't fail, up to MOST_WARNED items."""
    shown = 0
    for skip in range(0, job.total, PAGE):
        _, items = await services.importing.progress(actor, job.id, Window(skip, PAGE))
        for item in items:
            if not item.warnings or item.status == ItemStatus.FAILED:
                continue
            shown += 1
            if shown > MOST_WARNED:
                click.echo(f"  … and more: GET /api/v1/imports/{job.id} has all warnings.")
                return
            click.echo(f"  {_item_label(job, item)}: {' '.join(item.warnings)}")


def _item_label(job: Import, item: ImportItem) -> str:
    if job.kind == ImportKind.ZIP:
        return item.name or f"file {item.number}"
    return f"row {item.number} ({item.name})" if item.name else f"row {item.number}"
