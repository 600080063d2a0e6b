"""A user's browser and an OAuth client, for tests of the authorization server."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from http_api import PASSWORD

VERIFIER = "v" * 64
CALLBACK = "http://127.0.0.1:33418/callback"


class Form(HTMLParser):
    """The values that a page's form sends unchanged, without its buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.choices: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an input."""
        given = dict(attrs)
        if tag == "input":
            name, value = str(given["name"]), given.get("value") or ""
            if given["type"] == "radio":
                self.choices.append(value)
            if given["type"] != "radio" or "checked" in given:
                self.values[name] = value


def challenge(verifier: str = VERIFIER) -> str:
    """Return the S256 code challenge of PKCE."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


async def submit_form(http: httpx.AsyncClient, url: str, email: str, **typed: str) -> httpx.Response:
    """Open the consent page and submit its form: log in and press Allow, unless `typed` says otherwise."""
    page = await http.get(url)
    assert page.status_code == 200, page.text
    form = Form(page.text).values | {"email": email, "password": PASSWORD, "decision": "allow"} | typed
    return await http.post("/authorize", data=form)


def redirect_parameters(response: httpx.Response) -> dict[str, str]:
    """Return the parameters of a redirect to the client."""
    assert response.status_code == 303, response.text
    return {name: value for name, (value,) in parse_qs(urlsplit(response.headers["location"]).query).items()}


@dataclass
class Program:
    """An OAuth client that takes each step of the authorization code flow."""

    http: httpx.AsyncClient
    resource: str
    id: str = ""

    async def register(self, *redirect_uris: str, **metadata: Any) -> httpx.Response:
        """Register the client."""
        body = {"client_name": "Assistant", "redirect_uris": redirect_uris or (CALLBACK,), **metadata}
        response = await self.http.post("/register", json=body)
        if response.status_code == 201:
            self.id = response.json()["client_id"]
        return response

    def url(self, **changed: str | None) -> str:
        """Return the authorization URL."""
        asked = {
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": CALLBACK,
            "scope": "mcp:read mcp:write mcp:delete",
            "state": "s&t=1",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
            "resource": self.resource,
            **changed,
        }
        return f"/authorize?{urlencode({name: value for name, value in asked.items() if value is not None})}"

    async def code(self, email: str, **typed: str) -> str:
        """Return the authorization code that the user's consent issues."""
        return redirect_parameters(await submit_form(self.http, self.url(), email, **typed))["code"]

    async def exchange(self, code: str, **changed: str | None) -> httpx.Response:
        """Exchange a code for tokens."""
        return await self.token(
            grant_type="authorization_code",
            **{"code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER, **changed},
        )

    async def refresh(self, refresh_token: str, **changed: str | None) -> httpx.Response:
        """Exchange a refresh token for the next tokens."""
        return await self.token(grant_type="refresh_token", **{"refresh_token": refresh_token, **changed})

    async def token(self, **asked: str | None) -> httpx.Response:
        """Send a request to the token endpoint."""
        values = {"client_id": self.id, "resource": self.resource, **asked}
        return await self.http.post("/token", data={name: one for name, one in values.items() if one is not None})
