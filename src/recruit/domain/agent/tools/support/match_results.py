"""Results of tools about matching."""

from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.matching.model import Match

MOST_MATCHED = 1000


def ranking_filters(arguments: Arguments) -> Arguments:
    """Return the arguments that filter a ranking."""
    return {name: value for name, value in arguments.items() if name not in {"job_id", "candidate_id", "limit"}}


def match_data(match: Match) -> dict[str, Any]:
    """Return a match as JSON."""
    score = match.score
    return {
        "job_id": match.job.id,
        "candidate_id": match.candidate.id,
        "score": score.value,
        "reason": score.reason,
        "strategy": score.strategy,
    }
