"""Tools that write texts for a person to use. Nothing is sent or stored."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Choice
from recruit.domain.agent.drafts import Draft, interview, interview_invitation, outreach, rejection
from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.tool import Arguments, Caller, Tool
from recruit.domain.agent.tools.common import candidate_ref, job_ref, of_candidate, of_job, optional
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.service import CandidateService
from recruit.domain.engines.language.draft_texts import NAMES
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import JobService


class DraftTools:
    """The tools' functions for drafts."""

    def __init__(self, jobs: JobService, candidates: CandidateService) -> None:
        self._jobs = jobs
        self._candidates = candidates

    async def questions(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Write interview questions from a job's requirements and the gaps of a profile."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        candidate = None
        if "candidate_id" in arguments:
            candidate = await self._candidates.get(caller.actor, arguments["candidate_id"])
        asked = interview(job, candidate)
        return Outcome(
            text=asked.text,
            data={
                "job_id": job.id,
                "candidate_id": candidate.id if candidate else None,
                "questions": list(asked.questions),
            },
            shown=[job_ref(job.id), *([candidate_ref(candidate.id)] if candidate else [])],
        )

    async def outreach(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Draft a message to a candidate."""
        candidate = await self._candidates.get(caller.actor, arguments["candidate_id"])
        job = await self._jobs.get(caller.actor, arguments["job_id"]) if "job_id" in arguments else None
        met = [one.name for one in requirements(job, candidate) if one.status is Status.MET] if job else []
        draft = _draft(candidate, job, met, arguments.get("purpose", "invitation"), arguments.get("language", "en"))
        return Outcome(
            text=draft.text,
            data={"candidate_id": candidate.id, "subject": draft.subject, "body": draft.body, "sent": False},
            shown=[candidate_ref(candidate.id), *([job_ref(job.id)] if job else [])],
        )


def _draft(candidate: Candidate, job: Job | None, met: Sequence[str], purpose: str, language: str) -> Draft:
    if purpose == "rejection":
        return rejection(candidate, job, language)
    if purpose == "interview":
        return interview_invitation(candidate, job, language)
    return outreach(candidate, job, met, language)


def draft_tools(do: DraftTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    return [
        Tool(
            name="interview_questions",
            title="Interview questions",
            description="Write interview questions for a job, and for what a candidate's profile leaves unknown.",
            arguments=[of_job(), of_candidate(required=False)],
            run=do.questions,
            permission=Permission.READ_JOBS,
        ),
        Tool(
            name="draft_outreach",
            title="Draft a message",
            description="Draft a message to a candidate, about a job where one is given; it is never sent.",
            arguments=[
                of_job(required=False),
                of_candidate(),
                optional(
                    "purpose",
                    Choice(["invitation", "interview", "rejection"]),
                    "What the message is for: to apply, to come to an interview, or to reject; else to apply.",
                ),
                optional("language", Choice(list(NAMES)), "The ISO 639 code of its language; else English."),
            ],
            run=do.outreach,
            permission=Permission.READ_CANDIDATES,
        ),
    ]
