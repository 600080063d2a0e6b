"""What goes over the wire of bulk imports."""

from datetime import datetime

from litestar.datastructures import UploadFile
from msgspec import Struct

from recruit.domain.model.imports import ImportKind, ImportStatus, ItemStatus
from recruit.entrypoints.http.fields import Long


class ImportForm(Struct):
    """A zip archive of résumés, or a CSV table of people. The recruiter's notes end those of every candidate."""

    file: UploadFile
    dry_run: bool = False
    create_duplicates: bool = False
    notes: Long | None = None


class ImportOut(Struct):
    """An import: how many items it has, how many are done, and what they have come to."""

    id: int
    kind: ImportKind
    filename: str
    status: ImportStatus
    dry_run: bool
    create_duplicates: bool
    total: int
    done: int
    created: int
    valid: int
    duplicates: int
    failed: int
    warnings: tuple[str, ...]
    created_at: datetime


class ImportPage(Struct):
    """One page of imports, and how many there are in all."""

    items: tuple[ImportOut, ...]
    total: int


class CandidatePreview(Struct):
    """Who would be created, without the notes."""

    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None


class ImportItemOut(Struct):
    """A file of an archive, by its name, or a row of a table, by the number that spreadsheets give it."""

    number: int
    name: str | None
    status: ItemStatus
    candidate_id: int | None
    error: str | None
    warnings: tuple[str, ...]
    preview: CandidatePreview | None


class ImportDetail(ImportOut):
    """An import, and one page of its items."""

    items: tuple[ImportItemOut, ...]
