"""Job service: create, read, change and remove jobs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.external_ids.model import ExternalIdChange, RecordRef
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.shared.blank_text import check_not_blank
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, always, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_visible, text_fields, to_nfc, to_nfc_lines
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

SINGLE_LINE_FIELDS = text_fields(JobDetails, "title", "description")
"""Single-line fields other than the title."""


class JobService:
    """Jobs of the actor's organisation. Raises NotFound, and Stale for a condition that isn't met."""

    def __init__(self, storage: Storage, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._on_change = on_change

    async def create(self, actor: Actor, details: JobDetails, external_ids: Sequence[ExternalIdChange] = ()) -> Job:
        """Create a job. Raises Invalid, and Duplicate for an external id that another job has."""
        actor.require(Permission.WRITE_JOBS)
        lines = {name: getattr(details, name) for name in ("title", *SINGLE_LINE_FIELDS)}
        if (checked := check_job(lines)) != lines:
            details = replace(details, **checked)
        async with (self._storage.transaction if external_ids else self._storage.autocommit)(actor.org_id) as work:
            job = await work.jobs.add(details, created_by_user_id=actor.user_id)
            if external_ids:
                await work.external_ids.put(RecordRef.of(job), external_ids)
        self._on_change(actor.org_id)
        return job

    async def get(self, actor: Actor, job_id: int) -> Job:
        """Return one job."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.get(job_id)

    async def page(self, actor: Actor, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs whose status equals `status` and whose title contains `q`. None doesn't filter."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.page(window, status=status and to_nfc(status), q=q and to_nfc(q))

    async def change(
        self,
        actor: Actor,
        job_id: int,
        changes: Changes,
        condition: Condition[Job] | None = None,
        external_ids: Sequence[ExternalIdChange] = (),
    ) -> Job:
        """Set the given fields, and the external ids of the systems that `external_ids` names.

        Raises Invalid if the resulting salary range is upside down, and Duplicate for an external id of another job.
        """
        actor.require(Permission.WRITE_JOBS)
        changes = check_job(changes)
        if external_ids:
            condition = condition or always
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            jobs = work.jobs
            await lock_and_check("job", jobs, job_id, condition)
            job = await jobs.change(job_id, changes)
            if external_ids:
                await work.external_ids.put(RecordRef.of(job), external_ids)
        self._on_change(actor.org_id)
        return job

    async def remove(self, actor: Actor, job_id: int, condition: Condition[Job] | None = None) -> None:
        """Remove a job and its applications. Its match logs stay, as they are the record of decisions."""
        actor.require(Permission.DELETE_JOBS)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            jobs = work.jobs
            await lock_and_check("job", jobs, job_id, condition)
            await jobs.remove(job_id)


def check_job(fields: Changes) -> dict[str, Any]:
    """Return a job's fields, single-line fields in Unicode form C.

    Raises Invalid for a blank title, and for hidden characters in a single-line field.
    """
    check_not_blank(title=fields.get("title"))
    check_visible(**{name: fields.get(name) for name in ("title", *SINGLE_LINE_FIELDS)})
    return to_nfc_lines(fields, "title", *SINGLE_LINE_FIELDS)
