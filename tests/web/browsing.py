"""A browser without scripts: it keeps cookies, says where a request comes from, and reads and sends forms."""

from dataclasses import dataclass, field
from typing import Any

import httpx
from cssselect2 import ElementWrapper
from lxml import html

from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services

NAVIGATION = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Page:
    """A response, and its HTML as a tree."""

    response: httpx.Response
    tree: html.HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        self.tree = html.fromstring(self.response.text or "<html></html>")

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The text that a reader sees, with single spaces."""
        return " ".join(self.tree.text_content().split())

    def find(self, selector: str) -> list[html.HtmlElement]:
        """Return the elements that match a CSS selector."""
        return [one.etree_element for one in ElementWrapper.from_html_root(self.tree).query_all(selector)]

    def texts(self, selector: str) -> list[str]:
        """Return the texts of the elements that match a CSS selector."""
        return [" ".join(one.text_content().split()) for one in self.find(selector)]

    def form(self, action: str = "") -> dict[str, str]:
        """Return the fields of the form that is sent to a path, as they are filled in."""
        (form,) = [one for one in self.find("form") if one.get("action", "") == action]
        return {name: value or "" for name, value in form.form_values()}


@dataclass
class Browser:
    """A browser of one person."""

    client: httpx.AsyncClient
    services: Services
    email: str = ""
    _actor: Actor | None = None

    @property
    def actor(self) -> Actor:
        """The person."""
        assert self._actor is not None
        return self._actor

    async def sign_in(self, actor: Actor, email: str = "") -> None:
        """Give the browser the cookie of a new session."""
        self._actor, self.email = actor, email
        self.client.cookies.set(
            "recruit", await self.services.browser_sessions.open(actor, "Test"), domain="localhost.local"
        )

    async def get(self, path: str, **headers: str) -> Page:
        """Follow a link."""
        return Page(await self.client.get(path, headers=NAVIGATION | headers))

    async def post(self, path: str, data: Any, **headers: str) -> Page:
        """Send fields as they are, without those of a form."""
        return Page(await self.client.post(path, data=data, headers=NAVIGATION | headers))

    async def submit(self, path: str, values: dict[str, Any], *, action: str = "") -> Page:
        """Open a page, fill in its form, and send it to the form's address."""
        shown = await self.get(path)
        assert shown.status == 200, shown.text
        return await self.post(action or path, shown.form(action) | values)
