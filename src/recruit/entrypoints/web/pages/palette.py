"""The command palette: pages, jobs and candidates by a part of their name. Without scripts it is a page."""

from collections.abc import Sequence

from litestar import Controller, Response, get

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.search.queries import CandidateQuery, JobQuery
from recruit.domain.shared.pages import Window
from recruit.entrypoints.web.lists import filters_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest

FOUND = 8
"""Jobs and candidates that are shown, each."""


class PalettePages(Controller):
    """`/search`."""

    @get("/search")
    async def search(self, request: PageRequest) -> Response[str]:
        """Find pages, jobs and candidates."""
        text = filters_of(request, ["q"]).get("q", "")
        searching, window = request.services.searching, Window(limit=FOUND)
        jobs: Sequence[Job] = ()
        candidates: Sequence[Candidate] = ()
        if text and request.may(Permission.READ_JOBS):
            jobs = (await searching.job_list(request.actor, window, JobQuery(q=text))).items
        if text and request.may(Permission.READ_CANDIDATES):
            candidates = (await searching.candidate_list(request.actor, window, CandidateQuery(q=text))).items
        template = "fragments/found.html" if request.is_partial else "pages/search.html"
        return page(request, template, text=text, jobs=jobs, candidates=candidates)
