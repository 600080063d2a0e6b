"""Errors as sentences: for an operator with the reason, for callers of the API without it."""

import logging

from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable

FAILED = "Internal Server Error"
log = logging.getLogger(__name__)


def sentence(error: RecruitError) -> str:
    """Return the error's sentence, on one line, with the reason behind it where that lies outside of us."""
    outside = isinstance(error, ConfigurationError | Unavailable)
    reason = " ".join(str(error.__cause__ or "").split()) if outside else ""
    return f"{error} ({reason})" if reason else str(error)


def for_callers(error: RecruitError) -> str:
    """Return the sentence that a caller may read, and log with the request's id what only an operator may.

    A reason that isn't one of our own errors is logged by its type: its message may quote personal data.
    """
    if isinstance(error, ConfigurationError):
        log.error("request failed", exc_info=error, extra={"fields": {"why": sentence(error)}})
        return FAILED
    if isinstance(error, Unavailable) and (cause := error.__cause__) is not None:
        why = sentence(cause) if isinstance(cause, RecruitError) else type(cause).__qualname__
        log.warning("not available", extra={"fields": {"detail": str(error), "why": why}})
    return str(error)
