"""The code that the console's setup asks browsers of other machines for. Only operators see it, in the server's log."""

import hmac
from base64 import b32encode
from hashlib import sha256

from recruit.ports.security import Tokens

STATEMENT = b"setup of the first organisation"
LENGTH = 10
"""Characters of five bits each."""


def setup_code(tokens: Tokens) -> str:
    """Return the code, which is the same in all processes that sign with the same newest key."""
    code = b32encode(sha256(tokens.sign(STATEMENT).encode()).digest()).decode().lower()[:LENGTH]
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def is_setup_code(tokens: Tokens, text: str) -> bool:
    """Return whether a text is the code. Case and blanks don't count."""
    return hmac.compare_digest("".join(text.split()).lower().encode(), setup_code(tokens).encode())
