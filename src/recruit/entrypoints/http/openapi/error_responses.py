"""Error responses of each kind of operation, for the OpenAPI document."""

from litestar.openapi.datastructures import ResponseSpec

from recruit.entrypoints.http.schemas import Faults, Problem

DESCRIPTIONS = {
    400: "A rule between fields, or something that is there already.",
    401: "No bearer token came, or a login lacks the second factor.",
    403: "The token or the credentials don't hold, or the role lacks the permission.",
    404: "It isn't there, or belongs to another organisation.",
    405: "The path has no such method.",
    409: "The first request with this Idempotency-Key has no answer yet, or was interrupted, or its answer was erased.",
    410: "The position or the token is of a history that is gone: read everything anew.",
    412: "It has changed since it had the ETag that If-Match names.",
    413: "The body is too large.",
    415: "The body is not JSON where it should be, or has a Content-Encoding.",
    422: "The schema refuses the request; every fault is listed.",
    429: "Too many requests, or too many wrong passwords; try again after Retry-After seconds.",
    503: "Storage is down or saturated; try again after Retry-After seconds.",
}


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """Return the OpenAPI descriptions of error responses, by status."""
    return {
        status: ResponseSpec(
            Faults if status == 422 else Problem,  # noqa: PLR2004 - an HTTP status
            description=DESCRIPTIONS[status],
            generate_examples=False,
        )
        for status in sorted(statuses)
    }


READ = (401, 403, 404, 422, 503)
LIST = (400, 401, 403, 422, 503)
LIST_OF = (400, 401, 403, 404, 422, 503)
CREATE = (400, 401, 403, 413, 415, 422, 503)
CHANGE = (400, 401, 403, 404, 413, 415, 422, 503)
ASK = (401, 403, 404, 413, 415, 422, 503)
