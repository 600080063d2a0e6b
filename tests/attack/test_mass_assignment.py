"""Mass assignment: fields that only the server sets, and ids of another organisation, in requests."""

from typing import Any, cast

import httpx
import pytest

from api_document import ROUTES
from attack.judging import assert_harmless
from attack.office import MARK, Office, new_office, state
from attack.sending import Attacker, attacker, body_of, encoded_body, valid_body
from cases import every_case
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.observability.instrumented_ports import MeasuredStorage
from recruit.entrypoints.services import Services
from worlds import new_email

ID, TIME, TEXT = 987_654_321, "1999-09-09T09:09:09Z", "sentinel"
SERVER_OWNED: dict[str, Any] = {
    **dict.fromkeys(
        "id org_id user_id owner_id created_by_user_id invited_by_user_id sign_in_id document_id import_id log_id "
        "conversation_id version score fit_score duplicate_of total done created size pages number".split(),
        ID,
    ),
    **dict.fromkeys("created_at updated_at expires_at accepted_at time".split(), TIME),
    **dict.fromkeys(
        "status source role email password_hash token kind hash sha256 filename reason strategy warnings hidden error "
        "engine receipt scopes permissions direction preview tools outcome".split(),
        TEXT,
    ),
    **dict.fromkeys("is_admin is_public verified dry_run admin".split(), True),
    "__class__": TEXT,
    "constructor": {"prototype": {"id": ID}},
    "__proto__": {"org_id": ID},
}
"""Fields that only the server sets, and names that other frameworks have bound from bodies."""

WRITING = [route for route in ROUTES if body_of(route)]
READING = [route for route in ROUTES if route.startswith("GET ")]


@pytest.mark.one_storage
@pytest.mark.parametrize("route", WRITING)
async def test_a_request_cannot_set_fields_that_the_server_owns(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    office = await new_office(services)
    ours = await attacker(services, inside, office)
    body = valid_body(route, ours.ids)
    extra = {name: value for name, value in SERVER_OWNED.items() if name not in body_of(route)["properties"]}
    add_fields(body.get("json", {}), extra)
    body.get("data", {}).update({name: str(value) for name, value in extra.items()})
    for fields, name in ((body.get("json", {}), "email"), (body.get("data", {}), "username")):
        if name in fields:
            fields[name] = new_email()
    kind, content = encoded_body(body)
    response = await ours.write(route, kind, content, params={name: str(value) for name, value in extra.items()})
    assert_harmless(response, f"{route} with fields of the server's")
    assert not has_sentinel(response.text), f"{route}: {response.text[:500]}"
    actor = office.actors[Role.ORG_ADMIN]
    stored = stored_text(services, actor.org_id)
    assert str(office.ids["job_id"]) in stored
    assert not has_sentinel(stored), f"{route}: {stored}"
    async with services.storage.transaction(actor.org_id) as work:
        assert (await work.users.get(actor.user_id)).org_id == actor.org_id


def add_fields(value: Any, extra: dict[str, Any]) -> None:
    """Add fields to every object in a JSON value, without replacing existing ones."""
    match value:
        case dict():
            for one in list(value.values()):
                add_fields(one, extra)
            value.update({name: one for name, one in extra.items() if name not in value})
        case list():
            for one in value:
                add_fields(one, extra)


def has_sentinel(text: str) -> bool:
    return str(ID) in text or "1999-09-09" in text or "1999, 9, 9" in text or TEXT in text


def stored_text(services: Services, org_id: int) -> str:
    """Return all that storage in memory has of an organisation: more than what its routes show."""
    assert isinstance(services.storage, MeasuredStorage)
    tenant = cast("Any", services.storage.adapter)._tenants[org_id]  # noqa: SLF001 - what no port shows
    return repr(tenant) + repr({name: getattr(tenant, name) for name in tenant.__slots__})


def ids_in(route: str) -> list[str]:
    """Return the fields of a route's body that are ids."""
    return [name for name in body_of(route).get("properties", {}) if name.endswith("_id") and name != "client_id"]


async def test_an_id_of_another_organisation_among_own_ids_is_not_found(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office]
) -> None:
    ours, theirs = [await attacker(services, inside, office) for office in neighbours]
    before = await state(services, neighbours[1])
    with every_case() as case:
        for route in ROUTES:
            names = [*ids_in(route), *(part.strip("{}") for part in route.split("/") if part.startswith("{"))]
            for name in names:
                if name == "stage_key":  # a key of one's own job, which others have too
                    continue
                if route == "POST /api/v1/candidates/import":  # the job of archives, and the example is a table
                    continue
                with case(route, name):
                    also = {"spare_id": theirs.ids["spare_id"]} if name == "candidate_id" else {}
                    mixed = Attacker(inside, ours.token, {**ours.ids, name: theirs.ids[name], **also})
                    response = await mixed.send(route)
                    assert response.status_code in {400, 404}, response.text
                    assert MARK.strip() not in response.text
                    assert await state(services, neighbours[1]) == before


async def test_ids_of_another_organisation_in_a_query_find_nothing(
    services: Services, inside: httpx.AsyncClient
) -> None:
    others = await new_office(services)
    ours = await attacker(services, inside, await new_office(services))
    org_id = others.actors[Role.ORG_ADMIN].org_id
    for route in READING:
        for name in ("org_id", "job_id", "candidate_id", "user_id", "application_id"):
            response = await ours.send(route, params={name: others.ids.get(name, org_id)})
            assert_harmless(response, f"{route}?{name} of others")
            if response.headers["content-type"] == "application/json":
                assert org_id not in [one.get("org_id") for one in response.json().get("items", ())], route
