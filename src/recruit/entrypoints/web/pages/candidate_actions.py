"""Actions of a candidate's header: tags, export and erasure."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from litestar.response import Stream

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import tagging_write
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.shared.errors import Invalid, Refused, Throttled
from recruit.entrypoints.http.client_addresses import request_address
from recruit.entrypoints.http.downloads import disposition
from recruit.entrypoints.http.privacy import ZIP, zipped
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, message_of
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import back, tag_named
from recruit.entrypoints.web.pages.candidate_review import review_page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import undoable


class CandidateActionPages(Controller):
    """Under `/candidates/{id}`."""

    path = "/candidates/{candidate_id:int}"

    @post("/tags", status_code=200)
    async def add_tag(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Give the candidate a tag, which is created if there is none of that name."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        values = await request.fields()
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        try:
            tag = await tag_named(request, values.get("tag", ""))
        except (FormErrors, Invalid):
            return await review_page(request, candidate, refused_tag=values.get("tag", ""))
        _, tagged = await request.services.tags.attach_many(request.actor, [candidate_id], tag)
        response = back(request, values, f"/candidates/{candidate_id}", t("Tagged with {tag}", tag=tag.name))
        writes = [tagging_write(one, tag.id, tagged=True) for one in tagged]
        return await undoable(request, response, "tag_candidates", *writes)

    @post("/tags/{tag_id:int}/delete", status_code=200)
    async def remove_tag(
        self, request: PageRequest, candidate_id: FromPath[int], tag_id: FromPath[int]
    ) -> Response[str]:
        """Take a tag from the candidate."""
        values = await request.fields()
        untagged = await request.services.tags.detach_many(request.actor, [candidate_id], tag_id)
        response = back(request, values, f"/candidates/{candidate_id}", t("Removed the tag"))
        writes = [tagging_write(one, tag_id, tagged=False) for one in untagged]
        return await undoable(request, response, "untag_candidates", *writes)

    @get("/export")
    async def export(self, request: PageRequest, candidate_id: FromPath[int]) -> Stream:
        """Send all that is held on the person as an archive."""
        files = await request.services.exporting.export(request.actor, candidate_id, request.services.clock.now())
        headers = {"Content-Disposition": disposition(f"candidate-{candidate_id}.zip")}
        return Stream(zipped(files), media_type=ZIP, headers=headers)

    @get("/erase")
    async def show_erasure(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Ask for the person's name, and for the password if it wasn't entered lately."""
        request.actor.require(Permission.ERASE_CANDIDATES)
        return _erasure(request, await request.services.candidates.get(request.actor, candidate_id))

    @post("/erase", status_code=200)
    async def erase(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Erase the person everywhere, for good."""
        request.actor.require(Permission.ERASE_CANDIDATES)
        values = await request.fields()
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        if values.get("name", "").casefold() != candidate.full_name.strip().casefold():
            return _erasure(request, candidate, t("This isn't the person's name"))
        sessions = request.services.browser_sessions
        if not sessions.is_confirmed(request.signed_in):
            try:
                await sessions.confirm(request.signed_in, values.get("password", ""), request_address(request.scope))
            except (Refused, Throttled) as error:
                return _erasure(request, candidate, message_of(error))
        await request.services.erasing.erase(request.actor, candidate_id)
        return redirect(request, "/candidates", t("Erased the person. A receipt without their name remains"))


def _erasure(request: PageRequest, candidate: Candidate, error: str | None = None) -> Response[str]:
    asks_password = not request.services.browser_sessions.is_confirmed(request.signed_in)
    status = UNPROCESSABLE if error else 200
    context: dict[str, Any] = {"candidate": candidate, "error": error, "asks_password": asks_password}
    return page(request, "pages/candidate_erase.html", status=status, **context)
