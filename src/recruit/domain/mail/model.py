"""Mail: what is sent to whom, and with which result."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.single_line import check_visible

LANGUAGES = ("en", "de")
"""Languages of messages. The first one is the default."""


class MailKind(StrEnum):
    """What a message is about."""

    PASSWORD_LINK = "password_link"  # noqa: S105 - a kind's name
    INVITATION = "invitation"
    MENTION = "mention"
    TASK = "task"
    WEBHOOK = "webhook"
    """A webhook was disabled after failures."""


LIFETIMES = {MailKind.PASSWORD_LINK: timedelta(hours=1)}
LIFETIME = timedelta(days=2)
"""Time after which a message that couldn't be sent isn't tried again, for kinds that aren't in LIFETIMES."""


def lifetime_of(kind: MailKind) -> timedelta:
    """Return the time for which a message of a kind is tried."""
    return LIFETIMES.get(kind, LIFETIME)


class MailState(StrEnum):
    """The state of a message."""

    PENDING = "pending"
    SENT = "sent"
    """The mail server has accepted it, or it was written as a file."""

    FAILED = "failed"
    DROPPED = "dropped"
    """Never sent: what it was about, or its recipient, was gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMail:
    """A message that is to be sent at `due_at`. It is written when it is sent, so that no link is stored before.

    `user_id` is the user to whom it goes, None for an invited person. `subject_id` is the id of the record that it is
    about, by its kind; None for a password link.
    """

    kind: MailKind
    recipient: str
    user_id: int | None = None
    subject_id: int | None = None
    language: str
    created_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail(NewMail):
    """A stored message. `at` is the time of the last attempt, `error` its error in one sentence."""

    id: int
    org_id: int
    state: MailState = MailState.PENDING
    attempts: int = 0
    at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A message as it is sent: plain text to one recipient. Raises Invalid for a header with control characters."""

    org_id: int
    id: int
    recipient: str
    subject: str
    text: str
    language: str
    at: datetime

    def __post_init__(self) -> None:
        check_visible(recipient=self.recipient, subject=self.subject)
        if len(self.recipient.split()) != 1 or self.recipient.count("@") != 1:
            raise Invalid("recipient should be one e-mail address")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMessage:
    """A message that was written as a file, as its reader sees it."""

    recipient: str
    subject: str
    text: str


def wants_notices(user: User, *, by_default: bool) -> bool:
    """Return whether a user gets notices by mail: by their own choice, or by the default."""
    return by_default if user.mail_notices is None else user.mail_notices
