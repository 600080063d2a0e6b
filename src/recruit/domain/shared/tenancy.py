"""The current tenant: the organisation on whose behalf code runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NO_TENANT = 0
"""The tenant of work for no organisation, such as a login. It gets the same share of resources as an organisation."""

TENANT: ContextVar[int] = ContextVar("tenant", default=NO_TENANT)
"""The id of the current organisation. Set by authentication, by assistants and by background jobs. Adapters share
resources fairly between organisations by it, so that no use case has to pass it."""


@contextmanager
def on_behalf_of(org_id: int) -> Iterator[None]:
    """Set the current tenant for the block."""
    token = TENANT.set(org_id)
    try:
        yield
    finally:
        TENANT.reset(token)
