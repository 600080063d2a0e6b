"""The recruiter agent that works with no language model: a grammar in front of the tools."""

from recruit.domain.model.accounts import Actor
from recruit.domain.model.errors import NotFound
from recruit.domain.services.agent import replies
from recruit.domain.services.agent.commands import (
    ApplicationsForCandidate,
    ApplicationsForJob,
    Command,
    CreateJob,
    Decline,
    Help,
    ListCandidates,
    ListJobs,
    MatchCandidates,
    MatchJobs,
    MissingId,
    ShowCandidate,
    ShowJob,
)
from recruit.domain.services.agent.grammar import parse
from recruit.domain.services.agent.tools import Tools
from recruit.domain.services.hiring import Hiring
from recruit.domain.services.intake import Intake
from recruit.domain.services.matching.service import MatchService


class RecruiterAgent:
    """Obeys one command a message, with the rights of the one who sends it."""

    def __init__(self, hiring: Hiring, matching: MatchService, intake: Intake) -> None:
        self._tools = Tools(hiring, matching, intake)

    async def reply(self, actor: Actor, message: str) -> str:
        """Do what `message` asks for and say what came of it. What isn't understood does nothing and gets help."""
        try:
            return await self._obey(actor, parse(message))
        except NotFound as missing:
            return replies.not_found(missing.kind, missing.id)

    async def _obey(self, actor: Actor, command: Command) -> str:  # noqa: C901, PLR0911 - one case a command
        match command:
            case CreateJob(description):
                return await self._tools.create_job(actor, description) if description else replies.WHICH_DESCRIPTION
            case ListJobs(status):
                return await self._tools.list_jobs(actor, status)
            case ListCandidates():
                return await self._tools.list_candidates(actor)
            case ShowJob(job_id):
                return await self._tools.show_job(actor, job_id)
            case ShowCandidate(candidate_id):
                return await self._tools.show_candidate(actor, candidate_id)
            case MatchCandidates(job_id):
                return await self._tools.match_candidates(actor, job_id)
            case MatchJobs(candidate_id):
                return await self._tools.match_jobs(actor, candidate_id)
            case ApplicationsForJob(job_id):
                return await self._tools.applications_for_job(actor, job_id)
            case ApplicationsForCandidate(candidate_id):
                return await self._tools.applications_for_candidate(actor, candidate_id)
            case MissingId():
                return replies.which(command)
            case Decline():
                return replies.DECLINED
            case Help():
                return replies.HELP
