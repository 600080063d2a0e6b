"""Saved search endpoints: create, list, read, run, update and delete."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType, convert
from msgspec.inspect import type_info

from recruit.domain.saved_searches.model import SavedSearch, SearchKind
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery, JobQuery, TagMatch
from recruit.entrypoints.http.candidates import CandidateOut, CandidatePage
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Moment, Name, Short, Skill, Years
from recruit.entrypoints.http.jobs import JobOut, JobPage
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip, SortedCursor
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view
from recruit.entrypoints.http.search_parameters import LONGEST_TEXT_QUERY, MOST_SKILLS, MOST_TAGS
from recruit.entrypoints.http.validation_errors import RefusedRequest, extra, faults

Status: TypeAlias = Annotated[str, Meta(max_length=50, pattern=WITHOUT_NUL)]
TextQuery: TypeAlias = Annotated[str, Meta(max_length=LONGEST_TEXT_QUERY, pattern=WITHOUT_NUL)]
TagIds: TypeAlias = Annotated[tuple[int, ...], Meta(max_length=MOST_TAGS)]
SkillNames: TypeAlias = Annotated[tuple[Skill, ...], Meta(max_length=MOST_SKILLS)]
Query: TypeAlias = Annotated[
    dict[str, Any],
    Meta(
        description="The parameters of the list that filter and sort, by name, as they would be sent to it; `skill` is "
        "a list. `skip`, `limit` and `cursor` aren't among them."
    ),
]


class CandidateQueryIn(Struct):
    """The parameters of the list of candidates that filter and sort."""

    q: Short | None = None
    stage: Status | None = None
    job_id: int | None = None
    source: Status | None = None
    years_min: Years | None = None
    years_max: Years | None = None
    tag: TagIds = ()
    tag_match: TagMatch = TagMatch.ALL
    skill: SkillNames = ()
    title: Short | None = None
    location: Short | None = None
    company: Short | None = None
    text: TextQuery | None = None
    created_since: Moment | None = None
    created_until: Moment | None = None
    changed_since: Moment | None = None
    changed_until: Moment | None = None
    sort: Sort = Sort.ID


class JobQueryIn(Struct):
    """The parameters of the list of jobs that filter and sort."""

    q: Short | None = None
    status_filter: Status | None = None
    skill: SkillNames = ()
    title: Short | None = None
    location: Short | None = None
    department: Short | None = None
    text: TextQuery | None = None
    created_since: Moment | None = None
    created_until: Moment | None = None
    changed_since: Moment | None = None
    changed_until: Moment | None = None
    sort: Sort = Sort.ID


class SavedSearchIn(Struct):
    """A search to save. Other users see it if it is shared."""

    name: Name
    kind: SearchKind
    query: Query
    shared: bool = False


class SavedSearchPatch(Struct):
    """Changes to a saved search. A field that is absent stays; `query` is replaced as a whole."""

    name: Name | UnsetType = UNSET
    query: Query | UnsetType = UNSET
    shared: bool | UnsetType = UNSET


class SavedSearchOut(Struct):
    """A saved search, and who saved it."""

    id: int
    org_id: int
    user_id: int
    name: str
    kind: SearchKind
    query: dict[str, Any]
    shared: bool
    created_at: datetime
    updated_at: datetime


class SavedSearchPage(Struct):
    """One page of saved searches, and how many there are in all."""

    items: Sequence[SavedSearchOut]
    total: int


OfKind: TypeAlias = Annotated[
    SearchKind | None, QueryParameter(description="Only searches for candidates, or for jobs.")
]


class SavedSearchesController(Controller):
    """Saved searches."""

    path = "/saved_searches"
    tags = ("Saved searches",)

    @get("/", summary="List Saved Searches", responses=problems(*LIST))
    async def list_saved_searches(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None, kind: OfKind = None
    ) -> SavedSearchPage:
        """Return one's own searches, and those that others share, in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.saved_searches.page(request.user, wanted, kind)
        return list_response(request, found, SavedSearchOut, SavedSearchPage)

    @post_one("/", summary="Create Saved Search", responses=problems(*CREATE))
    async def create_saved_search(self, request: ApiRequest, data: JSONBody[SavedSearchIn]) -> SavedSearchOut:
        """Save a search. Its query is checked as the list of its kind checks it; unknown names are refused."""
        query = query_of(data.kind, data.query)
        saved = request.services.saved_searches
        search = await saved.create(request.user, data.name, data.kind, query, shared=data.shared)
        return view(search, SavedSearchOut)

    @get_one("/{search_id:str}", summary="Get Saved Search by ID", responses=problems(*READ))
    async def get_saved_search(self, request: ApiRequest, search_id: FromPath[int]) -> SavedSearchOut:
        """Return one search."""
        return view(await request.services.saved_searches.get(request.user, search_id), SavedSearchOut)

    @get("/{search_id:str}/results", summary="Run Saved Search", responses=problems(*READ, 400))
    async def run_saved_search(
        self,
        request: ApiRequest,
        search_id: FromPath[int],
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: SortedCursor = None,
    ) -> CandidatePage | JobPage:
        """Return what a search finds now, in its order: candidates or jobs, as their lists return them."""
        saved = request.services.saved_searches
        search = await saved.get(request.user, search_id)
        wanted = window(request, skip, limit, cursor, sort=search.query.get("sort", Sort.ID))
        found = await saved.results(request.user, search, wanted)
        if search.kind is SearchKind.CANDIDATES:
            return list_response(request, found, CandidateOut, CandidatePage)
        return list_response(request, found, JobOut, JobPage)

    @patch("/{search_id:str}", summary="Update Saved Search (Partial)", responses=problems(*CHANGE, 412))
    async def update_saved_search(
        self, request: ApiRequest, search_id: FromPath[int], data: JSONBody[SavedSearchPatch]
    ) -> SavedSearchOut:
        """Change the name or the query of a search, or share it. Its kind stays."""
        saved, values = request.services.saved_searches, changes(data)
        if "query" in values:
            search: SavedSearch = await saved.get(request.user, search_id)
            values["query"] = query_of(search.kind, values["query"])
        changed = await saved.change(request.user, search_id, values, request.if_match(SavedSearchOut))
        return view(changed, SavedSearchOut)

    @delete("/{search_id:str}", summary="Delete Saved Search", responses=problems(*READ, 400, 412))
    async def delete_saved_search(self, request: ApiRequest, search_id: FromPath[int]) -> None:
        """Delete a search. What it finds stays."""
        await request.services.saved_searches.remove(request.user, search_id, request.if_match(SavedSearchOut))


def query_of(kind: SearchKind, values: dict[str, Any]) -> CandidateQuery | JobQuery:
    """Return the query of a kind that a body states. Raises RefusedRequest with every fault of it."""
    schema: type[Struct] = CandidateQueryIn if kind is SearchKind.CANDIDATES else JobQueryIn
    place = ("body", "query")
    names = schema.__struct_fields__
    violations = [extra((*place, name), names) for name in values if name not in names]
    violations += faults(values, type_info(schema), place)
    if violations:
        raise RefusedRequest(violations)
    query = convert(values, schema, strict=False)
    parameters = {name: getattr(query, name) for name in names}
    return CandidateQuery(**parameters) if kind is SearchKind.CANDIDATES else JobQuery(**parameters)
