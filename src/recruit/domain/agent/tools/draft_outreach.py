"""Tool draft_outreach: draft a message."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Choice
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.drafts import Draft, interview_invitation, outreach, rejection
from recruit.domain.agent.result_schemas import BOOLEAN, INTEGER, TEXT
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref, job_argument, job_ref, optional
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.draft_texts import NAMES
from recruit.domain.engines.ranking.requirements import Status, requirements
from recruit.domain.jobs.model import Job


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Draft a message to a candidate."""
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    job = await services.jobs.get(caller.actor, arguments["job_id"]) if "job_id" in arguments else None
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


TOOL = Tool(
    name="draft_outreach",
    title="Draft a message",
    description="Draft a message to a candidate, about a job where one is given; it is never sent.",
    arguments=[
        job_argument(required=False),
        candidate_argument(),
        optional(
            "purpose",
            Choice(["invitation", "interview", "rejection"]),
            "What the message is for: to apply, to come to an interview, or to reject; else to apply.",
        ),
        optional("language", Choice(list(NAMES)), "The ISO 639 code of its language; else English."),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="draft an email to candidate 3 about job 5",
    result={"candidate_id": INTEGER, "subject": TEXT, "body": TEXT, "sent": BOOLEAN},
)
