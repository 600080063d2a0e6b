"""Identity providers (OpenID Connect), and storage of their users' identities."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from recruit.domain.accounts.model.providers import Claims, Identity, IdentityDetails, Provider
from recruit.domain.accounts.model.users import User


class Identities(Protocol):
    """Identities of the organisation's users at providers. They are removed with their user."""

    async def add(self, details: IdentityDetails) -> Identity:
        """Store an identity.

        Raise Duplicate when the provider's user or the user's place at the provider is taken, and Refused when the user
        doesn't exist or was removed.
        """

    async def user(self, issuer: str, subject: str) -> User | None:
        """Return the user with an identity, or None."""

    async def of_user(self, user_id: int) -> Sequence[Identity]:
        """Return a user's identities, in ascending id."""

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have an identity."""

    async def remove(self, identity_id: int) -> None:
        """Remove one identity. Raise NotFound."""

    async def remove_of_user(self, user_id: int) -> None:
        """Remove a user's identities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRequest:
    """A request to a provider. `again` has the user enter the password there, although a session may exist."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAnswer:
    """What a provider has sent back to the redirect URI. `issuer` is its parameter `iss` (RFC 9207), if any."""

    code: str | None
    error: str | None
    issuer: str | None


class IdentityProviders(Protocol):
    """The providers that the operator has configured.

    Methods raise NotFound for an unknown name, Unavailable when the provider can't be reached or doesn't follow the
    protocol, and Refused for an answer or a token that isn't valid.
    """

    @property
    def all(self) -> Sequence[Provider]:
        """All providers, in the operator's order."""

    def get(self, name: str) -> Provider:
        """Return one provider."""

    async def authorization_url(self, name: str, request: SignInRequest) -> str:
        """Return the URL at the provider where a user signs in."""

    async def identify(self, name: str, request: SignInRequest, answer: SignInAnswer) -> Claims:
        """Exchange the code of an answer to a request for an ID token, and return its verified claims."""

    async def sign_out_url(self, name: str, return_to: str) -> str | None:
        """Return the URL that ends the session at the provider and then leads to `return_to`, None without one."""
