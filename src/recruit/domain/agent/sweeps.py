"""Expansion of an order about a whole pipeline to one request for each open application that it covers."""

from collections.abc import Sequence

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.applications import MOST_AT_ONCE, Pipelining
from recruit.domain.agent.references import Unresolved
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.requests import Kind, Request
from recruit.domain.engines.language.words import PATH


async def requests_of(pipelining: Pipelining, actor: Actor, memory: Memory, sweep: BulkOrder) -> Sequence[Request]:
    """Return the requests of a sweep. Raise Unresolved if there are none, too many, or an ambiguous one."""
    job_id = sweep.job_id if isinstance(sweep.job_id, int) else memory.one(Kind.JOB)
    tool = "move_application" if sweep.status else "reject_application"
    if job_id is None:
        raise Unresolved(replies.which(Kind.JOB, "reject all candidates for job 5"))
    there = await pipelining.open_of(actor, job_id)
    spared = _spared(sweep, [one.candidate_id for one in there])
    meant = [one for one in there if one.candidate_id not in spared and _is_meant(one, sweep)]
    if not meant:
        raise Unresolved(replies.nobody_left(job_id))
    if len(meant) > MOST_AT_ONCE:
        raise Unresolved(f"Job #{job_id} has more than {MOST_AT_ONCE} open applications: that is too many at once.")
    status = {"status": sweep.status} if sweep.status else {}
    return [Request(tool, {"job_id": job_id, "candidate_id": one.candidate_id, **status}, sweep.heard) for one in meant]


def _spared(sweep: BulkOrder, there: Sequence[int]) -> set[int]:
    """Return the candidates who are excepted. A name stands for the applicant among those who have it."""
    spared = set[int]()
    for mention in sweep.excluded:
        named = [one for one in mention.ids if one in there]
        if len(named) != 1:
            raise Unresolved(replies.WHO_IS_EXCEPTED)
        spared.update(named)
    return spared


def _is_meant(one: Application, sweep: BulkOrder) -> bool:
    """Tell whether an application is in the named stage; without one, whether it is before the target stage."""
    if sweep.stage is not None:
        return one.status == sweep.stage
    if sweep.status not in PATH or one.status not in PATH:
        return one.status != sweep.status
    return PATH.index(one.status) < PATH.index(sweep.status)
