"""Public URLs of the server."""

import re
from urllib.parse import urlencode, urlsplit

from litestar.types import Scope

from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.headers import header

MCP = "/mcp"
AUTHORIZE, TOKEN, REGISTER, REVOKE = "/authorize", "/token", "/register", "/revoke"
"""OAuth paths. The first three are the defaults of clients without metadata.

Such clients speak a protocol version before 2025-06-18, or keep only their tokens over a restart.
"""

RESOURCE_METADATA = "/.well-known/oauth-protected-resource"
SERVER_METADATA = "/.well-known/oauth-authorization-server"

_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")


class PublicUrls:
    """URLs below the public URL, which is a setting or, by default, the request's scheme and Host header."""

    def __init__(self, public_url: str | None = None) -> None:
        self._public = public_url

    def base(self, scope: Scope) -> str:
        """Return the public URL without a path. Raises Invalid for a missing or malformed Host header."""
        if self._public is not None:
            return self._public
        host = (header(scope, b"host") or b"").decode("latin-1")
        if not _HOST.fullmatch(host):
            raise Invalid("The header Host is missing, or names no host")
        return f"{scope['scheme']}://{host.lower()}"

    def resource(self, scope: Scope) -> str:
        """Return the URL of /mcp, the resource (audience) of OAuth tokens."""
        return self.base(scope) + MCP


def with_query(uri: str, **values: str | None) -> str:
    """Return a URI with `values` added to its query. Values of None are left out."""
    added = urlencode({name: value for name, value in values.items() if value is not None})
    return f"{uri}{'&' if urlsplit(uri).query else '?'}{added}"
