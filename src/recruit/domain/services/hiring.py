"""Jobs, candidates and applications, each inside the organisation of the one who asks."""

from collections.abc import Callable
from typing import TypeAlias

from recruit.domain.model.accounts import Actor
from recruit.domain.model.application import Application, ApplicationDetails
from recruit.domain.model.candidate import Candidate, CandidateDetails
from recruit.domain.model.job import Job, JobDetails
from recruit.domain.model.page import Page, Window
from recruit.ports.persistence import Changes, Storage

Changed: TypeAlias = Callable[[int], None]
"""Is told the id of an organisation after each change of what matching reads of it."""


def nobody_asks(_org_id: int) -> None:
    """Do nothing."""


class Hiring:
    """What recruiters keep. Whatever isn't there, or is another organisation's, raises NotFound."""

    def __init__(self, storage: Storage, changed: Changed = nobody_asks) -> None:
        """Tell `changed` the id of an organisation after each change of what matching reads of it."""
        self._storage = storage
        self._changed = changed

    async def create_job(self, actor: Actor, details: JobDetails) -> Job:
        """Open a position."""
        async with self._storage.once(actor.org_id) as work:
            job = await work.jobs.add(details, created_by_user_id=actor.user_id)
        self._changed(actor.org_id)
        return job

    async def job(self, actor: Actor, job_id: int) -> Job:
        """Return one job."""
        async with self._storage.once(actor.org_id) as work:
            return await work.jobs.get(job_id)

    async def jobs(self, actor: Actor, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs of exactly that status, with `q` somewhere in the title."""
        async with self._storage.once(actor.org_id) as work:
            return await work.jobs.page(window, status=status, q=q)

    async def change_job(self, actor: Actor, job_id: int, changes: Changes) -> Job:
        """Set the named fields. A salary range must not end upside down: Invalid."""
        async with self._storage.once(actor.org_id) as work:
            job = await work.jobs.change(job_id, changes)
        self._changed(actor.org_id)
        return job

    async def remove_job(self, actor: Actor, job_id: int) -> None:
        """Remove a job with its applications; its match logs stay, as they are the record of decisions."""
        async with self._storage.once(actor.org_id) as work:
            await work.jobs.remove(job_id)

    async def create_candidate(self, actor: Actor, details: CandidateDetails) -> Candidate:
        """Keep a person."""
        async with self._storage.once(actor.org_id) as work:
            candidate = await work.candidates.add(details)
        self._changed(actor.org_id)
        return candidate

    async def candidate(self, actor: Actor, candidate_id: int) -> Candidate:
        """Return one candidate."""
        async with self._storage.once(actor.org_id) as work:
            return await work.candidates.get(candidate_id)

    async def candidates(self, actor: Actor, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates with `q` somewhere in the full name."""
        async with self._storage.once(actor.org_id) as work:
            return await work.candidates.page(window, q=q)

    async def change_candidate(self, actor: Actor, candidate_id: int, changes: Changes) -> Candidate:
        """Set the named fields."""
        async with self._storage.begin(actor.org_id) as work:
            candidate = await work.candidates.change(candidate_id, changes)
        self._changed(actor.org_id)
        return candidate

    async def remove_candidate(self, actor: Actor, candidate_id: int) -> None:
        """Remove a candidate with their applications and documents; match logs stay."""
        async with self._storage.once(actor.org_id) as work:
            await work.candidates.remove(candidate_id)

    async def create_application(self, actor: Actor, details: ApplicationDetails) -> Application:
        """Put a candidate into the pipeline of a job, once: Duplicate the second time."""
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.add(details)

    async def application(self, actor: Actor, application_id: int) -> Application:
        """Return one application."""
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.get(application_id)

    async def applications(
        self, actor: Actor, window: Window, *, job_id: int | None = None, candidate_id: int | None = None
    ) -> Page[Application]:
        """Return applications, of that job and that candidate where given."""
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.page(window, job_id=job_id, candidate_id=candidate_id)

    async def change_application(self, actor: Actor, application_id: int, changes: Changes) -> Application:
        """Set the named fields."""
        async with self._storage.once(actor.org_id) as work:
            return await work.applications.change(application_id, changes)

    async def remove_application(self, actor: Actor, application_id: int) -> None:
        """Take a candidate out of a job's pipeline."""
        async with self._storage.once(actor.org_id) as work:
            await work.applications.remove(application_id)
