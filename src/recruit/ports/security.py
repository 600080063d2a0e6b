"""Password hashing, signed tokens and passkeys."""

from datetime import timedelta
from typing import Protocol

from recruit.domain.accounts.model.passkeys import NewPasskey, Site
from recruit.domain.accounts.model.users import Actor


class Passwords(Protocol):
    """Password hashing outside the event loop. Methods raise Unavailable when too many calls wait."""

    async def hash(self, password: str) -> str:
        """Return a salted hash of `password` as a PHC string."""

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Return whether `password` matches `password_hash`.

        With None, for an account that doesn't exist, it does the same work and returns False, so that response times
        don't reveal which e-mail addresses have accounts.
        """


class Tokens(Protocol):
    """Signed access tokens, and signatures of other statements with the same keys."""

    @property
    def lifetime(self) -> timedelta:
        """The time from issue to expiry of a token."""

    def issue(self, actor: Actor) -> str:
        """Return a signed token that identifies `actor` until it expires."""

    def read(self, token: str) -> Actor:
        """Return the actor of a token. Raise Refused for a token that is forged, altered or expired."""

    def sign(self, statement: bytes) -> str:
        """Return a signature of `statement`, of letters, digits and full stops. It can't be made without the keys."""

    def is_signed(self, statement: bytes, signature: str) -> bool:
        """Return whether a signature was made of exactly this statement, with a key that is still valid."""

    def seal(self, text: bytes, context: bytes) -> bytes:
        """Return `text` encrypted with a key that is derived from the newest signing key.

        It can be decrypted only with the same `context`, such as the row that it belongs to.
        """

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """Return the text of `seal`. Raise Refused when it was altered, or its key was removed."""

    def is_newest_seal(self, sealed: bytes) -> bool:
        """Return whether `seal` would use the same key again."""

    def read_keys(self) -> None:
        """Reload the signing keys when they may have changed. Tokens and signatures of removed keys become invalid.

        Raise ConfigurationError for keys that can't be used; the previous keys stay in use.
        """


class Passkeys(Protocol):
    """Checks what authenticators answer to challenges (WebAuthn). Responses are JSON, as browsers serialise them.

    `challenge` is the random text of one ceremony, and has to be used once. Users must have been verified by the
    authenticator, by a PIN or biometrics. Methods raise Refused for a response that doesn't hold.
    """

    async def registered(self, site: Site, challenge: bytes, response: str) -> NewPasskey:
        """Return the passkey that a response registers."""

    def named(self, response: str) -> tuple[bytes, bytes | None]:
        """Return the credential id and the user handle that an assertion names, unverified."""

    async def verified(self, site: Site, challenge: bytes, response: str, public_key: bytes, counter: int) -> int:
        """Verify an assertion with a passkey's public key and last counter, and return its new counter.

        Refused also for a counter that doesn't rise, which is that of a copy, unless both are 0.
        """
