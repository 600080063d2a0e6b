"""Headers of requests and responses, as the OpenAPI document describes them."""

from typing import Any

from recruit.entrypoints.http.cursors import Place, cursor_after
from recruit.entrypoints.http.error_codes import MEANINGS, codes_of

JOBS = "/api/v1/jobs"
# Parameters have no examples, because interactive pages would send these with each request.
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
OF_STATUS = {
    "201": {"Location": {"description": "The path of what was created, if it has one.", "schema": {"type": "string"}}},
    "401": {"WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}}},
    "403": {"WWW-Authenticate": {"description": "Of an invalid token.", "schema": {"type": "string"}}},
    "429": RETRY_AFTER,
    "503": RETRY_AFTER,
}
LINK = {
    "description": "The next page, with the same filters (RFC 8288). Absent on the last page.",
    "schema": {"type": "string"},
    "example": f'<{JOBS}?limit=50&status_filter=open&cursor={cursor_after(Place(50), JOBS)}>; rel="next"',
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that the change is meant for, with its quotes: when the resource has another one by now, "
    "nothing is done.",
    "schema": {"type": "string"},
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
PREFER = {
    "name": "Prefer",
    "in": "header",
    "description": "handling=strict refuses fields and query parameters that this operation doesn't know, which are "
    "ignored otherwise (RFC 7240).",
    "schema": {"type": "string"},
}
PREFERENCE_APPLIED = {"description": "handling=strict where Prefer asks for it.", "schema": {"type": "string"}}
IGNORED_FIELDS = {
    "description": "Fields of the body that this operation doesn't know and has ignored, with commas.",
    "schema": {"type": "string"},
    "example": "salery_min, skills.0.levl",
}
IGNORED_PARAMETERS = IGNORED_FIELDS | {
    "description": "Query parameters that this operation doesn't know and has ignored, with commas.",
    "example": "status",
}
REPLAYED = {"description": "true where the answer is that of an earlier request.", "schema": {"type": "boolean"}}
REQUEST_ID = {"description": "Of the request, taken from it or made.", "schema": {"type": "string"}}


def error_code(status: str) -> dict[str, Any]:
    """Return the description of Error-Code for errors of one status."""
    codes = codes_of(int(status))
    words = " ".join(f"{code}: {MEANINGS[code]}" for code in codes)
    return {"description": words, "schema": {"type": "string", "enum": codes}}
