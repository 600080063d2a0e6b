"""Outgoing mail: the queue that services write to in their transactions, and the log that administrators read."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.sessions import Invitation
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.accounts.opaque_tokens import TokenKind
from recruit.domain.mail.model import LANGUAGES, KeptMessage, Mail, MailKind, NewMail, wants_notices
from recruit.domain.shared.pages import Page, Window
from recruit.ports.clock import Clock
from recruit.ports.mail import Mailer
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

MOST_INVITATIONS = 200
"""Invitations that an organisation sends in a day, so that this server isn't used for unwanted mail."""

A_DAY = timedelta(days=1)

_PASSWORD_LINK = re.compile(rf"{TokenKind.PASSWORD}_\d+_\d+_[\w.-]+")


class MailQueue:
    """Writes messages in the transactions of what they are about, so that none is sent of what was rolled back.

    Background work sends them. Without `is_on` nothing is written: links would have no address to lead to.
    """

    def __init__(self, clock: Clock, queued: Callable[[int], None], *, is_on: bool, notices_by_default: bool) -> None:
        """`queued` is called with an organisation's id, before the transaction ends."""
        self._clock = clock
        self._queued = queued
        self.is_on = is_on
        self.notices_by_default = notices_by_default

    async def password_link(self, work: UnitOfWork, user: User, language: str) -> None:
        """Send a link for a new password to a user."""
        await self._to_user(work, MailKind.PASSWORD_LINK, user, None, user.mail_language or language)

    async def invitation(self, work: UnitOfWork, invitation: Invitation, language: str) -> bool:
        """Send an invitation. Return False, and send nothing, if mail is off or the organisation has sent too many."""
        now = self._clock.now()
        if not self.is_on:
            return False
        if await work.outgoing_mail.count_since(MailKind.INVITATION, now - A_DAY) >= MOST_INVITATIONS:
            return False
        await work.outgoing_mail.add(_new(MailKind.INVITATION, invitation.email, None, invitation.id, language, now))
        self._queued(invitation.org_id)
        return True

    async def notices(self, work: UnitOfWork, kind: MailKind, subject_id: int, users: Iterable[User]) -> None:
        """Send a notice about a record to those of the users who want notices."""
        for user in users:
            if wants_notices(user, by_default=self.notices_by_default):
                await self._to_user(work, kind, user, subject_id, user.mail_language or LANGUAGES[0])

    async def _to_user(
        self, work: UnitOfWork, kind: MailKind, user: User, subject_id: int | None, language: str
    ) -> None:
        if self.is_on:
            await work.outgoing_mail.add(_new(kind, user.email, user.id, subject_id, language, self._clock.now()))
            self._queued(user.org_id)


class MailLog:
    """The organisation's messages, for its administrators."""

    def __init__(self, storage: Storage, mailer: Mailer) -> None:
        self._storage = storage
        self._mailer = mailer

    @property
    def is_delivering(self) -> bool:
        """Whether messages are delivered, rather than kept for administrators."""
        return self._mailer.is_delivering

    async def page(self, actor: Actor, window: Window) -> Page[Mail]:
        """Return messages, newest first."""
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.outgoing_mail.page(window)

    async def message(self, actor: Actor, mail_id: int) -> tuple[Mail, KeptMessage | None]:
        """Return a message, with its text if it was kept. Raises NotFound.

        Password links are left out of the text: with one, an administrator could sign in as another user.
        """
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            mail = await work.outgoing_mail.get(mail_id)
        kept = await self._mailer.read(actor.org_id, mail_id)
        if kept is not None:
            kept = KeptMessage(recipient=kept.recipient, subject=kept.subject, text=_PASSWORD_LINK.sub("…", kept.text))
        return mail, kept


def _new(
    kind: MailKind, recipient: str, user_id: int | None, subject_id: int | None, language: str, now: datetime
) -> NewMail:
    return NewMail(
        kind=kind,
        recipient=recipient,
        user_id=user_id,
        subject_id=subject_id,
        language=language if language in LANGUAGES else LANGUAGES[0],
        created_at=now,
        due_at=now,
    )
