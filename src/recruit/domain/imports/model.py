"""Bulk imports: an upload of many people, kept one item at a time."""

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
"""The field of an import that counts items of a status: of each that an item can end with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDetails:
    """What is known of an import before its first item is done."""

    kind: ImportKind
    filename: str
    dry_run: bool
    create_duplicates: bool
    """Whether people who are there already are created again."""

    notes: str | None
    """The recruiter's, for every candidate."""

    warnings: tuple[str, ...]
    total: int
    created_by_user_id: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(ImportDetails):
    """An import, with how many of its items have come to what."""

    id: int
    org_id: int
    status: ImportStatus = ImportStatus.QUEUED
    created: int = 0
    valid: int = 0
    duplicates: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """How many items are done, well or not."""
        return sum(getattr(self, counter) for counter in COUNTERS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item as it is uploaded.

    `number`   the place of a file in its archive, from 1; the row of a table as spreadsheets count, the header being 1
    `name`     of the file, with its folders; None for a row
    `content`  the file, or as JSON what a row holds; None where `error` says that it can't be used
    `deflated` whether `content` is a raw DEFLATE stream (RFC 1951)
    `digest`   SHA-256 of the file, or of the row's cells
    """

    number: int
    name: str | None = None
    content: bytes | None = None
    deflated: bool = False
    digest: bytes = b""
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an item has come to.

    `application_id` is the candidate's application for the job that a row names, whether the item has made it or not.
    `preview` are a candidate's fields, by name, in a dry run, and their `application` where the row names a job.
    """

    status: ItemStatus
    candidate_id: int | None = None
    application_id: int | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    preview: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem(Outcome):
    """An item as it stands."""

    number: int
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierItem(ImportItem):
    """An item whose content comes again, maybe in another import."""

    import_id: int
