"""Arguments, data and bounds that several tools share."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from recruit.domain.agent.arguments import LARGEST, Argument, Fields, Flag, Kind, Several, Text, Whole
from recruit.domain.agent.calls import Write
from recruit.domain.agent.wording import count
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.requests import Reference
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.engines.skills.table import shipped
from recruit.domain.jobs.model import Job
from recruit.domain.search.service import PipelineStatus
from recruit.domain.shared.errors import Invalid

MOST_LISTED = 20
MOST_MATCHES = 5
MOST_ASKED_FOR = 100

LABEL, SHORT, LONG = Text(50), Text(200, may_be_blank=True), Text(100_000, may_be_blank=True)
SKILLS = Several(Text(100))


def of_job(*, required: bool = True, description: str = "The id of the job.") -> Argument:
    """Return the argument that names a job."""
    return Argument(name="job_id", kind=Whole(), description=description, required=required)


def of_candidate(*, required: bool = True, description: str = "The id of the candidate.") -> Argument:
    """Return the argument that names a candidate."""
    return Argument(name="candidate_id", kind=Whole(), description=description, required=required)


def limit(most: int = MOST_ASKED_FOR) -> Argument:
    """Return the argument for the number of rows to show."""
    return Argument(name="limit", kind=Whole(1, most), description="How many to show at most.")


def optional(name: str, kind: Kind, description: str = "") -> Argument:
    """Return an optional argument."""
    return Argument(name=name, kind=kind, description=description)


def _field(name: str, kind: Kind, *, nullable: bool = True) -> Argument:
    return Argument(name=name, kind=kind, nullable=nullable)


ADDED = optional("add", SKILLS, "Required skills to add.")
ADDED_NICE = optional("add_nice_to_have", SKILLS, "Nice-to-have skills to add.")
DROPPED = optional("drop", SKILLS, "Skills to drop, required or nice to have.")
APPENDED = optional("append", LONG, "Text to add at the end of the description.")
PAY_PERCENT = optional("pay_percent", Whole(-90, 900), "Percent by which both ends of the pay rise; negative to lower.")
PAY_BY = optional("pay_by", Whole(-LARGEST, LARGEST), "Amount by which both ends of the pay rise; negative to lower.")
RAISES = frozenset([PAY_PERCENT.name, PAY_BY.name])
AMENDS = RAISES | frozenset(one.name for one in (ADDED, ADDED_NICE, DROPPED, APPENDED))
"""Changes that aren't fields: they amend a job's current values."""

JOB_FIELDS = (
    _field("title", Text(), nullable=False),
    _field("department", SHORT),
    _field("location", SHORT),
    _field("employment_type", SHORT),
    _field("remote_option", SHORT),
    _field("salary_min", Whole(0, LARGEST)),
    _field("salary_max", Whole(0, LARGEST)),
    _field("currency", Text(), nullable=False),
    _field("description", LONG),
    _field("required_skills", SKILLS, nullable=False),
    _field("nice_to_have_skills", SKILLS, nullable=False),
    _field("status", LABEL, nullable=False),
    _field("is_public", Flag(), nullable=False),
    ADDED,
    ADDED_NICE,
    DROPPED,
    APPENDED,
    PAY_PERCENT,
    PAY_BY,
)
JOB_CHANGES = Fields(JOB_FIELDS)


def job_data(job: Job) -> dict[str, Any]:
    """Return a job as JSON."""
    return asdict(job) | {
        "required_skills": list(job.required_skills),
        "nice_to_have_skills": list(job.nice_to_have_skills),
    }


def candidate_data(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as JSON."""
    return asdict(candidate)


def application_data(application: Application) -> dict[str, Any]:
    """Return an application as JSON."""
    return asdict(application)


def job_ref(job_id: int) -> Reference:
    """Return a reference to a job."""
    return Reference("job", job_id)


def candidate_ref(candidate_id: int) -> Reference:
    """Return a reference to a candidate."""
    return Reference("candidate", candidate_id)


def application_ref(application_id: int) -> Reference:
    """Return a reference to an application."""
    return Reference("application", application_id)


def created(kind: str, row: Job | Candidate | Application, documents: Sequence[int] = ()) -> Write:
    """Return the record of a created row, with the ids of files that came with it."""
    data = job_data(row) if isinstance(row, Job) else asdict(row)
    return Write(kind=kind, id=row.id, before=None, after=data, documents=documents)


def deletion(thing: str, standing: PipelineStatus) -> str:
    """Return the question before a thing is deleted with its applications."""
    lost = count(sum(standing.by_status.values()), "application")
    return f"I would delete {thing} with {lost}, and that can't be undone. Shall I do it?"


def names_of(skill: str) -> list[str]:
    """Return all names of a skill, the given one first."""
    skill = " ".join(skill.split())
    wanted = canonical(skill)
    others = [name.written for name in shipped().names.values() if name.skill == wanted]
    return list(dict.fromkeys([skill, wanted, *others]))


def _repaid(job: Job, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the salary bounds after a raise. Raise Invalid for a job without a salary."""
    percent, amount = changes.get("pay_percent"), changes.get("pay_by")
    if percent is None and amount is None:
        return {}
    ends = {name: value for name in ("salary_min", "salary_max") if (value := getattr(job, name)) is not None}
    if not ends:
        raise Invalid(f"Job #{job.id} has no salary that could be changed by that")
    return {name: max(0, round(value * (100 + (percent or 0)) / 100) + (amount or 0)) for name, value in ends.items()}


def altered(job: Job, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a job to set: skills added and dropped, text appended to the description."""
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in changes.items()
        if name not in AMENDS
    } | _repaid(job, changes)
    if "append" in changes:
        texts = (fields.get("description", job.description), changes["append"])
        fields["description"] = "\n\n".join(str(text) for text in texts if text)
    dropped = {canonical(skill) for skill in changes.get("drop", ())}
    if not dropped and "add" not in changes and "add_nice_to_have" not in changes:
        return fields
    for name, adding in (("required_skills", "add"), ("nice_to_have_skills", "add_nice_to_have")):
        held = fields.get(name, getattr(job, name))
        names = {canonical(skill) for skill in held}
        listed = (*held, *(skill for skill in changes.get(adding, ()) if canonical(skill) not in names))
        moved = {canonical(skill) for skill in changes.get(_OTHER_LIST[adding], ())}
        fields[name] = tuple(skill for skill in listed if canonical(skill) not in dropped | moved)
    return fields


_OTHER_LIST = {"add": "add_nice_to_have", "add_nice_to_have": "add"}
"""Where a skill is no longer listed when it is added: it is either required or nice to have."""
