"""Signatures of messages, as the Standard Webhooks specification 1.0 has them (standardwebhooks.com)."""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret: 256 random bits in base64, after a prefix."""
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(signing: Iterable[str], message_id: str, timestamp: int, body: str) -> dict[str, str]:
    """Return the headers that identify and sign a message. `timestamp` is in seconds since 1970.

    Each secret in `signing` gives one signature.
    """
    content = f"{message_id}.{timestamp}.{body}".encode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{_signature(secret, content)}" for secret in signing),
    }


def _signature(secret: str, content: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.digest(key, content, "sha256")).decode()
