"""Statuses and codes of errors. The code is sent in the response header Error-Code, and never changes."""

from recruit.domain.accounts.model.second_factors import SecondFactorRequired, SecondFactorSetupRequired
from recruit.domain.shared import errors

HEADER = b"error-code"
INTERNAL = (500, "internal_error")

DOMAIN_ERRORS: dict[type[errors.RecruitError], tuple[int, str]] = {
    errors.Invalid: (400, "invalid"),
    errors.KeyReused: (400, "idempotency_key_reused"),
    errors.Duplicate: (400, "duplicate"),
    SecondFactorRequired: (401, "second_factor_required"),
    SecondFactorSetupRequired: (401, "second_factor_setup_required"),
    errors.Refused: (403, "invalid_credentials"),
    errors.Forbidden: (403, "permission_denied"),
    errors.NotFound: (404, "not_found"),
    errors.RequestInProgress: (409, "request_in_progress"),
    errors.ResponseErased: (409, "answer_erased"),
    errors.HistoryExpired: (410, "history_expired"),
    errors.Stale: (412, "precondition_failed"),
    errors.TooLarge: (413, "content_too_large"),
    errors.Throttled: (429, "too_many_attempts"),
    errors.Unavailable: (503, "unavailable"),
}
"""Status and code of each domain error."""

CODES_BY_STATUS = {
    400: "bad_request",
    401: "unauthenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    413: "content_too_large",
    415: "unsupported_media_type",
    422: "validation_failed",
    429: "rate_limited",
    431: "headers_too_large",
    500: "internal_error",
    501: "not_implemented",
    503: "unavailable",
}
"""Codes of all other errors, by status."""

MEANINGS = {
    "answer_erased": "The request with this Idempotency-Key was carried out; its response named a person erased since.",
    "bad_request": "The request can't be read as HTTP, is ambiguous, or ended before its body did.",
    "content_too_large": "The body is larger than this operation takes.",
    "duplicate": "It is there already.",
    "headers_too_large": "The request line and the headers are too long, or there are too many headers.",
    "history_expired": "The position or the token is of a history that a restored backup replaced: read all anew.",
    "idempotency_key_reused": "The Idempotency-Key came with another request before: give each request its own.",
    "internal_error": "The server is at fault; its log has the request under X-Request-ID.",
    "invalid": "A rule between fields is broken, or a file can't be used; `detail` says which.",
    "invalid_credentials": "The token, the key, or the e-mail address and password don't hold.",
    "method_not_allowed": "The path has no such method; Allow lists those it has.",
    "not_found": "There is no such path, or no such record in this organisation.",
    "not_implemented": "The server doesn't have this, or was installed without it.",
    "permission_denied": "The role or the key lacks the permission that `detail` names.",
    "precondition_failed": "It has changed since it had the ETag that If-Match names.",
    "rate_limited": "The token or the address has sent too many requests; wait for Retry-After.",
    "request_in_progress": "The first request with this Idempotency-Key has no answer yet, or was interrupted.",
    "request_timeout": "The request did not come in time.",
    "second_factor_required": "The password holds; send the code of the second factor as `otp`, too.",
    "second_factor_setup_required": "The organisation requires a second factor: set one up in the console.",
    "too_many_attempts": "Passwords or codes were wrong too often; wait for Retry-After.",
    "unauthenticated": "No bearer token came.",
    "unavailable": "Storage or another resource is down or saturated; try again after Retry-After.",
    "unsupported_media_type": "The body is not of the media type that this operation takes.",
    "validation_failed": "The schema refuses the request; `detail` lists every fault.",
}


def code_header(status: int) -> tuple[bytes, bytes]:
    """Return the Error-Code header of an error that has only a status."""
    return HEADER, CODES_BY_STATUS.get(status, "internal_error" if status >= INTERNAL[0] else "bad_request").encode()


def codes_of(status: int) -> list[str]:
    """Return the codes that errors of this status have."""
    return sorted({code for known, code in (*DOMAIN_ERRORS.values(), *CODES_BY_STATUS.items()) if known == status})
