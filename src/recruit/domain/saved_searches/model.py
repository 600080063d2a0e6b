"""Saved searches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from recruit.domain.accounts.model.users import Actor


class SearchKind(StrEnum):
    """The list that a search is of."""

    CANDIDATES = "candidates"
    JOBS = "jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchDetails:
    """The fields of a saved search.

    `query` has the parameters of the list, by name, as JSON values. `user_id` is the user who saved it. The others of
    the organisation see it if it is `shared`.
    """

    name: str
    kind: SearchKind
    query: Mapping[str, Any]
    shared: bool
    user_id: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch(SavedSearchDetails):
    """A stored search."""

    id: int
    org_id: int

    def is_visible_to(self, actor: Actor) -> bool:
        """Return whether an actor of the organisation may see it."""
        return self.shared or self.user_id == actor.user_id
