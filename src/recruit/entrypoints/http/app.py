"""The ASGI application: routes, middleware and error handlers on top of the services."""

import re
from collections.abc import Awaitable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, cast

from litestar import Litestar, Router
from litestar.enums import HttpMethod, ScopeType
from litestar.openapi import OpenAPIConfig
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from recruit.entrypoints.http import health
from recruit.entrypoints.http.accounts import AccountsController
from recruit.entrypoints.http.agent import AgentController
from recruit.entrypoints.http.api_keys import ApiKeysController
from recruit.entrypoints.http.applications import ApplicationsController
from recruit.entrypoints.http.audit import AuditController
from recruit.entrypoints.http.authentication import authentication_middleware
from recruit.entrypoints.http.candidates import CandidatesController
from recruit.entrypoints.http.conversations import ConversationsController
from recruit.entrypoints.http.documents import DocumentsController
from recruit.entrypoints.http.duplicates import DuplicatesController
from recruit.entrypoints.http.errors import HANDLERS, collect_faults
from recruit.entrypoints.http.events import EventsController
from recruit.entrypoints.http.imports import ImportsController
from recruit.entrypoints.http.inbox import InboxController
from recruit.entrypoints.http.jobs import JobsController
from recruit.entrypoints.http.litestar_internals import LitestarWithoutPlugins
from recruit.entrypoints.http.match_audits import MatchAuditsController
from recruit.entrypoints.http.match_logs import MatchLogsController
from recruit.entrypoints.http.matching import MatchingController
from recruit.entrypoints.http.middleware.cors import cors_middleware
from recruit.entrypoints.http.middleware.head_requests import answer_head
from recruit.entrypoints.http.middleware.idempotency import idempotency_middleware
from recruit.entrypoints.http.middleware.rate_limits import rate_limit_middleware
from recruit.entrypoints.http.middleware.request_log import request_log_middleware
from recruit.entrypoints.http.middleware.security_headers import security_headers
from recruit.entrypoints.http.moves import MovesController
from recruit.entrypoints.http.notes import ApplicationNotesController, CandidateNotesController, NotesController
from recruit.entrypoints.http.openapi import reference_controllers
from recruit.entrypoints.http.openapi.document import CONFIG, document
from recruit.entrypoints.http.pipeline_templates import PipelineTemplatesController
from recruit.entrypoints.http.privacy import ErasuresController, PeopleController
from recruit.entrypoints.http.profiles import ProfilesController
from recruit.entrypoints.http.provider_sign_ins import ProviderSignInsController
from recruit.entrypoints.http.query_strings import query_string_middleware
from recruit.entrypoints.http.rejection_reasons import RejectionReasonsController
from recruit.entrypoints.http.reports import ReportsController
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.saved_searches import SavedSearchesController
from recruit.entrypoints.http.scim.errors import is_scim
from recruit.entrypoints.http.sessions import SessionsController
from recruit.entrypoints.http.stages import StagesController
from recruit.entrypoints.http.tags import CandidateTagsController, TagsController
from recruit.entrypoints.http.tasks import TasksController
from recruit.entrypoints.http.team import TeamController
from recruit.entrypoints.http.timelines import CandidateTimelineController, JobTimelineController
from recruit.entrypoints.http.unknown_fields import unknown_fields_middleware
from recruit.entrypoints.http.users import InvitationsController, UsersController
from recruit.entrypoints.http.webhooks import WebhooksController
from recruit.entrypoints.http_settings import HttpSettings
from recruit.entrypoints.services import Services

MOST_BYTES = 2 * 1024 * 1024
"""Maximum size of a JSON or form body. The longest texts that the API accepts fit, even in their longest escaping."""


API_ROOTS = frozenset(
    [b"api", b"schema", b"healthz", b"readyz", b"version", b"docs", b"redoc", b"mcp", b"oauth", b".well-known"]
)
"""The first segments of the paths that aren't the console's."""

STAGE_PATH = re.compile(rb"(?:/api/v1)?/jobs/[^/]+/(?:stages|pipeline)/[^/]+/?")
"""Paths that end with the key of a stage. It is any text, even with slashes, so its handlers decode it themselves."""

NOT_FOUND = b'{"detail":"Not Found"}'

DEFAULT = HttpSettings()


def create_app(
    services: Services,
    others: Mapping[str, ASGIApp] = MappingProxyType({}),
    http_settings: HttpSettings = DEFAULT,
    console: ASGIApp | None = None,
) -> ASGIApp:
    """Return the ASGI application. `others` maps paths to further ASGI applications. `console` has all other paths."""
    routed = _routed(services, routes(), others, console)
    within = rate_limit_middleware(routed, http_settings, services.counters)
    return request_log_middleware(
        cors_middleware(within, http_settings.cors_origins),
        services.instrumentation,
        security_headers(http_settings.hsts_days),
    )


