"""The facts that a confirmation question before a destructive call rests on."""

from collections.abc import Mapping

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.tool import Facts
from recruit.domain.agent.wording import one_line, role
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching


async def candidate_facts(searching: Searching, actor: Actor, candidate: Candidate) -> Facts:
    """Return a candidate's name and related data, as far as the actor may see them."""
    facts = {
        "name": one_line(candidate.full_name),
        "role": role(candidate) or "unknown",
        "documents": str(await searching.documents(actor, candidate.id)),
    }
    if actor.has_permission(Permission.READ_APPLICATIONS):
        pipeline = await searching.pipeline_status(actor, ApplicationSearch(candidate_id=candidate.id))
        facts["applications"] = _status_counts(pipeline.by_status)
    return {f"candidate #{candidate.id}": facts}


def job_facts(job: Job, **by_status: Mapping[str, int]) -> Facts:
    """Return a job's title, and its numbers of applications by status under the given names."""
    named = {name.replace("_", " "): _status_counts(by_status) for name, by_status in by_status.items()}
    return {f"job #{job.id}": {"title": one_line(job.title), "status": one_line(job.status), **named}}


def _status_counts(by_status: Mapping[str, int]) -> str:
    """Return numbers of applications by status, in a fixed order that doesn't depend on storage."""
    counts = (f"{number} in {one_line(status)}" for status, number in sorted(by_status.items()) if number)
    return ", ".join(counts) or "none"
