"""Request and response schemas of API keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from recruit.domain.accounts.model.permissions import Permission
from recruit.entrypoints.http.field_types import Moment, Name


class ApiKeyIn(Struct):
    """A new key: what it may do, and until when. Without an end it holds until it is revoked."""

    name: Name
    scopes: Annotated[tuple[Permission, ...], Meta(min_length=1, max_length=100)]
    expires_at: Moment | None = None


class ApiKeyOut(Struct):
    """A key for a machine, of which only the beginning is shown."""

    id: int
    org_id: int
    name: str
    prefix: str
    scopes: Sequence[str]
    created_by_user_id: int
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class ApiKeyPage(Struct):
    """Keys for machines."""

    items: Sequence[ApiKeyOut]
    total: int


class NewApiKey(ApiKeyOut):
    """A key for a machine with its text, which is never shown again."""

    key: str
