"""The OpenAPI 3.1 document: what Litestar knows of the routes, with examples, security and true errors."""

from collections.abc import Iterator
from http import HTTPStatus
from inspect import cleandoc
from typing import Any

from litestar import Litestar
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, License, OAuthFlow, OAuthFlows, SecurityScheme, Server, Tag
from litestar.routes import HTTPRoute
from msgspec.json import schema_components

import recruit
from recruit.entrypoints.http import (
    api_key_schemas,
    conversation_schemas,
    dossier_schemas,
    entry_schemas,
    import_schemas,
    matching_schemas,
    schemas,
)
from recruit.entrypoints.http.auth import RENEWAL
from recruit.entrypoints.http.cursors import cursor_after
from recruit.entrypoints.http.downloads import ANY_BYTES, CONTENT_TYPES
from recruit.entrypoints.http.examples import EXAMPLES
from recruit.entrypoints.http.limits import UNLIMITED
from recruit.entrypoints.http.once_only import UNKEPT
from recruit.entrypoints.http.responses import DESCRIPTIONS
from recruit.entrypoints.http.tags import TAG

SCHEMAS = (
    schemas,
    matching_schemas,
    dossier_schemas,
    entry_schemas,
    api_key_schemas,
    import_schemas,
    conversation_schemas,
)
LOGIN = "/api/v1/auth/login"
JOBS = "/api/v1/jobs"
DOCUMENT = "/api/v1/candidates/{candidate_id}/documents/{document_id}"
BEARER = "bearer"
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
HEADERS = {
    "401": {"WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}}},
    "429": RETRY_AFTER,
    "503": RETRY_AFTER,
}
TOO_MANY = {
    "description": DESCRIPTIONS[429],
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""What any route may answer but those that tell whether the server is well."""

SUCCESSES = {
    "200": {"description": "Done."},
    "201": {"description": "Created."},
    "202": {"description": "Accepted: it is done in the background."},
    "204": {"description": "Deleted."},
}
LINK = {
    "description": "The next page, with the same filters (RFC 8288). Absent on the last page.",
    "schema": {"type": "string"},
    "example": f'<{JOBS}?limit=50&status_filter=open&cursor={cursor_after(50, JOBS)}>; rel="next"',
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that the change is meant for: when the resource has another one by now, nothing is done.",
    "schema": {"type": "string"},
    "example": '"33a64df551425fcc55e4d42a148795d9"',
}
IF_NONE_MATCH = IF_MATCH | {
    "name": "If-None-Match",
    "description": "The ETag of what is there already, which then isn't sent again.",
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Any text of one's own for one request, such as a UUID. Sent again with it within 24 hours, the "
    "request gets the same answer and isn't carried out again; another one with it is a 400.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}
REPLAYED = {"description": "true where the answer is that of an earlier request.", "schema": {"type": "boolean"}}
LITESTARS_400 = HTTPStatus.BAD_REQUEST.description
REQUEST_ID = {"description": "Of the request, taken from it or made.", "schema": {"type": "string"}}

TAGS = {
    "Authentication": "Organisations come in here.",
    "Users": "Who is asking, who else is there, and who is invited.",
    "API keys": "For machines, which ask without anybody who logs in.",
    "Jobs": "Positions to fill.",
    "Candidates": "People who may fill them.",
    "Imports": "Many candidates at once, from an archive of résumés or a table.",
    "Applications": "A candidate in the pipeline of a job.",
    "Matching": "Scores with reasons, from either side.",
    "Agent": "Plain language and files.",
    "Health": "For load balancers and supervisors.",
}


CONFIG = OpenAPIConfig(
    title="recruit",
    version=recruit.__version__,
    description="An API-first, self-hostable recruiting platform. Log in, then send the token with every request "
    "in the header Authorization: Bearer <access_token>. Machines send a key there.",
    license=License(name="Apache-2.0", identifier="Apache-2.0"),
    servers=[Server(url="/")],
    tags=[Tag(name=name, description=description) for name, description in TAGS.items()],
    components=Components(
        security_schemes={
            BEARER: SecurityScheme(type="oauth2", flows=OAuthFlows(password=OAuthFlow(token_url=LOGIN, scopes={})))
        }
    ),
    operation_id_creator=lambda handler, _method, _path: handler.fn.__name__,
    use_handler_docstrings=True,
    render_plugins=[JsonRenderPlugin()],
)


def document(app: Litestar) -> dict[str, Any]:
    """Describe the routes of an application that was made with CONFIG.

    Litestar's schemas leave out some bounds (of list items, of 0) and add an error 400 that we don't have: the
    objects' schemas come from msgspec, which checks them, and the errors are those that the routes declare.
    """
    found: dict[str, Any] = app.openapi_schema.to_schema()
    names = found["components"]["schemas"]
    known = {name: value for module in SCHEMAS for name, value in vars(module).items()}
    objects = [known[name] for name in names if name in known]
    _, components = schema_components(objects, schema_hook=_file, ref_template="#/components/schemas/{name}")
    for name, schema in components.items():
        schema["description"] = cleandoc(schema["description"])  # Python 3.13 has removed the indentation already
        names[name] = schema | ({"examples": [EXAMPLES[name]]} if name in EXAMPLES else {})
    login = found["paths"][LOGIN]["post"]["requestBody"]["content"]
    login["multipart/form-data"] = login["application/x-www-form-urlencoded"]
    file = found["paths"][DOCUMENT]["get"]["responses"]["200"]
    file["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _kinds_of_files()}
    keyless = set(_keyless(app))
    for path, method, operation in _operations(found):
        responses = operation["responses"]
        if path not in UNLIMITED:
            responses["429"] = TOO_MANY
        operation["security"] = [{BEARER: []}] if "401" in responses else []
        operation["responses"] = {
            status: response
            | SUCCESSES.get(status, {})
            | {"headers": {**_declared(response), "X-Request-ID": REQUEST_ID, **HEADERS.get(status, {})}}
            for status, response in responses.items()
            if response["description"] != LITESTARS_400
        }
        if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
            operation["responses"]["200"]["headers"]["Link"] = LINK
        _conditional(method, operation)
        if method == "post" and operation["security"] and operation["operationId"] not in keyless:
            _keyed(operation)
    return found


def _conditional(method: str, operation: dict[str, Any]) -> None:
    """Describe what may be asked of a resource by its tag."""
    responses = operation["responses"]
    if "412" in responses:
        operation.setdefault("parameters", []).append(IF_MATCH)
    if method == "get" and TAG.name in responses["200"]["headers"]:
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)
        headers = {name: responses["200"]["headers"][name] for name in (TAG.name, "X-Request-ID")}
        responses["304"] = {"description": "It still has the ETag that If-None-Match names.", "headers": headers}


def _keyed(operation: dict[str, Any]) -> None:
    """Describe what comes of a key."""
    operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    responses = operation["responses"]
    responses.setdefault("400", {**responses["403"], "description": DESCRIPTIONS[400]})
    responses["409"] = {**responses["503"], "description": DESCRIPTIONS[409]}
    for status in responses.keys() & SUCCESSES:
        responses[status]["headers"]["Idempotency-Replayed"] = REPLAYED
    operation["responses"] = dict(sorted(responses.items()))


def _keyless(app: Litestar) -> Iterator[str]:
    """Yield the operations that take no key."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            yield from (handler.fn.__name__ for handler in route.route_handlers if handler.opt.get(UNKEPT))


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items())


def _declared(response: dict[str, Any]) -> dict[str, Any]:
    """Return the headers that a route declares: all but tags and tokens are ids."""
    texts = {TAG.name, RENEWAL}
    return {
        name: {"description": header["description"], "schema": {"type": "string" if name in texts else "integer"}}
        for name, header in response.get("headers", {}).items()
    }


def _kinds_of_files() -> list[str]:
    return sorted({ANY_BYTES, *CONTENT_TYPES.values()})


def _file(_kind: type) -> dict[str, str]:
    return {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
