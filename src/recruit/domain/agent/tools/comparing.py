"""Side-by-side comparison of candidates."""

from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.summaries import comparison
from recruit.domain.agent.tool import Arguments, Caller
from recruit.domain.agent.tools.common import candidate_data, candidate_ref
from recruit.domain.candidates.service import CandidateService
from recruit.domain.jobs.service import JobService
from recruit.domain.matching.service import MatchService


class Comparing:
    """The function of the tool that compares candidates."""

    def __init__(self, jobs: JobService, candidates: CandidateService, matching: MatchService) -> None:
        self._jobs = jobs
        self._candidates = candidates
        self._matching = matching

    async def compare(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Compare candidates, the best for the job first where one is given."""
        candidates = [await self._candidates.get(caller.actor, one) for one in arguments["candidate_ids"]]
        scores = {}
        job = None
        if "job_id" in arguments:
            job = await self._jobs.get(caller.actor, arguments["job_id"])
            for one in candidates:
                explained = await self._matching.explain(caller.actor, job.id, one.id)
                scores[one.id] = explained.match.score
            candidates.sort(key=lambda one: (-scores[one.id].value, one.id))
        return Outcome(
            text=comparison(candidates, scores, job),
            data={
                "job_id": job.id if job else None,
                "candidates": [
                    candidate_data(one)
                    | ({"score": scores[one.id].value, "reason": scores[one.id].reason} if scores else {})
                    for one in candidates
                ],
            },
            shown=[candidate_ref(one.id) for one in candidates],
        )