@cache
def routes() -> Litestar:
    """Return the Litestar application, which depends on no services. It is slow to build, so the process keeps one."""
    return _litestar(reference_controllers.routers(describe))


def describe() -> dict[str, Any]:
    """Return the OpenAPI document of the application."""
    return document(_litestar([], CONFIG))


def _routed(services: Services, api: ASGIApp, others: Mapping[str, ASGIApp], console: ASGIApp | None) -> ASGIApp:
    """Route requests for the paths in `others` to these applications, and others to the API or to the console.

    The services are passed to both in the scope. Litestar's dependency injection would cost 10 µs a request.

    A path with an empty segment, or with an encoded slash outside the key of a stage, is answered with 404. Litestar
    would drop the empty segment and treat the encoded slash as a separator; a proxy with path rules does neither.

    OPTIONS is refused like any other method that a path doesn't have. Litestar 2.25 answers OPTIONS by itself, and
    wrongly, with the methods of a single handler. Its 405 responses list the methods of all handlers, so OPTIONS is
    passed on as TRACE, which no path has.
    """

    def route(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        path = scope["raw_path"]
        scope["services"] = services  # type: ignore[typeddict-unknown-key]
        if is_scim(path) and scope["type"] == ScopeType.HTTP:
            return _scim(scope, receive, send)
        if b"%" in path and STAGE_PATH.fullmatch(path):
            scope["path"] = path.decode("latin-1")
        elif b"//" in path or (b"%" in path and b"%2f" in path.lower()):
            return ASGIResponse(body=NOT_FOUND, status_code=404, media_type="application/json")(scope, receive, send)
        if other := others.get(scope["path"].rstrip("/")):
            return other(scope, receive, send)
        is_api = console is None or path[:1] != b"/" or path.split(b"/", 2)[1] in API_ROOTS  # "*" has no segments
        app = api if is_api or console is None else console
        if scope["type"] == ScopeType.HTTP:
            if path == b"/":
                app = reference_controllers.root(scope, services.version, has_console=console is not None) or app
            if scope["method"] == HttpMethod.HEAD:
                return answer_head(app, scope, receive, send)
            if scope["method"] == HttpMethod.OPTIONS:
                scope = cast("Scope", {**scope, "method": HttpMethod.TRACE})
        return app(scope, receive, send)

    return route


def _scim(scope: HTTPScope, receive: Receive, send: Send) -> Awaitable[None]:
    """Answer a request for SCIM. Most installations have none, so that its code is imported by the first."""
    scim = import_module("recruit.entrypoints.http.scim.endpoint").scim
    if scope["method"] == HttpMethod.HEAD:
        return answer_head(scim, scope, receive, send)
    answered: Awaitable[None] = scim(scope, receive, send)
    return answered


def _litestar(others: Sequence[Router], config: OpenAPIConfig | None = None) -> Litestar:
    """Return a Litestar application with the API, the health checks and the routers in `others`."""
    controllers = [
        AccountsController,
        SessionsController,
        ProviderSignInsController,
        UsersController,
        InvitationsController,
        ApiKeysController,
        JobsController,
        TeamController,
        CandidatesController,
        CandidateNotesController,
        CandidateTagsController,
        DuplicatesController,
        ProfilesController,
        DocumentsController,
        ImportsController,
        SavedSearchesController,
        ApplicationsController,
        MovesController,
        StagesController,
        PipelineTemplatesController,
        RejectionReasonsController,
        ApplicationNotesController,
        NotesController,
        TagsController,
        TasksController,
        InboxController,
        MatchingController,
        MatchAuditsController,
        MatchLogsController,
        AgentController,
        ConversationsController,
        AuditController,
        EventsController,
        CandidateTimelineController,
        JobTimelineController,
        ReportsController,
        PeopleController,
        ErasuresController,
        WebhooksController,
    ]
    api = Router(
        "/api/v1",
        route_handlers=controllers,
        middleware=[
            authentication_middleware,
            query_string_middleware,
            unknown_fields_middleware,
            idempotency_middleware,
        ],
    )
    return LitestarWithoutPlugins(
        route_handlers=[api, health.healthz, health.readyz, health.version, *others],
        request_class=ApiRequest,
        exception_handlers=HANDLERS,
        after_exception=[collect_faults],
        request_max_body_size=MOST_BYTES,
        openapi_config=config,
        logging_config=None,
    )
