"""Expansion of an order about a whole pipeline to one request for each open application that it covers."""

from collections.abc import Sequence

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.call_resolution import CallResolver
from recruit.domain.agent.references import Unresolved
from recruit.domain.agent.stage_moves import named_stage
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders.bulk import BulkOrder
from recruit.domain.engines.language.requests import Kind, Request
from recruit.domain.pipelines.model import SETTLED, JobPipeline
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid


async def sweep_requests(
    resolver: CallResolver, searching: Searching, actor: Actor, memory: Memory, sweep: BulkOrder
) -> Sequence[Request]:
    """Return the requests of a sweep. Raise Unresolved if there are none, too many, or an ambiguous one."""
    job_id = sweep.job_id if isinstance(sweep.job_id, int) else memory.one(Kind.JOB)
    tool = "move_application" if sweep.status else "reject_application"
    if job_id is None:
        raise Unresolved(replies.which(Kind.JOB, "reject all candidates for job 5"))
    stages = _covered(await searching.pipeline(actor, job_id), sweep)
    excepted = await _excepted(searching, actor, job_id, sweep.excluded)
    applications = await resolver.in_stages(actor, job_id, stages)
    covered = [one.candidate_id for one in applications if one.candidate_id not in excepted]
    if not covered:
        raise Unresolved(replies.none_covered(job_id))
    status = {"status": sweep.status} if sweep.status else {}
    targets = [{"job_id": job_id, "candidate_id": one, **status} for one in covered]
    return [Request(tool, arguments, sweep.text) for arguments in targets]


def _covered(pipeline: JobPipeline, sweep: BulkOrder) -> Sequence[str]:
    """Return the keys of the open stages that a sweep covers: the named one, else those before the target stage."""
    try:
        source = named_stage(pipeline, sweep.stage).key if sweep.stage else None
        target = named_stage(pipeline, sweep.status) if sweep.status else None
    except Invalid as error:
        raise Unresolved(f"I haven't done anything. {error}.") from None
    if source is not None:
        return [key for key in pipeline.open_keys if key == source]
    if target is None or target.type in SETTLED:
        return pipeline.open_keys
    return [key for key in pipeline.keys[: pipeline.keys.index(target.key)] if key in pipeline.open_keys]


async def _excepted(searching: Searching, actor: Actor, job_id: int, excluded: Sequence[Mention]) -> set[int]:
    """Return the candidates who are excepted. A name stands for the applicant among those who have it."""
    excepted = set[int]()
    for mention in excluded:
        named = [one for one in mention.ids if await searching.open_applications(actor, one, job_id)]
        if len(named) != 1:
            raise Unresolved(replies.WHO_IS_EXCEPTED)
        excepted.update(named)
    return excepted
