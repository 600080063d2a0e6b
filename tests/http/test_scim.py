"""SCIM 2.0: what a company's directory does with users and groups, and what it may not."""

import asyncio
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest

from http_api import Api, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.scim.filters import OPERATORS
from recruit.entrypoints.http.scim.patching import PATCH
from recruit.entrypoints.http.scim.schemas import COMMON, KINDS, USER, Kind
from recruit.entrypoints.services import Services
from scim_client import Directory, Json, directory_of, fault
from worlds import colleague, new_email

pytestmark = pytest.mark.one_storage  # tests/contracts has the rules of storage


@pytest.fixture
async def directory(api: Api) -> Directory:
    return await directory_of(api)


async def test_a_created_user_is_a_member_without_a_password(directory: Directory, services: Services) -> None:
    email = new_email()
    response = await directory.send(
        "POST",
        "/Users",
        {
            "schemas": [USER, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
            "userName": "Jane.Doe",
            "externalId": "00u1",
            "name": {"givenName": "Jane", "familyName": "Doe", "honorificPrefix": "Dr"},
            "emails": [
                {"value": "other@example.com", "type": "home"},
                {"value": email, "type": "work", "primary": True},
            ],
            "roles": [{"value": "recruiter", "primary": "True"}],
            "title": "Recruiter",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "HR"},
            "whatever": {"a": [1]},
        },
    )
    assert response.status_code == 201
    made = response.json()
    assert response.headers["location"] == made["meta"]["location"] == f"http://localhost/scim/v2/Users/{made['id']}"
    assert response.headers["etag"] == made["meta"]["version"]
    assert {name: value for name, value in made.items() if name not in {"id", "meta"}} == {
        "schemas": [USER],
        "userName": "Jane.Doe",
        "externalId": "00u1",
        "name": {"givenName": "Jane", "familyName": "Doe"},
        "active": True,
        "emails": [{"value": email, "type": "work", "primary": True}],
        "roles": [{"value": "recruiter"}],
    }
    user = (await directory.api.get(f"/users/{made['id']}")).json()
    assert (user["email"], user["full_name"], user["role"]) == (email, "Jane Doe", "recruiter")
    login = await services.storage.credentials(email)
    assert login is not None
    assert login.user_id == user["id"]
    assert await directory.ok("GET", f"/Users/{made['id']}") == made


async def test_members_who_were_invited_are_found_and_taken_over(directory: Directory, services: Services) -> None:
    actor = await colleague(services.storage, directory.api.org_id, Role.RECRUITER)
    email = (await directory.api.get(f"/users/{actor.user_id}")).json()["email"]
    (its_id,) = await directory.found("/Users", f'userName eq "{email.upper()}"')
    assert its_id == str(actor.user_id)
    assert "externalId" not in await directory.ok("GET", f"/Users/{its_id}")
    fault(await directory.send("POST", "/Users", {"userName": email}), 409, "uniqueness")
    await directory.ok("PUT", f"/Users/{its_id}", {"userName": email})
    assert (await directory.api.get(f"/users/{its_id}")).json()["full_name"] == "Recruiter"
    body = {"userName": email, "externalId": "x1", "displayName": "Jo Doe", "active": True}
    assert (await directory.ok("PUT", f"/Users/{its_id}", body))["externalId"] == "x1"
    user = (await directory.api.get(f"/users/{its_id}")).json()
    assert (user["full_name"], user["role"]) == ("Jo Doe", "recruiter")


async def test_read_only_attributes_are_not_set(directory: Directory, others: Api) -> None:
    user, group = await directory.user(), await directory.group()
    foreign = {"id": str(others.user_id), "org_id": others.org_id, "meta": {"version": "x"}, "groups": [{"value": "1"}]}
    changed = await directory.ok("PUT", f"/Users/{user['id']}", user | foreign)
    assert (changed["id"], "groups" in changed) == (user["id"], False)
    operation = {"op": "add", "value": foreign | {"schemas": ["x"], "user_id": others.user_id}}
    assert (await directory.patch(f"/Users/{user['id']}", operation)).json()["id"] == user["id"]
    changed = await directory.ok("PUT", f"/Groups/{group['id']}", group | foreign)
    assert (changed["id"], changed["displayName"]) == (group["id"], "Hiring")
    assert (await others.get(f"/users/{others.user_id}")).json()["email"] == others.email


