"""Results and questions of tools that create and change jobs."""

from collections.abc import Mapping
from typing import Any

from recruit.domain.agent.arguments import Argument, ArgumentKind, Boolean, Integer, Object, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.revisions import difference
from recruit.domain.agent.summaries import job_changed
from recruit.domain.agent.tool import Facts, Question, Services
from recruit.domain.agent.tools.support.common import LABEL, LONG, SHORT, SKILLS, job_outcome, optional
from recruit.domain.agent.tools.support.question_facts import job_facts
from recruit.domain.agent.wording import count, one_line
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import CLOSED, Job
from recruit.domain.pipelines.model import SETTLED
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.limits import LARGEST_INTEGER


def _field(name: str, kind: ArgumentKind, *, nullable: bool = True) -> Argument:
    return Argument(name=name, kind=kind, nullable=nullable)


ADDED = optional("add", SKILLS, "Required skills to add.")
ADDED_NICE = optional("add_nice_to_have", SKILLS, "Nice-to-have skills to add.")
DROPPED = optional("drop", SKILLS, "Skills to drop, required or nice to have.")
APPENDED = optional("append", LONG, "Text to add at the end of the description.")
PAY_PERCENT = optional(
    "pay_percent", Integer(-90, 900), "Percent by which both ends of the pay rise; negative to lower."
)
PAY_BY = optional(
    "pay_by",
    Integer(-LARGEST_INTEGER, LARGEST_INTEGER),
    "Amount by which both ends of the pay rise; negative to lower.",
)
RAISES = frozenset([PAY_PERCENT.name, PAY_BY.name])
AMENDS = RAISES | frozenset(one.name for one in (ADDED, ADDED_NICE, DROPPED, APPENDED))
"""Changes that aren't fields: they amend a job's current values."""

JOB_FIELDS = (
    _field("title", Text(), nullable=False),
    _field("department", SHORT),
    _field("location", SHORT),
    _field("employment_type", SHORT),
    _field("remote_option", SHORT),
    _field("salary_min", Integer(0, LARGEST_INTEGER)),
    _field("salary_max", Integer(0, LARGEST_INTEGER)),
    _field("currency", Text(), nullable=False),
    _field("description", LONG),
    _field("required_skills", SKILLS, nullable=False),
    _field("nice_to_have_skills", SKILLS, nullable=False),
    _field("status", LABEL, nullable=False),
    _field("is_public", Boolean(), nullable=False),
    ADDED,
    ADDED_NICE,
    DROPPED,
    APPENDED,
    PAY_PERCENT,
    PAY_BY,
)
JOB_CHANGES = Object(JOB_FIELDS)


async def asks_to_close(services: Services, caller: Caller, arguments: Arguments) -> Question | None:
    """Return the question before a job with open applications is closed; None if there are none or it is closed."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    waiting = await open_application_counts(services, caller, job.id)
    if not waiting or job.status == CLOSED:
        return None
    number = count(sum(waiting.values()), "open application")
    text = f"Job #{job.id} ({one_line(job.title)}) has {number}. Shall I close it?"
    return Question(text, job_facts(job, open_applications=waiting))


async def current_values(services: Services, caller: Caller, arguments: Arguments) -> Facts:
    """Return the values of a job that its changes overwrite: those that only add or drop overwrite none."""
    job = await services.revising.job_to_change(caller.actor, arguments["job_id"])
    names = [name for name in arguments["changes"] if name not in AMENDS]
    if RAISES & arguments["changes"].keys():
        names += ["salary_min", "salary_max"]
    values = {name.replace("_", " "): _in_words(getattr(job, name)) for name in names}
    return {f"job #{job.id}": values} if values else {}


def _in_words(value: object) -> str:
    listed = ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return one_line(listed) or "none"


async def open_application_counts(services: Services, caller: Caller, job_id: int) -> Mapping[str, int]:
    """Return the numbers of a job's open applications by status."""
    stages = (await services.stages.of_job(caller.actor, job_id)).stages
    counts = await services.stages.counts(caller.actor, job_id)
    return {one.key: counts[one.key] for one in stages if one.type not in SETTLED and counts.get(one.key)}


async def change_job(services: Services, caller: Caller, job_id: int, changes: dict[str, Any]) -> Outcome:
    """Change a job."""
    revision = await services.revising.job(caller.actor, job_id, lambda job: changed_fields(job, changes))
    before, after = difference(revision.before, revision.after)
    job = revision.after
    writes = [Write(kind="job", id=job.id, before=before, after=after)] if after else []
    return job_outcome(job_changed(job, before, after), job, writes)


def _raised_pay(job: Job, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the salary bounds after a raise. Raise Invalid for a job without a salary."""
    percent, amount = changes.get("pay_percent"), changes.get("pay_by")
    if percent is None and amount is None:
        return {}
    ends = {name: value for name in ("salary_min", "salary_max") if (value := getattr(job, name)) is not None}
    if not ends:
        raise Invalid(f"Job #{job.id} has no salary that could be changed by that")
    return {name: max(0, round(value * (100 + (percent or 0)) / 100) + (amount or 0)) for name, value in ends.items()}


def changed_fields(job: Job, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a job to set: skills added and dropped, text appended to the description."""
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in changes.items()
        if name not in AMENDS
    } | _raised_pay(job, changes)
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
