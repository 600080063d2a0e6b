"""What the agent can do, whoever asks for it: each tool acts with its caller's own rights and says what came of it."""

from collections import Counter
from collections.abc import Sequence

from recruit.domain.model.accounts import Actor
from recruit.domain.model.application import Application
from recruit.domain.model.errors import NotFound
from recruit.domain.model.page import Window
from recruit.domain.services.agent.commands import Kind
from recruit.domain.services.agent.listings import (
    Pipeline,
    candidate_list,
    candidate_matches,
    job_list,
    job_matches,
    pipeline,
)
from recruit.domain.services.agent.summaries import candidate_summary, job_created, job_summary
from recruit.domain.services.hiring import Hiring
from recruit.domain.services.intake import Intake
from recruit.domain.services.matching.service import MatchService

MOST_LISTED = 20
MOST_MATCHES = 5
COUNTED_AT_ONCE = 1_000


class Tools:
    """The tools. Those that take an id raise NotFound for one that isn't there or is another organisation's."""

    def __init__(self, hiring: Hiring, matching: MatchService, intake: Intake) -> None:
        self._hiring = hiring
        self._matching = matching
        self._intake = intake

    async def create_job(self, actor: Actor, description: str) -> str:
        """Open the position that `description` describes. This is the one tool that writes."""
        return job_created(await self._intake.job_from_prompt(actor, description))

    async def list_jobs(self, actor: Actor, status: str | None = None) -> str:
        """List the first jobs, of exactly `status` where given."""
        return job_list(await self._hiring.jobs(actor, Window(limit=MOST_LISTED), status=status), status)

    async def list_candidates(self, actor: Actor) -> str:
        """List the first candidates."""
        return candidate_list(await self._hiring.candidates(actor, Window(limit=MOST_LISTED)))

    async def show_job(self, actor: Actor, job_id: int) -> str:
        """Summarise a job."""
        return job_summary(await self._hiring.job(actor, job_id))

    async def show_candidate(self, actor: Actor, candidate_id: int) -> str:
        """Summarise a candidate."""
        return candidate_summary(await self._hiring.candidate(actor, candidate_id))

    async def match_candidates(self, actor: Actor, job_id: int) -> str:
        """Rank candidates for a job."""
        ranked = await self._matching.candidates_for_job(actor, job_id, MOST_MATCHES)
        return candidate_matches(job_id, ranked)

    async def match_jobs(self, actor: Actor, candidate_id: int) -> str:
        """Rank jobs for a candidate."""
        ranked = await self._matching.jobs_for_candidate(actor, candidate_id, MOST_MATCHES)
        return job_matches(candidate_id, ranked)

    async def applications_for_job(self, actor: Actor, job_id: int) -> str:
        """Show the pipeline of a job."""
        job = await self._hiring.job(actor, job_id)
        found = await self._applications(actor, job_id=job.id)
        return await self._pipeline(actor, Kind.JOB, job.id, found)

    async def applications_for_candidate(self, actor: Actor, candidate_id: int) -> str:
        """Show where a candidate has applied."""
        candidate = await self._hiring.candidate(actor, candidate_id)
        found = await self._applications(actor, candidate_id=candidate.id)
        return await self._pipeline(actor, Kind.CANDIDATE, candidate.id, found)

    async def _applications(
        self, actor: Actor, *, job_id: int | None = None, candidate_id: int | None = None
    ) -> Sequence[Application]:
        found: list[Application] = []
        more = True
        while more:
            window = Window(limit=COUNTED_AT_ONCE, after=found[-1].id if found else 0)
            page = await self._hiring.applications(actor, window, job_id=job_id, candidate_id=candidate_id)
            found.extend(page.items)
            more = page.more
        return found

    async def _pipeline(self, actor: Actor, kind: Kind, id: int, found: Sequence[Application]) -> str:  # noqa: A002 - the field's own word
        names = await self._names(actor, kind, found[:MOST_LISTED])
        shown = [application for application in found[:MOST_LISTED] if application.id in names]
        by_status = Counter(application.status for application in found)
        return pipeline(Pipeline(kind=kind, id=id, by_status=by_status, shown=shown, names=names))

    async def _names(self, actor: Actor, kind: Kind, shown: Sequence[Application]) -> dict[int, str]:
        """Return who, or what, each application is about, less those that have been removed in the meantime."""
        names = {}
        for application in shown:
            try:
                if kind is Kind.JOB:
                    names[application.id] = (await self._hiring.candidate(actor, application.candidate_id)).full_name
                else:
                    names[application.id] = (await self._hiring.job(actor, application.job_id)).title
            except NotFound:
                continue
        return names
