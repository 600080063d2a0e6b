"""Import endpoints: start, preview, list, read and delete bulk imports of candidates."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, BinaryIO, Literal, TypeAlias, cast

from litestar import Controller
from litestar.datastructures import UploadFile
from litestar.params import FromPath, MultipartBody, QueryParameter
from msgspec import Meta, MsgspecError, Struct, json

from recruit.domain.external_ids.model import RecordKind
from recruit.domain.imports import headers
from recruit.domain.imports.model import ImportKind, ImportStatus, ItemStatus
from recruit.domain.imports.previews import ROWS, Preview, PreviewedRow
from recruit.domain.imports.rows import ParsedRow
from recruit.domain.imports.service import MOST_BYTES, MOST_TABLE_BYTES
from recruit.domain.imports.table import BadMapping
from recruit.domain.imports.undo import ImportUndo
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.encoded_routes import delete, get, post
from recruit.entrypoints.http.field_types import Long
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import STEPWISE, UNSTORED
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import Fault, extended_view, view
from recruit.entrypoints.http.uploads import FORM_OVERHEAD, upload_route
from recruit.entrypoints.http.validation_errors import RefusedRequest

NO_MAPPING = 'Input should be a JSON object of columns and what each is, such as {"Opening": "job"}'


class ImportForm(Struct):
    """A zip archive of résumés, or a CSV table of people. The recruiter's notes end those of every candidate.

    `mapping` and `create_jobs` are for tables. `mapping` is a JSON object: the name of a column → the field that it is,
    "notes" or "ignored". With `create_jobs`, jobs that the table names and that aren't there are created as drafts.
    `job_id` is for archives: the job for which the people apply. Without it, these are open jobs with the titles that
    the archive's folders have as names.
    """

    file: UploadFile
    dry_run: bool = False
    create_duplicates: bool = False
    notes: Long | None = None
    mapping: Long | None = None
    create_jobs: bool = False
    job_id: int | None = None


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


def bad_mapping(message: str) -> RefusedRequest:
    """Return the refusal of an invalid mapping."""
    return RefusedRequest([Fault("value_error", ("body", "mapping"), message)])


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

    items: Sequence[ImportOut]
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
    """A file of an archive, by its name, or a row of a table, by the number that spreadsheets give it.

    The name of a row is that of the person, or else the e-mail address.
    """

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


class KeptRecordOut(Struct):
    """A record that the undo keeps, as it was changed after the import. An application has the name of its item."""

    kind: RecordKind
    id: int
    name: str | None


class ImportUndoOut(Struct):
    """How many records of each kind are removed, and which are kept."""

    candidates: int
    applications: int
    jobs: int
    kept: tuple[KeptRecordOut, ...]


def undo_view(undo: ImportUndo) -> ImportUndoOut:
    """Return an undo as a response schema."""
    return ImportUndoOut(
        candidates=undo.removed[RecordKind.CANDIDATE],
        applications=undo.removed[RecordKind.APPLICATION],
        jobs=undo.removed[RecordKind.JOB],
        kept=tuple(view(one, KeptRecordOut) for one in undo.kept),
    )


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
    """The detected format of a table, its first rows, and the number of rows by outcome."""

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
    return extended_view(
        found,
        PreviewOut,
        header_row=found.header,
        columns=tuple(ColumnOut(one.name, one.target, one.samples) for one in found.columns),
        fields=headers.TARGETS,
        rows=tuple(map(_row, found.rows)),
        with_warnings=found.warned,
    )


def _row(row: PreviewedRow) -> RowOut:
    candidate = _person(row.parsed) if row.parsed else None
    return RowOut(row.number, candidate, row.error, row.warnings)


def _person(found: ParsedRow) -> PersonOut:
    applied = found.application
    return extended_view(
        found.details,
        PersonOut,
        application=ApplicationPreview(applied.job.id, applied.job.title, applied.status) if applied else None,
        emails=found.profile.contacts.emails,
        phones=found.profile.contacts.phones,
        skills=tuple(skill.name for skill in found.profile.skills),
    )


OfStatus: TypeAlias = Annotated[
    Literal["queued", "created", "valid", "duplicate", "failed"] | None,
    QueryParameter(description="Only items of this status."),
]


class ImportsController(Controller):
    """Bulk import of candidates."""

    tags = ("Imports",)

    @upload_route(
        "/candidates/import",
        status_code=202,
        summary="Import Candidates",
        request_max_body_size=MOST_BYTES + FORM_OVERHEAD,
    )
    async def import_candidates(self, request: ApiRequest, data: MultipartBody[ImportForm]) -> ImportOut:
        """Create candidates from a zip archive of résumés or from a CSV table, in the background.

        What the file is, is told from its bytes. The answer comes as soon as the file is looked through and kept: an
        archive or a table that can't be used is refused as a whole, and from then on each file or row is created, or
        fails, for itself. `GET /imports/{import_id}` shows how far it is. With `dry_run` everything is read and
        checked, and nobody is created. People who are there already, by file or e-mail address, are created again with
        `create_duplicates` alone; a row that is imported again fills in what its candidate lacks, and its warnings name
        the fields. A row that names a job of the organisation by its title makes an application, too, and so does a
        file with a `job_id` or in a folder named like an open job.
        """
        file = cast("BinaryIO", data.file.file)
        mapping = mapping_of(data.mapping)
        with _mapping_errors():
            started = await request.services.importing.start(
                request.user,
                file,
                data.file.filename,
                dry_run=data.dry_run,
                create_duplicates=data.create_duplicates,
                notes=data.notes,
                mapping=mapping,
                create_jobs=data.create_jobs,
                job_id=data.job_id,
            )
        return view(started, ImportOut)

    @upload_route(
        "/candidates/import/preview",
        status_code=200,
        summary="Preview Import",
        request_max_body_size=MOST_TABLE_BYTES + FORM_OVERHEAD,
        opt={UNSTORED: True, EXPENSIVE: True},
    )
    async def preview_import(self, request: ApiRequest, data: MultipartBody[PreviewForm]) -> PreviewOut:
        """Show what a CSV table is taken for and what its rows would become, and keep nothing.

        Each column is shown with the field that it is taken for, or "notes". What is taken for something else than it
        is can be corrected by `mapping`, here and in the import. Who is there already is not looked for: the import's
        `dry_run` does that.
        """
        mapping = mapping_of(data.mapping)
        with _mapping_errors():
            found = await request.services.importing.preview(
                request.user,
                cast("BinaryIO", data.file.file),
                notes=data.notes,
                mapping=mapping,
                create_jobs=data.create_jobs,
                limit=data.limit,
            )
        return preview_view(found)

    @get("/imports", summary="List Imports", responses=problems(*LIST))
    async def list_imports(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ImportPage:
        """Return imports in ascending id."""
        found = await request.services.importing.imports(request.user, window(request, skip, limit, cursor))
        return list_response(request, found, ImportOut, ImportPage)

    @get("/imports/{import_id:str}", summary="Get Import by ID", responses=problems(*READ))
    async def get_import(
        self,
        request: ApiRequest,
        import_id: FromPath[int],
        skip: Skip = 0,
        limit: Limit = 50,
        status: OfStatus = None,
    ) -> ImportDetail:
        """Return an import with a page of its items, in the order of the file, of all statuses or of one."""
        criteria = None if status is None else ItemStatus(status)
        found, items = await request.services.importing.progress(
            request.user, import_id, Window(skip, limit), status=criteria
        )
        return extended_view(found, ImportDetail, items=tuple(view(item, ImportItemOut) for item in items))

    @get("/imports/{import_id:str}/undo", summary="Preview Undo of Import", responses=problems(400, *READ))
    async def preview_undo(self, request: ApiRequest, import_id: FromPath[int]) -> ImportUndoOut:
        """Show what the undo of an import would remove and keep."""
        return undo_view(await request.services.undoing_imports.preview(request.user, import_id))

    @post(
        "/imports/{import_id:str}/undo",
        status_code=200,
        summary="Undo Import",
        opt={STEPWISE: True},
        responses=problems(400, *READ),
    )
    async def undo_import(self, request: ApiRequest, import_id: FromPath[int]) -> ImportUndoOut:
        """Remove the candidates, applications and jobs that an import has created.

        A record that was changed after the import, or got a note or another application, is kept, and the response
        names it. An import can be undone when it is done, for 30 days after its start.
        """
        return undo_view(await request.services.undoing_imports.undo(request.user, import_id))

    @delete("/imports/{import_id:str}", summary="Delete Import", responses=problems(*READ))
    async def delete_import(self, request: ApiRequest, import_id: FromPath[int]) -> None:
        """Stop an import where it is and forget it. The candidates that it has created stay."""
        await request.services.importing.remove(request.user, import_id)


@contextmanager
def _mapping_errors() -> Iterator[None]:
    """Report an invalid mapping as a fault of the form."""
    try:
        yield
    except BadMapping as error:
        raise bad_mapping(str(error)) from error
