"""Profiles of candidates in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Contacts, Profile


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A candidate's profile, with the candidate's id."""

    id: int
    profile: Profile


class MemoryProfiles:
    """Repository of profiles."""

    def __init__(self, rows: Rows[StoredProfile], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._candidates = candidates

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        self._candidates.get(candidate_id)
        row = self._rows.current.get(candidate_id)
        return Profile() if row is None else row.profile

    async def contacts(self, ids: Sequence[int]) -> Mapping[int, Contacts]:
        """Return the contacts of candidates."""
        return {row.id: row.profile.contacts for row in self._rows.by_ids(ids)}

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version."""
        self._candidates.put(self._candidates.get(candidate_id))
        self._rows.put(StoredProfile(candidate_id, profile))
