"""Identities of users at providers, in memory."""

from collections.abc import Collection, Sequence

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.providers import Identity, IdentityDetails
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import Duplicate, Refused
from recruit.domain.shared.records import field_values


class MemoryIdentities:
    """Repository of identities."""

    def __init__(self, rows: Rows[Identity], users: Rows[User]) -> None:
        self._rows = rows
        self._users = users

    async def add(self, details: IdentityDetails) -> Identity:
        """Store an identity."""
        if details.user_id not in self._users.current:
            raise Refused
        of_issuer = [one for one in self._rows.all() if one.issuer == details.issuer]
        if any(one.user_id == details.user_id or one.subject == details.subject for one in of_issuer):
            raise Duplicate("Another identity is linked")
        return self._rows.put(self._rows.new(Identity, field_values(details)))

    async def user(self, issuer: str, subject: str) -> User | None:
        """Return the user with an identity."""
        rows = self._rows.all()
        found = next((one for one in rows if (one.issuer, one.subject) == (issuer, subject)), None)
        return self._users.get(found.user_id) if found is not None else None

    async def of_user(self, user_id: int) -> Sequence[Identity]:
        """Return a user's identities."""
        return [one for one in self._rows.all() if one.user_id == user_id]

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have an identity."""
        return {one.user_id for one in self._rows.all()} & set(user_ids)

    async def remove(self, identity_id: int) -> None:
        """Remove one identity."""
        self._rows.remove(identity_id)

    async def remove_of_user(self, user_id: int) -> None:
        """Remove a user's identities."""
        self._rows.remove_where(lambda row: row.user_id == user_id)
