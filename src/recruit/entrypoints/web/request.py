"""The request class of the console's handlers."""

import re
from typing import cast
from urllib.parse import parse_qsl

from recruit.domain.accounts.browser_sessions import BrowserSession
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.http.forms import MOST_FIELDS
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.web.refusals import PasswordNeeded, SessionEnded

SESSION = "browser_session"
"""Key of the session in a request's scope."""

_ORIGIN = re.compile(r"^https?://[^/?]*")


class PageRequest(ApiRequest):
    """A request of a browser."""

    @property
    def browser_session(self) -> BrowserSession | None:
        """The session of the browser's cookie, None without a valid one."""
        return cast("BrowserSession | None", self.scope.get(SESSION))

    @property
    def signed_in(self) -> BrowserSession:
        """The session. Raises SessionEnded without one."""
        if self.browser_session is None:
            raise SessionEnded
        return self.browser_session

    @property
    def actor(self) -> Actor:
        """The user, who acts with their own rights."""
        return self.signed_in.actor

    @property
    def is_htmx(self) -> bool:
        """Whether htmx has sent the request, rather than the browser itself."""
        return header(self.scope, b"hx-request") == b"true"

    @property
    def wants_json(self) -> bool:
        """Whether a script of the console reads the response, and no person."""
        return header(self.scope, b"accept") == b"application/json"

    @property
    def page_before(self) -> str:
        """The path and query of the page that has sent the request, empty if the browser doesn't name it."""
        return _ORIGIN.sub("", (header(self.scope, b"referer") or b"").decode("latin-1"))

    @property
    def is_partial(self) -> bool:
        """Whether htmx asks for a part of a page, rather than to follow a link."""
        return header(self.scope, b"hx-request-type") == b"partial"

    def may(self, permission: Permission) -> bool:
        """Return whether there is a session, and its user has a permission."""
        return self.browser_session is not None and self.browser_session.actor.has_permission(permission)

    async def fields(self) -> dict[str, str]:
        """Return the texts of the form. The last of several with one name counts.

        Blanks around a text are removed, except from passwords, which the API takes as they are.
        """
        form = await self.form()
        texts = ((name, value) for name, value in form.multi_items() if isinstance(value, str))
        return {name: value if "password" in name else value.strip() for name, value in texts}

    async def values(self, name: str) -> list[str]:
        """Return all values of a field of a URL-encoded form, such as the checked boxes of a list."""
        return [value for field, value in await self.pairs() if field == name]

    async def pairs(self) -> list[tuple[str, str]]:
        """Return the names and values of a URL-encoded form, in order."""
        return parse_qsl(
            (await self.body()).decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )

    def require_password(self) -> None:
        """Raise PasswordNeeded unless the password was entered a short time ago.

        A handler calls it before it changes anything: the form is then sent a second time, with the password.
        """
        if not self.services.browser_sessions.is_confirmed(self.signed_in):
            raise PasswordNeeded
