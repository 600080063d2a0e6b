"""Operations on one user or group: create, read, replace, patch and delete (RFC 7644, 3.3 to 3.6)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from recruit.domain.directory.model import DirectoryUser
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http.etags import if_match_condition
from recruit.entrypoints.http.scim.calls import Answer, Call, Query
from recruit.entrypoints.http.scim.patching import patched
from recruit.entrypoints.http.scim.resources import (
    Resource,
    chosen,
    group_resource,
    stated_group,
    stated_user,
    user_resource,
)
from recruit.entrypoints.http.scim.schemas import GROUPS, USERS, Kind, read

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
ACTIVE = {"active": True}
"""What a user is whose client doesn't state it."""


async def create(kind: Kind, call: Call) -> Answer:
    """Create a resource."""
    body = read(kind, await call.body())
    if kind is USERS:
        made = user_resource(await call.directory.add_user(call.actor, stated_user(ACTIVE | body)), call.base)
    else:
        made = group_resource(await call.directory.add_group(call.actor, stated_group(body)), call.base)
    return _shown(kind, made, call.query(), 201, {"Location": made["meta"]["location"]})


async def show_user(user_id: int, call: Call) -> Answer:
    """Return a user."""
    found = await call.directory.user(call.actor, user_id)
    return _shown(USERS, user_resource(found, call.base), call.query())


async def replace_user(user_id: int, call: Call) -> Answer:
    """Replace a user: attributes that aren't sent are removed."""
    stated = stated_user(ACTIVE | read(USERS, await call.body()))
    changed = await call.directory.change_user(call.actor, user_id, lambda _: stated, _user_condition(call))
    return _shown(USERS, user_resource(changed, call.base), call.query())


async def patch_user(user_id: int, call: Call) -> Answer:
    """Change a user."""
    body, query = await call.body(), call.query()
    changed = await call.directory.change_user(
        call.actor,
        user_id,
        lambda found: stated_user(patched(USERS, _stated(found, call), body)),
        _user_condition(call),
    )
    return _shown(USERS, user_resource(changed, call.base), query)


def _stated(found: DirectoryUser, call: Call) -> Resource:
    """Return a user as the directory has stated them: an address that was sent as the user name alone follows it."""
    resource, account = user_resource(found, call.base), found.account
    if (
        account is not None
        and account.email == account.user_name
        and {account.email_type, account.email_primary} == {None}
    ):
        del resource["emails"]
    return resource


async def delete_user(user_id: int, call: Call) -> Answer:
    """Remove a user."""
    await call.directory.remove_user(call.actor, user_id, _user_condition(call))
    return Answer(status=204)


async def show_group(group_id: int, call: Call) -> Answer:
    """Return a group."""
    query = call.query()
    found = await call.directory.group(call.actor, group_id, members=query.shows_members)
    return _shown(GROUPS, group_resource(found, call.base, members=query.shows_members), query)


async def replace_group(group_id: int, call: Call) -> Answer:
    """Replace a group with its members."""
    stated = stated_group(read(GROUPS, await call.body()))
    changed = await call.directory.change_group(call.actor, group_id, lambda _: stated, _group_condition(call))
    return _shown(GROUPS, group_resource(changed, call.base), call.query())


async def patch_group(group_id: int, call: Call) -> Answer:
    """Change a group. The response has no content unless the request names attributes: members may be thousands."""
    body, query = await call.body(), call.query()
    changed = await call.directory.change_group(
        call.actor,
        group_id,
        lambda found: stated_group(patched(GROUPS, group_resource(found, call.base), body)),
        _group_condition(call),
    )
    answer = _shown(GROUPS, group_resource(changed, call.base), query)
    return answer if query.attributes else Answer(status=204, headers=answer.headers)


async def delete_group(group_id: int, call: Call) -> Answer:
    """Remove a group."""
    await call.directory.remove_group(call.actor, group_id, _group_condition(call))
    return Answer(status=204)


def _user_condition(call: Call) -> Condition[Any] | None:
    return if_match_condition(call.scope, lambda found: _version(user_resource(found, call.base)).encode())


def _group_condition(call: Call) -> Condition[Any] | None:
    return if_match_condition(call.scope, lambda found: _version(group_resource(found, call.base)).encode())


def _version(resource: Resource) -> str:
    return str(resource["meta"].get("version", ""))


def _shown(
    kind: Kind, resource: Resource, query: Query, status: int = 200, headers: Mapping[str, str] = NO_HEADERS
) -> Answer:
    version = _version(resource)
    tag = {"ETag": version} if version else {}
    return Answer(chosen(resource, query.attributes, query.excluded, kind), status, {**headers, **tag})
