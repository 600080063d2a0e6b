"""Error messages: with the cause for operators, without it for API clients."""

import logging

from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable

INTERNAL_ERROR = "Internal Server Error"
log = logging.getLogger(__name__)


def operator_message(error: RecruitError) -> str:
    """Return the error's message on one line, followed by its cause for ConfigurationError and Unavailable."""
    shows_cause = isinstance(error, ConfigurationError | Unavailable)
    reason = " ".join(str(error.__cause__ or "").split()) if shows_cause else ""
    return f"{error} ({reason})" if reason else str(error)


def client_message(error: RecruitError) -> str:
    """Return the message for an API client, and log the operator's details with the request id.

    A cause that isn't a RecruitError is logged by its type only: its message may quote personal data.
    """
    if isinstance(error, ConfigurationError):
        log.error("request failed", exc_info=error, extra={"fields": {"why": operator_message(error)}})
        return INTERNAL_ERROR
    if isinstance(error, Unavailable) and (cause := error.__cause__) is not None:
        why = operator_message(cause) if isinstance(cause, RecruitError) else type(cause).__qualname__
        log.warning("not available", extra={"fields": {"detail": str(error), "why": why}})
    return str(error)
