"""Tools that match jobs and candidates."""

from collections.abc import Sequence
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Fields
from recruit.domain.agent.explanations import costs_told, explanation, what_if_told
from recruit.domain.agent.listings import candidate_matches, job_matches
from recruit.domain.agent.outcome import Outcome
from recruit.domain.agent.tool import Arguments, Caller, Tool
from recruit.domain.agent.tools.common import (
    ADDED,
    DROPPED,
    MOST_MATCHES,
    altered,
    candidate_ref,
    job_ref,
    limit,
    of_candidate,
    of_job,
    optional,
)
from recruit.domain.agent.tools.narrowing import jobs_kept, people_kept
from recruit.domain.agent.tools.sieves import excepted, excepted_status, of_vacancies, of_whom, without_applications
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import JobService
from recruit.domain.matching.model import Match
from recruit.domain.matching.service import MatchService
from recruit.domain.matching.what_if import Changes
from recruit.domain.matching.what_if import Outcome as Preview
from recruit.domain.search.service import Searching

MOST_MATCHED = 1000


class MatchingTools:
    """The tools' functions for matching."""

    def __init__(self, jobs: JobService, matching: MatchService, searching: Searching) -> None:
        self._jobs = jobs
        self._matching = matching
        self._searching = searching

    async def candidates(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Rank candidates for a job."""
        job_id = arguments["job_id"]
        keep = await people_kept(self._searching, caller.actor, arguments)
        most = arguments.get("limit", MOST_MATCHES)
        ranked = await self._matching.candidates_for_job(caller.actor, job_id, most, keep)
        return Outcome(
            text=candidate_matches(job_id, ranked, _narrowed(arguments)),
            data={
                "job_id": job_id,
                "matches": [_scored(match) | {"full_name": match.candidate.full_name} for match in ranked],
            },
            shown=[candidate_ref(match.candidate.id) for match in ranked],
        )

    async def jobs(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Rank jobs for a candidate."""
        candidate_id = arguments["candidate_id"]
        keep = await jobs_kept(self._searching, caller.actor, arguments)
        most = arguments.get("limit", MOST_MATCHES)
        ranked = await self._matching.jobs_for_candidate(caller.actor, candidate_id, most, keep)
        return Outcome(
            text=job_matches(candidate_id, ranked, _narrowed(arguments)),
            data={
                "candidate_id": candidate_id,
                "matches": [_scored(match) | {"title": match.job.title} for match in ranked],
            },
            shown=[job_ref(match.job.id) for match in ranked],
        )

    async def explain(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Explain the score of a pair."""
        found = await self._matching.explain(caller.actor, arguments["job_id"], arguments["candidate_id"])
        return Outcome(
            text=explanation(found),
            data=_scored(found.match)
            | {
                "requirements": [
                    {
                        "name": one.name,
                        "required": one.required,
                        "status": one.status.value,
                        "quote": one.evidence.quote if one.evidence else None,
                    }
                    for one in found.requirements
                ]
            },
            shown=[candidate_ref(found.match.candidate.id), job_ref(found.match.job.id)],
        )

    async def what_if(self, caller: Caller, arguments: Arguments) -> Outcome:
        """Show how other requirements would change a ranking, or which one excludes the most candidates."""
        job = await self._jobs.get(caller.actor, arguments["job_id"])
        changes = arguments.get("changes", {})
        preview = await self._matching.what_if(caller.actor, job.id, _changes(job, changes), MOST_MATCHES)
        outcome = preview.outcome
        told = what_if_told(job, changes, outcome, preview.names) if changes else costs_told(job, outcome)
        shown = [candidate_ref(move.candidate_id) for move in outcome.moves] if changes else []
        return Outcome(text=told, data=_previewed(job, outcome), shown=[job_ref(job.id), *shown])


def _changes(job: Job, changes: dict[str, Any]) -> Changes:
    fields = altered(job, changes)
    return Changes(required_skills=fields.get("required_skills"), nice_to_have_skills=fields.get("nice_to_have_skills"))


def _narrowed(arguments: Arguments) -> Arguments:
    return {name: value for name, value in arguments.items() if name not in {"job_id", "candidate_id", "limit"}}


def _scored(match: Match) -> dict[str, Any]:
    score = match.score
    return {
        "job_id": match.job.id,
        "candidate_id": match.candidate.id,
        "score": score.value,
        "reason": score.reason,
        "strategy": score.strategy,
    }


def _previewed(job: Job, outcome: Preview) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "fitting": outcome.fitting,
        "new_fitting": outcome.new_fitting,
        "costliest": outcome.costliest,
        "costs": [{"name": cost.name, "met": cost.met, "lost": cost.lost} for cost in outcome.costs],
        "moves": [
            {"candidate_id": move.candidate_id, "rank": move.rank, "new_rank": move.new_rank}
            | {"score": move.score, "new_score": move.new_score}
            for move in outcome.moves
        ],
    }


def matching_tools(do: MatchingTools) -> Sequence[Tool]:
    """Return the entries of the registry."""
    return [
        Tool(
            name="match_candidates",
            title="Match candidates",
            description="Rank candidates for a job, all or those who fit what is given, with scores and reasons.",
            arguments=[
                of_job(),
                *of_whom(),
                excepted_status(),
                excepted("candidate"),
                without_applications(),
                limit(MOST_MATCHED),
            ],
            run=do.candidates,
            permission=Permission.MATCH,
        ),
        Tool(
            name="match_jobs",
            title="Match jobs",
            description="Rank jobs for a candidate, all or those that fit what is given, with scores and reasons.",
            arguments=[of_candidate(), *of_vacancies(), limit(MOST_MATCHED)],
            run=do.jobs,
            permission=Permission.MATCH,
        ),
        Tool(
            name="explain_match",
            title="Explain a match",
            description="Explain how well a candidate fits a job, requirement by requirement.",
            arguments=[of_job(), of_candidate()],
            run=do.explain,
            permission=Permission.MATCH,
        ),
        Tool(
            name="what_if",
            title="What if",
            description="Say what dropping or adding requirements would do to a job's ranking; with no changes, which "
            "requirement costs the most candidates.",
            arguments=[of_job(), optional("changes", Fields([ADDED, DROPPED]), "Skills to add and to drop.")],
            run=do.what_if,
            permission=Permission.MATCH,
            also=frozenset({Permission.READ_JOBS}),
        ),
    ]
