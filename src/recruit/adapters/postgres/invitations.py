"""Invitations in PostgreSQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Index, LargeBinary, Text, bindparam, delete

from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY, organisation_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.adapters.postgres.users import ROLES
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails
from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.pages import Page, Window

invitations = tenant_table(
    "invitations",
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, info=NOT_IN_ENTITY),
    Column("role", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("invited_by_user_id", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("mailed_digest", LargeBinary),
    organisation_key("invitations"),
    Index("invitations_email_key", "org_id", "email_key", unique=True),
)
"""`email_key` is in the form of `login_key`."""

DELETE_INVITATIONS = Statement(
    delete(invitations).where(in_organisation(invitations), invitations.c.email_key == bindparam("email_key"))
)


class PostgresInvitations(TableRows[Invitation]):
    """Repository of invitations."""

    def __init__(self, session: Session) -> None:
        super().__init__("invitation", invitations, _invitation, session)

    async def add(self, details: InvitationDetails) -> Invitation:
        """Store an invitation in place of others to the same address."""
        async with self.atomic():
            key = login_key(details.email)
            await self.fetch(DELETE_INVITATIONS, email_key=key)
            return await self.insert({**asdict(details), "email_key": key})

    async def set_mailed_digest(self, invitation_id: int, digest: bytes) -> None:
        """Set the digest of the secret in the mail."""
        await self.change(invitation_id, {"mailed_digest": digest})

    async def page(self, window: Window) -> Page[Invitation]:
        """Return a page of invitations."""
        return await self.select_page(window, {})


def _invitation(role: str, **columns: Any) -> Invitation:
    return Invitation(role=ROLES[role], **columns)
