"""Passwords that everybody tries first are refused when they are chosen."""

from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays
from recruit.domain.model.errors import Invalid
from recruit.ports.security import Passwords

DIGEST = 8
"""Bytes of a password's digest in the table: enough to tell ten thousand apart, and nobody has to read them."""


def digest(password: str) -> int:
    """Return what the table keeps of a password, whatever its case."""
    return int.from_bytes(blake2b(password.lower().encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest())


def common(password: str) -> bool:
    """Tell whether a password is one of the ten thousand commonest."""
    found = _digests()
    wanted = np.uint64(digest(password))
    place = int(np.searchsorted(found, wanted))
    return place < len(found) and bool(found[place] == wanted)


class UncommonPasswords:
    """Passwords of which the commonest are never hashed anew; whoever has one already still comes in."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def hash(self, password: str) -> str:
        """Return a salted PHC string. Raises Invalid for one of the commonest."""
        if common(password):
            raise Invalid("This password is one of those that are tried first: choose another")
        return await self._passwords.hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Tell whether `password` is the one behind `password_hash`."""
        return await self._passwords.verify(password_hash, password)


@cache
def _digests() -> NDArray[Any]:
    return arrays("common_passwords")["digests"]
