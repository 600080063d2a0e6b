"""Import service: splits an archive of résumés or a table of people into items, and queues them."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial
from typing import BinaryIO
from weakref import WeakValueDictionary

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.engines.reading import field_limits
from recruit.domain.imports import archive, file_jobs, headers, job_titles, previews, table
from recruit.domain.imports.item_content import file_item, row_item
from recruit.domain.imports.job_titles import JobCreation
from recruit.domain.imports.model import Import, ImportDetails, ImportItem, ImportKind, ItemStatus, NewItem
from recruit.domain.imports.previews import Preview
from recruit.domain.imports.table import Table
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.errors import Invalid, TooLarge, Unavailable
from recruit.domain.shared.pages import Page, Window
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.documents import DecodedText, DocumentReader
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

MOST_BYTES = 100 << 20
MOST_TABLE_BYTES = 25 << 20
MOST_UNFINISHED = 10
"""Maximum number of unfinished imports of one organisation."""

BATCH_BYTES = 4 << 20
BATCH_ITEMS = 500
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""Signatures of zip archives: with files, empty, and split into parts."""

OTHER_SIGNATURES = (
    (b"%pdf-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document, such as an old Excel workbook"),
    ((b"\x89png", b"\xff\xd8\xff"), "a picture"),
    (b"rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    ((b"<!doctype html", b"<html", b"<table"), "a web page"),
)
"""Signatures, in lower case, of other files that people upload as tables, and descriptions of their kinds."""

LONGEST_SIGNATURE = 64
UNKNOWN = "This is neither a zip archive nor a table of text{but}: upload résumés in a zip archive, or people as CSV."
GUESSED_ENCODING = (
    "The table isn't in UTF-8, and was read as {encoding}. If letters of names are wrong, save it as CSV UTF-8 and"
    " import that."
)
MIXED_ENCODINGS = (
    "Some letters of the table aren't in UTF-8 as the others, and were read as cp1252. If letters of names are wrong,"
    " correct them, save the table as CSV UTF-8 and import that."
)

HAS_ROWS = "A table names the job of each row in a column: job_id is for archives of résumés."
NO_COLUMNS = "An archive has no columns and names no jobs: mappings, new jobs and previews are for tables saved as CSV."
NO_APPLICATIONS = "No applications are made, as you lack the permission {permission}: jobs and stages go to the notes."
TOO_MANY_UNFINISHED = f"{MOST_UNFINISHED} imports are still being worked on: wait until one is done, or delete one."


class Importing:
    """Bulk imports of the actor's organisation. Raises NotFound for any other import."""

    def __init__(
        self,
        storage: Storage,
        documents: DocumentReader,
        compute: Compute,
        clock: Clock,
        queued: Callable[[int], None],
        on_change: OnChange = ignore,
    ) -> None:
        """Call `queued` with the organisation's id after items were queued, and `on_change` after jobs were created."""
        self._storage = storage
        self._documents = documents
        self._compute = compute
        self._clock = clock
        self._queued = queued
        self._on_change = on_change
        self._preview_locks: WeakValueDictionary[int, AbstractAsyncContextManager[object]] = WeakValueDictionary()

    async def start(
        self,
        actor: Actor,
        file: BinaryIO,
        filename: str,
        *,
        dry_run: bool = False,
        create_duplicates: bool = False,
        notes: str | None = None,
        mapping: Mapping[str, str] | None = None,
        create_jobs: bool = False,
        job_id: int | None = None,
    ) -> Import:
        """Store the items of an upload in one transaction, to be processed in the background.

        `mapping` maps names of a table's columns to fields. With `create_jobs`, missing jobs that the table names are
        created as drafts. The people of an archive apply for the job with the id `job_id`, or else for those that its
        folders name. Raises Invalid for a file that is neither an archive nor a table, or is malicious, BadMapping,
        TooLarge, NotFound for the job, Forbidden if a permission is missing, and Unavailable for too many unfinished
        imports.
        """
        actor.require(Permission.WRITE_IMPORTS)
        await self._check_backlog(actor)
        kind = _kind(file)
        details = ImportDetails(
            kind=kind,
            filename=field_limits.field(filename) or "upload",
            dry_run=dry_run,
            create_duplicates=create_duplicates,
            notes=field_limits.clean(notes) or None,
            warnings=(),
            total=0,
            created_by_user_id=actor.user_id,
            created_at=self._clock.now(),
        )
        if kind == ImportKind.CSV:
            if job_id is not None:
                raise Invalid(HAS_ROWS)
            parsed, _ = await self._read_table(actor, file, mapping or {}, create_jobs=create_jobs)
            return await self._store_rows(actor, details, parsed, create_jobs=create_jobs)
        members = await self._compute.in_thread(archive.read, file)  # the error names a workbook
        if mapping or create_jobs:
            raise Invalid(NO_COLUMNS)
        async with self._storage.transaction(actor.org_id) as work:
            jobs, warnings = await file_jobs.find(work, actor, [member.name for member in members], job_id)
            items = (file_item(file, number, one, jobs.get(one.name)) for number, one in enumerate(members, 1))
            started = await _store_items(work, replace(details, total=len(members), warnings=warnings), items)
        self._queued(actor.org_id)
        return started

    async def preview(
        self,
        actor: Actor,
        file: BinaryIO,
        *,
        notes: str | None = None,
        mapping: Mapping[str, str] | None = None,
        create_jobs: bool = False,
        limit: int = previews.ROWS,
    ) -> Preview:
        """Return the detected layout of a table, and the outcome of its rows: in detail for the first `limit` rows.

        Nothing is stored. Duplicates of existing candidates aren't detected. In a process, an organisation can have one
        preview computed at a time, since the table is held in memory. Raises the exceptions of `start`, except
        Unavailable for unfinished imports.
        """
        actor.require(Permission.WRITE_IMPORTS)
        if _kind(file) == ImportKind.ZIP:
            await self._compute.in_thread(archive.read, file)  # the error names a workbook
            raise Invalid(NO_COLUMNS)
        lock = self._preview_locks.setdefault(actor.org_id, self._compute.lock())
        async with lock:
            parsed, encoding = await self._read_table(
                actor, file, mapping or {}, create_jobs=create_jobs, require_names=False
            )
            creation = JobCreation(actor, dry_run=True) if create_jobs else None
            async with self._storage.transaction(actor.org_id) as work:
                may_have_teams = actor.has_permission(Permission.WRITE_JOBS)
                titles = await job_titles.find(work, parsed, creation, with_teams=may_have_teams)
            return await self._compute.in_thread(
                previews.of, parsed, titles, encoding, field_limits.clean(notes), limit
            )

    async def imports(self, actor: Actor, window: Window, *, newest_first: bool = False) -> Page[Import]:
        """Return the organisation's imports in ascending or descending id."""
        actor.require(Permission.READ_IMPORTS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.imports.page(window, newest_first=newest_first)

    async def progress(
        self, actor: Actor, import_id: int, window: Window, *, status: ItemStatus | None = None
    ) -> tuple[Import, Sequence[ImportItem]]:
        """Return an import, and its items, filtered by status if given."""
        actor.require(Permission.READ_IMPORTS)
        async with self._storage.transaction(actor.org_id) as work:
            return await work.imports.get(import_id), await work.imports.items(import_id, window, status=status)

    async def remove(self, actor: Actor, import_id: int) -> None:
        """Remove an import. Queued items are cancelled. Created candidates stay."""
        actor.require(Permission.WRITE_IMPORTS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.imports.remove(import_id)

    async def _check_backlog(self, actor: Actor) -> None:
        async with self._storage.transaction(actor.org_id) as work:
            if len(await work.imports.unfinished()) >= MOST_UNFINISHED:
                raise Unavailable(TOO_MANY_UNFINISHED)

    async def _read_table(
        self, actor: Actor, file: BinaryIO, mapping: Mapping[str, str], *, create_jobs: bool, require_names: bool = True
    ) -> tuple[Table, str]:
        """Return the table in a file, and its encoding."""
        decoded = await self._decode(file)
        read = partial(table.read, require_names=require_names)
        parsed = await self._compute.in_thread(read, decoded.text, mapping)
        if not decoded.is_certain:
            guessed = GUESSED_ENCODING.format(encoding=decoded.encoding)
            warning = MIXED_ENCODINGS if decoded.encoding.startswith("utf") else guessed
            parsed = replace(parsed, warnings=(*parsed.warnings, warning))
        return _without_forbidden_jobs(actor, parsed, mapping, create_jobs=create_jobs), decoded.encoding

    async def _decode(self, file: BinaryIO) -> DecodedText:
        data = file.read()
        head = data[:LONGEST_SIGNATURE].removeprefix(BOM_UTF8).lstrip().lower()
        if kind := next((name for start, name in OTHER_SIGNATURES if head.startswith(start)), None):
            raise Invalid(UNKNOWN.format(but=f" but {kind}"))
        try:
            return await self._documents.decode(data)
        except Invalid:
            raise Invalid(UNKNOWN.format(but="")) from None

    async def _store_rows(self, actor: Actor, details: ImportDetails, parsed: Table, *, create_jobs: bool) -> Import:
        """Store the rows of a table as items, and create missing jobs, in one transaction."""
        creation = JobCreation(actor, dry_run=details.dry_run) if create_jobs else None
        async with self._storage.transaction(actor.org_id) as work:
            may_have_teams = actor.has_permission(Permission.WRITE_JOBS)
            titles = await job_titles.find(work, parsed, creation, with_teams=may_have_teams)
            rows = [titles.resolved(row) for row in parsed.rows]
            if not details.dry_run:
                await titles.teams.store(work, titles.created)
            details = replace(
                details,
                total=len(rows),
                warnings=(*parsed.warnings, *titles.warnings),
                created_job_ids=tuple(sorted(titles.created)),
            )
            started = await _store_items(work, details, (row_item(row, job) for row, job in rows))
        self._queued(actor.org_id)
        if titles.created:
            self._on_change(actor.org_id)
        return started


def _kind(file: BinaryIO) -> ImportKind:
    """Return the kind of a file by its first bytes, and rewind it. Raises TooLarge."""
    size = file.seek(0, 2)
    file.seek(0)
    kind = ImportKind.ZIP if file.read(4) in ZIP_SIGNATURES else ImportKind.CSV
    limit = MOST_BYTES if kind == ImportKind.ZIP else MOST_TABLE_BYTES
    if size > limit:
        raise TooLarge(f"The file is larger than {limit >> 20} MiB: split it and upload the parts")
    file.seek(0)
    return kind


def _without_forbidden_jobs(actor: Actor, parsed: Table, mapping: Mapping[str, str], *, create_jobs: bool) -> Table:
    """Return a table, without its job column and with a warning if the actor may not create applications.

    Raises Forbidden if the actor requests jobs or applications explicitly, by `create_jobs` or by the mapping.
    """
    if create_jobs:
        actor.require(Permission.WRITE_JOBS)
    if create_jobs or headers.JOB in mapping.values():
        actor.require(Permission.CREATE_APPLICATIONS)
    if actor.has_permission(Permission.CREATE_APPLICATIONS) or not parsed.has(headers.JOB):
        return parsed
    return parsed.without(headers.JOB, NO_APPLICATIONS.format(permission=Permission.CREATE_APPLICATIONS))


async def _store_items(work: UnitOfWork, details: ImportDetails, items: Iterator[NewItem]) -> Import:
    started = await work.imports.add(details)
    for batch in _batches(items):
        await work.imports.add_items(started.id, batch)
    return await work.imports.get(started.id)


def _batches(items: Iterator[NewItem]) -> Iterator[Sequence[NewItem]]:
    """Yield items in batches, limited in number and in bytes."""
    batch: list[NewItem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.content or b"")
        if size >= BATCH_BYTES or len(batch) >= BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
