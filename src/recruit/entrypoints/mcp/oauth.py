"""OAuth 2.1 authorization server for /mcp, as the authorization chapter of the MCP specification requires.

Endpoints: metadata (RFC 8414, RFC 9728), client registration (RFC 7591), the consent page with login, tokens for a code
with PKCE or for a refresh token, and revocation (RFC 7009).
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from recruit.domain.accounts.grants import AuthorizationRequest, Issued, Login
from recruit.domain.accounts.model import oauth
from recruit.domain.shared.errors import Duplicate, Invalid, RecruitError, Refused, Throttled, TooLarge
from recruit.entrypoints.error_messages import for_callers
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.error_codes import INTERNAL, KINDS
from recruit.entrypoints.http.failed_logins import failures_logged
from recruit.entrypoints.http.middleware.request_log import beside
from recruit.entrypoints.http.middleware.security_headers import name_origin
from recruit.entrypoints.mcp import oauth_forms as forms
from recruit.entrypoints.mcp import urls
from recruit.entrypoints.mcp.oauth_page import consent_page, content_policy, error_page
from recruit.entrypoints.mcp.oauth_requests import (
    AUTHENTICATION,
    CODE,
    GRANT_TYPES,
    OAuthError,
    authorization,
    check_resource,
    client_of,
    client_of_token_request,
    parameters,
    registration,
    verifier,
)
from recruit.entrypoints.mcp.urls import Places, with_query
from recruit.entrypoints.services import Services

MOST_BYTES = 64 * 1024
KEPT = (
    *("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method"),
    "resource",
)
"""Parameters of the authorization request that the consent form sends back, to be validated again."""

OLD_PAGE = (
    "This page is too old or was sent before, or the browser keeps no cookies: go back to the program and connect again"
)
SHARED = (
    (b"access-control-allow-headers", b"authorization, content-type, mcp-protocol-version"),
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-max-age", b"3600"),
)
"""CORS headers: pages of any origin may use all endpoints except the consent page, as none uses cookies."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response."""

    status: int
    body: bytes = b""
    headers: Sequence[tuple[bytes, bytes]] = ()


Handler = Callable[[Scope, Receive], Awaitable[Answer]]


