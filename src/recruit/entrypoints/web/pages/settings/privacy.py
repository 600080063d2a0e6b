"""Receipts of erasures, and retention periods. Exports and erasures begin on a candidate's page."""

from litestar import Controller, Response, get

from recruit.domain.privacy.model import Erasure
from recruit.domain.shared.pages import Page
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest


class PrivacyPages(Controller):
    """Pages under `/settings/privacy`."""

    path = "/settings/privacy"

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show receipts and periods."""
        found: Page[Erasure] = await request.services.erasing.receipts(request.actor, list_window(request))
        periods = request.services.retention.periods
        return page(request, "pages/settings/privacy.html", periods=periods, **listed(request, found, {}))
