"""What belongs to a candidate beside their fields: the originals of what was uploaded."""

from recruit.domain.model.accounts import Actor
from recruit.domain.model.document import Document
from recruit.domain.model.page import Page, Window
from recruit.ports.persistence import Storage


class Dossier:
    """Candidates' documents. Whatever isn't there, or is another organisation's, raises NotFound."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def documents(self, actor: Actor, candidate_id: int, window: Window) -> Page[Document]:
        """Return a candidate's documents without their bytes."""
        async with self._storage.begin(actor.org_id) as work:
            await work.candidates.get(candidate_id)
            return await work.documents.page(window, candidate_id)

    async def document(self, actor: Actor, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes, as they came."""
        async with self._storage.begin(actor.org_id) as work:
            return await work.documents.content(candidate_id, document_id)

    async def remove_document(self, actor: Actor, candidate_id: int, document_id: int) -> None:
        """Remove one document."""
        async with self._storage.begin(actor.org_id) as work:
            await work.documents.remove(candidate_id, document_id)