class AuthorizationServer:
    """An ASGI application for the OAuth paths."""

    def __init__(self, services: Services, where: Places) -> None:
        self._services = services
        self._where = where
        self._routes: Mapping[str, Mapping[str, Handler]] = {
            urls.RESOURCE_METADATA: {"GET": self._describe_resource},
            urls.RESOURCE_METADATA + urls.MCP: {"GET": self._describe_resource},
            urls.SERVER_METADATA: {"GET": self._describe_server},
            urls.AUTHORIZE: {"GET": self._ask, "POST": self._decide},
            urls.REGISTER: {"POST": self._register},
            urls.TOKEN: {"POST": self._issue},
            urls.REVOKE: {"POST": self._revoke},
        }

    def applications(self) -> Mapping[str, ASGIApp]:
        """Return this application, keyed by each of its paths."""
        return dict.fromkeys(self._routes, cast("ASGIApp", self))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        path = scope["path"].rstrip("/")
        scope["path_template"] = path
        answer = await self._answer(self._routes[path], scope, receive)
        named = (name for name, _ in beside(scope))
        if path != urls.AUTHORIZE and b"access-control-allow-origin" not in named:
            beside(scope).append((b"access-control-allow-origin", b"*"))
        headers = [(b"content-length", str(len(answer.body)).encode()), *answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        body = b"" if cast("HTTPScope", scope)["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _answer(self, methods: Mapping[str, Handler], scope: Scope, receive: Receive) -> Answer:
        method = cast("HTTPScope", scope)["method"]
        method = "GET" if method == "HEAD" else method
        if method not in methods:
            if method == "OPTIONS" and scope["path_template"] != urls.AUTHORIZE:
                return Answer(204, headers=SHARED)
            return _json({"detail": "Method Not Allowed"}, 405, (b"allow", ", ".join(methods).encode()))
        try:
            return await methods[method](scope, receive)
        except OAuthError as error:
            return _json({"error": error.code, "error_description": str(error)}, error.status)
        except (Invalid, TooLarge) as error:
            return _json({"error": "invalid_request", "error_description": str(error)}, _status(error))
        except RecruitError as error:
            told = {"error": "temporarily_unavailable", "error_description": for_callers(error)}
            return _json(told, _status(error))

    async def _describe_resource(self, scope: Scope, _receive: Receive) -> Answer:
        told = {
            "resource": self._where.resource(scope),
            "authorization_servers": [self._where.base(scope)],
            "scopes_supported": list(oauth.Scope),
            "bearer_methods_supported": ["header"],
            "resource_name": "recruit",
        }
        return _json(told)

    async def _describe_server(self, scope: Scope, _receive: Receive) -> Answer:
        base = self._where.base(scope)
        told = {
            "issuer": base,
            "authorization_endpoint": base + urls.AUTHORIZE,
            "token_endpoint": base + urls.TOKEN,
            "registration_endpoint": base + urls.REGISTER,
            "revocation_endpoint": base + urls.REVOKE,
            "scopes_supported": list(oauth.Scope),
            "response_types_supported": [CODE],
            "response_modes_supported": ["query"],
            "grant_types_supported": GRANT_TYPES,
            "token_endpoint_auth_methods_supported": [AUTHENTICATION],
            "revocation_endpoint_auth_methods_supported": [AUTHENTICATION],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return _json(told)

    async def _register(self, _scope: Scope, receive: Receive) -> Answer:
        client = registration(await _body(receive))
        told = {
            "client_id": client.id,
            "client_id_issued_at": int(time.time()),
            "client_name": client.name,
            "redirect_uris": client.redirect_uris,
            "grant_types": GRANT_TYPES,
            "response_types": [CODE],
            "token_endpoint_auth_method": AUTHENTICATION,
        }
        return _json(told, 201)

    async def _ask(self, scope: Scope, _receive: Receive) -> Answer:
        """Show the consent page, or an error.

        Client ids aren't secret and anyone can create one. An error before the user's decision is therefore redirected
        only to a redirect URI on the user's machine (RFC 9700, 4.11.2).
        """
        try:
            values = parameters(scope["query_string"].decode("latin-1"))
            client, redirect_uri = client_of(values)
        except Invalid as error:
            return _page(400, error_page(str(error)))
        try:
            _, scopes = authorization(values, client, redirect_uri, self._where.resource(scope))
        except OAuthError as error:
            if not oauth.is_on_this_machine(redirect_uri):
                return _page(400, error_page(str(error)))
            return self._back(scope, values, error=error.code, error_description=str(error))
        base = self._where.base(scope)
        session = forms.session_of(scope, base) or forms.new_session()  # tabs of one browser share a session
        page = consent_page(client.name, redirect_uri, scopes, self._hidden(values, session))
        name_origin(beside(scope))
        return _page(200, page, content_policy(redirect_uri), forms.kept(session, base))

    async def _decide(self, scope: Scope, receive: Receive) -> Answer:
        """Redirect to the client with a code or with the user's refusal. Show the page again after a failed login."""
        try:
            values = parameters((await _body(receive)).decode("utf-8", "replace"))
            client, redirect_uri = client_of(values)
            form_id = self._form_id(scope, values)
        except (Invalid, TooLarge) as error:
            return _page(_status(error), error_page(str(error)))
        except Refused:
            return _page(403, error_page(OLD_PAGE))
        try:
            asked, scopes = authorization(values, client, redirect_uri, self._where.resource(scope))
        except OAuthError as error:
            return self._back(scope, values, error=error.code, error_description=str(error))
        if values.get("decision") != "allow":
            return self._back(scope, values, error="access_denied", error_description="The user refused")
        return await self._allowed(scope, values, asked, scopes, form_id)

    async def _allowed(
        self,
        scope: Scope,
        values: Mapping[str, str],
        asked: AuthorizationRequest,
        scopes: Sequence[oauth.Scope],
        form_id: str,
    ) -> Answer:
        login = Login(values.get("email", ""), values.get("password", ""), request_address(scope))
        access = next((one for one in scopes if one == values.get("access")), scopes[0])
        try:
            with failures_logged("login failed", scope):
                code = await self._services.grants.allow(login, asked, access, form_id)
        except Duplicate:
            return _page(403, error_page(OLD_PAGE))
        except RecruitError as error:
            return self._ask_again(scope, values, asked, scopes, error)
        return self._back(scope, values, code=code)

    def _ask_again(
        self,
        scope: Scope,
        values: Mapping[str, str],
        asked: AuthorizationRequest,
        scopes: Sequence[oauth.Scope],
        error: RecruitError,
    ) -> Answer:
        """Show the consent page again with the reason why the login failed, and in a new session."""
        wait = [(b"retry-after", str(error.seconds).encode())] if isinstance(error, Throttled) else []
        base, session = self._where.base(scope), forms.new_session()
        page = consent_page(
            asked.client.name,
            asked.redirect_uri,
            scopes,
            self._hidden(values, session),
            email=values.get("email", ""),
            error=f"{for_callers(error).rstrip('.')}.",
        )
        name_origin(beside(scope))
        return _page(_status(error), page, content_policy(asked.redirect_uri), forms.kept(session, base), *wait)

    def _hidden(self, values: Mapping[str, str], session: str) -> dict[str, str]:
        """Return the form's hidden fields: the request's parameters, and a token that binds them to the session."""
        asked = _kept(values)
        return asked | {forms.FIELD: self._services.consents.issue(session, asked)}

    def _form_id(self, scope: Scope, values: Mapping[str, str]) -> str:
        """Return the id of the submitted form. Raises Refused if the form wasn't sent from our own consent page."""
        base = self._where.base(scope)
        if not forms.is_from_here(scope, base):
            raise Refused
        session = forms.session_of(scope, base) or ""
        return self._services.consents.form_id(values.get(forms.FIELD, ""), session, _kept(values))

    def _back(self, scope: Scope, values: Mapping[str, str], **told: str) -> Answer:
        """Redirect to the client. Its redirect URI has been validated before."""
        base = self._where.base(scope)
        to = with_query(values["redirect_uri"], **told, state=values.get("state"), iss=base)
        return Answer(303, headers=[(b"location", to.encode("ascii")), forms.spent(base)])

    async def _issue(self, scope: Scope, receive: Receive) -> Answer:
        values = parameters((await _body(receive)).decode("utf-8", "replace"))
        client = client_of_token_request(values)
        check_resource(values, self._where.resource(scope))
        try:
            issued = await self._issued(values, client)
        except Refused as error:
            raise OAuthError("invalid_grant", "The code or refresh token doesn't hold: connect again") from error
        told = {
            "access_token": issued.access_token,
            "token_type": "Bearer",
            "expires_in": int(issued.lifetime.total_seconds()),
            "refresh_token": issued.refresh_token,
            "scope": " ".join(issued.scopes),
        }
        return _json(told)

    async def _issued(self, values: Mapping[str, str], client: oauth.OAuthClient) -> Issued:
        if values.get("grant_type") == GRANT_TYPES[0]:
            proof, code = verifier(values), values.get("code", "")
            return await self._services.grants.exchange(code, client, proof, values.get("redirect_uri"))
        if values.get("grant_type") == GRANT_TYPES[1]:
            return await self._services.grants.renew(values.get("refresh_token", ""), client)
        raise OAuthError("unsupported_grant_type", f"grant_type must be {' or '.join(GRANT_TYPES)}")

    async def _revoke(self, _scope: Scope, receive: Receive) -> Answer:
        values = parameters((await _body(receive)).decode("utf-8", "replace"))
        if "token" not in values:
            raise OAuthError("invalid_request", "Send the token that is to be revoked, as a form")
        client = client_of_token_request(values) if "client_id" in values else None
        await self._services.grants.revoke(values["token"], client)
        return Answer(200)


def _status(error: RecruitError) -> int:
    return KINDS.get(type(error), INTERNAL)[0]


def _json(told: Mapping[str, Any], status: int = 200, *headers: tuple[bytes, bytes]) -> Answer:
    return Answer(status, msgspec.json.encode(told), [(b"content-type", b"application/json"), *headers])


def _page(status: int, page: str, policy: str | None = None, *headers: tuple[bytes, bytes]) -> Answer:
    told = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", (policy or content_policy()).encode()),
        (b"x-frame-options", b"DENY"),
        *headers,
    ]
    return Answer(status, page.encode(), told)


def _kept(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in KEPT if name in values}


async def _body(receive: Receive) -> bytes:
    """Return the body of a request. Raises TooLarge, and Invalid if the client disconnects before its end."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise Invalid("The request ended before its body did")
        body += message["body"]
        more = message["more_body"]
        if len(body) > MOST_BYTES:
            raise TooLarge(f"The body may have at most {MOST_BYTES} bytes")
    return bytes(body)
