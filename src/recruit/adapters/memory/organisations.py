"""Organisations in memory."""

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import Organisation


class MemoryOrganisations:
    """The organisation itself."""

    def __init__(self, org_id: int, rows: Rows[Organisation]) -> None:
        self._org_id = org_id
        self._rows = rows

    async def add(self, name: str) -> Organisation:
        """Keep it."""
        return self._rows.put(Organisation(id=self._org_id, name=name))

    async def get(self) -> Organisation:
        """Return it."""
        return self._rows.get(self._org_id)

    async def hold(self) -> Organisation:
        """Return it: units of work run one after the other."""
        return self._rows.get(self._org_id)
