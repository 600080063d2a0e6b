"""Every route, tried by every role of the organisation that its ids belong to, and by the same role of another one.

permissions.json lists each route's permission; a new route fails here until it is listed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from api_document import ROUTES
from attack.office import Office, new_office, note_by, state, valid_request
from cases import every_case
from http_api import Api, token_of
from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.saved_searches.model import SearchKind
from recruit.domain.search.queries import CandidateQuery
from recruit.entrypoints.services import Services
from worlds import granted

pytestmark = pytest.mark.one_storage

REQUIRED: dict[str, str | None] = json.loads((Path(__file__).parent / "permissions.json").read_text())
EXCEPTIONS = json.loads((Path(__file__).parents[1] / "http" / "exceptions.json").read_text())
SUCCESS = {200, 201, 202, 204}


@dataclass(frozen=True)
class Attempt:
    """Requests by one user, with the ids of an office."""

    services: Services
    http: httpx.AsyncClient
    actor: Actor

    async def send(self, route: str, ids: dict[str, int]) -> httpx.Response:
        """Send a route's request, and check that HEAD returns the status of GET."""
        method, path = route.split()
        token = await token_of(self.services, self.actor)
        headers = {"Authorization": f"Bearer {token}"}
        response = await self.http.request(method, path.format(**ids), headers=headers, **valid_request(route, ids))
        if method == "GET":
            head = await self.http.head(path.format(**ids), headers=headers)
            assert head.status_code == response.status_code
        return response


def test_every_route_is_listed_with_its_permission() -> None:
    assert set(REQUIRED) == set(ROUTES) - set(EXCEPTIONS["public"])
    assert {one for one in REQUIRED.values() if one} <= set(Permission)


@pytest.mark.parametrize("route", REQUIRED)
async def test_a_route_allows_exactly_the_roles_with_its_permission(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office], route: str
) -> None:
    needed = REQUIRED[route]
    with every_case() as case:
        for role in Role:
            with case(role):
                if needed is None or Permission(needed) in PERMISSIONS_OF[role]:
                    await assert_allowed(services, inside, neighbours, route, role)
                else:
                    await assert_refused(services, inside, neighbours, route, role)


async def assert_allowed(
    services: Services, inside: httpx.AsyncClient, offices: tuple[Office, Office], route: str, role: Role
) -> None:
    """Check that a role may send a route's request, and that users of other organisations don't find its records."""
    ours, others = offices
    if not route.startswith("GET"):
        ours = await new_office(services)
        others = others if has_ids(route, ours.ids) else await new_office(services)
    ids = await ids_for(services, ours, role)
    theirs = await Attempt(services, inside, others.actors[role]).send(route, ids)
    response = await Attempt(services, inside, ours.actors[role]).send(route, ids)
    assert succeeded(response), response.text
    if not has_ids(route, ids):
        assert succeeded(theirs), theirs.text
        assert not listed_ids(theirs) & listed_ids(response)
    else:
        assert theirs.status_code == 404, theirs.text


async def assert_refused(
    services: Services, inside: httpx.AsyncClient, offices: tuple[Office, Office], route: str, role: Role
) -> None:
    """Check that a role may not send a route's request, and that it changes nothing."""
    ours, others = offices
    ids = await ids_for(services, ours, role)
    before = await state(services, ours)
    for office in (ours, others):
        response = await Attempt(services, inside, office.actors[role]).send(route, ids)
        assert response.status_code == 403
        assert response.json()["detail"].startswith(f"Your role {role} lacks the permission {REQUIRED[route]}: ")
    assert await state(services, ours) == before


async def ids_for(services: Services, office: Office, role: Role) -> dict[str, int]:
    """Return the ids of an office with those of records that its user of this role owns."""
    actor = office.actors[role]
    conversation = await services.agent.conversations.open(actor, None)
    ids = {**office.ids, "conversation_id": conversation.id, "grant_id": (await granted(services.storage, actor)).id}
    query = CandidateQuery(title="nurse")
    saved = await services.saved_searches.create(actor, "Nurses", SearchKind.CANDIDATES, query, shared=False)
    return ids | {"search_id": saved.id, "note_id": await note_by(services, office, actor)}


def succeeded(response: httpx.Response) -> bool:
    """Tell whether a request was allowed; users of these offices have no password, so a wrong one counts as allowed."""
    return response.status_code in SUCCESS or response.json() == {"detail": "Incorrect password"}


def has_ids(route: str, ids: Mapping[str, int]) -> bool:
    """Tell whether a request has an id in its path or its body."""
    return "{" in route or bool(ids.keys() & valid_request(route, ids).get("json", {}).keys())


def listed_ids(response: httpx.Response) -> set[int]:
    """Return the ids in a list response; an empty set for any other response."""
    if not response.headers.get("content-type", "").startswith("application/json"):
        return set()
    return {one["id"] for one in response.json().get("items", ()) if "id" in one}


async def test_a_hiring_manager_may_change_only_the_notes_of_a_candidate(
    services: Services, inside: httpx.AsyncClient
) -> None:
    office = await new_office(services)
    manager = await token_of(services, office.actors[Role.HIRING_MANAGER])
    api, path = Api(inside, token=manager), f"/candidates/{office.ids['candidate_id']}"
    assert (await api.patch(path, {"notes": "Met on Monday"})).json()["notes"] == "Met on Monday"
    refused = await api.patch(path, {"notes": "Met on Tuesday", "full_name": "Jane Roe"})
    assert (refused.status_code, (await api.get(path)).json()["notes"]) == (403, "Met on Monday")


async def test_scopes_narrow_a_role_and_never_widen_it(services: Services) -> None:
    office = await new_office(services)
    scopes = frozenset({Permission.READ_JOBS, Permission.DELETE_JOBS})
    actor = replace(office.actors[Role.VIEWER], scopes=scopes)
    assert [one for one in Permission if actor.has_permission(one)] == [Permission.READ_JOBS]
