"""Tool interview_questions: interview questions."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.drafts import interview
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, or_null
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref, job_argument, job_ref


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Write interview questions from a job's requirements and the gaps of a profile."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    candidate = None
    if "candidate_id" in arguments:
        candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
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


TOOL = Tool(
    name="interview_questions",
    title="Interview questions",
    description="Write interview questions for a job, and for what a candidate's profile leaves unknown.",
    arguments=[job_argument(), candidate_argument(required=False)],
    run=run,
    permission=Permission.READ_JOBS,
    example="interview questions for candidate 3 for job 5",
    result={"job_id": INTEGER, "candidate_id": or_null(INTEGER), "questions": list_of(TEXT)},
)
