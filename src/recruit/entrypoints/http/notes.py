"""Note endpoints: list, create, read, update and delete notes on candidates and applications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.domain.notes.model import MOST_MENTIONS, Visibility
from recruit.entrypoints.http.encoded_routes import LOCATION, delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import Message
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, LIST_OF, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view

Mentions = Annotated[tuple[int, ...], Meta(max_length=MOST_MENTIONS)]


class NoteIn(Struct):
    """A new note. Users are mentioned by `@[42]` in the text, or by their ids in `mentions`.

    Notes with the visibility `recruiters` are visible to recruiters and admins only, and stay so.
    """

    text: Message
    visibility: Visibility = Visibility.EVERYONE
    mentions: Mentions = ()


class NotePatch(Struct):
    """Changes to a note. A field that is absent stays. `mentions` replaces the mentions outside of the text."""

    text: Message | UnsetType = UNSET
    mentions: Mentions | UnsetType = UNSET


class NoteOut(Struct):
    """A note. `mentions` has the users that the text mentions, too; `author_user_id` is null for a removed user."""

    id: int
    org_id: int
    candidate_id: int
    application_id: int | None
    author_user_id: int | None
    key_id: int | None
    text: str
    visibility: Visibility
    mentions: tuple[int, ...]
    created_at: datetime
    edited_at: datetime | None


class NotePage(Struct):
    """One page of notes, and how many there are in all."""

    items: Sequence[NoteOut]
    total: int


class CandidateNotesController(Controller):
    """Notes on a candidate."""

    path = "/candidates/{candidate_id:str}/notes"
    tags = ("Notes",)

    @get("/", summary="List Notes of Candidate", responses=problems(*LIST_OF))
    async def list_candidate_notes(
        self, request: ApiRequest, candidate_id: FromPath[int], skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> NotePage:
        """Return notes on a candidate and on their applications in ascending id, as far as the caller may read them."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.notes.of_candidate(request.user, candidate_id, wanted)
        return list_response(request, found, NoteOut, NotePage)

    @post_one("/", opt={LOCATION: b"/api/v1/notes"}, summary="Create Note on Candidate", responses=problems(*CHANGE))
    async def create_candidate_note(
        self, request: ApiRequest, candidate_id: FromPath[int], data: JSONBody[NoteIn]
    ) -> NoteOut:
        """Write a note on a candidate. The candidate's field `notes` stays as it is."""
        note = await request.services.notes.create(
            request.user,
            data.text,
            candidate_id=candidate_id,
            visibility=data.visibility,
            mentions=data.mentions,
        )
        return view(note, NoteOut)


class ApplicationNotesController(Controller):
    """Notes on an application."""

    path = "/applications/{application_id:str}/notes"
    tags = ("Notes",)

    @get("/", summary="List Notes of Application", responses=problems(*LIST_OF))
    async def list_application_notes(
        self,
        request: ApiRequest,
        application_id: FromPath[int],
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> NotePage:
        """Return notes on an application in ascending id, as far as the caller may read them."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.notes.of_application(request.user, application_id, wanted)
        return list_response(request, found, NoteOut, NotePage)

    @post_one("/", opt={LOCATION: b"/api/v1/notes"}, summary="Create Note on Application", responses=problems(*CHANGE))
    async def create_application_note(
        self, request: ApiRequest, application_id: FromPath[int], data: JSONBody[NoteIn]
    ) -> NoteOut:
        """Write a note on an application, which is among the notes of its candidate, too."""
        note = await request.services.notes.create(
            request.user,
            data.text,
            application_id=application_id,
            visibility=data.visibility,
            mentions=data.mentions,
        )
        return view(note, NoteOut)


class NotesController(Controller):
    """Notes."""

    path = "/notes/{note_id:str}"
    tags = ("Notes",)

    @get_one("/", summary="Get Note by ID", responses=problems(*READ))
    async def get_note(self, request: ApiRequest, note_id: FromPath[int]) -> NoteOut:
        """Return one note."""
        return view(await request.services.notes.get(request.user, note_id), NoteOut)

    @patch("/", summary="Update Note", responses=problems(*CHANGE, 412))
    async def update_note(self, request: ApiRequest, note_id: FromPath[int], data: JSONBody[NotePatch]) -> NoteOut:
        """Change the text or the mentions of a note of one's own, or, as an admin, of any note."""
        changed = await request.services.notes.change(request.user, note_id, changes(data), request.if_match(NoteOut))
        return view(changed, NoteOut)

    @delete("/", summary="Delete Note", responses=problems(*READ, 400, 412))
    async def delete_note(self, request: ApiRequest, note_id: FromPath[int]) -> None:
        """Delete a note of one's own, or, as an admin, any note."""
        await request.services.notes.remove(request.user, note_id, request.if_match(NoteOut))
