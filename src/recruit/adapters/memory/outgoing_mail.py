"""Outgoing mail in memory."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.mail.model import Mail, MailKind, MailState, NewMail
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class MemoryOutgoingMail:
    """Repository of outgoing mail."""

    def __init__(self, rows: Rows[Mail], users: Rows[User]) -> None:
        self._rows = rows
        self._users = users

    async def add(self, new: NewMail) -> Mail:
        """Store a pending message."""
        if new.user_id is not None:
            self._users.get(new.user_id)
        return self._rows.put(self._rows.new(Mail, asdict(new)))

    async def get(self, mail_id: int) -> Mail:
        """Return one message."""
        return self._rows.get(mail_id)

    async def page(self, window: Window) -> Page[Mail]:
        """Return a page of messages, newest first."""
        return self._rows.newest_page(window, lambda _: True)

    async def count_since(self, kind: MailKind, since: datetime) -> int:
        """Return the number of messages of a kind since a time."""
        return sum(row.kind == kind and row.created_at >= since for row in self._rows.all())

    async def due(self, now: datetime, limit: int) -> Sequence[Mail]:
        """Return messages that are due."""
        found = (row for row in self._rows.all() if row.state == MailState.PENDING and row.due_at <= now)
        return sorted(found, key=lambda row: (row.due_at, row.id))[:limit]

    async def change(self, mail_id: int, changes: Changes) -> Mail:
        """Set fields."""
        return self._rows.change(mail_id, changes)

    async def remove_until(self, until: datetime) -> int:
        """Remove old messages."""
        before = len(self._rows.current)
        self._rows.remove_where(lambda row: row.created_at <= until and row.state != MailState.PENDING)
        return before - len(self._rows.current)
