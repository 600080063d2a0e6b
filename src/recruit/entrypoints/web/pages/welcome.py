"""The first steps in a new installation: the welcome page, and the demo data."""

from litestar import Controller, Response, get, post

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.demo.model import DemoCounts
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

WELCOME = "/welcome"


class WelcomePages(Controller):
    """`/welcome` and `/demo`."""

    @get(WELCOME)
    async def show_welcome(self, request: PageRequest) -> Response[str]:
        """Offer ways to begin."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        return page(request, "pages/welcome.html", demo=await demo_counts(request))

    @post("/demo", status_code=200)
    async def load_demo(self, request: PageRequest) -> Response[str]:
        """Load the demo data."""
        found = await request.services.demo.load(request.actor)
        notice = t("Loaded {jobs} demo jobs and {candidates} people", jobs=found.jobs, candidates=found.candidates)
        return redirect(request, "/jobs", notice)

    @get("/demo/remove")
    async def show_removal(self, request: PageRequest) -> Response[str]:
        """Ask whether to remove the demo data."""
        request.actor.require(Permission.DELETE_CANDIDATES)
        return page(request, "pages/demo_remove.html", demo=await demo_counts(request))

    @post("/demo/remove", status_code=200)
    async def remove_demo(self, request: PageRequest) -> Response[str]:
        """Remove the demo data."""
        removed = await request.services.demo.remove(request.actor)
        notice = t("Removed {jobs} demo jobs and {candidates} people", jobs=removed.jobs, candidates=removed.candidates)
        if removed.jobs_kept:
            notice += ". " + t("{n} jobs stay, as your own candidates have applied for them", n=removed.jobs_kept)
        return redirect(request, "/jobs", notice)


async def demo_counts(request: PageRequest) -> DemoCounts:
    """Return the numbers of demo records, zero for a user who may not remove them."""
    if not request.may(Permission.DELETE_CANDIDATES):
        return DemoCounts()
    return await request.services.demo.counts(request.actor)
