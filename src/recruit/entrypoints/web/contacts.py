"""Links that write to a person and call them."""

import re
from urllib.parse import quote

_EXTENSION = re.compile(r"(?i)\s*(?:;?\s*ext(?:ension)?[.=]?|x|#)\s*(\d+)\s*$")


def mail_link(email: str) -> str:
    """Return the `mailto` URI of an e-mail address (RFC 6068)."""
    return "mailto:" + quote(email, safe="@!$'*+-._~")


def phone_link(phone: str) -> str:
    """Return the `tel` URI of a phone number as people write it (RFC 3966), with its extension.

    A zero in brackets behind a country code, as in "+44 (0) 20", isn't dialled.
    """
    extension = _EXTENSION.search(phone)
    number = phone[: extension.start()] if extension else phone
    prefix = "+" if number.strip().startswith(("+", "(+")) else ""
    digits = re.sub(r"\D", "", number.replace("(0)", "") if prefix else number)
    return f"tel:{prefix}{digits}{f';ext={extension[1]}' if extension else ''}"
