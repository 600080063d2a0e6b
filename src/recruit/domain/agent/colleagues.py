"""Users of the organisation by name, for tasks and notes."""

from collections.abc import Iterable, Mapping, Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.shared.pages import all_items
from recruit.ports.storage import Storage


class Colleagues:
    """The users of the actor's organisation."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def named(self, actor: Actor, name: str) -> Sequence[User]:
        """Return the users with a full name, a first or last name, or an e-mail address. Case is ignored."""
        actor.require(Permission.READ_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            users = [user async for user in all_items(work.users.page)]
        wanted = " ".join(name.split()).casefold()
        exact = [one for one in users if wanted in {one.full_name.casefold(), one.email.casefold()}]
        return exact or [one for one in users if wanted in one.full_name.casefold().split()]

    async def names(self, actor: Actor, ids: Iterable[int | None]) -> Mapping[int, str]:
        """Return the names of users by id, without removed ones; none for an actor who may not read users."""
        known = sorted({one for one in ids if one is not None})
        if not known or not actor.has_permission(Permission.READ_USERS):
            return {}
        async with self._storage.autocommit(actor.org_id) as work:
            return {user.id: user.full_name for user in await work.users.by_ids(known)}
