"""Import endpoints: start, preview, list, read and delete bulk imports of candidates."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, BinaryIO, Literal, TypeAlias, cast

from litestar import Controller
from litestar.params import FromPath, MultipartBody, QueryParameter
from msgspec import structs

from recruit.domain.imports.model import ItemStatus
from recruit.domain.imports.service import MOST_BYTES, MOST_TABLE_BYTES
from recruit.domain.imports.table import BadMapping
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.encoded_routes import delete, get, post
from recruit.entrypoints.http.import_schemas import (
    ImportDetail,
    ImportForm,
    ImportItemOut,
    ImportOut,
    ImportPage,
    PreviewForm,
    PreviewOut,
    bad_mapping,
    mapping_of,
    preview_view,
)
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import UNKEPT
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, UPLOAD, problems
from recruit.entrypoints.http.pagination import link_next, window
from recruit.entrypoints.http.request import ApiRequest, form_of_either_kind
from recruit.entrypoints.http.schemas import view

MOST_UPLOADED = MOST_BYTES + 1024 * 1024
"""Maximum size of an upload: the file, the notes and the overhead of multipart."""

MOST_PREVIEWED = MOST_TABLE_BYTES + 1024 * 1024

OfStatus: TypeAlias = Annotated[
    Literal["queued", "created", "valid", "duplicate", "failed"] | None,
    QueryParameter(description="Only items of this status."),
]


class ImportsController(Controller):
    """Bulk import of candidates."""

    tags = ("Imports",)

    @post(
        "/candidates/import",
        guards=[form_of_either_kind],
        opt={EXPENSIVE: True},
        status_code=202,
        summary="Import Candidates",
        responses=problems(*UPLOAD),
        request_max_body_size=MOST_UPLOADED,
    )
    async def import_candidates(self, request: ApiRequest, data: MultipartBody[ImportForm]) -> ImportOut:
        """Create candidates from a zip archive of résumés or from a CSV table, in the background.

        What the file is, is told from its bytes. The answer comes as soon as the file is looked through and kept: an
        archive or a table that can't be used is refused as a whole, and from then on each file or row is created, or
        fails, for itself. `GET /imports/{import_id}` shows how far it is. With `dry_run` everything is read and
        checked, and nobody is created. People who are there already, by file or e-mail address, are created again with
        `create_duplicates` alone; a row that is imported again fills in what its candidate lacks, and its warnings name
        the fields. A row that names a job of the organisation by its title makes an application, too.
        """
        file = cast("BinaryIO", data.file.file)
        mapping = mapping_of(data.mapping)
        with _mapped():
            started = await request.services.importing.start(
                request.user,
                file,
                data.file.filename,
                dry_run=data.dry_run,
                create_duplicates=data.create_duplicates,
                notes=data.notes,
                mapping=mapping,
                create_jobs=data.create_jobs,
            )
        return view(started, ImportOut)

    @post(
        "/candidates/import/preview",
        guards=[form_of_either_kind],
        status_code=200,
        summary="Preview Import",
        responses=problems(*UPLOAD),
        request_max_body_size=MOST_PREVIEWED,
        opt={UNKEPT: True, EXPENSIVE: True},
    )
    async def preview_import(self, request: ApiRequest, data: MultipartBody[PreviewForm]) -> PreviewOut:
        """Show what a CSV table is taken for and what its rows would become, and keep nothing.

        Each column is shown with the field that it is taken for, or "notes". What is taken for something else than it
        is can be corrected by `mapping`, here and in the import. Who is there already is not looked for: the import's
        `dry_run` does that.
        """
        mapping = mapping_of(data.mapping)
        with _mapped():
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
        link_next(request, found)
        return ImportPage(tuple(view(one, ImportOut) for one in found.items), found.total)

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
        wanted = None if status is None else ItemStatus(status)
        found, items = await request.services.importing.progress(
            request.user, import_id, Window(skip, limit), status=wanted
        )
        return ImportDetail(
            **structs.asdict(view(found, ImportOut)), items=tuple(view(item, ImportItemOut) for item in items)
        )

    @delete("/imports/{import_id:str}", summary="Delete Import", responses=problems(*READ))
    async def delete_import(self, request: ApiRequest, import_id: FromPath[int]) -> None:
        """Stop an import where it is and forget it. The candidates that it has created stay."""
        await request.services.importing.remove(request.user, import_id)


@contextmanager
def _mapped() -> Iterator[None]:
    """Report an invalid mapping as a fault of the form."""
    try:
        yield
    except BadMapping as error:
        raise bad_mapping(str(error)) from error
