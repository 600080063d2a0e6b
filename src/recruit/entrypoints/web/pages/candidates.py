"""Pages of candidates: the list."""

from litestar import Controller, Response, get

from recruit.domain.search.model import Sort
from recruit.domain.search.queries import CandidateQuery
from recruit.entrypoints.web.lists import filters_of, list_window, listed, sort_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest

FILTERS = ("q", "title", "skill", "location", "company", "text", "stage")


class CandidatePages(Controller):
    """Pages under `/candidates`."""

    path = "/candidates"

    @get("/")
    async def list_candidates(self, request: PageRequest) -> Response[str]:
        """Show a page of candidates."""
        filters, sort = filters_of(request, FILTERS), sort_of(request, Sort.NEWEST)
        texts = {name: value for name, value in filters.items() if name != "skill"}
        skill = tuple(filter(None, [filters.get("skill")]))
        query = CandidateQuery(**texts, skill=skill, sort=sort)  # type: ignore[arg-type]
        found = await request.services.searching.candidate_list(request.actor, list_window(request), query)
        return page(request, "pages/candidates.html", **listed(request, found, filters, sort))
