"""An organisation whose services write mail, and a mailer that a test controls."""

import re
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, cast

from domain.accounts.test_accounts import CountingPasswords, PlainTokens
from domain.agent.agent_world import StoppedClock
from recruit.domain.accounts.browser_sessions import BrowserSessions
from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.members import Members
from recruit.domain.accounts.model.providers import Provider
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.accounts.password_links import PasswordLinks
from recruit.domain.accounts.service import Accounts
from recruit.domain.mail.model import KeptMessage, Mail, MailMessage
from recruit.domain.mail.sending import MailSending
from recruit.domain.mail.service import MailLog, MailQueue
from recruit.domain.notes.service import NoteService
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.service import TaskService
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.shared_counters import private_counters
from recruit.ports.mail import MailResult
from recruit.ports.providers import IdentityProviders
from recruit.ports.storage import Storage
from worlds import Organisation, new_email

BASE = "https://hr.example.com"
PASSWORD = "secret123"


@dataclass
class TestMailer:
    """A mailer that keeps what it is given. `results` are its next results, and success after them."""

    __test__ = False

    is_delivering: bool = True
    sent: list[MailMessage] = field(default_factory=list)
    results: deque[MailResult] = field(default_factory=deque)

    async def send(self, message: MailMessage) -> MailResult:
        """Take a message."""
        result = self.results.popleft() if self.results else MailResult()
        if result.error is None:
            self.sent.append(message)
        return result

    async def check(self) -> MailResult:
        """Return success."""
        return MailResult()

    async def read(self, org_id: int, mail_id: int) -> KeptMessage | None:
        """Return a message of an organisation."""
        for one in self.sent:
            if (one.org_id, one.id) == (org_id, mail_id) and not self.is_delivering:
                return KeptMessage(recipient=one.recipient, subject=one.subject, text=one.text)
        return None


@dataclass
class MailWorld:
    """An organisation with an admin, and the services whose work leads to mail."""

    storage: Storage
    clock: StoppedClock
    mailer: TestMailer
    queue: MailQueue
    accounts: Accounts
    sessions: BrowserSessions
    members: Members
    links: PasswordLinks
    notes: NoteService
    tasks: TaskService
    sending: MailSending
    log: MailLog
    woken: list[int]
    tasks_beside: list[Coroutine[Any, Any, None]]
    user: User

    @property
    def admin(self) -> Actor:
        """The admin."""
        return Actor(user_id=self.user.id, org_id=self.user.org_id, role=self.user.role)

    @property
    def organisation(self) -> Organisation:
        """The admin's organisation."""
        return Organisation(self.storage, self.admin)

    async def forget(self, email: str, address: str = "192.0.2.1", language: str = "en") -> None:
        """Ask for a password link, and do what is done after the answer."""
        self.links.request(email, address, language)
        while self.tasks_beside:
            await self.tasks_beside.pop()

    async def send(self) -> list[MailMessage]:
        """Send what is due, and return the messages that the mailer took."""
        before = len(self.mailer.sent)
        await self.sending.organisation(self.user.org_id)
        return self.mailer.sent[before:]

    async def link(self) -> str:
        """Ask for a link for the admin, and return its token."""
        await self.forget(self.user.email)
        (message,) = await self.send()
        return token_in(message)

    async def stored(self) -> list[Mail]:
        """Return the messages in the log, oldest first."""
        return [*(await self.log.page(self.admin, Window())).items][::-1]


def token_in(message: MailMessage) -> str:
    """Return the token of the link in a message."""
    found = re.search(rf"^{re.escape(BASE)}/(?:password|join)/(\S+)$", message.text, re.MULTILINE)
    assert found is not None, message.text
    return found[1]


@dataclass
class Configured:
    """Identity providers that sign in no user: only their configuration is read."""

    all: list[Provider] = field(default_factory=list)


async def mail_world(
    storage: Storage, *, is_on: bool = True, is_delivering: bool = True, providers: Configured | None = None
) -> MailWorld:
    """Return a new organisation."""
    clock, passwords, mailer = StoppedClock(), CountingPasswords(), TestMailer(is_delivering)
    attempts, woken, beside = SharedLoginAttempts(private_counters()), list[int](), list[Coroutine[Any, Any, None]]()
    accounts = Accounts(
        storage, passwords, PlainTokens(), clock, Throttle(attempts, clock), cast("IdentityProviders | None", providers)
    )
    sessions = BrowserSessions(storage, accounts, clock)
    queue = MailQueue(clock, woken.append, is_on=is_on, notices_by_default=is_delivering)
    return MailWorld(
        storage=storage,
        clock=clock,
        mailer=mailer,
        queue=queue,
        accounts=accounts,
        sessions=sessions,
        members=Members(storage, passwords, clock, queue),
        links=PasswordLinks(
            storage, passwords, clock, attempts, queue, beside.append, sessions.evict, accounts.takes_password
        ),
        notes=NoteService(storage, clock, queue),
        tasks=TaskService(storage, clock, queue),
        sending=MailSending(storage, mailer, clock, BASE),
        log=MailLog(storage, mailer),
        woken=woken,
        tasks_beside=beside,
        user=await accounts.register(new_email(), PASSWORD, "Acme"),
    )
