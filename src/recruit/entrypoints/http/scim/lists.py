"""Lists of users and groups: pages, filters and searches (RFC 7644, 3.4.2 and 3.4.3)."""

import asyncio
from collections.abc import Sequence
from typing import Any, TypeAlias

from recruit.domain.directory.model import DirectoryGroup, DirectoryUser
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.entrypoints.http.scim.calls import Answer, Call, Query
from recruit.entrypoints.http.scim.errors import ScimError
from recruit.entrypoints.http.scim.filters import Filter, equalities, parse_filter, reads
from recruit.entrypoints.http.scim.resources import Resource, chosen, group_resource, resource_id, user_resource
from recruit.entrypoints.http.scim.schemas import USERS, Kind

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
MOST_SEARCHED = 10_000
"""Number of users or groups up to which any filter is answered."""

MOST_AT_ONCE = 50
"""Number of users that are compared with a filter in one go."""

Found: TypeAlias = DirectoryUser | DirectoryGroup

TOO_MANY = f"Of more than {MOST_SEARCHED:,} resources, filter by userName, externalId or id, with eq"


async def show_list(kind: Kind, call: Call) -> Answer:
    """Answer a query of one resource type."""
    return await _one_kind(kind, call, call.query())


async def search(kinds: Sequence[Kind], call: Call) -> Answer:
    """Answer a query that is sent as a body, of one resource type or of all."""
    body = await call.body()
    if not isinstance(body, dict):
        raise ScimError(400, "The body should be a JSON object", "invalidSyntax")
    query = Query.of(body)
    if len(kinds) == 1:
        return await _one_kind(kinds[0], call, query)
    found, refused = [], None
    for kind in kinds:
        try:
            wanted = None if query.filter is None else parse_filter(kind, query.filter)
        except ScimError as error:  # a filter may be about an attribute of one resource type
            if refused is not None:
                raise
            refused = error
            continue
        every = await _Lists(kind, call, query, wanted).all()
        found += [chosen(one, query.attributes, query.excluded, kind) for one in every]
    return Answer(list_response(found[query.start - 1 :][: query.count], len(found), query.start))


def list_response(found: Sequence[Resource], total: int, start: int) -> Resource:
    """Return the message with a page of resources."""
    return {
        "schemas": [LIST],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": len(found),
        "Resources": found,
    }


async def _one_kind(kind: Kind, call: Call, query: Query) -> Answer:
    if query.filter is None:
        window = Window(skip=query.start - 1, limit=query.count)
        found, total = await _Lists(kind, call, query).page(window)
    else:
        every = await _Lists(kind, call, query, parse_filter(kind, query.filter)).all()
        found, total = every[query.start - 1 :][: query.count], len(every)
    shown = [chosen(one, query.attributes, query.excluded, kind) for one in found]
    return Answer(list_response(shown, total, query.start))


class _Lists:
    """The users or groups that a filter matches, all without one."""

    def __init__(self, kind: Kind, call: Call, query: Query, wanted: Filter | None = None) -> None:
        self._is_users = kind is USERS
        self._call = call
        self._wanted = wanted
        self._members = query.shows_members or (wanted is not None and reads(wanted, "members"))

    async def page(self, window: Window) -> tuple[Sequence[Resource], int]:
        """Return the resources of a page without a filter, and the number of all."""
        found = await self._window(window)
        return [self._resource(one) for one in found.items], found.total

    async def all(self) -> Sequence[Resource]:
        """Return all resources, found by a look-up where the filter names one. Raises ScimError for too many."""
        found = None
        for name, value in equalities(self._wanted) if self._wanted is not None else ():
            found = await self._looked_up(name, value) if found is None else found
        matching = []
        for number, one in enumerate(await self._up_to_most() if found is None else found):
            if self._members or number % MOST_AT_ONCE == 0:
                await asyncio.sleep(0)  # other requests go on
            resource = self._resource(one)
            if self._wanted is None or self._wanted.matches(resource):
                matching.append(resource)
        return matching

    async def _window(self, window: Window) -> Page[Any]:
        directory, actor = self._call.directory, self._call.actor
        if self._is_users:
            return await directory.users(actor, window)
        return await directory.groups(actor, window, members=self._members)

    async def _up_to_most(self) -> Sequence[Found]:
        found = await self._window(Window(limit=MOST_SEARCHED))
        if found.total > MOST_SEARCHED:
            raise ScimError(400, TOO_MANY, "tooMany")
        return found.items

    async def _looked_up(self, name: str, value: str) -> Sequence[Found] | None:
        """Return those with a value of an attribute, None if there is no look-up by that attribute."""
        directory, actor = self._call.directory, self._call.actor
        if name == "id":
            return await self._by_id(resource_id(value))
        if name == "externalId" and self._is_users:
            return await directory.users_with_external_id(actor, value)
        if name == "externalId":
            window = Window(limit=MOST_SEARCHED)
            return (await directory.groups_with_external_id(actor, value, window, members=self._members)).items
        if name == "userName":
            named = await directory.user_named(actor, value)
            return [] if named is None else [named]
        return None

    async def _by_id(self, its_id: int | None) -> Sequence[Found]:
        directory, actor = self._call.directory, self._call.actor
        try:
            if its_id is None:
                return []
            if self._is_users:
                return [await directory.user(actor, its_id)]
            return [await directory.group(actor, its_id, members=self._members)]
        except NotFound:
            return []

    def _resource(self, found: Found) -> Resource:
        if isinstance(found, DirectoryUser):
            return user_resource(found, self._call.base)
        return group_resource(found, self._call.base, members=self._members)
