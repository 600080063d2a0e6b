"""A client of the HTTP API, as an external consumer would write it."""

import ssl
from dataclasses import dataclass
from typing import Any

import httpx
from argon2 import PasswordHasher

from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services
from worlds import new_email, new_organisation

PASSWORD = "correct horse battery"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""A hash with the lowest costs: with the server's parameters, hashing takes longer than most tests."""

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""A context without trusted certificates. No test uses TLS, and loading certificates takes longer than a request."""

SECRET_KEY = "a key of thirty-two bytes or more"
API = "/api/v1"


@dataclass
class Api:
    """A client that is authenticated as one user."""

    http: httpx.AsyncClient
    email: str = ""
    token: str = ""
    org_id: int = 0
    user_id: int = 0

    async def send(self, method: str, path: str, *, token: str | None = None, **request: Any) -> httpx.Response:
        """Send a request with the user's token or with `token`. An empty `token` sends none."""
        used = self.token if token is None else token
        headers = dict(request.pop("headers", {})) | ({"Authorization": f"Bearer {used}"} if used else {})
        return await self.http.request(method, API + path, headers=headers, **request)

    async def get(self, path: str, **request: Any) -> httpx.Response:
        """Send a GET."""
        return await self.send("GET", path, **request)

    async def post(self, path: str, json: Any = None, **request: Any) -> httpx.Response:
        """Send a POST, with a JSON body if `json` isn't None."""
        return await self.send("POST", path, **(request if json is None else {"json": json, **request}))

    async def patch(self, path: str, json: Any, **request: Any) -> httpx.Response:
        """Send a PATCH."""
        return await self.send("PATCH", path, json=json, **request)

    async def delete(self, path: str, **request: Any) -> httpx.Response:
        """Send a DELETE."""
        return await self.send("DELETE", path, **request)

    async def made(self, path: str, json: Any) -> dict[str, Any]:
        """Send a POST that must succeed, and return the created resource."""
        response = await self.post(path, json)
        assert response.status_code in {200, 201}, response.text
        made: dict[str, Any] = response.json()
        return made

    async def job(self, title: str = "Senior Backend Engineer", **details: Any) -> dict[str, Any]:
        """Create a job."""
        return await self.made("/jobs", {"title": title, **details})

    async def candidate(self, full_name: str = "Jane Doe", **details: Any) -> dict[str, Any]:
        """Create a candidate."""
        return await self.made("/candidates", {"full_name": full_name, **details})

    async def application(self, job: dict[str, Any], candidate: dict[str, Any], **details: Any) -> dict[str, Any]:
        """Create an application."""
        return await self.made("/applications", {"job_id": job["id"], "candidate_id": candidate["id"], **details})

    async def says(self, message: str) -> str:
        """Send a chat message to the agent, and return the reply."""
        reply: str = (await self.made("/agent/chat", {"message": message}))["reply"]
        return reply


def client_of(url: str) -> httpx.AsyncClient:
    """Return a client of a server."""
    # Shorter than the server's timeout, so that the server doesn't close a connection that is being reused.
    limits = httpx.Limits(keepalive_expiry=1)
    return httpx.AsyncClient(base_url=url, timeout=60, limits=limits, verify=NO_TLS)


async def registered(http: httpx.AsyncClient) -> Api:
    """Register an organisation, log in, and return the client."""
    api = Api(http, new_email())
    return await _logged_in(api, await api.made("/auth/register", {"email": api.email, "password": PASSWORD}))


async def founded(http: httpx.AsyncClient, services: Services) -> Api:
    """Store an organisation and sign its user in, without HTTP requests. The password is PASSWORD."""
    email = new_email()
    organisation = await new_organisation(services.storage, email, PASSWORD_HASH)
    actor = organisation.actor
    return Api(http, email, await token_of(services, actor), actor.org_id, actor.user_id)


async def invited(api: Api, role: str) -> Api:
    """Invite a new user into the organisation, accept the invitation, log in, and return the new user's client."""
    user = Api(api.http, new_email())
    invitation = await api.made("/users/invitations", {"email": user.email, "role": role})
    joining = {"token": invitation["token"], "password": PASSWORD, "full_name": f"Somebody, {role}"}
    return await _logged_in(user, await user.made("/auth/accept_invitation", joining))


async def _logged_in(api: Api, user: dict[str, Any]) -> Api:
    login = await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})
    api.token, api.org_id, api.user_id = login.json()["access_token"], user["org_id"], user["id"]
    return api


async def token_of(services: Services, actor: Actor) -> str:
    """Sign a user in without a password, and return the access token."""
    return (await services.accounts.sign_in(actor)).access_token


def faults(response: httpx.Response) -> list[tuple[str, list[str | int]]]:
    """Return the faults in a 422 response as pairs (type, loc)."""
    assert response.status_code == 422, response.text
    return [(fault["type"], fault["loc"]) for fault in response.json()["detail"]]
