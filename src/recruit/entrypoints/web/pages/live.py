"""A stream of server-sent events that tells an open page when its record has changed."""

from collections.abc import Callable

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Stream

from recruit.domain.events.model import Event
from recruit.entrypoints.http.cookies import session_cookie
from recruit.entrypoints.http.streaming import HEADERS, MEDIA_TYPE, Follower, follow, stopping_event
from recruit.entrypoints.web.request import PageRequest

PAGE = 100


class LivePages(Controller):
    """`/live/jobs/{job_id}` and `/live/candidates/{candidate_id}`."""

    path = "/live"

    @get("/jobs/{job_id:int}")
    async def follow_job(self, request: PageRequest, job_id: FromPath[int]) -> Stream:
        """Tell of changes of a job and of what belongs to it."""
        await request.services.jobs.get(request.actor, job_id)
        return await _changes(request, lambda event: event.job_id == job_id)

    @get("/candidates/{candidate_id:int}")
    async def follow_candidate(self, request: PageRequest, candidate_id: FromPath[int]) -> Stream:
        """Tell of changes of a candidate and of what belongs to them."""
        await request.services.candidates.get(request.actor, candidate_id)
        return await _changes(request, lambda event: event.candidate_id == candidate_id)


async def _changes(request: PageRequest, concerns: Callable[[Event], bool]) -> Stream:
    """Stream an event `changed`, with the user who made it, for each event of the feed that concerns the page."""
    services, cookie = request.services, session_cookie(request.scope)
    start = (await services.events.page(request.actor, None, 1)).next_after

    async def read(after: int) -> Follower:
        actor = (await services.browser_sessions.read(cookie)).actor  # the stream ends with the session
        head = await services.event_heads.of(actor.org_id)
        if head == after:
            return after, ()
        found = await services.events.page(actor, after, PAGE, head=head if head > after else None)
        changed = [(one.sequence, "changed", {"user_id": one.user_id}) for one in found.items if concerns(one)]
        return found.next_after, changed

    stream = follow(read, start, stopping_event(request.scope))
    return Stream(stream, media_type=MEDIA_TYPE, headers=HEADERS)
