"""Identifiers of candidates in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from recruit.adapters.memory.documents import StoredDocument
from recruit.adapters.memory.profiles import StoredProfile
from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import (
    MOST_FOUND,
    Identifier,
    SharedIdentifier,
    candidate_identifiers,
    contact_identifiers,
    file_identifier,
)


class MemoryIdentifiers:
    """Identifiers, computed from candidates, profiles and documents at each call.

    No call waits: units of work run one after the other.
    """

    def __init__(
        self, candidates: Rows[Candidate], profiles: Rows[StoredProfile], documents: Rows[StoredDocument]
    ) -> None:
        self._candidates = candidates
        self._profiles = profiles
        self._documents = documents

    async def oldest_candidate(self, identifiers: AbstractSet[Identifier], except_id: int | None = None) -> int | None:
        """Return the lowest id of a candidate with one of these identifiers."""
        return min(
            (key for key, identifier in self._all() if identifier in identifiers and key != except_id), default=None
        )

    async def candidates(self, identifier: Identifier) -> Sequence[int]:
        """Return the ids of the candidates with an identifier."""
        return sorted({key for key, found in self._all() if found == identifier})[:MOST_FOUND]

    async def shared(self, candidate_id: int, limit: int) -> Sequence[SharedIdentifier]:
        """Return other candidates with the same identifiers."""
        all_identifiers = set(self._all())
        own = {identifier for key, identifier in all_identifiers if key == candidate_id}
        found: defaultdict[Identifier, list[int]] = defaultdict(list)
        for key, identifier in sorted(all_identifiers):
            if identifier in own and key != candidate_id and len(found[identifier]) < limit:
                found[identifier].append(key)
        return [SharedIdentifier(key, identifier) for identifier, ids in found.items() for key in ids]

    def _all(self) -> Iterator[tuple[int, Identifier]]:
        for candidate in self._candidates.current.values():
            yield from ((candidate.id, identifier) for identifier in candidate_identifiers(candidate))
        for stored in self._profiles.current.values():
            yield from ((stored.id, identifier) for identifier in contact_identifiers(stored.profile.contacts))
        for document in self._documents.current.values():
            yield document.document.candidate_id, file_identifier(document.document.sha256)
