"""Rejection reason service: create, read, change, and remove or archive reasons."""

from dataclasses import replace

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.pipelines.model import RejectionReason, RejectionReasonDetails
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_name, to_nfc, to_nfc_lines
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage


class ReasonService:
    """Rejection reasons of the actor's organisation.

    Raises NotFound, Invalid, Duplicate for a name that another reason has, and Stale for a condition that isn't met.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def create(self, actor: Actor, details: RejectionReasonDetails) -> RejectionReason:
        """Create a reason."""
        actor.require(Permission.MANAGE_PIPELINES)
        check_name(name=details.name)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.rejection_reasons.add(replace(details, name=to_nfc(details.name)))

    async def get(self, actor: Actor, reason_id: int) -> RejectionReason:
        """Return one reason."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.rejection_reasons.get(reason_id)

    async def page(self, actor: Actor, window: Window, *, archived: bool | None = None) -> Page[RejectionReason]:
        """Return reasons, archived ones or others. None doesn't filter."""
        actor.require(Permission.READ_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.rejection_reasons.page(window, archived=archived)

    async def change(
        self, actor: Actor, reason_id: int, changes: Changes, condition: Condition[RejectionReason] | None = None
    ) -> RejectionReason:
        """Set the given fields."""
        actor.require(Permission.MANAGE_PIPELINES)
        check_name(name=changes.get("name"))
        changes = to_nfc_lines(changes, "name")
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            reasons = work.rejection_reasons
            await lock_and_check("rejection reason", reasons, reason_id, condition)
            return await reasons.change(reason_id, changes)

    async def remove(self, actor: Actor, reason_id: int, condition: Condition[RejectionReason] | None = None) -> None:
        """Remove a reason, or archive it if an application has or had it."""
        actor.require(Permission.MANAGE_PIPELINES)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            reasons = work.rejection_reasons
            await lock_and_check("rejection reason", reasons, reason_id, condition)
            await reasons.remove(reason_id)
