"""A mail server on this machine, which answers as a test tells it to."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

USER, PASSWORD = "recruit", "sesame: open/up"
ACCEPTED = "250 OK"


@dataclass
class MailServer:
    """What has arrived, and what is answered."""

    port: int = 0
    envelopes: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    recipient_answer: str = ACCEPTED
    data_answer: str = ACCEPTED

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages that were accepted."""
        contents = [one.content for one in self.envelopes]
        return [message_from_bytes(one, policy=POLICY) for one in contents if isinstance(one, bytes)]

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        """Check the user and the password."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD), handled=False)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Answer a recipient."""
        if self.recipient_answer == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Answer a message."""
        if self.data_answer == ACCEPTED:
            self.envelopes.append(envelope)
        return self.data_answer


@asynccontextmanager
async def mail_server(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, needs_login: bool = False
) -> AsyncIterator[MailServer]:
    """Run a mail server: with TLS from the start, with STARTTLS, or without either."""
    found = MailServer()

    def connected() -> SMTP:
        return SMTP(
            found,
            hostname="localhost",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=found.authenticate,
            auth_required=needs_login,
            auth_require_tls=starttls is not None,
            enable_SMTPUTF8=True,
        )

    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0, ssl=tls)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()


@asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """Accept connections and never answer. Yield the port."""
    server = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
