"""Application service: create, read, change and remove applications."""

from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.external_ids.model import ExternalIdChange, RecordRef
from recruit.domain.pipelines.model import check_key
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, always, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_visible, text_fields
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

SINGLE_LINE_FIELDS = text_fields(ApplicationDetails)
"""Single-line fields."""


class ApplicationService:
    """Applications of the actor's organisation. Raises NotFound, and Stale for a condition that isn't met."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def create(
        self, actor: Actor, details: ApplicationDetails, external_ids: Sequence[ExternalIdChange] = ()
    ) -> Application:
        """Put a candidate into the pipeline of a job.

        Raises Duplicate if the candidate is in it already, and for an external id that another application has.
        """
        actor.require(Permission.CREATE_APPLICATIONS)
        check_application({name: getattr(details, name) for name in SINGLE_LINE_FIELDS})
        async with (self._storage.transaction if external_ids else self._storage.autocommit)(actor.org_id) as work:
            application = await work.applications.add(details)
            if external_ids:
                await work.external_ids.put(RecordRef.of(application), external_ids)
        return application

    async def get(self, actor: Actor, application_id: int) -> Application:
        """Return one application."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.get(application_id)

    async def page(
        self,
        actor: Actor,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications, filtered by job, candidate and status where these aren't None."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.page(window, job_id=job_id, candidate_id=candidate_id, status=status)

    async def change(
        self,
        actor: Actor,
        application_id: int,
        changes: Changes,
        condition: Condition[Application] | None = None,
        external_ids: Sequence[ExternalIdChange] = (),
    ) -> Application:
        """Set the given fields, and the external ids of the systems that `external_ids` names.

        Raises Duplicate for an external id of another application.
        """
        actor.require(Permission.CHANGE_APPLICATIONS)
        check_application(changes)
        if external_ids:
            condition = condition or always
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            applications = work.applications
            await lock_and_check("application", applications, application_id, condition)
            application = await applications.change(application_id, changes)
            if external_ids:
                await work.external_ids.put(RecordRef.of(application), external_ids)
        return application

    async def remove(self, actor: Actor, application_id: int, condition: Condition[Application] | None = None) -> None:
        """Remove a candidate from a job's pipeline."""
        actor.require(Permission.DELETE_APPLICATIONS)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            applications = work.applications
            await lock_and_check("application", applications, application_id, condition)
            await applications.remove(application_id)


def check_application(fields: Changes) -> None:
    """Raise Invalid for characters that a single-line field can't have, and a status that can't be a stage's key."""
    check_key(fields.get("status"))
    check_visible(**{name: fields.get(name) for name in SINGLE_LINE_FIELDS})
