"""Tag endpoints: the organisation's tags, and the tags of a candidate."""

from collections.abc import Sequence
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType, structs

from recruit.domain.tags.model import TagDetails
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one, put
from recruit.entrypoints.http.field_types import END, Label
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, LIST_OF, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view

NO_COLOUR = {"refusal": "Input should be a colour as #rrggbb"}
Colour = Annotated[str, Meta(max_length=7, pattern=rf"^#[0-9A-Fa-f]{{6}}{END}", extra=NO_COLOUR)]


class TagIn(Struct):
    """A new tag. Names are unique, case ignored."""

    name: Label
    colour: Colour | None = None


class TagPatch(Struct):
    """Changes to a tag. A field that is absent stays; null clears the colour."""

    name: Label | UnsetType = UNSET
    colour: Colour | UnsetType | None = UNSET


class TagOut(Struct):
    """A tag."""

    id: int
    org_id: int
    name: str
    colour: str | None


class TagPage(Struct):
    """One page of tags, and how many there are in all."""

    items: Sequence[TagOut]
    total: int


class TagMerge(Struct):
    """The tag to merge into."""

    into_id: int


class TagsController(Controller):
    """Tags of the organisation."""

    path = "/tags"
    tags = ("Tags",)

    @get("/", summary="List Tags", responses=problems(*LIST))
    async def list_tags(self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None) -> TagPage:
        """Return the organisation's tags in ascending id."""
        wanted = window(request, skip, limit, cursor)
        return list_response(request, await request.services.tags.page(request.user, wanted), TagOut, TagPage)

    @post_one("/", summary="Create Tag", responses=problems(*CREATE))
    async def create_tag(self, request: ApiRequest, data: JSONBody[TagIn]) -> TagOut:
        """Create a tag."""
        details = TagDetails(**structs.asdict(data))
        return view(await request.services.tags.create(request.user, details), TagOut)

    @get_one("/{tag_id:str}", summary="Get Tag by ID", responses=problems(*READ))
    async def get_tag(self, request: ApiRequest, tag_id: FromPath[int]) -> TagOut:
        """Return one tag."""
        return view(await request.services.tags.get(request.user, tag_id), TagOut)

    @patch("/{tag_id:str}", summary="Update Tag", responses=problems(*CHANGE, 412))
    async def update_tag(self, request: ApiRequest, tag_id: FromPath[int], data: JSONBody[TagPatch]) -> TagOut:
        """Change the name or the colour of a tag."""
        condition = request.if_match(TagOut)
        return view(await request.services.tags.change(request.user, tag_id, changes(data), condition), TagOut)

    @delete("/{tag_id:str}", summary="Delete Tag", responses=problems(*READ, 400, 412))
    async def delete_tag(self, request: ApiRequest, tag_id: FromPath[int]) -> None:
        """Delete a tag, and take it from all candidates."""
        await request.services.tags.remove(request.user, tag_id, request.if_match(TagOut))

    @post_one("/{tag_id:str}/merge", status_code=200, summary="Merge Tags", responses=problems(*CHANGE))
    async def merge_tags(self, request: ApiRequest, tag_id: FromPath[int], data: JSONBody[TagMerge]) -> TagOut:
        """Give all candidates with this tag the tag `into_id`, delete this one, and return the other."""
        return view(await request.services.tags.merge(request.user, tag_id, data.into_id), TagOut)


class CandidateTagsController(Controller):
    """Tags of a candidate."""

    path = "/candidates/{candidate_id:str}/tags"
    tags = ("Tags",)

    @get("/", summary="List Tags of Candidate", responses=problems(*LIST_OF))
    async def list_candidate_tags(
        self, request: ApiRequest, candidate_id: FromPath[int], skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> TagPage:
        """Return a candidate's tags in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.tags.of_candidate(request.user, candidate_id, wanted)
        return list_response(request, found, TagOut, TagPage)

    @put("/{tag_id:str}", summary="Tag Candidate", responses=problems(*READ))
    async def tag_candidate(self, request: ApiRequest, candidate_id: FromPath[int], tag_id: FromPath[int]) -> TagOut:
        """Give a candidate a tag. Nothing changes if they have it."""
        return view(await request.services.tags.attach(request.user, candidate_id, tag_id), TagOut)

    @delete("/{tag_id:str}", summary="Untag Candidate", responses=problems(*READ))
    async def untag_candidate(self, request: ApiRequest, candidate_id: FromPath[int], tag_id: FromPath[int]) -> None:
        """Take a tag from a candidate."""
        await request.services.tags.detach(request.user, candidate_id, tag_id)