async def test_a_name_and_an_address_have_one_user(directory: Directory, others: Api) -> None:
    first, second = await directory.user(userName="jane", emails=[{"value": new_email()}]), await directory.user()
    for taken in (
        {"userName": "JANE", "emails": [{"value": new_email()}]},
        {"userName": "other", "emails": first["emails"]},
        {"userName": others.email},
    ):
        fault(await directory.send("POST", "/Users", taken), 409, "uniqueness")
        fault(await directory.send("PUT", f"/Users/{second['id']}", taken), 409, "uniqueness")
    assert await directory.ok("GET", f"/Users/{second['id']}") == second


async def test_a_deactivated_user_loses_sessions_and_keys_and_comes_back_without(
    directory: Directory, services: Services
) -> None:
    actor = await colleague(services.storage, directory.api.org_id, Role.ORG_ADMIN)
    token = await token_of(services, actor)
    theirs = Api(directory.http, token=token, org_id=actor.org_id, user_id=actor.user_id)
    key = (await theirs.made("/api_keys", {"name": "X", "scopes": ["users:read"]}))["key"]
    path = f"/Users/{actor.user_id}"
    changed = (await directory.patch(path, {"op": "Replace", "path": "active", "value": "False"})).json()
    assert changed["active"] is False
    assert (await theirs.get("/users/me")).status_code == 403
    assert (await theirs.get("/users", token=key)).status_code == 403
    assert (await directory.api.get(f"/users/{actor.user_id}")).status_code == 404
    assert str(actor.user_id) in await directory.found("/Users", "active eq false")
    back = (await directory.patch(path, {"op": "replace", "value": {"active": True}})).json()
    assert back["active"] is True
    assert (await directory.api.get(f"/users/{actor.user_id}")).json()["role"] == "org_admin"
    assert (await theirs.get("/users/me")).status_code == 403
    assert (await directory.send("DELETE", path)).status_code == 204
    fault(await directory.send("GET", path), 404)


async def test_the_last_admin_and_the_creator_of_the_key_stay(directory: Directory, services: Services) -> None:
    path = f"/Users/{directory.api.user_id}"
    off = {"op": "replace", "path": "active", "value": False}
    assert "another administrator's key" in fault(await directory.patch(path, off), 400)["detail"]
    fault(await directory.send("DELETE", path), 400)
    demoted = {"op": "add", "path": "roles", "value": [{"value": "viewer"}]}
    fault(await directory.patch(path, demoted), 400)
    assert (await directory.api.get("/users/me")).json()["role"] == "org_admin"
    other = await colleague(services.storage, directory.api.org_id, Role.ORG_ADMIN)
    with_other_key = await directory_of(Api(directory.http, token=await token_of(services, other)))
    assert (await with_other_key.patch(path, demoted)).is_success
    assert (await directory.api.get("/users/me")).json()["role"] == "viewer"


async def test_only_a_key_with_the_scope_of_an_admin_is_accepted(
    directory: Directory, services: Services, others: Api
) -> None:
    user = await directory.user()
    group = await directory.group(user)
    for role in Role:
        actor = await colleague(services.storage, directory.api.org_id, role)
        as_user = Directory(directory.http, await token_of(services, actor), directory.api)
        response = await as_user.send("GET", "/Users")
        assert "API key" in fault(response, 401)["detail"]
        assert response.headers["www-authenticate"] == "Bearer"
    without = await directory_of(directory.api, "users:read", "jobs:write")
    assert "users:provision" in fault(await without.send("GET", "/ServiceProviderConfig"), 403)["detail"]
    foreign = await directory_of(others)
    for key in ("", "rk_1_1_x", directory.key[:-1]):
        fault(await Directory(directory.http, key, directory.api).send("GET", "/Users"), 401)
    for path in (f"/Users/{user['id']}", f"/Groups/{group['id']}"):
        for method, body in (("GET", None), ("PUT", {"userName": new_email(), "displayName": "X"}), ("DELETE", None)):
            fault(await foreign.send(method, path, body), 404)
        fault(await foreign.patch(path, {"op": "replace", "path": "displayName", "value": "X"}), 404)
    assert await foreign.found("/Users", f'userName eq "{user["userName"]}"') == []
    assert await foreign.found("/Groups", "displayName pr") == []
    fault(await foreign.send("POST", "/Groups", {"displayName": "X", "members": [{"value": user["id"]}]}), 400)
    assert await directory.ok("GET", f"/Groups/{group['id']}") == group


async def test_a_key_for_provisioning_opens_nothing_else(directory: Directory) -> None:
    key = Api(directory.http, token=directory.key)
    for path in ("/users", "/candidates", "/api_keys"):
        assert (await key.get(path)).status_code == 403


