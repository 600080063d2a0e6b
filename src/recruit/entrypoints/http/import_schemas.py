"""Request and response schemas of bulk imports."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated

from litestar.datastructures import UploadFile
from msgspec import Meta, MsgspecError, Struct, json

from recruit.domain.imports import headers
from recruit.domain.imports.model import ImportKind, ImportStatus, ItemStatus
from recruit.domain.imports.previews import ROWS, Preview, Previewed
from recruit.domain.imports.rows import Applied, Person
from recruit.entrypoints.http.field_types import Long
from recruit.entrypoints.http.schemas import Fault
from recruit.entrypoints.http.validation_errors import RefusedRequest

NO_MAPPING = 'Input should be a JSON object of columns and what each is, such as {"Opening": "job"}'


class ImportForm(Struct):
    """A zip archive of résumés, or a CSV table of people. The recruiter's notes end those of every candidate.

    `mapping` and `create_jobs` are for tables. `mapping` is a JSON object: the name of a column → the field that it is,
    "notes" or "ignored". With `create_jobs`, jobs that the table names and that aren't there are created as drafts.
    """

    file: UploadFile
    dry_run: bool = False
    create_duplicates: bool = False
    notes: Long | None = None
    mapping: Long | None = None
    create_jobs: bool = False


class PreviewForm(Struct):
    """A CSV table of people, `mapping` and `create_jobs` as for the import, and how many rows are shown one by one."""

    file: UploadFile
    notes: Long | None = None
    mapping: Long | None = None
    create_jobs: bool = False
    limit: Annotated[int, Meta(ge=0, le=100)] = ROWS


def mapping_of(text: str | None) -> dict[str, str]:
    """Return the mapping in a form, empty if it has none. Raises RefusedRequest for a text that isn't a mapping."""
    try:
        return json.decode(text, type=dict[str, str]) if text else {}
    except MsgspecError:
        raise bad_mapping(NO_MAPPING) from None


def bad_mapping(words: str) -> RefusedRequest:
    """Return the refusal of an invalid mapping, with `words` as its message."""
    return RefusedRequest([Fault("value_error", ["body", "mapping"], words)])


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


class ApplicationPreview(Struct):
    """What a candidate would have applied for. `job_id` is null when the job would be created, too."""

    job_id: int | None
    job_title: str
    status: str


class CandidatePreview(Struct):
    """Who would be created, without the notes, and their application where a row names a job."""

    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    application: ApplicationPreview | None = None


class ImportItemOut(Struct):
    """A file of an archive, by its name, or a row of a table, by the number that spreadsheets give it."""

    number: int
    name: str | None
    status: ItemStatus
    candidate_id: int | None
    application_id: int | None
    error: str | None
    warnings: tuple[str, ...]
    preview: CandidatePreview | None


class ImportDetail(ImportOut):
    """An import, and one page of its items."""

    items: tuple[ImportItemOut, ...]


class ColumnOut(Struct):
    """A column, what it is taken for, and some of what it holds. "notes" are kept with the column's name."""

    name: str
    field: str
    samples: tuple[str, ...]


class PersonOut(CandidatePreview, kw_only=True):
    """Who a row would become."""

    notes: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    skills: tuple[str, ...]


class RowOut(Struct):
    """A row by the number that spreadsheets give it: who it would become, or why it would fail."""

    number: int
    candidate: PersonOut | None
    error: str | None
    warnings: tuple[str, ...]


class PreviewOut(Struct):
    """What a table is taken for, its first rows, and of all rows how many would come to what."""

    layout: str
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[ColumnOut, ...]
    fields: tuple[str, ...]
    rows: tuple[RowOut, ...]
    warnings: tuple[str, ...]
    total: int
    valid: int
    failed: int
    with_warnings: int
    applications: int


def preview_view(found: Preview) -> PreviewOut:
    """Return a preview as a response schema."""
    return PreviewOut(
        layout=found.layout,
        encoding=found.encoding,
        delimiter=found.delimiter,
        header_row=found.header,
        columns=tuple(ColumnOut(one.name, one.target, one.samples) for one in found.columns),
        fields=headers.TARGETS,
        rows=tuple(map(_row, found.rows)),
        warnings=found.warnings,
        total=found.total,
        valid=found.valid,
        failed=found.failed,
        with_warnings=found.warned,
        applications=found.applications,
    )


def _row(row: Previewed) -> RowOut:
    candidate = _person(row.person) if row.person else None
    return RowOut(row.number, candidate, row.error, row.warnings)


def _person(found: Person) -> PersonOut:
    return PersonOut(
        **{field.name: getattr(found.details, field.name) for field in fields(found.details)},
        application=_application(found.applied) if found.applied else None,
        emails=found.profile.contacts.emails,
        phones=found.profile.contacts.phones,
        skills=tuple(skill.name for skill in found.profile.skills),
    )


def _application(applied: Applied) -> ApplicationPreview:
    return ApplicationPreview(applied.job.id, applied.job.title, applied.status)
