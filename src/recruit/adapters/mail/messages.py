"""Messages in the format of internet mail (RFC 5322), whose headers can't be injected into."""

from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from hashlib import sha256
from typing import Self

from recruit.domain.mail.model import MailMessage
from recruit.domain.shared.errors import ConfigurationError, Invalid

UTF8 = SMTP.clone(utf8=True)
"""For addresses whose part before the @ isn't ASCII (SMTPUTF8, RFC 6531)."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The address that messages come from."""

    name: str
    address: str

    @classmethod
    def parse(cls, setting: str, text: str) -> Self:
        """Parse `NAME <ADDRESS>` or an address. Raises ConfigurationError."""
        name, address = parseaddr(text)
        is_printable = text.isprintable() and not any(character.isspace() for character in address)
        if not is_printable or not all(address.rpartition("@")[::2]):
            raise ConfigurationError(f"{setting} is {text!r}: give an address, such as recruit@example.com")
        try:
            return cls(name, _ascii_domain(address))
        except Invalid as error:
            raise ConfigurationError(f"{setting} is {text!r}: {error}") from error


def mail_message(message: MailMessage, sender: Sender, *, is_8bit: bool = False) -> EmailMessage:
    """Return a message with its headers. With `is_8bit` its text isn't encoded. Raises Invalid for its address."""
    recipient = _ascii_domain(message.recipient)
    found = EmailMessage(SMTP if f"{recipient}{sender.address}".isascii() else UTF8)
    try:
        found["From"] = Address(sender.name, addr_spec=sender.address)
        found["To"] = recipient
        found["Subject"] = message.subject
        found["Date"] = message.at
        found["Message-ID"] = _message_id(message, sender)
    except (MessageError, ValueError) as error:
        raise Invalid(f"The message can't be sent to this address: {error}") from error
    if [one.addr_spec for one in found["To"].addresses] != [recipient]:
        raise Invalid("The message can't be sent to this address: it can be read as another one")
    found["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answers
    found.set_content(message.text, cte="7bit" if message.text.isascii() else "8bit" if is_8bit else "quoted-printable")
    found["Content-Language"] = message.language
    return found


def _message_id(message: MailMessage, sender: Sender) -> str:
    """Return an id that stays the same in every attempt, so that mail programs show a repeated message once."""
    unique = sha256(f"{message.org_id} {message.id} {message.recipient} {message.subject}".encode()).hexdigest()[:32]
    return f"<{unique}@{sender.address.rpartition('@')[2]}>"


def _ascii_domain(address: str) -> str:
    """Return an address with its domain in the ASCII form (RFC 5891). Raises Invalid."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise Invalid(f"The domain of the address can't be used: {error}") from error