FILTERS = [
    ('userName eq "{name}"', True),
    ('userName ne "{name}"', False),
    ('urn:ietf:params:scim:schemas:core:2.0:User:userName EQ "{name}"', True),
    ('USERNAME co "ANN"', True),
    ('userName sw "ann" and userName ew "zz"', False),
    ('externalId eq "e1"', True),
    ('externalId eq "E1"', False),
    ('id eq "{id}"', True),
    ('id eq "x"', False),
    ("name.familyName pr", True),
    ("nickName pr", False),
    ('not (name.familyName eq "roe")', False),
    ('name.familyName eq "Roe" or name.familyName eq "Doe"', True),
    ('emails[type eq "work" and value co "@example.com"]', True),
    ('emails[type eq "home"]', False),
    ('emails co "@example"', True),
    ('emails.value ew ".com" and (active eq true)', True),
    ('active eq "True"', True),
    ("active eq false", False),
    ('displayName gt "ann" and displayName le "ann r"', True),
    ('displayName lt "ann"', False),
    ("displayName eq null", False),
    ('meta.lastModified gt "2020-01-01T00:00:00Z"', True),
    ('meta.lastModified ge "2120-01-01"', False),
    ('meta.resourceType eq "User" and roles eq "viewer"', True),
    ('displayName eq "Ann \\"R\\""', False),
]


async def test_filters(directory: Directory) -> None:
    name = f"ann-{new_email()}"
    user = await directory.user(
        userName=name,
        externalId="e1",
        displayName="Ann R",
        name={"familyName": "Roe"},
        emails=[{"value": name, "type": "work"}],
        roles=[{"value": "viewer"}],
    )
    for text, is_found in FILTERS:
        found = await directory.found("/Users", text.format(name=name, id=user["id"]))
        assert (user["id"] in found) == is_found, text
    group = await directory.group(user, externalId="g1")
    for text in (
        'displayName eq "hiring"',
        'externalId eq "g1"',
        f'id eq "{group["id"]}" and members eq "{user["id"]}"',
        f'members[value eq "{user["id"]}"]',
    ):
        assert await directory.found("/Groups", text) == [group["id"]], text
    assert await directory.found("/Groups", 'members.value eq "0"') == []


@pytest.mark.parametrize(
    "text",
    [
        'userName eq "x',
        "userName eq x",
        "userName like 'x'",
        "userName",
        'eq "x"',
        'shoeSize eq "42"',
        'userName.first eq "x"',
        "active gt true",
        'active eq "perhaps"',
        "userName eq 5",
        'name eq "x"',
        "(userName pr",
        "userName pr)",
        "not userName pr",
        'emails[emails[type eq "x"]]',
        'meta.created gt "yesterday"',
        'meta.created co "2026"',
        'meta[created sw "2026"]',
        'meta.lastModified ew "Z"',
        'userName eq "\\ud800"',
        'userName eq "\\u0000"',
        'externalId eq "\\u0000"',
        "(" * 21 + "userName pr" + ")" * 21,
        " or ".join(["userName pr"] * 51),
        "not (" * 300 + "userName pr" + ")" * 300,
        'userName eq "' + "x" * 2000 + '"',
        "and",
    ],
)
async def test_a_filter_that_cant_be_read_is_refused(directory: Directory, text: str) -> None:
    assert (await directory.refused("/Users", text))["scimType"] == "invalidFilter"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
async def test_every_operator_on_every_attribute_is_answered_or_refused(directory: Directory, kind: Kind) -> None:
    await directory.group(await directory.user(externalId="5"), externalId="5")
    for target, operator, value in product(targets(kind), OPERATORS, ['"a"', '"2026-01-01"', "true", "null"]):
        text = f"{target} {operator} {value}"
        response = await directory.send("GET", f"{kind.endpoint}?filter={quote(text)}")
        assert response.status_code == 200 or fault(response, 400, "invalidFilter"), text


def targets(kind: Kind) -> Iterator[str]:
    """Yield the names of all attributes and sub-attributes."""
    for attribute in (*COMMON, *kind.attributes):
        yield attribute.name
        yield from (f"{attribute.name}.{sub.name}" for sub in attribute.sub)


