"""Profile endpoints: read and replace a candidate's profile."""

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import convert

from recruit.domain.candidates.model.profile import Profile
from recruit.entrypoints.http.candidate_file_schemas import CandidateProfile, ReadFields, fields_view
from recruit.entrypoints.http.encoded_routes import get_one, put
from recruit.entrypoints.http.openapi.error_responses import ASK, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class ProfilesController(Controller):
    """The profile of a candidate."""

    path = "/candidates/{candidate_id:str}/profile"
    tags = ("Candidates",)

    @get_one("/", summary="Get Profile", responses=problems(*READ))
    async def get_profile(self, request: ApiRequest, candidate_id: FromPath[int]) -> CandidateProfile:
        """Return skills, languages, education, positions and contacts; of somebody nothing is known of, empty ones."""
        return view(await request.services.candidate_files.profile(request.user, candidate_id), CandidateProfile)

    @get_one("/fields", summary="Get Read Fields", responses=problems(*READ))
    async def get_read_fields(self, request: ApiRequest, candidate_id: FromPath[int]) -> ReadFields:
        """Return how sure each field of a candidate's résumé was read, with what else it may be."""
        return fields_view((await request.services.candidate_files.profile(request.user, candidate_id)).fields)

    @put("/", summary="Replace Profile", responses=problems(*ASK, 400, 412))
    async def replace_profile(
        self, request: ApiRequest, candidate_id: FromPath[int], data: JSONBody[CandidateProfile]
    ) -> CandidateProfile:
        """Replace the whole profile: what is left out becomes empty."""
        kept = await request.services.candidate_files.replace_profile(
            request.user,
            candidate_id,
            convert(data, Profile, from_attributes=True),
            request.seen(CandidateProfile),
        )
        return view(kept, CandidateProfile)
