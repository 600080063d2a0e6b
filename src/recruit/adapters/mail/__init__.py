"""Mailers: SMTP, and files in the data directory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.mail.files import FileMailer
from recruit.adapters.mail.messages import Sender
from recruit.adapters.mail.smtp import SmtpMailer, SmtpServer
from recruit.ports.mail import Mailer
from recruit.ports.plugins import AdapterConfig

FROM = "RECRUIT_MAIL_FROM"
SETTINGS = {FROM: ""}


@asynccontextmanager
async def smtp_mailer(config: AdapterConfig) -> AsyncIterator[Mailer]:
    """Open the mailer without a connection. Raises ConfigurationError."""
    yield SmtpMailer(SmtpServer.parse(config.url), Sender.parse(FROM, config.options.get(FROM, "")))


@asynccontextmanager
async def file_mailer(config: AdapterConfig) -> AsyncIterator[Mailer]:
    """Open the mailer. It creates its directory with the first message. Raises ConfigurationError."""
    sender = Sender.parse(FROM, config.options.get(FROM) or "recruit <recruit@localhost>")
    yield FileMailer(config.data_dir / "mail", sender)
