"""A log line for each wrong password, for whoever watches a log for guessing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from litestar.types import Scope

from recruit.domain.shared.errors import Refused, Throttled
from recruit.entrypoints.http.error_codes import KINDS

log = logging.getLogger(__name__)


@contextmanager
def failures_logged(event: str, scope: Scope) -> Iterator[None]:
    """Log that a password was refused, from which address and why, and nothing of the account that was tried.

    The address is what the connection says, or a trusted proxy.
    """
    try:
        yield
    except (Refused, Throttled) as error:
        client = scope["client"]
        fields = {"address": client[0] if client else None, "reason": KINDS[type(error)][1]}
        log.warning(event, extra={"fields": fields})
        raise
