"""Create, read, change and remove applications."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, hold_seen, unit_of_work
from recruit.domain.shared.single_line import refuse_hidden
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

SINGLE_LINE_FIELDS = ("status", "source")
"""Fields of one line."""


class ApplicationService:
    """Applications of the organisation of the actor.

    Raises NotFound for a record that doesn't exist or belongs to another organisation. A change or removal whose
    condition isn't met raises Stale and changes nothing.
    """

    def __init__(self, storage: Storage) -> None:
        """Work on a storage."""
        self._storage = storage

    async def create(self, actor: Actor, details: ApplicationDetails) -> Application:
        """Put a candidate into the pipeline of a job, once: Duplicate the second time."""
        actor.need(Permission.CREATE_APPLICATIONS)
        _check_application({name: getattr(details, name) for name in SINGLE_LINE_FIELDS})
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.add(details)

    async def get(self, actor: Actor, application_id: int) -> Application:
        """Return one application."""
        actor.need(Permission.READ_APPLICATIONS)
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
        """Return applications, of that job, that candidate and that status where given."""
        actor.need(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.page(window, job_id=job_id, candidate_id=candidate_id, status=status)

    async def change(
        self, actor: Actor, application_id: int, changes: Changes, condition: Condition[Application] | None = None
    ) -> Application:
        """Set the named fields."""
        actor.need(Permission.CHANGE_APPLICATIONS)
        _check_application(changes)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            applications = work.applications
            await hold_seen("application", applications, application_id, condition)
            return await applications.change(application_id, changes)

    async def remove(self, actor: Actor, application_id: int, condition: Condition[Application] | None = None) -> None:
        """Take a candidate out of a job's pipeline."""
        actor.need(Permission.DELETE_APPLICATIONS)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            applications = work.applications
            await hold_seen("application", applications, application_id, condition)
            await applications.remove(application_id)


def _check_application(fields: Changes) -> None:
    refuse_hidden(**{name: fields.get(name) for name in SINGLE_LINE_FIELDS})
