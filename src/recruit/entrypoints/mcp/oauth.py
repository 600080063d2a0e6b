"""OAuth 2.1 authorization server for /mcp, as the authorization chapter of the MCP specification requires.

Endpoints: metadata (RFC 8414, RFC 9728), client registration (RFC 7591), the consent page (in a session of the
console, or with a login), tokens for a code with PKCE or for a refresh token, and revocation (RFC 7009).
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

import msgspec
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from recruit.domain.accounts.browser_sessions import BrowserSession
from recruit.domain.accounts.grants import AuthorizationRequest, IssuedTokens
from recruit.domain.accounts.model import oauth
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, RecruitError, Refused, Throttled, TooLarge
from recruit.entrypoints.error_messages import client_message
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.cookies import session_cookie
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, INTERNAL
from recruit.entrypoints.http.failed_logins import log_refused_passwords
from recruit.entrypoints.http.middleware.request_log import extra_headers
from recruit.entrypoints.http.middleware.security_headers import allow_same_origin_referrer
from recruit.entrypoints.mcp import oauth_forms as forms
from recruit.entrypoints.mcp import oauth_requests as requests
from recruit.entrypoints.mcp import urls
from recruit.entrypoints.mcp.oauth_page import Login, SignedIn, consent_page, content_policy, error_page
from recruit.entrypoints.mcp.urls import PublicUrls, with_query
from recruit.entrypoints.services import Services
from recruit.entrypoints.web.text import choose_language, said, t

MOST_BYTES = 64 * 1024
CARRIED_PARAMETERS = (
    "client_id redirect_uri response_type scope state code_challenge code_challenge_method resource".split()
)
"""Parameters of the authorization request that the consent form sends back, to be validated again."""

PAGE_EXPIRED = (
    "This page is too old or was sent before, or the browser keeps no cookies: go back to the program and connect again"
)
CORS_HEADERS = (
    (b"access-control-allow-headers", b"authorization, content-type, mcp-protocol-version"),
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-max-age", b"3600"),
)
"""CORS headers: pages of any origin may use all endpoints except the consent page, as none uses cookies."""


@dataclass(frozen=True, slots=True)
class OAuthResponse:
    """An HTTP response."""

    status: int
    body: bytes = b""
    headers: Sequence[tuple[bytes, bytes]] = ()


Handler = Callable[[Scope, Receive], Awaitable[OAuthResponse]]


class AuthorizationServer:
    """An ASGI application for the OAuth paths."""

    def __init__(self, services: Services, public_urls: PublicUrls, *, console: bool = False) -> None:
        """`console` is whether users can sign in to the console."""
        self._services = services
        self._urls = public_urls
        self._console = console
        self._routes: Mapping[str, Mapping[str, Handler]] = {
            urls.RESOURCE_METADATA: {"GET": self._describe_resource},
            urls.RESOURCE_METADATA + urls.MCP: {"GET": self._describe_resource},
            urls.SERVER_METADATA: {"GET": self._describe_server},
            urls.AUTHORIZE: {"GET": self._show_consent_page, "POST": self._submit_consent},
            urls.REGISTER: {"POST": self._register},
            urls.TOKEN: {"POST": self._issue_token},
            urls.REVOKE: {"POST": self._revoke},
        }

    def applications(self) -> Mapping[str, ASGIApp]:
        """Return this application, keyed by each of its paths."""
        return dict.fromkeys(self._routes, cast("ASGIApp", self))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        path = scope["path"].rstrip("/")
        scope["path_template"] = path
        choose_language(scope)
        answer = await self._respond(self._routes[path], scope, receive)
        header_names = (name for name, _ in extra_headers(scope))
        if path != urls.AUTHORIZE and b"access-control-allow-origin" not in header_names:
            extra_headers(scope).append((b"access-control-allow-origin", b"*"))
        headers = [(b"content-length", str(len(answer.body)).encode()), *answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        body = b"" if cast("HTTPScope", scope)["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _respond(self, methods: Mapping[str, Handler], scope: Scope, receive: Receive) -> OAuthResponse:
        method = cast("HTTPScope", scope)["method"]
        method = "GET" if method == "HEAD" else method
        if method not in methods:
            if method == "OPTIONS" and scope["path_template"] != urls.AUTHORIZE:
                return OAuthResponse(204, headers=CORS_HEADERS)
            return _json({"detail": "Method Not Allowed"}, 405, (b"allow", ", ".join(methods).encode()))
        try:
            return await methods[method](scope, receive)
        except requests.OAuthError as error:
            return _json({"error": error.code, "error_description": str(error)}, error.status)
        except (Invalid, TooLarge) as error:
            return _json({"error": "invalid_request", "error_description": str(error)}, _status(error))
        except RecruitError as error:
            error_body = {"error": "temporarily_unavailable", "error_description": client_message(error)}
            return _json(error_body, _status(error))

    async def _describe_resource(self, scope: Scope, _receive: Receive) -> OAuthResponse:
        metadata = {
            "resource": self._urls.resource(scope),
            "authorization_servers": [self._urls.base(scope)],
            "scopes_supported": list(oauth.Scope),
            "bearer_methods_supported": ["header"],
            "resource_name": "recruit",
        }
        return _json(metadata)

    async def _describe_server(self, scope: Scope, _receive: Receive) -> OAuthResponse:
        base = self._urls.base(scope)
        metadata = {
            "issuer": base,
            "authorization_endpoint": base + urls.AUTHORIZE,
            "token_endpoint": base + urls.TOKEN,
            "registration_endpoint": base + urls.REGISTER,
            "revocation_endpoint": base + urls.REVOKE,
            "scopes_supported": list(oauth.Scope),
            "response_types_supported": [requests.CODE],
            "response_modes_supported": ["query"],
            "grant_types_supported": requests.GRANT_TYPES,
            "token_endpoint_auth_methods_supported": [requests.AUTHENTICATION],
            "revocation_endpoint_auth_methods_supported": [requests.AUTHENTICATION],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return _json(metadata)

    async def _register(self, _scope: Scope, receive: Receive) -> OAuthResponse:
        client = requests.parse_registration(await _body(receive))
        metadata = {
            "client_id": client.id,
            "client_id_issued_at": int(time.time()),
            "client_name": client.name,
            "redirect_uris": client.redirect_uris,
            "grant_types": requests.GRANT_TYPES,
            "response_types": [requests.CODE],
            "token_endpoint_auth_method": requests.AUTHENTICATION,
        }
        return _json(metadata, 201)

    async def _show_consent_page(self, scope: Scope, _receive: Receive) -> OAuthResponse:
        """Show the consent page, or an error.

        Client ids aren't secret and anyone can create one. An error before the user's decision is therefore redirected
        only to a redirect URI on the user's machine (RFC 9700, 4.11.2).
        """
        try:
            values = requests.parse_parameters(scope["query_string"].decode("latin-1"))
            client, redirect_uri = requests.client_and_redirect(values)
        except Invalid as error:
            return _page(400, error_page(str(error)))
        try:
            asked = requests.parse_authorization_request(values, client, redirect_uri, self._urls.resource(scope))
        except requests.OAuthError as error:
            if not oauth.is_on_this_machine(redirect_uri):
                return _page(400, error_page(str(error)))
            return self._redirect_to_client(scope, values, error=error.code, error_description=str(error))
        return await self._consent_response(scope, values, asked, await self._signed_in(scope))

    async def _submit_consent(self, scope: Scope, receive: Receive) -> OAuthResponse:
        """Redirect to the client with a code or with the user's refusal."""
        try:
            values = requests.parse_parameters((await _body(receive)).decode("utf-8", "replace"))
            client, redirect_uri = requests.client_and_redirect(values)
            form_id, signed_in = await self._submitted_form(scope, values)
        except (Invalid, TooLarge) as error:
            return _page(_status(error), error_page(str(error)))
        except Refused:
            return _page(403, error_page(PAGE_EXPIRED))
        try:
            asked = requests.parse_authorization_request(values, client, redirect_uri, self._urls.resource(scope))
        except requests.OAuthError as error:
            return self._redirect_to_client(scope, values, error=error.code, error_description=str(error))
        if values.get("decision") != "allow":
            return self._redirect_to_client(scope, values, error="access_denied", error_description="The user refused")
        return await self._allow(scope, values, asked, form_id, signed_in)

    async def _allow(
        self,
        scope: Scope,
        values: Mapping[str, str],
        asked: AuthorizationRequest,
        form_id: str,
        signed_in: BrowserSession | None,
    ) -> OAuthResponse:
        """Redirect to the client with a code. After a failed login show the page again."""
        access = next((one for one in asked.scopes if one == values.get("access")), asked.scopes[0])
        try:
            with log_refused_passwords("login failed", scope):
                actor = await self._authenticated(scope, values, signed_in)
            code = await self._services.grants.allow(actor, asked, access, form_id)
        except (Duplicate, NotFound):
            return _page(403, error_page(PAGE_EXPIRED))
        except RecruitError as error:
            return await self._consent_response(scope, values, asked, signed_in, error)
        return self._redirect_to_client(scope, values, code=code)

    async def _signed_in(self, scope: Scope) -> BrowserSession | None:
        """Return the session of the console in the request's cookie, otherwise None."""
        if not self._console:
            return None
        try:
            return await self._services.browser_sessions.read(session_cookie(scope))
        except Refused:
            return None

    async def _authenticated(self, scope: Scope, values: Mapping[str, str], signed_in: BrowserSession | None) -> Actor:
        """Return the user who has submitted the form.

        In a session of the console that is the session's user, otherwise the user whose password the form has. Raises
        what `Accounts.authenticate` raises.
        """
        password, address = values.get("password", ""), request_address(scope)
        if signed_in is None:
            email, code = values.get("email", ""), values.get("code") or None
            return await self._services.accounts.authenticate(email, password, address, code)
        if await self._takes_password(signed_in):
            await self._services.browser_sessions.confirm(signed_in, password, address)
        return signed_in.actor

    async def _takes_password(self, session: BrowserSession) -> bool:
        """Return whether the user has to enter the password again, as for an API key. Not all users have one."""
        is_confirmed = self._services.browser_sessions.is_confirmed(session)
        return not is_confirmed and await self._services.accounts.has_password(session.user)

    async def _consent_response(
        self,
        scope: Scope,
        values: Mapping[str, str],
        asked: AuthorizationRequest,
        signed_in: BrowserSession | None,
        error: RecruitError | None = None,
    ) -> OAuthResponse:
        """Return the consent page, for the session of the console or with a login.

        `error` is the reason why a login failed. The page is then in a new session, so that its form is sent once.
        """
        base, carried, headers = self._urls.base(scope), _carried_parameters(values), list[tuple[bytes, bytes]]()
        who: Login | SignedIn
        if signed_in is None:
            known = None if error else forms.session_of(scope, base)  # tabs of one browser share a session
            session = known or forms.new_session()
            headers.append(forms.session_cookie(session, base))
            who = Login(values.get("email", "") if error else "", self._other_ways(carried))
        else:
            session = forms.session_of_user(signed_in)
            who = SignedIn(signed_in.user.email, signed_in.organisation, await self._takes_password(signed_in))
        message = f"{said(client_message(error)).rstrip('.')}." if error else ""
        hidden = carried | {forms.FIELD: self._services.consents.issue(session, carried)}
        if isinstance(error, Throttled):
            headers.append((b"retry-after", str(error.seconds).encode()))
        allow_same_origin_referrer(extra_headers(scope))
        page, policy = consent_page(asked, hidden, who, message), content_policy(asked.redirect_uri)
        return _page(_status(error) if error else 200, page, policy, *headers)

    def _other_ways(self, carried: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """Return labels and paths of the ways to sign in to the console, each of which leads back to this page."""
        if not self._console:
            return ()
        back = urlencode({"next": f"{urls.AUTHORIZE}?{urlencode(carried)}"})
        providers = self._services.provider_sign_ins.providers
        ways = [
            (t("Sign in with {provider}", provider=one.label), f"/login/oidc/{one.name}?{back}") for one in providers
        ]
        return [*ways, (t("Sign in to the console, for example with a passkey"), f"/login?{back}")]

    async def _submitted_form(self, scope: Scope, values: Mapping[str, str]) -> tuple[str, BrowserSession | None]:
        """Return the id of the submitted form, and the session of the console if the form was shown in one.

        Raises Refused if the form wasn't sent from our own consent page in this browser.
        """
        base, sent, carried = self._urls.base(scope), values.get(forms.FIELD, ""), _carried_parameters(values)
        if not forms.is_same_origin(scope, base):
            raise Refused
        if (signed_in := await self._signed_in(scope)) is not None:
            with suppress(Refused):  # the page may have been shown before the user has signed in, in another tab
                return self._services.consents.form_id(sent, forms.session_of_user(signed_in), carried), signed_in
        return self._services.consents.form_id(sent, forms.session_of(scope, base) or "", carried), None

    def _redirect_to_client(self, scope: Scope, values: Mapping[str, str], **parameters: str) -> OAuthResponse:
        """Redirect to the client. Its redirect URI has been validated before."""
        base = self._urls.base(scope)
        location = with_query(values["redirect_uri"], **parameters, state=values.get("state"), iss=base)
        return OAuthResponse(303, headers=[(b"location", location.encode("ascii")), forms.expired_session_cookie(base)])

    async def _issue_token(self, scope: Scope, receive: Receive) -> OAuthResponse:
        values = requests.parse_parameters((await _body(receive)).decode("utf-8", "replace"))
        client = requests.client_of_token_request(values)
        requests.check_resource(values, self._urls.resource(scope))
        try:
            issued = await self._new_tokens(values, client)
        except Refused as error:
            raise requests.OAuthError(
                "invalid_grant", "The code or refresh token doesn't hold: connect again"
            ) from error
        token_response = {
            "access_token": issued.access_token,
            "token_type": "Bearer",
            "expires_in": int(issued.lifetime.total_seconds()),
            "refresh_token": issued.refresh_token,
            "scope": " ".join(issued.scopes),
        }
        return _json(token_response)

    async def _new_tokens(self, values: Mapping[str, str], client: oauth.OAuthClient) -> IssuedTokens:
        if values.get("grant_type") == requests.GRANT_TYPES[0]:
            proof, code = requests.pkce_verifier(values), values.get("code", "")
            return await self._services.grants.exchange(code, client, proof, values.get("redirect_uri"))
        if values.get("grant_type") == requests.GRANT_TYPES[1]:
            return await self._services.grants.renew(values.get("refresh_token", ""), client)
        raise requests.OAuthError("unsupported_grant_type", f"grant_type must be {' or '.join(requests.GRANT_TYPES)}")

    async def _revoke(self, _scope: Scope, receive: Receive) -> OAuthResponse:
        values = requests.parse_parameters((await _body(receive)).decode("utf-8", "replace"))
        if "token" not in values:
            raise requests.OAuthError("invalid_request", "Send the token that is to be revoked, as a form")
        client = requests.client_of_token_request(values) if "client_id" in values else None
        await self._services.grants.revoke(values["token"], client)
        return OAuthResponse(200)


def _status(error: RecruitError) -> int:
    return DOMAIN_ERRORS.get(type(error), INTERNAL)[0]


def _json(content: Mapping[str, Any], status: int = 200, *headers: tuple[bytes, bytes]) -> OAuthResponse:
    return OAuthResponse(status, msgspec.json.encode(content), [(b"content-type", b"application/json"), *headers])


def _page(status: int, page: str, policy: str | None = None, *headers: tuple[bytes, bytes]) -> OAuthResponse:
    all_headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", (policy or content_policy()).encode()),
        (b"x-frame-options", b"DENY"),
        *headers,
    ]
    return OAuthResponse(status, page.encode(), all_headers)


def _carried_parameters(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in CARRIED_PARAMETERS if name in values}


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
