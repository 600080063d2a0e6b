"""The use case: an archive of résumés or a table of people is taken apart, and its items wait for their turn."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from recruit.domain.model.accounts import Actor
from recruit.domain.model.errors import Invalid, TooLarge, Unavailable
from recruit.domain.model.imports import Import, ImportDetails, ImportItem, ImportKind, ItemStatus, NewItem
from recruit.domain.model.page import Page, Window
from recruit.domain.model.permissions import Permission
from recruit.domain.services.extraction import bounds
from recruit.domain.services.importing import archive, table
from recruit.domain.services.importing.content import file_item, row_item
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.documents import DocumentReader
from recruit.ports.persistence import Storage

MOST_BYTES = 100 << 20
MOST_TABLE_BYTES = 25 << 20
MOST_UNFINISHED = 10
"""Imports of one organisation whose uploads are kept at a time."""

BATCH_BYTES = 4 << 20
BATCH_ITEMS = 500
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""How zip archives begin: with a file, with none, as one of several parts."""

NEITHER = "This is neither a zip archive nor a table of text: upload résumés in a zip archive, or people as CSV."
BUSY = f"{MOST_UNFINISHED} imports are still being worked on: wait until one is done, or delete one."


class Importing:
    """Uploads of many candidates at once. Whatever isn't there, or is another organisation's, raises NotFound."""

    def __init__(
        self,
        storage: Storage,
        documents: DocumentReader,
        compute: Compute,
        clock: Clock,
        queued: Callable[[int], None],
    ) -> None:
        """Tell `queued` the id of an organisation whose items wait to be done."""
        self._storage = storage
        self._documents = documents
        self._compute = compute
        self._clock = clock
        self._queued = queued

    async def start(
        self,
        actor: Actor,
        file: BinaryIO,
        filename: str,
        *,
        dry_run: bool = False,
        create_duplicates: bool = False,
        notes: str | None = None,
    ) -> Import:
        """Keep the items of an upload, all of them or none, to be done in the background.

        Raises Invalid for what is no archive or table or means harm, TooLarge, and Unavailable for too many at once.
        """
        actor.need(Permission.WRITE_IMPORTS)
        await self._refuse_backlog(actor)
        size = file.seek(0, 2)
        file.seek(0)
        kind = ImportKind.ZIP if file.read(4) in ARCHIVES else ImportKind.CSV
        limit = MOST_BYTES if kind == ImportKind.ZIP else MOST_TABLE_BYTES
        if size > limit:
            raise TooLarge(f"The file is larger than {limit >> 20} MiB: split it and upload the parts")
        file.seek(0)
        total, items, warnings = await (self._files(file) if kind == ImportKind.ZIP else self._rows(file))
        details = ImportDetails(
            kind=kind,
            filename=bounds.field(filename) or "upload",
            dry_run=dry_run,
            create_duplicates=create_duplicates,
            notes=bounds.clean(notes) or None,
            warnings=warnings,
            total=total,
            created_by_user_id=actor.user_id,
            created_at=self._clock.now(),
        )
        return await self._keep(actor, details, items)

    async def imports(self, actor: Actor, window: Window) -> Page[Import]:
        """Return imports."""
        actor.need(Permission.READ_IMPORTS)
        async with self._storage.once(actor.org_id) as work:
            return await work.imports.page(window)

    async def progress(
        self, actor: Actor, import_id: int, window: Window, *, status: ItemStatus | None = None
    ) -> tuple[Import, Sequence[ImportItem]]:
        """Return an import, and its items of that status."""
        actor.need(Permission.READ_IMPORTS)
        async with self._storage.begin(actor.org_id) as work:
            return await work.imports.get(import_id), await work.imports.items(import_id, window, status=status)

    async def remove(self, actor: Actor, import_id: int) -> None:
        """Forget an import, and leave what isn't done yet undone. Candidates stay."""
        actor.need(Permission.WRITE_IMPORTS)
        async with self._storage.begin(actor.org_id) as work:
            await work.imports.remove(import_id)

    async def _refuse_backlog(self, actor: Actor) -> None:
        async with self._storage.begin(actor.org_id) as work:
            if len(await work.imports.unfinished()) >= MOST_UNFINISHED:
                raise Unavailable(BUSY)

    async def _files(self, file: BinaryIO) -> tuple[int, Iterator[NewItem], tuple[str, ...]]:
        entries = await self._compute.beside(archive.read, file)
        return len(entries), (file_item(file, number, entry) for number, entry in enumerate(entries, 1)), ()

    async def _rows(self, file: BinaryIO) -> tuple[int, Iterator[NewItem], tuple[str, ...]]:
        try:
            text = await self._documents.decode(file.read())
        except Invalid:
            raise Invalid(NEITHER) from None
        found = await self._compute.beside(table.read, text)
        return len(found.rows), map(row_item, found.rows), found.warnings

    async def _keep(self, actor: Actor, details: ImportDetails, items: Iterator[NewItem]) -> Import:
        async with self._storage.begin(actor.org_id) as work:
            started = await work.imports.add(details)
            for batch in _batches(items):
                await work.imports.add_items(started.id, batch)
            started = await work.imports.get(started.id)
        self._queued(actor.org_id)
        return started


def _batches(items: Iterator[NewItem]) -> Iterator[Sequence[NewItem]]:
    """Yield items so many at a time that neither their number nor their bytes are a burden."""
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
