"""Identifiers of candidates in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from recruit.adapters.memory.documents import Original
from recruit.adapters.memory.profiles import Profiled
from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import Identifier, Likeness, of_candidate, of_contacts, of_file


class MemoryIdentifiers:
    """Identifiers, computed from candidates, profiles and documents at each call.

    No call waits: units of work run one after the other.
    """

    def __init__(self, candidates: Rows[Candidate], profiles: Rows[Profiled], documents: Rows[Original]) -> None:
        self._candidates = candidates
        self._profiles = profiles
        self._documents = documents

    async def oldest(self, identifiers: AbstractSet[Identifier], besides: int | None = None) -> int | None:
        """Return the lowest id of a candidate with one of these identifiers."""
        return min((key for key, one in self._all() if one in identifiers and key != besides), default=None)

    async def shared(self, candidate_id: int, limit: int) -> Sequence[Likeness]:
        """Return other candidates with the same identifiers."""
        everybodys = set(self._all())
        mine = {one for key, one in everybodys if key == candidate_id}
        found: defaultdict[Identifier, list[int]] = defaultdict(list)
        for key, one in sorted(everybodys):
            if one in mine and key != candidate_id and len(found[one]) < limit:
                found[one].append(key)
        return [Likeness(key, one) for one, keys in found.items() for key in keys]

    def _all(self) -> Iterator[tuple[int, Identifier]]:
        for candidate in self._candidates.current.values():
            yield from ((candidate.id, one) for one in of_candidate(candidate))
        for kept in self._profiles.current.values():
            yield from ((kept.id, one) for one in of_contacts(kept.profile.contacts))
        for original in self._documents.current.values():
            yield original.document.candidate_id, of_file(original.document.sha256)
