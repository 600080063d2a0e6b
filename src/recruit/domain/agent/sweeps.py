"""Expansion of an order about a whole pipeline to one request for each open application that it covers."""

from collections.abc import Sequence

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.call_resolution import CallResolver, check_bulk
from recruit.domain.agent.references import Unresolved
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.requests import Kind, Request
from recruit.domain.engines.language.words import HIRING_STAGES


async def sweep_requests(resolver: CallResolver, actor: Actor, memory: Memory, sweep: BulkOrder) -> Sequence[Request]:
    """Return the requests of a sweep. Raise Unresolved if there are none, too many, or an ambiguous one."""
    job_id = sweep.job_id if isinstance(sweep.job_id, int) else memory.one(Kind.JOB)
    tool = "move_application" if sweep.status else "reject_application"
    if job_id is None:
        raise Unresolved(replies.which(Kind.JOB, "reject all candidates for job 5"))
    applications = await resolver.open_in_job(actor, job_id)
    excepted = _excepted(sweep, [one.candidate_id for one in applications])
    covered = [one for one in applications if one.candidate_id not in excepted and _is_covered(one, sweep)]
    if not covered:
        raise Unresolved(replies.none_covered(job_id))
    check_bulk(job_id, covered)
    status = {"status": sweep.status} if sweep.status else {}
    targets = [{"job_id": job_id, "candidate_id": one.candidate_id, **status} for one in covered]
    return [Request(tool, arguments, sweep.text) for arguments in targets]


def _excepted(sweep: BulkOrder, applicants: Sequence[int]) -> set[int]:
    """Return the candidates who are excepted. A name stands for the applicant among those who have it."""
    excepted = set[int]()
    for mention in sweep.excluded:
        named = [one for one in mention.ids if one in applicants]
        if len(named) != 1:
            raise Unresolved(replies.WHO_IS_EXCEPTED)
        excepted.update(named)
    return excepted


def _is_covered(one: Application, sweep: BulkOrder) -> bool:
    """Tell whether an application is in the named stage; without one, whether it is before the target stage."""
    if sweep.stage is not None:
        return one.status == sweep.stage
    if sweep.status not in HIRING_STAGES or one.status not in HIRING_STAGES:
        return one.status != sweep.status
    return HIRING_STAGES.index(one.status) < HIRING_STAGES.index(sweep.status)
