"""A client of SCIM, as a company's directory is one."""

from dataclasses import dataclass
from typing import Any

import httpx

from http_api import Api
from recruit.entrypoints.http.scim.patching import PATCH
from recruit.entrypoints.http.scim.schemas import GROUP, USER
from worlds import new_email

Json = dict[str, Any]
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


@dataclass
class Directory:
    """A client of SCIM with an API key."""

    http: httpx.AsyncClient
    key: str
    api: Api

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/scim+json", **headers}
        content = {} if body is None else {"json": body}
        return await self.http.request(method, f"/scim/v2{path}", headers=sent, **content)

    async def ok(self, method: str, path: str, body: Any = None, **headers: str) -> Json:
        response = await self.send(method, path, body, **headers)
        assert response.is_success, response.text
        assert response.headers["content-type"] == "application/scim+json"
        found: Json = response.json()
        return found

    async def user(self, **values: Any) -> Json:
        return await self.ok("POST", "/Users", {"schemas": [USER], "userName": new_email(), **values})

    async def group(self, *members: Json, **values: Any) -> Json:
        listed = [{"value": one["id"]} for one in members]
        return await self.ok(
            "POST", "/Groups", {"schemas": [GROUP], "displayName": "Hiring", "members": listed, **values}
        )

    async def patch(self, path: str, *operations: Json, **headers: str) -> httpx.Response:
        return await self.send("PATCH", path, {"schemas": [PATCH], "Operations": operations}, **headers)

    async def found(self, path: str, text: str) -> list[str]:
        """Return the ids that a filter finds."""
        response = await self.http.get(
            f"/scim/v2{path}", params={"filter": text}, headers={"Authorization": f"Bearer {self.key}"}
        )
        assert response.status_code == 200, response.text
        return [one["id"] for one in response.json()["Resources"]]

    async def refused(self, path: str, text: str) -> Json:
        """Return the error of a filter."""
        response = await self.http.get(
            f"/scim/v2{path}", params={"filter": text}, headers={"Authorization": f"Bearer {self.key}"}
        )
        return fault(response, 400)


def fault(response: httpx.Response, status: int, scim_type: str | None = None) -> Json:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/scim+json"
    found: Json = response.json()
    assert (found["schemas"], found["status"]) == ([ERROR], str(status))
    if scim_type is not None:
        assert found["scimType"] == scim_type
    return found


async def directory_of(api: Api, *scopes: str) -> Directory:
    made = await api.made("/api_keys", {"name": "Directory", "scopes": scopes or ["users:provision"]})
    return Directory(api.http, made["key"], api)
