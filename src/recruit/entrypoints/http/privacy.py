"""Privacy endpoints: export and erase a candidate, list and read erasure receipts."""

import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime

from litestar import Controller
from litestar.params import FromPath
from litestar.response import Stream
from msgspec import Struct

from recruit.entrypoints.http.downloads import disposition
from recruit.entrypoints.http.encoded_routes import get, get_one, post
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

ZIP = "application/zip"


class ErasureOut(Struct):
    """The receipt of an erasure: who erased, which ids the person had, and how many things of which kind went.

    `identified_by` are the SHA-256 of their e-mail addresses in lower case.
    """

    id: int
    org_id: int
    at: datetime
    kind: str
    user_id: int | None
    candidate_ids: Sequence[int]
    counts: Mapping[str, int]
    identified_by: Sequence[str]


class ErasurePage(Struct):
    """Receipts of erasures."""

    items: Sequence[ErasureOut]
    total: int


class PeopleController(Controller):
    """Export and erasure of a candidate's data."""

    path = "/candidates/{candidate_id:str}"
    tags = ("Privacy",)

    @get("/export", media_type=ZIP, summary="Export Candidate", responses=problems(*READ))
    async def export_candidate(self, request: ApiRequest, candidate_id: FromPath[int]) -> Stream:
        """Return all data about a candidate as a zip archive; its README.txt describes the files."""
        files = await request.services.exporting.export(request.user, candidate_id, datetime.now(UTC))
        headers = {"Content-Disposition": disposition(f"candidate-{candidate_id}.zip")}
        return Stream(zipped(files), media_type=ZIP, headers=headers)

    @post("/erase", status_code=200, summary="Erase Candidate", responses=problems(*READ))
    async def erase_candidate(self, request: ApiRequest, candidate_id: FromPath[int]) -> ErasureOut:
        """Erase a person everywhere, with all whom they were merged from, for good; a receipt remains.

        Files, profile, applications, vectors, conversations and kept answers that name them go. Match logs stay under a
        pseudonym, entries of the audit log without values. It works for who was deleted before, too.
        """
        return view(await request.services.erasing.erase(request.user, candidate_id), ErasureOut)


class ErasuresController(Controller):
    """Receipts of erasures."""

    path = "/erasures"
    tags = ("Privacy",)

    @get("/", summary="List Erasures", responses=problems(*LIST))
    async def list_erasures(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ErasurePage:
        """Return receipts in ascending id."""
        wanted = window(request, skip, limit, cursor)
        return list_response(
            request, await request.services.erasing.receipts(request.user, wanted), ErasureOut, ErasurePage
        )

    @get_one("/{erasure_id:str}", summary="Get Erasure by ID", responses=problems(*READ))
    async def get_erasure(self, request: ApiRequest, erasure_id: FromPath[int]) -> ErasureOut:
        """Return one receipt."""
        return view(await request.services.erasing.receipt(request.user, erasure_id), ErasureOut)


class _WriteOnlyFile:
    """A write-only file that can't seek. It holds the written bytes until `take` is called."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing."""

    def take(self) -> bytes:
        """Return the bytes written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


async def zipped(files: AsyncIterator[tuple[str, bytes]]) -> AsyncIterator[bytes]:
    """Yield a zip archive in pieces. Its files are stored uncompressed, since most have compressed formats."""
    file = _WriteOnlyFile()
    with zipfile.ZipFile(file, "w") as archive:  # type: ignore[call-overload]
        async for name, content in files:
            archive.writestr(name, content)
            yield file.take()
    yield file.take()
