"""Service of saved searches."""

from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.saved_searches.model import SavedSearch, SavedSearchDetails, SearchKind
from recruit.domain.search.queries import CandidateQuery, JobQuery, from_json
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid, NotFound, Stale
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition
from recruit.domain.shared.single_line import check_name, to_nfc
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

READ = {SearchKind.CANDIDATES: Permission.READ_CANDIDATES, SearchKind.JOBS: Permission.READ_JOBS}
"""The permission to read what a search finds, which seeing the search requires, too: it may name people."""


class SavedSearches:
    """Searches of the actor, and those that others in the organisation share.

    Raises NotFound for any other search, and Stale for a condition that isn't met. Users change and delete their own
    searches. Shared ones can be changed and deleted with the permission to manage searches, too.
    """

    def __init__(self, storage: Storage, searching: Searching, clock: Clock) -> None:
        self._storage = storage
        self._searching = searching
        self._clock = clock

    async def create(
        self, actor: Actor, name: str, kind: SearchKind, query: CandidateQuery | JobQuery, *, shared: bool
    ) -> SavedSearch:
        """Save a search. Raises Invalid for a blank name, and for a period that ends before it begins."""
        actor.require(Permission.SAVE_SEARCHES)
        actor.require(READ[kind])
        check_name(name=name)
        query.check()
        now = self._clock.now()
        details = SavedSearchDetails(
            name=to_nfc(name),
            kind=kind,
            query=query.to_json(),
            shared=shared,
            user_id=actor.user_id,
            created_at=now,
            updated_at=now,
        )
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.saved_searches.add(details)

    async def get(self, actor: Actor, search_id: int) -> SavedSearch:
        """Return one search."""
        async with self._storage.autocommit(actor.org_id) as work:
            search = await work.saved_searches.get(search_id)
        return _visible(actor, search)

    async def page(self, actor: Actor, window: Window, kind: SearchKind | None) -> Page[SavedSearch]:
        """Return the searches of one kind, or of all kinds that the actor may see."""
        kinds = [one for one in ([kind] if kind else SearchKind) if actor.has_permission(READ[one])]
        if not kinds:
            actor.require(READ[kind or SearchKind.CANDIDATES])
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.saved_searches.page(window, actor.user_id, kinds)

    async def results(self, actor: Actor, search: SavedSearch, window: Window) -> Page[Any]:
        """Return a page of what a search finds now: candidates or jobs. Raises Invalid for one by a deleted tag."""
        if search.kind is SearchKind.CANDIDATES:
            query = from_json(CandidateQuery, search.query)
            await self._check_tags(actor, query)
            return await self._searching.candidate_list(actor, window, query)
        return await self._searching.job_list(actor, window, from_json(JobQuery, search.query))

    async def _check_tags(self, actor: Actor, query: CandidateQuery) -> None:
        """Raise Invalid for a tag that was deleted: with it, a search would find others than it says."""
        if query.tag:
            async with self._storage.transaction(actor.org_id) as work:
                for tag_id in query.tag:
                    try:
                        await work.tags.get(tag_id)
                    except NotFound as error:
                        raise Invalid(f"The search has the tag {tag_id}, which was deleted: change it") from error

    async def change(
        self, actor: Actor, search_id: int, changes: Changes, condition: Condition[SavedSearch] | None = None
    ) -> SavedSearch:
        """Set the given fields. `query` is a query of the search's kind. Raises Invalid as `create` does."""
        values: dict[str, Any] = dict(changes)
        if "name" in values:
            check_name(name=values["name"])
            values["name"] = to_nfc(values["name"])
        if "query" in values:
            values["query"].check()
            values["query"] = values["query"].to_json()
        async with self._storage.transaction(actor.org_id) as work:
            await self._check(work, actor, search_id, condition)
            if not values:
                return await work.saved_searches.get(search_id)
            return await work.saved_searches.change(search_id, {**values, "updated_at": self._clock.now()})

    async def remove(self, actor: Actor, search_id: int, condition: Condition[SavedSearch] | None = None) -> None:
        """Delete a search."""
        async with self._storage.transaction(actor.org_id) as work:
            await self._check(work, actor, search_id, condition)
            await work.saved_searches.remove(search_id)

    async def _check(
        self, work: UnitOfWork, actor: Actor, search_id: int, condition: Condition[SavedSearch] | None
    ) -> None:
        """Raise NotFound, Forbidden or Stale unless the actor may change the search, and it meets the condition."""
        search = _visible(actor, await work.saved_searches.lock(search_id))
        is_own = search.user_id == actor.user_id
        actor.require(Permission.SAVE_SEARCHES if is_own else Permission.MANAGE_SEARCHES)
        if condition is not None and not condition(search):
            raise Stale("saved search")


def _visible(actor: Actor, search: SavedSearch) -> SavedSearch:
    if not search.is_visible_to(actor):
        raise NotFound("saved search", search.id)
    actor.require(READ[search.kind])
    return search
