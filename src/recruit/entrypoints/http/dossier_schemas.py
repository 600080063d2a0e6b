"""What goes over the wire of a candidate's documents."""

from datetime import datetime

from litestar.datastructures import UploadFile
from msgspec import Struct

from recruit.domain.model.document import Document


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


def document_view(document: Document) -> DocumentOut:
    """Return a document as it goes over the wire."""
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
