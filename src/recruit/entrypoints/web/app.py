"""The ASGI application of the console."""

from functools import cache

from litestar import Litestar

from recruit.entrypoints.http.app import MOST_BYTES
from recruit.entrypoints.http.litestar_internals import LitestarWithoutPlugins
from recruit.entrypoints.web.assets import asset
from recruit.entrypoints.web.confirmation import read_confirmation
from recruit.entrypoints.web.csrf import check_csrf
from recruit.entrypoints.web.errors import HANDLERS
from recruit.entrypoints.web.pages.board import BoardPages
from recruit.entrypoints.web.pages.candidates import CandidatePages
from recruit.entrypoints.web.pages.entry import EntryPages
from recruit.entrypoints.web.pages.jobs import JobPages
from recruit.entrypoints.web.pages.joining import JoiningPages
from recruit.entrypoints.web.pages.settings.account import AccountPages
from recruit.entrypoints.web.pages.settings.api_keys import ApiKeyPages
from recruit.entrypoints.web.pages.settings.audit import AuditPages
from recruit.entrypoints.web.pages.settings.imports import ImportPages
from recruit.entrypoints.web.pages.settings.members import MemberPages
from recruit.entrypoints.web.pages.settings.privacy import PrivacyPages
from recruit.entrypoints.web.pages.settings.reasons import ReasonPages
from recruit.entrypoints.web.pages.settings.stages import JobStagePages, TemplatePages
from recruit.entrypoints.web.pages.settings.tags import TagPages
from recruit.entrypoints.web.pages.settings.webhooks import WebhookPages
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import session_middleware

SETTINGS = (
    AccountPages,
    MemberPages,
    ApiKeyPages,
    WebhookPages,
    TemplatePages,
    ReasonPages,
    TagPages,
    AuditPages,
    PrivacyPages,
    ImportPages,
)
"""Controllers of the settings, in the order of their navigation."""


@cache
def console() -> Litestar:
    """Return the application, which depends on no services: each request's scope has them."""
    return LitestarWithoutPlugins(
        route_handlers=[
            asset,
            EntryPages,
            JobPages,
            BoardPages,
            CandidatePages,
            JoiningPages,
            JobStagePages,
            *SETTINGS,
        ],
        middleware=[session_middleware],
        guards=[check_csrf, read_confirmation],
        request_class=PageRequest,
        exception_handlers=HANDLERS,
        request_max_body_size=MOST_BYTES,
        openapi_config=None,
        logging_config=None,
    )
