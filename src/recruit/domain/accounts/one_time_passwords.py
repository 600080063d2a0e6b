"""Time-based one-time passwords (TOTP, RFC 6238) of six digits: HMAC-SHA1 of time steps of 30 seconds."""

import hmac
from base64 import b32encode
from datetime import datetime
from secrets import token_bytes
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
ISSUER = "recruit"


def new_secret() -> bytes:
    """Return 160 random bits, as RFC 4226 recommends."""
    return token_bytes(SECRET_BYTES)


def password_of(secret: bytes, step: int) -> str:
    """Return the one-time password of a time step."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 0xF
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: bytes, password: str, now: datetime, after: int = 0) -> int | None:
    """Return the time step of a password: the present one, or the one before or after it, as clocks differ.

    Steps up to `after` aren't accepted, so that a password holds once. None for any other password.
    """
    present, found = int(now.timestamp()) // STEP_SECONDS, None
    for step in (present - 1, present, present + 1):
        if hmac.compare_digest(password_of(secret, step).encode(), password.encode()) and step > after:
            found = step
    return found


def base32(secret: bytes) -> str:
    """Return a secret as people enter it into an app."""
    return b32encode(secret).decode()


def provisioning_uri(secret: bytes, account: str) -> str:
    """Return the URI that an app reads from a QR code (Google's Key Uri Format)."""
    return f"otpauth://totp/{ISSUER}:{quote(account)}?{urlencode({'secret': base32(secret), 'issuer': ISSUER})}"
