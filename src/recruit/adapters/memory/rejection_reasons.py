"""Rejection reasons in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from recruit.adapters.memory.rows import Rows
from recruit.domain.applications.model import Application
from recruit.domain.pipelines.model import RejectionReason, RejectionReasonDetails
from recruit.domain.shared.errors import Duplicate
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes

FIELDS = tuple(field.name for field in fields(RejectionReason))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReason(RejectionReason):
    """A rejection reason. `is_used` is set by the first move with it, and stays."""

    is_used: bool = False


class MemoryRejectionReasons:
    """Repository of rejection reasons."""

    def __init__(self, rows: Rows[StoredReason], applications: Rows[Application]) -> None:
        self._rows = rows
        self._applications = applications

    async def add(self, details: RejectionReasonDetails) -> RejectionReason:
        """Store a reason."""
        self._check_name(details.name)
        return _public(self._rows.put(self._rows.new(StoredReason, field_values(details))))

    async def get(self, reason_id: int) -> RejectionReason:
        """Return one reason."""
        return _public(self._rows.get(reason_id))

    async def by_ids(self, ids: Sequence[int]) -> Sequence[RejectionReason]:
        """Return reasons by id."""
        return [_public(row) for row in self._rows.by_ids(ids)]

    async def page(self, window: Window, *, archived: bool | None = None) -> Page[RejectionReason]:
        """Return a page of reasons."""
        found = self._rows.page(window, lambda row: archived in {None, row.archived})
        return Page([_public(row) for row in found.items], found.total, found.more)

    async def lock(self, reason_id: int) -> RejectionReason:
        """Return one reason. It needs no lock: units of work run one after the other."""
        return _public(self._rows.get(reason_id))

    async def change(self, reason_id: int, changes: Changes) -> RejectionReason:
        """Set fields."""
        self._rows.get(reason_id)
        self._check_name(changes.get("name"), reason_id)
        return _public(self._rows.change(reason_id, changes))

    async def remove(self, reason_id: int) -> None:
        """Remove a reason, or archive it."""
        if self._rows.get(reason_id).is_used:
            self._rows.change(reason_id, {"archived": True})
        else:
            self._rows.remove(reason_id)

    async def remove_unreferenced(self, reason_id: int) -> bool:
        """Remove a reason that no application has."""
        self._rows.get(reason_id)
        if any(row.reason_id == reason_id for row in self._applications.current.values()):
            return False
        self._rows.remove(reason_id)
        return True

    def mark_as_used(self, reason_id: int) -> None:
        """Set `is_used`. Raise NotFound."""
        if not self._rows.get(reason_id).is_used:
            self._rows.change(reason_id, {"is_used": True})

    def _check_name(self, name: object, own_id: int | None = None) -> None:
        if any(row.name == name and row.id != own_id for row in self._rows.current.values()):
            raise Duplicate("Another rejection reason has that name")


def _public(row: StoredReason) -> RejectionReason:
    return RejectionReason(**{name: getattr(row, name) for name in FIELDS})
