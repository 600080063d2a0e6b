"""Request and response schemas of a candidate's profile, documents and duplicates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from litestar.datastructures import UploadFile
from msgspec import Meta, Struct, field

from recruit.domain.candidates.model.profile import MOST, ReadField
from recruit.domain.documents.model import Document
from recruit.entrypoints.http.field_types import Email, Name, Phone, Short, Skill, YearOrMonth
from recruit.entrypoints.http.schemas import CandidateOut


class SkillEntry(Struct):
    """A skill, and the words that show it."""

    name: Skill
    evidence: Short = ""


class LanguageEntry(Struct):
    """A language that somebody speaks, how well, and the words that say so."""

    name: Name
    level: Short | None = None
    evidence: Short = ""


class EducationEntry(Struct):
    """What was studied where. Dates are YYYY or YYYY-MM; a single one is the end."""

    degree: Short | None = None
    school: Short | None = None
    start: YearOrMonth | None = None
    end: YearOrMonth | None = None


class PositionEntry(Struct):
    """A job. Dates are YYYY or YYYY-MM."""

    title: Short | None = None
    company: Short | None = None
    start: YearOrMonth | None = None
    end: YearOrMonth | None = None
    goes_on: bool = False


class ContactsEntry(Struct):
    """How somebody can be reached."""

    emails: Annotated[tuple[Email, ...], Meta(max_length=MOST)] = ()
    phones: Annotated[tuple[Phone, ...], Meta(max_length=MOST)] = ()


class CandidateProfile(Struct):
    """What is known of a candidate beside their fields. What is left out is empty."""

    skills: Annotated[tuple[SkillEntry, ...], Meta(max_length=MOST)] = ()
    languages: Annotated[tuple[LanguageEntry, ...], Meta(max_length=MOST)] = ()
    education: Annotated[tuple[EducationEntry, ...], Meta(max_length=MOST)] = ()
    positions: Annotated[tuple[PositionEntry, ...], Meta(max_length=MOST)] = ()
    contacts: ContactsEntry = field(default_factory=ContactsEntry)


class ReadFieldOut(Struct):
    """A field as a résumé was read.

    `confidence` is how often such a value is right, from 0 to 1. Where it is too low, `value` is null, and what was
    read is the first of `suggestions`; the others are what else it may be.
    """

    name: str
    value: str | None
    confidence: float
    suggestions: tuple[str, ...]


class ReadFields(Struct):
    """A candidate's fields as a résumé was read, whatever they are now. Empty where none was read."""

    items: tuple[ReadFieldOut, ...]


class NewDocument(Struct):
    """A file to be kept with a candidate."""

    file: UploadFile


class DocumentOut(Struct):
    """A document. `hash` is the SHA-256 of its bytes in hexadecimal, `hidden` what nobody sees in it and isn't used."""

    id: int
    candidate_id: int
    filename: str
    kind: str
    pages: int | None
    size: int
    hash: str
    hidden: tuple[str, ...]
    warnings: tuple[str, ...]
    created_at: datetime


class DocumentPage(Struct):
    """One page of documents, and how many there are in all."""

    items: tuple[DocumentOut, ...]
    total: int


class DuplicateOut(Struct):
    """A candidate who may be the same person, how sure that is, and why."""

    candidate: CandidateOut
    confidence: Literal["certain", "likely", "possible"]
    reasons: list[str]


class DuplicatePage(Struct):
    """One page of them, and how many there are in all."""

    items: list[DuplicateOut]
    total: int


class Merge(Struct):
    """Whom to merge into a candidate."""

    from_id: int


def fields_view(fields: Sequence[ReadField]) -> ReadFields:
    """Return read fields as a response schema."""
    return ReadFields(tuple(ReadFieldOut(one.name, one.value, one.confidence, one.suggestions) for one in fields))


def document_view(document: Document) -> DocumentOut:
    """Return a document as a response schema."""
    return DocumentOut(
        id=document.id,
        candidate_id=document.candidate_id,
        filename=document.filename,
        kind=document.kind,
        pages=document.pages,
        size=document.size,
        hash=document.sha256.hex(),
        hidden=document.hidden,
        warnings=document.warnings,
        created_at=document.created_at,
    )
