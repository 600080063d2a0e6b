"""OAuth 2.1: clients, scopes and grants.

A registration isn't stored: the client id encodes the registered data. Registration is open to all clients, so that a
signature or a stored row wouldn't prove more.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Self
from urllib.parse import urlsplit

from recruit.domain.shared.errors import Invalid

LONGEST_NAME = 100
LONGEST_URI = 500
LONGEST_ID = 2000
MOST_URIS = 10
UNNAMED = "Unnamed client"
UNKNOWN = "client_id is missing, or not one that this server has returned: register the client again"

_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+")
_AUTHORITY = re.compile(r"([A-Za-z0-9.-]+|\[::1\])(:[0-9]{1,5})?")
_LOOPBACK = re.compile(r"(http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::[0-9]{1,5})?(/.*)?", re.ASCII | re.IGNORECASE)
_REVERSED_DOMAIN = re.compile(r"[a-z]{2,63}(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
"""A domain in reverse order. A top-level domain has no digits or hyphens, unlike `x-apple`, `ms-settings`, `web+…`."""

_SYSTEMS = ("android.", "apple.", "microsoft.", "windows.", "com.android.", "com.apple.")
"""Prefixes of schemes of operating systems, which open settings, files and programs of the system."""

_PROGRAMS = frozenset({"cursor", "vscode", "vscode-insiders", "windsurf"})
"""Schemes of known client programs that don't contain a domain."""


class Scope(StrEnum):
    """The scopes of /mcp, in ascending order: each includes the one before."""

    READ = "mcp:read"
    WRITE = "mcp:write"
    DELETE = "mcp:delete"


def scopes_up_to(scope: Scope) -> tuple[Scope, ...]:
    """Return a scope and the scopes that it includes."""
    order = list(Scope)
    return tuple(order[: order.index(scope) + 1])


class InvalidRedirect(Invalid):
    """A redirect URI that can't be registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """A public client (without a secret): its name and its redirect URIs."""

    name: str
    redirect_uris: Sequence[str]

    @classmethod
    def register(cls, name: str, redirect_uris: Sequence[str]) -> Self:
        """Return the client of a registration request. Raises InvalidRedirect."""
        if not 1 <= len(redirect_uris) <= MOST_URIS:
            raise InvalidRedirect(f"Register 1 to {MOST_URIS} redirect_uris")
        for uri in redirect_uris:
            _check_redirect_uri(uri)
        shown = " ".join("".join(one if one.isprintable() else " " for one in name).split())[:LONGEST_NAME]
        client = cls(name=shown or UNNAMED, redirect_uris=tuple(redirect_uris))
        if len(client.id) > LONGEST_ID:
            raise InvalidRedirect("The redirect_uris are too long together: register fewer, or shorter ones")
        return client

    @classmethod
    def parse(cls, client_id: str) -> Self:
        """Decode a client id. Raises Invalid for any id that registration hasn't returned."""
        try:
            padded = client_id + "=" * (-len(client_id) % 4)
            name, *uris = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            client = cls.register(name, uris)
        except (ValueError, TypeError, RecursionError, Invalid) as error:
            raise Invalid(UNKNOWN) from error
        if client.id != client_id:
            raise Invalid(UNKNOWN)
        return client

    @property
    def id(self) -> str:
        """The client id."""
        text = json.dumps([self.name, *self.redirect_uris], separators=(",", ":"))
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @property
    def digest(self) -> str:
        """The SHA-256 of the client id, hexadecimal, which grants store."""
        return sha256(self.id.encode()).hexdigest()

    def has_redirect_uri(self, redirect_uri: str) -> bool:
        """Return whether a redirect URI is registered. The port of a loopback URI may differ (RFC 8252, 7.3)."""
        return any(_portless(redirect_uri) == _portless(one) for one in self.redirect_uris)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A user's grant to a client.

    `client` is the SHA-256 of the client id, `resource` the URL of the resource that the tokens are for, `challenge`
    the PKCE challenge of the authorization code, and None after the code was exchanged for tokens.
    """

    client: str
    client_name: str
    redirect_uri: str
    resource: str
    scopes: Sequence[str]
    challenge: str | None
    created_at: datetime


def _check_redirect_uri(uri: str) -> None:
    found = _URI.fullmatch(uri)
    scheme = found[1].lower() if found else ""
    if len(uri) > LONGEST_URI or not scheme:
        raise InvalidRedirect(
            f"A redirect_uri must be an absolute URI of at most {LONGEST_URI} plain characters, without a fragment"
        )
    if not (scheme in {"http", "https"} | _PROGRAMS or _is_private_use(scheme)):
        raise InvalidRedirect(
            f"A redirect_uri can't have the scheme {scheme}: use https, http on this machine, or a scheme of the "
            "program's own, which begins with a domain in reverse order, such as com.example.app (RFC 8252, 7.1)"
        )
    authority = urlsplit(uri).netloc
    if scheme in {"http", "https"} and not _AUTHORITY.fullmatch(authority):
        raise InvalidRedirect("A redirect_uri must name a host, and no user")
    if scheme == "http" and not _LOOPBACK.fullmatch(uri):
        raise InvalidRedirect("A redirect_uri must be https, except on localhost, 127.0.0.1 and [::1]")


def _is_private_use(scheme: str) -> bool:
    """Return whether a scheme is a private-use one: a domain in reverse order (RFC 8252, 7.1)."""
    return bool(_REVERSED_DOMAIN.fullmatch(scheme)) and not scheme.startswith(_SYSTEMS)


def is_on_this_machine(redirect_uri: str) -> bool:
    """Return whether a redirect URI is a loopback URI, which leads to a program on the user's machine."""
    return _LOOPBACK.fullmatch(redirect_uri) is not None


def _portless(uri: str) -> str:
    found = _LOOPBACK.fullmatch(uri)
    return f"{found[1]}{found[2] or ''}" if found else uri
