"""Tag service: the organisation's tags, and the tags of candidates."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_name, on_one_line
from recruit.domain.tags.model import Tag, TagDetails
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

SAME_TAG = "A tag can't be merged into itself: give the id of another one as into_id"


class TagService:
    """Tags of the actor's organisation. Raises NotFound."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def create(self, actor: Actor, details: TagDetails) -> Tag:
        """Create a tag. Raises Duplicate for the name of another tag, and Invalid."""
        actor.require(Permission.WRITE_CANDIDATES)
        details = replace(details, **_checked({"name": details.name, "colour": details.colour}))
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tags.add(details)

    async def get(self, actor: Actor, tag_id: int) -> Tag:
        """Return one tag."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tags.get(tag_id)

    async def page(self, actor: Actor, window: Window) -> Page[Tag]:
        """Return the organisation's tags."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tags.page(window)

    async def counted(self, actor: Actor, window: Window) -> tuple[Page[Tag], Mapping[int, int]]:
        """Return the organisation's tags, and the number of candidates of each tag on the page, by id."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.tags.page(window)
            return found, await work.tags.counts([tag.id for tag in found.items])

    async def change(self, actor: Actor, tag_id: int, changes: Changes, condition: Condition[Tag] | None = None) -> Tag:
        """Set the name, the colour, or both. Raises Duplicate for the name of another tag, Invalid and Stale."""
        actor.require(Permission.WRITE_CANDIDATES)
        changes = _checked(changes)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            tags = work.tags
            await lock_and_check("tag", tags, tag_id, condition)
            return await tags.change(tag_id, changes)

    async def remove(self, actor: Actor, tag_id: int, condition: Condition[Tag] | None = None) -> None:
        """Remove a tag, also from candidates. Raises Stale."""
        actor.require(Permission.WRITE_CANDIDATES)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            tags = work.tags
            await lock_and_check("tag", tags, tag_id, condition)
            await tags.remove(tag_id)

    async def merge(self, actor: Actor, tag_id: int, into_id: int) -> Tag:
        """Give candidates with a tag another one, remove the first, and return the other. Atomic. Raises Invalid.

        Saved searches by the first tag have the other one then.
        """
        actor.require(Permission.WRITE_CANDIDATES)
        if tag_id == into_id:
            raise Invalid(SAME_TAG)
        async with self._storage.transaction(actor.org_id) as work:
            locked = {id: await work.tags.lock(id) for id in sorted((tag_id, into_id))}  # in order: no deadlocks
            await work.tags.replace(tag_id, into_id)
            for search in await work.saved_searches.lock_with_tag(tag_id):
                tags = dict.fromkeys(into_id if one == tag_id else one for one in search.query["tag"])
                await work.saved_searches.change(search.id, {"query": {**search.query, "tag": list(tags)}})
            await work.tags.remove(tag_id)
        return locked[into_id]

    async def of_candidate(self, actor: Actor, candidate_id: int, window: Window) -> Page[Tag]:
        """Return a candidate's tags."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            await work.candidates.get(candidate_id)
            return await work.tags.of_candidate(window, candidate_id)

    async def of_read_candidate(self, actor: Actor, candidate: Candidate, window: Window) -> Page[Tag]:
        """Return the tags of a candidate who has been read already."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tags.of_candidate(window, candidate.id)

    async def attach(self, actor: Actor, candidate_id: int, tag_id: int) -> Tag:
        """Give a candidate a tag, if they don't have it, and return the tag."""
        actor.require(Permission.WRITE_CANDIDATES)
        async with self._storage.transaction(actor.org_id) as work:
            tag = await work.tags.get(tag_id)
            await work.tags.attach(candidate_id, tag_id)
        return tag

    async def attach_many(
        self, actor: Actor, candidate_ids: Iterable[int], tag: Tag | TagDetails
    ) -> tuple[Tag, Sequence[int]]:
        """Give candidates a tag, which is created if it is given by its details. Atomic.

        Return the tag, and the ids of those who didn't have it. Raises NotFound, and what `create` raises.
        """
        actor.require(Permission.WRITE_CANDIDATES)
        if not isinstance(tag, Tag):
            tag = replace(tag, **_checked({"name": tag.name, "colour": tag.colour}))
        async with self._storage.transaction(actor.org_id) as work:
            stored = await work.tags.get(tag.id) if isinstance(tag, Tag) else await work.tags.add(tag)
            return stored, [one for one in sorted(set(candidate_ids)) if await work.tags.attach(one, stored.id)]

    async def detach_many(self, actor: Actor, candidate_ids: Iterable[int], tag_id: int) -> Sequence[int]:
        """Take a tag from the candidates who have it, and return their ids. Atomic."""
        actor.require(Permission.WRITE_CANDIDATES)
        detached = []
        async with self._storage.transaction(actor.org_id) as work:
            for candidate_id in sorted(set(candidate_ids)):
                with suppress(NotFound):
                    await work.tags.detach(candidate_id, tag_id)
                    detached.append(candidate_id)
        return detached

    async def detach(self, actor: Actor, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate. Raises NotFound if they don't have it."""
        actor.require(Permission.WRITE_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.tags.detach(candidate_id, tag_id)


def _checked(fields: Changes) -> dict[str, Any]:
    """Return a tag's fields, the name with single spaces and the colour in lower case. Raises Invalid."""
    check_name(name=fields.get("name"))
    checked: dict[str, Any] = dict(fields)
    if "name" in checked:
        checked["name"] = on_one_line(checked["name"])
    if checked.get("colour"):
        checked["colour"] = checked["colour"].lower()
    return checked
