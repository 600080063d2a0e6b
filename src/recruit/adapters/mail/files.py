"""A mailer without a mail server: messages are files in the data directory, which the console shows."""

import asyncio
import os
from contextlib import suppress
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from time import time

from recruit.adapters.mail.messages import Sender, mail_message
from recruit.domain.mail.model import KeptMessage, MailMessage
from recruit.domain.shared.errors import Invalid
from recruit.ports.mail import MailResult

MOST_FILES = 500
"""Messages of an organisation that are kept, the newest ones."""

MOST_SECONDS = 30 * 24 * 3600
"""Age after which a message is removed when the next one is written."""


class FileMailer:
    """Writes each message as `ORGANISATION/ID.eml`, which only the server's user can read."""

    def __init__(self, directory: Path, sender: Sender) -> None:
        self._directory = directory
        self._sender = sender

    @property
    def is_delivering(self) -> bool:
        """False: messages stay on this machine."""
        return False

    async def send(self, message: MailMessage) -> MailResult:
        """Write a message, and remove old ones."""
        try:
            content = mail_message(message, self._sender, is_8bit=True).as_bytes()
            await asyncio.to_thread(self._write, message.org_id, message.id, content)
        except Invalid as error:
            return MailResult(error=str(error), is_final=True)
        except OSError as error:
            return MailResult(error=f"The message can't be written into the data directory: {error.strerror}")
        return MailResult()

    async def check(self) -> MailResult:
        """Return success: there is no server, and each message shows whether it can be written."""
        return MailResult()

    async def read(self, org_id: int, mail_id: int) -> KeptMessage | None:
        """Return a message that was written, None if it is gone."""
        return await asyncio.to_thread(self._read, org_id, mail_id)

    def _write(self, org_id: int, mail_id: int, content: bytes) -> None:
        directory = self._directory / str(org_id)
        for one in (self._directory, directory):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = directory / f"{mail_id}.new"
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(directory / f"{mail_id}.eml")
        _prune(directory)

    def _read(self, org_id: int, mail_id: int) -> KeptMessage | None:
        try:
            content = (self._directory / str(org_id) / f"{mail_id}.eml").read_bytes()
        except OSError:
            return None
        found = message_from_bytes(content, policy=SMTP)
        return KeptMessage(
            recipient=str(found["To"]), subject=str(found["Subject"]), text=found.get_content().replace("\r\n", "\n")
        )


def _prune(directory: Path) -> None:
    """Remove old files, and all but the newest ones."""
    dated = sorted(((file.stat().st_mtime, file) for file in directory.glob("*.eml")), reverse=True)
    for number, (changed_at, file) in enumerate(dated):
        if number >= MOST_FILES or changed_at < time() - MOST_SECONDS:
            with suppress(FileNotFoundError):
                file.unlink()
