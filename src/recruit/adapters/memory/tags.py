"""Tags, and the tags of candidates, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.domain.tags.model import TAG_NAME_TAKEN, CandidateTag, Tag, TagDetails
from recruit.ports.changes import Changes


class MemoryTags:
    """Repository of tags."""

    def __init__(self, rows: Rows[Tag], pairs: Rows[CandidateTag], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._pairs = pairs
        self._candidates = candidates

    async def add(self, details: TagDetails) -> Tag:
        """Store a tag."""
        return self._put(self._rows.new(Tag, field_values(details)))

    async def get(self, tag_id: int) -> Tag:
        """Return one tag."""
        return self._rows.get(tag_id)

    async def lock(self, tag_id: int) -> Tag:
        """Return one tag. It needs no lock: units of work run one after the other."""
        return self._rows.get(tag_id)

    async def page(self, window: Window) -> Page[Tag]:
        """Return a page of tags."""
        return self._rows.page(window, lambda _: True)

    async def change(self, tag_id: int, changes: Changes) -> Tag:
        """Set fields."""
        values: dict[str, Any] = dict(changes)
        return self._put(replace(self._rows.get(tag_id), **values))

    async def remove(self, tag_id: int) -> None:
        """Remove a tag."""
        self._rows.remove(tag_id)

    async def replace(self, from_id: int, to_id: int) -> None:
        """Replace a tag by another one."""
        for pair in self._pairs.all():
            if pair.tag_id == from_id and to_id not in self._tags_of(pair.candidate_id):
                self._pairs.put(replace(pair, tag_id=to_id))

    async def of_candidate(self, window: Window, candidate_id: int) -> Page[Tag]:
        """Return a page of a candidate's tags."""
        ids = self._tags_of(candidate_id)
        return self._rows.page(window, lambda tag: tag.id in ids)

    async def of_candidates(self, candidate_ids: Sequence[int]) -> Mapping[int, Sequence[Tag]]:
        """Return the tags of candidates."""
        ids = {candidate_id: self._tags_of(candidate_id) for candidate_id in candidate_ids}
        return {candidate_id: self._rows.by_ids(sorted(tags)) for candidate_id, tags in ids.items() if tags}

    async def attach(self, candidate_id: int, tag_id: int) -> bool:
        """Give a candidate a tag."""
        self._candidates.get(candidate_id)
        self._rows.get(tag_id)
        is_new = tag_id not in self._tags_of(candidate_id)
        if is_new:
            fields = {"candidate_id": candidate_id, "tag_id": tag_id, "created_at": datetime.now(UTC)}
            self._pairs.put(self._pairs.new(CandidateTag, fields))
        return is_new

    async def detach(self, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate."""
        if tag_id not in self._tags_of(candidate_id):
            raise NotFound("tag", tag_id)
        self._pairs.remove_where(lambda pair: (pair.candidate_id, pair.tag_id) == (candidate_id, tag_id))

    async def counts(self, tag_ids: Sequence[int], candidate_ids: Collection[int] | None = None) -> Mapping[int, int]:
        """Return the number of candidates of each tag."""
        pairs = (
            one for one in self._pairs.current.values() if candidate_ids is None or one.candidate_id in candidate_ids
        )
        return Counter(pair.tag_id for pair in pairs if pair.tag_id in tag_ids)

    async def unite(self, from_id: int, to_id: int) -> None:
        """Give a candidate another one's tags."""
        there = self._tags_of(to_id)
        for pair in self._pairs.all():
            if pair.candidate_id == from_id and pair.tag_id not in there:
                self._pairs.put(replace(pair, candidate_id=to_id))

    def _tags_of(self, candidate_id: int) -> set[int]:
        return {pair.tag_id for pair in self._pairs.current.values() if pair.candidate_id == candidate_id}

    def _put(self, tag: Tag) -> Tag:
        """Store a tag. Raise Duplicate for the name of another one."""
        name = lowered(tag.name)
        if any(lowered(other.name) == name for other in self._rows.current.values() if other.id != tag.id):
            raise Duplicate(TAG_NAME_TAKEN)
        return self._rows.put(tag)
