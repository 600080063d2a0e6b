"""Passwords and tokens."""

from datetime import timedelta
from typing import Protocol

from recruit.domain.accounts.model.users import Actor


class Passwords(Protocol):
    """Hashes passwords and checks them, without holding up the event loop. Raises Unavailable when too many wait."""

    async def hash(self, password: str) -> str:
        """Return a salted PHC string of `password`."""
        ...

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Tell whether `password` is the one behind `password_hash`.

        With None – there is no such account – it does the same work and returns False, so that the time
        taken does not tell which e-mail addresses have accounts.
        """
        ...


class Tokens(Protocol):
    """Issues access tokens and reads them back, and seals other statements of the server's with the same keys."""

    @property
    def lifetime(self) -> timedelta:
        """How long a token lasts."""
        ...

    def issue(self, actor: Actor) -> str:
        """Return a signed token that says who `actor` is, until it expires."""
        ...

    def read(self, token: str) -> Actor:
        """Return whom `token` was issued to. Raises Refused for one that is forged, altered or expired."""
        ...

    def seal(self, statement: bytes) -> str:
        """Return a seal, of letters, digits and full stops, which nobody without the server's keys can make."""
        ...

    def is_sealed(self, statement: bytes, seal: str) -> bool:
        """Tell whether a seal was made of exactly this statement, with a key that still holds."""
        ...

    def read_keys(self) -> None:
        """Read the keys that sign again, where they may have changed, and believe what they don't hold no more.

        Raises ConfigurationError for keys that can't be used; those from before stay.
        """
        ...
