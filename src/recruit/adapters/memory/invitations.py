"""Invitations in memory."""

from dataclasses import asdict

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails
from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.pages import Page, Window


class MemoryInvitations:
    """Repository of invitations."""

    def __init__(self, rows: Rows[Invitation]) -> None:
        self._rows = rows

    async def add(self, details: InvitationDetails) -> Invitation:
        """Store an invitation in place of others to the same address."""
        key = login_key(details.email)
        self._rows.remove_where(lambda row: login_key(row.email) == key)
        return self._rows.put(self._rows.new(Invitation, asdict(details)))

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation."""
        return self._rows.get(invitation_id)

    async def set_mailed_digest(self, invitation_id: int, digest: bytes) -> None:
        """Set the digest of the secret in the mail."""
        self._rows.change(invitation_id, {"mailed_digest": digest})

    async def page(self, window: Window) -> Page[Invitation]:
        """Return a page of invitations."""
        return self._rows.page(window, lambda _: True)

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation."""
        self._rows.remove(invitation_id)
