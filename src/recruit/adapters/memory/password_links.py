"""Password links in memory."""

from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.sessions import PasswordLink
from recruit.domain.accounts.model.users import User


class MemoryPasswordLinks:
    """Repository of password links."""

    def __init__(self, rows: Rows[PasswordLink], users: Rows[User]) -> None:
        self._rows = rows
        self._users = users

    async def add(self, user_id: int, digest: bytes, expires_at: datetime) -> PasswordLink:
        """Store a user's link in place of an earlier one."""
        self._users.get(user_id)
        values = {"user_id": user_id, "digest": digest, "expires_at": expires_at}
        for row in self._rows.all():
            if row.user_id == user_id:
                return self._rows.change(row.id, values)
        return self._rows.put(self._rows.new(PasswordLink, values))

    async def get(self, link_id: int) -> PasswordLink:
        """Return one link."""
        return self._rows.get(link_id)

    async def remove(self, link_id: int) -> None:
        """Remove a link."""
        self._rows.remove(link_id)
