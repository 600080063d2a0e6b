"""The ASGI application of the console."""

from functools import cache

from litestar import Litestar

from recruit.entrypoints.http.app import MOST_BYTES
from recruit.entrypoints.http.litestar_internals import LitestarWithoutPlugins
from recruit.entrypoints.web.assets import asset
from recruit.entrypoints.web.confirmation import read_confirmation
from recruit.entrypoints.web.csrf import check_csrf
from recruit.entrypoints.web.errors import HANDLERS
from recruit.entrypoints.web.once import once_middleware
from recruit.entrypoints.web.page import SECTIONS
from recruit.entrypoints.web.pages.activity import ActivityPages
from recruit.entrypoints.web.pages.board import BoardPages
from recruit.entrypoints.web.pages.bulk_moves import BulkMovePages
from recruit.entrypoints.web.pages.candidate_actions import CandidateActionPages
from recruit.entrypoints.web.pages.candidate_applications import ApplicationPages
from recruit.entrypoints.web.pages.candidate_compare import ComparePages
from recruit.entrypoints.web.pages.candidate_duplicates import DuplicatePages
from recruit.entrypoints.web.pages.candidate_entries import ProfileEntryPages
from recruit.entrypoints.web.pages.candidate_new import NewCandidatePages
from recruit.entrypoints.web.pages.candidate_notes import NotePages
from recruit.entrypoints.web.pages.candidate_profile import ProfilePages
from recruit.entrypoints.web.pages.candidate_review import ReviewPages
from recruit.entrypoints.web.pages.candidates import CandidatePages
from recruit.entrypoints.web.pages.chat import ChatPages
from recruit.entrypoints.web.pages.entry import EntryPages
from recruit.entrypoints.web.pages.help import HelpPages
from recruit.entrypoints.web.pages.inbox import InboxPages
from recruit.entrypoints.web.pages.jobs import JobPages
from recruit.entrypoints.web.pages.live import LivePages
from recruit.entrypoints.web.pages.matches import MatchPages
from recruit.entrypoints.web.pages.palette import PalettePages
from recruit.entrypoints.web.pages.passwords import PasswordPages
from recruit.entrypoints.web.pages.provider_sign_ins import ProviderPages
from recruit.entrypoints.web.pages.reports import ReportPages
from recruit.entrypoints.web.pages.second_step import SecondStepPages
from recruit.entrypoints.web.pages.settings.controllers import SETTINGS, sections
from recruit.entrypoints.web.pages.welcome import WelcomePages
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.session import session_middleware


@cache
def console() -> Litestar:
    """Return the application, which depends on no services: each request's scope has them."""
    return LitestarWithoutPlugins(
        route_handlers=[
            asset,
            EntryPages,
            SecondStepPages,
            ProviderPages,
            PasswordPages,
            WelcomePages,
            JobPages,
            BoardPages,
            BulkMovePages,
            MatchPages,
            ReportPages,
            CandidatePages,
            NewCandidatePages,
            ComparePages,
            ReviewPages,
            ProfilePages,
            ProfileEntryPages,
            ApplicationPages,
            NotePages,
            ActivityPages,
            DuplicatePages,
            CandidateActionPages,
            InboxPages,
            HelpPages,
            ChatPages,
            PalettePages,
            LivePages,
            *SETTINGS,
        ],
        middleware=[session_middleware, once_middleware],
        guards=[check_csrf, read_confirmation],
        request_class=PageRequest,
        opt={SECTIONS: sections},
        exception_handlers=HANDLERS,
        request_max_body_size=MOST_BYTES,
        openapi_config=None,
        logging_config=None,
    )
