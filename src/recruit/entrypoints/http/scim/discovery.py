"""What the server says of itself: ServiceProviderConfig, ResourceTypes and Schemas (RFC 7644, 4)."""

from recruit.entrypoints.http.scim.calls import Answer, Call
from recruit.entrypoints.http.scim.errors import NOT_FOUND, ScimError
from recruit.entrypoints.http.scim.lists import list_response
from recruit.entrypoints.http.scim.resources import Resource
from recruit.entrypoints.http.scim.schemas import KINDS, service_provider_config

SCHEMAS = "Schemas"


async def show_config(call: Call) -> Answer:
    """Return what the server supports."""
    return Answer(service_provider_config(call.base))


async def show_all(name: str, call: Call) -> Answer:
    """Return all schemas or all resource types."""
    if call.query().filter is not None:
        raise ScimError(403, "Schemas and resource types can't be filtered")  # as RFC 7644, 4 has it
    found = [*_described(name, call.base).values()]
    return Answer(list_response(found, len(found), 1))


async def show_one(name: str, its_id: str, call: Call) -> Answer:
    """Return a schema or a resource type."""
    found = _described(name, call.base).get(its_id)
    if found is None:
        raise ScimError(404, NOT_FOUND)
    return Answer(found)


def _described(name: str, base: str) -> dict[str, Resource]:
    if name == SCHEMAS:
        return {kind.urn: kind.described(base) for kind in KINDS.values()}
    return {kind.name: kind.described_type(base) for kind in KINDS.values()}
