"""Background work: writes messages that are due, delivers them, and tries again after failures."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF
from recruit.domain.accounts.model.sessions import Invitation
from recruit.domain.accounts.model.users import User
from recruit.domain.accounts.opaque_tokens import OpaqueToken, TokenKind, digest, new_secret
from recruit.domain.accounts.password_links import new_password_link
from recruit.domain.mail.model import Mail, MailKind, MailMessage, MailState, lifetime_of
from recruit.domain.mail.texts import text_of
from recruit.domain.notes.model import PERMISSION_TO_READ
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.tenancy import on_behalf_of
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.mail import Mailer, MailResult
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage
from recruit.ports.unit_of_work import UnitOfWork

DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
)
"""Delays after the first and each later failure. The last one is repeated for the lifetime of a message."""

TURN = 50
"""Messages of one organisation after which the others have their turn."""

RETENTION = timedelta(days=30)

TOO_LATE = "It could not be sent in time"

log = logging.getLogger(__name__)


class MailSending:
    """Delivers each message at least once: one that was accepted just before a crash is delivered again.

    Links are made when a message is written, and only their digests are stored. `base` is the URL that they begin with.
    """

    def __init__(self, storage: Storage, mailer: Mailer, clock: Clock, base: str) -> None:
        self._storage = storage
        self._mailer = mailer
        self._clock = clock
        self._base = base

    async def all_organisations(self) -> int:
        """Send what is due in every organisation, and return the number of messages that were tried."""
        return await for_each_organisation(await self._storage.organisations(), self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Send what is due in one organisation, until the first failure that may pass.

        The mail server may be down: trying all messages would take long, and the next sweep goes on. Return the number
        of messages that were tried, 0 if another process sends.
        """
        tried, goes_on = 0, True
        with on_behalf_of(org_id):
            if not await self._due(org_id):  # a claim takes a connection, and most organisations have nothing to send
                return 0
            async with self._storage.claim(org_id, ExclusiveTask.MAIL) as claimed:
                while claimed and goes_on and tried < TURN and (due := await self._due(org_id)):
                    goes_on = await self._send(due[0])
                    tried += 1
        return tried

    async def _due(self, org_id: int) -> Sequence[Mail]:
        """Return the first message that is due, if there is one."""
        async with self._storage.autocommit(org_id) as work:
            return await work.outgoing_mail.due(self._clock.now(), 1)

    async def _send(self, mail: Mail) -> bool:
        """Write and deliver a message, store the result, and return whether to go on."""
        now = self._clock.now()
        if now > mail.created_at + lifetime_of(mail.kind):
            await self._store(mail, {"state": MailState.FAILED, "error": mail.error or TOO_LATE})
            return True
        try:
            message = await self._written(mail)
        except NotFound:
            await self._store(mail, {"state": MailState.DROPPED})
            return True
        except Invalid as error:
            result = MailResult(error=str(error), is_final=True)
        else:
            result = await self._mailer.send(message)
        changes = {"at": now, "attempts": mail.attempts + 1, "error": result.error}
        if result.error is None:
            await self._store(mail, {**changes, "state": MailState.SENT})
            return True
        reason = result.error.replace(mail.recipient, "…")  # servers repeat the address, which no log has
        fields = {"org_id": mail.org_id, "mail_id": mail.id, "error": reason}
        log.warning("a message could not be sent", extra={"fields": fields})
        due_at = now + DELAYS[min(mail.attempts, len(DELAYS) - 1)]
        if result.is_final or due_at > mail.created_at + lifetime_of(mail.kind):
            changes["state"] = MailState.FAILED
        await self._store(mail, {**changes, "due_at": due_at})
        return result.is_final

    async def _store(self, mail: Mail, changes: Changes) -> None:
        async with self._storage.autocommit(mail.org_id) as work:
            await work.outgoing_mail.change(mail.id, changes)

    async def _written(self, mail: Mail) -> MailMessage:
        """Return a message with its link. Raises NotFound if it has no sense any more, and Invalid."""
        async with self._storage.transaction(mail.org_id) as work:
            organisation = await work.organisations.get()
            user = None if mail.user_id is None else await work.users.get(mail.user_id)
            path, author = await self._subject(work, mail, user)
        text = text_of(
            mail.kind,
            mail.language,
            organisation=organisation.name,
            recipient=mail.recipient,
            author=author,
            link=f"{self._base}{path}",
            settings=f"{self._base}/settings/me",
        )
        return MailMessage(
            org_id=mail.org_id,
            id=mail.id,
            recipient=mail.recipient,
            subject=text.subject,
            text=text.body,
            language=mail.language,
            at=self._clock.now(),
        )

    async def _subject(self, work: UnitOfWork, mail: Mail, user: User | None) -> tuple[str, str]:
        """Return the path that a message leads to, and the name of the person who caused it, or an empty text."""
        if mail.kind is MailKind.INVITATION:
            return await self._invitation(work, await work.invitations.get(mail.subject_id or 0))
        if user is None:
            raise NotFound("user", 0)
        if mail.kind is MailKind.PASSWORD_LINK:
            return f"/password/{await new_password_link(work, user, self._clock.now())}", ""
        if mail.kind is MailKind.MENTION:
            note = await work.notes.get(mail.subject_id or 0)
            if user.id not in note.mentions or PERMISSION_TO_READ[note.visibility] not in PERMISSIONS_OF[user.role]:
                raise NotFound("note", note.id)
            authors = await work.users.by_ids([note.author_user_id or 0])
            return f"/candidates/{note.candidate_id}/notes", authors[0].full_name if authors else "recruit"
        if mail.kind is MailKind.TASK:
            task = await work.tasks.get(mail.subject_id or 0)
            if task.done or task.assignee_user_id != user.id:
                raise NotFound("task", task.id)
            return "/inbox", ""
        webhook = await work.webhooks.get(mail.subject_id or 0)
        if webhook.is_active:
            raise NotFound("webhook", webhook.id)
        return f"/settings/webhooks/{webhook.id}", ""

    async def _invitation(self, work: UnitOfWork, invitation: Invitation) -> tuple[str, str]:
        """Give an invitation a second link, beside the one that was shown, of which only the digest is known."""
        secret = new_secret()
        await work.invitations.set_mailed_digest(invitation.id, digest(secret))
        author = await work.users.get(invitation.invited_by_user_id)
        token = OpaqueToken(TokenKind.INVITATION, invitation.org_id, invitation.id, secret)
        return f"/join/{token}", author.full_name


class MailRetention:
    """Removes messages that were created more than 30 days ago. Pending ones stay."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def all_organisations(self) -> int:
        """Remove old messages of all organisations, and return their number (0 if another process does it)."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.MAIL_LOG) as claimed:
            organisations = await self._storage.organisations() if claimed else ()
            return await for_each_organisation(organisations, self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Remove old messages of one organisation, and return their number."""
        async with self._storage.autocommit(org_id) as work:
            return await work.outgoing_mail.remove_until(self._clock.now() - RETENTION)
