"""SCIM: roles by groups, where an identity provider's file maps them."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import SECRET_KEY, founded
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http_settings import HttpSettings, Limit
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from scim_client import Directory, Json, directory_of, fault

PROVIDER = """
[providers.acme]
issuer = "https://login.example"
client_id = "recruit"
organisation = 1
role_claim = "groups"
{more}

[providers.acme.roles]
Chiefs = "org_admin"
g-2 = "recruiter"
Guests = "viewer"
"""


@pytest.fixture(params=['default_role = "hiring_manager"'])
async def services(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Services]:
    file = tmp_path / "providers.toml"
    file.write_text(PROVIDER.format(more=request.param))
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(settings | {"RECRUIT_OIDC_FILE": str(file)})) as found:
        yield found


@pytest.fixture
async def directory(services: Services) -> AsyncIterator[Directory]:
    transport = asgi_transport(create_app(services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield await directory_of(await founded(client, services))


async def role(directory: Directory, user: Json) -> str:
    return str((await directory.api.get(f"/users/{user['id']}")).json()["role"])


async def test_a_role_follows_the_highest_group_that_is_mapped(directory: Directory) -> None:
    jane, john = await directory.user(), await directory.user(roles=[{"value": "recruiter"}])
    assert [await role(directory, one) for one in (jane, john)] == ["hiring_manager", "recruiter"]
    guests = await directory.group(jane, john, displayName="Guests")
    assert [await role(directory, one) for one in (jane, john)] == ["viewer", "viewer"]
    by_id = await directory.group(jane, displayName="Any name", externalId="g-2")
    assert await role(directory, jane) == "recruiter"
    await directory.patch(f"/Groups/{by_id['id']}", {"op": "replace", "path": "displayName", "value": "Chiefs"})
    assert await role(directory, jane) == "org_admin"
    await directory.patch(f"/Groups/{by_id['id']}", {"op": "replace", "value": {"displayName": "x", "externalId": "x"}})
    assert await role(directory, jane) == "viewer"
    await directory.send("DELETE", f"/Groups/{guests['id']}")
    assert [await role(directory, one) for one in (jane, john)] == ["hiring_manager", "recruiter"]


async def test_a_group_that_is_not_mapped_changes_no_role(directory: Directory) -> None:
    user = await directory.user()
    await directory.api.patch(f"/users/{user['id']}", {"role": "recruiter"})
    group = await directory.group(user)
    assert await role(directory, user) == "recruiter"
    await directory.patch(f"/Groups/{group['id']}", {"op": "remove", "path": "members"})
    assert await role(directory, user) == "recruiter"


async def test_a_mapped_group_goes_before_the_role_of_the_directory(directory: Directory) -> None:
    user = await directory.user()
    await directory.group(user, externalId="g-2")
    await directory.patch(f"/Users/{user['id']}", {"op": "add", "path": "roles", "value": [{"value": "viewer"}]})
    assert await role(directory, user) == "recruiter"


async def test_the_last_admin_cant_be_put_into_a_lower_group(directory: Directory) -> None:
    boss, path = {"id": str(directory.api.user_id)}, "/Groups"
    body = {"displayName": "Guests", "members": [{"value": boss["id"]}]}
    fault(await directory.send("POST", path, body), 400, "invalidValue")
    assert await role(directory, boss) == "org_admin"
    assert (await directory.ok("GET", path))["totalResults"] == 0


async def test_a_deactivated_user_gets_the_groups_role_on_coming_back(directory: Directory) -> None:
    user = await directory.user(active=False)
    await directory.group(user, displayName="Chiefs")
    await directory.patch(f"/Users/{user['id']}", {"op": "replace", "path": "active", "value": True})
    assert await role(directory, user) == "org_admin"


async def test_another_organisations_mapping_gives_no_role(directory: Directory, services: Services) -> None:
    others = await directory_of(await founded(directory.http, services))
    user = await others.user()
    await others.group(user, displayName="Chiefs")
    assert await role(others, user) == "viewer"


@pytest.mark.parametrize("services", [""], indirect=True)
async def test_without_a_default_role_users_are_viewers(directory: Directory) -> None:
    assert await role(directory, await directory.user()) == "viewer"


async def test_too_many_requests_get_an_error_of_scim(services: Services) -> None:
    settings = HttpSettings(address_limit=Limit(1, "minute"))
    transport = asgi_transport(create_app(services, http_settings=settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        fault(await client.get("/scim/v2/Users"), 401)
        refused = await client.get("/scim/v2/Users")
    fault(refused, 429)
    assert int(refused.headers["retry-after"]) > 0
