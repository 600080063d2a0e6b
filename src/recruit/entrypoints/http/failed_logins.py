"""A log line for each wrong password, so that password guessing can be detected from the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from litestar.types import Scope

from recruit.domain.shared.errors import Refused, Throttled
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS

log = logging.getLogger(__name__)


@contextmanager
def log_refused_passwords(event: str, scope: Scope) -> Iterator[None]:
    """Log a refused password with the client's address and the reason, but without the account."""
    try:
        yield
    except (Refused, Throttled) as error:
        client = scope["client"]
        fields = {"address": client[0] if client else None, "reason": DOMAIN_ERRORS[type(error)][1]}
        log.warning(event, extra={"fields": fields})
        raise
