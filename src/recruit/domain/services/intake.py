"""Jobs and candidates made from what people write and upload."""

from recruit.domain.model.accounts import Actor
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.errors import TooLarge
from recruit.domain.model.job import Job
from recruit.domain.services.extraction.service import Extraction
from recruit.domain.services.hiring import Hiring
from recruit.ports.documents import DocumentReader

MOST_BYTES = 10 * 1024 * 1024


class Intake:
    """Reads a text or a file, extracts what it says, and keeps that."""

    def __init__(self, hiring: Hiring, documents: DocumentReader, extraction: Extraction) -> None:
        self._hiring = hiring
        self._documents = documents
        self._extraction = extraction

    async def job_from_prompt(self, actor: Actor, prompt: str) -> Job:
        """Open the position that a sentence describes."""
        return await self._hiring.create_job(actor, await self._extraction.job(prompt))

    async def job_from_file(self, actor: Actor, data: bytes, notes: str | None) -> Job:
        """Open the position that a file describes. Raises Invalid for an unreadable file and TooLarge."""
        text = await self._text(data)
        return await self._hiring.create_job(actor, await self._extraction.job(text, notes=notes))

    async def candidate_from_resume(self, actor: Actor, data: bytes, notes: str | None) -> Candidate:
        """Keep the person whom a résumé describes. Raises Invalid for an unreadable file and TooLarge."""
        text = await self._text(data)
        return await self._hiring.create_candidate(actor, await self._extraction.candidate(text, notes=notes))

    async def _text(self, data: bytes) -> str:
        if len(data) > MOST_BYTES:
            raise TooLarge(f"The file is larger than {MOST_BYTES // 1024 // 1024} MiB")
        return (await self._documents.read(data)).text
