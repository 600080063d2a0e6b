"""The OpenAPI 3.1 document: Litestar's description of the routes, with examples, security and actual errors."""

import sys
from collections.abc import Iterator
from http import HTTPStatus
from inspect import cleandoc
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, License, OAuthFlow, OAuthFlows, SecurityScheme, Server, Tag
from litestar.routes import HTTPRoute
from msgspec.json import schema_components

import recruit
from recruit.entrypoints.http import schemas
from recruit.entrypoints.http.accounts import RENEWAL
from recruit.entrypoints.http.applications import ApplicationOut, ApplicationWithParts
from recruit.entrypoints.http.authentication import PUBLIC
from recruit.entrypoints.http.candidates import CandidateOut, CandidateWithParts
from recruit.entrypoints.http.csv_tables import CSV
from recruit.entrypoints.http.downloads import ANY_BYTES, CONTENT_TYPES
from recruit.entrypoints.http.etags import ETAG_HEADER
from recruit.entrypoints.http.jobs import JobOut, JobWithParts
from recruit.entrypoints.http.middleware.idempotency import UNSTORED
from recruit.entrypoints.http.middleware.rate_limits import UNLIMITED
from recruit.entrypoints.http.openapi import headers as header_specs
from recruit.entrypoints.http.openapi.error_responses import DESCRIPTIONS
from recruit.entrypoints.http.openapi.examples import EVENTS_EXAMPLE, EXAMPLES
from recruit.entrypoints.http.openapi.report_examples import CSV_EXAMPLE
from recruit.entrypoints.http.privacy import ZIP
from recruit.entrypoints.http.streaming import MEDIA_TYPE

API = "/api/v1"
LOGIN = f"{API}/auth/login"
DOCUMENT = f"{API}/candidates/{{candidate_id}}/documents/{{document_id}}"
EXPORT = f"{API}/candidates/{{candidate_id}}/export"
REPORTS = tuple(f"{API}/reports/{name}" for name in ("funnel", "time_in_stage", "time_to_hire", "sources"))
CHAT_STREAM = f"{API}/agent/chat/stream"
STREAM = {
    "title": "Server-sent events",
    "description": "Events as text, each a line `event: <name>` and a line `data: <JSON object>`; see ChatEvent.",
    "type": "string",
    "contentMediaType": MEDIA_TYPE,
    "contentSchema": {"type": "array", "items": {"$ref": "#/components/schemas/ChatEvent"}},
    "examples": [EVENTS_EXAMPLE],
}
"""Schema of a streamed agent turn. It types the whole text, because client generators don't support streams."""

