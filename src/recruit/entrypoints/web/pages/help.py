"""The page of the keys, which is also the content of a dialog."""

from litestar import Controller, Response, get

from recruit.entrypoints.web.keys import key_groups
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest


class HelpPages(Controller):
    """`/keys`."""

    @get("/keys")
    async def show_keys(self, request: PageRequest) -> Response[str]:
        """Show what keys do."""
        return page(request, "pages/keys.html", groups=key_groups())
