"""Storage of outgoing mail, and the mailer that delivers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from recruit.domain.mail.model import KeptMessage, Mail, MailKind, MailMessage, NewMail
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class OutgoingMail(Protocol):
    """The organisation's outgoing mail: the queue, and the log of past messages."""

    async def add(self, new: NewMail) -> Mail:
        """Store a pending message. Raise NotFound when its user doesn't exist."""

    async def get(self, mail_id: int) -> Mail:
        """Return one message. Raise NotFound."""

    async def page(self, window: Window) -> Page[Mail]:
        """Return a page of messages in descending id."""

    async def count_since(self, kind: MailKind, since: datetime) -> int:
        """Return the number of messages of a kind that were created since a time, inclusive."""

    async def due(self, now: datetime, limit: int) -> Sequence[Mail]:
        """Return at most `limit` pending messages that are due at `now`, the first due first."""

    async def change(self, mail_id: int, changes: Changes) -> Mail:
        """Set the named fields and return the message. Raise NotFound."""

    async def remove_until(self, until: datetime) -> int:
        """Remove messages that were created until a time and aren't pending, and return their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailResult:
    """The result of an attempt to deliver a message.

    `error` is a sentence, None after success. `is_final` means that another attempt would fail in the same way.
    """

    error: str | None = None
    is_final: bool = False


class Mailer(Protocol):
    """Delivers messages to people, or keeps them where an administrator reads them."""

    @property
    def is_delivering(self) -> bool:
        """Whether messages are delivered. Otherwise they are kept for `read`."""

    async def send(self, message: MailMessage) -> MailResult:
        """Deliver a message within a minute. Faults of the server and the network are results, and not exceptions."""

    async def check(self) -> MailResult:
        """Reach the server as `send` does, without a message, and return what `send` would return."""

    async def read(self, org_id: int, mail_id: int) -> KeptMessage | None:
        """Return a message that was kept, None if it wasn't, or isn't any more."""
