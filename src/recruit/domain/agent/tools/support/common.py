"""Arguments, outcomes and bounds that several tools share."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from recruit.domain.agent.arguments import Argument, ArgumentKind, Integer, ListOf, Text
from recruit.domain.agent.calls import Outcome, Write
from recruit.domain.agent.wording import count
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.requests import Reference
from recruit.domain.engines.skills.catalog import names_of
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import name_pattern
from recruit.domain.search.service import PipelineStatus
from recruit.domain.shared.limits import LONGEST_TEXT

MOST_LISTED = 20
MOST_MATCHES = 5

LABEL, SHORT, LONG = Text(50), Text(200, may_be_blank=True), Text(LONGEST_TEXT, may_be_blank=True)
SKILLS = ListOf(Text(100))


def job_argument(*, required: bool = True, description: str = "The id of the job.") -> Argument:
    """Return the argument that names a job."""
    return Argument(name="job_id", kind=Integer(), description=description, required=required)


def candidate_argument(*, required: bool = True, description: str = "The id of the candidate.") -> Argument:
    """Return the argument that names a candidate."""
    return Argument(name="candidate_id", kind=Integer(), description=description, required=required)


def limit_argument(most: int = 100) -> Argument:
    """Return the argument for the number of rows to show."""
    return Argument(name="limit", kind=Integer(1, most), description="How many to show at most.")


def optional(name: str, kind: ArgumentKind, description: str = "") -> Argument:
    """Return an optional argument."""
    return Argument(name=name, kind=kind, description=description)


def alternatives(value: Any) -> Sequence[str]:
    """Return the alternatives of an argument as a sequence."""
    return [value] if isinstance(value, str) else value


def job_data(job: Job) -> dict[str, Any]:
    """Return a job as JSON."""
    skills = {name: list(getattr(job, name)) for name in ("required_skills", "nice_to_have_skills")}
    return asdict(job) | skills


def job_ref(job_id: int) -> Reference:
    """Return a reference to a job."""
    return Reference("job", job_id)


def candidate_ref(candidate_id: int) -> Reference:
    """Return a reference to a candidate."""
    return Reference("candidate", candidate_id)


def application_ref(application_id: int) -> Reference:
    """Return a reference to an application."""
    return Reference("application", application_id)


def job_outcome(text: str, job: Job, writes: Sequence[Write] = ()) -> Outcome:
    """Return the outcome of a call about one job."""
    return Outcome(text=text, data=job_data(job), shown=[job_ref(job.id)], writes=writes)


def candidate_outcome(text: str, candidate: Candidate, writes: Sequence[Write] = ()) -> Outcome:
    """Return the outcome of a call about one candidate."""
    return Outcome(text=text, data=asdict(candidate), shown=[candidate_ref(candidate.id)], writes=writes)


def deletion_question(thing: str, pipeline: PipelineStatus) -> str:
    """Return the question before a thing is deleted with its applications."""
    lost = count(sum(pipeline.by_status.values()), "application")
    return f"I would delete {thing} with {lost}, and that can't be undone. Shall I do it?"


def names_skill(skill: str) -> Callable[..., bool]:
    """Return a test for texts that contain a name of the skill."""
    expression = re.compile(name_pattern(names_of(skill)), re.IGNORECASE)
    return lambda *texts: any(expression.search(text) for text in texts if text)
