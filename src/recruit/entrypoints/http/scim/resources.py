"""Users and groups as resources of SCIM, and what clients state of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.directory.model import DirectoryGroup, DirectoryUser, StatedGroup, StatedUser
from recruit.entrypoints.http.etags import encode, etag
from recruit.entrypoints.http.field_types import Email, Name
from recruit.entrypoints.http.scim.errors import ScimError
from recruit.entrypoints.http.scim.schemas import GROUP, GROUPS, USER, USERS, Kind

NAMES = {"formatted": "formatted_name", "givenName": "given_name", "familyName": "family_name"}
NO_ADDRESS = "A user has an e-mail address: send it in emails, or as userName"
LARGEST_ID_DIGITS = 18
MOST_MEMBERS = 10_000

Resource = dict[str, Any]


def user_resource(found: DirectoryUser, base: str) -> Resource:
    """Return a user. One whom the directory doesn't provision has the e-mail address as the user name."""
    user = found.user
    stated = StatedUser(
        user_name=user.email, email=user.email, display_name=user.full_name, email_type="work", email_primary=True
    )
    if found.account is not None:
        stated = found.account
    name = {ours: value for ours, field in NAMES.items() if (value := getattr(stated, field)) is not None}
    email = {"value": stated.email, "type": stated.email_type, "primary": stated.email_primary}
    groups = [{"value": str(one.id), "$ref": f"{base}/Groups/{one.id}", "display": one.name} for one in found.groups]
    made = {
        "schemas": [USER],
        "id": str(user.id),
        "externalId": stated.external_id,
        "userName": stated.user_name,
        "name": name or None,
        "displayName": stated.display_name,
        "active": stated.active,
        "emails": [{key: value for key, value in email.items() if value is not None}],
        "roles": [{"value": str(stated.role)}] if stated.role is not None else None,
        "groups": groups or None,
    }
    times = (None, None) if found.account is None else (found.account.created_at, found.account.changed_at)
    return _with_meta(made, USERS, f"{base}/Users/{user.id}", *times)


def group_resource(found: DirectoryGroup, base: str, *, members: bool = True) -> Resource:
    """Return a group, with its members if `members`. Only then it has a version."""
    group = found.group
    made = {
        "schemas": [GROUP],
        "id": str(group.id),
        "externalId": group.external_id,
        "displayName": group.name,
        "members": [{"value": str(one), "$ref": f"{base}/Users/{one}", "type": "User"} for one in found.member_ids]
        or None,
    }
    location = f"{base}/Groups/{group.id}"
    return _with_meta(made, GROUPS, location, group.created_at, group.changed_at, version=members)


def _with_meta(
    values: Mapping[str, Any],
    kind: Kind,
    location: str,
    created: datetime | None,
    changed: datetime | None,
    *,
    version: bool = True,
) -> Resource:
    made = {name: value for name, value in values.items() if value is not None}
    meta: dict[str, Any] = {"resourceType": kind.name, "location": location}
    if created is not None and changed is not None:
        meta |= {"created": created.isoformat(), "lastModified": changed.isoformat()}
    if version:
        meta["version"] = etag(encode({**made, "meta": meta})).decode()
    return {**made, "meta": meta}


def stated_user(body: Resource) -> StatedUser:
    """Return what a client states of a user, in its attributes as `schemas.read` returns them. Raises ScimError."""
    user_name = _text(body.get("userName"), "userName")
    if user_name is None:
        raise ScimError(400, "userName is missing", "invalidValue")
    emails = body.get("emails") or [{"value": user_name}]
    email = next((one for one in emails if one.get("primary")), None)
    email = email or next((one for one in emails if one.get("type") == "work"), emails[0])
    try:
        address = msgspec.convert(email.get("value"), Email)
    except msgspec.ValidationError as error:
        raise ScimError(400, NO_ADDRESS, "invalidValue") from error
    name = body.get("name") or {}
    return StatedUser(
        user_name=user_name,
        email=address,
        external_id=_text(body.get("externalId"), "externalId"),
        active=body.get("active"),
        display_name=_text(body.get("displayName"), "displayName"),
        email_type=_text(email.get("type"), "emails.type"),
        email_primary=email.get("primary"),
        role=_role(body.get("roles") or ()),
        **{field: _text(name.get(ours), f"name.{ours}") for ours, field in NAMES.items()},
    )


def stated_group(body: Resource) -> StatedGroup:
    """Return what a client states of a group, as `stated_user` does."""
    name = _text(body.get("displayName"), "displayName")
    if name is None:
        raise ScimError(400, "displayName is missing", "invalidValue")
    members = body.get("members") or ()
    if len(members) > MOST_MEMBERS:
        raise ScimError(400, f"A group has {MOST_MEMBERS:,} members at most", "tooMany")
    return StatedGroup(
        name=name,
        external_id=_text(body.get("externalId"), "externalId"),
        member_ids=[_member_id(one) for one in members],
    )


def _member_id(member: Resource) -> int:
    if member.get("type", "User").lower() != "user":
        raise ScimError(400, "Members of a group are users: groups within groups aren't kept", "invalidValue")
    found = resource_id(member.get("value") or "")
    if found is None:
        raise ScimError(400, "The value of a member should be a user's id", "invalidValue")
    return found


def resource_id(text: str) -> int | None:
    """Return an id, None for a text that is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LARGEST_ID_DIGITS
    return int(text) if is_number and str(int(text)) == text else None


def _text(value: str | None, where: str) -> str | None:
    """Return a text of a length that is stored. Raises ScimError."""
    if value is None or value == "":
        return None
    try:
        return msgspec.convert(value, Name)
    except msgspec.ValidationError as error:
        raise ScimError(400, f"{where} should be a text of 1 to 200 characters that show", "invalidValue") from error


def _role(values: Sequence[Resource]) -> Role | None:
    """Return the highest of the roles. Raises ScimError."""
    names = [one.get("value") for one in values]
    if unknown := [name for name in names if name not in {*map(str, Role)}]:
        known = ", ".join(Role)
        raise ScimError(400, f"There is no role {unknown[0]!r}: the roles are {known}", "invalidValue")
    return max((Role(str(name)) for name in names), key=list(Role).index, default=None)


def chosen(resource: Resource, attributes: Collection[str], excluded: Collection[str], kind: Kind) -> Resource:
    """Return a resource with only some attributes, or without some (RFC 7644, 3.9). `schemas` and `id` always stay."""
    if attributes:
        found = [_path(kind, name) for name in attributes]
        kept: Resource = {}
        for name, value in resource.items():
            subs = [sub for its_name, sub in found if its_name == name.lower()]
            if name in {"schemas", "id"} or "" in subs:
                kept[name] = value
            elif subs:
                kept[name] = _with_subs(value, subs, included=True)
        return kept
    kept = dict(resource)
    for its_name, sub in (_path(kind, name) for name in excluded):
        for name in [name for name in kept if name.lower() == its_name and name not in {"schemas", "id"}]:
            if sub:
                kept[name] = _with_subs(kept[name], [sub], included=False)
            else:
                del kept[name]
    return kept


def _path(kind: Kind, name: str) -> tuple[str, str]:
    local = kind.local(name.strip())
    attribute, _, sub = (local or "").lower().partition(".")
    return attribute, sub


def _with_subs(value: Any, subs: Sequence[str], *, included: bool) -> Any:
    if isinstance(value, list):
        return [_with_subs(each, subs, included=included) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: each for name, each in value.items() if (name.lower() in subs) == included}
