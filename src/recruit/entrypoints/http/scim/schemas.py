"""Schemas of users and groups (RFC 7643), and what the server says of itself (RFC 7644, 4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.http.scim.errors import ScimError

CORE = "urn:ietf:params:scim:schemas:core:2.0"
USER, GROUP = f"{CORE}:User", f"{CORE}:Group"
MOST_RESULTS = 200
"""Maximum number of resources in a response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute, with its characteristics (RFC 7643, 7) in the words of SCIM."""

    name: str
    description: str
    type: str = "string"
    multi: bool = False
    required: bool = False
    case_exact: bool = False
    mutability: str = "readWrite"
    returned: str = "default"
    uniqueness: str = "none"
    canonical: Sequence[str] = ()
    references: Sequence[str] = ()
    sub: Sequence["Attribute"] = ()

    @property
    def is_writable(self) -> bool:
        """Whether a client may set it."""
        return self.mutability != "readOnly"

    def sub_attribute(self, name: str) -> "Attribute | None":
        """Return a sub-attribute, None if there is none of that name."""
        return next((one for one in self.sub if one.name.lower() == name.lower()), None)

    def described(self) -> dict[str, Any]:
        """Return the definition for clients."""
        made: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "multiValued": self.multi,
            "description": self.description,
            "required": self.required,
            "mutability": self.mutability,
            "returned": self.returned,
        }
        if self.type == "complex":
            return made | {"subAttributes": [one.described() for one in self.sub]}
        if self.type == "boolean":
            return made
        made |= {"caseExact": self.case_exact, "uniqueness": self.uniqueness}
        if self.canonical:
            made["canonicalValues"] = list(self.canonical)
        if self.references:
            made["referenceTypes"] = list(self.references)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A resource type. `not_kept` are attributes of the standard, in lower case, that are ignored when they are set."""

    name: str
    urn: str
    endpoint: str
    description: str
    attributes: Sequence[Attribute]
    not_kept: frozenset[str]

    def attribute(self, name: str) -> Attribute | None:
        """Return an attribute, also one that all resources have, None if there is none of that name."""
        return next((one for one in (*COMMON, *self.attributes) if one.name.lower() == name.lower()), None)

    def local(self, path: str) -> str | None:
        """Return an attribute's path without the schema before it, None for one of another schema."""
        if not path.lower().startswith("urn:"):
            return path
        own = f"{self.urn}:".lower()
        return path[len(own) :] if path.lower().startswith(own) else None

    def described(self, base: str) -> dict[str, Any]:
        """Return the schema for clients."""
        return {
            "schemas": [f"{CORE}:Schema"],
            "id": self.urn,
            "name": self.name,
            "description": self.description,
            "attributes": [one.described() for one in self.attributes],
            "meta": {"resourceType": "Schema", "location": f"{base}/Schemas/{self.urn}"},
        }

    def described_type(self, base: str) -> dict[str, Any]:
        """Return the resource type for clients."""
        return {
            "schemas": [f"{CORE}:ResourceType"],
            "id": self.name,
            "name": self.name,
            "description": self.description,
            "endpoint": self.endpoint,
            "schema": self.urn,
            "meta": {"resourceType": "ResourceType", "location": f"{base}/ResourceTypes/{self.name}"},
        }


COMMON = (
    Attribute(name="schemas", description="", type="reference", multi=True, mutability="readOnly"),
    Attribute(name="id", description="", case_exact=True, mutability="readOnly"),
    Attribute(name="externalId", description="", case_exact=True),
    Attribute(
        name="meta",
        description="",
        type="complex",
        mutability="readOnly",
        sub=(
            Attribute(name="resourceType", description="", case_exact=True),
            Attribute(name="created", description="", type="dateTime"),
            Attribute(name="lastModified", description="", type="dateTime"),
            Attribute(name="location", description="", case_exact=True),
            Attribute(name="version", description="", case_exact=True),
        ),
    ),
)
"""Attributes of all resources (RFC 7643, 3.1), which schemas don't list."""