BEARER, KEY = "bearer", "key"
TOO_MANY = {
    "description": DESCRIPTIONS[429],
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""A response of every route except the health checks."""

SUCCESSES = {
    "200": {"description": "Done."},
    "201": {"description": "Created."},
    "202": {"description": "Accepted: it is done in the background."},
    "204": {"description": "Deleted."},
}
LITESTAR_400 = HTTPStatus.BAD_REQUEST.description

TAGS = {
    "Authentication": "Register, log in, renew and end sessions.",
    "Users": "Who is asking, who else is there, and who is invited.",
    "API keys": "For machines, which ask without anybody who logs in.",
    "Jobs": "Positions to fill.",
    "Candidates": "People who may fill them.",
    "Imports": "Many candidates at once, from an archive of résumés or a table.",
    "Applications": "A candidate in the pipeline of a job.",
    "Saved searches": "Queries of both lists that users keep, for themselves or for all.",
    "Pipelines": "Stages of jobs, templates for them, and reasons for rejections.",
    "Notes": "What users write about candidates and applications, for all or for recruiters.",
    "Tags": "The organisation's labels, and which candidates have them.",
    "Tasks": "What users have to do.",
    "Inbox": "What waits for the caller.",
    "Reports": "How far applications come, how long that takes, and where they come from.",
    "Matching": "Scores with reasons, from either side.",
    "Agent": "Plain language and files.",
    "Events": "What changed, in the order of commits, and who changed it.",
    "Webhooks": "Events, sent to addresses of your choice.",
    "Privacy": "What is held on a person, its end, and who wrote and read what.",
    "Health": "For load balancers and supervisors.",
}


WITH_PARTS = {JobOut: JobWithParts, CandidateOut: CandidateWithParts, ApplicationOut: ApplicationWithParts}
"""Response → the same with the parts that a request may include, which are described as optional fields."""

CONFIG = OpenAPIConfig(
    title="recruit",
    version=recruit.__version__,
    description="An API-first, self-hostable recruiting platform. Log in, then send the token with every request "
    "in the header `Authorization: Bearer <access_token>`. Machines send an API key there. Errors have a code in the "
    "header `Error-Code`. Names that an operation doesn't know are ignored, and listed in `Ignored-Fields` and "
    "`Ignored-Parameters`; `Prefer: handling=strict` refuses them.",
    license=License(name="Apache-2.0", identifier="Apache-2.0"),
    servers=[Server(url="/")],
    tags=[Tag(name=name, description=description) for name, description in TAGS.items()],
    components=Components(
        security_schemes={
            BEARER: SecurityScheme(type="oauth2", flows=OAuthFlows(password=OAuthFlow(token_url=LOGIN, scopes={}))),
            KEY: SecurityScheme(type="http", scheme="bearer", description="An API key, or an access token."),
        }
    ),
    operation_id_creator=lambda handler, _method, _path: handler.fn.__name__,
    use_handler_docstrings=True,
    render_plugins=[JsonRenderPlugin()],
)


def document(app: Litestar) -> dict[str, Any]:
    """Return the OpenAPI document of an application that was created with CONFIG."""
    found: dict[str, Any] = app.openapi_schema.to_schema()
    _complete_schemas(app, found["components"]["schemas"])
    for path, media_types in ((DOCUMENT, sorted({ANY_BYTES, *CONTENT_TYPES.values()})), (EXPORT, [ZIP, ANY_BYTES])):
        # Client generators recognise bytes only as application/octet-stream.
        content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
        found["paths"][path]["get"]["responses"]["200"]["content"] = content
    for path in REPORTS:
        content = found["paths"][path]["get"]["responses"]["200"]["content"]
        content[CSV] = {"schema": {"type": "string", "examples": [CSV_EXAMPLE]}}
    found["paths"][CHAT_STREAM]["post"]["responses"]["200"]["content"] = {MEDIA_TYPE: {"schema": STREAM}}
    keyless = {handler.fn.__name__ for handler in _handlers(app) if handler.opt.get(UNSTORED)}
    public = {handler.fn.__name__ for handler in _handlers(app) if handler.opt.get(PUBLIC)}
    for path, method, operation in _operations(found):
        responses = operation["responses"]
        if path not in UNLIMITED:
            responses["429"] = TOO_MANY
        is_public = operation["operationId"] in public
        operation["security"] = [] if is_public else [{BEARER: []}, {KEY: []}]
        operation["responses"] = {
            status: response | SUCCESSES.get(status, {}) | {"headers": _headers(status, response)}
            for status, response in responses.items()
            if response["description"] != LITESTAR_400
        }
        _complete_parameters(path, operation)
        _add_conditions(method, operation)
        if method == "post" and operation["security"] and operation["operationId"] not in keyless:
            _add_idempotency_key(operation)
        for status, response in operation["responses"].items():
            for body in response.get("content", {}).values():
                if alternatives := body["schema"].pop("oneOf", None):  # without items, one page may be like another
                    body["schema"]["anyOf"] = alternatives
            if status >= "400":
                response["headers"] = {**response["headers"], "Error-Code": header_specs.error_code(status)}
    return found


def _complete_schemas(app: Litestar, names: dict[str, Any]) -> None:
    """Complete the schemas of objects, and add an example to each.

    Litestar's schemas omit some bounds (of list items, of 0). The schemas of msgspec, which validates objects, have
    them.
    """
    modules = {sys.modules[handler.fn.__module__] for handler in _handlers(app)}
    known = {name: value for module in (schemas, *modules) for name, value in vars(module).items()}
    objects = [*(known[name] for name in names if name in known), *WITH_PARTS.values()]
    _, components = schema_components(objects, schema_hook=_file, ref_template="#/components/schemas/{name}")
    for name, schema in components.items():
        if "description" in schema:
            schema["description"] = cleandoc(schema["description"])  # Python 3.13 has removed the indentation already
        names[name] = schema
    for response, extended in WITH_PARTS.items():
        names[response.__name__]["properties"] = names.pop(extended.__name__)["properties"]
    for name, schema in names.items():
        schema["examples"] = [EXAMPLES[name]] if name in EXAMPLES else schema["enum"][:1]


def _complete_parameters(path: str, operation: dict[str, Any]) -> None:
    """Complete the parameters of an operation, and add the response headers that result from its request."""
    parameters = operation.get("parameters", [])
    successes = [operation["responses"][status]["headers"] for status in operation["responses"].keys() & SUCCESSES]
    for parameter in parameters:
        if parameter["in"] == "path":
            what, _, record = parameter["name"].rpartition("_")[::-1]
            of = f"of the {record.replace('_', ' ')}" if record else "in the operator's settings"
            parameter["description"] = f"The {what} {of}."
    for headers in successes:
        if any(parameter["name"] == "cursor" for parameter in parameters):
            headers["Link"] = header_specs.LINK
        if path.startswith(API):
            headers["Ignored-Parameters"] = header_specs.IGNORED_PARAMETERS
            headers["Preference-Applied"] = header_specs.PREFERENCE_APPLIED
        if "requestBody" in operation:
            headers["Ignored-Fields"] = header_specs.IGNORED_FIELDS
    if "requestBody" in operation or any(parameter["in"] == "query" for parameter in parameters):
        operation["parameters"] = [*parameters, header_specs.PREFER]


def _add_conditions(method: str, operation: dict[str, Any]) -> None:
    """Add If-Match, If-None-Match and the 304 response to operations that have them."""
    responses = operation["responses"]
    if "412" in responses:
        operation.setdefault("parameters", []).append(header_specs.IF_MATCH)
    if method == "get" and ETAG_HEADER.name in responses["200"]["headers"]:
        operation.setdefault("parameters", []).append(header_specs.IF_NONE_MATCH)
        headers = {name: responses["200"]["headers"][name] for name in (ETAG_HEADER.name, "X-Request-ID")}
        responses["304"] = {"description": "It still has the ETag that If-None-Match names.", "headers": headers}


def _add_idempotency_key(operation: dict[str, Any]) -> None:
    """Add Idempotency-Key, and the responses that result from it."""
    operation.setdefault("parameters", []).append(header_specs.IDEMPOTENCY_KEY)
    responses = operation["responses"]
    responses.setdefault("400", {**responses["403"], "description": DESCRIPTIONS[400]})
    responses["409"] = {**responses["503"], "description": DESCRIPTIONS[409]}
    for status in responses.keys() & SUCCESSES:
        responses[status]["headers"]["Idempotency-Replayed"] = header_specs.REPLAYED
    operation["responses"] = dict(sorted(responses.items()))


def _handlers(app: Litestar) -> Iterator[HTTPRouteHandler]:
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            yield from route.route_handlers


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items())


def _headers(status: str, response: dict[str, Any]) -> dict[str, Any]:
    """Return the headers of a response. All that a route declares, except ETags and tokens, are ids."""
    texts = {ETAG_HEADER.name, RENEWAL}
    declared = {
        name: {"description": header["description"], "schema": {"type": "string" if name in texts else "integer"}}
        for name, header in response.get("headers", {}).items()
    }
    return declared | {"X-Request-ID": header_specs.REQUEST_ID, **header_specs.OF_STATUS.get(status, {})}


def _file(_kind: type) -> dict[str, str]:
    return {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