async def test_pages(directory: Directory) -> None:
    users = [await directory.user() for _ in range(3)]
    ids = [str(directory.api.user_id), *(one["id"] for one in users)]
    for query, start, found in (
        ("", 1, ids),
        ("startIndex=0&count=2", 1, ids[:2]),
        ("startIndex=-5&count=1", 1, ids[:1]),
        ("startIndex=3&count=100000", 3, ids[2:]),
        ("startIndex=9", 9, []),
        ("count=0", 1, []),
        ("count=-1", 1, []),
        ("filter=userName pr&startIndex=2&count=1", 2, ids[1:2]),
    ):
        page = await directory.ok("GET", f"/Users?{query}")
        got = [one["id"] for one in page["Resources"]]
        assert (page["totalResults"], page["startIndex"], page["itemsPerPage"], got) == (4, start, len(found), found)
    fault(await directory.send("GET", "/Users?count=many"), 400, "invalidValue")
    group = await directory.group(users[0])
    everything = await directory.ok("POST", "/.search", {"filter": "displayName pr", "count": 2, "startIndex": 2})
    assert (everything["totalResults"], [one["id"] for one in everything["Resources"]]) == (2, [group["id"]])
    of_users = await directory.ok("POST", "/Users/.search", {"filter": f'id eq "{ids[2]}"', "attributes": ["userName"]})
    assert of_users["Resources"] == [{"schemas": [USER], "id": ids[2], "userName": users[1]["userName"]}]


async def test_representations_have_the_attributes_that_are_asked_for(directory: Directory) -> None:
    user = await directory.user(displayName="Jo", name={"givenName": "Jo", "familyName": "Doe"})
    path = f"/Users/{user['id']}"
    always = {"schemas": [USER], "id": user["id"]}
    assert await directory.ok("GET", f"{path}?attributes=userName,NAME.familyName") == always | {
        "userName": user["userName"],
        "name": {"familyName": "Doe"},
    }
    without = await directory.ok("GET", f"{path}?excludedAttributes=id,emails,name.givenName,meta")
    assert without == always | {
        "userName": user["userName"],
        "displayName": "Jo",
        "name": {"familyName": "Doe"},
        "active": True,
    }
    group = await directory.group(user)
    shown = await directory.ok("GET", f"/Groups/{group['id']}?excludedAttributes=members")
    assert "members" not in shown
    (of_user,) = (await directory.ok("GET", path))["groups"]
    assert (of_user["value"], of_user["display"]) == (group["id"], "Hiring")


async def test_a_change_takes_the_version_that_was_read(directory: Directory) -> None:
    user = await directory.user()
    group = await directory.group(user)
    for path in (f"/Groups/{group['id']}", f"/Users/{user['id']}"):
        resource = await directory.ok("GET", path)
        version = resource["meta"]["version"]
        assert (await directory.send("GET", path, **{"If-None-Match": version})).status_code == 304
        operation = {"op": "replace", "path": "displayName", "value": "New"}
        assert (await directory.patch(path, operation, **{"If-Match": version})).is_success
        fault(await directory.patch(path, operation, **{"If-Match": version}), 412)
        fault(await directory.send("PUT", path, resource, **{"If-Match": version}), 412)
        fault(await directory.send("DELETE", path, **{"If-Match": version}), 412)
        assert (await directory.send("DELETE", path, **{"If-Match": "*"})).status_code == 204


async def test_the_patches_of_okta(directory: Directory) -> None:
    jane, john = await directory.user(), await directory.user()
    group = await directory.group(jane)
    path = f"/Groups/{group['id']}"
    renamed = {"op": "replace", "value": {"id": group["id"], "displayName": "Renamed"}}
    assert (await directory.patch(path, renamed)).status_code == 204
    added = {"op": "add", "path": "members", "value": [{"value": john["id"], "display": john["userName"]}]}
    removed = {"op": "remove", "path": f'members[value eq "{jane["id"]}"]'}
    assert (await directory.patch(path, added, removed)).status_code == 204
    found = await directory.ok("GET", path)
    assert (found["displayName"], [one["value"] for one in found["members"]]) == ("Renamed", [john["id"]])
    replaced = {"op": "replace", "path": "members", "value": [{"value": jane["id"]}]}
    shown = await directory.send("PATCH", f"{path}?attributes=members", {"schemas": [PATCH], "Operations": [replaced]})
    assert [one["value"] for one in shown.json()["members"]] == [jane["id"]]


