"""Identity providers over OpenID Connect (authorization code with PKCE)."""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from recruit.adapters.oidc.settings import Client, read_clients
from recruit.domain.accounts.model.providers import Claims, Provider
from recruit.domain.shared.errors import NotFound, Refused, Unavailable
from recruit.ports.plugins import AdapterConfig
from recruit.ports.providers import IdentityProviders, SignInAnswer, SignInRequest

if TYPE_CHECKING:
    from recruit.adapters.oidc.client import ProviderClient

UNAVAILABLE = "That sign-in doesn't work at this moment: try again later"
REFUSED = "The sign-in wasn't completed there: start again"

log = logging.getLogger(__name__)


class OpenIdProviders:
    """The providers of the operator's file. Their client is imported with the first sign-in: few processes have one."""

    def __init__(self, clients: Sequence[Client]) -> None:
        self._configured = {one.provider.name: one for one in clients}
        self.all = [one.provider for one in clients]

    def get(self, name: str) -> Provider:
        """Return one provider."""
        if name not in self._configured:
            raise NotFound("provider", 0)
        return self._configured[name].provider

    async def authorization_url(self, name: str, request: SignInRequest) -> str:
        """Return the URL at the provider."""
        with self._translated(name):
            return await self._client(name).authorization_url(request)

    async def identify(self, name: str, request: SignInRequest, answer: SignInAnswer) -> Claims:
        """Return the verified claims of a user."""
        with self._translated(name):
            return await self._client(name).identify(request, answer)

    async def sign_out_url(self, name: str, return_to: str) -> str | None:
        """Return the URL that ends the session at the provider."""
        with self._translated(name):
            return await self._client(name).sign_out_url(return_to)

    @cached_property
    def _clients(self) -> Mapping[str, "ProviderClient"]:
        from recruit.adapters.oidc.client import ProviderClient  # noqa: PLC0415 - `cryptography` takes long to import
        from recruit.adapters.oidc.fetching import Fetcher  # noqa: PLC0415 - so does `httpcore2`

        fetcher = Fetcher()
        return {name: ProviderClient(client, fetcher) for name, client in self._configured.items()}

    def _client(self, name: str) -> "ProviderClient":
        self.get(name)
        return self._clients[name]

    @contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        """Turn the client's errors into domain errors, and log their reasons."""
        from recruit.adapters.oidc.client import CodeRefused  # noqa: PLC0415 - as above
        from recruit.adapters.oidc.fetching import ProviderFault  # noqa: PLC0415
        from recruit.adapters.oidc.id_tokens import InvalidToken  # noqa: PLC0415

        try:
            yield
        except ProviderFault as error:
            log.warning("identity provider failed", extra={"fields": {"provider": name, "reason": str(error)}})
            raise Unavailable(UNAVAILABLE) from error
        except (CodeRefused, InvalidToken) as error:
            log.warning("identity provider refused", extra={"fields": {"provider": name, "reason": str(error)}})
            raise Refused(REFUSED) from error


@asynccontextmanager
async def providers(config: AdapterConfig) -> AsyncIterator[IdentityProviders]:
    """Open the adapter. RECRUIT_OIDC_FILE names the file of providers. Raises ConfigurationError."""
    yield OpenIdProviders(read_clients(config.options))
