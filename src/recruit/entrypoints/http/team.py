"""Team endpoints: list, add and remove the members of a job's hiring team."""

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from recruit.domain.team.model import TeamRole
from recruit.entrypoints.http.encoded_routes import delete, get, put
from recruit.entrypoints.http.openapi.error_responses import CHANGE, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class TeamMemberIn(Struct):
    """The role of a user in a job's team. A team has at most one owner."""

    role: TeamRole


class TeamMemberOut(Struct):
    """A user in a job's team."""

    job_id: int
    user_id: int
    role: TeamRole


class TeamOut(Struct):
    """A job's whole team, and how many members it has."""

    items: tuple[TeamMemberOut, ...]
    total: int


class TeamController(Controller):
    """The hiring team of a job."""

    path = "/jobs/{job_id:str}/team"
    tags = ("Jobs",)

    @get("/", summary="Get Team", responses=problems(*READ))
    async def get_team(self, request: ApiRequest, job_id: FromPath[int]) -> TeamOut:
        """Return a job's hiring team. The creator of the job is its owner until a member has that role."""
        members = await request.services.team.of_job(request.user, job_id)
        return TeamOut(tuple(view(member, TeamMemberOut) for member in members), len(members))

    @put("/{user_id:str}", summary="Put Team Member", responses=problems(*CHANGE))
    async def put_team_member(
        self, request: ApiRequest, job_id: FromPath[int], user_id: FromPath[int], data: JSONBody[TeamMemberIn]
    ) -> TeamMemberOut:
        """Add a user to a job's team, or change their role in it."""
        return view(await request.services.team.put(request.user, job_id, user_id, data.role), TeamMemberOut)

    @delete("/{user_id:str}", summary="Remove Team Member", responses=problems(*READ))
    async def remove_team_member(self, request: ApiRequest, job_id: FromPath[int], user_id: FromPath[int]) -> None:
        """Remove a user from a job's team."""
        await request.services.team.remove(request.user, job_id, user_id)