USERS = Kind(
    name="User",
    urn=USER,
    endpoint="/Users",
    description="A member of the organization",
    attributes=(
        Attribute(
            name="userName",
            description="The name by which the directory finds the user, often the e-mail address",
            required=True,
            uniqueness="server",
        ),
        Attribute(
            name="name",
            description="The parts of the user's name",
            type="complex",
            sub=(
                Attribute(name="formatted", description="The whole name"),
                Attribute(name="familyName", description="The family name"),
                Attribute(name="givenName", description="The given name"),
            ),
        ),
        Attribute(name="displayName", description="The name that other users see"),
        Attribute(name="active", description="Whether the user may sign in", type="boolean"),
        Attribute(
            name="emails",
            description="The e-mail address; of several, the primary one is kept. Without it, userName has to be one",
            type="complex",
            multi=True,
            required=True,
            sub=(
                Attribute(name="value", description="The address", required=True, uniqueness="global"),
                Attribute(name="type", description="What it is for", canonical=("work",)),
                Attribute(name="primary", description="Whether it is the main one", type="boolean"),
            ),
        ),
        Attribute(
            name="roles",
            description="The role that the directory gives; of several, the highest is kept. Mapped groups go first",
            type="complex",
            multi=True,
            sub=(
                Attribute(
                    name="value", description="The role", required=True, case_exact=True, canonical=[*map(str, Role)]
                ),
            ),
        ),
        Attribute(
            name="groups",
            description="The groups of the user",
            type="complex",
            multi=True,
            mutability="readOnly",
            sub=(
                Attribute(name="value", description="The group's id", mutability="readOnly", case_exact=True),
                Attribute(
                    name="$ref",
                    description="The group's URI",
                    type="reference",
                    mutability="readOnly",
                    case_exact=True,
                    references=("Group",),
                ),
                Attribute(name="display", description="The group's name", mutability="readOnly"),
            ),
        ),
    ),
    not_kept=frozenset(
        "nickname profileurl title usertype preferredlanguage locale timezone password phonenumbers ims photos"
        " addresses entitlements x509certificates".split()
    ),
)

GROUPS = Kind(
    name="Group",
    urn=GROUP,
    endpoint="/Groups",
    description="A group of users, which may give them a role",
    attributes=(
        Attribute(name="displayName", description="The group's name", required=True),
        Attribute(
            name="members",
            description="The users in the group",
            type="complex",
            multi=True,
            sub=(
                Attribute(
                    name="value", description="The user's id", required=True, mutability="immutable", case_exact=True
                ),
                Attribute(
                    name="$ref",
                    description="The user's URI",
                    type="reference",
                    mutability="immutable",
                    case_exact=True,
                    references=("User",),
                ),
                Attribute(name="type", description="Always User", mutability="immutable", canonical=("User",)),
            ),
        ),
    ),
    not_kept=frozenset(),
)

KINDS: Mapping[str, Kind] = {kind.endpoint: kind for kind in (USERS, GROUPS)}


def service_provider_config(base: str) -> dict[str, Any]:
    """Return what the server supports."""
    no = {"supported": False}
    return {
        "schemas": [f"{CORE}:ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": no | {"maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST_RESULTS},
        "changePassword": no,
        "sort": no,
        "etag": {"supported": True},
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "API key",
                "description": "An API key with the scope users:provision, as a bearer token",
                "primary": True,
            }
        ],
        "meta": {"resourceType": "ServiceProviderConfig", "location": f"{base}/ServiceProviderConfig"},
    }


def read(kind: Kind, body: Any) -> dict[str, Any]:
    """Return what a client states of a resource: its attributes under their own names.

    Attributes that are unknown or read-only are left out. Raises ScimError for a value of another type.
    """
    if not isinstance(body, dict):
        raise ScimError(400, "The body should be a JSON object", "invalidSyntax")
    named = body.get("schemas")
    if named is not None and (not isinstance(named, list) or kind.urn not in named):
        raise ScimError(400, f"schemas should contain {kind.urn}", "invalidSyntax")
    found = {}
    for name, value in body.items():
        local = kind.local(name)
        attribute = None if local is None else kind.attribute(local)
        if attribute is not None and attribute.is_writable:
            found[attribute.name] = coerced(attribute, value, attribute.name)
    return {name: value for name, value in found.items() if not is_unassigned(value)}


def is_unassigned(value: Any) -> bool:
    """Return whether a value is the same as none (RFC 7643, 2.5)."""
    return value is None or value in ([], {})


def coerced(attribute: Attribute, value: Any, where: str) -> Any:
    """Return a value in the type of an attribute. Raises ScimError.

    Booleans may be texts, as Entra ID sends them, and one value stands for a list of one.
    """
    if value is None:
        return None
    if attribute.multi:
        return [_one(attribute, each, where) for each in (value if isinstance(value, list) else [value])]
    return _one(attribute, value, where)


def _one(attribute: Attribute, value: Any, where: str) -> Any:
    if attribute.type == "complex":
        if attribute.multi and isinstance(value, str):
            value = {"value": value}
        if not isinstance(value, dict):
            raise ScimError(400, f"{where} should be an object", "invalidValue")
        return dict(_sub_values(attribute, value, where))
    if attribute.type == "boolean":
        if isinstance(value, str) and value.lower() in {"true", "false"}:
            return value.lower() == "true"
        if not isinstance(value, bool):
            raise ScimError(400, f"{where} should be true or false", "invalidValue")
        return value
    if not isinstance(value, str):
        raise ScimError(400, f"{where} should be a text", "invalidValue")
    return value


def _sub_values(attribute: Attribute, values: dict[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        sub = attribute.sub_attribute(name)
        if sub is not None and value is not None:
            yield sub.name, coerced(sub, value, f"{where}.{sub.name}")
