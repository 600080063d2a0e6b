"""The organisation on whose behalf something is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOBODY = 0
"""The organisation of what is done for none, such as a login. Where organisations share, it has a share like any."""

TENANT: ContextVar[int] = ContextVar("tenant", default=NOBODY)
"""Set where something begins: by authentication, by assistants and by background jobs. Adapters that organisations
share divide themselves by it, so that no use case has to hand it on."""


@contextmanager
def on_behalf_of(org_id: int) -> Iterator[None]:
    """Do all that is done in the block for an organisation."""
    mark = TENANT.set(org_id)
    try:
        yield
    finally:
        TENANT.reset(mark)
