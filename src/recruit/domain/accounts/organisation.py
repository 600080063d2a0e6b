"""The actor's own organisation."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, Organisation
from recruit.domain.shared.errors import Stale
from recruit.domain.shared.preconditions import Condition
from recruit.domain.shared.single_line import check_name
from recruit.ports.storage import Storage


class OrganisationService:
    """Returns and renames the actor's organisation."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def get(self, actor: Actor) -> Organisation:
        """Return the organisation."""
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.organisations.get()

    async def rename(self, actor: Actor, name: str, condition: Condition[Organisation] | None = None) -> Organisation:
        """Set the name. Raises Invalid for a blank one, and Stale for a condition that isn't met."""
        actor.require(Permission.MANAGE_USERS)
        check_name(name=name)
        async with self._storage.transaction(actor.org_id) as work:
            if condition is not None and not condition(await work.organisations.lock()):
                raise Stale("organisation")
            return await work.organisations.rename(name)
