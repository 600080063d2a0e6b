"""The ASGI application below /scim: authentication, routes and responses (RFC 7644)."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TypeAlias
from urllib.parse import unquote

import msgspec
from litestar.response.base import ASGIResponse
from litestar.types import HTTPScope, Receive, Send

from recruit.domain.accounts.api_keys import is_key
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import ACTOR, Actor
from recruit.domain.audit.model import ORIGIN
from recruit.domain.shared.errors import Duplicate, Invalid, RecruitError, Refused, Unavailable
from recruit.domain.shared.tenancy import TENANT
from recruit.entrypoints.error_messages import INTERNAL_ERROR, client_message
from recruit.entrypoints.http.authentication import sent_token
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS, HEADER, INTERNAL
from recruit.entrypoints.http.errors import RETRY_SECONDS
from recruit.entrypoints.http.etags import matches_if_none_match
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.request import services_of
from recruit.entrypoints.http.scim import discovery, lists, operations
from recruit.entrypoints.http.scim.calls import Answer, Call
from recruit.entrypoints.http.scim.errors import MEDIA_TYPE, NOT_FOUND, ScimError, error_response
from recruit.entrypoints.http.scim.resources import resource_id
from recruit.entrypoints.http.scim.schemas import GROUPS, KINDS, USERS

BASE = "/scim/v2"
NO_KEY = "SCIM takes an API key with the scope users:provision, as a bearer token"
UNSUPPORTED = {"Bulk": "Bulk operations aren't supported", "Me": "/Me isn't supported: a key is no user"}

Handler: TypeAlias = Callable[[Call], Awaitable[Answer]]
Route: TypeAlias = tuple[str, Mapping[str, Handler]]
"""The template of a path, and the handlers of its methods."""

OF_USER = {
    "GET": operations.show_user,
    "PUT": operations.replace_user,
    "PATCH": operations.patch_user,
    "DELETE": operations.delete_user,
}
OF_GROUP = {
    "GET": operations.show_group,
    "PUT": operations.replace_group,
    "PATCH": operations.patch_group,
    "DELETE": operations.delete_group,
}
log = logging.getLogger(__name__)


async def scim(scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Answer a request below /scim."""
    try:
        response = _response(scope, await _answer(scope, receive))
    except ScimError as error:
        response = error_response(error)
    except RecruitError as error:
        response = _domain_error(error)
    except Exception as error:
        log.error("request failed", exc_info=error)  # noqa: TRY400 - its message may quote personal data
        response = error_response(ScimError(INTERNAL[0], INTERNAL_ERROR))
    await response(scope, receive, send)


async def _answer(scope: HTTPScope, receive: Receive) -> Answer:
    actor = await _authenticated(scope)
    services = services_of(scope)
    origin = services.public_url or f"{scope['scheme']}://{(header(scope, b'host') or b'').decode('latin-1')}"
    template, methods = _route(scope["raw_path"].decode("latin-1"))
    scope["path_template"] = template
    if scope["method"] not in methods:
        names = ", ".join([*methods, "HEAD"] if "GET" in methods else methods)
        raise ScimError(405, f"This path has the methods {names}", headers={"Allow": names})
    return await methods[scope["method"]](Call(scope, receive, services.directory, actor, origin + BASE))


async def _authenticated(scope: HTTPScope) -> Actor:
    """Return the actor of a request's API key. Raises ScimError and Forbidden."""
    token = sent_token(scope)
    challenge = {"WWW-Authenticate": "Bearer"}
    if not is_key(token):
        raise ScimError(401, NO_KEY, headers=challenge)
    try:
        actor = await services_of(scope).api_keys.actor(token)
    except Refused as error:
        raise ScimError(401, str(error), headers=challenge) from error
    scope["user"] = actor
    ORIGIN.set(ORIGIN.get().acting(actor))
    TENANT.set(actor.org_id)
    ACTOR.set(actor)
    actor.require(Permission.PROVISION_USERS)
    return actor


def _route(path: str) -> Route:
    """Return the route of a path. Raises ScimError."""
    if not path.startswith(f"{BASE}/") or "//" in path or "%2f" in path.lower():
        raise ScimError(404, NOT_FOUND)
    first, *rest = unquote(path.removeprefix(f"{BASE}/")).rstrip("/").split("/")
    kind = KINDS.get(f"/{first}")
    found: Mapping[str, Handler]
    template: str = first
    match first, rest:
        case "ServiceProviderConfig", []:
            found = {"GET": discovery.show_config}
        case (("ResourceTypes" | "Schemas"), []):
            found = {"GET": partial(discovery.show_all, first)}
        case (("ResourceTypes" | "Schemas"), [name]):
            found, template = {"GET": partial(discovery.show_one, first, name)}, f"{first}/{{id}}"
        case ".search", []:
            found = {"POST": partial(lists.search, (USERS, GROUPS))}
        case _, [] if kind is not None:
            found = {"GET": partial(lists.show_list, kind), "POST": partial(operations.create, kind)}
        case _, [".search"] if kind is not None:
            found, template = {"POST": partial(lists.search, (kind,))}, f"{first}/.search"
        case _, [id_] if kind is not None and (its_id := resource_id(id_)) is not None:
            of_one = OF_USER if kind is USERS else OF_GROUP
            found = {method: partial(one, its_id) for method, one in of_one.items()}
            template = f"{first}/{{id}}"
        case _:
            unsupported = UNSUPPORTED.get(first)
            raise ScimError(404, NOT_FOUND) if unsupported is None else ScimError(501, unsupported)
    return f"{BASE}/{template}", found


def _response(scope: HTTPScope, answer: Answer) -> ASGIResponse:
    """Return a response, without a body if the client has it already."""
    headers, tag = dict(answer.headers), answer.headers.get("ETag")
    if tag is not None and scope["method"] == "GET" and matches_if_none_match(scope, tag.encode()):
        return ASGIResponse(status_code=304, headers=headers)
    if answer.body is None:
        return ASGIResponse(status_code=answer.status, headers=headers)
    body = msgspec.json.encode(answer.body)
    return ASGIResponse(body=body, status_code=answer.status, headers=headers, media_type=MEDIA_TYPE)


def _domain_error(error: RecruitError) -> ASGIResponse:
    status, code = DOMAIN_ERRORS.get(type(error), INTERNAL)
    headers = {HEADER.decode(): code}
    if isinstance(error, Unavailable):
        headers["Retry-After"] = RETRY_SECONDS
    if isinstance(error, Duplicate):
        return error_response(ScimError(409, str(error), "uniqueness", headers))
    scim_type = "invalidValue" if isinstance(error, Invalid) else None
    return error_response(ScimError(status, client_message(error), scim_type, headers))
