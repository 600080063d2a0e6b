"""Error responses of SCIM (RFC 7644, 3.12)."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from litestar.response.base import ASGIResponse

ROOT = b"scim"
"""The first segment of SCIM's paths."""

MEDIA_TYPE = "application/scim+json"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


NOT_FOUND = "There is no such resource"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class ScimError(Exception):
    """A refused request: its status, SCIM's type of the error, and further headers."""

    def __init__(
        self, status: int, detail: str, scim_type: str | None = None, headers: Mapping[str, str] = NO_HEADERS
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.scim_type = scim_type
        self.headers = headers


def error_response(error: ScimError) -> ASGIResponse:
    """Return the response to a refused request."""
    scim_type = {} if error.scim_type is None else {"scimType": error.scim_type}
    body = {"schemas": [ERROR], "status": str(error.status), **scim_type, "detail": error.detail}
    return ASGIResponse(
        body=msgspec.json.encode(body),
        status_code=error.status,
        headers=dict(error.headers),
        media_type=MEDIA_TYPE,
    )


def is_scim(path: bytes) -> bool:
    """Return whether a path is one of SCIM's."""
    return path[1:5] == ROOT and path[5:6] in {b"", b"/"}