async def test_the_patches_of_entra_id(directory: Directory) -> None:
    user, email = await directory.user(roles=[{"value": "viewer"}]), new_email()
    response = await directory.patch(
        f"/Users/{user['id']}",
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": email},
        {"op": "Add", "path": "name.givenName", "value": "Jane"},
        {"op": "Replace", "value": {"displayName": "Jane Doe", "name.familyName": "Doe", "title": "Dr"}},
        {"op": "Replace", "path": 'roles[primary eq "True"].value', "value": "recruiter"},
        {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "HR"},
        {"op": "Add", "path": 'phoneNumbers[type eq "work"].value', "value": "1"},
        {"op": "Replace", "path": "externalId", "value": "o1"},
    )
    changed = response.json()
    assert (changed["name"], changed["externalId"]) == ({"givenName": "Jane", "familyName": "Doe"}, "o1")
    assert (changed["emails"][0]["value"], changed["roles"]) == (email, [{"value": "recruiter"}])
    member = (await directory.api.get(f"/users/{user['id']}")).json()
    assert (member["email"], member["full_name"], member["role"]) == (email, "Jane Doe", "recruiter")
    group = await directory.group(user)
    path = f"/Groups/{group['id']}"
    removed = {"op": "Remove", "path": "members", "value": [{"value": user["id"]}]}
    assert (await directory.patch(path, removed)).status_code == 204
    assert "members" not in await directory.ok("GET", path)


async def test_an_address_that_is_the_user_name_alone_follows_it(directory: Directory) -> None:
    for follows in (True, False):
        address = new_email()
        emails = {} if follows else {"emails": [{"value": address, "type": "work"}]}
        user = await directory.user(userName=address, **emails)
        changed = await directory.patch(
            f"/Users/{user['id']}", {"op": "replace", "path": "userName", "value": (name := new_email())}
        )
        assert changed.json()["emails"][0]["value"] == (name if follows else address)
        assert (await directory.api.get(f"/users/{user['id']}")).json()["email"] == (name if follows else address)


@pytest.mark.parametrize(
    ("operation", "scim_type"),
    [
        ({"op": "move", "path": "userName", "value": "x"}, "invalidSyntax"),
        ({"op": "remove"}, "noTarget"),
        ({"op": "replace", "value": "x"}, "invalidValue"),
        ({"op": "replace", "path": "shoeSize", "value": 1}, "invalidPath"),
        ({"op": "replace", "path": "userName[", "value": "x"}, "invalidPath"),
        ({"op": "replace", "path": 5, "value": "x"}, "invalidPath"),
        ({"op": "replace", "path": "id", "value": "x"}, "mutability"),
        ({"op": "add", "path": "groups", "value": [{"value": "1"}]}, "mutability"),
        ({"op": "replace", "path": "active", "value": "perhaps"}, "invalidValue"),
        ({"op": "remove", "path": "userName"}, "invalidValue"),
        ({"op": "replace", "path": "userName", "value": ""}, "invalidValue"),
        ({"op": "replace", "path": "userName", "value": "x" * 201}, "invalidValue"),
        ({"op": "replace", "path": "displayName", "value": "a\u202eb"}, "invalidValue"),
        ({"op": "replace", "path": "displayName", "value": "a\0b"}, "invalidValue"),
        ({"op": "replace", "path": "emails", "value": [{"value": "x"}]}, "invalidValue"),
        ({"op": "replace", "path": 'emails[value eq "x"].type', "value": "home"}, "noTarget"),
        ({"op": "replace", "path": "roles", "value": [{"value": "king"}]}, "invalidValue"),
        ("replace", "invalidSyntax"),
    ],
)
async def test_an_operation_that_cant_be_applied_changes_nothing(
    directory: Directory, operation: Any, scim_type: str
) -> None:
    user = await directory.user(emails=[{"value": new_email(), "type": "work"}])
    first = {"op": "replace", "path": "displayName", "value": "New"}
    fault(await directory.patch(f"/Users/{user['id']}", first, operation), 400, scim_type)
    assert await directory.ok("GET", f"/Users/{user['id']}") == user


