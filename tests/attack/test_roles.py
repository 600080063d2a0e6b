"""Every route, tried by every role of the organisation that its ids belong to, and by the same role of another one.

permissions.json says what a route takes; a new route fails here until it is named there.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from api_document import ROUTES
from attack.office import Office, new_office, sent, state
from http_api import Api, token_of
from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services
from worlds import granted

NEEDED: dict[str, str | None] = json.loads((Path(__file__).parent / "permissions.json").read_text())
EXCEPTIONS = json.loads((Path(__file__).parents[1] / "http" / "exceptions.json").read_text())
DONE = {200, 201, 202, 204}


@dataclass(frozen=True)
class Attempt:
    """One user, who sends a request with what is in an office."""

    services: Services
    http: httpx.AsyncClient
    actor: Actor

    async def send(self, route: str, ids: dict[str, int]) -> httpx.Response:
        """HEAD is to be answered as GET is."""
        method, path = route.split()
        token = await token_of(self.services, self.actor)
        headers = {"Authorization": f"Bearer {token}"}
        response = await self.http.request(method, path.format(**ids), headers=headers, **sent(route, ids))
        if method == "GET":
            head = await self.http.head(path.format(**ids), headers=headers)
            assert head.status_code == response.status_code
        return response


def test_every_route_says_what_it_takes() -> None:
    assert set(NEEDED) == set(ROUTES) - set(EXCEPTIONS["public"])
    assert {one for one in NEEDED.values() if one} <= set(Permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", NEEDED)
async def test_a_route_is_for_those_whose_role_allows_it(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office], route: str, role: Role
) -> None:
    needed = NEEDED[route]
    allowed = needed is None or Permission(needed) in PERMISSIONS_OF[role]
    if allowed and not route.startswith("GET"):
        ours, others = await new_office(services), await new_office(services)
    else:
        ours, others = neighbours
    actor, other = ours.actors[role], others.actors[role]
    begun = await services.agent.conversations.open(actor, None)
    ids = {**ours.ids, "conversation_id": begun.id, "grant_id": (await granted(services.storage, actor)).id}
    if allowed:
        theirs = await Attempt(services, inside, other).send(route, ids)
        response = await Attempt(services, inside, actor).send(route, ids)
        assert done(response), response.text
        if not names_anything(route, ids):
            assert done(theirs), theirs.text
            assert not listed(theirs) & listed(response)
        else:
            assert theirs.status_code == 404, theirs.text
    else:
        before = await state(services, ours)
        for one in (actor, other):
            response = await Attempt(services, inside, one).send(route, ids)
            assert response.status_code == 403
            assert response.json()["detail"].startswith(f"Your role {role} lacks the permission {needed}: ")
        assert await state(services, ours) == before


def done(response: httpx.Response) -> bool:
    """Tell whether nothing was refused but a password, which users of these offices haven't got."""
    return response.status_code in DONE or response.json() == {"detail": "Incorrect password"}


def names_anything(route: str, ids: dict[str, int]) -> bool:
    """Tell whether a request has an id in its path or its body."""
    return "{" in route or bool(ids.keys() & sent(route, ids).get("json", {}).keys())


def listed(response: httpx.Response) -> set[int]:
    """The ids of what a list answers; none of anything else."""
    if not response.headers.get("content-type", "").startswith("application/json"):
        return set()
    return {one["id"] for one in response.json().get("items", ())}


async def test_a_hiring_manager_notes_and_changes_nothing_else_of_a_candidate(
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
