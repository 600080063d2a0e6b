"""Organisations in memory."""

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import Organisation


class MemoryOrganisations:
    """Repository of the organisation itself."""

    def __init__(self, rows: Rows[Organisation]) -> None:
        self._rows = rows

    async def add(self, name: str) -> Organisation:
        """Store the organisation."""
        return self._rows.put(Organisation(id=self._rows.org_id, name=name))

    async def get(self) -> Organisation:
        """Return the organisation."""
        return self._rows.get(self._rows.org_id)

    async def lock(self) -> Organisation:
        """Return the organisation. It needs no lock: units of work run one after the other."""
        return self._rows.get(self._rows.org_id)

    async def rename(self, name: str) -> Organisation:
        """Set the name."""
        return self._rows.change(self._rows.org_id, {"name": name})

    async def require_second_factor(self, *, required: bool) -> None:
        """Set whether all users need a second factor."""
        self._rows.change(self._rows.org_id, {"requires_second_factor": required})
