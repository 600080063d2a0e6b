"""Background job: reads documents whose text isn't stored yet, those of versions that didn't store it."""

from collections.abc import Callable

from recruit.domain.documents.model import searched_text
from recruit.domain.search.model import TextSource
from recruit.domain.shared.change_listeners import ignore
from recruit.domain.shared.errors import Invalid, NotFound, Unavailable
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.tenancy import on_behalf_of
from recruit.ports.documents import DocumentReader
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage

TURN = 20
"""Maximum number of documents of an organisation in a turn, after which other organisations have theirs."""


class DocumentTexts:
    """Stores the texts of documents for searches, in one process at a time. A crash loses the current document only."""

    def __init__(self, storage: Storage, reader: DocumentReader, queued: Callable[[int], None] = ignore) -> None:
        """Call `queued` with the id of an organisation whose turn ends before all of its documents are read."""
        self._storage = storage
        self._reader = reader
        self._queued = queued

    async def all_organisations(self) -> int:
        """Do a turn for every organisation. Return the number of documents (0 if another process does it)."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.DOCUMENT_TEXTS) as claimed:
            return await for_each_organisation(
                await self._storage.organisations() if claimed else (), self.organisation
            )

    async def organisation(self, org_id: int) -> int:
        """Do a turn for one organisation, and return the number of documents."""
        done = 0
        with on_behalf_of(org_id):
            async with self._storage.claim(org_id, ExclusiveTask.DOCUMENT_TEXTS) as claimed:
                if claimed:
                    async with self._storage.autocommit(org_id) as work:
                        unread = await work.documents.unread(0, TURN)
                    for document in unread:
                        if not await self._read(org_id, document.candidate_id, document.id):
                            return done
                        done += 1
        if done == TURN:
            self._queued(org_id)
        return done

    async def _read(self, org_id: int, candidate_id: int, document_id: int) -> bool:
        """Read one document. Return False while uploads keep all readers busy.

        A document that can't be read has no text, and is not read again.
        """
        try:
            async with self._storage.autocommit(org_id) as work:
                _, content = await work.documents.content(candidate_id, document_id)
            text = searched_text((await self._reader.read(content)).text)
        except Invalid:
            text = ""
        except NotFound:  # removed or moved in the meantime
            return True
        except Unavailable:
            return False
        async with self._storage.transaction(org_id) as work:
            await work.candidates.lock_all([candidate_id])  # first, as merges and erasures do, which would deadlock
            await work.documents.set_text(candidate_id, document_id, text)
            await work.texts.refresh(TextSource.DOCUMENTS, [candidate_id])
        return True
