"""Endpoints with which a program signs a user in at an identity provider (RFC 8252: native applications)."""

from collections.abc import Sequence
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from recruit.domain.accounts.model.oauth import LONGEST_URI, is_on_this_machine
from recruit.domain.accounts.provider_sign_ins import LIFETIME, Purpose
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.accounts import OFFLINE, RENEWAL, RENEWAL_HEADER, Token
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.encoded_routes import get, post
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.openapi.error_responses import problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.ports.providers import SignInAnswer

LOOPBACK_ONLY = "redirect_uri should lead to this machine, such as http://127.0.0.1:8765/callback"

RedirectUri = Annotated[str, Meta(min_length=1, max_length=LONGEST_URI)]
Parameter = Annotated[str, Meta(min_length=1, max_length=4096)]


class ProviderOut(Struct):
    """An identity provider at which users sign in. `label` is its name for people."""

    name: str
    label: str


class ProviderList(Struct):
    """Identity providers."""

    items: Sequence[ProviderOut]
    total: int


class ProviderSignIn(Struct):
    """Where the provider sends the browser back to: a program that listens on the user's machine."""

    redirect_uri: RedirectUri


class ProviderTransaction(Struct):
    """A sign-in that has begun. It holds for `expires_in` seconds."""

    authorization_url: str
    transaction: str
    expires_in: int


class ProviderAnswer(Struct):
    """What the browser has brought back, and the transaction. `scope` is as in a login."""

    transaction: Parameter
    code: Parameter
    state: Parameter
    iss: Parameter | None = None
    scope: str = ""


class ProviderSignInsController(Controller):
    """Signing in at an identity provider."""

    tags = ("Authentication",)

    @get("/auth/providers", opt={PUBLIC: True}, summary="List Identity Providers", responses=problems(503))
    async def list_providers(self, request: ApiRequest) -> ProviderList:
        """Return the identity providers at which users can sign in: see docs/sign-in.md."""
        found = [ProviderOut(one.name, one.label) for one in request.services.provider_sign_ins.providers]
        return ProviderList(found, len(found))

    @post(
        "/auth/oidc/{provider:str}",
        status_code=200,
        opt={PUBLIC: True},
        summary="Begin Sign-in at Provider",
        responses=problems(400, 404, 413, 415, 422, 503),
    )
    async def begin_provider_sign_in(
        self, request: ApiRequest, provider: FromPath[str], data: JSONBody[ProviderSignIn]
    ) -> ProviderTransaction:
        """Begin a sign-in for a program on the user's machine: it opens `authorization_url` in a browser.

        The provider sends the browser back to `redirect_uri`, which has to be on that machine, with a code.
        """
        if not is_on_this_machine(data.redirect_uri):
            raise Invalid(LOOPBACK_ONLY)
        begun = await request.services.provider_sign_ins.begin(provider, Purpose.API, data.redirect_uri)
        return ProviderTransaction(begun.url, begun.transaction, int(LIFETIME.total_seconds()))

    @post(
        "/auth/oidc/{provider:str}/session",
        status_code=200,
        opt={PUBLIC: True},
        summary="Finish Sign-in at Provider",
        responses=problems(403, 404, 413, 415, 422, 503),
        response_headers=[RENEWAL_HEADER],
    )
    async def finish_provider_sign_in(
        self, request: ApiRequest, provider: FromPath[str], data: JSONBody[ProviderAnswer]
    ) -> Token:
        """Exchange the provider's answer for an access token. A transaction holds once.

        With the scope offline_access a token for /auth/refresh comes in the header X-Refresh-Token.
        """
        services, answer = request.services, SignInAnswer(code=data.code, error=None, issuer=data.iss)
        with log_refused_passwords("sign-in by provider failed", request.scope):
            transaction = services.provider_sign_ins.opened(provider, {Purpose.API}, data.transaction, data.state)
            found = await services.provider_sign_ins.finish(transaction, answer)
            opened = await services.accounts.sign_in(found.actor, renewable=OFFLINE in data.scope.split())
        if opened.refresh_token is not None:
            request.response_headers = ((RENEWAL.encode().lower(), opened.refresh_token.encode()),)
        return Token(opened.access_token)