async def test_bodies_that_cant_be_read_are_refused(directory: Directory) -> None:
    user = await directory.user()
    path = f"/scim/v2/Users/{user['id']}"
    headers = {"Authorization": f"Bearer {directory.key}", "Content-Type": "application/scim+json"}
    for method in ("PUT", "PATCH"):
        for body in (b"{", b"", b"[]", b"\xff", b"[" * 100_000, b'{"schemas":["x"]}', b'{"schemas":5}'):
            response = await directory.http.request(method, path, content=body, headers=headers)
            fault(response, 400, "invalidSyntax")
        large = b'{"userName":"' + b"x" * 3_000_000 + b'"}'
        fault(await directory.http.request(method, path, content=large, headers=headers), 413)
        form = headers | {"Content-Type": "text/plain"}
        fault(await directory.http.request(method, path, content=b"{}", headers=form), 415)
        packed = headers | {"Content-Encoding": "gzip"}
        fault(await directory.http.request(method, path, content=b"{}", headers=packed), 415)
    many = [{"op": "replace", "path": "active", "value": True}] * 1001
    fault(await directory.patch(f"/Users/{user['id']}", *many), 400, "tooMany")
    users: list[Json] = [{"userName": 5}, {"userName": "x"}, {}, {"userName": new_email(), "emails": ["x"]}]
    for refused_user in users:
        fault(await directory.send("POST", "/Users", refused_user), 400, "invalidValue")
    members: list[Json] = [{"value": "0"}, {"value": "-1"}, {"display": "x"}, {"value": user["id"], "type": "Group"}]
    for refused_group in ({}, *({"displayName": "x", "members": [one]} for one in members)):
        fault(await directory.send("POST", "/Groups", refused_group), 400, "invalidValue")


async def test_operations_that_would_take_too_long_are_refused(directory: Directory) -> None:
    users = [await directory.user() for _ in range(25)]
    group = await directory.group(*users)
    path = f"/Groups/{group['id']}"
    text = " or ".join(['value co "x"'] * 50)
    fault(await directory.patch(path, *[{"op": "remove", "path": f"members[{text}]"}] * 1000), 400, "tooMany")
    removals = [{"op": "remove", "path": f'members[value eq "{one["id"]}"]'} for one in users[1:]]
    assert (await directory.patch(path, *removals * 40)).status_code == 204
    assert [one["value"] for one in (await directory.ok("GET", path))["members"]] == [users[0]["id"]]


async def test_other_paths_and_methods_get_errors_of_scim(directory: Directory) -> None:
    for path in ("/Users/x", "/Users/01", "/Users/1/2", "/users", "/Nothing", "//Users", "/Users%2f1", "/Schemas/x"):
        fault(await directory.send("GET", path), 404)
    fault(await directory.http.get("/scim", headers={"Authorization": f"Bearer {directory.key}"}), 404)
    fault(await directory.http.get("/scim/v1/Users", headers={"Authorization": f"Bearer {directory.key}"}), 404)
    for path in ("/Bulk", "/Me"):
        fault(await directory.send("POST", path, {}), 501)
    refused = await directory.send("DELETE", "/Users")
    assert fault(refused, 405)
    assert refused.headers["allow"] == "GET, POST, HEAD"
    head = await directory.send("HEAD", "/Users")
    assert (head.status_code, head.content) == (200, b"")
    fault(await directory.send("GET", "/Schemas?filter=id%20pr"), 403)
    config = await directory.ok("GET", "/ServiceProviderConfig")
    assert (config["patch"], config["bulk"]["supported"]) == ({"supported": True}, False)


async def test_groups_have_users_who_are_removed_with_them(directory: Directory) -> None:
    jane, john = await directory.user(), await directory.user(active=False)
    group = await directory.group(jane, john, jane)
    assert [one["value"] for one in group["members"]] == [jane["id"], john["id"]]
    assert group["members"][0]["$ref"] == jane["meta"]["location"]
    for one in (jane, john):
        assert (await directory.send("DELETE", f"/Users/{one['id']}")).status_code == 204
    assert "members" not in await directory.ok("GET", f"/Groups/{group['id']}")
    assert (await directory.send("DELETE", f"/Groups/{group['id']}")).status_code == 204
    fault(await directory.send("DELETE", f"/Groups/{group['id']}"), 404)


async def test_changes_at_the_same_moment_keep_all_members(directory: Directory) -> None:
    users = [await directory.user() for _ in range(5)]
    group = await directory.group()
    path = f"/Groups/{group['id']}"
    added = ({"op": "add", "path": "members", "value": [{"value": one["id"]}]} for one in users)
    await asyncio.gather(*(directory.patch(path, one) for one in added))
    assert [one["value"] for one in (await directory.ok("GET", path))["members"]] == [one["id"] for one in users]


async def test_entries_of_the_audit_log_name_the_key(directory: Directory) -> None:
    user = await directory.user()
    await directory.group(user)
    entries = (await directory.api.get("/audit", params={"limit": 100})).json()["items"]
    named = {entry["entity"] for entry in entries if entry["kind"] == "key"}
    assert named >= {"user", "directory_account", "directory_group", "directory_member"}
