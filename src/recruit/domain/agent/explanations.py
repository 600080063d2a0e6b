"""Reply texts that explain a match in detail, or the effect of other requirements on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruit.domain.agent.wording import bullets, count, job_label, joined, next_steps, one_line, paragraphs
from recruit.domain.engines.ranking.requirements import Requirement, Status
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import Job
from recruit.domain.matching.service import Explanation
from recruit.domain.matching.what_if import FITTING, Cost, WhatIfResult

_WORDS = {
    Status.MET: "met",
    Status.PARTIAL: "partly met",
    Status.MISSING: "missing",
    Status.UNKNOWN: "unknown, since the profile is short",
}


def explanation(found: Explanation) -> str:
    """Return the explanation of a candidate's fit for a job, requirement by requirement."""
    job, candidate, score = found.match.job, found.match.candidate, found.match.score
    return paragraphs(
        f"Candidate #{candidate.id} ({one_line(candidate.full_name)}) scores {score.value} for {job_label(job)}, "
        f"strategy={one_line(score.strategy)}. Why: {one_line(score.reason)}",
        bullets(_requirement(one) for one in found.requirements),
        next_steps(f"'interview questions for candidate {candidate.id} for job {job.id}'"),
    )


def requirement_costs(job: Job, outcome: WhatIfResult) -> str:
    """Return the sentence that names the requirement which excludes the most candidates."""
    whose = job_label(job)
    if not outcome.costs:
        return f"{whose[0].upper()}{whose[1:]} asks for no skills, so that no requirement costs candidates."
    opening = (
        f"{one_line(outcome.costliest)} costs {whose} the most candidates."
        if outcome.costliest
        else f"No single requirement of {whose} costs candidates."
    )
    return paragraphs(
        f"{opening} {count(outcome.fitting, 'candidate')} would score {FITTING} or more as it is.",
        bullets(_cost(cost) for cost in outcome.costs),
    )


def what_if_text(job: Job, changes: Mapping[str, Any], outcome: WhatIfResult, names: Mapping[int, str]) -> str:
    """Return the changes to a ranking that other requirements would make, as text."""
    required = {canonical(skill) for skill in job.required_skills}
    eased = [skill for skill in changes.get("drop", ()) if canonical(skill) in required]
    dropped = [skill for skill in changes.get("drop", ()) if canonical(skill) not in required]
    parts = [
        f"with {_listed(eased)} no longer required" if eased else "",
        f"without {_listed(dropped)}" if dropped else "",
        f"with {_listed(changes['add'])}" if changes.get("add") else "",
    ]
    return paragraphs(
        f"For {job_label(job)} {joined(' and ', *parts)}, "
        f"{count(outcome.new_fitting, 'candidate')} would score {FITTING} or more; now it is {outcome.fitting}. "
        "Nothing has been changed.",
        bullets(
            f"Candidate #{move.candidate_id}: {one_line(names.get(move.candidate_id, ''))}, rank {move.new_rank} "
            f"(now {move.rank}), score={move.new_score} (now {move.score})"
            for move in outcome.moves
        ),
    )


def _requirement(one: Requirement) -> str:
    quote = f': "{one_line(one.evidence.quote)}"' if one.evidence else ""
    return f"{one_line(one.name)}{'' if one.required else ' (nice to have)'}: {_WORDS[one.status]}{quote}"


def _cost(cost: Cost) -> str:
    name = one_line(cost.name)
    if not cost.required:
        return f"{name} (nice to have): {cost.met} meet it"
    return f"{name}: {cost.met} meet it, {cost.lost} more would fit if it weren't required"


def _listed(skills: Sequence[str]) -> str:
    return ", ".join(one_line(skill) for skill in skills)
