"""Background work for many organisations, where an error in one doesn't stop the others."""

import logging
from collections.abc import Awaitable, Callable, Iterable

from recruit.domain.accounts.model.users import as_system

log = logging.getLogger(__name__)


async def for_each_organisation(organisations: Iterable[int], work: Callable[[int], Awaitable[int]]) -> int:
    """Await `work` for each organisation, with the system as the actor, and return the total.

    The first error is raised after the last one.
    """
    done, first = 0, None
    for org_id in organisations:
        try:
            with as_system():
                done += await work(org_id)
        except Exception as error:
            first = first or error
            log.warning("work failed for an organisation", exc_info=error, extra={"fields": {"org_id": org_id}})
    if first is not None:
        raise first
    return done
