"""Validation of OAuth requests: authorization, token and client registration requests."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from recruit.domain.accounts.grants import AuthorizationRequest
from recruit.domain.accounts.model.oauth import UNNAMED, InvalidRedirect, OAuthClient, Scope, scopes_up_to
from recruit.domain.shared.errors import Invalid, RecruitError

MOST_PARAMETERS = 50
CODE = "code"
GRANT_TYPES = ("authorization_code", "refresh_token")
AUTHENTICATION = "none"
"""Client authentication method: clients have no secrets. PKCE and single-use refresh tokens replace them."""

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class OAuthError(RecruitError):
    """An error with a code of RFC 6749, 7591, 7009 or 8707."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


def parse_parameters(text: str) -> dict[str, str]:
    """Return the parameters of a query or form. An empty one counts as absent. Raises Invalid."""
    try:
        pairs = parse_qsl(text, max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError as error:
        raise Invalid("The parameters can't be read: send them URL-encoded, as UTF-8") from error
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Invalid("A parameter came more than once")
    return found


def client_and_redirect(values: Mapping[str, str]) -> tuple[OAuthClient, str]:
    """Return the client and its redirect URI. Raises Invalid, which must not be redirected: the URI isn't trusted."""
    client = OAuthClient.parse(values.get("client_id", ""))
    redirect_uri = values.get("redirect_uri", "")
    if not client.has_redirect_uri(redirect_uri):
        raise Invalid("redirect_uri is missing, or not one that the client has registered")
    return client, redirect_uri


def parse_authorization_request(
    values: Mapping[str, str], client: OAuthClient, redirect_uri: str, resource: str
) -> AuthorizationRequest:
    """Return the authorization request of a client. Raises OAuthError."""
    if values.get("response_type") != CODE:
        raise OAuthError("unsupported_response_type", "response_type must be code")
    challenge = values.get("code_challenge", "")
    if values.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise OAuthError("invalid_request", "Send a code_challenge of 43 characters, with code_challenge_method=S256")
    check_resource(values, resource)
    scopes = _scopes(values.get("scope"))
    return AuthorizationRequest(
        client=client, redirect_uri=redirect_uri, resource=resource, challenge=challenge, scopes=scopes
    )


def check_resource(values: Mapping[str, str], resource: str) -> None:
    """Raise OAuthError if the request is for tokens of another resource."""
    if values.get("resource", resource).rstrip("/") != resource:
        raise OAuthError("invalid_target", f"resource must be {resource}")


def client_of_token_request(values: Mapping[str, str]) -> OAuthClient:
    """Return the client of a token request. Raises OAuthError."""
    try:
        return OAuthClient.parse(values.get("client_id", ""))
    except Invalid as error:
        raise OAuthError("invalid_client", str(error), 401) from error


def pkce_verifier(values: Mapping[str, str]) -> str:
    """Return the PKCE verifier. Raises OAuthError."""
    found = values.get("code_verifier", "")
    if not _VERIFIER.fullmatch(found):
        raise OAuthError("invalid_request", "Send the code_verifier, of 43 to 128 characters, that belongs to the code")
    return found


def parse_registration(body: bytes) -> OAuthClient:
    """Return the client of a registration request (RFC 7591). Raises OAuthError."""
    try:
        metadata: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OAuthError("invalid_client_metadata", "Send the client's metadata as a JSON object") from error
    if not isinstance(metadata, dict):
        raise OAuthError("invalid_client_metadata", "Send the client's metadata as a JSON object")
    uris: Any = metadata.get("redirect_uris")
    name = metadata.get("client_name") or UNNAMED
    if not _is_list_of_texts(uris):
        raise OAuthError("invalid_redirect_uri", "redirect_uris must be a list of URIs")
    if not isinstance(name, str):
        raise OAuthError("invalid_client_metadata", "client_name must be a text")
    for field, needed in (("grant_types", GRANT_TYPES[0]), ("response_types", CODE)):
        if (value := metadata.get(field)) is not None and not (_is_list_of_texts(value) and needed in value):
            raise OAuthError("invalid_client_metadata", f"{field} must include {needed}")
    try:
        return OAuthClient.register(name, uris)
    except InvalidRedirect as error:
        raise OAuthError("invalid_redirect_uri", str(error)) from error


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _scopes(requested: str | None) -> Sequence[Scope]:
    """Return the scopes that a user may choose from: all up to the widest requested one. Raises OAuthError."""
    known = list(Scope) if requested is None else [scope for scope in Scope if scope in requested.split()]
    if not known:
        raise OAuthError("invalid_scope", f"scope must name one of {', '.join(Scope)}")
    return scopes_up_to(known[-1])
