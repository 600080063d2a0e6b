"""API keys in memory."""

from dataclasses import asdict
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.pages import Page, Window


class MemoryApiKeys:
    """Repository of API keys."""

    def __init__(self, rows: Rows[ApiKey], users: Rows[User]) -> None:
        self._rows = rows
        self._users = users

    async def add(self, details: ApiKeyDetails) -> ApiKey:
        """Store an API key."""
        return self._rows.put(self._rows.new(ApiKey, asdict(details)))

    async def get(self, key_id: int) -> ApiKey:
        """Return one API key."""
        return self._rows.get(key_id)

    async def with_role(self, key_id: int) -> tuple[ApiKey, Role]:
        """Return one API key and its creator's role."""
        found = self._rows.get(key_id)
        return found, self._users.get(found.created_by_user_id).role

    async def page(self, window: Window) -> Page[ApiKey]:
        """Return a page of API keys."""
        return self._rows.page(window, lambda _: True)

    async def record_use(self, key_id: int, used_at: datetime) -> None:
        """Set the time of a key's last use."""
        if key_id in self._rows.current:
            self._rows.change(key_id, {"last_used_at": used_at})

    async def remove(self, key_id: int) -> None:
        """Remove an API key."""
        self._rows.remove(key_id)
