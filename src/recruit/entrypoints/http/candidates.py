"""Candidate endpoints: list, create, read, update and delete."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Struct, UnsetType, structs

from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery, TagMatch
from recruit.domain.search.service import CandidateKeys
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import Long, Name, Short, Url, Years
from recruit.entrypoints.http.list_parameters import Limit, Query, Skip, SortedCursor
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.parts import (
    CandidateInclude,
    ExternalIdFilter,
    ExternalIdsIn,
    ExternalIdsOut,
    ExternalIdsPatch,
    external_id_of,
    one_with_parts,
    take_external_ids,
    with_parts,
)
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view
from recruit.entrypoints.http.search_parameters import (
    KINDS,
    AppliedFor,
    ChangedSince,
    ChangedUntil,
    Company,
    CreatedSince,
    CreatedUntil,
    EmailFilter,
    Location,
    Matching,
    PhoneFilter,
    SkillNames,
    Sorting,
    Source,
    Stage,
    TagIds,
    TextQuery,
    Title,
    YearsMax,
    YearsMin,
)
from recruit.entrypoints.http.sync import SyncTokenParameter, sync_response


class CandidateFields(Struct):
    """The fields of a new candidate."""

    full_name: Name
    headline: Short | None = None
    location: Short | None = None
    experience_years: Years | None = None
    current_title: Short | None = None
    current_company: Short | None = None
    linkedin_url: Url | None = None
    github_url: Url | None = None
    website_url: Url | None = None
    notes: Long | None = None


class CandidateIn(CandidateFields):
    """A new candidate."""

    external_ids: ExternalIdsIn = ()


class CandidatePatch(Struct):
    """Changes to a candidate. A field that is absent stays; null clears what may be empty."""

    full_name: Name | UnsetType = UNSET
    headline: Short | UnsetType | None = UNSET
    location: Short | UnsetType | None = UNSET
    experience_years: Years | UnsetType | None = UNSET
    current_title: Short | UnsetType | None = UNSET
    current_company: Short | UnsetType | None = UNSET
    linkedin_url: Url | UnsetType | None = UNSET
    github_url: Url | UnsetType | None = UNSET
    website_url: Url | UnsetType | None = UNSET
    notes: Long | UnsetType | None = UNSET
    external_ids: ExternalIdsPatch | UnsetType = UNSET


class CandidateOut(Struct):
    """A candidate."""

    id: int
    org_id: int
    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    notes: str | None


class CandidateWithParts(CandidateOut):
    """A candidate with the parts that the request includes."""

    created_at: datetime | UnsetType = UNSET
    updated_at: datetime | UnsetType = UNSET
    emails: tuple[str, ...] | UnsetType = UNSET
    phones: tuple[str, ...] | UnsetType = UNSET
    external_ids: ExternalIdsOut | UnsetType = UNSET


class CandidatePage(Struct):
    """One page of candidates, and how many there are in all."""

    items: Sequence[CandidateOut]
    total: int


class CandidateSync(Struct):
    """Candidates that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: Sequence[CandidateOut]
    deleted: Sequence[int]
    sync_token: str | None


async def _response(request: ApiRequest, candidate: Candidate, include: CandidateInclude) -> CandidateOut:
    return await one_with_parts(
        request, RecordKind.CANDIDATE, view(candidate, CandidateOut), CandidateWithParts, include
    )


class CandidatesController(Controller):
    """Candidates."""

    path = "/candidates"
    tags = ("Candidates",)

    @get("/", summary="List Candidates", responses=problems(*LIST, 410))
    async def list_candidates(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: SortedCursor = None,
        q: Query = None,
        stage: Stage = None,
        job_id: AppliedFor = None,
        source: Source = None,
        years_min: YearsMin = None,
        years_max: YearsMax = None,
        tag: TagIds = None,
        tag_match: Matching = TagMatch.ALL,
        skill: SkillNames = None,
        title: Title = None,
        location: Location = None,
        company: Company = None,
        text: TextQuery = None,
        created_since: CreatedSince = None,
        created_until: CreatedUntil = None,
        changed_since: ChangedSince = None,
        changed_until: ChangedUntil = None,
        sort: Sorting = Sort.ID,
        sync_token: SyncTokenParameter = None,
        external_id: ExternalIdFilter = None,
        email: EmailFilter = None,
        phone: PhoneFilter = None,
        include: CandidateInclude = None,
    ) -> CandidatePage | CandidateSync:
        """Return the candidates that meet all filters, in ascending id or as sorted, or what changed since a token."""
        if sync_token is not None:
            changed = await sync_response(request, "candidate", sync_token, limit, CandidateOut, CandidateSync)
            changed.items = await with_parts(request, RecordKind.CANDIDATE, changed.items, CandidateWithParts, include)
            return changed
        check_query(request, KINDS)
        query = CandidateQuery(
            q=q,
            stage=stage,
            job_id=job_id,
            source=source,
            years_min=years_min,
            years_max=years_max,
            tag=tuple(tag or ()),
            tag_match=tag_match,
            skill=tuple(skill or ()),
            title=title,
            location=location,
            company=company,
            text=text,
            created_since=created_since,
            created_until=created_until,
            changed_since=changed_since,
            changed_until=changed_until,
            sort=sort,
        )
        wanted = window(request, skip, limit, cursor, sort=sort)
        keys = CandidateKeys(external_id=external_id_of(external_id), email=email, phone=phone)
        found = await request.services.searching.candidate_list(request.user, wanted, query, keys)
        page = list_response(request, found, CandidateOut, CandidatePage)
        page.items = await with_parts(request, RecordKind.CANDIDATE, page.items, CandidateWithParts, include)
        return page

    @post_one("/", summary="Create Candidate", responses=problems(*CREATE))
    async def create_candidate(
        self, request: ApiRequest, data: JSONBody[CandidateIn], include: CandidateInclude = None
    ) -> CandidateOut:
        """Create a candidate. Only the full name is required."""
        values = structs.asdict(data)
        external_ids = take_external_ids(values)
        details = CandidateDetails(**values)
        candidate = await request.services.candidates.create(request.user, details, external_ids=external_ids)
        return await _response(request, candidate, include)

    @get_one("/{candidate_id:str}", summary="Get Candidate by ID", responses=problems(*READ))
    async def get_candidate(
        self, request: ApiRequest, candidate_id: FromPath[int], include: CandidateInclude = None
    ) -> CandidateOut:
        """Return one candidate."""
        candidate = await request.services.candidates.get(request.user, candidate_id)
        return await _response(request, candidate, include)

    @patch("/{candidate_id:str}", summary="Update Candidate (Partial)", responses=problems(*CHANGE, 412))
    async def update_candidate(
        self,
        request: ApiRequest,
        candidate_id: FromPath[int],
        data: JSONBody[CandidatePatch],
        include: CandidateInclude = None,
    ) -> CandidateOut:
        """Change any subset of a candidate's fields."""
        values, condition = changes(data), request.if_match(CandidateOut)
        external_ids = take_external_ids(values)
        candidate = await request.services.candidates.change(
            request.user, candidate_id, values, condition, external_ids
        )
        return await _response(request, candidate, include)

    @delete("/{candidate_id:str}", summary="Delete Candidate", responses=problems(*READ, 400, 412))
    async def delete_candidate(self, request: ApiRequest, candidate_id: FromPath[int]) -> None:
        """Delete a candidate and their applications."""
        await request.services.candidates.remove(request.user, candidate_id, request.if_match(CandidateOut))
