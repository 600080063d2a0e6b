"""Storage of tags, and of the tags that candidates have."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from recruit.domain.shared.pages import Page, Window
from recruit.domain.tags.model import Tag, TagDetails
from recruit.ports.changes import Changes


class Tags(Protocol):
    """Tags of the organisation. Their names are unique, case ignored."""

    async def add(self, details: TagDetails) -> Tag:
        """Store a tag. Raise Duplicate for the name of another tag."""

    async def get(self, tag_id: int) -> Tag:
        """Return one tag. Raise NotFound."""

    async def lock(self, tag_id: int) -> Tag:
        """Lock a tag until this unit of work ends and return it. Raise NotFound."""

    async def page(self, window: Window) -> Page[Tag]:
        """Return a page of tags in ascending id."""

    async def change(self, tag_id: int, changes: Changes) -> Tag:
        """Set the named fields and return the tag. Raise NotFound, and Duplicate for the name of another tag."""

    async def remove(self, tag_id: int) -> None:
        """Remove a tag, also from candidates. Raise NotFound."""

    async def replace(self, from_id: int, to_id: int) -> None:
        """Give candidates with the tag `from_id` the tag `to_id`, both existing, once each.

        Candidates with both tags keep both.
        """

    async def of_candidate(self, window: Window, candidate_id: int) -> Page[Tag]:
        """Return a page of a candidate's tags in ascending id."""

    async def of_candidates(self, candidate_ids: Sequence[int]) -> Mapping[int, Sequence[Tag]]:
        """Return the tags of each of these candidates who has any, in ascending id, by id of the candidate."""

    async def attach(self, candidate_id: int, tag_id: int) -> bool:
        """Give a candidate a tag, and return whether the candidate didn't have it. Raise NotFound for either."""

    async def detach(self, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate. Raise NotFound if the candidate doesn't have it."""

    async def counts(self, tag_ids: Sequence[int], candidate_ids: Collection[int] | None = None) -> Mapping[int, int]:
        """Return the number of candidates with each of these tags, by id. Tags without candidates are left out.

        Only candidates with the ids `candidate_ids` are counted, if it isn't None.
        """

    async def unite(self, from_id: int, to_id: int) -> None:
        """Give the candidate `to_id` the tags of the candidate `from_id`, which keeps those that both have."""
