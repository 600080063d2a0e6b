"""Background work for many organisations, none of which keeps the others from their turn."""

import logging
from collections.abc import Awaitable, Callable, Iterable

log = logging.getLogger(__name__)


async def in_turn(organisations: Iterable[int], work: Callable[[int], Awaitable[int]]) -> int:
    """Do a work for one organisation after the other, and return how many records that took.

    Where it fails for one, the others come to their turn all the same, and then the first error is raised.
    """
    done, first = 0, None
    for org_id in organisations:
        try:
            done += await work(org_id)
        except Exception as error:
            first = first or error
            log.warning("work failed for an organisation", exc_info=error, extra={"fields": {"org_id": org_id}})
    if first is not None:
        raise first
    return done
