"""Routes that take uploaded files."""

from functools import partial

from recruit.domain.extraction.intake import MOST_BYTES
from recruit.entrypoints.http.encoded_routes import post
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.openapi.error_responses import CREATE, problems
from recruit.entrypoints.http.request import read_form

FORM_OVERHEAD = 1024 * 1024
"""Maximum size of a form beside its file: notes and the overhead of multipart."""

upload_route = partial(
    post,
    guards=[read_form],
    opt={EXPENSIVE: True},
    responses=problems(*CREATE),
    request_max_body_size=MOST_BYTES + FORM_OVERHEAD,
)
"""Decorator of handlers that take a form with a file."""
