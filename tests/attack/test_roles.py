"""Every route, tried by every role of the organisation that its ids belong to, and by the same role of another one.

permissions.json says what a route takes; a new route fails here until it is named there.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from attack.office import ROUTES, Office, new_office, request_for
from http_api import SECRET_KEY, Api, token_of
from recruit.domain.model.accounts import Actor
from recruit.domain.model.permissions import GRANTED, Permission, Role
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from worlds import new_email

NEEDED: dict[str, str | None] = json.loads((Path(__file__).parent / "permissions.json").read_text())
EXCEPTIONS = json.loads((Path(__file__).parents[1] / "http" / "exceptions.json").read_text())
DONE = {200, 201, 202, 204}
OTHER_REQUESTS = {
    "POST /api/v1/applications": lambda ids: {"json": {"job_id": ids["job_id"], "candidate_id": ids["spare_id"]}},
    "POST /api/v1/users/invitations": lambda _ids: {"json": {"email": new_email(), "role": "viewer"}},
    "POST /api/v1/users/me/password": lambda _ids: {"json": {"current_password": "x", "new_password": "secret456"}},
    "PATCH /api/v1/applications/{application_id}": lambda _ids: {"json": {"status": "interview"}},
}
"""Of routes whose example would be refused by a rule, whoever asks."""


@pytest.fixture(scope="session", params=["memory:", "embedded:"])
async def services(request: pytest.FixtureRequest, data_dir: Path) -> AsyncIterator[Services]:
    environment = {
        "RECRUIT_STORAGE": request.param,
        "RECRUIT_DATA_DIR": str(data_dir),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
    }
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


@dataclass(frozen=True)
class Attempt:
    """One user, who sends a request with what is in an office."""

    services: Services
    http: httpx.AsyncClient
    actor: Actor

    async def send(self, route: str, ids: dict[str, int]) -> httpx.Response:
        method, path = route.split()
        token = await token_of(self.services, self.actor)
        headers = {"Authorization": f"Bearer {token}"}
        return await self.http.request(method, path.format(**ids), headers=headers, **sent(route, ids))


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://recruit.test") as client:
        yield client


def test_every_route_says_what_it_takes() -> None:
    assert set(NEEDED) == set(ROUTES) - set(EXCEPTIONS["public"])
    assert {one for one in NEEDED.values() if one} <= set(Permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", NEEDED)
async def test_a_route_is_for_those_whose_role_allows_it(
    services: Services, http: httpx.AsyncClient, route: str, role: Role
) -> None:
    ours, others = await new_office(services), await new_office(services)
    actor, other = ours.actors[role], others.actors[role]
    begun = await services.agent.conversations.open(actor, None)
    ids = {**ours.ids, "conversation_id": begun.id}
    needed = NEEDED[route]
    if needed is None or Permission(needed) in GRANTED[role]:
        theirs = await Attempt(services, http, other).send(route, ids)
        response = await Attempt(services, http, actor).send(route, ids)
        assert done(response), response.text
        if not names_anything(route, ids):
            assert done(theirs), theirs.text
            assert not listed(theirs) & listed(response)
        else:
            assert theirs.status_code == 404, theirs.text
    else:
        before = await state(services, ours)
        for one in (actor, other):
            response = await Attempt(services, http, one).send(route, ids)
            assert response.status_code == 403
            assert response.json()["detail"].startswith(f"Your role {role} lacks the permission {needed}: ")
        assert await state(services, ours) == before


def done(response: httpx.Response) -> bool:
    """Tell whether nothing was refused but a password, which users of these offices haven't got."""
    return response.status_code in DONE or response.json() == {"detail": "Incorrect password"}


def sent(route: str, ids: dict[str, int]) -> dict[str, Any]:
    return OTHER_REQUESTS.get(route, lambda ids: request_for(route, ids))(ids)


def names_anything(route: str, ids: dict[str, int]) -> bool:
    """Tell whether a request has an id in its path or its body."""
    return "{" in route or bool(ids.keys() & sent(route, ids).get("json", {}).keys())


def listed(response: httpx.Response) -> set[int]:
    """The ids of what a list answers; none of anything else."""
    if not response.headers.get("content-type", "").startswith("application/json"):
        return set()
    return {one["id"] for one in response.json().get("items", ())}


async def state(services: Services, office: Office) -> object:
    """All of an office that a role may be kept from."""
    actor, ids = office.actors[Role.ORG_ADMIN], office.ids
    async with services.storage.begin(actor.org_id) as work:
        return (
            await work.jobs.all(),
            await work.candidates.all(),
            await work.profiles.get(ids["candidate_id"]),
            await work.documents.content(ids["candidate_id"], ids["document_id"]),
            await work.applications.get(ids["application_id"]),
            await work.imports.get(ids["import_id"]),
            [await work.users.get(one) for one in (actor.user_id, ids["user_id"])],
            await work.invitations.get(ids["invitation_id"]),
        )


async def test_a_hiring_manager_notes_and_changes_nothing_else_of_a_candidate(
    services: Services, http: httpx.AsyncClient
) -> None:
    office = await new_office(services)
    manager = await token_of(services, office.actors[Role.HIRING_MANAGER])
    api, path = Api(http, token=manager), f"/candidates/{office.ids['candidate_id']}"
    assert (await api.patch(path, {"notes": "Met on Monday"})).json()["notes"] == "Met on Monday"
    refused = await api.patch(path, {"notes": "Met on Tuesday", "full_name": "Jane Roe"})
    assert (refused.status_code, (await api.get(path)).json()["notes"]) == (403, "Met on Monday")


async def test_scopes_narrow_a_role_and_never_widen_it(services: Services) -> None:
    office = await new_office(services)
    scopes = frozenset({Permission.READ_JOBS, Permission.DELETE_JOBS})
    actor = replace(office.actors[Role.VIEWER], scopes=scopes)
    assert [one for one in Permission if actor.may(one)] == [Permission.READ_JOBS]
