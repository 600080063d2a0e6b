"""Bulk imports and their items."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ImportKind(StrEnum):
    """What was uploaded."""

    ZIP = "zip"
    """An archive: each file in it is a résumé, and an item."""

    CSV = "csv"
    """A table: each row is a person, and an item."""


class ImportStatus(StrEnum):
    """How far an import has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


class ItemStatus(StrEnum):
    """What has become of an item."""

    QUEUED = "queued"
    CREATED = "created"
    VALID = "valid"
    """Would have been created: the import is a dry run."""

    DUPLICATE = "duplicate"
    FAILED = "failed"


COUNTERS: Mapping[ItemStatus, str] = {
    ItemStatus.CREATED: "created",
    ItemStatus.VALID: "valid",
    ItemStatus.DUPLICATE: "duplicates",
    ItemStatus.FAILED: "failed",
}
"""Final status of an item → field of the import that counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDetails:
    """An import before storage assigns an id."""

    kind: ImportKind
    filename: str
    dry_run: bool
    create_duplicates: bool
    """Whether candidates are created even if they exist already."""

    notes: str | None
    """The recruiter's notes, which are added to every candidate."""

    warnings: tuple[str, ...]
    total: int
    created_by_user_id: int
    created_at: datetime
    created_job_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(ImportDetails):
    """A stored import, with the number of its items by final status."""

    id: int
    org_id: int
    status: ImportStatus = ImportStatus.QUEUED
    created: int = 0
    valid: int = 0
    duplicates: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """The number of finished items, including failed ones."""
        return sum(getattr(self, counter) for counter in COUNTERS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An uploaded item, before it is processed.

    `number`   position of a file in its archive, from 1; number of a row as in spreadsheets, where the first row is 1
    `name`     name of the file, with its folders; of a row, the person's name or e-mail address, or None
    `content`  the file, or the row as JSON; None if the item can't be used
    `deflated` whether `content` is a raw DEFLATE stream (RFC 1951)
    `digest`   SHA-256 of the file, or of the row's cells
    `error`    why the item can't be used, or None
    `job_id`   the job for which the person of a file applies, or None
    """

    number: int
    name: str | None = None
    content: bytes | None = None
    deflated: bool = False
    digest: bytes = b""
    error: str | None = None
    job_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of an item.

    `application_id` is the candidate's application for the job that a row names, created by the item or before.
    `preview` holds the candidate's fields by name in a dry run, and under `application` the application, if the row
    names a job.
    """

    status: ItemStatus
    candidate_id: int | None = None
    application_id: int | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    preview: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem(Outcome):
    """An item with its current status and outcome."""

    number: int
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierItem(ImportItem):
    """An earlier item with the same content, from the same or another import."""

    import_id: int
