"""Password rules: rejection of common passwords, and one normal form for hashing."""

from functools import cache
from hashlib import blake2b
from typing import Any
from unicodedata import category, normalize

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays
from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.blank_text import without_invisible
from recruit.domain.shared.errors import Invalid
from recruit.ports.security import Passwords

SHORTEST = 8
"""Minimum length of a password, in characters."""

LONGEST_PERIOD = 3
"""Length of a repeated sequence up to which a password is rejected, such as "abababab"."""

DIGEST_BYTES = 8
"""Bytes of a digest in the table of common passwords: enough to tell ten thousand apart, and not readable."""


def digest(password: str) -> int:
    """Return a password's digest in the table of common passwords, in lower case: BLAKE2b as an integer."""
    return int.from_bytes(blake2b(password.lower().encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest())


def is_common(password: str) -> bool:
    """Return whether a password is one of the ten thousand most common, spaces and invisible characters aside."""
    return _is_listed(password) or _is_listed(_plain(password))


def normalised(password: str) -> str:
    """Return the form in which a password is hashed, the same from every keyboard: OpaqueString (RFC 8265, 4.2)."""
    if password.isascii():
        return password
    return normalize("NFC", "".join(" " if category(letter) == "Zs" else letter for letter in password))


def check_not_email(password: str, email: str) -> None:
    """Raise Invalid for a password that equals the user's e-mail address, or its part before the @."""
    key = login_key(email)
    if login_key(without_invisible(password)) in {key, key.rpartition("@")[0]}:
        raise Invalid("Your e-mail address is what is tried first as your password: choose another")


class NormalisedPasswords:
    """Hashes passwords in one normal form. Rejects short and repetitive ones, and control characters."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def hash(self, password: str) -> str:
        """Return a salted PHC string. Raises Invalid for a password that breaks these rules."""
        normal_form = normalised(password)
        if len(normal_form) < SHORTEST:
            raise Invalid(f"This password is too short: choose one of at least {SHORTEST} characters")
        if any(category(letter) == "Cc" for letter in normal_form):
            raise Invalid("A password can't have control characters, such as tabs and ends of lines: choose another")
        if len(set(normal_form.lower())) == 1:
            raise Invalid("This password is one character over and over: choose another")
        if _period(_plain(normal_form)) <= LONGEST_PERIOD:
            raise Invalid("This password is a few characters over and over: choose another")
        return await self._passwords.hash(normal_form)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Return whether a password matches a hash, which may have been made without the normal form."""
        normal_form = normalised(password)
        if await self._passwords.verify(password_hash, normal_form):
            return True
        return normal_form != password and await self._passwords.verify(password_hash, password)


class UncommonPasswords:
    """Rejects the most common passwords when they are set. Users that have one already can still log in."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def hash(self, password: str) -> str:
        """Return a salted PHC string. Raises Invalid for one of the most common passwords."""
        if is_common(password):
            raise Invalid("This password is one of those that are tried first: choose another")
        return await self._passwords.hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Return whether a password matches a hash."""
        return await self._passwords.verify(password_hash, password)


def _plain(password: str) -> str:
    """Return a password in form NFKC, case-folded and without invisible characters."""
    return without_invisible(normalize("NFKC", normalize("NFKC", password).casefold()))


def _period(text: str) -> int:
    """Return the length of the shortest prefix that the text repeats, or the text's length if it repeats none."""
    sizes = range(1, len(text))
    return next((size for size in sizes if text[size:] == text[:-size]), len(text))


def _is_listed(password: str) -> bool:
    digests = _digests()
    own = np.uint64(digest(password))
    place = int(np.searchsorted(digests, own))
    return place < len(digests) and bool(digests[place] == own)


@cache
def _digests() -> NDArray[Any]:
    return arrays("common_passwords")["digests"]
