"""Intake service: creates jobs and candidates from prompts and uploaded files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, email_identifiers, file_identifier
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.candidates.service import CandidateService
from recruit.domain.documents.model import Document, DocumentDetails, bare_filename, searched_text
from recruit.domain.extraction.service import Extraction
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.errors import Duplicate, Invalid, TooLarge
from recruit.ports import documents
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

MOST_BYTES = 10 * 1024 * 1024
BINARY_TYPES, TEXT_KINDS = (".pdf", ".docx", ".odt"), ("txt", "html")
MISNAMED = "This file isn't what its name says: save it as PDF, DOCX or TXT and upload it again."
NOT_A_RESUME = (
    "{name} doesn't look like a résumé: it has no name, address, job or education. Upload a résumé as PDF, DOCX or TXT,"
    " or enter the candidate by hand."
)


class FileKnown(Duplicate):
    """A file that a candidate has already."""

    def __init__(self, candidate_id: int) -> None:
        super().__init__(f"Candidate #{candidate_id} has this file already")
        self.candidate_id = candidate_id


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file: bytes, their SHA-256, file name, and the text read from it."""

    data: bytes
    sha256: bytes
    name: str
    read: documents.Document


@dataclass(frozen=True, slots=True)
class Resume:
    """A résumé: the file, and the candidate and profile extracted from it."""

    file: Upload
    details: CandidateDetails
    profile: Profile

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """The identifiers by which duplicates are found: the file's hash and the e-mail addresses."""
        return _identifiers(self.file, self.profile)

    @property
    def warnings(self) -> Sequence[str]:
        """Warnings about the file, for the uploader."""
        return self.file.read.warnings


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """The result of an upload. `duplicate_of` is the oldest candidate with the same file or e-mail address."""

    candidate: Candidate
    document: Document
    duplicate_of: int | None

    @property
    def warnings(self) -> Sequence[str]:
        """Warnings about the file, for the uploader."""
        return self.document.warnings


class Intake:
    """Reads a text or a file, extracts a job or a candidate, and stores it, a candidate with the file."""

    def __init__(
        self,
        storage: Storage,
        jobs: JobService,
        candidates: CandidateService,
        reader: documents.DocumentReader,
        extraction: Extraction,
        clock: Clock,
        on_change: OnChange = ignore,
    ) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._jobs = jobs
        self._candidates = candidates
        self._reader = reader
        self._extraction = extraction
        self._clock = clock
        self._on_change = on_change

    async def job_from_prompt(self, actor: Actor, prompt: str, stated: Mapping[str, Any] | None = None) -> Job:
        """Create the job that a text describes. The fields in `stated` replace those read from the text."""
        actor.require(Permission.WRITE_JOBS)
        return await self._jobs.create(actor, replace(await self._extraction.job(prompt), **(stated or {})))

    async def job_from_file(self, actor: Actor, data: bytes, notes: str | None) -> Job:
        """Create the job that a file describes. Raises Invalid for an unreadable file and TooLarge."""
        actor.require(Permission.WRITE_JOBS)
        read = await self._read(data)
        return await self._jobs.create(actor, await self._extraction.job(read.text, notes=notes))

    async def candidate_from_resume(
        self, actor: Actor, data: bytes, filename: str, notes: str | None, *, strict: bool = False
    ) -> IntakeResult:
        """Create a candidate from a résumé, in one transaction. Raises the errors of `read_resume`.

        With `strict`, it raises Invalid for a text whose name is that of a PDF or an office file too, and FileKnown for
        a file that a candidate has already.
        """
        actor.require(Permission.WRITE_CANDIDATES)
        resume = await self.read_resume(data, filename, notes)
        if strict and resume.file.read.kind in TEXT_KINDS and filename.lower().endswith(BINARY_TYPES):
            raise Invalid(MISNAMED)
        async with self._storage.transaction(actor.org_id) as work:
            duplicate_of = await work.identifiers.oldest_candidate(resume.identifiers)
            if strict and (known := await work.identifiers.oldest_candidate({file_identifier(resume.file.sha256)})):
                raise FileKnown(known)
            candidate, document = await self.store(work, resume)
        self._on_change(actor.org_id)
        return IntakeResult(candidate, document, duplicate_of)

    async def read_resume(self, data: bytes, filename: str, notes: str | None) -> Resume:
        """Read a résumé without storing it.

        Raises Invalid for an unreadable file and for a text about no person, and TooLarge.
        """
        file = await self._file(data, filename)
        details, profile = await self._extraction.resume(file.read.text, notes=notes)
        if not _is_about_a_person(details, profile):
            raise Invalid(NOT_A_RESUME.format(name=bare_filename(filename)))
        return Resume(file, details, profile)

    async def store(self, work: UnitOfWork, resume: Resume) -> tuple[Candidate, Document]:
        """Store the candidate, the profile and the document of a résumé in a unit of work."""
        candidate = await work.candidates.add(resume.details)
        await work.profiles.put(candidate.id, resume.profile)
        details = self._details(candidate.id, resume.file)
        return candidate, await work.documents.add(
            details, resume.file.data, resume.profile.fields, searched_text(resume.file.read.text)
        )

    async def add_document(self, actor: Actor, candidate_id: int, data: bytes, filename: str) -> IntakeResult:
        """Add a document to a candidate, whose fields don't change. Raises NotFound, Invalid and TooLarge."""
        actor.require(Permission.WRITE_DOCUMENTS)
        candidate = await self._candidates.get(actor, candidate_id)
        file = await self._file(data, filename)
        profile = await self._extraction.profile(file.read.text)
        identifiers = _identifiers(file, profile)
        async with self._storage.transaction(actor.org_id) as work:
            duplicate_of = await work.identifiers.oldest_candidate(identifiers, except_id=candidate_id)
            details, text = self._details(candidate_id, file), searched_text(file.read.text)
            document = await work.documents.add(details, data, profile.fields, text)
        return IntakeResult(candidate, document, duplicate_of)

    async def _file(self, data: bytes, name: str) -> Upload:
        read = await self._read(data)
        return Upload(data, sha256(data).digest(), name, read)

    async def _read(self, data: bytes) -> documents.Document:
        if len(data) > MOST_BYTES:
            raise TooLarge(f"The file is larger than {MOST_BYTES // 1024 // 1024} MiB")
        return await self._reader.read(data)

    def _details(self, candidate_id: int, file: Upload) -> DocumentDetails:
        return DocumentDetails(
            candidate_id=candidate_id,
            filename=bare_filename(file.name),
            kind=file.read.kind,
            pages=file.read.pages,
            size=len(file.data),
            sha256=file.sha256,
            hidden=tuple(file.read.hidden),
            warnings=tuple(file.read.warnings),
            created_at=self._clock.now(),
        )


def _is_about_a_person(details: CandidateDetails, profile: Profile) -> bool:
    """Whether more was found than a headline, a place, skills and languages, which other texts have, too."""
    telling = replace(details, headline=None, location=None, notes=None) != CandidateDetails(full_name=UNKNOWN_NAME)
    return telling or any((*profile.contacts.emails, *profile.contacts.phones, *profile.positions, *profile.education))


def _identifiers(file: Upload, profile: Profile) -> frozenset[Identifier]:
    """Return the identifiers by which duplicates of an upload are found: its hash and its e-mail addresses."""
    return frozenset({file_identifier(file.sha256), *email_identifiers(profile.contacts)})
