"""Profiles of candidates in memory."""

from dataclasses import dataclass

from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Profiled:
    """A candidate's profile, with the candidate's id."""

    id: int
    profile: Profile


class MemoryProfiles:
    """Repository of profiles."""

    def __init__(self, rows: Rows[Profiled], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._candidates = candidates

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        self._candidates.get(candidate_id)
        kept = self._rows.current.get(candidate_id)
        return Profile() if kept is None else kept.profile

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version."""
        self._candidates.put(self._candidates.get(candidate_id))
        self._rows.put(Profiled(candidate_id, profile))
