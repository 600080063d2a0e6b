"""Document endpoints: list, add, download, read fields of and delete a candidate's documents."""

from datetime import datetime

from litestar import Controller, Response
from litestar.datastructures import UploadFile
from litestar.params import FromPath, MultipartBody
from msgspec import Struct

from recruit.domain.documents.model import Document
from recruit.entrypoints.http.downloads import ANY_BYTES, download, file_tag
from recruit.entrypoints.http.duplicates import DUPLICATE, duplicate_header
from recruit.entrypoints.http.encoded_routes import delete, get, get_one
from recruit.entrypoints.http.etags import if_match_condition
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, LIST_OF, READ, problems
from recruit.entrypoints.http.pagination import add_next_link, window
from recruit.entrypoints.http.profiles import ReadFields, fields_view
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import extended_view
from recruit.entrypoints.http.uploads import upload_route


class NewDocument(Struct):
    """A file to be kept with a candidate."""

    file: UploadFile


class DocumentOut(Struct):
    """A document. `hash` is the SHA-256 of its bytes in hexadecimal, `hidden` its invisible text, which isn't used."""

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
    """Return a document as a response schema."""
    return extended_view(document, DocumentOut, hash=document.sha256.hex())


class DocumentsController(Controller):
    """Documents of a candidate."""

    path = "/candidates/{candidate_id:str}/documents"
    tags = ("Candidates",)

    @get("/", summary="List Documents", responses=problems(*LIST_OF))
    async def list_documents(
        self, request: ApiRequest, candidate_id: FromPath[int], skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> DocumentPage:
        """Return what is kept of a candidate's files in ascending id, without the files themselves."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.candidate_files.documents(request.user, candidate_id, wanted)
        add_next_link(request, found)
        return DocumentPage(tuple(map(document_view, found.items)), found.total)

    @upload_route("/", summary="Add Document", responses=problems(*CHANGE), response_headers=[DUPLICATE])
    async def add_document(
        self, request: ApiRequest, candidate_id: FromPath[int], data: MultipartBody[NewDocument]
    ) -> Response[DocumentOut]:
        """Keep a file with a candidate, whose fields stay as they are."""
        content = await data.file.read()
        received = await request.services.intake.add_document(request.user, candidate_id, content, data.file.filename)
        location = f"/api/v1/candidates/{candidate_id}/documents/{received.document.id}"
        headers = {"Location": location, **duplicate_header(received.duplicate_of)}
        return Response(document_view(received.document), headers=headers)

    @get_one("/{document_id:str}", media_type=ANY_BYTES, summary="Get Document", responses=problems(*READ))
    async def get_document(
        self, request: ApiRequest, candidate_id: FromPath[int], document_id: FromPath[int]
    ) -> Response[bytes]:
        """Return a file as it came, to be saved."""
        return download(*await request.services.candidate_files.document(request.user, candidate_id, document_id))

    @get_one("/{document_id:str}/fields", summary="Get Document Fields", responses=problems(*READ))
    async def get_document_fields(
        self, request: ApiRequest, candidate_id: FromPath[int], document_id: FromPath[int]
    ) -> ReadFields:
        """Return a candidate's fields as this file was read, with how sure each is."""
        return fields_view(
            await request.services.candidate_files.document_fields(request.user, candidate_id, document_id)
        )

    @delete("/{document_id:str}", summary="Delete Document", responses=problems(*READ, 400, 412))
    async def delete_document(
        self, request: ApiRequest, candidate_id: FromPath[int], document_id: FromPath[int]
    ) -> None:
        """Delete a file; the candidate stays."""
        condition = if_match_condition(request.scope, file_tag)
        await request.services.candidate_files.remove_document(request.user, candidate_id, document_id, condition)
