"""Jobs, candidates and applications, each inside the organisation of the one who asks."""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, hold_seen
from recruit.domain.shared.single_line import check_name, composed, composed_lines, refuse_hidden
from recruit.ports.persistence import Changes, Storage, UnitOfWork

JOB_LINES = (
    "department", "location", "employment_type", "remote_option", "currency", "status", "required_skills",
    "nice_to_have_skills",
)  # fmt: skip
CANDIDATE_LINES = ("headline", "location", "current_title", "current_company")
APPLICATION_LINES = ("status", "source")
"""Fields of one line besides the names."""

Changed: TypeAlias = Callable[[int], None]
"""Is told the id of an organisation after each change of what matching reads of it."""


def nobody_asks(_org_id: int) -> None:
    """Do nothing."""


def to_change_candidate(fields: Iterable[str]) -> Permission:
    """Return what it takes to set these fields of a candidate: notes alone take less."""
    return Permission.NOTE_CANDIDATES if set(fields) == {"notes"} else Permission.WRITE_CANDIDATES


class Hiring:
    """What recruiters keep. Whatever isn't there, or is another organisation's, raises NotFound.

    A change or removal on a condition that isn't met raises Stale and leaves the record as it is.
    """

    def __init__(self, storage: Storage, changed: Changed = nobody_asks) -> None:
        """Tell `changed` the id of an organisation after each change of what matching reads of it."""
        self._storage = storage
        self._changed = changed

    async def create_job(self, actor: Actor, details: JobDetails) -> Job:
        """Open a position."""
        actor.need(Permission.WRITE_JOBS)
        details = replace(details, **checked_job({name: getattr(details, name) for name in ("title", *JOB_LINES)}))
        async with self._storage.once(actor.org_id) as work:
            job = await work.jobs.add(details, created_by_user_id=actor.user_id)
        self._changed(actor.org_id)
        return job

    async def job(self, actor: Actor, job_id: int) -> Job:
        """Return one job."""
        actor.need(Permission.READ_JOBS)
        async with self._storage.lookup(actor.org_id) as work:
            return await work.jobs.get(job_id)

    async def jobs(self, actor: Actor, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs of exactly that status, with `q` somewhere in the title."""
        actor.need(Permission.READ_JOBS)
        async with self._storage.once(actor.org_id) as work:
            return await work.jobs.page(window, status=status and composed(status), q=q and composed(q))

    async def change_job(
        self, actor: Actor, job_id: int, changes: Changes, condition: Condition[Job] | None = None
    ) -> Job:
        """Set the named fields. A salary range must not end upside down: Invalid."""
        actor.need(Permission.WRITE_JOBS)
        changes = checked_job(changes)
        async with self._unit(actor, condition) as work:
            await hold_seen("job", work.jobs, job_id, condition)
            job = await work.jobs.change(job_id, changes)
        self._changed(actor.org_id)
        return job

    async def remove_job(self, actor: Actor, job_id: int, condition: Condition[Job] | None = None) -> None:
        """Remove a job with its applications; its match logs stay, as they are the record of decisions."""
        actor.need(Permission.DELETE_JOBS)
        async with self._unit(actor, condition) as work:
            await hold_seen("job", work.jobs, job_id, condition)
            await work.jobs.remove(job_id)

    async def create_candidate(self, actor: Actor, details: CandidateDetails) -> Candidate:
        """Keep a person."""
        actor.need(Permission.WRITE_CANDIDATES)
        lines = {name: getattr(details, name) for name in ("full_name", *CANDIDATE_LINES)}
        details = replace(details, **_checked_candidate(lines))
        async with self._storage.once(actor.org_id) as work:
            candidate = await work.candidates.add(details)
        self._changed(actor.org_id)
        return candidate

    async def candidate(self, actor: Actor, candidate_id: int) -> Candidate:
        """Return one candidate."""
        actor.need(Permission.READ_CANDIDATES)
        async with self._storage.lookup(actor.org_id) as work:
            return await work.candidates.get(candidate_id)

    async def candidates(self, actor: Actor, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates with `q` somewhere in the full name."""
        actor.need(Permission.READ_CANDIDATES)
        async with self._storage.once(actor.org_id) as work:
            return await work.candidates.page(window, q=q and composed(q))

    async def change_candidate(
        self, actor: Actor, candidate_id: int, changes: Changes, condition: Condition[Candidate] | None = None
    ) -> Candidate:
        """Set the named fields."""
        actor.need(to_change_candidate(changes))
        changes = _checked_candidate(changes)
        async with self._storage.begin(actor.org_id) as work:
            await hold_seen("candidate", work.candidates, candidate_id, condition)
            candidate = await work.candidates.change(candidate_id, changes)
        self._changed(actor.org_id)
        return candidate

    async def remove_candidate(
        self, actor: Actor, candidate_id: int, condition: Condition[Candidate] | None = None
    ) -> None:
        """Remove a candidate with their applications and documents; match logs stay."""
        actor.need(Permission.DELETE_CANDIDATES)
        async with self._unit(actor, condition) as work:
            await hold_seen("candidate", work.candidates, candidate_id, condition)
            await work.candidates.remove(candidate_id)

    async def create_application(self, actor: Actor, details: ApplicationDetails) -> Application:
        """Put a candidate into the pipeline of a job, once: Duplicate the second time."""
        actor.need(Permission.CREATE_APPLICATIONS)
        _check_application({name: getattr(details, name) for name in APPLICATION_LINES})
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.add(details)

    async def application(self, actor: Actor, application_id: int) -> Application:
        """Return one application."""
        actor.need(Permission.READ_APPLICATIONS)
        async with self._storage.lookup(actor.org_id) as work:
            return await work.applications.get(application_id)

    async def applications(
        self,
        actor: Actor,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications, of that job, that candidate and that status where given."""
        actor.need(Permission.READ_APPLICATIONS)
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.page(window, job_id=job_id, candidate_id=candidate_id, status=status)

    async def change_application(
        self, actor: Actor, application_id: int, changes: Changes, condition: Condition[Application] | None = None
    ) -> Application:
        """Set the named fields."""
        actor.need(Permission.CHANGE_APPLICATIONS)
        _check_application(changes)
        async with self._unit(actor, condition) as work:
            await hold_seen("application", work.applications, application_id, condition)
            return await work.applications.change(application_id, changes)

    async def remove_application(
        self, actor: Actor, application_id: int, condition: Condition[Application] | None = None
    ) -> None:
        """Take a candidate out of a job's pipeline."""
        actor.need(Permission.DELETE_APPLICATIONS)
        async with self._unit(actor, condition) as work:
            await hold_seen("application", work.applications, application_id, condition)
            await work.applications.remove(application_id)

    def _unit(self, actor: Actor, condition: Condition[Any] | None) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work for one change: without a condition it is one question."""
        return (self._storage.once if condition is None else self._storage.begin)(actor.org_id)


def checked_job(fields: Changes) -> dict[str, Any]:
    """Return fields of a job, its lines composed. Raises Invalid for a title or another line that can't be had."""
    check_name(title=fields.get("title"))
    refuse_hidden(**{name: fields.get(name) for name in JOB_LINES})
    return composed_lines(fields, "title", *JOB_LINES)


def _checked_candidate(fields: Changes) -> dict[str, Any]:
    """Return fields of a candidate, their lines composed. Raises Invalid for a name or another that can't be had."""
    check_name(full_name=fields.get("full_name"))
    refuse_hidden(**{name: fields.get(name) for name in CANDIDATE_LINES})
    return composed_lines(fields, "full_name", *CANDIDATE_LINES)


def _check_application(fields: Changes) -> None:
    refuse_hidden(**{name: fields.get(name) for name in APPLICATION_LINES})
