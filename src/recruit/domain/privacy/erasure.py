"""Erasure service: erases a person from all records, in one transaction."""

import secrets
from collections.abc import Callable
from hashlib import sha256

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import ORIGIN, AuditAction, causing, set_cause
from recruit.domain.privacy.model import Erasure, ErasureDetails
from recruit.domain.privacy.people import find_person
from recruit.domain.shared.pages import Page, Window
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

PSEUDONYM_BITS = 52
"""Bits of a pseudonym: integers of this size are exact in JavaScript."""


class Erasing:
    """Erases people of the actor's organisation. Raises NotFound for any other person."""

    def __init__(self, storage: Storage, clock: Clock, evict: Callable[[int], None]) -> None:
        """Call `evict` with the organisation's id after an erasure, to evict it from caches in memory."""
        self._storage = storage
        self._clock = clock
        self.evict = evict

    async def find(self, actor: Actor, candidate_id: int) -> None:
        """Raise NotFound if there is nothing to erase."""
        actor.require(Permission.ERASE_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            await find_person(work, candidate_id)

    async def erase(self, actor: Actor, candidate_id: int) -> Erasure:
        """Erase a person, including all candidates merged into them, and return the receipt."""
        actor.require(Permission.ERASE_CANDIDATES)
        with causing():
            async with self._storage.transaction(actor.org_id) as work:
                receipt = await self.erase_in(work, candidate_id)
        self.evict(actor.org_id)
        return receipt

    async def erase_in(self, work: UnitOfWork, candidate_id: int) -> Erasure:
        """Erase a person in a unit of work, in a block of `causing`, and return the receipt."""
        found = await find_person(work, candidate_id)
        set_cause(await work.audit.note(AuditAction.ERASE, "candidate", candidate_id, candidate_id))
        counts = await work.personal_data.erase(found.person, -1 - secrets.randbits(PSEUDONYM_BITS))
        origin = ORIGIN.get()
        return await work.erasures.add(
            ErasureDetails(
                at=self._clock.now(),
                kind=origin.kind,
                user_id=origin.user_id,
                candidate_ids=tuple(found.person.ids),
                counts=counts,
                identified_by=tuple(sorted(sha256(email.encode()).hexdigest() for email in found.emails)),
            )
        )

    async def receipts(self, actor: Actor, window: Window) -> Page[Erasure]:
        """Return receipts in ascending id."""
        actor.require(Permission.ERASE_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.erasures.page(window)

    async def receipt(self, actor: Actor, erasure_id: int) -> Erasure:
        """Return one receipt."""
        actor.require(Permission.ERASE_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.erasures.get(erasure_id)
