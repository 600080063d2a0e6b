"""A mailer that hands messages to a mail server by SMTP (RFC 5321)."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from recruit.adapters.mail.messages import Sender, mail_message
from recruit.domain.mail.model import KeptMessage, MailMessage
from recruit.domain.shared.errors import ConfigurationError, Invalid
from recruit.domain.shared.hosts import is_loopback
from recruit.domain.shared.single_line import on_one_line
from recruit.ports.mail import MailResult

if TYPE_CHECKING:
    import aiosmtplib

SETTING = "RECRUIT_MAIL"
EXAMPLE = "smtp://user:password@mail.example.com:587"
ENCODING = "special characters of user and password as %XX, such as %40 for @"
PORTS = {"smtp": 587, "smtps": 465}
DEFAULT_SECONDS, MOST_SECONDS = 20.0, 60.0
LONGEST_ERROR = 300
PERMANENT = range(500, 600)
HINTS = {
    "STARTTLS extension not supported": f" Begin {SETTING} with smtps: or, for a server on this machine, add ?tls=off",
    "certificate verify failed": f": {SETTING} needs the name in the certificate, or its authority by ?ca=",
    "WRONG_VERSION_NUMBER": f": begin {SETTING} with smtp: where the server doesn't encrypt from the start",
}
"""What to do about errors, by words in the messages of OpenSSL and aiosmtplib."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server: `smtps` begins with TLS, `smtp` upgrades to it by STARTTLS, unless `is_plain`."""

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    is_tls: bool
    is_plain: bool
    seconds: float
    tls: ssl.SSLContext | None

    @classmethod
    def parse(cls, url: str) -> Self:
        """Parse `smtp://USER:PASSWORD@HOST:PORT?tls=off&timeout=SECONDS&ca=FILE`. Raises ConfigurationError.

        The user and the password are percent-encoded. No message has the URL, which has the password.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS[parts.scheme]
            options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
            seconds = float(options.pop("timeout", DEFAULT_SECONDS))
        except ValueError:
            raise ConfigurationError(f"{SETTING} can't be read: give {EXAMPLE}, with {ENCODING}") from None
        tls, authority = options.pop("tls", "on"), options.pop("ca", None)
        if not parts.hostname or parts.path.strip("/") or parts.fragment or not 0 < seconds <= MOST_SECONDS:
            raise ConfigurationError(
                f"{SETTING} can't be read: give {EXAMPLE}, with {ENCODING}, and timeout=1…{MOST_SECONDS:g}"
            )
        if options or tls not in {"on", "off"} or (tls == "off" and parts.scheme == "smtps"):
            raise ConfigurationError(f"{SETTING} has unknown options: there are tls=off (with smtp:), timeout and ca")
        if tls == "off" and parts.password and not is_loopback(parts.hostname):
            raise ConfigurationError(f"{SETTING} would send a password without encryption: leave out tls=off")
        return cls(
            host=parts.hostname,
            port=port,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            is_tls=parts.scheme == "smtps",
            is_plain=tls == "off",
            seconds=seconds,
            tls=None if tls == "off" else _context(authority),
        )


class SmtpMailer:
    """Hands over each message on a connection of its own: there are few, and a kept connection breaks unnoticed."""

    def __init__(self, server: SmtpServer, sender: Sender) -> None:
        self._server = server
        self._sender = sender

    @property
    def is_delivering(self) -> bool:
        """True: messages leave for people."""
        return True

    async def read(self, _org_id: int, _mail_id: int) -> KeptMessage | None:
        """Return None: nothing is kept."""
        return None

    async def send(self, message: MailMessage) -> MailResult:
        """Hand over a message, within the time of the setting in all."""
        try:
            content = mail_message(message, self._sender)
        except Invalid as error:
            return MailResult(error=str(error), is_final=True)
        return await self._connected(lambda client: client.send_message(content, sender=self._sender.address))

    async def check(self) -> MailResult:
        """Connect, and log in if the setting has a password."""
        return await self._connected(lambda client: client.noop())

    async def _connected(self, work: "Callable[[aiosmtplib.SMTP], Awaitable[object]]") -> MailResult:
        import aiosmtplib  # noqa: PLC0415 - most processes send no mail

        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.is_tls,
            start_tls=not (server.is_tls or server.is_plain),
            tls_context=server.tls,
            timeout=server.seconds,
        )
        try:
            async with asyncio.timeout(server.seconds), client:
                await work(client)
        except TimeoutError:
            return _failure(f"The mail server didn't answer within {server.seconds:g} seconds")
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _refusal("The mail server refused the recipient", error.recipients[0])
        except aiosmtplib.SMTPDataError as error:
            return _refusal("The mail server refused the message", error)
        except aiosmtplib.SMTPAuthenticationError as error:
            return _failure(f"The mail server refused the user or the password: {error.code} {error.message}")
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            hint = next((hint for words, hint in HINTS.items() if words in str(error)), "")
            return _failure(f"The mail server can't be reached or used: {error}{hint}")
        return MailResult()


def _refusal(what: str, error: "aiosmtplib.SMTPResponseException") -> MailResult:
    """Return the result of a refusal, which is final if the server says so."""
    return MailResult(error=_shortened(f"{what}: {error.code} {error.message}"), is_final=error.code in PERMANENT)


def _failure(error: str) -> MailResult:
    return MailResult(error=_shortened(error))


def _shortened(error: str) -> str:
    return on_one_line(error)[:LONGEST_ERROR]


def _context(authority: str | None) -> ssl.SSLContext:
    """Return a context that verifies the server's certificate, by the system's authorities or those of a file."""
    try:
        return ssl.create_default_context(cafile=str(Path(authority).expanduser()) if authority else None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError(f"{SETTING} names a file of authorities (ca) that can't be read: {error}") from error
